#include "app/passwordinput.h"

#include <QElapsedTimer>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <cstdlib>
#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace bakferry;
using namespace Qt::StringLiterals;

/// A password comes from a descriptor, a file of the DBA's own or the terminal; never from where others can read it.
class TestPasswordInput : public QObject
{
    Q_OBJECT

private slots:
    void aLineOfAPasswordFileFits_data();
    void aLineOfAPasswordFileFits();
    void theFirstLineOfADescriptorIsThePassword_data();
    void theFirstLineOfADescriptorIsThePassword();
    void aClosedDescriptorIsNamed();
    void aPasswordFileOfTheOwnerAloneIsRead();
    void aPasswordFileOpenToOthersIsRefused_data();
    void aPasswordFileOpenToOthersIsRefused();
    void aFileWithoutAFittingLineIsNamed();
    void theTerminalShowsNoPassword();
    void theEnvironmentGivesNoPassword();

private:
    QByteArray writeFile(const QByteArray& content, mode_t mode = 0600)
    {
        const QByteArray path = m_folder.filePath(u"passwords"_s).toLocal8Bit();
        ::unlink(path.constData());
        QFile file(QString::fromLocal8Bit(path));
        if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
            qFatal("cannot write %s", path.constData());
        file.close();
        ::chmod(path.constData(), mode);
        return path;
    }
    QTemporaryDir m_folder;
};

namespace {

const QByteArray secret = "S3CR3T-9f2c";

RestoreTarget target(const QString& host = u"db1"_s, int port = 5433, const QByteArray& database = "shop", const QString& user = u"dba"_s)
{
    return {{.engineId = "postgresql", .host = host, .port = port, .user = user}, database};
}

} // namespace

void TestPasswordInput::aLineOfAPasswordFileFits_data()
{
    QTest::addColumn<QByteArray>("lines");
    QTest::addColumn<RestoreTarget>("wanted");
    QTest::addColumn<bool>("fits");
    QTest::newRow("exact") << QByteArray("db1:5433:shop:dba:S3CR3T-9f2c\n") << target() << true;
    QTest::newRow("stars") << QByteArray("*:*:*:*:S3CR3T-9f2c") << target() << true;
    QTest::newRow("default port") << QByteArray("db1:5432:shop:dba:S3CR3T-9f2c") << target(u"db1"_s, 0) << true;
    QTest::newRow("first line that fits") << QByteArray("# db1\n\ndb2:*:*:*:wrong\ndb1:*:*:*:S3CR3T-9f2c\n*:*:*:*:wrong\n") << target() << true;
    QTest::newRow("socket folder") << QByteArray("/run/sock:*:*:*:S3CR3T-9f2c") << target(u"/run/sock"_s) << true;
    QTest::newRow("escapes") << QByteArray("fe80\\:\\:1:*:a\\\\b:*:S3CR3T-9f2c") << target(u"fe80::1"_s, 5432, "a\\b") << true;
    QTest::newRow("Windows line end") << QByteArray("db1:*:*:*:S3CR3T-9f2c\r\n") << target() << true;
    QTest::newRow("other host") << QByteArray("db2:5433:shop:dba:x") << target() << false;
    QTest::newRow("other port") << QByteArray("db1:5432:shop:dba:x") << target() << false;
    QTest::newRow("other database") << QByteArray("db1:5433:shop2:dba:x") << target() << false;
    QTest::newRow("other user") << QByteArray("db1:5433:shop:root:x") << target() << false;
    QTest::newRow("too few fields") << QByteArray("db1:5433:shop:dba") << target() << false;
    QTest::newRow("comment") << QByteArray("#*:*:*:*:x") << target() << false;
    QTest::newRow("empty") << QByteArray() << target() << false;
}

void TestPasswordInput::aLineOfAPasswordFileFits()
{
    QFETCH(QByteArray, lines);
    QFETCH(RestoreTarget, wanted);
    QFETCH(bool, fits);
    const std::optional<QByteArray> password = passwordInLines(lines, wanted, 5432);
    QCOMPARE(password, fits ? std::optional(secret) : std::nullopt);
    if (!fits)
        return;
    QCOMPARE(passwordInLines("*:*:*:*:a:b\\:c", wanted, 5432), std::optional<QByteArray>("a:b:c")); // a password may hold colons
}

void TestPasswordInput::theFirstLineOfADescriptorIsThePassword_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QByteArray>("password");
    QTest::addColumn<QByteArray>("code");
    QTest::newRow("line") << QByteArray("S3CR3T-9f2c\n") << secret << QByteArray();
    QTest::newRow("no line end") << secret << secret << QByteArray();
    QTest::newRow("more lines") << QByteArray("S3CR3T-9f2c\r\nother\n") << secret << QByteArray();
    QTest::newRow("spaces are the password's") << QByteArray(" a b \n") << QByteArray(" a b ") << QByteArray();
    QTest::newRow("bytes") << QByteArray("\xff\xfe\n") << QByteArray("\xff\xfe") << QByteArray();
    QTest::newRow("empty") << QByteArray() << QByteArray() << QByteArray("password.empty");
    QTest::newRow("empty line") << QByteArray("\nx") << QByteArray() << QByteArray("password.empty");
    QTest::newRow("endless") << QByteArray(10'000, 'x') << QByteArray() << QByteArray("password.fd");
}

void TestPasswordInput::theFirstLineOfADescriptorIsThePassword()
{
    QFETCH(QByteArray, content);
    const QByteArray path = writeFile(content);
    const int fd = ::open(path.constData(), O_RDONLY | O_CLOEXEC);
    const Result<Credentials> read = readPassword({.fd = fd, .file = {}}, target());
    ::close(fd);
    QTEST(read ? QByteArray() : read.error().code, "code");
    QTEST(read ? read->password() : QByteArray(), "password");
}

void TestPasswordInput::aClosedDescriptorIsNamed()
{
    const Result<Credentials> read = readPassword({.fd = 987, .file = {}}, target());
    QVERIFY(!read);
    QCOMPARE(read.error().code, QByteArray("password.fd"));
    QCOMPARE(read.error().kind, ErrorKind::Usage);
    QCOMPARE(read.error().what.arguments, QStringList(u"987"_s));
}

void TestPasswordInput::aPasswordFileOfTheOwnerAloneIsRead()
{
    const Result<Credentials> read = readPassword({.file = writeFile("db1:*:*:*:" + secret)}, target());
    QVERIFY(read.ok());
    QCOMPARE(read->password(), secret);
}

void TestPasswordInput::aPasswordFileOpenToOthersIsRefused_data()
{
    QTest::addColumn<int>("mode");
    QTest::newRow("group reads") << 0640;
    QTest::newRow("everybody reads") << 0604;
    QTest::newRow("group writes") << 0620;
}

void TestPasswordInput::aPasswordFileOpenToOthersIsRefused()
{
    QFETCH(int, mode);
    const Result<Credentials> read = readPassword({.file = writeFile("*:*:*:*:" + secret, mode_t(mode))}, target());
    QVERIFY(!read);
    QCOMPARE(read.error().code, QByteArray("password.file-open"));
    QVERIFY(!read.error().hint.isEmpty());
}

void TestPasswordInput::aFileWithoutAFittingLineIsNamed()
{
    const QByteArray path = writeFile("db2:*:*:*:" + secret);
    Result<Credentials> read = readPassword({.file = path}, target());
    QVERIFY(!read);
    QCOMPARE(read.error().code, QByteArray("password.no-entry"));
    QVERIFY(!read.error().what.arguments.join(u' ').contains(QString::fromLatin1(secret)));
    read = readPassword({.file = path + ".not-there"}, target());
    QCOMPARE(read.error().code, QByteArray("password.file"));
    read = readPassword({.file = m_folder.path().toLocal8Bit()}, target());
    QCOMPARE(read.error().code, QByteArray("password.file"));
}

// A child with a terminal of its own is asked; what the terminal shows must not hold the answer.
void TestPasswordInput::theTerminalShowsNoPassword()
{
    int terminal = -1;
    const pid_t child = ::forkpty(&terminal, nullptr, nullptr, nullptr);
    QVERIFY(child >= 0);
    if (child == 0) {
        const Result<Credentials> read = askForPassword(u"Password of dba for db1:"_s);
        ::_exit(canAskForPassword() && read && read->password() == secret ? 0 : 1);
    }
    QByteArray shown;
    bool isTyped = false;
    QElapsedTimer clock;
    clock.start();
    char buffer[256];
    struct pollfd waiting = {terminal, POLLIN, 0};
    while (clock.elapsed() < 10'000 && ::poll(&waiting, 1, 10'000) > 0) {
        const ssize_t count = ::read(terminal, buffer, sizeof buffer);
        if (count <= 0)
            break;
        shown.append(buffer, count);
        if (!isTyped && shown.contains("db1:")) {
            isTyped = true;
            QCOMPARE(::write(terminal, (secret + '\n').constData(), size_t(secret.size() + 1)), ssize_t(secret.size() + 1));
        }
    }
    int state = -1;
    QCOMPARE(::waitpid(child, &state, 0), child);
    ::close(terminal);
    QVERIFY(WIFEXITED(state));
    QCOMPARE(WEXITSTATUS(state), 0);
    QVERIFY2(!shown.contains(secret), shown.constData());
    QVERIFY(isTyped);
}

void TestPasswordInput::theEnvironmentGivesNoPassword()
{
    for (const char* name : {"PGPASSWORD", "MYSQL_PWD", "PGHOSTADDR", "PGSERVICE"})
        qputenv(name, "x");
    qputenv("PGSSLROOTCERT", "/own/ca.crt");
    dropDatabaseEnvironment();
    for (const char* name : {"PGPASSWORD", "MYSQL_PWD", "PGHOSTADDR", "PGSERVICE"})
        QVERIFY2(!qEnvironmentVariableIsSet(name), name);
    QCOMPARE(qgetenv("PGSSLROOTCERT"), QByteArray("/own/ca.crt"));
}

QTEST_GUILESS_MAIN(TestPasswordInput)
#include "tst_passwordinput.moc"
