#pragma once
#include "engines/jobcontext.h"
#include "ui/services.h"

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

public slots:
    /// Forgets all reports and checks every draft anew.
    void start();
    /// Asks the running precheck to end and listens to it no longer. Safe at any time.
    void stop();

signals:
    void progressed(const bakferry::JobProgress& progress);
    void runningChanged();

private:
    void checkRow(int row);
    void takeReport(int row, PrecheckReport report);
    void endAttempt();

    DraftModel& m_drafts;
    const Services& m_services;
    QObject* m_attempt = nullptr; ///< context of the running call: when it dies, late answers find nobody
    std::function<void()> m_stop;
    int m_row = -1;
};

} // namespace bakferry
