#include "app/secretkeeper.h"

#include <QDirIterator>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace bakferry;
using namespace Qt::StringLiterals;

/// Without a session bus there is no keychain: the secret must stay in memory, and that must be said.
class TestSecretKeeper : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void withoutAKeychainTheSecretIsKeptForThisSessionAndThatIsSaid();
    void withoutABusThereIsNoKeychain();
    void whatIsKeptForTheSessionIsFoundAtOnce();
    void aSecretIsForgotten();
    void secretsOfTwoConnectionsAreNotMixedUp();
    void noSecretIsWrittenToAFile();
    void aKeychainThatIsGoneIsSaidOnce();

private:
    QTemporaryDir m_home;
    SecretKeeper m_keeper;

    void keep(const ConnectionProfile& connection, const QByteArray& secret, SecretKeeper::Place* place = nullptr, std::optional<Error>* why = nullptr)
    {
        bool isDone = false;
        m_keeper.keep(connection, Credentials(secret), this, [&](SecretKeeper::Place told, std::optional<Error> error) {
            if (place)
                *place = told;
            if (why)
                *why = error;
            isDone = true;
        });
        QTRY_VERIFY(isDone);
    }
    QByteArray found(const ConnectionProfile& connection)
    {
        bool isDone = false;
        QByteArray secret;
        m_keeper.find(connection, this, [&](const Credentials& credentials) {
            secret = credentials.password();
            isDone = true;
        });
        [&] { QTRY_VERIFY(isDone); }();
        return secret;
    }
};

namespace {

ConnectionProfile connectionOf(const QString& user) { return {"postgresql", u"db.example"_s, 5432, user, {}}; }
const QByteArray secret = "S3CR3T-9f2c";

} // namespace

void TestSecretKeeper::initTestCase()
{
    for (const char* name : {"HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"})
        qputenv(name, m_home.path().toLocal8Bit());
    qputenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=" + m_home.filePath(u"no-bus"_s).toLocal8Bit());
}

void TestSecretKeeper::withoutAKeychainTheSecretIsKeptForThisSessionAndThatIsSaid()
{
    SecretKeeper::Place place = SecretKeeper::Place::Keychain;
    std::optional<Error> why;
    keep(connectionOf(u"ann"_s), secret, &place, &why);
    QCOMPARE(place, SecretKeeper::Place::ThisSession);
    QVERIFY(why);
    QCOMPARE(why->code, QByteArray("secret.session-only"));
    QVERIFY(!why->detail.contains(QString::fromLatin1(secret)));
    QCOMPARE(found(connectionOf(u"ann"_s)), secret);
}

void TestSecretKeeper::aKeychainThatIsGoneIsSaidOnce()
{
    QSignalSpy gone(&m_keeper, &SecretKeeper::keychainGone);
    QCOMPARE(found(connectionOf(u"zoe"_s)), QByteArray());
    QCOMPARE(gone.size(), 0); // nothing of ours was ever in one
    QSettings().setValue(u"keychain/used"_s, true);
    QCOMPARE(found(connectionOf(u"zoe"_s)), QByteArray());
    QCOMPARE(found(connectionOf(u"yve"_s)), QByteArray());
    QCOMPARE(gone.size(), 1);
    QCOMPARE(qvariant_cast<Error>(gone.first().first()).code, QByteArray("secret.keychain-gone"));
    m_keeper.keepForSession(connectionOf(u"zoe"_s), Credentials(secret));
    QCOMPARE(found(connectionOf(u"zoe"_s)), secret);
    QSettings().clear();
}

void TestSecretKeeper::withoutABusThereIsNoKeychain()
{
    std::optional<bool> isThere;
    m_keeper.findKeychain(this, [&](bool answer) { isThere = answer; });
    QTRY_VERIFY(isThere);
    QCOMPARE(*isThere, false);
}

void TestSecretKeeper::whatIsKeptForTheSessionIsFoundAtOnce()
{
    m_keeper.keepForSession(connectionOf(u"eve"_s), Credentials(secret));
    QCOMPARE(found(connectionOf(u"eve"_s)), secret);
    QCOMPARE(found(connectionOf(u"adam"_s)), QByteArray());
}

void TestSecretKeeper::aSecretIsForgotten()
{
    keep(connectionOf(u"ann"_s), secret);
    bool isDone = false;
    m_keeper.forget(connectionOf(u"ann"_s), this, [&] { isDone = true; });
    QTRY_VERIFY(isDone);
    QCOMPARE(found(connectionOf(u"ann"_s)), QByteArray());
}

void TestSecretKeeper::secretsOfTwoConnectionsAreNotMixedUp()
{
    keep(connectionOf(u"ann"_s), "one");
    keep(connectionOf(u"bob"_s), "two");
    QCOMPARE(found(connectionOf(u"ann"_s)), QByteArray("one"));
    QCOMPARE(found(connectionOf(u"bob"_s)), QByteArray("two"));
}

void TestSecretKeeper::noSecretIsWrittenToAFile()
{
    keep(connectionOf(u"ann"_s), secret);
    QDirIterator files(m_home.path(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        QFile file(files.next());
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY2(!file.readAll().contains(secret), qPrintable(file.fileName()));
    }
}

QTEST_GUILESS_MAIN(TestSecretKeeper)
#include "tst_secretkeeper.moc"
