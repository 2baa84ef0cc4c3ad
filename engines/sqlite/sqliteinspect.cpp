#include "engines/sqlite/sqliteinspect.h"

#include "engines/displaytext.h"
#include "engines/foreignformat.h"
#include "engines/script/sqlitesplitter.h"
#include "engines/sqlite/sqlitecontent.h"

#include <QtGlobal>

#include <algorithm>

namespace bakferry {

using namespace Qt::StringLiterals;

namespace {

bool isSideFileOf(const QByteArray& path, const QByteArray& main)
{
    return path == main + "-wal" || path == main + "-journal" || path == main + "-shm";
}

QString encodingName(int encoding)
{
    switch (encoding) {
    case 0: // a database without tables has not chosen yet; SQLite takes UTF-8
    case 1: return u"UTF-8"_s;
    case 2: return u"UTF-16le"_s;
    case 3: return u"UTF-16be"_s;
    default: return u"?"_s;
    }
}

void addHeaderFacts(const SqliteHeader& header, BackupFacts& facts)
{
    facts.facts += {"pageSize", {QT_TRANSLATE_NOOP("Message", "Page size"), {}}, header.pageSize};
    if (header.pageCount > 0)
        facts.facts += {"pageCount", {QT_TRANSLATE_NOOP("Message", "Pages"), {}}, header.pageCount};
    facts.facts += {"encoding", {QT_TRANSLATE_NOOP("Message", "Encoding"), {}}, encodingName(header.encoding)};
    facts.facts += {"userVersion", {QT_TRANSLATE_NOOP("Message", "User version"), {}}, qint64(header.userVersion)};
    if (header.applicationId != 0)
        facts.facts += {"applicationId", {QT_TRANSLATE_NOOP("Message", "Application id"), {}}, qint64(header.applicationId)};
    if (header.sqliteVersion > 0) {
        facts.facts += {"sqliteVersion", {QT_TRANSLATE_NOOP("Message", "Written by SQLite"), {}},
                        u"%1.%2.%3"_s.arg(header.sqliteVersion / 1'000'000).arg(header.sqliteVersion / 1000 % 1000).arg(header.sqliteVersion % 1000)};
    }
    facts.facts += {"journalMode", {QT_TRANSLATE_NOOP("Message", "Journal"), {}}, header.writeAheadLog ? u"wal"_s : u"rollback"_s};
}

void addObjects(const SqliteHandle& handle, BackupFacts& facts)
{
    int tables = 0;
    const int code = handle.each("SELECT type, name, tbl_name FROM sqlite_schema WHERE name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY rowid LIMIT 200000",
                                 [&](sqlite3_stmt* row) {
                                     BackupObject object{columnBytes(row, 0), displayBytes(columnBytes(row, 1)), -1, {}};
                                     tables += object.kind == "table" ? 1 : 0;
                                     facts.objects += object;
                                     return true;
                                 });
    facts.objectsComplete = code == SQLITE_OK;
    if (code == SQLITE_OK)
        facts.facts += {"tables", {QT_TRANSLATE_NOOP("Message", "Tables"), {}}, tables};
    else
        facts.facts += {"problem", {QT_TRANSLATE_NOOP("Message", "Problem"), {}}, handle.lastMessage()};
}

Result<BackupFacts> inspectDatabase(SqliteSource& source, BackupFacts facts)
{
    facts.formatId = "sqlite-database";
    facts.formatName = {QT_TRANSLATE_NOOP("Message", "SQLite database file"), {}};
    if (source.header())
        addHeaderFacts(*source.header(), facts);
    if (source.hasWal())
        facts.facts += {"walFile", {QT_TRANSLATE_NOOP("Message", "Write-ahead log beside it"), {}}, true};
    if (source.hasJournal())
        facts.facts += {"journalFile", {QT_TRANSLATE_NOOP("Message", "Rollback journal beside it"), {}}, true};
    facts.sizeBytes += source.sideBytes();
    if (source.isCompressed()) { // its schema may lie on any page, and unpacking everything is no matter of milliseconds
        facts.objectsComplete = false;
        return facts;
    }
    const Result<BackupView*> view = source.view();
    if (!view)
        return view.error();
    const Result<SqliteHandle> handle = (*view)->connect();
    if (!handle)
        return handle.error();
    addObjects(*handle, facts);
    return facts;
}

// The name after CREATE [TEMP] TABLE [IF NOT EXISTS].
QString createdTable(QByteArrayView text)
{
    QByteArray words = text.first(qMin<qsizetype>(text.size(), 300)).toByteArray();
    words = words.sliced(qsizetype(skipSqliteBlanks(words, 0)));
    const QByteArray simple = words.left(words.indexOf('(') < 0 ? words.size() : words.indexOf('(')).simplified();
    const QByteArray upper = simple.toUpper();
    for (const char* prefix : {"CREATE TABLE IF NOT EXISTS ", "CREATE TABLE ", "CREATE VIRTUAL TABLE "}) {
        if (upper.startsWith(prefix)) {
            QByteArray name = simple.sliced(qstrlen(prefix));
            if (upper.contains(" USING "))
                name = name.left(name.toUpper().indexOf(" USING "));
            if (name.size() > 1 && (name.front() == '"' || name.front() == '[' || name.front() == '`' || name.front() == '\''))
                name = name.sliced(1, name.size() - 2);
            return displayBytes(name);
        }
    }
    return {};
}

Result<BackupFacts> inspectScript(SqliteSource& source, BackupFacts facts)
{
    facts.formatId = "sqlite-script";
    facts.formatName = {QT_TRANSLATE_NOOP("Message", "SQLite script"), {}};
    const QByteArray head = source.head();
    facts.objectsComplete = head.size() < 65536;
    SplitStatements found;
    SqliteSplitter().split(head, facts.objectsComplete, found);
    bool hasTransaction = false;
    for (const Statement& statement : found.statements) {
        const QByteArrayView text = QByteArrayView(head).sliced(qsizetype(statement.offset), qsizetype(statement.length));
        hasTransaction = hasTransaction || statement.kind == StatementKind::Begin;
        if (const QString table = createdTable(text); !table.isEmpty())
            facts.objects += {"table", table, -1, {}};
    }
    facts.facts += {"encoding", {QT_TRANSLATE_NOOP("Message", "Encoding"), {}}, u"UTF-8"_s};
    facts.facts += {"byteOrderMark", {QT_TRANSLATE_NOOP("Message", "Byte order mark"), {}}, head.startsWith("\xef\xbb\xbf")};
    facts.facts += {"inTransaction", {QT_TRANSLATE_NOOP("Message", "Framed by BEGIN and COMMIT"), {}}, hasTransaction};
    if (facts.objectsComplete)
        facts.facts += {"tables", {QT_TRANSLATE_NOOP("Message", "Tables"), {}}, int(facts.objects.size())};
    return facts;
}

} // namespace

SqliteFormat sqliteFormatOf(QByteArrayView head)
{
    if (readSqliteHeader(head) || head.startsWith(QByteArrayView("SQLite format 3\0", 16)))
        return SqliteFormat::Database;
    if (foreignFormat(head))
        return SqliteFormat::None;
    const std::size_t start = skipSqliteBlanks(head, 0);
    const QByteArrayView text = head.sliced(qsizetype(start));
    if (text.startsWith('.'))
        return SqliteFormat::Script; // for the sqlite3 shell; the precheck says what is wrong with it
    static constexpr const char* words[] = {"PRAGMA", "BEGIN", "CREATE", "INSERT", "REPLACE", "DROP", "DELETE", "UPDATE", "ALTER", "SELECT", "WITH",
                                            "ATTACH", "VACUUM", "ANALYZE", "COMMIT", "SAVEPOINT", "REINDEX", "ROLLBACK", "DETACH", "END", "EXPLAIN"};
    for (const char* word : words) {
        const qsizetype size = qsizetype(qstrlen(word));
        if (text.size() > size && text.first(size).compare(word, Qt::CaseInsensitive) == 0 && !isalnum(static_cast<unsigned char>(text[size])) && text[size] != '_')
            return SqliteFormat::Script;
    }
    // Only blanks and comments so far: a script whose statements are still to come, or an empty one.
    return start == std::size_t(head.size()) && !head.isEmpty() && (head.startsWith("--") || head.trimmed().startsWith("/*") || head.trimmed().startsWith("--"))
        ? SqliteFormat::Script
        : SqliteFormat::None;
}

Error notSqlite(const BackupFile& file, QByteArrayView head)
{
    const QString shown = file.display();
    if (const char* sentence = foreignFormat(head)) {
        return Error{ErrorKind::BackupUnusable, "backup.other_format", {sentence, {shown}},
                     {QT_TRANSLATE_NOOP("Message", "Pick the right file, or a target of the right engine."), {}}, {}};
    }
    if (looksEncrypted(head)) {
        return Error{ErrorKind::BackupUnusable, "backup.encrypted",
                     {QT_TRANSLATE_NOOP("Message", "%1 is probably encrypted (SQLCipher or the like): its bytes show no pattern at all."), {shown}},
                     {QT_TRANSLATE_NOOP("Message", "Decrypt it with the program that made it (sqlcipher_export), then restore the result."), {}}, {}};
    }
    if (head.trimmed().isEmpty()) {
        return Error{ErrorKind::BackupUnusable, "backup.empty",
                     {QT_TRANSLATE_NOOP("Message", "The backup %1 is empty."), {shown}},
                     {QT_TRANSLATE_NOOP("Message", "Find out why nothing was written, and pick another backup."), {}}, {}};
    }
    return Error{ErrorKind::BackupUnusable, "backup.not_a_database",
                 {QT_TRANSLATE_NOOP("Message", "%1 is not a database and not an SQL script."), {shown}},
                 {QT_TRANSLATE_NOOP("Message", "Pick the right file; if this is the one, it is damaged from its first byte on."), {}}, {}};
}

Result<BackupFile> mainBackupFile(const BackupSet& backups)
{
    const auto isMain = [&](const BackupFile& file) {
        return std::ranges::none_of(backups, [&](const BackupFile& other) { return isSideFileOf(file.path, other.path); });
    };
    BackupSet mains;
    std::ranges::copy_if(backups, std::back_inserter(mains), isMain);
    if (mains.size() == 1)
        return mains.first();
    return Error{ErrorKind::Usage, "backup.set",
                 {QT_TRANSLATE_NOOP("Message", "An SQLite backup is one file; %1 were given."), {QString::number(mains.size())}},
                 {QT_TRANSLATE_NOOP("Message", "Make one task for each file. A -wal or -journal beside a database is found by itself."), {}}, {}};
}

Result<BackupFacts> inspectSqlite(const BackupSet& backups)
{
    const Result<BackupFile> file = mainBackupFile(backups);
    if (!file)
        return file.error();
    Result<std::unique_ptr<SqliteSource>> source = SqliteSource::open(*file);
    if (!source)
        return source.error();
    BackupFacts facts;
    facts.engineId = "sqlite";
    facts.compression = (*source)->input().compression();
    facts.sizeBytes = (*source)->input().storedBytes();
    switch (sqliteFormatOf((*source)->head())) {
    case SqliteFormat::Database: return inspectDatabase(**source, std::move(facts));
    case SqliteFormat::Script: return inspectScript(**source, std::move(facts));
    case SqliteFormat::None: return notSqlite(*file, (*source)->head());
    }
    return facts;
}

} // namespace bakferry
