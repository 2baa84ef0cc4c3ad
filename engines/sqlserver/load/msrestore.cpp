#include "engines/sqlserver/load/msrestore.h"

#include "engines/displaytext.h"
#include "engines/sqlserver/load/msverify.h"
#include "engines/sqlserver/server/msprogress.h"
#include "engines/sqlserver/server/mstarget.h"

#include <QJsonArray>
#include <QtGlobal>

#include <algorithm>

namespace bakferry {

using namespace Qt::StringLiterals;

namespace {

constexpr int pagesProcessed = 4035; // "Processed 368 pages for database 'x', file 'y' on file 1."

qint64 bytesOf(const MsRestoreStep& step) { return std::max<qint64>(step.backup.info.backupBytes, 0); }

// Files of the database in the journal: a task that waits has to know where its files are when it looks at them at the end.
QJsonArray packed(const QList<MsMove>& moves)
{
    QJsonArray all;
    for (const MsMove& move : moves)
        all.append(QJsonObject{{u"name"_s, move.logicalName}, {u"path"_s, move.path}});
    return all;
}

QList<MsMove> unpacked(const QJsonArray& all)
{
    QList<MsMove> moves;
    for (const QJsonValue& one : all)
        moves += MsMove{one[u"name"_s].toString(), one[u"path"_s].toString(), -1, false};
    return moves;
}

Error noJournal()
{
    return {ErrorKind::Internal, "chain.no_journal", {QT_TRANSLATE_NOOP("Message", "The journal of the task does not say what is in staging."), {}},
            {QT_TRANSLATE_NOOP("Message", "Cancel the task and restore the chain from its full backup on."), {}}, {}};
}

Error stagingGone(const QString& name)
{
    return {ErrorKind::TargetChanged, "chain.staging_gone", {QT_TRANSLATE_NOOP("Message", "The staging database %1 of this task is gone."), {displayText(name)}},
            {QT_TRANSLATE_NOOP("Message", "Cancel the task and restore the chain from its full backup on."), {}}, {}};
}

} // namespace

MsRestore::MsRestore(const RestoreRequest& request, const JobContext& context) : m_request(request), m_context(context) { }

RestoreOutcome MsRestore::carryOut(std::initializer_list<Method> steps)
{
    for (const Method method : steps) {
        if (!m_context.goOn())
            return failed(cancelledError());
        if (const Step step = (this->*method)(); !step)
            return failed(step.error());
    }
    return m_outcome;
}

RestoreOutcome MsRestore::run()
{
    return carryOut({&MsRestore::read, &MsRestore::guard, &MsRestore::sign, &MsRestore::stage, &MsRestore::restoreAll, &MsRestore::checkSource, &MsRestore::endOrWait});
}

RestoreOutcome MsRestore::goOn(const Journal& journal)
{
    const MsStory story = MsStory::of(journal);
    if (!story.began || story.waiting.isEmpty()) {
        m_outcome.remains = Remains::Old;
        m_outcome.error = noJournal();
        return m_outcome;
    }
    m_staged = story.staged;
    m_waited = true;
    m_moves = unpacked(story.waiting[u"files"_s].toArray());
    return carryOut({&MsRestore::readNext, &MsRestore::guardNext, &MsRestore::sign, &MsRestore::restoreAll, &MsRestore::checkSource, &MsRestore::endOrWait});
}

// What the files hold is known when they were read; the same pass gives the sum that the precheck saw.
MsRestore::Step MsRestore::read()
{
    m_reading = readMsBackups(m_request, MsDepth::Through, m_context);
    if (m_reading.cancelled)
        return cancelledError();
    if (const Finding* blocker = worstBlocker(m_reading.findings))
        return errorOf(*blocker);
    m_outcome.bytesRead = 0;
    for (const MsMediaFile& medium : m_reading.media)
        m_outcome.bytesRead += medium.sizeBytes;
    return {};
}

// Of a task that waits, nothing further given means: it ends with what it has.
MsRestore::Step MsRestore::readNext() { return m_request.appliedBackups < m_request.backups.size() ? read() : Step(); }

// The decision to start may be hours old: everything is asked again.
MsRestore::Step MsRestore::guard()
{
    if (m_reading.plan.isEmpty())
        return noJournal();
    const QList<Finding> findings = checkMsTarget(m_request, m_reading.plan, false, m_context);
    const Finding* blocker = worstBlocker(findings);
    return blocker ? Step(errorOf(*blocker)) : Step();
}

MsRestore::Step MsRestore::guardNext()
{
    if (m_reading.plan.isEmpty())
        return {};
    const QList<Finding> findings = checkMsNext(m_request, m_reading.plan, false, m_context);
    const Finding* blocker = worstBlocker(findings);
    return blocker ? Step(errorOf(*blocker)) : Step();
}

MsRestore::Step MsRestore::sign()
{
    Result<std::unique_ptr<MsConnection>> connection = MsConnection::open(m_request.target.connection, m_request.credentials, m_context);
    const Result<MsServer> server = connection ? lookAtMsServer(**connection) : Result<MsServer>(connection.error());
    if (!server)
        return server.error();
    m_connection = std::move(*connection);
    m_server = *server;
    if (m_staged.staging.isEmpty())
        return {};
    // A task that waits: its staging database must be the one that it left.
    const auto staging = findMsDatabase(*m_connection, m_staged.staging);
    if (!staging)
        return staging.error();
    if (!*staging || (*staging)->id != m_staged.stagingId)
        return stagingGone(m_staged.staging);
    m_made = true;
    return {};
}

MsRestore::Step MsRestore::stage()
{
    m_staged = MsStaged::named(QString::fromUtf8(m_request.target.database), m_request.taskId);
    const auto old = findMsDatabase(*m_connection, m_staged.wanted);
    if (!old)
        return old.error();
    m_staged.oldId = *old ? (*old)->id : 0;
    m_staged.oldAccess = *old ? (*old)->userAccess : QString();
    m_moves = msMoves(m_reading.plan.files, m_request, m_server.dataFolder, m_server.logFolder);
    if (const Step recorded = m_context.writeJournal(msJournalEntry(msstep::restoringStaging, m_staged)); !recorded)
        return recorded;
    m_context.note(LogLevel::Info, {QT_TRANSLATE_NOOP("Message", "Restoring into the staging database %1."), {displayText(m_staged.staging)}});
    m_made = true;
    return {};
}

MsRestore::Step MsRestore::restoreAll()
{
    qint64 before = 0;
    for (const MsRestoreStep& step : std::as_const(m_reading.plan.steps)) {
        if (!m_context.goOn())
            return cancelledError();
        const bool isFull = !step.isLog && step.backup.info.kind != MsBackupInfo::Kind::Differential;
        if (const Step done = restoreOne(step, isFull ? m_moves : QList<MsMove>(), before); !done)
            return done;
        before += bytesOf(step);
        if (m_staged.stagingId == 0) {
            const auto staging = findMsDatabase(*m_connection, m_staged.staging);
            if (!staging)
                return staging.error();
            if (!*staging)
                return stagingGone(m_staged.staging);
            m_staged.stagingId = (*staging)->id;
        }
    }
    return {};
}

MsRestore::Step MsRestore::restoreOne(const MsRestoreStep& step, const QList<MsMove>& moves, qint64 bytesBefore)
{
    qint64 inAll = 0;
    for (const MsRestoreStep& one : std::as_const(m_reading.plan.steps))
        inAll += bytesOf(one);
    const QStringList paths = msServerPaths(step, m_request);
    m_context.note(LogLevel::Info, {QT_TRANSLATE_NOOP("Message", "The server restores %1."), {displayText(paths.join(u", "_s))}});
    ++m_outcome.statements.found;
    const MsProgress progress(m_request, m_server, m_connection->sessionId(), step.isLog ? JobStep::Replaying : JobStep::Loading, bytesOf(step), m_context, bytesBefore, inAll);
    const Result<MsAnswer> done = m_connection->execute(msRestoreStatement(step, m_staged.staging, paths, moves), progress.listener());
    static const QByteArrayList upFront{"chain.refused", "server.cannot_read", "target.version", "server.privilege"};
    m_touched |= done.ok() || !upFront.contains(done.error().code);
    if (!done) {
        ++m_outcome.statements.failed;
        return done.error();
    }
    ++m_outcome.statements.executed;
    takeMessages(step, *done);
    return {};
}

void MsRestore::takeMessages(const MsRestoreStep& step, const MsAnswer& answer)
{
    qint64 pages = 0;
    for (const MsMessage& message : answer.messages) {
        if (message.number == pagesProcessed)
            pages += message.text.section(u' ', 1, 1).toLongLong();
        if (message.number != 3211)
            m_context.note(LogLevel::Info, {QT_TRANSLATE_NOOP("Message", "The server says: %1"), {displayText(message.text)}});
    }
    qint64 expected = 0;
    for (const MsDatabaseFile& file : step.backup.info.files)
        expected += file.type == 'L' ? 0 : std::max<qint64>(file.pages, 0);
    const QStringList numbers{QString::number(pages), QString::number(expected)};
    if (expected > 0 && pages < expected)
        m_outcome.warnings += Message{QT_TRANSLATE_NOOP("Message", "The server speaks of %1 pages that it restored, the header of the backup of %2."), numbers};
    else if (expected > 0)
        m_outcome.verification += passedFinding("pages", {QT_TRANSLATE_NOOP("Message", "The server restored %1 pages; the header of the backup names %2."), numbers});
}

MsRestore::Step MsRestore::checkSource()
{
    if (m_request.evidence && !m_reading.sha256.isEmpty() && m_request.evidence->sourceSha256 != m_reading.sha256) {
        return Error{ErrorKind::BackupChanged, "backup.changed", {QT_TRANSLATE_NOOP("Message", "The backup %1 is not the same as when it was prechecked."), {m_request.backups.first().display()}},
                     {QT_TRANSLATE_NOOP("Message", "Run the precheck again on the file as it is now."), {}}, {}};
    }
    return {};
}

// Sessions in the way are told before recovery, after which a task that waited could not wait on.
MsRestore::Step MsRestore::leave()
{
    return m_staged.existed() ? msTargetIsFree(*m_connection, m_staged, m_request) : Step();
}

MsRestore::Step MsRestore::endOrWait()
{
    if (!m_request.lastBackup)
        return awaitNext();
    for (const Method method : {&MsRestore::leave, &MsRestore::recover, &MsRestore::verify, &MsRestore::putInPlace}) {
        if (!m_context.goOn())
            return cancelledError();
        if (const Step step = (this->*method)(); !step)
            return step;
    }
    return {};
}

// Everything stays in staging, in the state RESTORING; the target is as it was.
MsRestore::Step MsRestore::awaitNext()
{
    const QJsonObject facts{{u"applied"_s, m_request.backups.size()}, {u"reaches"_s, m_reading.plan.reaches.decimal()}, {u"files"_s, packed(m_moves)}};
    if (const Step recorded = m_context.writeJournal(msJournalEntry(msstep::awaitingBackup, m_staged, facts)); !recorded)
        return recorded;
    m_context.report({JobStep::Verifying, 0, 0, 0, {}});
    m_outcome.verification += passedFinding("target", {QT_TRANSLATE_NOOP("Message", "The server has restored all that was given and waits for the next backup (NORECOVERY)."), {}});
    m_outcome.end = RestoreEnd::Waiting;
    m_outcome.remains = Remains::Old;
    m_outcome.leftOvers += LeftOver{LeftOver::Kind::Staging, m_staged.staging.toUtf8(), -1};
    return {};
}

MsRestore::Step MsRestore::recover()
{
    if (const Step recorded = m_context.writeJournal(msJournalEntry(msstep::recovering, m_staged)); !recorded)
        return recorded;
    m_touched = true;
    m_context.report({JobStep::Replaying, 0, 0, 0, {}});
    m_context.note(LogLevel::Info, {QT_TRANSLATE_NOOP("Message", "The server recovers the database."), {}});
    ++m_outcome.statements.found;
    const Result<MsAnswer> done = m_connection->execute(msRecoverStatement(m_staged.staging));
    if (!done) {
        ++m_outcome.statements.failed;
        return done.error();
    }
    ++m_outcome.statements.executed;
    return {};
}

MsRestore::Step MsRestore::verify()
{
    m_context.report({JobStep::Verifying, 0, 0, 0, {}});
    const Result<MsProof> proof = verifyMsDatabase(*m_connection, m_staged.staging, m_moves, m_request);
    if (!proof)
        return proof.error();
    m_outcome.verification += proof->findings;
    m_outcome.warnings += proof->warnings;
    m_outcome.tables = proof->tables;
    const Finding* worst = worstBlocker(proof->findings);
    return worst ? Step(errorOf(*worst)) : Step();
}

MsRestore::Step MsRestore::putInPlace()
{
    m_connection.reset(); // it would count as one of the sessions
    const MsSwitchOver done = switchOverMs(m_staged, m_request, m_context);
    m_switched = m_outcome.remains = done.remains;
    m_outcome.warnings += done.warnings;
    if (done.error)
        return *done.error;
    m_outcome.verification += msOutsideReminder(m_reading.plan.database.isEmpty() ? m_staged.wanted : m_reading.plan.database);
    if (m_staged.existed())
        m_outcome.leftOvers += LeftOver{LeftOver::Kind::KeptOld, m_staged.kept.toUtf8(), -1};
    m_outcome.end = m_outcome.warnings.isEmpty() ? RestoreEnd::Complete : RestoreEnd::WithWarnings;
    return {};
}

RestoreOutcome MsRestore::failed(Error error)
{
    const bool wasStopped = error.kind == ErrorKind::Cancelled;
    m_connection.reset();
    m_outcome.end = wasStopped ? RestoreEnd::Cancelled : RestoreEnd::Failed;
    m_outcome.error = std::move(error);
    if (m_waited && !m_touched && m_outcome.error->code != "chain.staging_gone") { // it waits on, as it did
        m_outcome.end = RestoreEnd::Waiting;
        m_outcome.remains = Remains::Old;
        m_outcome.leftOvers += LeftOver{LeftOver::Kind::Staging, m_staged.staging.toUtf8(), -1};
        return m_outcome;
    }
    if (m_switched == Remains::New || m_switched == Remains::Unknown)
        return m_outcome; // a switch-over that is half done is finished or undone by reconcileMs()
    m_outcome.remains = m_staged.existed() || m_staged.staging.isEmpty() ? Remains::Old : Remains::Nothing;
    // What a verification found must stay to be looked at (TRUST F42).
    if (m_made && m_outcome.error->kind == ErrorKind::VerificationFailed)
        m_outcome.leftOvers += LeftOver{LeftOver::Kind::Staging, m_staged.staging.toUtf8(), -1};
    else if (m_made)
        m_outcome.leftOvers += dropMsStaging(m_staged, m_request);
    return m_outcome;
}

} // namespace bakferry
