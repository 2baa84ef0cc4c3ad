#include "app/secretkeeper.h"

#include <QDirIterator>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using namespace bakferry;
using namespace Qt::StringLiterals;

/// A real keychain on a session bus of the test's own, and what is said when it goes away.
class TestKeychain : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void aSecretSurvivesTheProgramInTheKeychainOnly();
    void bothSecretsOfAConnectionComeBack();
    void aForgottenSecretIsGone();
    void whatIsForTheSessionIsNotInTheKeychain();
    void aKeychainThatWentAwayIsSaid(); // last: it ends the keychain

private:
    struct Kept
    {
        std::optional<SecretKeeper::Place> place;
        std::optional<Error> why;
    };
    Kept keep(SecretKeeper& keeper, const Credentials& secret)
    {
        Kept kept;
        keeper.keep(m_connection, secret, this, [&](SecretKeeper::Place place, const std::optional<Error>& why) { kept = {place, why}; });
        [&] { QTRY_VERIFY(kept.place); }();
        return kept;
    }
    Credentials found(SecretKeeper& keeper)
    {
        std::optional<Credentials> answer;
        keeper.find(m_connection, this, [&](const Credentials& credentials) { answer = credentials; });
        [&] { QTRY_VERIFY(answer); }();
        return *answer;
    }
    bool isKeychainThere(SecretKeeper& keeper)
    {
        std::optional<bool> answer;
        keeper.findKeychain(this, [&](bool isThere) { answer = isThere; });
        [&] { QTRY_VERIFY(answer); }();
        return *answer;
    }

    const ConnectionProfile m_connection{"postgresql", u"db.example"_s, 5432, u"dba"_s, {}};
};

namespace {

const QByteArray secret = "S3CR3T-9f2c";

} // namespace

void TestKeychain::initTestCase()
{
    SecretKeeper keeper;
    if (!QTest::qWaitFor([&] { return isKeychainThere(keeper); }, 10'000))
        QSKIP("gnome-keyring does not start here");
}

void TestKeychain::aSecretSurvivesTheProgramInTheKeychainOnly()
{
    {
        SecretKeeper keeper;
        QVERIFY(isKeychainThere(keeper));
        keeper.keepForSession(m_connection, Credentials(secret));
        QVERIFY(keeper.isForThisSession(m_connection));
        const Kept kept = keep(keeper, Credentials(secret));
        QCOMPARE(*kept.place, SecretKeeper::Place::Keychain);
        QVERIFY(!kept.why);
        QVERIFY(!keeper.isForThisSession(m_connection)); // and so the window says
    }
    SecretKeeper later;
    QCOMPARE(found(later).password(), secret);
    QDirIterator files(QDir::homePath(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        QFile file(files.next());
        QVERIFY2(!file.open(QIODevice::ReadOnly) || !file.readAll().contains(secret), qPrintable(file.fileName()));
    }
}

void TestKeychain::bothSecretsOfAConnectionComeBack()
{
    SecretKeeper keeper, later;
    keep(keeper, Credentials(secret, "k3y \xff"));
    const Credentials credentials = found(later);
    QCOMPARE(credentials.password(), secret);
    QCOMPARE(credentials.keyPassphrase(), QByteArray("k3y \xff"));
    keep(keeper, Credentials({}, "alone"));
    QCOMPARE(found(later).password(), QByteArray());
    QCOMPARE(found(later).keyPassphrase(), QByteArray("alone"));
}

void TestKeychain::aForgottenSecretIsGone()
{
    SecretKeeper keeper, later;
    keep(keeper, Credentials(secret));
    bool isDone = false;
    keeper.forget(m_connection, this, [&] { isDone = true; });
    QTRY_VERIFY(isDone);
    QVERIFY(found(later).isEmpty());
}

void TestKeychain::whatIsForTheSessionIsNotInTheKeychain()
{
    SecretKeeper keeper, later;
    keeper.keepForSession(m_connection, Credentials(secret));
    QCOMPARE(found(keeper).password(), secret);
    QVERIFY(found(later).isEmpty());
}

void TestKeychain::aKeychainThatWentAwayIsSaid()
{
    SecretKeeper keeper;
    QVERIFY(isKeychainThere(keeper));
    QCOMPARE(QProcess::execute(u"kill"_s, {qEnvironmentVariable("KEYCHAIN_PID")}), 0);
    QTRY_VERIFY(!isKeychainThere(keeper));
    const Kept kept = keep(keeper, Credentials(secret));
    QCOMPARE(*kept.place, SecretKeeper::Place::ThisSession);
    QVERIFY(kept.why && kept.why->code == "secret.session-only");
    QVERIFY(keeper.isForThisSession(m_connection));
    QCOMPARE(found(keeper).password(), secret); // nothing is lost meanwhile
}

// Runs itself once more where a bus and a keychain of its own are.
int main(int argc, char** argv)
{
    if (qEnvironmentVariableIsSet("KEYCHAIN_PID")) {
        QCoreApplication program(argc, argv);
        TestKeychain test;
        return QTest::qExec(&test, argc, argv);
    }
    QCoreApplication program(argc, argv);
    if (QStandardPaths::findExecutable(u"dbus-run-session"_s).isEmpty() || QStandardPaths::findExecutable(u"gnome-keyring-daemon"_s).isEmpty()) {
        qWarning("SKIP: no gnome-keyring to keep a secret in");
        return 0;
    }
    QTemporaryDir home;
    QTemporaryDir bus;
    QFile configuration(bus.filePath(u"bus.conf"_s)); // no activation: a keychain that was ended does not come back by itself
    if (!configuration.open(QIODevice::WriteOnly))
        return 1;
    configuration.write("<busconfig><type>session</type><listen>unix:dir=" + bus.path().toUtf8() + "</listen><policy context=\"default\"><allow send_destination=\"*\" eavesdrop=\"true\"/>"
                        "<allow eavesdrop=\"true\"/><allow own=\"*\"/></policy></busconfig>");
    configuration.close();
    QProcess child;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    for (const QString& name : {u"HOME"_s, u"XDG_DATA_HOME"_s, u"XDG_CONFIG_HOME"_s, u"XDG_CACHE_HOME"_s, u"XDG_RUNTIME_DIR"_s})
        environment.insert(name, home.path());
    child.setProcessEnvironment(environment);
    child.setProcessChannelMode(QProcess::ForwardedChannels);
    // The keychain stays in the foreground, so that its process is known.
    child.start(u"dbus-run-session"_s, QStringList{u"--config-file"_s, configuration.fileName(), u"--"_s, u"sh"_s, u"-c"_s,
                                        u"printf test | gnome-keyring-daemon --foreground --unlock --components=secrets >/dev/null & export KEYCHAIN_PID=$!; "
                                         "\"$0\" \"$@\"; end=$?; kill $KEYCHAIN_PID 2>/dev/null; exit $end"_s, QCoreApplication::applicationFilePath()} + program.arguments().mid(1));
    return child.waitForFinished(60'000) ? child.exitCode() : 1;
}

#include "tst_keychain.moc"
