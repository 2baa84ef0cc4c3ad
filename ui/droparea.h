#pragma once
#include "engines/backupfile.h"

#include <QFrame>

class QLabel;
class QLineEdit;
class QMimeData;
class QPushButton;

namespace bakferry {

class PlainLabel;

/// The files and folders that a drag or the clipboard holds, with their paths as the file system's own bytes.
QList<BackupFile> filesIn(const QMimeData& data);

/// Where backup files enter the wizard: dropped, browsed for (all files, because content decides), typed or pasted, one or
/// many at once.
class DropArea : public QFrame
{
    Q_OBJECT

public:
    explicit DropArea(QWidget* parent = nullptr);

signals:
    void filesChosen(const QList<bakferry::BackupFile>& files);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void changeEvent(QEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    void retranslateUi();
    void browse();
    void addTyped(const QString& text);
    void choose(const QList<BackupFile>& files);

    QLabel* m_icon;
    PlainLabel* m_invitation;
    QLineEdit* m_path;
    QPushButton* m_add;
    QPushButton* m_browse;
    PlainLabel* m_problem;
};

} // namespace bakferry
