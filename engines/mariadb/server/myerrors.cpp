#include "engines/mariadb/server/myerrors.h"

#include "engines/displaytext.h"

#include <QRegularExpression>
#include <QtGlobal>

#include <algorithm>
#include <cerrno>
#include <initializer_list>

#include <errmsg.h>
#include <mysqld_error.h>

namespace bakferry {

using namespace Qt::StringLiterals;

namespace {

// Numbers that mysqld_error.h of Connector/C has no name for. Sources: MariaDB's errmsg-utf8.txt, MySQL's messages_to_clients.txt
constexpr int errPasswordExpired = 1820, errMustChangePassword = 1862, errAccountLockedMariaDb = 4151, errAccountLockedMySql = 3118;
constexpr int errNoPassword = 1698, errConnectionKilled = 1927, errIdleTooLongMySql = 4031, errStatementTimeMariaDb = 1969, errStatementTimeMySql = 3024;
constexpr int errReadOnlyMode = 1836, errMayNotCreateFunctions = 1419, errUserLimitReached = 1226;

bool isOneOf(int number, std::initializer_list<int> numbers) { return std::ranges::find(numbers, number) != numbers.end(); }

Error named(ErrorKind kind, QByteArray code, Message what, const char* hint, QString detail)
{
    return Error{kind, std::move(code), std::move(what), {hint, {}}, std::move(detail)};
}

QString serverWords(MYSQL* handle)
{
    const int number = int(mysql_errno(handle));
    const bool isOwn = number >= CR_MIN_ERROR && number <= CR_MYSQL_LAST_ERROR; // Connector/C's own
    const QString state = isOwn ? QString() : u", SQLSTATE "_s + QString::fromLatin1(mysql_sqlstate(handle));
    return u"%1 (%2%3)"_s.arg(myWordsWithoutValues(number, mysql_error(handle)), QString::number(number), state);
}

// The errno at the end of "Can't connect to server on 'db1' (111)"; Connector/C's sentences are never translated.
int systemErrorOf(MYSQL* handle)
{
    static const QRegularExpression last(u"\\((\\d+)\\)\\s*$"_s);
    const QRegularExpressionMatch match = last.match(QString::fromUtf8(mysql_error(handle)));
    return match.hasMatch() ? match.captured(1).toInt() : 0;
}

// "Got error 28 …", "(Errcode: 28 …)": these sentences are of the server or the system, the number in them is not translated.
bool isFullDisk(int number, const QByteArray& words)
{
    if (number == ER_DISK_FULL)
        return true;
    static const QRegularExpression noSpace(u"\\b28\\b"_s);
    return isOneOf(number, {3, 20, ER_CANT_CREATE_FILE, ER_CANT_CREATE_TABLE, ER_CANT_CREATE_DB, ER_ERROR_ON_WRITE, ER_GET_ERRNO, ER_INTERNAL_ERROR})
        && noSpace.match(QString::fromUtf8(words)).hasMatch();
}

Error connectionLost(const QString& words)
{
    return named(ErrorKind::TargetUnusable, "server.lost", {QT_TRANSLATE_NOOP("Message", "The server closed the connection."), {}},
                 QT_TRANSLATE_NOOP("Message", "See in the server's log why; start the task again when it answers."), words);
}

// It never came to an answer of the server.
Error neverAnswered(MYSQL* handle, const MyConnecting& to, const QString& words)
{
    const int number = int(mysql_errno(handle)), why = systemErrorOf(handle);
    const QStringList names{to.server, QString::number(to.port)};
    if (number == CR_UNKNOWN_HOST) {
        return named(ErrorKind::TargetUnusable, "server.unknown_host", {QT_TRANSLATE_NOOP("Message", "The host name %1 is not known."), {to.server}},
                     QT_TRANSLATE_NOOP("Message", "Check the spelling of the host name and the name service."), words);
    }
    if (number == CR_SSL_CONNECTION_ERROR) {
        return named(ErrorKind::TargetUnusable, "server.tls", {QT_TRANSLATE_NOOP("Message", "No encrypted and verified connection to %1 could be made."), {to.server}},
                     QT_TRANSLATE_NOOP("Message", "Let the server show a certificate you trust, name its root certificate, or choose a weaker encryption setting for this connection."), words);
    }
    if (isOneOf(number, {CR_VERSION_ERROR, CR_MALFORMED_PACKET, CR_COMMANDS_OUT_OF_SYNC, CR_NET_PACKET_TOO_LARGE, CR_UNKNOWN_ERROR})) {
        return named(ErrorKind::TargetUnusable, "server.protocol", {QT_TRANSLATE_NOOP("Message", "What listens on %1 at port %2 is no MariaDB or MySQL server."), names},
                     QT_TRANSLATE_NOOP("Message", "Check host name and port."), words);
    }
    if (isOneOf(number, {CR_SERVER_LOST, CR_SERVER_GONE_ERROR}) && why != ETIMEDOUT)
        return connectionLost(words);
    if (to.port == 0) {
        return named(ErrorKind::TargetUnusable, "server.refused", {QT_TRANSLATE_NOOP("Message", "No server listens on the socket %1."), {to.server}},
                     QT_TRANSLATE_NOOP("Message", "Check that the server is running, the path of its socket, and that you may open it."), words);
    }
    if (why == ECONNREFUSED) {
        return named(ErrorKind::TargetUnusable, "server.refused", {QT_TRANSLATE_NOOP("Message", "Nothing listens on %1 at port %2."), names},
                     QT_TRANSLATE_NOOP("Message", "Check the port, that the server is running, and that it listens for the network (bind-address, skip-networking)."), words);
    }
    Error error = myNoAnswer(to.server);
    error.detail = words;
    return error;
}

Error refusedSignIn(int number, const MyConnecting& to, const QString& words)
{
    const QStringList names{to.server, to.database};
    if (isOneOf(number, {errPasswordExpired, errMustChangePassword})) {
        return named(ErrorKind::SignIn, "server.sign_in", {QT_TRANSLATE_NOOP("Message", "The password of this user on the server %1 has expired."), names},
                     QT_TRANSLATE_NOOP("Message", "Set a new password (ALTER USER … IDENTIFIED BY), then try again."), words);
    }
    if (!to.withPassword && isOneOf(number, {ER_ACCESS_DENIED_ERROR, errNoPassword})) {
        return named(ErrorKind::SignIn, "server.sign_in", {QT_TRANSLATE_NOOP("Message", "The server %1 refused the user without a password."), names},
                     QT_TRANSLATE_NOOP("Message", "Enter the password. An account that signs in by unix_socket needs the system user of the same name and a connection over the socket."), words);
    }
    return named(ErrorKind::SignIn, "server.sign_in", {QT_TRANSLATE_NOOP("Message", "The server %1 refused the user or the password."), names},
                 QT_TRANSLATE_NOOP("Message", "Check user and password, that the account exists for the host you come from, and that the password has not expired."), words);
}

} // namespace

QString myWordsWithoutValues(int number, const QByteArray& words)
{
    const QString text = displayBytes(words, 2048);
    const qsizetype first = text.indexOf(u'\''), last = text.lastIndexOf(u'\'');
    if (isOneOf(number, {ER_NO_PARTITION_FOR_GIVEN_VALUE, ER_DATA_OUT_OF_RANGE}))
        return u"…"_s; // the value stands in them without quotes
    if (first < 0 || last == first)
        return text;
    if (isOneOf(number, {ER_DUP_ENTRY, ER_DUP_ENTRY_WITH_KEY_NAME})) { // the last thing in quotes is the key
        const qsizetype key = text.lastIndexOf(u'\'', last - 1);
        return text.first(first) + u"… "_s + text.sliced(std::max(first, key));
    }
    const bool quotesValues = isOneOf(number, {ER_PARSE_ERROR, ER_TRUNCATED_WRONG_VALUE, ER_TRUNCATED_WRONG_VALUE_FOR_FIELD, ER_WRONG_VALUE_FOR_TYPE, ER_WRONG_VALUE,
                                               ER_ILLEGAL_VALUE_FOR_TYPE, ER_WRONG_VALUE_FOR_VAR, ER_SYNTAX_ERROR});
    return quotesValues ? text.first(first + 1) + u'…' + text.sliced(last) : text;
}

Error myNoAnswer(const QString& server)
{
    return named(ErrorKind::TargetUnusable, "server.unreachable", {QT_TRANSLATE_NOOP("Message", "The server %1 does not answer."), {server}},
                 QT_TRANSLATE_NOOP("Message", "Check the host name, the port and the firewall, and that the server is running."), {});
}

Error myNotEncrypted(const MyConnecting& to)
{
    return named(ErrorKind::TargetUnusable, "server.tls", {QT_TRANSLATE_NOOP("Message", "The server %1 offers no encryption, and this connection asks for it."), {to.server}},
                 QT_TRANSLATE_NOOP("Message", "Turn on ssl on the server, or choose a weaker encryption setting for this connection."), {});
}

Error myBrokenProtocol(QString detail)
{
    return named(ErrorKind::TargetUnusable, "server.protocol", {QT_TRANSLATE_NOOP("Message", "The server does what no honest server does; the connection was closed."), {}},
                 QT_TRANSLATE_NOOP("Message", "Nothing of this machine was sent. Find out who answers at this address before you try again."), std::move(detail));
}

Error myConnectFailure(MYSQL* handle, const MyConnecting& to)
{
    const int number = int(mysql_errno(handle));
    const QString words = serverWords(handle);
    const QStringList names{to.server, to.database};
    if (isOneOf(number, {ER_ACCESS_DENIED_ERROR, errNoPassword, errPasswordExpired, errMustChangePassword}))
        return refusedSignIn(number, to, words);
    if (isOneOf(number, {ER_DBACCESS_DENIED_ERROR, ER_HOST_NOT_PRIVILEGED, ER_HOST_IS_BLOCKED, errAccountLockedMariaDb, errAccountLockedMySql})) {
        return named(ErrorKind::SignIn, "server.no_access", {QT_TRANSLATE_NOOP("Message", "The server %1 does not let this user in, or not into database %2."), names},
                     QT_TRANSLATE_NOOP("Message", "Check that the account is not locked, is meant for the host you come from (FLUSH HOSTS lifts a block), and its privileges on the database."), words);
    }
    if (isOneOf(number, {CR_AUTH_PLUGIN_CANNOT_LOAD, CR_AUTH_PLUGIN_ERR, CR_SECURE_AUTH, ER_NOT_SUPPORTED_AUTH_MODE, CR_PLUGIN_NOT_ALLOWED, CR_ERR_LOAD_PLUGIN})) {
        return named(ErrorKind::SignIn, "server.auth_plugin", {QT_TRANSLATE_NOOP("Message", "The server %1 asks for a way to sign in that is not available or not safe over this connection."), names},
                     QT_TRANSLATE_NOOP("Message", "Use an encrypted and verified connection, install the client plugin that the server's words name, or another account."), words);
    }
    if (number == ER_BAD_DB_ERROR) {
        return named(ErrorKind::TargetUnusable, "server.no_database", {QT_TRANSLATE_NOOP("Message", "There is no database %2 on the server %1."), names},
                     QT_TRANSLATE_NOOP("Message", "Check the name of the database."), words);
    }
    if (isOneOf(number, {ER_CON_COUNT_ERROR, ER_TOO_MANY_USER_CONNECTIONS, errUserLimitReached, ER_OUT_OF_RESOURCES})) {
        return named(ErrorKind::TargetUnusable, "server.full", {QT_TRANSLATE_NOOP("Message", "The server %1 takes no more connections."), names},
                     QT_TRANSLATE_NOOP("Message", "End sessions that are not needed, or raise max_connections or the limits of the account."), words);
    }
    if (number == ER_SERVER_SHUTDOWN) {
        return named(ErrorKind::TargetUnusable, "server.starting", {QT_TRANSLATE_NOOP("Message", "The server %1 is starting, stopping or recovering."), names},
                     QT_TRANSLATE_NOOP("Message", "Wait until the server is up, then try again."), words);
    }
    return neverAnswered(handle, to, words);
}

Error myFailure(MYSQL* handle)
{
    const int number = int(mysql_errno(handle));
    const QString words = serverWords(handle);
    if (isOneOf(number, {CR_SERVER_LOST, CR_SERVER_GONE_ERROR, CR_SERVER_LOST_EXTENDED, errConnectionKilled, errIdleTooLongMySql, ER_SERVER_SHUTDOWN, CR_SSL_CONNECTION_ERROR, ER_NEW_ABORTING_CONNECTION}))
        return connectionLost(words);
    if (isOneOf(number, {CR_MALFORMED_PACKET, CR_COMMANDS_OUT_OF_SYNC}))
        return myBrokenProtocol(words);
    if (number == ER_RECORD_FILE_FULL) {
        return named(ErrorKind::NoSpace, "server.no_space", {QT_TRANSLATE_NOOP("Message", "A table on the server is full."), {}},
                     QT_TRANSLATE_NOOP("Message", "Free space on the server. For MEMORY tables raise max_heap_table_size, for a fixed InnoDB system tablespace innodb_data_file_path."), words);
    }
    if (isFullDisk(number, mysql_error(handle))) {
        return named(ErrorKind::NoSpace, "server.no_space", {QT_TRANSLATE_NOOP("Message", "The server's disk is full."), {}},
                     QT_TRANSLATE_NOOP("Message", "Free space on the server's data directory, or on its directory for temporary files (tmpdir)."), words);
    }
    if (isOneOf(number, {ER_DBACCESS_DENIED_ERROR, ER_TABLEACCESS_DENIED_ERROR, ER_COLUMNACCESS_DENIED_ERROR, ER_SPECIFIC_ACCESS_DENIED_ERROR, ER_PROCACCESS_DENIED_ERROR,
                         ER_CANT_CREATE_USER_WITH_GRANT, errMayNotCreateFunctions, ER_ACCESS_DENIED_ERROR, ER_KILL_DENIED_ERROR})) {
        return named(ErrorKind::TargetUnusable, "server.privilege", {QT_TRANSLATE_NOOP("Message", "The server does not let this user do it."), {}},
                     QT_TRANSLATE_NOOP("Message", "Grant the missing right, or sign in as another user."), words);
    }
    if (isOneOf(number, {ER_LOCK_WAIT_TIMEOUT, ER_LOCK_DEADLOCK})) {
        return named(ErrorKind::Locked, "server.in_use", {QT_TRANSLATE_NOOP("Message", "Other sessions hold locks on what is to be changed."), {}},
                     QT_TRANSLATE_NOOP("Message", "Let the other sessions end, or allow BakFerry to end them."), words);
    }
    if (isOneOf(number, {ER_NET_PACKET_TOO_LARGE, CR_NET_PACKET_TOO_LARGE})) {
        return named(ErrorKind::TargetUnusable, "server.packet", {QT_TRANSLATE_NOOP("Message", "A statement is longer than the server accepts."), {}},
                     QT_TRANSLATE_NOOP("Message", "Raise max_allowed_packet on the server (SET GLOBAL max_allowed_packet = …), or let long statements be cut."), words);
    }
    if (isOneOf(number, {errStatementTimeMariaDb, errStatementTimeMySql})) {
        return named(ErrorKind::TargetUnusable, "server.timeout", {QT_TRANSLATE_NOOP("Message", "The server ended a statement because it took too long."), {}},
                     QT_TRANSLATE_NOOP("Message", "Raise max_statement_time or max_execution_time for this account."), words);
    }
    if (isOneOf(number, {ER_OPTION_PREVENTS_STATEMENT, errReadOnlyMode, ER_OPEN_AS_READONLY})) {
        return named(ErrorKind::TargetUnusable, "server.read_only", {QT_TRANSLATE_NOOP("Message", "An option of the server forbids the statement."), {}},
                     QT_TRANSLATE_NOOP("Message", "The server's own words name the option, such as read_only; connect to the primary server, or change it there."), words);
    }
    if (number == ER_BAD_DB_ERROR) {
        return named(ErrorKind::TargetUnusable, "server.no_database", {QT_TRANSLATE_NOOP("Message", "The database does not exist on the server."), {}},
                     QT_TRANSLATE_NOOP("Message", "Check the name of the database."), words);
    }
    return named(ErrorKind::StatementFailed, "server.statement", {QT_TRANSLATE_NOOP("Message", "The server refused a statement."), {}},
                 QT_TRANSLATE_NOOP("Message", "The server's own words say why; correct the cause and start the task again."), words);
}

} // namespace bakferry
