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

// One thing to check, small enough that two workers share the whole evenly. A structure check of the whole file and an
// index check of each table are together what PRAGMA integrity_check does in one go.
struct CheckItem
{
    enum Kind { Structure, Indexes, Rows, ForeignKeys } kind = Structure;
    QByteArray table;
    QStringList problems;
    qint64 rows = 0;
    bool unreadable = false;
    QStringList missingParts = {}; ///< the database's words for what this SQLite has not got
};

// The file needs a module, a collation or a function that the program which made it brought along: no damage, but nothing to check with.
bool isMissingPart(const SqliteHandle& handle)
{
    const QByteArray words = sqlite3_errmsg(handle.get());
    return (handle.lastCode() & 0xff) == SQLITE_ERROR
        && std::ranges::any_of(std::initializer_list<const char*>{"no such module: ", "no such collation sequence: ", "no such function: ", "unknown function: ",
                                                                  "no such tokenizer: ", "unknown tokenizer: "},
                               [&](const char* start) { return words.startsWith(start); });
}

void noteFailure(const SqliteHandle& handle, CheckItem& item)
{
    const QString words = item.table.isEmpty() ? handle.lastMessage() : displayBytes(item.table) + u": "_s + handle.lastMessage();
    (isMissingPart(handle) ? item.missingParts : item.problems) += words;
}

void checkPages(const SqliteHandle& handle, CheckItem& item)
{
    const QByteArray sql = item.kind == CheckItem::Structure ? "PRAGMA quick_check(" + QByteArray::number(problemsShown) + ')'
                                                             : "PRAGMA integrity_check(" + quotedSqliteName(item.table) + ')';
    const int code = handle.each(sql, [&](sqlite3_stmt* row) {
        QByteArray lines = columnBytes(row, 0);
        lines.replace("*** in database main ***\n", "");
        for (const QByteArray& line : lines == "ok" ? QByteArrayList() : lines.split('\n'))
            item.problems += displayBytes(line);
        return item.problems.size() < problemsShown;
    });
    if (code != SQLITE_OK && code != SQLITE_ABORT)
        noteFailure(handle, item);
}

// Reads whole rows, not only counts them: an integrity check passes over what a damaged virtual table hides.
void readRows(const SqliteHandle& handle, CheckItem& item, std::atomic<qint64>& rowsInAll, const std::function<bool(qint64)>& goOn)
{
    const int code = handle.each("SELECT * FROM " + quotedSqliteName(item.table), [&](sqlite3_stmt*) {
        return ++item.rows % 4096 != 0 || goOn(rowsInAll += 4096);
    });
    item.unreadable = code != SQLITE_OK;
    if (item.unreadable)
        noteFailure(handle, item);
}

void checkForeignKeys(const SqliteHandle& handle, CheckItem& item)
{
    const int code = handle.each("PRAGMA foreign_key_check(" + quotedSqliteName(item.table) + ')', [&](sqlite3_stmt*) { return ++item.rows < 1'000'000; });
    item.unreadable = code != SQLITE_OK && code != SQLITE_ABORT;
    if (item.unreadable)
        item.problems += displayBytes(item.table) + u": "_s + handle.lastMessage();
}

Finding missingPartFinding(QByteArray check, const QString& subject, QStringList words)
{
    words.removeDuplicates();
    return notCheckableFinding(std::move(check),
                               {QT_TRANSLATE_NOOP("Message", "%1 needs a part that this SQLite does not have, so not everything in it can be checked: %2"), {subject, words.first()}},
                               {QT_TRANSLATE_NOOP("Message", "Check the restored database with the program that made it; it brings the missing extension along."), {}},
                               words.join(u'\n').left(4096));
}

Finding integrityFinding(const QList<CheckItem>& items, const QString& subject)
{
    QStringList problems, missing;
    for (const CheckItem& item : items) {
        if (item.kind != CheckItem::Structure && item.kind != CheckItem::Indexes)
            continue;
        problems += item.problems;
        missing += item.missingParts;
    }
    if (problems.isEmpty() && !missing.isEmpty())
        return missingPartFinding("integrity", subject, missing);
    if (problems.isEmpty())
        return passedFinding("integrity", {QT_TRANSLATE_NOOP("Message", "SQLite's integrity check of %1 found no fault."), {subject}});
    problems.removeDuplicates();
    return damaged("integrity", {QT_TRANSLATE_NOOP("Message", "SQLite's integrity check found faults in %1, the first: %2"), {subject, problems.first()}},
                   problems.join(u'\n').left(4096));
}

Finding rowsFinding(const QList<CheckItem>& items, const QString& subject, QList<LedgerRow>& ledger)
{
    qint64 rows = 0;
    QStringList unreadable, messages, missing;
    for (const CheckItem& item : items) {
        if (item.kind != CheckItem::Rows)
            continue;
        ledger += LedgerRow{displayBytes(item.table), item.unreadable ? -1 : item.rows, -1};
        rows += item.rows;
        unreadable += item.unreadable ? QStringList{ledger.last().table} : QStringList();
        messages += item.problems;
        missing += item.missingParts;
    }
    if (messages.isEmpty() && !missing.isEmpty())
        return missingPartFinding("tables", subject, missing);
    if (unreadable.isEmpty()) {
        return passedFinding("tables", {QT_TRANSLATE_NOOP("Message", "Every row of every table was read: %1 tables, %2 rows."),
                                        {QString::number(ledger.size()), QString::number(rows)}});
    }
    return damaged("tables", {QT_TRANSLATE_NOOP("Message", "These tables in %1 cannot be read to their end: %2"), {subject, unreadable.join(u", "_s)}},
                   messages.join(u'\n').left(4096));
}

Finding foreignKeyFinding(const QList<CheckItem>& items)
{
    qint64 violations = 0;
    QString firstTable;
    QStringList messages;
    for (const CheckItem& item : items) {
        if (item.kind != CheckItem::ForeignKeys)
            continue;
        firstTable = violations == 0 && item.rows > 0 ? displayBytes(item.table) : firstTable;
        violations += item.rows;
        messages += item.problems;
    }
    // SQLite checks foreign keys only for programs that ask it to, so this is how the source was, and no fault of the backup.
    if (violations > 0) {
        return passedFinding("foreignKeys", {QT_TRANSLATE_NOOP("Message", "%1 rows point to rows that do not exist, the first in table %2; the source was in this state, and so will be the target."),
                                             {QString::number(violations), firstTable}});
    }
    if (!messages.isEmpty()) {
        return notCheckableFinding("foreignKeys", {QT_TRANSLATE_NOOP("Message", "The foreign keys could not be checked."), {}},
                                   {QT_TRANSLATE_NOOP("Message", "A foreign key may name a table or a column that does not exist; see the database's own words."), {}},
                                   messages.join(u'\n').left(4096));
    }
    return passedFinding("foreignKeys", {QT_TRANSLATE_NOOP("Message", "Every foreign key points to a row that exists."), {}});
}

// How long the index check of a table will take, roughly: rows times indexes. The highest rowid is found without a scan.
qint64 indexWork(const SqliteHandle& handle, const QByteArray& table)
{
    const QByteArray name = quotedSqliteName(table);
    const qint64 rows = handle.number(("SELECT max(rowid) FROM " + name).constData(), 0);
    return qMax<qint64>(rows, 0) * (1 + handle.number(("SELECT count(*) FROM pragma_index_list(" + name + ")").constData(), 0));
}

// The longest pieces come first, so that the two workers end together.
QList<CheckItem> itemsFor(const SqliteHandle& handle, QList<QByteArray> tables, ContentChecks checks)
{
    if (checks.integrity) {
        QHash<QByteArray, qint64> work;
        for (const QByteArray& table : std::as_const(tables))
            work.insert(table, indexWork(handle, table));
        std::ranges::stable_sort(tables, [&](const QByteArray& a, const QByteArray& b) { return work.value(a) > work.value(b); });
    }
    QList<CheckItem> items;
    const auto add = [&](CheckItem::Kind kind, const QByteArray& table = {}) { items += CheckItem{kind, table, {}, 0, false}; };
    for (const QByteArray& table : checks.integrity ? tables : QList<QByteArray>())
        add(CheckItem::Indexes, table);
    if (checks.integrity)
        add(CheckItem::Structure);
    for (const QByteArray& table : std::as_const(tables)) {
        if (checks.everyRow)
            add(CheckItem::Rows, table);
        if (checks.foreignKeys)
            add(CheckItem::ForeignKeys, table);
    }
    return items;
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
    QList<QByteArray> tables;
    const Result<SqliteHandle> first = connect();
    // The first connection recovers WAL or journal before a second one looks.
    if (!first || !readTableNames(*first, tables)) {
        report.findings += damaged("integrity", {QT_TRANSLATE_NOOP("Message", "SQLite cannot read %1."), {subject}},
                                   first ? first->lastMessage() : first.error().detail);
        return report;
    }
    const Result<SqliteHandle> second = connect();
    if (!second) {
        report.findings += damaged("integrity", {QT_TRANSLATE_NOOP("Message", "SQLite cannot read %1."), {subject}}, second.error().detail);
        return report;
    }
    QList<CheckItem> items = itemsFor(*first, tables, checks);
    CheckItem* const firstItem = items.data(); // detached once, before two threads write to different items
    std::atomic<qsizetype> next = 0;
    std::atomic<qint64> rowsInAll = 0;
    const auto work = [&](const SqliteHandle& handle) {
        useMuchCache(handle);
        const SqliteInterrupter interrupter(handle, context);
        const auto goOn = [&](qint64 rows) {
            context.report({stage, 0, 0, rows, {}});
            return context.goOn();
        };
        for (qsizetype i = next++; i < items.size() && context.goOn(); i = next++) {
            CheckItem& item = firstItem[i];
            switch (item.kind) {
            case CheckItem::Structure:
            case CheckItem::Indexes: checkPages(handle, item); break;
            case CheckItem::Rows: readRows(handle, item, rowsInAll, goOn); break;
            case CheckItem::ForeignKeys: checkForeignKeys(handle, item); break;
            }
        }
    };
    {
        const std::jthread helper([&] { work(*second); });
        work(*first);
    }
    if (checks.integrity)
        report.findings += integrityFinding(items, subject);
    if (checks.everyRow)
        report.findings += rowsFinding(items, subject, report.ledger);
    if (checks.foreignKeys)
        report.findings += foreignKeyFinding(items);
    report.cancelled = context.stop.stop_requested();
    report.proven = !report.cancelled
        && std::ranges::all_of(report.findings, [](const Finding& f) { return f.level == FindingLevel::Passed || f.checkId == "foreignKeys"; });
    return report;
}

static ObjectReport reportOf(const LedgerRow& row)
{
    using State = ObjectReport::State;
    return {.object = row.table, .id = {}, .state = row.read < 0 ? State::Loaded : row.agrees() ? State::Verified : State::Differs, .rowsRead = row.read, .rowsInTarget = row.inTarget};
}

bool countRows(const SqliteHandle& handle, QList<LedgerRow>& ledger, const JobContext& context)
{
    QList<QByteArray> names;
    if (!readTableNames(handle, names))
        return false;
    // Two names may look alike when shown (cut at some length), but both lists are in the order of the schema.
    QHash<QString, QList<qsizetype>> places;
    for (qsizetype i = 0; i < ledger.size(); ++i)
        places[ledger[i].table] += i;
    for (const QByteArray& name : std::as_const(names)) {
        const QString shown = displayBytes(name);
        const qint64 rows = handle.number(("SELECT count(*) FROM " + quotedSqliteName(name)).constData());
        if ((rows < 0 && !isMissingPart(handle)) || !context.goOn())
            return false;
        QList<qsizetype>& known = places[shown];
        const qsizetype place = known.isEmpty() ? ledger.size() : known.takeFirst();
        if (place == ledger.size())
            ledger += LedgerRow{shown, -1, -1};
        ledger[place].inTarget = rows;
        context.reportObject(reportOf(ledger[place]));
    }
    return true;
}

} // namespace bakferry
