#pragma once
#include "engines/connectionprofile.h"
#include "engines/result.h"

#include <QHash>
#include <QObject>

#include <functional>

namespace bakferry {

/// Keeps the secrets of connections: in the desktop's keychain, or in memory until the program ends. Never anywhere else,
/// and always saying which.
///
/// Lives on the GUI thread; answers come later on it, and not at all when `context` was destroyed before.
class SecretKeeper : public QObject
{
    Q_OBJECT

public:
    enum class Place { Keychain, ThisSession };

    explicit SecretKeeper(QObject* parent = nullptr);

    /// Whether there is a keychain that takes passwords. Asked anew each time: a DBA may start or unlock one meanwhile.
    void findKeychain(QObject* context, std::function<void(bool isThere)> done);
    /// Keeps it in memory until the program ends; what a keychain holds for the connection is passed over from now on.
    void keepForSession(const ConnectionProfile& connection, const Credentials& secret);
    /// Tries the keychain first. `done` is told where the secret lies now; for ThisSession the Error says why.
    void keep(const ConnectionProfile& connection, const Credentials& secret, QObject* context, std::function<void(Place, std::optional<Error>)> done);
    /// `done` gets empty credentials when nothing is kept.
    void find(const ConnectionProfile& connection, QObject* context, std::function<void(Credentials)> done);
    /// What find() would answer lies in memory only, and is gone when the program ends.
    bool isForThisSession(const ConnectionProfile& connection) const { return m_thisSession.contains(keyOf(connection)); }
    /// Removes it from both places.
    void forget(const ConnectionProfile& connection, QObject* context, std::function<void()> done);

signals:
    /// A keychain that held passwords of ours before cannot be read now. Told once, until it can be read again.
    void keychainGone(const bakferry::Error& error);

private:
    static QString keyOf(const ConnectionProfile& connection);
    void noteReading(bool isThere, const QString& words);

    QHash<QString, Credentials> m_thisSession;
    bool m_toldGone = false;
};

} // namespace bakferry
