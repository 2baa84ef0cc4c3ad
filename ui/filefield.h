#pragma once
#include <QWidget>

class QLineEdit;
class QPushButton;

namespace bakferry {

/// A path to type, and a button to look for it.
class FileField : public QWidget
{
    Q_OBJECT

public:
    /// @param lineName, buttonName  object names
    FileField(const char* lineName, const char* buttonName, QWidget* parent = nullptr);

    QLineEdit* line() const { return m_line; }
    QString path() const;
    /// Puts the words in: the title of the file dialog, what is used without a path, and the accessible name.
    void setWords(const QString& title, const QString& placeholder, const QString& accessibleName);

signals:
    void edited(); ///< by the person, not by the program

private:
    void browse();

    QLineEdit* m_line;
    QPushButton* m_browse;
    QString m_title;
};

} // namespace bakferry
