#include "models/connectionfiles.h"

#include <QElapsedTimer>
#include <QTest>

using namespace bakferry;
using namespace Qt::StringLiterals;

/// Files of other programs as people have them, and as nobody should.
class TestConnectionFiles : public QObject
{
    Q_OBJECT

private slots:
    void passwordFilesNameServers();
    void passwordFilesKnowEscapes();
    void serviceFilesNameServers();
    void anUnknownOrWeakerModeIsNotTakenOver();
    void optionFilesOfMariaDbNameServers();
    void optionFilesKnowQuotesEscapesAndComments();
    void sectionsWithASuffixInheritTheCommonOnes();
    void odbcFilesNameServersOfEveryEngine();
    void hostileContentIsPassedOver_data();
    void hostileContentIsPassedOver();
    void everyCutOfAFileIsRead();
};

namespace {

QStringList lines(const ConnectionFile& file)
{
    QStringList told;
    for (const FoundConnection& found : file.connections) {
        QStringList options;
        for (auto option = found.profile.options.cbegin(); option != found.profile.options.cend(); ++option)
            options += option.key() + u'=' + option.value().toString();
        told += QStringList{found.name, QString::fromLatin1(found.profile.engineId), found.profile.host, QString::number(found.profile.port), found.profile.user,
                            QString::fromUtf8(found.secret.password()), found.database, options.join(u',')}.join(u'|');
    }
    return told;
}

QStringList read(ConnectionFileKind kind, QByteArrayView content) { return lines(readConnectionFile(kind, content)); }

} // namespace

void TestConnectionFiles::passwordFilesNameServers()
{
    const ConnectionFile file = readConnectionFile(ConnectionFileKind::PgPass, "# my servers\ndb1:5432:shop:dba:s3cret\n\ndb2:*:*:*:other\r\n*:*:*:dba:everywhere\ndb1:5432:crm:dba:second\nno fields\n");
    QCOMPARE(lines(file), QStringList({u"dba@db1|postgresql|db1|5432|dba|s3cret|shop|"_s, u"db2|postgresql|db2|0||other||"_s}));
    QCOMPARE(file.passedOver, 2);
}

void TestConnectionFiles::passwordFilesKnowEscapes()
{
    QCOMPARE(read(ConnectionFileKind::PgPass, "fe80\\:\\:1:5433:*:a\\\\b:p:w\\:d\\\\\n"), QStringList{u"a\\b@fe80::1|postgresql|fe80::1|5433|a\\b|p:w:d\\||"_s});
    QCOMPARE(read(ConnectionFileKind::PgPass, "/run/pg\\:x:5432:*:me:\n"), QStringList{u"me@/run/pg:x|postgresql|/run/pg:x|5432|me|||"_s});
}

void TestConnectionFiles::serviceFilesNameServers()
{
    const ConnectionFile file = readConnectionFile(ConnectionFileKind::PgService, "\xef\xbb\xbf# services\n[报表]\nhost=db1,db2\nport=5433,5434\nuser=dba\ndbname=shop\nsslmode=verify-ca\n"
                                                                                 "sslrootcert=/etc/ca.pem\nsslcert=/etc/me.pem\nsslkey=/etc/me.key\nsslpassword=k3y\npassword=a;b#c\n[here]\nuser=me\nsslrootcert=relative.pem\n");
    QCOMPARE(lines(file), QStringList({u"报表|postgresql|db1|5433|dba|a;b#c|shop|sslcert=/etc/me.pem,sslkey=/etc/me.key,sslmode=verify-ca,sslrootcert=/etc/ca.pem"_s,
                                       u"here|postgresql|/var/run/postgresql|0|me|||"_s}));
    QCOMPARE(file.connections.first().secret.keyPassphrase(), QByteArray("k3y"));
}

void TestConnectionFiles::anUnknownOrWeakerModeIsNotTakenOver()
{
    QCOMPARE(read(ConnectionFileKind::PgService, "[a]\nhost=db\nsslmode=allow\n"), QStringList{u"a|postgresql|db|0||||sslmode=prefer"_s});
    QCOMPARE(read(ConnectionFileKind::PgService, "[a]\nhost=db\nsslmode=whatever\n"), QStringList{u"a|postgresql|db|0||||"_s}); // verified, by our own default
}

void TestConnectionFiles::optionFilesOfMariaDbNameServers()
{
    const ConnectionFile file = readConnectionFile(ConnectionFileKind::MyCnf, "[mysqld]\nport=3399\n[client]\nuser = dba\npassword=s3cret\nhost=db1\nssl-ca=/etc/ca.pem\nssl_cert=/etc/me.pem\nssl-key=/etc/me.key\n"
                                                                             "ssl-verify-server-cert\n!includedir /etc/mysql/conf.d/\n");
    QCOMPARE(lines(file), QStringList{u"dba@db1|mariadb|db1|0|dba|s3cret||sslcert=/etc/me.pem,sslkey=/etc/me.key,sslmode=verify-full,sslrootcert=/etc/ca.pem"_s});
    QVERIFY(file.includesOthers);
    QCOMPARE(read(ConnectionFileKind::MyCnf, "[client]\nuser=me\nsocket=/run/mysqld/mysqld.sock\nport=3307\n"), QStringList{u"me@/run/mysqld/mysqld.sock|mariadb|/run/mysqld/mysqld.sock|0|me|||"_s});
    QCOMPARE(read(ConnectionFileKind::MyCnf, "[client]\nhost=h\nssl-mode=REQUIRED\n[client-mariadb]\nssl-mode=VERIFY_IDENTITY\n"), QStringList{u"h|mariadb|h|0||||sslmode=verify-full"_s});
    QCOMPARE(read(ConnectionFileKind::MyCnf, "[client]\nhost=h\nssl-verify-server-cert=0\n"), QStringList{u"h|mariadb|h|0||||sslmode=require"_s});
    QCOMPARE(read(ConnectionFileKind::MyCnf, "[client]\nhost=h\nskip-ssl\n"), QStringList{u"h|mariadb|h|0||||sslmode=disable"_s});
    QCOMPARE(read(ConnectionFileKind::MyCnf, "[mysqld]\nuser=mysql\n[mysqldump]\nquick\n"), QStringList());
}

void TestConnectionFiles::optionFilesKnowQuotesEscapesAndComments()
{
    QCOMPARE(read(ConnectionFileKind::MyCnf, "[client]\nhost=h # the first\npassword=\"a#b\\\"c\\\\\" # not a part\n; no=setting\nuser='d e'\n"), QStringList{u"d e@h|mariadb|h|0|d e|a#b\"c\\||"_s});
    QCOMPARE(read(ConnectionFileKind::MyCnf, "[client]\nhost=h\npassword=a\\sb\\q\n"), QStringList{u"h|mariadb|h|0||a b\\q||"_s});
}

void TestConnectionFiles::sectionsWithASuffixInheritTheCommonOnes()
{
    QCOMPARE(read(ConnectionFileKind::MyCnf, "[client_prod]\nhost=prod\npassword=p\n[client]\nuser=dba\nport=3307\n"),
             QStringList({u"dba@localhost|mariadb|localhost|3307|dba|||"_s, u"_prod|mariadb|prod|3307|dba|p||"_s}));
}

void TestConnectionFiles::odbcFilesNameServersOfEveryEngine()
{
    const ConnectionFile file = readConnectionFile(ConnectionFileKind::OdbcIni, "[ODBC Data Sources]\nSales=FreeTDS\n[Sales]\nServer=tcp:sql1,1444\nUID=sa\nPWD=x;y\nDatabase=sales\n"
                                                                               "[ms]\nDriver=ODBC Driver 18 for SQL Server\nServer=sql2\\INST\n[ms3]\nDriver = /opt/libmsodbcsql-18.so\nServer=sql3\nEncrypt=yes\nTrustServerCertificate=yes\n"
                                                                               "[pg]\nDriver=PostgreSQL Unicode\nServername=db1\nPort=5433\nUsername=dba\nPassword=p\nSSLmode=require\n"
                                                                               "[my]\nDriver=/usr/lib/libmaodbc.so\nSERVER=db2\nUSER=me\n[lite]\nDriver=SQLite3\nDatabase=/x.db\n");
    QCOMPARE(lines(file), QStringList({u"Sales|sqlserver|sql1|1444|sa|x;y|sales|"_s, u"ms3|sqlserver|sql3|0||||sslmode=require"_s, u"pg|postgresql|db1|5433|dba|p||sslmode=require"_s,
                                       u"my|mariadb|db2|0|me|||"_s}));
    QCOMPARE(file.passedOver, 2); // an instance by name, and a file
}

void TestConnectionFiles::hostileContentIsPassedOver_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("one line of 10 MB") << QByteArray(10 * 1024 * 1024, 'a');
    QTest::newRow("10 MB of colons") << QByteArray(10 * 1024 * 1024, ':');
    QTest::newRow("10 MB behind an equals sign") << "[client]\nhost=" + QByteArray(10 * 1024 * 1024, 'h');
    QTest::newRow("10 MB of brackets") << QByteArray(10 * 1024 * 1024, '[');
    QTest::newRow("a million sections") << QByteArray("[a]\n").repeated(1'000'000);
    QTest::newRow("a million backslashes") << "h:1:*:u:" + QByteArray(1'000'000, '\\');
    QTest::newRow("NUL") << QByteArray("h\0st:1:*:u:p\n[client]\nhost=a\0b\npassword=p\0q\n[s]\nDriver=postgres\nServer=\0\n", 73);
    QTest::newRow("bad UTF-8") << QByteArray("\xff\xfe:1:*:\xc3\x28:p\n[client]\nhost=\xff\xfe\nuser=\xc3\x28\n[\xff]\nDriver=postgres\nServer=\xff\n");
    QTest::newRow("controls and directions") << QByteArray("a\tb:1:*:\xe2\x80\xae:p\n[client]\nhost=h\x1b[31m\n[s\xe2\x80\xae]\nDriver=postgres\nServer=h\n");
    QTest::newRow("ports") << QByteArray("h:99999:*:u:p\nh:-1:*:u:p\nh:1e3:*:u:p\n[client]\nhost=h\nport=70000\n[s]\nDriver=postgres\nServer=h\nPort=0\n");
    QTest::newRow("URLs as hosts") << QByteArray("x/y:1:*:u:p\nu@h:1:*:u:p\n[client]\nhost=mysql://u:p@h/\n[s]\nDriver=postgres\nServer=u@h\n");
    QTest::newRow("a name of 10,000 letters") << QByteArray(QByteArray(10'000, 'h') + ":1:*:u:p\n[client]\nhost=" + QByteArray(10'000, 'h') + "\n[s]\nDriver=postgres\nServer=" + QByteArray(10'000, 'h'));
}

void TestConnectionFiles::hostileContentIsPassedOver()
{
    QFETCH(const QByteArray, content);
    for (const ConnectionFileKind kind : {ConnectionFileKind::PgPass, ConnectionFileKind::PgService, ConnectionFileKind::MyCnf, ConnectionFileKind::OdbcIni}) {
        QElapsedTimer clock;
        clock.start();
        const ConnectionFile file = readConnectionFile(kind, content);
        QVERIFY2(clock.elapsed() < 2000, qPrintable(QString::number(clock.elapsed())));
        QVERIFY(file.connections.size() <= 1000);
        for (const FoundConnection& found : file.connections) {
            const QString shown = found.name + found.profile.host + found.profile.user + found.database;
            QVERIFY2(shown.size() <= 1024, qPrintable(shown.first(80)));
            QVERIFY(!shown.contains(QChar(0xfffd)) && !shown.contains(QChar(0)) && !shown.contains(QChar(0x202e)) && !shown.contains(QChar(0x1b)));
            QVERIFY(!found.profile.host.isEmpty() && !found.profile.host.contains(u'@'));
            QVERIFY(found.profile.port >= 0 && found.profile.port <= 65535);
            QVERIFY(!found.secret.password().contains('\0') && found.secret.password().size() <= 4096);
        }
    }
}

void TestConnectionFiles::everyCutOfAFileIsRead()
{
    const QByteArray whole = "[a]\nDriver=postgres\nhost=db1\nServer=db1\nuser='d\\\\\\'\"\npassword=\"x\\\n:\\:\n!include y\n[client]\nhost=\"\n[b";
    for (const ConnectionFileKind kind : {ConnectionFileKind::PgPass, ConnectionFileKind::PgService, ConnectionFileKind::MyCnf, ConnectionFileKind::OdbcIni}) {
        for (qsizetype length = 0; length <= whole.size(); ++length)
            QVERIFY(readConnectionFile(kind, QByteArrayView(whole).first(length)).connections.size() <= 3);
    }
}

QTEST_GUILESS_MAIN(TestConnectionFiles)
#include "tst_connectionfiles.moc"
