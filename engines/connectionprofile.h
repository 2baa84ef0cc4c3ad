#pragma once
#include "engines/result.h"

#include <QByteArray>
#include <QString>
#include <QVariantMap>

namespace bakferry {

/// A saved server address with its options. Carries no secret, so it may be stored, logged and compared.
struct ConnectionProfile
{
    QByteArray engineId; ///< "sqlite", "postgresql", "mariadb", "sqlserver"
    QString host;        ///< empty for embedded engines
    int port = 0;        ///< 0: the engine's default
    QString user;
    QVariantMap options; ///< engine options by their ids
    friend bool operator==(const ConnectionProfile&, const ConnectionProfile&) = default;
};

/// The secrets of one connection: the password, and what opens the private key of its client certificate. They can be moved and used,
/// but neither streamed, compared nor stored.
class Credentials
{
public:
    Credentials() = default;
    explicit Credentials(QByteArray password, QByteArray keyPassphrase = {}) : m_password(std::move(password)), m_keyPassphrase(std::move(keyPassphrase)) { }
    const QByteArray& password() const { return m_password; }
    const QByteArray& keyPassphrase() const { return m_keyPassphrase; }
    bool isEmpty() const { return m_password.isEmpty() && m_keyPassphrase.isEmpty(); }

private:
    QByteArray m_password;
    QByteArray m_keyPassphrase;
};

/// A database (schema, file) on a connection.
struct RestoreTarget
{
    ConnectionProfile connection;
    QByteArray database; ///< name in UTF-8, or for embedded engines the absolute path in native bytes

    /// For people and logs: "sqlite:///srv/a.db", control characters escaped, no secret in it.
    QString display() const;
    /// Equal for two spellings of one target; the runner never runs two tasks with equal keys at once.
    QByteArray key() const;
    friend bool operator==(const RestoreTarget&, const RestoreTarget&) = default;
};

/// Reads `sqlite:///absolute/path.db`, `postgresql://user@host:port/db` and so on, percent-encoding undone bytewise.
/// @returns the target, or Error{Usage} naming the part that makes no sense. A password in a URL is refused.
Result<RestoreTarget> parseTargetUrl(QByteArrayView url);

} // namespace bakferry
