#pragma once
#include "ui/services.h"

#include <QWidget>

class QCheckBox;
class QComboBox;
class QLineEdit;
class QPushButton;
class QTableView;

namespace bakferry {

class LogFilter;
class LogModel;
class PlainLabel;

/// The log of one task: the newest rows from the store, older ones as the DBA scrolls up, new ones as they are written.
/// Follows the end until the DBA scrolls away from it.
class LogView : public QWidget
{
    Q_OBJECT

public:
    explicit LogView(const Services& services, QWidget* parent = nullptr);
    void showTask(const QString& id);
    void append(const QString& taskId, const LogRow& row);

protected:
    void changeEvent(QEvent* event) override;

private:
    void retranslateUi();
    void readNewest();
    void readOlder();
    void takeNewest(const QList<LogRow>& rows, qint64 from, qint64 total);
    void copyShown() const;
    bool isAtEnd() const;
    void goToEnd();
    void noteScrolling();
    void readOlderIfRoom();

    const Services& m_services;
    LogModel* m_log;
    LogFilter* m_filter;
    PlainLabel* m_levelLabel;
    QComboBox* m_level;
    QLineEdit* m_search;
    QCheckBox* m_follow; ///< ticked while new rows keep the end in sight
    QPushButton* m_copy;
    QTableView* m_table;
    QString m_taskId;
    QObject* m_reading = nullptr; ///< context of the read under way; answers for an earlier task find nobody
    bool m_isStale = false;       ///< rows came while the store was being read
};

} // namespace bakferry
