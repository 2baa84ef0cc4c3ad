#include "app/connectionimport.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <sys/stat.h>

using namespace bakferry;
using namespace Qt::StringLiterals;

/// Files of other programs in a home folder of the test's own.
class TestConnectionImport : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void theUsualPlacesAreThisPersonsAndThisMachines();
    void whatIsNotThereIsNoError();
    void aFileOpenToOthersIsNamed();
    void openWithoutAPasswordIsFine();
    void aServiceTakesItsPasswordFromThePasswordFile();
    void whatIsNoFileIsNotRead();
    void aHugeFileIsNotRead();

private:
    QByteArray path(const char* name) const { return QFile::encodeName(m_home->filePath(QString::fromLatin1(name))); }
    QByteArray write(const char* name, const QByteArray& content, mode_t mode = 0600) const
    {
        QFile file(QFile::decodeName(path(name)));
        if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size() || ::chmod(path(name).constData(), mode) != 0)
            qFatal("cannot write %s", name);
        return path(name);
    }
    std::unique_ptr<QTemporaryDir> m_home;
};

void TestConnectionImport::init()
{
    m_home = std::make_unique<QTemporaryDir>();
    qputenv("HOME", QFile::encodeName(m_home->path()));
    qunsetenv("PGPASSFILE");
}

void TestConnectionImport::theUsualPlacesAreThisPersonsAndThisMachines()
{
    QByteArrayList paths;
    for (const ConnectionPlace& place : usualConnectionPlaces())
        paths += place.path;
    QCOMPARE(paths, QByteArrayList({path(".pg_service.conf"), "/etc/postgresql-common/pg_service.conf", path(".pgpass"), path(".my.cnf"), path(".odbc.ini"), "/etc/odbc.ini"}));
    qputenv("PGPASSFILE", "/secure/pgpass");
    QCOMPARE(usualConnectionPlaces().at(2).path, QByteArray("/secure/pgpass"));
}

void TestConnectionImport::whatIsNotThereIsNoError() { QVERIFY(lookForConnections({{ConnectionFileKind::PgPass, path("none")}, {ConnectionFileKind::MyCnf, "/dev/null/x"}}).isEmpty()); }

void TestConnectionImport::aFileOpenToOthersIsNamed()
{
    const QByteArray line = "db1:5432:*:dba:s3cret\n";
    QVERIFY(!lookForConnections({{ConnectionFileKind::PgPass, write("closed", line, 0600)}}).first().isOpenToOthers);
    for (const mode_t mode : {0640, 0604, 0620}) {
        const ConnectionFile file = lookForConnections({{ConnectionFileKind::PgPass, write("open", line, mode)}}).first();
        QVERIFY(file.isOpenToOthers);
        QCOMPARE(file.connections.size(), 1);
    }
}

void TestConnectionImport::openWithoutAPasswordIsFine() { QVERIFY(!lookForConnections({{ConnectionFileKind::OdbcIni, write("odbc.ini", "[a]\nDriver=psqlodbc\nServer=db1\n", 0644)}}).first().isOpenToOthers); }

void TestConnectionImport::aServiceTakesItsPasswordFromThePasswordFile()
{
    const QList<ConnectionFile> files = lookForConnections({{ConnectionFileKind::PgService, write("service", "[a]\nhost=db1\nuser=dba\ndbname=shop\n[b]\nhost=db2\npassword=own\n")},
                                                            {ConnectionFileKind::PgPass, write("pass", "db1:5432:crm:dba:not this\n*:*:shop:dba:s3cret\ndb2:5432:*:*:other\ndb3:5432:*:me:third\n")}});
    QCOMPARE(files.size(), 2);
    QCOMPARE(files[0].connections[0].secret.password(), QByteArray("s3cret"));
    QCOMPARE(files[0].connections[1].secret.password(), QByteArray("own"));
    QCOMPARE(files[1].connections.size(), 1); // db1 and db2 are services already
    QCOMPARE(files[1].connections[0].profile.host, u"db3"_s);
}

void TestConnectionImport::whatIsNoFileIsNotRead()
{
    QVERIFY(::mkfifo(path("pipe").constData(), 0600) == 0); // would wait for a writer for ever
    for (const QByteArray& place : {path("pipe"), QFile::encodeName(m_home->path()), QByteArray("/dev/zero")}) {
        const QList<ConnectionFile> files = lookForConnections({{ConnectionFileKind::MyCnf, place}});
        QCOMPARE(files.size(), 1);
        QVERIFY(files.first().error && files.first().connections.isEmpty());
    }
}

void TestConnectionImport::aHugeFileIsNotRead()
{
    const QByteArray place = write("huge", "db1:1:*:u:p\n");
    QVERIFY(QFile::resize(QFile::decodeName(place), qint64(5) << 30));
    const QList<ConnectionFile> files = lookForConnections({{ConnectionFileKind::PgPass, place}});
    QVERIFY(files.first().error);
    QCOMPARE(files.first().error->code, QByteArray("password.file"));
}

QTEST_GUILESS_MAIN(TestConnectionImport)
#include "tst_connectionimport.moc"
