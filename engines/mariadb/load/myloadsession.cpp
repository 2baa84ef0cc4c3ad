#include "engines/mariadb/load/myloadsession.h"

#include "engines/displaytext.h"
#include "engines/mariadb/load/myplan.h"

#include <QtGlobal>

#include <algorithm>

namespace bakferry {

using namespace Qt::StringLiterals;

namespace {

constexpr int wrongValue = 1231, unknownVariable = 1193, unknownCollation = 1273, needsSuper = 1227, readOnlyVariable = 1238;

// Foreign keys are checked afterwards; time limits are for people. With unique_checks off as well InnoDB of MariaDB 10.7 and later sorts the
// rows of an empty table before it takes them, which costs more than the undo it saves where they come in order (docs/performance.md).
constexpr char ofLoads[] = "SET foreign_key_checks = 0, unique_checks = 1, sql_safe_updates = 0, sql_select_limit = DEFAULT, autocommit = 1,"
                           " net_read_timeout = 3600, net_write_timeout = 3600, wait_timeout = 28800, innodb_lock_wait_timeout = 120";

} // namespace

Result<void> MyServerTraits::ask(MyConnection& connection)
{
    const Result<MyAnswer> answer = connection.execute("SELECT @@local_infile, @@default_storage_engine, @@max_allowed_packet, @@sql_mode");
    if (!answer)
        return answer.error();
    localInfile = answer->number(0, 0) != 0;
    innoDbIsDefault = answer->text(0, 1).compare("InnoDB", Qt::CaseInsensitive) == 0;
    longestStatement = answer->number(0, 2);
    sqlMode = answer->text(0, 3);
    isMariaDb = connection.isMariaDb();
    version = connection.serverVersion();
    return {};
}

void MyServerTraits::tellUnknown(const QByteArray& setting)
{
    const std::lock_guard lock(m_mutex);
    if (m_toldOf.contains(setting))
        return;
    m_toldOf += setting;
    m_warnings += {QT_TRANSLATE_NOOP("Message", "The setting %1 of the backup was left out: this server does not take it."), {displayBytes(setting)}};
}

QList<Message> MyServerTraits::takeWarnings()
{
    const std::lock_guard lock(m_mutex);
    return std::exchange(m_warnings, {});
}

Result<QByteArray> MyServerTraits::knownModes(MyConnection& connection, const QByteArray& sqlMode)
{
    {
        const std::lock_guard lock(m_mutex);
        if (const auto known = m_modes.constFind(sqlMode); known != m_modes.cend())
            return *known;
    }
    QByteArray all = sqlMode;
    Result<MyAnswer> set = connection.execute("SET sql_mode = " + quotedMyLiteral(all));
    if (!set && connection.lastNumber() == wrongValue) {
        QByteArrayList known;
        for (const QByteArray& mode : sqlMode.split(',')) {
            const Result<MyAnswer> one = connection.execute("SET sql_mode = " + quotedMyLiteral(mode));
            if (one)
                known += mode;
            else if (connection.lastNumber() == wrongValue)
                tellUnknown("sql_mode " + mode);
            else
                return one.error();
        }
        all = known.join(',');
    } else if (!set) {
        return set.error();
    }
    const std::lock_guard lock(m_mutex);
    m_modes.insert(sqlMode, all);
    return all;
}

Result<std::unique_ptr<MyLoadSession>> MyLoadSession::open(const RestoreRequest& request, const MyOptions& options, MyServerTraits& traits, const JobContext& context)
{
    Result<std::unique_ptr<MyConnection>> connection = MyConnection::open(request.target.connection, request.credentials, {}, context);
    if (!connection)
        return connection.error();
    std::unique_ptr<MyLoadSession> session(new MyLoadSession(std::move(*connection), options, traits));
    if (const Result<void> set = session->run(ofLoads + (", max_error_count = " + QByteArray::number(myWarningsKept))); !set)
        return set.error();
    if (traits.version == 0) {
        if (const Result<void> asked = traits.ask(session->connection()); !asked)
            return asked.error();
    }
    const Result<void> unlimited = session->run(traits.isMariaDb ? "SET max_statement_time = 0" : "SET max_execution_time = 0");
    return unlimited ? Result<std::unique_ptr<MyLoadSession>>(std::move(session)) : unlimited.error();
}

Result<void> MyLoadSession::run(QByteArrayView sql)
{
    const Result<MyAnswer> done = m_connection->execute(sql);
    return done ? Result<void>() : Result<void>(done.error());
}

Result<void> MyLoadSession::becomeNeutral()
{
    if (!m_settings)
        return {};
    m_settings.reset();
    return run("SET NAMES utf8mb4, sql_mode = ''");
}

Result<void> MyLoadSession::become(const MySettings& settings, const QByteArray& database, bool strict)
{
    if (m_settings && *m_settings == settings && m_database == database && m_strict == strict)
        return {};
    if (m_database != database) {
        if (const Result<void> neutral = becomeNeutral(); !neutral)
            return neutral;
        if (const Result<void> used = run("USE " + quotedMyName(database)); !used)
            return used;
        m_database = database;
    }
    const Result<QByteArray> modes = m_traits.knownModes(*m_connection, settings.sqlMode.value_or(m_traits.sqlMode));
    if (!modes)
        return modes.error();
    const QByteArray charset = settings.charset.isEmpty() ? QByteArray("utf8mb4") : settings.charset;
    const QByteArray ofConnection = settings.connectionCharset.isEmpty() ? charset : settings.connectionCharset;
    QByteArray sql = "SET character_set_client = " + charset + ", character_set_connection = " + ofConnection + ", character_set_results = utf8mb4";
    if (!settings.collation.isEmpty())
        sql += ", collation_connection = " + m_options.collations.value(settings.collation.toLower(), settings.collation);
    sql += ", time_zone = " + (settings.timeZone.isEmpty() ? QByteArray("DEFAULT") : quotedMyLiteral(settings.timeZone));
    sql += ", sql_mode = " + quotedMyLiteral(strict ? *modes + ",STRICT_ALL_TABLES" : *modes);
    Result<void> set = run(sql);
    if (!set && m_connection->lastNumber() == unknownCollation && !settings.collation.isEmpty()) {
        m_traits.tellUnknown("collation_connection " + settings.collation);
        MySettings without = settings;
        without.collation.clear();
        return become(without, database, strict);
    }
    if (!set)
        return set;
    m_settings = settings;
    m_strict = strict;
    return applyOthers(settings);
}

Result<void> MyLoadSession::applyOthers(const MySettings& settings)
{
    for (const QByteArray& before : std::as_const(m_othersSet)) {
        if (!settings.others.contains(before))
            (void)run("SET " + before.first(before.indexOf('=')) + " = DEFAULT");
    }
    m_othersSet.clear();
    for (const QByteArray& other : settings.others) {
        const qsizetype sign = other.indexOf('=');
        const QByteArray value = other.sliced(sign + 1);
        bool isNumber = false;
        value.toDouble(&isNumber);
        const Result<void> set = run("SET " + other.first(sign) + " = " + (isNumber ? value : quotedMyLiteral(value)));
        const int number = m_connection->lastNumber();
        if (set) {
            m_othersSet += other;
            continue;
        }
        if (number != unknownVariable && number != wrongValue && number != needsSuper && number != readOnlyVariable)
            return set;
        m_traits.tellUnknown(other);
    }
    return {};
}

Error atMyEntry(Error error, const MyBackup& backup, const MyEntry& entry)
{
    if (error.kind == ErrorKind::Cancelled)
        return error;
    const QString object = shownMyEntry(entry);
    if (error.kind == ErrorKind::StatementFailed) {
        const QByteArrayList& files = backup.header().files;
        const QString line = QString::number(entry.line);
        error.code = "target.refused";
        error.what = files.size() > 1 && entry.file < files.size()
            ? Message{QT_TRANSLATE_NOOP("Message", "The server refused %1, line %2 of %3."), {object, line, displayBytes(files[entry.file])}}
            : Message{QT_TRANSLATE_NOOP("Message", "The server refused %1, line %2 of the backup."), {object, line}};
        return error;
    }
    error.detail = error.detail.isEmpty() ? object : object + u": "_s + error.detail;
    return error;
}

} // namespace bakferry
