#pragma once
#include "engines/engine.h"

#include <QByteArray>
#include <QMap>
#include <QStringList>

#include <memory>
#include <mutex>

namespace bakferry {

/// Runs a real engine the way the runner does, without a runner: precheck, then restore with its evidence. Keeps journal and log.
class EngineDriver
{
public:
    explicit EngineDriver(const RestoreEngine& engine) : m_engine(engine) { }

    RestoreRequest request; ///< fill in backups, target and what else the test is about
    Journal journal;
    QStringList log;
    QMap<QString, ObjectReport> objects; ///< what was last told of each
    std::stop_source stop;
    std::function<void(const JobProgress&)> onProgress;
    std::function<Result<void>(const JournalEntry&)> onJournal;

    JobContext context();
    PrecheckReport precheck() { return m_engine.precheck(request, context()); }
    /// Prechecks and, unless a blocker stands, restores; a blocker becomes the outcome's error.
    RestoreOutcome restore();
    RestoreOutcome restoreWithoutPrecheck() { return m_engine.restore(request, context()); }
    PrecheckReport report; ///< of the last restore()

private:
    std::shared_ptr<std::mutex> m_mutex = std::make_shared<std::mutex>(); ///< of objects: several threads tell of them
    const RestoreEngine& m_engine;
};

/// "integrity: Blocker backup.damaged" for each finding that is not Passed: short enough to compare whole.
QStringList openFindings(const PrecheckReport& report);

} // namespace bakferry
