#include "app/clisignin.h"

#include "engines/catalog.h"

#include <QCoreApplication>

namespace bakferry {

CliSignIn::CliSignIn(PasswordSource source, QObject* parent) : QObject(parent), m_source(std::move(source)), m_previews(engineById) { }

const Result<Credentials>& CliSignIn::given(const RestoreTarget& target)
{
    if (!m_known)
        m_known = readPassword(m_source, target);
    return *m_known;
}

Credentials CliSignIn::credentials(const RestoreTarget& target)
{
    if (!m_known && !m_source.isGiven())
        return {};
    const Result<Credentials>& known = given(target);
    return known ? *known : Credentials();
}

void CliSignIn::begin(const RestoreTarget& target, std::function<void(const Result<Credentials>&)> done)
{
    if (target.connection.host.isEmpty())
        return done(Credentials());
    if (m_known || m_source.isGiven())
        return done(given(target));
    if (!canAskForPassword())
        return done(Credentials());
    m_stop = m_previews.testConnection(target, {}, this, [this, target, done = std::move(done)](const Result<ServerFacts>& facts) {
        // Any other trouble is told by the precheck, as a finding.
        if (!facts && facts.error().kind == ErrorKind::SignIn)
            return ask(target, facts.error().code == "server.key_passphrase", done);
        done(Credentials());
    });
}

void CliSignIn::ask(const RestoreTarget& target, bool forKey, const std::function<void(const Result<Credentials>&)>& done)
{
    const ConnectionProfile& connection = target.connection;
    const QString prompt = connection.user.isEmpty() ? QCoreApplication::translate("Cli", "Password for %1:").arg(connection.host)
                                                     : QCoreApplication::translate("Cli", "Password of %1 for %2:").arg(connection.user, connection.host);
    m_known = askForPassword(forKey ? QCoreApplication::translate("Cli", "Passphrase of the private key for %1:").arg(connection.host) : prompt);
    if (forKey && *m_known)
        m_known = Credentials({}, (*m_known)->password());
    done(*m_known);
}

void CliSignIn::stop()
{
    if (m_stop)
        m_stop();
}

} // namespace bakferry
