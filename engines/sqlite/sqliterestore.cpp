#include "engines/sqlite/sqliterestore.h"

#include "engines/displaytext.h"
#include "engines/input/hashing.h"
#include "engines/sqlite/sqlitecontent.h"
#include "engines/sqlite/sqliteinspect.h"
#include "engines/sqlite/sqliteprecheck.h"
#include "engines/sqlite/sqlitescriptreader.h"
#include "engines/sqlite/sqliteswap.h"
#include "engines/sqlite/sqlitetarget.h"

#include <QFile>
#include <QtGlobal>

#include <cerrno>
#include <fcntl.h>
#include <sys/stat.h>
#include <thread>
#include <unistd.h>

namespace bakferry {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype blockBytes = 1024 * 1024;

Result<void> writeBlock(int file, const char* bytes, qint64 size, const QByteArray& path)
{
    for (qint64 put = 0; put < size;) {
        const ssize_t n = ::write(file, bytes + put, size_t(size - put));
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            return writeError(path, errno);
        put += n;
    }
    return {};
}

// umask() can only be read by setting it, which other threads would feel.
mode_t processUmask()
{
    QFile status(u"/proc/self/status"_s);
    const QByteArray lines = status.open(QIODevice::ReadOnly) ? status.readAll() : QByteArray();
    const qsizetype at = lines.indexOf("\nUmask:");
    return at < 0 ? 022 : mode_t(lines.sliced(at + 7, lines.indexOf('\n', at + 7) - at - 7).trimmed().toUInt(nullptr, 8));
}

} // namespace

SqliteRestore::SqliteRestore(const RestoreRequest& request, const JobContext& context)
    : m_request(request), m_context(context), m_staging(stagingPath(request))
{
}

RestoreOutcome SqliteRestore::run()
{
    using Method = Step (SqliteRestore::*)();
    m_targetExisted = exists(m_request.target.database);
    for (const Method method : {&SqliteRestore::open, &SqliteRestore::guard, &SqliteRestore::createStaging,
                                &SqliteRestore::fill, &SqliteRestore::verify, &SqliteRestore::checkSource,
                                &SqliteRestore::switchOver, &SqliteRestore::finish}) {
        if (!m_context.goOn() && !m_switched)
            return failed(cancelledError());
        if (const Step step = (this->*method)(); !step)
            return failed(step.error());
    }
    return m_outcome;
}

bool SqliteRestore::exists(const QByteArray& path) const
{
    struct stat status{};
    return ::lstat(path.constData(), &status) == 0;
}

SqliteRestore::Step SqliteRestore::open()
{
    const Result<BackupFile> file = mainBackupFile(m_request.backups);
    if (!file)
        return file.error();
    m_file = *file;
    Result<std::unique_ptr<SqliteSource>> source = SqliteSource::open(m_file, limitsFor(m_request));
    if (!source)
        return source.error();
    m_source = std::move(*source);
    const SqliteFormat format = sqliteFormatOf(m_source->head());
    if (format == SqliteFormat::None)
        return notSqlite(m_file, m_source->head());
    m_isScript = format == SqliteFormat::Script;
    return {};
}

// The decision to start may be hours old: everything about the target is asked again.
SqliteRestore::Step SqliteRestore::guard()
{
    for (const Finding& finding : checkSqliteTarget(m_request, expectedBytes(*m_source), m_file.path)) {
        if (finding.level == FindingLevel::Blocker)
            return errorOf(finding);
    }
    return {};
}

SqliteRestore::Step SqliteRestore::createStaging()
{
    if (const Step recorded = m_context.writeJournal({sqlitestep::stagingCreated, {{u"staging"_s, packedPath(m_staging)}}}); !recorded)
        return recorded;
    const OwnedDescriptor file(::open(m_staging.constData(), O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600));
    if (!file.isOpen())
        return writeError(m_staging, errno);
    m_stagingMade = true;
    m_context.note(LogLevel::Info, {QT_TRANSLATE_NOOP("Message", "Restoring into the staging file %1."), {displayBytes(m_staging)}});
    return {};
}

SqliteRestore::Step SqliteRestore::fill() { return m_isScript ? fillFromScript() : fillFromDatabase(); }

SqliteRestore::Step SqliteRestore::fillFromDatabase()
{
    if (m_source->isCompressed())
        return writeUnpacked();
    const Result<BackupView*> view = m_source->view();
    if (!view)
        return view.error();
    {
        // Recovery, if any is due, happens at the first look.
        const Result<SqliteHandle> handle = (*view)->connect();
        if (!handle || handle->number("SELECT count(*) FROM sqlite_schema") < 0) {
            return Error{ErrorKind::BackupUnusable, "backup.damaged", {QT_TRANSLATE_NOOP("Message", "SQLite cannot read %1."), {m_file.display()}},
                         {QT_TRANSLATE_NOOP("Message", "Take another backup; sqlite3's .recover may save single rows of this one."), {}},
                         handle ? handle->lastMessage() : QString()};
        }
    }
    return (*view)->differsFromMainFile() ? copyThroughView() : copyPlainFile();
}

SqliteRestore::Step SqliteRestore::copyPlainFile()
{
    const OwnedDescriptor to(::open(m_staging.constData(), O_RDWR | O_NOFOLLOW | O_CLOEXEC));
    const qint64 total = m_source->databaseBytes();
    const auto progress = [&](qint64 done) { m_context.report({JobStep::Loading, done, total, 0, {}}); };
    if (const Step copied = copyFile(m_source->databaseDescriptor(), to.get(), m_staging, m_context, progress); !copied) {
        const Step unchanged = m_source->checkUnchanged(); // a backup that shrinks while it is copied is no fault of the target
        return unchanged ? copied : unchanged;
    }
    m_outcome.bytesRead = total;
    // What arrived is read back: if it has the sum of what was prechecked, the precheck's proof holds for it, and nothing that
    // happened to the backup meanwhile can matter.
    const std::jthread early([&] { ::fdatasync(to.get()); }); // the disk writes while the processor reads
    const Result<QByteArray> arrived = sha256OfDescriptor(to.get(), m_context);
    if (!arrived)
        return arrived.error();
    const Result<QByteArray> all = m_source->sha256With(*arrived, m_context);
    if (!all)
        return all.error();
    if (const Step same = compareWithPrecheck(*all); !same)
        return same;
    m_provenByHash = m_request.evidence && m_request.evidence->contentProven;
    if (m_provenByHash)
        m_outcome.ledger = m_request.evidence->ledger;
    return {};
}

SqliteRestore::Step SqliteRestore::copyThroughView()
{
    const Result<BackupView*> view = m_source->view();
    const Result<SqliteHandle> from = (*view)->connect();
    Result<SqliteHandle> to = SqliteHandle::open(m_staging, SQLITE_OPEN_READWRITE);
    if (!from)
        return from.error();
    if (!to)
        return to.error();
    to->run("PRAGMA synchronous=OFF");
    sqlite3_backup* backup = sqlite3_backup_init(to->get(), "main", from->get(), "main");
    if (!backup)
        return sqliteWriteError(m_staging, *to, to->lastCode());
    int code = SQLITE_OK;
    while ((code = sqlite3_backup_step(backup, 1024)) == SQLITE_OK && m_context.goOn()) {
        const qint64 total = sqlite3_backup_pagecount(backup), left = sqlite3_backup_remaining(backup);
        m_context.report({JobStep::Loading, total - left, total, 0, {}});
    }
    const int finished = sqlite3_backup_finish(backup);
    if (m_context.stop.stop_requested())
        return cancelledError();
    if (code != SQLITE_DONE || finished != SQLITE_OK)
        return sqliteWriteError(m_staging, *to, finished);
    m_outcome.bytesRead = m_source->input().storedBytes() + m_source->sideBytes();
    if (m_request.evidence) {
        const Result<QByteArray> sha256 = m_source->sha256(m_context, {});
        if (!sha256)
            return sha256.error();
        if (const Step same = compareWithPrecheck(*sha256); !same)
            return same;
        m_outcome.ledger = m_request.evidence->ledger;
    }
    return {};
}

SqliteRestore::Step SqliteRestore::writeUnpacked()
{
    const OwnedDescriptor to(::open(m_staging.constData(), O_WRONLY | O_NOFOLLOW | O_CLOEXEC));
    QByteArray block(blockBytes, Qt::Uninitialized);
    BackupInput& input = m_source->input();
    for (;;) {
        const Result<qint64> got = input.read(block.data(), block.size());
        if (!got)
            return got.error();
        if (*got == 0)
            break;
        if (const Step written = writeBlock(to.get(), block.constData(), *got, m_staging); !written)
            return written;
        m_context.report({JobStep::Loading, input.storedPosition(), input.storedBytes(), 0, {}});
        if (!m_context.goOn())
            return cancelledError();
    }
    m_outcome.bytesRead = input.storedBytes();
    if (const Step same = compareWithPrecheck(input.sha256()); !same)
        return same;
    if (m_request.evidence)
        m_outcome.ledger = m_request.evidence->ledger;
    return {};
}

SqliteRestore::Step SqliteRestore::checkSource() { return m_source->checkUnchanged(); }

SqliteRestore::Step SqliteRestore::compareWithPrecheck(const QByteArray& sha256) const
{
    if (!m_request.evidence || m_request.evidence->sourceSha256 == sha256)
        return {};
    return Error{ErrorKind::BackupChanged, "backup.changed",
                 {QT_TRANSLATE_NOOP("Message", "The backup %1 is not the same as when it was prechecked."), {m_file.display()}},
                 {QT_TRANSLATE_NOOP("Message", "Run the precheck again on the file as it is now."), {}}, {}};
}

SqliteRestore::Step SqliteRestore::switchOver()
{
    if (const Step synced = syncPath(m_staging); !synced)
        return synced;
    m_context.report({JobStep::SwitchingOver, 0, 0, m_outcome.rows, {}});
    struct stat status{};
    ::stat(m_staging.constData(), &status);
    QJsonObject facts{{u"staging"_s, packedPath(m_staging)},
                      {u"inode"_s, QString::number(status.st_ino)},
                      {u"device"_s, QString::number(status.st_dev)},
                      {u"overwrite"_s, m_targetExisted}};
    if (m_targetExisted)
        return overwrite(facts);
    ::chmod(m_staging.constData(), 0666 & ~processUmask()); // as sqlite3 itself would have made the file
    if (const Step recorded = m_context.writeJournal({sqlitestep::switchingOver, facts}); !recorded)
        return recorded;
    const Step published = publishNew(m_staging, m_request.target.database);
    m_switched = published.ok();
    m_stagingMade = !m_switched;
    return published;
}

SqliteRestore::Step SqliteRestore::overwrite(const QJsonObject& facts)
{
    const QByteArray kept = keptOldPath(m_request);
    const auto beforeCommitPoint = [&](const QByteArray& oldMode) -> Step {
        QJsonObject all = facts;
        all.insert(u"kept"_s, packedPath(kept));
        all.insert(u"oldJournalMode"_s, QString::fromLatin1(oldMode));
        if (!m_context.goOn())
            return cancelledError();
        return m_context.writeJournal({sqlitestep::switchingOver, all});
    };
    const auto beforeLeavingWal = [&] { return m_context.writeJournal({sqlitestep::takingOver, {{u"oldJournalMode"_s, u"wal"_s}}}); };
    const SwapResult swap = overwriteLive(m_staging, m_request.target.database, kept, beforeLeavingWal, beforeCommitPoint, m_context);
    m_switched = swap.switched;
    if (swap.error && !swap.switched)
        ::unlink(kept.constData());
    if (swap.error)
        return *swap.error;
    struct stat status{};
    ::stat(kept.constData(), &status);
    m_outcome.leftOvers += LeftOver{LeftOver::Kind::KeptOld, kept, status.st_size};
    m_context.note(LogLevel::Info, {QT_TRANSLATE_NOOP("Message", "The old database is kept as %1 until you discard it."), {displayBytes(kept)}});
    return {};
}

SqliteRestore::Step SqliteRestore::finish()
{
    // The staging file goes only when the result is on disk: until then a reconcile compares it with the target.
    const Step recorded = m_context.writeJournal({sqlitestep::switchedOver, {}});
    if (m_stagingMade && recorded && !removeWithSideFiles(m_staging))
        m_outcome.leftOvers += LeftOver{LeftOver::Kind::Staging, m_staging, -1};
    if (!recorded)
        return recorded;
    m_outcome.remains = Remains::New;
    m_outcome.end = m_outcome.warnings.isEmpty() ? RestoreEnd::Complete : RestoreEnd::WithWarnings;
    return {};
}

RestoreOutcome SqliteRestore::failed(Error error)
{
    m_outcome.end = error.kind == ErrorKind::Cancelled ? RestoreEnd::Cancelled : RestoreEnd::Failed;
    m_outcome.remains = m_switched ? Remains::New : m_targetExisted ? Remains::Old : Remains::Nothing;
    m_outcome.error = std::move(error);
    // Once switched over the staging file stays for a reconcile to compare with; listed, it can be removed by hand.
    if (m_stagingMade && (m_switched || !removeWithSideFiles(m_staging)))
        m_outcome.leftOvers += LeftOver{LeftOver::Kind::Staging, m_staging, -1};
    return m_outcome;
}

} // namespace bakferry
