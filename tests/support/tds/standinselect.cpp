// SELECT over catalog views: SQLite answers it from tables that are made for the question.
#include "tests/support/tds/standinguest.h"

#include <QDateTime>
#include <QRegularExpression>

#include <sqlite3.h>

#include <memory>

namespace bakferry {

using namespace Qt::StringLiterals;

namespace {

struct CloseSqlite { void operator()(sqlite3* db) const { sqlite3_close(db); } };
using Sqlite = std::unique_ptr<sqlite3, CloseSqlite>;

constexpr char views[] = R"(
ATTACH ':memory:' AS sys; ATTACH ':memory:' AS msdb;
CREATE TABLE sys.databases (name nvarchar(128) COLLATE NOCASE, database_id int, state int, state_desc nvarchar(60), user_access_desc nvarchar(60), is_trustworthy_on bit, is_broker_enabled bit,
  compatibility_level int, owner_sid varbinary(85), create_date datetime, recovery_model_desc nvarchar(60), collation_name nvarchar(128), is_read_only bit, source_database_id int, is_encrypted bit);
CREATE TABLE sys.master_files (database_id int, file_id int, type int, type_desc nvarchar(60), name nvarchar(128), physical_name nvarchar(260) COLLATE NOCASE, size int, state_desc nvarchar(60));
CREATE TABLE sys.dm_exec_sessions (session_id int, login_name nvarchar(128), host_name nvarchar(128), program_name nvarchar(128), database_id int, is_user_process bit, status nvarchar(30));
CREATE TABLE sys.dm_exec_connections (session_id int, encrypt_option nvarchar(40), net_transport nvarchar(40));
CREATE TABLE sys.dm_exec_requests (session_id int, command nvarchar(32), percent_complete real, database_id int, status nvarchar(30));
CREATE TABLE sys.dm_os_volume_stats (database_id int, file_id int, volume_mount_point nvarchar(512), total_bytes bigint, available_bytes bigint);
CREATE TABLE sys.assemblies (name nvarchar(128), is_user_defined bit, permission_set_desc nvarchar(60));
CREATE TABLE sys.triggers (name nvarchar(128), parent_class int, is_disabled bit);
CREATE TABLE sys.tables (name nvarchar(128), object_id int, is_ms_shipped bit);
CREATE TABLE sys.database_principals (name nvarchar(128), type char(1), sid varbinary(85), authentication_type int, principal_id int);
CREATE TABLE sys.server_principals (name nvarchar(128), type char(1), sid varbinary(85));
CREATE TABLE sys.database_files (file_id int, type int, name nvarchar(128), physical_name nvarchar(260), size int);
CREATE TABLE sys.servers (name nvarchar(128), is_linked bit);
CREATE TABLE msdb.sysjobs (name nvarchar(128));
)";

QString quoted(const QVariant& value)
{
    if (!value.isValid())
        return u"NULL"_s;
    if (value.typeId() == QMetaType::QString)
        return u'\'' + value.toString().replace(u'\'', u"''"_s) + u'\'';
    return QString::number(value.toDouble(), 'f', 0);
}

class Filler
{
public:
    void add(const char* table, const QVariantList& values)
    {
        QStringList texts;
        for (const QVariant& value : values)
            texts += quoted(value);
        m_sql += u"INSERT INTO sys."_s + QString::fromLatin1(table) + u" VALUES ("_s + texts.join(u',') + u");"_s;
    }
    void run(sqlite3* db) const { sqlite3_exec(db, m_sql.toUtf8().constData(), nullptr, nullptr, nullptr); }

private:
    QString m_sql;
};

// What functions of T-SQL answer here.
struct Answers
{
    QHash<QString, QVariant> values; ///< "SERVERPROPERTY(EDITION)"
};

void put(sqlite3_context* context, const QVariant& value)
{
    if (!value.isValid())
        return sqlite3_result_null(context);
    if (value.typeId() != QMetaType::QString)
        return sqlite3_result_int64(context, value.toLongLong());
    const QByteArray text = value.toString().toUtf8();
    sqlite3_result_text(context, text.constData(), int(text.size()), SQLITE_TRANSIENT);
}

QString argument(sqlite3_value* value) { return QString::fromUtf8(reinterpret_cast<const char*>(sqlite3_value_text(value))); }

template <char const* name>
void answer(sqlite3_context* context, int count, sqlite3_value** values)
{
    QStringList words;
    for (int i = 0; i < count; ++i)
        words += argument(values[i]).toUpper();
    put(context, static_cast<const Answers*>(sqlite3_user_data(context))->values.value(QString::fromLatin1(name) + u'(' + words.join(u',') + u')'));
}

void firstKnown(sqlite3_context* context, int, sqlite3_value** values) { sqlite3_result_value(context, sqlite3_value_type(values[0]) == SQLITE_NULL ? values[1] : values[0]); }

constexpr char serverProperty[] = "SERVERPROPERTY", hasPermission[] = "HAS_PERMS_BY_NAME", isMember[] = "IS_SRVROLEMEMBER", databaseId[] = "DB_ID", databaseName[] = "DB_NAME",
               variable[] = "SERVER_VARIABLE", userName[] = "SUSER_SNAME", databaseProperty[] = "DATABASEPROPERTYEX";

void addFunctions(sqlite3* db, Answers& answers)
{
    const auto add = [&](const char* name, void (*function)(sqlite3_context*, int, sqlite3_value**)) { sqlite3_create_function(db, name, -1, SQLITE_UTF8, &answers, function, nullptr, nullptr); };
    add(serverProperty, answer<serverProperty>);
    add(hasPermission, answer<hasPermission>);
    add(isMember, answer<isMember>);
    add(databaseId, answer<databaseId>);
    add(databaseName, answer<databaseName>);
    add(variable, answer<variable>);
    add(userName, answer<userName>);
    add(databaseProperty, answer<databaseProperty>);
    add("ISNULL", firstKnown);
}

QList<TdsColumn> columnsOf(sqlite3_stmt* statement, bool hasRow)
{
    QList<TdsColumn> columns;
    for (int i = 0; i < sqlite3_column_count(statement); ++i) {
        const QString name = QString::fromUtf8(sqlite3_column_name(statement, i));
        QString type = QString::fromUtf8(sqlite3_column_decltype(statement, i));
        if (type.isEmpty() && hasRow)
            type = sqlite3_column_type(statement, i) == SQLITE_INTEGER ? u"bigint"_s : sqlite3_column_type(statement, i) == SQLITE_BLOB ? u"varbinary"_s : u"nvarchar"_s;
        columns += TdsColumn::named(name, type == u"real" ? u"nvarchar"_s : type);
    }
    return columns;
}

QVariant valueOf(sqlite3_stmt* statement, int column, const TdsColumn& as)
{
    if (sqlite3_column_type(statement, column) == SQLITE_NULL)
        return {};
    if (as.type == TdsColumn::Int || as.type == TdsColumn::BigInt || as.type == TdsColumn::Bit)
        return sqlite3_column_int64(statement, column);
    const QByteArray bytes(static_cast<const char*>(sqlite3_column_blob(statement, column)), sqlite3_column_bytes(statement, column));
    if (as.type == TdsColumn::VarBinary)
        return bytes;
    return as.type == TdsColumn::DateTime ? QVariant(QDateTime::fromString(QString::fromUtf8(bytes), Qt::ISODate)) : QVariant(QString::fromUtf8(bytes));
}

void addDatabases(Filler& filler, const QList<StandInDatabase>& databases, const SqlStandIn::Setup& setup, Answers& answers)
{
    for (const StandInDatabase& one : databases) {
        const bool isOnline = one.state == u"ONLINE";
        filler.add("databases", {one.name, one.id, isOnline ? 0 : 1, one.state, one.userAccess, one.trustworthy, one.brokerEnabled, one.compatibilityLevel, one.owner, u"2026-01-02 03:04:05"_s,
                                 u"FULL"_s, u"SQL_Latin1_General_CP1_CI_AS"_s, false, QVariant(), false});
        answers.values[u"DB_ID("_s + one.name.toUpper() + u')'] = one.id;
        answers.values[u"DB_NAME(%1)"_s.arg(one.id)] = one.name;
        answers.values[u"DATABASEPROPERTYEX("_s + one.name.toUpper() + u",STATUS)"_s] = one.state;
        int number = 0;
        for (const StandInFile& file : one.files) {
            ++number;
            filler.add("master_files", {one.id, number, file.type == 'L' ? 1 : 0, file.type == 'L' ? u"LOG"_s : u"ROWS"_s, file.logical, file.physical, file.sizeBytes / 8192, one.state});
            if (setup.showsVolumes)
                filler.add("dm_os_volume_stats", {one.id, number, u"/"_s, setup.freeBytes * 2, setup.freeBytes});
        }
    }
}

void addInside(Filler& filler, const StandInDatabase& database)
{
    int number = 0;
    for (const StandInFile& file : database.files)
        filler.add("database_files", {++number, file.type == 'L' ? 1 : 0, file.logical, file.physical, file.sizeBytes / 8192});
    filler.add("tables", {u"orders"_s, 100, 0});
    filler.add("database_principals", {u"dbo"_s, u"S"_s, u"01"_s, 1, 1});
    filler.add("database_principals", {u"till"_s, u"S"_s, u"7777"_s, 1, 5});
}

} // namespace

bool StandInGuest::select(const QList<TsqlToken>& tokens, TdsTalk& talk)
{
    sqlite3* raw = nullptr;
    sqlite3_open(":memory:", &raw);
    const Sqlite db(raw);
    const SqlStandIn::Setup& setup = m_server.m_setup;
    const StandInSession& self = m_server.m_sessions[m_number];
    Answers answers;
    sqlite3_exec(raw, views, nullptr, nullptr, nullptr);
    Filler filler;
    addDatabases(filler, m_server.m_databases, setup, answers);
    if (const StandInDatabase* inside = m_server.find(self.database))
        addInside(filler, *inside);
    for (const StandInSession& one : std::as_const(m_server.m_sessions)) {
        if (one.number != m_number && !setup.seesServerState)
            continue;
        const StandInDatabase* at = m_server.find(one.database);
        filler.add("dm_exec_sessions", {one.number, one.login, one.host, one.program, at ? at->id : 0, true, u"sleeping"_s});
        filler.add("dm_exec_connections", {one.number, one.isEncrypted ? u"TRUE"_s : u"FALSE"_s, u"TCP"_s});
        if (one.request)
            filler.add("dm_exec_requests", {one.number, one.request->command, one.request->percent, 0, u"running"_s});
    }
    filler.add("server_principals", {setup.login, u"S"_s, u"01"_s});
    filler.run(raw);
    const auto property = [&](const QString& name, const QVariant& value) { answers.values[u"SERVERPROPERTY("_s + name.toUpper() + u')'] = value; };
    property(u"ProductVersion"_s, setup.version);
    property(u"Edition"_s, setup.edition);
    property(u"EngineEdition"_s, setup.edition.startsWith(u"Express") ? 4 : setup.edition.startsWith(u"Enterprise") || setup.edition.startsWith(u"Developer") ? 3 : 2);
    property(u"ServerName"_s, u"STANDIN"_s);
    property(u"InstanceDefaultDataPath"_s, setup.dataFolder.isEmpty() ? QVariant() : setup.dataFolder);
    property(u"InstanceDefaultLogPath"_s, setup.logFolder.isEmpty() ? QVariant() : setup.logFolder);
    answers.values[u"IS_SRVROLEMEMBER(SYSADMIN)"_s] = setup.isAdministrator;
    answers.values[u"IS_SRVROLEMEMBER(DBCREATOR)"_s] = setup.mayCreate;
    answers.values[u"HAS_PERMS_BY_NAME(,,CREATE ANY DATABASE)"_s] = setup.mayCreate;
    answers.values[u"HAS_PERMS_BY_NAME(,,VIEW SERVER STATE)"_s] = setup.seesServerState;
    answers.values[u"SERVER_VARIABLE(@@VERSION)"_s] = u"Microsoft SQL Server (a stand-in for tests) "_s + setup.version;
    answers.values[u"SERVER_VARIABLE(@@SPID)"_s] = m_number;
    answers.values[u"SERVER_VARIABLE(@@ERROR)"_s] = m_lastError;
    answers.values[u"SERVER_VARIABLE(@@SERVERNAME)"_s] = u"STANDIN"_s;
    answers.values[u"SERVER_VARIABLE(@@MAX_PRECISION)"_s] = 38;
    answers.values[u"SERVER_VARIABLE(@@TRANCOUNT)"_s] = 0;
    answers.values[u"SUSER_SNAME()"_s] = self.login;
    answers.values[u"DB_NAME()"_s] = self.database;
    addFunctions(raw, answers);

    sqlite3_stmt* statement = nullptr;
    // What SQLite has no word for: a function that is called for each row.
    static const QRegularExpression apply(u"CROSS APPLY sys.dm_os_volume_stats \\( (\\w+)\\.database_id , \\w+\\.file_id \\) AS (\\w+)"_s, QRegularExpression::CaseInsensitiveOption);
    const QByteArray sql = tsqlForSqlite(tokens).replace(apply, u"JOIN sys.dm_os_volume_stats AS \\2 ON \\2.database_id = \\1.database_id AND \\2.file_id = \\1.file_id"_s).toUtf8();
    if (sqlite3_prepare_v2(raw, sql.constData(), -1, &statement, nullptr) != SQLITE_OK)
        return fail(talk, 208, 16, u"The stand-in cannot answer: "_s + QString::fromUtf8(sqlite3_errmsg(raw)) + u" in "_s + QString::fromUtf8(sql));
    int step = sqlite3_step(statement);
    const QList<TdsColumn> columns = columnsOf(statement, step == SQLITE_ROW);
    talk.columns(columns);
    for (m_rows = 0; step == SQLITE_ROW; ++m_rows, step = sqlite3_step(statement)) {
        QVariantList values;
        for (int i = 0; i < columns.size(); ++i)
            values += valueOf(statement, i, columns[i]);
        talk.row(columns, values);
    }
    sqlite3_finalize(statement);
    return true;
}

} // namespace bakferry
