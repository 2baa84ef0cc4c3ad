#include "engines/catalog.h"
#include "engines/connectionprofile.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

using namespace bakferry;
using namespace Qt::StringLiterals;

/// A target is what the DBA wrote, byte for byte, or a message that says which part makes no sense.
class TestTargetUrl : public QObject
{
    Q_OBJECT

private slots:
    void fileTargetsAreReadBytewise_data();
    void fileTargetsAreReadBytewise();
    void whatMakesNoSenseIsRefused_data();
    void whatMakesNoSenseIsRefused();
    void aPasswordIsRefusedAndNotRepeated();
    void anAtSignInADatabaseNameIsNoPassword();
    void serverTargetsAreReadBytewise_data();
    void serverTargetsAreReadBytewise();
    void serverTargetsThatMakeNoSenseAreRefused_data();
    void serverTargetsThatMakeNoSenseAreRefused();
    void aShownServerTargetCanBePasted_data();
    void aShownServerTargetCanBePasted();
    void displayHidesNothingAndShowsNoControl_data();
    void displayHidesNothingAndShowsNoControl();
    void twoSpellingsOfOneFileHaveOneKey();
    void differentTargetsHaveDifferentKeys();
};

void TestTargetUrl::fileTargetsAreReadBytewise_data()
{
    QTest::addColumn<QByteArray>("url");
    QTest::addColumn<QByteArray>("database");
    QTest::newRow("plain") << QByteArray("sqlite:///srv/a.db") << QByteArray("/srv/a.db");
    QTest::newRow("upper-case scheme") << QByteArray("SQLite:///srv/a.db") << QByteArray("/srv/a.db");
    QTest::newRow("space") << QByteArray("sqlite:///srv/a b.db") << QByteArray("/srv/a b.db");
    QTest::newRow("encoded space") << QByteArray("sqlite:///srv/a%20b.db") << QByteArray("/srv/a b.db");
    QTest::newRow("percent sign") << QByteArray("sqlite:///100%25.db") << QByteArray("/100%.db");
    QTest::newRow("not UTF-8") << QByteArray("sqlite:///bad-%ff%FE.db") << QByteArray("/bad-\xff\xfe.db");
    QTest::newRow("raw bytes") << QByteArray("sqlite:///bad-\xff.db") << QByteArray("/bad-\xff.db");
    QTest::newRow("other scripts") << QByteArray("sqlite:///\xe8\xa1\xa8.db") << QByteArray("/\xe8\xa1\xa8.db");
    QTest::newRow("question mark and hash are the name's") << QByteArray("sqlite:///a?b#c.db") << QByteArray("/a?b#c.db");
    QTest::newRow("colon and at are the name's") << QByteArray("sqlite:///a:b@c.db") << QByteArray("/a:b@c.db");
    QTest::newRow("plus stays plus") << QByteArray("sqlite:///a+b.db") << QByteArray("/a+b.db");
}

void TestTargetUrl::fileTargetsAreReadBytewise()
{
    QFETCH(QByteArray, url);
    const Result<RestoreTarget> target = parseTargetUrl(url);
    QVERIFY(target.ok());
    QCOMPARE(target->connection.engineId, QByteArray("sqlite"));
    QCOMPARE(target->connection.host, QString());
    QTEST(target->database, "database");
}

void TestTargetUrl::whatMakesNoSenseIsRefused_data()
{
    QTest::addColumn<QByteArray>("url");
    for (const char* url : {"", "a.db", "/srv/a.db", "sqlite", "sqlite:", "sqlite:/srv/a.db", "://srv/a.db", "sqlite://", "sqlite:///",
                            "sqlite://a.db", "sqlite://host/a.db", "sqlite:///srv/", "sqlite:///a%", "sqlite:///a%2", "sqlite:///a%zz.db",
                            "sqlite:///a%00b.db", "oracle://host/db", "file:///srv/a.db"})
        QTest::addRow("'%s'", url) << QByteArray(url);
}

void TestTargetUrl::whatMakesNoSenseIsRefused()
{
    QFETCH(QByteArray, url);
    const Result<RestoreTarget> target = parseTargetUrl(url);
    QVERIFY(!target.ok());
    QCOMPARE(target.error().kind, ErrorKind::Usage);
    QCOMPARE(target.error().code, QByteArray("target.url"));
    QCOMPARE(target.error().what.arguments.first(), QString::fromUtf8(url)); // the DBA sees what was written
    QVERIFY(!target.error().hint.isEmpty());
}

void TestTargetUrl::aPasswordIsRefusedAndNotRepeated()
{
    // Refused whatever the engine: even a URL that names an engine we do not know must not be repeated with its secret.
    for (const QByteArray& url : {QByteArray("postgresql://me:S3CR3T@host/db"), QByteArray("nosuchengine://me:S3CR3T@host/db"),
                                  QByteArray("postgresql://me:S3CR3T%zz@host/db"), QByteArray("postgresql://me:a/S3CR3T@host/db"),
                                  QByteArray("postgresql://:S3CR3T@host/db"), QByteArray("postgresql://me:1@S3CR3T@host/db"), QByteArray("sqlite://me:S3CR3T@host/a.db"),
                                  QByteArray("postgresql://host/db?password=S3CR3T"), QByteArray("postgresql://host/db?sslmode=require&PGPASSWORD=S3CR3T"),
                                  QByteArray("postgresql://host/db?p%61ssword=S3CR3T"), QByteArray("nosuchengine://host/db?sslpassword=S3CR3T")}) {
        const Result<RestoreTarget> target = parseTargetUrl(url);
        QVERIFY(!target.ok());
        QCOMPARE(target.error().code, QByteArray("target.url.secret"));
        QCOMPARE(target.error().kind, ErrorKind::Usage);
        const QString everything = target.error().what.arguments.join(u' ') + target.error().hint.arguments.join(u' ') + target.error().detail;
        QVERIFY2(!everything.contains(u"S3CR3T"), qPrintable(everything));
    }
}

void TestTargetUrl::anAtSignInADatabaseNameIsNoPassword()
{
    // No such engine, so these are refused, but for the right reason.
    for (const char* url : {"nosuchengine://host:5432/a@b", "nosuchengine://host/a:b@c", "nosuchengine://me@host:5432/db"})
        QCOMPARE(parseTargetUrl(url).error().code, QByteArray("target.url"));
}

void TestTargetUrl::serverTargetsAreReadBytewise_data()
{
    QTest::addColumn<QByteArray>("url");
    QTest::addColumn<RestoreTarget>("target");
    const auto row = [](const char* name, const char* url, const QString& user, const QString& host, int port, const QByteArray& database,
                        const QVariantMap& options = {}) {
        QTest::newRow(name) << QByteArray(url) << RestoreTarget{{.engineId = "postgresql", .host = host, .port = port, .user = user, .options = options}, database};
    };
    row("whole", "postgresql://dba@db1.example:5433/shop", u"dba"_s, u"db1.example"_s, 5433, "shop");
    row("defaults", "postgresql://db1/shop", {}, u"db1"_s, 0, "shop");
    row("socket folder", "postgresql://postgres@%2Ftmp%2Fsock:5432/db", u"postgres"_s, u"/tmp/sock"_s, 5432, "db");
    row("address", "postgresql://10.0.0.7/db", {}, u"10.0.0.7"_s, 0, "db");
    row("IPv6", "postgresql://me@[fe80::1]:5432/db", u"me"_s, u"fe80::1"_s, 5432, "db");
    row("IPv6 without port", "postgresql://[::1]/db", {}, u"::1"_s, 0, "db");
    row("encoded", "postgresql://a%40b@db1/sh%3Fop%2F1", u"a@b"_s, u"db1"_s, 0, "sh?op/1");
    row("Chinese", "postgresql://db1/\xe5\xba\x93", {}, u"db1"_s, 0, "\xe5\xba\x93");
    row("not UTF-8", "postgresql://db1/a%ff", {}, u"db1"_s, 0, "a\xff");
    row("encryption", "postgresql://db1/shop?sslmode=verify-full&sslrootcert=/etc/a%20b.crt", {}, u"db1"_s, 0, "shop",
        {{u"sslmode"_s, u"verify-full"_s}, {u"sslrootcert"_s, u"/etc/a b.crt"_s}});
    row("client certificate", "postgresql://db1/shop?sslcert=/etc/me%26.pem&sslkey=/etc/me.key", {}, u"db1"_s, 0, "shop", {{u"sslcert"_s, u"/etc/me&.pem"_s}, {u"sslkey"_s, u"/etc/me.key"_s}});
    QTest::newRow("MariaDB") << QByteArray("mariadb://dba@db1:3307/shop") << RestoreTarget{{.engineId = "mariadb", .host = u"db1"_s, .port = 3307, .user = u"dba"_s}, "shop"};
    QTest::newRow("MySQL is restored by the same engine") << QByteArray("MySQL://dba@db1/shop") << RestoreTarget{{.engineId = "mariadb", .host = u"db1"_s, .user = u"dba"_s}, "shop"};
    QTest::newRow("MariaDB's socket") << QByteArray("mariadb://root@%2Frun%2Fmysqld%2Fmysqld.sock/a%60b")
                                      << RestoreTarget{{.engineId = "mariadb", .host = u"/run/mysqld/mysqld.sock"_s, .user = u"root"_s}, "a`b"};
    row("at sign in the database", "postgresql://db1:5432/a@b", {}, u"db1"_s, 5432, "a@b");
}

void TestTargetUrl::serverTargetsAreReadBytewise()
{
    QFETCH(QByteArray, url);
    if (!engineById("postgresql"))
        QSKIP("no engine with a server is built in");
    const Result<RestoreTarget> target = parseTargetUrl(url);
    QVERIFY2(target.ok(), target.ok() ? "" : target.error().what.source.constData());
    QTEST(*target, "target");
}

void TestTargetUrl::serverTargetsThatMakeNoSenseAreRefused_data()
{
    QTest::addColumn<QByteArray>("url");
    for (const char* url : {"postgresql://", "postgresql://db1", "postgresql://db1/", "postgresql:///shop", "postgresql://db1:0/shop", "postgresql://db1:65536/shop",
                            "postgresql://db1:x/shop", "postgresql://db1:/shop", "postgresql://me@/shop", "postgresql://db1/shop?", "postgresql://db1/shop?sslmode=",
                            "postgresql://db1/shop?sslmode=yes", "postgresql://db1/shop?sslrootcert=ca.crt", "postgresql://db1/shop?sslcert=me.crt", "mariadb://db1/shop?sslkey=me.key", "mariadb://db1/shop?sslkey=/a%00b", "postgresql://db1/shop?host=db2",
                            "postgresql://db1/shop?service=x", "postgresql://db1/sh%00op", "postgresql://db1%00/shop"})
        QTest::addRow("'%s'", url) << QByteArray(url);
}

void TestTargetUrl::serverTargetsThatMakeNoSenseAreRefused()
{
    QFETCH(QByteArray, url);
    const Result<RestoreTarget> target = parseTargetUrl(url);
    QVERIFY(!target.ok());
    QCOMPARE(target.error().code, QByteArray("target.url"));
    QCOMPARE(target.error().what.arguments.first(), QString::fromUtf8(url));
}

void TestTargetUrl::aShownServerTargetCanBePasted_data()
{
    QTest::addColumn<QString>("host");
    for (const char* host : {"db1.example", "/tmp/sock", "fe80::1", "10.0.0.7"})
        QTest::newRow(host) << QString::fromLatin1(host);
}

void TestTargetUrl::aShownServerTargetCanBePasted()
{
    QFETCH(QString, host);
    if (!engineById("postgresql"))
        QSKIP("no engine with a server is built in");
    const RestoreTarget target{{.engineId = "postgresql", .host = host, .port = 5433, .user = u"me"_s}, "shop"};
    const Result<RestoreTarget> readBack = parseTargetUrl(target.display().toUtf8());
    QVERIFY(readBack.ok());
    QCOMPARE(*readBack, target);
}

void TestTargetUrl::displayHidesNothingAndShowsNoControl_data()
{
    QTest::addColumn<RestoreTarget>("target");
    QTest::addColumn<QString>("shown");
    QTest::newRow("file") << RestoreTarget{{.engineId = "sqlite"}, "/srv/a.db"} << u"sqlite:///srv/a.db"_s;
    QTest::newRow("odd file") << RestoreTarget{{.engineId = "sqlite"}, "/srv/\xff\n.db"} << u"sqlite:///srv/\\xff\\u{a}.db"_s;
    QTest::newRow("server") << RestoreTarget{{.engineId = "postgresql", .host = u"db1"_s, .port = 5433, .user = u"me"_s}, "shop"}
                            << u"postgresql://me@db1:5433/shop"_s;
    QTest::newRow("server with defaults") << RestoreTarget{{.engineId = "mariadb", .host = u"db1"_s}, "shop"} << u"mariadb://db1/shop"_s;
}

void TestTargetUrl::displayHidesNothingAndShowsNoControl()
{
    QFETCH(RestoreTarget, target);
    QTEST(target.display(), "shown");
}

void TestTargetUrl::twoSpellingsOfOneFileHaveOneKey()
{
    const QTemporaryDir folder;
    const QByteArray root = folder.path().toUtf8();
    QVERIFY(QDir(folder.path()).mkdir(u"sub"_s));
    QVERIFY(QFile::link(folder.path() + u"/sub"_s, folder.path() + u"/link"_s));
    const auto key = [&](const QByteArray& path) { return RestoreTarget{{.engineId = "sqlite"}, root + path}.key(); };
    for (const char* spelling : {"/sub/./a.db", "/sub//a.db", "/link/a.db", "/sub/../sub/a.db", "/link/../sub/a.db"})
        QCOMPARE(key(spelling), key("/sub/a.db"));
    QFile database(folder.path() + u"/sub/a.db"_s);
    QVERIFY(database.open(QIODevice::WriteOnly));
    QVERIFY(QFile::link(database.fileName(), folder.path() + u"/alias.db"_s));
    // A link to the file is another name: restoring into it is refused (TRUST T26), so it needs no key of the file.
    QVERIFY(key("/alias.db") != key("/sub/a.db"));
    QCOMPARE((RestoreTarget{{.engineId = "sqlite"}, "/a.db"}.key()), (RestoreTarget{{.engineId = "sqlite"}, "//a.db"}.key()));
}

void TestTargetUrl::differentTargetsHaveDifferentKeys()
{
    const ConnectionProfile server{.engineId = "postgresql", .host = u"db1"_s, .port = 5432};
    const auto changed = [&](auto change) {
        RestoreTarget target{server, "shop"};
        change(target);
        return target.key();
    };
    const QByteArray key = RestoreTarget{server, "shop"}.key();
    QCOMPARE(changed([](RestoreTarget& t) { t.connection.host = u"DB1"_s; }), key);
    QCOMPARE(changed([](RestoreTarget& t) { t.connection.user = u"other"_s; }), key); // the same database all the same
    QVERIFY(changed([](RestoreTarget& t) { t.connection.host = u"db2"_s; }) != key);
    // One folder with its slash at the end or without; folders differ by case, host names do not.
    QCOMPARE(changed([](RestoreTarget& t) { t.connection.host = u"/run/a/"_s; }), changed([](RestoreTarget& t) { t.connection.host = u"/run/a"_s; }));
    QVERIFY(changed([](RestoreTarget& t) { t.connection.host = u"/run/A"_s; }) != changed([](RestoreTarget& t) { t.connection.host = u"/run/a"_s; }));
    if (engineById("postgresql"))
        QCOMPARE(changed([](RestoreTarget& t) { t.connection.port = 0; }), key); // its default port
    QVERIFY(changed([](RestoreTarget& t) { t.connection.port = 5433; }) != key);
    QVERIFY(changed([](RestoreTarget& t) { t.database = "Shop"; }) != key);
    QVERIFY(changed([](RestoreTarget& t) { t.connection.engineId = "mariadb"; }) != key);
}

QTEST_GUILESS_MAIN(TestTargetUrl)
#include "tst_targeturl.moc"
