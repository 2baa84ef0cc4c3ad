#include "engines/connectionprofile.h"

#include "engines/catalog.h"
#include "engines/displaytext.h"

#include <QDir>
#include <QFile>
#include <QtGlobal>

#include <algorithm>

namespace bakferry {

using namespace Qt::StringLiterals;

namespace {

Error badUrl(const char* what, const QStringList& arguments)
{
    return Error{ErrorKind::Usage, "target.url", {what, arguments},
                 {QT_TRANSLATE_NOOP("Message", "Write it as sqlite:///absolute/path.db, or as engine://user@host:port/database."), {}}, {}};
}

bool hasBrokenPercent(QByteArrayView text)
{
    for (qsizetype i = 0; i < text.size(); ++i) {
        const auto isHex = [&](qsizetype at) { return at < text.size() && isxdigit(static_cast<unsigned char>(text[at])); };
        if (text[i] == '%' && !(isHex(i + 1) && isHex(i + 2)))
            return true;
    }
    return false;
}

// What a server URL may say behind "?", in libpq's words, which DBAs know: how far the connection must be encrypted, and with which files.
constexpr const char* encryptionModes[] = {"disable", "prefer", "require", "verify-ca", "verify-full"};

std::optional<Error> readSetting(QByteArrayView setting, ConnectionProfile& connection, const QString& shown)
{
    const qsizetype equals = setting.indexOf('=');
    const QByteArray name = QByteArray::fromPercentEncoding(setting.first(qMax<qsizetype>(equals, 0)).toByteArray());
    const QByteArray value = QByteArray::fromPercentEncoding(setting.sliced(equals + 1).toByteArray());
    if (name == "sslmode") {
        if (std::ranges::find(encryptionModes, QByteArrayView(value)) == std::end(encryptionModes))
            return badUrl(QT_TRANSLATE_NOOP("Message", "The target %1 asks for an encryption (sslmode) that is not known: use disable, prefer, require, verify-ca or verify-full."), {shown});
    } else if (name == "sslrootcert" || name == "sslcert" || name == "sslkey") {
        if (!value.startsWith('/') || value.contains('\0'))
            return badUrl(QT_TRANSLATE_NOOP("Message", "The file %2 in the target %1 is no absolute path."), {shown, QString::fromLatin1(name)});
    } else {
        return badUrl(QT_TRANSLATE_NOOP("Message", "The target %1 has a setting that is not known behind its “?”: only sslmode, sslrootcert, sslcert and sslkey may stand there; write %3F for a question mark in a name."), {shown});
    }
    connection.options.insert(QString::fromLatin1(name), QString::fromUtf8(value));
    return {};
}

bool settingIsSecret(QByteArrayView setting)
{
    const QByteArray name = QByteArray::fromPercentEncoding(setting.first(qMax<qsizetype>(setting.indexOf('='), 0)).toByteArray()).toLower();
    return name.contains("pass") || name.contains("pwd") || name.contains("secret");
}

// A socket folder is written with its slashes encoded, an IPv6 address in brackets, so that a shown target can be pasted.
QString hostInUrl(const QString& host)
{
    if (host.contains(u':') && !host.startsWith(u'/'))
        return u'[' + displayText(host) + u']';
    return displayText(host).replace(u'/', u"%2F"_s);
}

// user:password@host, where the password may hold slashes and at signs. host:port/name@more is none, nor is any path.
bool holdsPassword(QByteArrayView rest)
{
    const qsizetype colon = rest.indexOf(':');
    const qsizetype slash = rest.indexOf('/');
    if (colon < 0 || colon > rest.lastIndexOf('@') || (slash >= 0 && slash < colon))
        return false;
    const auto isDigit = [](char c) { return c >= '0' && c <= '9'; };
    const bool isPort = slash > 0 && rest.first(slash).indexOf('@') < 0
        && std::ranges::all_of(rest.sliced(colon + 1, slash - colon - 1), isDigit);
    return !isPort;
}

Result<RestoreTarget> parseFileTarget(RestoreTarget target, QByteArrayView rest, const QString& shown)
{
    if (!rest.startsWith('/'))
        return badUrl(QT_TRANSLATE_NOOP("Message", "The target %1 names no absolute path."), {shown});
    const QByteArray path = QByteArray::fromPercentEncoding(rest.toByteArray());
    if (path.contains('\0'))
        return badUrl(QT_TRANSLATE_NOOP("Message", "The path in the target %1 holds a NUL byte."), {shown});
    if (path.endsWith('/'))
        return badUrl(QT_TRANSLATE_NOOP("Message", "The target %1 names a folder, not a file."), {shown});
    target.database = path;
    return target;
}

Result<RestoreTarget> parseServerTarget(RestoreTarget target, QByteArrayView rest, const QString& shown)
{
    if (const qsizetype question = rest.indexOf('?'); question >= 0) {
        for (const QByteArray& setting : rest.sliced(question + 1).toByteArray().split('&')) {
            if (const std::optional<Error> wrong = readSetting(setting, target.connection, shown))
                return *wrong;
        }
        rest = rest.first(question);
    }
    const qsizetype slash = rest.indexOf('/');
    if (slash < 0 || slash + 1 == rest.size())
        return badUrl(QT_TRANSLATE_NOOP("Message", "The target %1 names no database."), {shown});
    QByteArrayView authority = rest.first(slash);
    target.database = QByteArray::fromPercentEncoding(rest.sliced(slash + 1).toByteArray());
    if (const qsizetype at = authority.lastIndexOf('@'); at >= 0) {
        const QByteArrayView user = authority.first(at);
        target.connection.user = QString::fromUtf8(QByteArray::fromPercentEncoding(user.toByteArray()));
        authority = authority.sliced(at + 1);
    }
    const bool bracketed = authority.startsWith('[');
    const qsizetype colon = bracketed ? authority.indexOf("]:") + 1 : authority.lastIndexOf(':');
    if (colon > 0 || (!bracketed && colon == 0)) {
        bool isNumber = false;
        target.connection.port = authority.sliced(colon + 1).toByteArray().toInt(&isNumber);
        if (!isNumber || target.connection.port < 1 || target.connection.port > 65535)
            return badUrl(QT_TRANSLATE_NOOP("Message", "The port in the target %1 is not a number from 1 to 65535."), {shown});
        authority = authority.first(colon);
    }
    if (authority.isEmpty())
        return badUrl(QT_TRANSLATE_NOOP("Message", "The target %1 names no server."), {shown});
    if (authority.startsWith('[') && authority.endsWith(']'))
        authority = authority.sliced(1, authority.size() - 2);
    target.connection.host = QString::fromUtf8(QByteArray::fromPercentEncoding(authority.toByteArray()));
    if (target.connection.host.contains(QChar(u'\0')) || target.connection.user.contains(QChar(u'\0')) || target.database.contains('\0'))
        return badUrl(QT_TRANSLATE_NOOP("Message", "The target %1 holds a NUL byte."), {shown});
    return target;
}

} // namespace

QString RestoreTarget::display() const
{
    const QString scheme = QString::fromLatin1(connection.engineId) + u"://"_s;
    if (connection.host.isEmpty())
        return scheme + displayBytes(database);
    QString authority = hostInUrl(connection.host);
    if (!connection.user.isEmpty())
        authority.prepend(displayText(connection.user) + u'@');
    if (connection.port > 0)
        authority += u':' + QString::number(connection.port);
    return scheme + authority + u'/' + displayBytes(database);
}

QByteArray RestoreTarget::key() const
{
    if (!connection.host.isEmpty()) {
        const RestoreEngine* engine = connection.port == 0 ? engineById(connection.engineId) : nullptr;
        const int port = engine ? engine->info().defaultPort : connection.port;
        const QString host = connection.host.startsWith(u'/') ? QDir::cleanPath(connection.host) : connection.host.toLower();
        return connection.engineId + '\0' + host.toUtf8() + '\0' + QByteArray::number(port) + '\0' + database;
    }
    // The folder is resolved, the name is not: the file itself need not exist yet.
    const qsizetype slash = database.lastIndexOf('/');
    char* resolved = ::realpath(slash > 0 ? database.first(slash).constData() : "/", nullptr);
    const QByteArray folder = resolved ? QByteArray(resolved) : database.first(qMax<qsizetype>(slash, 0));
    ::free(resolved);
    return connection.engineId + '\0' + folder + database.sliced(qMax<qsizetype>(slash, 0));
}

Result<RestoreTarget> parseTargetUrl(QByteArrayView url)
{
    const qsizetype separator = url.indexOf("://");
    const qsizetype question = url.indexOf('?');
    const bool isSecretSetting = question > separator && std::ranges::any_of(url.sliced(question + 1).toByteArray().split('&'), settingIsSecret);
    if (separator > 0 && (holdsPassword(url.sliced(separator + 3)) || isSecretSetting)) {
        // Asked before all else: every other refusal repeats the URL, and this one must not.
        return Error{ErrorKind::Usage, "target.url.secret",
                     {QT_TRANSLATE_NOOP("Message", "The target URL holds a password."), {}},
                     {QT_TRANSLATE_NOOP("Message", "Leave the password out of the URL: other users of this machine can read it there."), {}}, {}};
    }
    const QString shown = displayBytes(url, 200);
    if (separator <= 0)
        return badUrl(QT_TRANSLATE_NOOP("Message", "The target %1 is not a URL."), {shown});
    if (hasBrokenPercent(url))
        return badUrl(QT_TRANSLATE_NOOP("Message", "The target %1 has a % that is not followed by two hexadecimal digits; write %25 for the sign itself."), {shown});
    RestoreTarget target;
    target.connection.engineId = url.first(separator).toByteArray().toLower();
    if (target.connection.engineId == "mysql")
        target.connection.engineId = "mariadb"; // one engine for both
    const RestoreEngine* engine = engineById(target.connection.engineId);
    if (!engine)
        return badUrl(QT_TRANSLATE_NOOP("Message", "The target %1 names an engine that BakFerry does not know."), {shown});
    const QByteArrayView rest = url.sliced(separator + 3);
    return engine->info().targetIsFile ? parseFileTarget(std::move(target), rest, shown)
                                       : parseServerTarget(std::move(target), rest, shown);
}

} // namespace bakferry
