#pragma once
#include "engines/engine.h"

#include <QMap>
#include <QSet>

#include <atomic>
#include <condition_variable>
#include <functional>
#include <mutex>

namespace bakferry {

/// What a FakeEngine is to play.
struct FakeScript
{
    QList<Finding> findings{{"readable", FindingLevel::Passed, {"The backup can be read.", {}}, {}, {}, {}, {}}};
    int tables = 3;
    qint64 rowsPerTable = 10;
    RestoreEnd end = RestoreEnd::Complete;
    int rowsMissing = 0;               ///< of the last table, in the target's count
    bool verifies = true;              ///< false: comes back without one comparison
    std::function<void()> misbehave;   ///< called in the middle of a restore; may throw
    Recovery recovery;
    QByteArray refusesNext;            ///< a path of a next backup that does not join the chain
    bool refusesLate = false;          ///< not in the precheck, but when it is to be applied
    QByteArray password;               ///< not empty: every call with another one is refused, as a server does
};

/// A scripted engine for tests. It is a fake: it opens no file, makes no database and moves no row. It walks through the
/// steps of a restore, stops at the points a test holds (latches, no sleeping) and answers as its script says.
///
/// A point is "<target> precheck", "<target> table <n>", "<target> switching-over", "<target> next". Thread-safe.
class FakeEngine final : public RestoreEngine
{
public:
    explicit FakeEngine(FakeScript script = {}) : m_script(std::move(script)) { }
    ~FakeEngine() override;

    void hold(const QByteArray& point);
    void release(const QByteArray& point);
    /// Whether the engine has come to the point; for QTRY_VERIFY, as a runner needs its event loop to get there.
    bool reached(const QByteArray& point) const;
    /// Every call made so far, in order: "restore /a.db".
    QByteArrayList calls() const;
    int mostAtOnce() const { return m_mostAtOnce; }

    const EngineInfo& info() const override;
    const QList<FormatInfo>& formats() const override;
    int recognise(QByteArrayView head) const override;
    Result<BackupFacts> inspect(const BackupSet& backups, const JobContext& context) const override;
    PrecheckReport precheck(const RestoreRequest& request, const JobContext& context) const override;
    RestoreOutcome restore(const RestoreRequest& request, const JobContext& context) const override;
    PrecheckReport precheckNext(const RestoreRequest& request, const Journal& journal, const JobContext& context) const override;
    RestoreOutcome continueRestore(const RestoreRequest& request, const Journal& journal, const JobContext& context) const override;
    std::optional<Error> badStopAt(const QString& stopAt) const override;
    Result<ServerFacts> testConnection(const RestoreTarget& target, const Credentials& credentials, const JobContext& context) const override;
    Recovery reconcile(const RestoreRequest& request, const Journal& journal) const override;
    RestoreOutcome undoOverwrite(const RestoreRequest& request, const Journal& journal, const JobContext& context) const override;
    Result<void> discard(const RestoreRequest& request, const Journal& journal, const LeftOver& leftOver) const override;

private:
    void note(const QByteArray& call) const;
    void come(const QByteArray& point, const JobContext& context) const;
    bool refuses(const RestoreRequest& request) const;
    RestoreOutcome staged(RestoreOutcome outcome, const RestoreRequest& request) const;
    RestoreOutcome play(const RestoreRequest& request, const JobContext& context) const;

    FakeScript m_script;
    mutable std::mutex m_mutex;
    mutable std::condition_variable_any m_changed;
    mutable QSet<QByteArray> m_held;
    mutable QSet<QByteArray> m_reached;
    mutable QByteArrayList m_calls;
    mutable std::atomic<int> m_atOnce = 0;
    mutable std::atomic<int> m_mostAtOnce = 0;
};

} // namespace bakferry
