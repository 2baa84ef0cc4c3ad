#include "engines/postgresql/server/pgerrors.h"

#include "engines/displaytext.h"

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

QString connectionWords(PGconn* handle) { return handle ? displayBytes(QByteArray(PQerrorMessage(handle)).trimmed(), 2048) : QString(); }

Error named(ErrorKind kind, QByteArray code, Message what, const char* hint, QString detail)
{
    return Error{kind, std::move(code), std::move(what), {hint, {}}, std::move(detail)};
}

Error connectionLost(const QString& words)
{
    return named(ErrorKind::TargetUnusable, "server.lost", {QT_TRANSLATE_NOOP("Message", "The server closed the connection."), {}},
                 QT_TRANSLATE_NOOP("Message", "See in the server's log why; start the task again when it answers."), words);
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
    const QStringList names{server, database};
    // libpq keeps no SQLSTATE of a refused connection; what it needed and what it got are facts it does keep.
    if (handle && PQconnectionNeedsPassword(handle) != 0) {
        return named(ErrorKind::SignIn, "server.sign_in", {QT_TRANSLATE_NOOP("Message", "The server %1 asks for a password, and none was given."), names},
                     QT_TRANSLATE_NOOP("Message", "Enter the password of this user."), words);
    }
    if (handle && PQconnectionUsedPassword(handle) != 0) {
        return named(ErrorKind::SignIn, "server.sign_in", {QT_TRANSLATE_NOOP("Message", "The server %1 refused the user or the password for database %2."), names},
                     QT_TRANSLATE_NOOP("Message", "Check user and password, and that this user may connect to this database."), words);
    }
    if (handle && PQserverVersion(handle) == 0 && PQbackendPID(handle) == 0 && PQsocket(handle) < 0 && PQsslInUse(handle) == 0
        && words.contains(u"SSL"_s)) {
        return named(ErrorKind::TargetUnusable, "server.tls", {QT_TRANSLATE_NOOP("Message", "No encrypted and verified connection to %1 could be made."), names},
                     QT_TRANSLATE_NOOP("Message", "Let the server show a certificate you trust, name its root certificate, or choose a weaker encryption setting for this connection."), words);
    }
    return named(ErrorKind::TargetUnusable, "server.unreachable", {QT_TRANSLATE_NOOP("Message", "No connection to %1 could be made for database %2."), names},
                 QT_TRANSLATE_NOOP("Message", "Check the host name, the port and the firewall, and that the server is running."), words);
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
