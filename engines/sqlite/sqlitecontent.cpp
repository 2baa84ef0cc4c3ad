#include "engines/sqlite/sqlitecontent.h"

#include "engines/displaytext.h"

#include <QHash>

#include <algorithm>
#include <atomic>
#include <thread>

namespace bakferry {

using namespace Qt::StringLiterals;

namespace {

constexpr int problemsShown = 20;

Finding damaged(QByteArray check, Message what, const QString& detail)
{
    return Finding{std::move(check), FindingLevel::Blocker, std::move(what),
                   {QT_TRANSLATE_NOOP("Message", "Take another backup; sqlite3's .recover may save single rows of this one."), {}},
                   detail, ErrorKind::BackupUnusable, "backup.damaged"};
}

Finding checkIntegrity(const SqliteHandle& handle, const QString& subject)
{
    QStringList problems;
    const int code = handle.each("PRAGMA integrity_check(" + QByteArray::number(problemsShown) + ")", [&](sqlite3_stmt* row) {
        const QByteArray line = columnBytes(row, 0);
        if (line != "ok")
            problems += displayBytes(line);
        return true;
    });
    if (code != SQLITE_OK)
        problems += handle.lastMessage();
    if (problems.isEmpty())
        return passedFinding("integrity", {QT_TRANSLATE_NOOP("Message", "SQLite's integrity check of %1 found no fault."), {subject}});
    return damaged("integrity", {QT_TRANSLATE_NOOP("Message", "SQLite's integrity check found faults in %1, the first: %2"), {subject, problems.first()}},
                   problems.join(u'\n').left(4096));
}

// Reads whole rows, not only counts them: an integrity check passes over what a damaged virtual table hides.
Finding readTables(const SqliteHandle& handle, const QString& subject, ContentReport& report, const std::function<bool(qint64)>& goOn)
{
    QList<QByteArray> names;
    if (!readTableNames(handle, names)) {
        return damaged("tables", {QT_TRANSLATE_NOOP("Message", "The list of tables in %1 cannot be read."), {subject}}, handle.lastMessage());
    }
    qint64 rowsInAll = 0;
    QStringList unreadable, messages;
    for (const QByteArray& name : std::as_const(names)) {
        LedgerRow row{displayBytes(name), 0, -1};
        const int code = handle.each("SELECT * FROM " + quotedSqliteName(name), [&](sqlite3_stmt*) {
            ++row.read;
            return ++rowsInAll % 4096 != 0 || goOn(rowsInAll);
        });
        if (code != SQLITE_OK) {
            unreadable += row.table;
            messages += row.table + u": "_s + handle.lastMessage();
            row.read = -1;
        }
        report.ledger += row;
    }
    if (unreadable.isEmpty()) {
        return passedFinding("tables", {QT_TRANSLATE_NOOP("Message", "Every row of every table was read: %1 tables, %2 rows."),
                                 {QString::number(names.size()), QString::number(rowsInAll)}});
    }
    return damaged("tables", {QT_TRANSLATE_NOOP("Message", "These tables in %1 cannot be read to their end: %2"), {subject, unreadable.join(u", "_s)}},
                   messages.join(u'\n').left(4096));
}

Finding checkForeignKeys(const SqliteHandle& handle)
{
    qint64 violations = 0;
    QString firstTable;
    const int code = handle.each("PRAGMA foreign_key_check", [&](sqlite3_stmt* row) {
        if (violations++ == 0)
            firstTable = displayBytes(columnBytes(row, 0));
        return violations < 1'000'000;
    });
    // SQLite checks foreign keys only for programs that ask it to, so this is how the source was, and no fault of the backup.
    if (violations > 0) {
        return passedFinding("foreignKeys", {QT_TRANSLATE_NOOP("Message", "%1 rows point to rows that do not exist, the first in table %2; the source was in this state, and so will be the target."),
                                             {QString::number(violations), firstTable}});
    }
    if (code != SQLITE_OK) {
        return notCheckableFinding("foreignKeys",
                       {QT_TRANSLATE_NOOP("Message", "The foreign keys could not be checked."), {}},
                       {QT_TRANSLATE_NOOP("Message", "A foreign key may name a table or a column that does not exist; see the database's own words."), {}},
                       handle.lastMessage());
    }
    return passedFinding("foreignKeys", {QT_TRANSLATE_NOOP("Message", "Every foreign key points to a row that exists."), {}});
}

void useMuchCache(const SqliteHandle& handle)
{
    handle.run("PRAGMA cache_size=-65536"); // index look-ups of the checks jump about; 64 MiB keeps them off the disk
    handle.run("PRAGMA temp_store=FILE");
    sqlite3_db_config(handle.get(), SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, nullptr);
    sqlite3_db_config(handle.get(), SQLITE_DBCONFIG_ENABLE_VIEW, 0, nullptr);
}

} // namespace

bool readTableNames(const SqliteHandle& handle, QList<QByteArray>& names)
{
    names.clear();
    return handle.each("SELECT name FROM sqlite_schema WHERE type='table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY rowid",
                       [&](sqlite3_stmt* row) {
                           names += columnBytes(row, 0);
                           return true;
                       }) == SQLITE_OK;
}

ContentReport checkContent(const std::function<Result<SqliteHandle>()>& connect, const QString& subject, JobStep stage, const JobContext& context,
                           ContentChecks checks)
{
    ContentReport report;
    const Result<SqliteHandle> first = connect();
    // The first connection recovers WAL or journal before a second one looks.
    if (!first || first->number("SELECT count(*) FROM sqlite_schema") < 0) {
        report.findings += damaged("integrity", {QT_TRANSLATE_NOOP("Message", "SQLite cannot read %1."), {subject}},
                                   first ? first->lastMessage() : first.error().detail);
        return report;
    }
    const Result<SqliteHandle> second = connect();
    if (!second) {
        report.findings += damaged("integrity", {QT_TRANSLATE_NOOP("Message", "SQLite cannot read %1."), {subject}}, second.error().detail);
        return report;
    }
    std::optional<Finding> integrity;
    {
        useMuchCache(*first);
        const SqliteInterrupter stopFirst(*first, context);
        std::jthread integrityThread([&] {
            if (checks.integrity)
                integrity = checkIntegrity(*first, subject);
        });
        useMuchCache(*second);
        const SqliteInterrupter stopSecond(*second, context);
        const auto goOn = [&](qint64 rows) {
            context.report({stage, 0, 0, rows, {}});
            return context.goOn();
        };
        if (checks.everyRow)
            report.findings += readTables(*second, subject, report, goOn);
        if (checks.foreignKeys)
            report.findings += checkForeignKeys(*second);
    }
    if (integrity)
        report.findings.prepend(*integrity);
    report.cancelled = context.stop.stop_requested();
    report.proven = !report.cancelled
        && std::ranges::none_of(report.findings, [](const Finding& f) { return f.level == FindingLevel::Blocker; });
    return report;
}

bool countRows(const SqliteHandle& handle, QList<LedgerRow>& ledger, const JobContext& context)
{
    QList<QByteArray> names;
    if (!readTableNames(handle, names))
        return false;
    QHash<QString, qsizetype> places;
    for (qsizetype i = 0; i < ledger.size(); ++i)
        places.insert(ledger[i].table.toLower(), i);
    for (const QByteArray& name : std::as_const(names)) {
        const QString shown = displayBytes(name);
        const qint64 rows = handle.number(("SELECT count(*) FROM " + quotedSqliteName(name)).constData());
        if (rows < 0 || !context.goOn())
            return false;
        const auto known = places.constFind(shown.toLower());
        if (known == places.cend())
            ledger += LedgerRow{shown, -1, rows};
        else
            ledger[*known] = {shown, ledger[*known].read, rows};
    }
    return true;
}

} // namespace bakferry
