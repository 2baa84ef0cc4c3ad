#include "app/secretkeeper.h"

#include <QPointer>
#include <QSettings>

#include <qt6keychain/keychain.h>

#include <utility>

namespace bakferry {

using namespace Qt::StringLiterals;

namespace {

const QString service = u"BakFerry"_s;
constexpr auto usedKey = "keychain/used"_L1; // it took a password of ours

// A job deletes itself when it has ended. Without a keychain it must fail, never write to a file of its own.
template <typename Job>
Job* newJob(const QString& key)
{
    auto* job = new Job(service);
    job->setAutoDelete(true);
    job->setInsecureFallback(false);
    job->setKey(key);
    return job;
}

// One entry for both secrets. The database libraries take C strings, so neither ever holds a NUL.
QByteArray packed(const Credentials& secret) { return secret.keyPassphrase().isEmpty() ? secret.password() : secret.password() + '\0' + secret.keyPassphrase(); }

Credentials unpacked(const QByteArray& entry)
{
    const qsizetype end = entry.indexOf('\0');
    return end < 0 ? Credentials(entry) : Credentials(entry.first(end), entry.sliced(end + 1));
}

Error noKeychain(const QString& words)
{
    return {ErrorKind::StoreFailed, "secret.session-only",
            {QT_TRANSLATE_NOOP("Message", "There is no keychain, so the password is kept in memory until BakFerry ends."), {}},
            {QT_TRANSLATE_NOOP("Message", "Start the desktop's keychain (GNOME Keyring, KWallet) to keep passwords longer."), {}}, words};
}

Error keychainIsGone(const QString& words)
{
    return {ErrorKind::StoreFailed, "secret.keychain-gone",
            {QT_TRANSLATE_NOOP("Message", "The keychain with your passwords cannot be read."), {}},
            {QT_TRANSLATE_NOOP("Message", "Unlock it, or start the desktop's keychain (GNOME Keyring, KWallet). Until then BakFerry asks for each password again; none is lost."), {}}, words};
}

} // namespace

SecretKeeper::SecretKeeper(QObject* parent) : QObject(parent) { }

QString SecretKeeper::keyOf(const ConnectionProfile& connection)
{
    return u"%1://%2@%3:%4"_s.arg(QString::fromLatin1(connection.engineId), connection.user, connection.host).arg(connection.port);
}

void SecretKeeper::keep(const ConnectionProfile& connection, const Credentials& secret, QObject* context, std::function<void(Place, std::optional<Error>)> done)
{
    const QString key = keyOf(connection);
    auto* job = newJob<QKeychain::WritePasswordJob>(key);
    job->setBinaryData(packed(secret));
    connect(job, &QKeychain::Job::finished, this, [this, key, secret, context = QPointer(context), done = std::move(done)](QKeychain::Job* ended) {
        const bool isKept = ended->error() == QKeychain::NoError;
        if (isKept)
            QSettings().setValue(usedKey, true);
        if (isKept)
            m_thisSession.remove(key);
        else
            m_thisSession.insert(key, secret);
        if (context)
            done(isKept ? Place::Keychain : Place::ThisSession, isKept ? std::nullopt : std::optional(noKeychain(ended->errorString())));
    });
    job->start();
}

void SecretKeeper::keepForSession(const ConnectionProfile& connection, const Credentials& secret) { m_thisSession.insert(keyOf(connection), secret); }

// The only question every version of the library answers: a keychain says that it has no such entry, none says that there is none.
void SecretKeeper::findKeychain(QObject* context, std::function<void(bool)> done)
{
    auto* job = newJob<QKeychain::ReadPasswordJob>(u"is there a keychain"_s);
    connect(job, &QKeychain::Job::finished, this, [context = QPointer(context), done = std::move(done)](QKeychain::Job* ended) {
        if (context)
            done(ended->error() == QKeychain::EntryNotFound || ended->error() == QKeychain::NoError);
    });
    job->start();
}

void SecretKeeper::find(const ConnectionProfile& connection, QObject* context, std::function<void(Credentials)> done)
{
    const QString key = keyOf(connection);
    if (m_thisSession.contains(key)) {
        const auto answer = [context = QPointer(context), done = std::move(done), secret = m_thisSession.value(key)] {
            if (context)
                done(secret);
        };
        QMetaObject::invokeMethod(this, answer, Qt::QueuedConnection);
        return;
    }
    auto* job = newJob<QKeychain::ReadPasswordJob>(key);
    connect(job, &QKeychain::Job::finished, this, [this, job, context = QPointer(context), done = std::move(done)](QKeychain::Job* ended) {
        noteReading(ended->error() == QKeychain::NoError || ended->error() == QKeychain::EntryNotFound, ended->errorString());
        if (context)
            done(ended->error() == QKeychain::NoError ? unpacked(job->binaryData()) : Credentials());
    });
    job->start();
}

// Where no keychain ever held a password of ours there is nothing to miss.
void SecretKeeper::noteReading(bool isThere, const QString& words)
{
    if (isThere)
        m_toldGone = false;
    else if (QSettings().value(usedKey).toBool() && !std::exchange(m_toldGone, true))
        emit keychainGone(keychainIsGone(words));
}

void SecretKeeper::forget(const ConnectionProfile& connection, QObject* context, std::function<void()> done)
{
    const QString key = keyOf(connection);
    m_thisSession.remove(key);
    auto* job = newJob<QKeychain::DeletePasswordJob>(key);
    connect(job, &QKeychain::Job::finished, this, [context = QPointer(context), done = std::move(done)] {
        if (context)
            done();
    });
    job->start();
}

} // namespace bakferry
