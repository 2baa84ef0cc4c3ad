// Numbers of errors of SQL Server. Source: Microsoft, "Database Engine events and errors"
#include "engines/sqlserver/server/mserrors.h"

#include <QStringList>
#include <QtGlobal>

#include <algorithm>
#include <initializer_list>

namespace bakferry {

using namespace Qt::StringLiterals;

namespace {

bool isOneOf(int number, std::initializer_list<int> numbers) { return std::ranges::find(numbers, number) != numbers.end(); }

bool has(const QList<MsMessage>& messages, std::initializer_list<int> numbers)
{
    return std::ranges::any_of(messages, [&](const MsMessage& one) { return isOneOf(one.number, numbers); });
}

QString wordsOf(const QList<MsMessage>& messages)
{
    QStringList words;
    for (const MsMessage& one : messages) {
        if (one.isError())
            words += u"%1 (%2, SQLSTATE %3)"_s.arg(one.text, QString::number(one.number), QString::fromLatin1(one.state));
    }
    return words.join(u'\n').left(4000);
}

Error named(ErrorKind kind, QByteArray code, Message what, const char* hint, QString detail) { return Error{kind, std::move(code), std::move(what), {hint, {}}, std::move(detail)}; }

// Of RESTORE: what the backup cannot be, as the server says.
std::optional<Error> ofTheBackup(const QList<MsMessage>& messages, const QString& words)
{
    if (has(messages, {3169})) {
        return named(ErrorKind::TargetUnusable, "target.version", {QT_TRANSLATE_NOOP("Message", "The backup comes from a newer release of SQL Server than this server is."), {}},
                     QT_TRANSLATE_NOOP("Message", "Restore it on a server of the same release or a newer one."), words);
    }
    if (has(messages, {3201})) {
        return named(ErrorKind::TargetUnusable, "server.cannot_read", {QT_TRANSLATE_NOOP("Message", "The server cannot open the backup file under the path it was given."), {}},
                     QT_TRANSLATE_NOOP("Message", "Put the file where the server's service account may read it, and give its folder as the server sees it (option “serverFolder”)."), words);
    }
    if (has(messages, {3241, 3242, 3183, 3189, 3203, 3270})) {
        return named(ErrorKind::BackupUnusable, "backup.damaged_for_server", {QT_TRANSLATE_NOOP("Message", "The server could not read the backup to its end."), {}},
                     QT_TRANSLATE_NOOP("Message", "The server's own words say where. Copy the file to the server again and compare its checksum with that of the original."), words);
    }
    if (has(messages, {4305, 4326, 3136, 3117, 4318, 4320}))
        return named(ErrorKind::BackupUnusable, "chain.refused", {QT_TRANSLATE_NOOP("Message", "The server says that this backup does not join what was restored before it."), {}},
                     QT_TRANSLATE_NOOP("Message", "The server's own words name the position that is missing."), words);
    return {};
}

} // namespace

Error msTargetError(QByteArray code, Message what, Message hint, QString detail) { return {ErrorKind::TargetUnusable, std::move(code), std::move(what), std::move(hint), std::move(detail)}; }

Error msConnectionLost(const QString& words)
{
    return named(ErrorKind::TargetUnusable, "server.lost", {QT_TRANSLATE_NOOP("Message", "The server closed the connection."), {}},
                 QT_TRANSLATE_NOOP("Message", "Look at the server's log: was it restarted, or was the session ended? Then start the task again."), words);
}

Error msConnectFailure(const QList<MsMessage>& messages, const QString& server, const QString& user, bool wasEncryptionWanted)
{
    const QString words = wordsOf(messages);
    if (has(messages, {4060, 911, 4064})) {
        return named(ErrorKind::TargetUnusable, "server.no_database", {QT_TRANSLATE_NOOP("Message", "The server %1 does not open the database that was asked for."), {server}},
                     QT_TRANSLATE_NOOP("Message", "Check the name of the database."), words);
    }
    if (has(messages, {18456, 18470, 18486, 18487, 18488, 18452})) {
        return named(ErrorKind::SignIn, "server.sign_in", {QT_TRANSLATE_NOOP("Message", "The server %1 refused the login %2 or its password."), {server, user}},
                     QT_TRANSLATE_NOOP("Message", "Check login and password, and that the server allows SQL Server authentication. BakFerry does not try again by itself, so that no login is locked."), words);
    }
    if (has(messages, {17809, 10928, 10929}))
        return named(ErrorKind::TargetUnusable, "server.full", {QT_TRANSLATE_NOOP("Message", "The server %1 takes no more connections."), {server}}, QT_TRANSLATE_NOOP("Message", "End sessions that are not needed."), words);
    if (wasEncryptionWanted) {
        return named(ErrorKind::TargetUnusable, "server.tls", {QT_TRANSLATE_NOOP("Message", "No encrypted connection with a certificate that can be trusted came about with %1."), {server}},
                     QT_TRANSLATE_NOOP("Message", "Name the authority that signed the server's certificate as root certificate, check the host name, or allow a weaker encryption for this connection if you know the way to the server is safe."), words);
    }
    return named(ErrorKind::TargetUnusable, "server.protocol", {QT_TRANSLATE_NOOP("Message", "What listens on %1 did not answer as a SQL Server does."), {server}},
                 QT_TRANSLATE_NOOP("Message", "Check host and port, and whether the server demands encryption."), words);
}

Error msFailure(const QList<MsMessage>& messages)
{
    const QString words = wordsOf(messages);
    const bool hasServersWords = std::ranges::any_of(messages, [](const MsMessage& one) { return one.isError() && one.number > 0 && one.number < 20000; });
    const bool isLost = std::ranges::any_of(messages, [](const MsMessage& one) { return one.state.startsWith("08"); }) || has(messages, {20002, 20003, 20004, 20006, 20009, 20017, 20020, 20047, 10054});
    if (isLost && !hasServersWords)
        return msConnectionLost(words);
    if (const std::optional<Error> error = ofTheBackup(messages, words))
        return *error;
    if (has(messages, {1105, 3257, 5149, 9002}) || words.contains(u"112("_s)) {
        return named(ErrorKind::NoSpace, "server.no_space", {QT_TRANSLATE_NOOP("Message", "There is not enough room on the server."), {}},
                     QT_TRANSLATE_NOOP("Message", "Free space on the server, or choose another folder for the files (options “dataFolder”, “logFolder”)."), words);
    }
    if (has(messages, {262, 229, 300, 297, 3110, 5011, 15247, 3701, 916, 6102})) {
        return named(ErrorKind::TargetUnusable, "server.privilege", {QT_TRANSLATE_NOOP("Message", "The server does not let this login do it."), {}},
                     QT_TRANSLATE_NOOP("Message", "Grant the missing right, or sign in as another user."), words);
    }
    if (has(messages, {5030, 5070, 5061, 3101, 3702, 1222, 1205, 924})) {
        return named(ErrorKind::Locked, "server.in_use", {QT_TRANSLATE_NOOP("Message", "Other sessions use the database."), {}},
                     QT_TRANSLATE_NOOP("Message", "Let the other sessions end, or allow BakFerry to end them."), words);
    }
    if (has(messages, {1834, 3156, 5170, 1801})) {
        return named(ErrorKind::TargetUnusable, "target.file_clash", {QT_TRANSLATE_NOOP("Message", "A file or a name of the restored database is in use by another database."), {}},
                     QT_TRANSLATE_NOOP("Message", "Choose another folder or another name."), words);
    }
    return named(ErrorKind::StatementFailed, "server.statement", {QT_TRANSLATE_NOOP("Message", "The server refused a statement."), {}},
                 QT_TRANSLATE_NOOP("Message", "The server's own words say why; correct the cause and start the task again."), words);
}

} // namespace bakferry
