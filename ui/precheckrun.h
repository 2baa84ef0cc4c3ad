#pragma once
#include "engines/jobcontext.h"
#include "ui/services.h"

#include <QElapsedTimer>
#include <QObject>

namespace bakferry {

class DraftModel;

/// Prechecks the wizard's drafts, one after the other, and puts each report into the model. GUI thread.
class PrecheckRun : public QObject
{
    Q_OBJECT

public:
    PrecheckRun(DraftModel& drafts, const Services& services, QObject* parent = nullptr);
    ~PrecheckRun() override;

    bool isRunning() const { return m_attempt != nullptr; }
    int currentRow() const { return m_row; }
    /// How long the prechecks of the last start took together.
    qint64 lastMs() const { return m_lastMs; }

public slots:
    /// Forgets all reports and checks every draft anew.
    void start();
    /// Checks only the drafts whose report is missing or older than a choice of the DBA.
    void startOutdated();
    /// Asks one check of one draft again: what is about the target at once, anything else by reading the backup anew.
    void recheck(int row, const QByteArray& checkId);
    /// Asks the running precheck to end and listens to it no longer. Safe at any time.
    void stop();

signals:
    void progressed(const bakferry::JobProgress& progress);
    void runningChanged();

private:
    void startRows(const QList<int>& rows);
    void checkNext();
    void takeReport(int row, PrecheckReport report);
    void endAttempt();

    DraftModel& m_drafts;
    const Services& m_services;
    QObject* m_attempt = nullptr; ///< context of the running call: when it dies, late answers find nobody
    std::function<void()> m_stop;
    PrecheckExtent m_extent = PrecheckExtent::Whole;
    QByteArrayList m_targetChecks; ///< of the draft's engine, while only these are asked
    QList<int> m_waiting;
    QElapsedTimer m_clock;
    qint64 m_lastMs = 0;
    int m_row = -1;
};

} // namespace bakferry
