#include "engines/postgresql/server/pgerrors.h"

#include "engines/displaytext.h"
#include "engines/postgresql/server/pgprobe.h"

#include <QRegularExpression>
#include <QtGlobal>

namespace bakferry {

using namespace Qt::StringLiterals;

namespace {

// The server's main sentence, where it happened, and its SQLSTATE. DETAIL and HINT are left out: DETAIL quotes values of rows.
QString serverWords(const PGresult* result)
{
    const auto field = [&](int which) { return QByteArray(PQresultErrorField(result, which)); };
    QString words = displayBytes(field(PG_DIAG_MESSAGE_PRIMARY), 2048);
    for (const auto& [which, label] : {std::pair{PG_DIAG_SCHEMA_NAME, "schema"}, {PG_DIAG_TABLE_NAME, "table"}, {PG_DIAG_COLUMN_NAME, "column"},
                                       {PG_DIAG_CONSTRAINT_NAME, "constraint"}}) {
        if (const QByteArray name = field(which); !name.isEmpty())
            words += u", %1 %2"_s.arg(QLatin1StringView(label), displayBytes(name));
    }
    return words + u" (SQLSTATE %1)"_s.arg(QString::fromLatin1(field(PG_DIAG_SQLSTATE)));
}

// Line by line without the lines that begin with a word and a colon in verbose messages (DETAIL, LOCATION): only what libpq and the
// server's main sentence say.
QString connectionWords(PGconn* handle)
{
    QStringList kept;
    for (const QByteArray& line : QByteArray(handle ? PQerrorMessage(handle) : "").trimmed().split('\n')) {
        const qsizetype label = line.indexOf(":  ");
        if (kept.isEmpty() || label < 0 || line.indexOf(' ') < label)
            kept += displayBytes(line, 1024);
    }
    return kept.join(u' ').left(2048);
}

Error named(ErrorKind kind, QByteArray code, Message what, const char* hint, QString detail)
{
    return Error{kind, std::move(code), std::move(what), {hint, {}}, std::move(detail)};
}

Error connectionLost(const QString& words)
{
    return named(ErrorKind::TargetUnusable, "server.lost", {QT_TRANSLATE_NOOP("Message", "The server closed the connection."), {}},
                 QT_TRANSLATE_NOOP("Message", "See in the server's log why; start the task again when it answers."), words);
}

// The server answered the request for a connection with an error of its own.
Error refusedConnection(PGconn* handle, const QByteArray& state, const QString& server, const QString& database, const QString& words)
{
    const QStringList names{server, database};
    // A password that went over and did not help may lock the account if it is tried again.
    if (state == "28P01" || (state == "28000" && PQconnectionUsedPassword(handle) != 0)) {
        return named(ErrorKind::SignIn, "server.sign_in", {QT_TRANSLATE_NOOP("Message", "The server %1 refused the user or the password."), names},
                     QT_TRANSLATE_NOOP("Message", "Check user and password, and that the password has not expired."), words);
    }
    if (state == "28000" || state == "42501") {
        return named(ErrorKind::SignIn, "server.no_access", {QT_TRANSLATE_NOOP("Message", "The server %1 does not let this user into database %2."), names},
                     QT_TRANSLATE_NOOP("Message", "Check that the user exists and may log in, the rules in pg_hba.conf, and GRANT CONNECT ON DATABASE."), words);
    }
    if (state == "3D000") {
        return named(ErrorKind::TargetUnusable, "server.no_database", {QT_TRANSLATE_NOOP("Message", "There is no database %2 on the server %1."), names},
                     QT_TRANSLATE_NOOP("Message", "Check the name of the database."), words);
    }
    if (state == "53300") {
        return named(ErrorKind::TargetUnusable, "server.full", {QT_TRANSLATE_NOOP("Message", "The server %1 takes no more connections for database %2."), names},
                     QT_TRANSLATE_NOOP("Message", "End sessions that are not needed, or raise max_connections or the connection limit of the user or the database."), words);
    }
    if (state == "57P03") {
        return named(ErrorKind::TargetUnusable, "server.starting", {QT_TRANSLATE_NOOP("Message", "The server %1 is starting, stopping or recovering."), names},
                     QT_TRANSLATE_NOOP("Message", "Wait until the server is up, then try again."), words);
    }
    return named(ErrorKind::TargetUnusable, "server.refused_database", {QT_TRANSLATE_NOOP("Message", "The server %1 refuses connections to database %2."), names},
                 QT_TRANSLATE_NOOP("Message", "The server's own words say why; correct the cause and start the task again."), words);
}

// It never came to an answer of PostgreSQL. libpq says why in words only, so the address is asked once more.
Error neverAnswered(PGconn* handle, const QString& server, const QString& words)
{
    const PgReach reach = handle ? probePgServer(PQhost(handle), PQport(handle)) : PgReach::NoAnswer;
    switch (reach) {
    case PgReach::UnknownHost:
        return named(ErrorKind::TargetUnusable, "server.unknown_host", {QT_TRANSLATE_NOOP("Message", "The host name %1 is not known."), {server}},
                     QT_TRANSLATE_NOOP("Message", "Check the spelling of the host name and the name service."), words);
    case PgReach::Refused:
        return named(ErrorKind::TargetUnusable, "server.refused", {QT_TRANSLATE_NOOP("Message", "Nothing listens on %1 at port %2."), {server, QString::fromLatin1(PQport(handle))}},
                     QT_TRANSLATE_NOOP("Message", "Check the port, that the server is running, and its listen_addresses."), words);
    case PgReach::NoAnswer:
        break;
    case PgReach::HungUp:
        return connectionLost(words);
    case PgReach::OtherServer:
        return named(ErrorKind::TargetUnusable, "server.protocol", {QT_TRANSLATE_NOOP("Message", "What listens on %1 at port %2 is no PostgreSQL server."), {server, QString::fromLatin1(PQport(handle))}},
                     QT_TRANSLATE_NOOP("Message", "Check host name and port."), words);
    case PgReach::Plain:
        return named(ErrorKind::TargetUnusable, "server.tls", {QT_TRANSLATE_NOOP("Message", "The server %1 offers no encryption, and this connection asks for it."), {server}},
                     QT_TRANSLATE_NOOP("Message", "Turn on ssl on the server, or choose a weaker encryption setting for this connection."), words);
    case PgReach::Tls:
        return named(ErrorKind::TargetUnusable, "server.tls", {QT_TRANSLATE_NOOP("Message", "No encrypted and verified connection to %1 could be made."), {server}},
                     QT_TRANSLATE_NOOP("Message", "Let the server show a certificate you trust, name its root certificate, or choose a weaker encryption setting for this connection."), words);
    }
    Error error = pgNoAnswer(server);
    error.detail = words;
    return error;
}

} // namespace

Error pgNoAnswer(const QString& server)
{
    return named(ErrorKind::TargetUnusable, "server.unreachable", {QT_TRANSLATE_NOOP("Message", "The server %1 does not answer."), {server}},
                 QT_TRANSLATE_NOOP("Message", "Check the host name, the port and the firewall, and that the server is running."), {});
}

Error pgConnectFailure(PGconn* handle, const QString& server, const QString& database)
{
    const QString words = connectionWords(handle);
    if (handle && PQconnectionNeedsPassword(handle) != 0) {
        return named(ErrorKind::SignIn, "server.sign_in", {QT_TRANSLATE_NOOP("Message", "The server %1 asks for a password, and none was given."), {server}},
                     QT_TRANSLATE_NOOP("Message", "Enter the password of this user."), words);
    }
    static const QRegularExpression statePattern(u":  ([0-9A-Z]{5}): "_s); // PQERRORS_VERBOSE puts it there, in every language
    QByteArray state;
    for (auto matches = statePattern.globalMatch(words); matches.hasNext();)
        state = matches.next().captured(1).toLatin1();
    return state.isEmpty() ? neverAnswered(handle, server, words) : refusedConnection(handle, state, server, database, words);
}

Error pgFailure(PGconn* handle, const PGresult* result)
{
    const QByteArray state = result ? QByteArray(PQresultErrorField(result, PG_DIAG_SQLSTATE)) : QByteArray();
    if (state.isEmpty() || state.startsWith("08") || state.startsWith("57P0") || PQstatus(handle) != CONNECTION_OK)
        return connectionLost(state.isEmpty() ? connectionWords(handle) : serverWords(result));
    const QString words = serverWords(result);
    if (state == "53100") {
        return named(ErrorKind::NoSpace, "server.no_space", {QT_TRANSLATE_NOOP("Message", "The server's disk is full."), {}},
                     QT_TRANSLATE_NOOP("Message", "Free space on the server, or use a tablespace with more room."), words);
    }
    if (state == "42501") {
        return named(ErrorKind::TargetUnusable, "server.privilege", {QT_TRANSLATE_NOOP("Message", "The server does not let this user do it."), {}},
                     QT_TRANSLATE_NOOP("Message", "Grant the missing right, or sign in as another user."), words);
    }
    if (state == "55006") {
        return named(ErrorKind::Locked, "server.in_use", {QT_TRANSLATE_NOOP("Message", "The database is in use by other sessions."), {}},
                     QT_TRANSLATE_NOOP("Message", "Let the other sessions end, or allow BakFerry to end them."), words);
    }
    if (state == "3D000") {
        return named(ErrorKind::TargetUnusable, "server.no_database", {QT_TRANSLATE_NOOP("Message", "The database does not exist on the server."), {}},
                     QT_TRANSLATE_NOOP("Message", "Check the name of the database."), words);
    }
    return named(ErrorKind::StatementFailed, "server.statement", {QT_TRANSLATE_NOOP("Message", "The server refused a statement."), {}},
                 QT_TRANSLATE_NOOP("Message", "The server's own words say why; correct the cause and start the task again."), words);
}

} // namespace bakferry
