#include "tests/support/fakeengine.h"

#include <algorithm>

namespace bakferry {

using namespace Qt::StringLiterals;

namespace {

Error stopped()
{
    return {ErrorKind::Cancelled, "job.cancelled", {"The restore was stopped.", {}}, {"Start it again.", {}}, {}};
}

Error refused() { return {ErrorKind::SignIn, "server.sign_in", {"The server refused the sign-in.", {}}, {"Check the password.", {}}, {}}; }

Error gap() { return {ErrorKind::BackupUnusable, "chain.gap", {"A backup is missing before it.", {}}, {"Give the one between.", {}}, {}}; }

BackupChain chainOf(const RestoreRequest& request)
{
    BackupChain chain;
    for (int file = 0; file < request.backups.size(); ++file) {
        ChainLink link;
        link.kind = file == 0 ? ChainLink::Kind::Full : ChainLink::Kind::Incremental;
        link.file = file;
        link.to = u"log:%1"_s.arg(file);
        chain.links.append(link);
        chain.restorableTo = link.to;
    }
    return chain;
}

QString tableName(int number) { return u"table%1"_s.arg(number); }

} // namespace

FakeEngine::~FakeEngine()
{
    const std::lock_guard lock(m_mutex);
    m_held.clear();
    m_changed.notify_all();
}

void FakeEngine::hold(const QByteArray& point)
{
    const std::lock_guard lock(m_mutex);
    m_held.insert(point);
}

void FakeEngine::release(const QByteArray& point)
{
    const std::lock_guard lock(m_mutex);
    m_held.remove(point);
    m_changed.notify_all();
}

bool FakeEngine::reached(const QByteArray& point) const
{
    const std::lock_guard lock(m_mutex);
    return m_reached.contains(point);
}

QByteArrayList FakeEngine::calls() const
{
    const std::lock_guard lock(m_mutex);
    return m_calls;
}

void FakeEngine::note(const QByteArray& call) const
{
    const std::lock_guard lock(m_mutex);
    m_calls.append(call);
}

// A held point gives way to a stop, as a blocking call of a real engine is woken by its stop callback.
void FakeEngine::come(const QByteArray& point, const JobContext& context) const
{
    std::unique_lock lock(m_mutex);
    m_reached.insert(point);
    m_changed.notify_all();
    m_changed.wait(lock, context.stop, [&] { return !m_held.contains(point); });
}

const EngineInfo& FakeEngine::info() const
{
    static const EngineInfo info{"fake", u"Fake"_s, 0, true, {}};
    return info;
}

const QList<FormatInfo>& FakeEngine::formats() const
{
    static const QList<FormatInfo> formats{{"fake", {"Fake backup", {}}, {u"fake"_s}}};
    return formats;
}

int FakeEngine::recognise(QByteArrayView) const { return 0; }

Result<BackupFacts> FakeEngine::inspect(const BackupSet& backups, const JobContext&) const
{
    note("inspect " + backups.value(0).path);
    BackupFacts facts;
    facts.engineId = "fake";
    facts.formatId = "fake";
    return facts;
}

PrecheckReport FakeEngine::precheck(const RestoreRequest& request, const JobContext& context) const
{
    note("precheck " + request.target.database);
    context.report({JobStep::Prechecking, 0, 100, 0, {}});
    come(request.target.database + " precheck", context);
    PrecheckReport report;
    if (request.credentials.password() != m_script.password) {
        report.findings = {blockerFinding("target", refused())};
        return report;
    }
    report.cancelled = !context.goOn();
    if (!report.cancelled)
        report.findings = m_script.findings;
    if (request.backups.size() > 1 || !request.lastBackup)
        report.facts.chain = chainOf(request);
    report.evidence = PrecheckEvidence{QByteArray(32, 'x'), {}, true};
    return report;
}

RestoreOutcome FakeEngine::restore(const RestoreRequest& request, const JobContext& context) const
{
    note("restore " + request.target.database);
    if (request.credentials.password() != m_script.password) {
        RestoreOutcome outcome;
        outcome.remains = Remains::Old;
        outcome.error = refused();
        return outcome;
    }
    const int now = ++m_atOnce;
    int most = m_mostAtOnce;
    while (now > most && !m_mostAtOnce.compare_exchange_weak(most, now)) { }
    struct Leave
    {
        std::atomic<int>& count;
        ~Leave() { --count; }
    } leave{m_atOnce};
    return play(request, context);
}

std::optional<Error> FakeEngine::badStopAt(const QString& stopAt) const
{
    if (stopAt == "noon"_L1)
        return {};
    return Error{ErrorKind::Usage, "stop.form", {"The fake stops at noon only.", {}}, {"Say noon.", {}}, {}};
}

PrecheckReport FakeEngine::precheckNext(const RestoreRequest& request, const Journal&, const JobContext& context) const
{
    note("precheck next " + QByteArray::number(request.appliedBackups) + " of " + QByteArray::number(request.backups.size()));
    come(request.target.database + " precheck next", context);
    PrecheckReport report;
    report.cancelled = !context.goOn();
    report.findings = m_script.findings;
    if (!m_script.refusesLate && refuses(request))
        report.findings = {blockerFinding("chain", gap())};
    report.facts.chain = chainOf(request);
    return report;
}

RestoreOutcome FakeEngine::continueRestore(const RestoreRequest& request, const Journal& journal, const JobContext& context) const
{
    note("continue " + QByteArray::number(request.appliedBackups) + " of " + QByteArray::number(request.backups.size()) + (request.lastBackup ? " last" : ""));
    RestoreOutcome outcome;
    outcome.remains = Remains::Old;
    if (journal.isEmpty() || refuses(request)) {
        outcome.end = RestoreEnd::Waiting;
        outcome.error = gap();
        return outcome;
    }
    context.report({JobStep::Replaying, 0, 10, 0, {}});
    come(request.target.database + " next", context);
    if (!context.goOn()) {
        outcome.end = RestoreEnd::Cancelled;
        outcome.error = stopped();
        return outcome;
    }
    return play(request, context);
}

bool FakeEngine::refuses(const RestoreRequest& request) const
{
    return !m_script.refusesNext.isEmpty() && std::ranges::any_of(request.backups, [&](const BackupFile& file) { return file.path == m_script.refusesNext; });
}

RestoreOutcome FakeEngine::staged(RestoreOutcome outcome, const RestoreRequest& request) const
{
    outcome.end = RestoreEnd::Waiting;
    outcome.remains = Remains::Old;
    if (m_script.verifies)
        outcome.verification.append(Finding{"rows", FindingLevel::Passed, {"Rows were compared.", {}}, {}, {}, {}, {}});
    outcome.leftOvers.append(LeftOver{LeftOver::Kind::Staging, request.target.database + ".staging", 4096});
    return outcome;
}

RestoreOutcome FakeEngine::play(const RestoreRequest& request, const JobContext& context) const
{
    RestoreOutcome outcome;
    const auto stop = [&] {
        outcome.end = RestoreEnd::Cancelled;
        outcome.remains = Remains::Old;
        outcome.error = stopped();
        return outcome;
    };
    if (const Result<void> recorded = context.writeJournal({"staging-created", {{u"path"_s, u"/staging"_s}}}); !recorded) {
        outcome.remains = Remains::Old;
        outcome.error = recorded.error();
        return outcome;
    }
    const qint64 total = m_script.tables * m_script.rowsPerTable;
    for (int table = 1; table <= m_script.tables; ++table) {
        if (table == 2 && m_script.misbehave)
            m_script.misbehave();
        come(request.target.database + " table " + QByteArray::number(table), context);
        if (!context.goOn())
            return stop();
        outcome.rows += m_script.rowsPerTable;
        const bool isShort = table == m_script.tables;
        outcome.ledger.append(LedgerRow{tableName(table), m_script.rowsPerTable, m_script.rowsPerTable - (isShort ? m_script.rowsMissing : 0)});
        context.report({JobStep::Loading, outcome.rows, total, outcome.rows, tableName(table)});
    }
    outcome.tables = m_script.tables;
    outcome.bytesRead = total;
    context.report({JobStep::Verifying, 0, 0, outcome.rows, {}});
    if (!request.lastBackup)
        return staged(outcome, request);
    context.report({JobStep::SwitchingOver, 0, 0, outcome.rows, {}});
    come(request.target.database + " switching-over", context);
    if (!context.goOn())
        return stop();
    context.note(LogLevel::Info, {"The fake restore ended.", {}});
    if (m_script.verifies)
        outcome.verification.append(Finding{"rows", FindingLevel::Passed, {"Rows were compared.", {}}, {}, {}, {}, {}});
    outcome.end = m_script.end;
    outcome.remains = m_script.end == RestoreEnd::Failed ? Remains::Old : Remains::New;
    if (m_script.end == RestoreEnd::WithWarnings)
        outcome.warnings.append(Message{"A statement was skipped.", {}});
    if (m_script.end == RestoreEnd::Failed)
        outcome.error = Error{ErrorKind::StatementFailed, "statement.failed", {"Row 3 was refused.", {}}, {"Look at row 3.", {}}, {}};
    if (request.overwrite && outcome.remains == Remains::New)
        outcome.leftOvers.append(LeftOver{LeftOver::Kind::KeptOld, request.target.database + ".old", 4096});
    return outcome;
}

Result<ServerFacts> FakeEngine::testConnection(const RestoreTarget&, const Credentials& credentials, const JobContext&) const
{
    note("test connection");
    if (credentials.password() != m_script.password)
        return refused();
    return ServerFacts{u"Fake 1.0"_s, {u"shop"_s, u"orders"_s}, false, true, {}};
}

Recovery FakeEngine::reconcile(const RestoreRequest& request, const Journal&) const
{
    note("reconcile " + request.target.database);
    if (request.credentials.password() != m_script.password)
        return {false, Remains::Unknown, {}, refused()};
    return m_script.recovery;
}

RestoreOutcome FakeEngine::undoOverwrite(const RestoreRequest& request, const Journal&, const JobContext& context) const
{
    note("undo " + request.target.database);
    come(request.target.database + " undo", context);
    RestoreOutcome outcome;
    if (request.credentials.password() != m_script.password) {
        outcome.remains = Remains::New;
        outcome.error = refused();
        return outcome;
    }
    outcome.end = m_script.end;
    outcome.remains = m_script.end == RestoreEnd::Failed ? Remains::New : Remains::Old;
    if (m_script.end == RestoreEnd::Failed)
        outcome.error = Error{ErrorKind::TargetChanged, "target.changed", {"The target was changed.", {}}, {"Look at it.", {}}, {}};
    return outcome;
}

Result<void> FakeEngine::discard(const RestoreRequest& request, const Journal&, const LeftOver& leftOver) const
{
    note("discard " + leftOver.place + " of " + request.target.database);
    if (request.credentials.password() != m_script.password)
        return refused();
    return {};
}

} // namespace bakferry
