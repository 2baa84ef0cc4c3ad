#include "engines/mariadb/load/myincrement.h"

#include "engines/displaytext.h"
#include "engines/mariadb/binlog/mylogdecoder.h"
#include "engines/mariadb/server/mycatalog.h"
#include "engines/mariadb/server/myjournal.h"
#include "engines/mariadb/server/mymark.h"

#include <QJsonArray>
#include <QtGlobal>

#include <algorithm>

namespace bakferry {

using namespace Qt::StringLiterals;

namespace {

constexpr char waitingStep[] = "awaiting-backup";

Finding wrongChoice(const char* code, const Message& what, const Message& hint) { return blockerFinding("chain", {ErrorKind::Usage, code, what, hint, {}}); }

// A log holds changes of whole databases, and a wait needs a staging database.
QList<Finding> checkChoices(const MyBackupSet& set, const RestoreRequest& request)
{
    QList<Finding> findings = set.findings;
    const bool isPart = request.parts != RestoreRequest::Parts::All || !request.selection.isEmpty();
    if (set.hasLogs() && isPart)
        findings += wrongChoice("chain.parts", {QT_TRANSLATE_NOOP("Message", "Binary logs go on top of whole databases, not of single objects, definitions or rows alone."), {}},
                                {QT_TRANSLATE_NOOP("Message", "Restore everything of the databases."), {}});
    if (request.options.value(u"intoExisting"_s).toBool() && (set.hasLogs() || !request.lastBackup))
        findings += wrongChoice("chain.parts", {QT_TRANSLATE_NOOP("Message", "A chain of backups needs a staging database; it cannot go into the existing one at once."), {}},
                                {QT_TRANSLATE_NOOP("Message", "Leave the option intoExisting out."), {}});
    return findings;
}

Finding decoderFinding()
{
    const Result<QByteArray> program = MyLogDecoder::program();
    return program ? passedFinding("chain", {QT_TRANSLATE_NOOP("Message", "The logs are decoded by %1; it runs nothing."), {displayBytes(*program)}}) : blockerFinding("chain", program.error());
}

MyChain withStop(const MyChainQuestion& question, const RestoreRequest& request, const JobContext& context, JobStep step)
{
    MyChainQuestion asked = question;
    const Result<MyStopAt> stop = parseMyStopAt(request.stopAt);
    if (stop)
        asked.stop = *stop;
    MyChain chain = readMyChain(asked, context, step);
    if (!stop)
        chain.findings += blockerFinding("chain", stop.error());
    return chain;
}

Finding rightsFinding(MyConnection& connection)
{
    const Result<void> rights = checkMyReplayRights(connection);
    return rights ? passedFinding("privilege", {QT_TRANSLATE_NOOP("Message", "The user may replay binary logs."), {}}) : blockerFinding("privilege", rights.error());
}

/// A task that waits, looked at anew: what it left on the server, and the logs given now.
class NextBackup
{
public:
    NextBackup(const RestoreRequest& request, const Journal& journal, const JobContext& context)
        : m_request(request), m_context(context), m_story(MyStory::of(journal)), m_waiting(MyWaiting::of(journal)) { }

    /// All findings; a blocker means that nothing can be put on top.
    QList<Finding> look(JobStep step)
    {
        QList<Finding> findings;
        if (!m_waiting || m_story.databases.isEmpty() || m_waiting->sources.size() != m_story.databases.size()) {
            findings += blockerFinding("chain", {ErrorKind::Internal, "chain.no_journal", {QT_TRANSLATE_NOOP("Message", "The journal of the task does not say what is in staging."), {}},
                                                 {QT_TRANSLATE_NOOP("Message", "Cancel the task and restore the chain from its full backup on."), {}}, {}});
            return findings;
        }
        m_set = takeMySetApart(m_request.backups.mid(m_request.appliedBackups), true);
        m_set.firstLog = m_request.appliedBackups;
        m_set.files = int(m_request.backups.size());
        findings += checkChoices(m_set, m_request);
        if (m_set.hasLogs())
            findings += decoderFinding();
        MyChainQuestion question{m_request.backups, m_request.appliedBackups, m_waiting->next, m_waiting->sources, {}, {}};
        for (auto other = m_set.noLogs.cbegin(); other != m_set.noLogs.cend(); ++other)
            question.noLogs.insert(other.key() + m_request.appliedBackups, *other);
        if (m_set.hasLogs() || !m_request.stopAt.isEmpty())
            m_chain = withStop(question, m_request, m_context, step);
        else
            m_chain.end = m_waiting->next;
        findings += m_chain.findings;
        if (!m_context.goOn())
            return findings;
        return findings + lookAtServer();
    }
    bool isStagingGone() const { return m_stagingGone; }
    const MyChain& chain() const { return m_chain; }
    const MyStory& story() const { return m_story; }
    QList<MyReplayedDatabase> databases() const
    {
        QList<MyReplayedDatabase> all;
        for (qsizetype i = 0; i < m_story.databases.size(); ++i)
            all += MyReplayedDatabase{m_waiting->sources[i], m_story.databases[i]};
        return all;
    }
    MyWaiting waitingNext() const { return {m_chain.end, m_waiting->sources}; }

private:
    QList<Finding> lookAtServer()
    {
        QList<Finding> findings;
        const Result<std::unique_ptr<MyConnection>> connection = openMyMaintenance(m_request.target, m_request.credentials, m_context);
        if (!connection)
            return {blockerFinding("connection", connection.error())};
        for (const MyStagedDatabase& staged : m_story.databases) {
            const Result<MyMark> mark = findMyMark(**connection, staged.staging, m_request.taskId);
            if (mark && *mark == MyMark::Waits) {
                findings += passedFinding("target", {QT_TRANSLATE_NOOP("Message", "The staging database %1 is there."), {displayBytes(staged.staging)}});
                continue;
            }
            m_stagingGone = mark.ok();
            findings += blockerFinding("target", mark ? Error{ErrorKind::TargetChanged, "chain.staging_gone", {QT_TRANSLATE_NOOP("Message", "The staging database %1 of this task is gone."), {displayBytes(staged.staging)}},
                                                              {QT_TRANSLATE_NOOP("Message", "Cancel the task and restore the chain from its full backup on."), {}}, {}} : mark.error());
        }
        if (m_set.hasLogs())
            findings += rightsFinding(**connection);
        return findings;
    }

    const RestoreRequest& m_request;
    const JobContext& m_context;
    const MyStory m_story;
    const std::optional<MyWaiting> m_waiting;
    MyBackupSet m_set;
    MyChain m_chain;
    bool m_stagingGone = false;
};

RestoreOutcome failedOf(const NextBackup& next, const RestoreRequest& request, const JobContext& context, Error error)
{
    tellMyChainIsGivenUp(context);
    RestoreOutcome outcome;
    const bool wasStopped = error.kind == ErrorKind::Cancelled;
    outcome.end = wasStopped ? RestoreEnd::Cancelled : RestoreEnd::Failed;
    outcome.remains = std::ranges::any_of(next.story().databases, &MyStagedDatabase::existed) ? Remains::Old : Remains::Nothing;
    if (error.kind == ErrorKind::VerificationFailed) {
        for (const MyStagedDatabase& staged : next.story().databases)
            outcome.leftOvers += LeftOver{LeftOver::Kind::Staging, staged.staging, -1};
    } else {
        outcome.leftOvers = dropMyStaging(next.story().databases, request);
    }
    outcome.error = std::move(error);
    return outcome;
}

void countStaged(RestoreOutcome& outcome, const MyStory& story, const RestoreRequest& request, const JobContext& context)
{
    const Result<std::unique_ptr<MyConnection>> connection = openMyMaintenance(request.target, request.credentials, context);
    for (const MyStagedDatabase& staged : story.databases) {
        const Result<MyTableNames> names = connection ? tablesOfMy(**connection, staged.staging) : Result<MyTableNames>(connection.error());
        if (!names)
            continue;
        for (const QByteArray& table : names->tables) {
            if (table == myMarkTable(request.taskId))
                continue;
            ++outcome.tables;
            if (const Result<QByteArray> rows = (*connection)->value("SELECT count(*) FROM " + quotedMyName(staged.staging, table)))
                outcome.rows += rows->toLongLong();
        }
    }
}

} // namespace

JournalEntry MyWaiting::entry() const
{
    QJsonArray names;
    for (const QByteArray& source : sources)
        names.append(QString::fromLatin1(source.toBase64()));
    return {waitingStep, {{u"next"_s, next.toJson()}, {u"sources"_s, names}}};
}

std::optional<MyWaiting> MyWaiting::of(const Journal& journal)
{
    for (auto entry = journal.crbegin(); entry != journal.crend(); ++entry) {
        if (entry->step != waitingStep)
            continue;
        MyWaiting waiting{MyChainStart::fromJson(entry->facts[u"next"_s].toObject()), {}};
        for (const auto& name : entry->facts[u"sources"_s].toArray())
            waiting.sources += QByteArray::fromBase64(name.toString().toLatin1());
        return waiting;
    }
    return std::nullopt;
}

void tellMyChainIsGivenUp(const JobContext& context)
{
    context.note(LogLevel::Warning, {QT_TRANSLATE_NOOP("Message", "What was replayed so far is not gone on with: the chain has to be restored again from its full backup on."), {}});
}

MyChainStart myChainStartOf(const MyBinlogPosition& position)
{
    MyChainStart start;
    start.file = position.file;
    start.position = position.position;
    start.gtid = parseMyGtidState(position.gtid);
    return start;
}

Result<QByteArrayList> mySourcesOf(const MyBackup& backup, const QList<MyChosenDatabase>& chosen, const RestoreRequest& request)
{
    QByteArrayList sources;
    for (const MyChosenDatabase& one : chosen) {
        QByteArray name = backup.databases()[one.index].name;
        if (name.isEmpty() && chosen.size() == 1)
            name = request.options.value(u"logDatabase"_s).toString().toUtf8();
        if (name.isEmpty())
            return Error{ErrorKind::Usage, "chain.which_database", {QT_TRANSLATE_NOOP("Message", "The full backup does not say what its database is called on the server that wrote the logs."), {}},
                         {QT_TRANSLATE_NOOP("Message", "Name it with the option logDatabase."), {}}, {}};
        sources += name;
    }
    return sources;
}

MyChain readMyChainOn(const MyBackup& full, const MyBackupSet& set, const QByteArrayList& sources, const RestoreRequest& request, const JobContext& context, JobStep step)
{
    const MyChainStart start = myChainStartOf(full.header().position);
    MyChain chain;
    if (set.hasLogs() || !request.stopAt.isEmpty())
        chain = withStop({request.backups, set.firstLog, start, sources, {}, set.noLogs}, request, context, step);
    else
        chain.end = start;
    chain.findings = checkChoices(set, request) + chain.findings;
    if (!set.hasLogs() && !request.lastBackup && !start.isKnown())
        chain.findings += warningFinding("chain", {QT_TRANSLATE_NOOP("Message", "The full backup does not say its position in the binary logs; none can be put on top of it later."), {}},
                                         {QT_TRANSLATE_NOOP("Message", "Make the full backup with mariadb-dump --master-data=2 --single-transaction, or with mydumper."), {}});
    if (set.hasLogs())
        chain.findings += decoderFinding();
    const auto saysNoDefault = [&](const MyDatabase& database) { return sources.contains(database.name) && database.charset.isEmpty(); };
    if (chain.hasStatements() && std::ranges::any_of(full.databases(), saysNoDefault))
        chain.findings += warningFinding("chain", {QT_TRANSLATE_NOOP("Message", "The full backup does not say the default character set of its database; tables that the logs make without one get that of the target."), {}},
                                         {QT_TRANSLATE_NOOP("Message", "Make sure that both defaults are the same, or make the full backup with --databases."), {}});
    if (set.hasLogs() || !request.lastBackup) {
        ChainLink link;
        link.to = start.text();
        link.sizeBytes = full.storedBytes();
        chain.drawn.links.prepend(link);
        if (chain.drawn.restorableTo.isEmpty())
            chain.drawn.restorableTo = link.to;
    }
    return chain;
}

BackupChain lookAtMyChain(const MyBackup& full, const MyBackupSet& set, const BackupSet& backups, const JobContext& context)
{
    const MyChainStart start = myChainStartOf(full.header().position);
    const MyChainQuestion question{backups, set.firstLog, start, {}, {}, set.noLogs, true};
    BackupChain drawn = readMyChain(question, context, JobStep::Prechecking).drawn;
    ChainLink link;
    link.to = start.text();
    link.sizeBytes = full.storedBytes();
    drawn.links.prepend(link);
    return drawn;
}

PrecheckReport precheckMyNext(const RestoreRequest& request, const Journal& journal, const JobContext& context)
{
    PrecheckReport report;
    NextBackup next(request, journal, context);
    report.findings = next.look(JobStep::Prechecking);
    report.facts.engineId = "mariadb";
    report.facts.chain = next.chain().drawn;
    report.cancelled = next.chain().cancelled || context.stop.stop_requested();
    return report;
}

RestoreOutcome continueMy(const RestoreRequest& request, const Journal& journal, const JobContext& context)
{
    RestoreOutcome outcome;
    outcome.remains = Remains::Old;
    NextBackup next(request, journal, context);
    const QList<Finding> findings = next.look(JobStep::Replaying);
    const Finding* blocker = worstBlocker(findings);
    if (blocker || next.chain().cancelled || !context.goOn()) {
        // Nothing was done yet. Where the staging is there, the task waits on.
        outcome.end = next.isStagingGone() ? RestoreEnd::Failed : RestoreEnd::Waiting;
        outcome.error = blocker ? errorOf(*blocker) : cancelledError();
        return outcome;
    }
    const Result<MyReplayed> replayed = replayMyChain(next.chain(), request.backups, next.databases(), request, context);
    if (!replayed)
        return failedOf(next, request, context, replayed.error());
    outcome.bytesRead = replayed->bytes;
    outcome.verification = replayed->findings;
    outcome.warnings = replayed->warnings;
    countStaged(outcome, next.story(), request, context);
    if (!request.lastBackup) {
        if (const Result<void> recorded = context.writeJournal(next.waitingNext().entry()); !recorded)
            return failedOf(next, request, context, recorded.error());
        outcome.end = RestoreEnd::Waiting;
        for (const MyStagedDatabase& staged : next.story().databases)
            outcome.leftOvers += LeftOver{LeftOver::Kind::Staging, staged.staging, -1};
        return outcome;
    }
    context.report({JobStep::Verifying, 0, 0, outcome.rows, {}});
    context.report({JobStep::SwitchingOver, 0, 0, outcome.rows, {}});
    const MySwitchOver done = switchOverMy(next.story().databases, request, context);
    outcome.remains = done.remains;
    outcome.warnings += done.warnings;
    if (done.error) {
        const bool untouched = done.remains == Remains::Old || done.remains == Remains::Nothing;
        if (untouched && done.error->kind != ErrorKind::Cancelled && replayed->count.transactions == 0) {
            outcome.end = RestoreEnd::Waiting; // nothing but the switch-over was asked for, and the staging is whole
            outcome.error = done.error;
            return outcome;
        }
        if (untouched)
            return failedOf(next, request, context, *done.error);
        outcome.end = RestoreEnd::Failed;
        outcome.error = done.error;
        return outcome;
    }
    for (const MyStagedDatabase& staged : next.story().databases) {
        if (!staged.kept.isEmpty())
            outcome.leftOvers += LeftOver{LeftOver::Kind::KeptOld, staged.kept, -1};
    }
    outcome.end = outcome.warnings.isEmpty() ? RestoreEnd::Complete : RestoreEnd::WithWarnings;
    return outcome;
}

} // namespace bakferry
