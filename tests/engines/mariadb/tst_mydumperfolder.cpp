#include "tests/engines/mariadb/myscripttestsupport.h"

#include <QProcess>

using namespace bakferry;
using namespace Qt::StringLiterals;

/// Folders as mydumper's versions write them.
class TestMydumperFolder : public QObject
{
    Q_OBJECT

private slots:
    void bothDialectsOfMetadata_data();
    void bothDialectsOfMetadata();
    void bodiesEndWhereTheirLineEnds();
    void namesInTheFilesCountAndNotTheirFileNames();
    void whatIsMissingIsNamed_data();
    void whatIsMissingIsNamed();
    void compressedChunksAreRead_data();
    void compressedChunksAreRead();
    void aDamagedChunkIsNamed();
};

namespace {

const QByteArray newMetadata = "# Started dump at: 2024-01-02 03:04:05\n[config]\nquote_character = BACKTICK\n\n[master]\n# Channel_Name = '' # It can be use to setup replication FOR CHANNEL\nFile = bin.000003\nPosition = 157\nExecuted_Gtid_Set = 0-1-5\n\n"
                               "[`shop`.`or``ders`]\nreal_table_name=or`ders\nrows = 3\n\n# Finished dump at: 2024-01-02 03:04:06\n";
const QByteArray oldMetadata = "Started dump at: 2024-01-02 03:04:05\nSHOW MASTER STATUS:\n\tLog: bin.000003\n\tPos: 157\n\tGTID:0-1-5\n\nSHOW SLAVE STATUS:\n\tHost: h\n\tLog: other.000001\n\tPos: 4\n\nFinished dump at: 2024-01-02 03:04:06\n";

void writeShop(MyScriptFiles& files, const QByteArray& metadata)
{
    files.write("metadata", metadata);
    files.write("shop-schema-create.sql", "CREATE DATABASE /*!32312 IF NOT EXISTS*/ `shop` /*!40100 DEFAULT CHARACTER SET utf8mb4 */;\n");
    files.write("shop.or%60ders-schema.sql", "/*!40101 SET NAMES binary*/;\nCREATE TABLE `or``ders` (`a` int);\n");
    files.write("shop.or%60ders.00001.sql", "/*!40101 SET NAMES binary*/;\nINSERT INTO `or``ders` VALUES\n(1),\n(2);\n");
    files.write("shop.or%60ders.00002.sql", "/*!40101 SET NAMES binary*/;\nINSERT INTO `or``ders` VALUES\n(3);\n");
}

} // namespace

void TestMydumperFolder::bothDialectsOfMetadata_data()
{
    QTest::addColumn<QByteArray>("metadata");
    QTest::newRow("words") << oldMetadata;
    QTest::newRow("sections") << newMetadata;
}

void TestMydumperFolder::bothDialectsOfMetadata()
{
    QFETCH(QByteArray, metadata);
    MyScriptFiles files;
    writeShop(files, metadata);
    files.readFolder();
    QCOMPARE(files.codes(), QByteArrayList());
    QCOMPARE(files.backup->header().format, "mariadb-mydumper");
    QCOMPARE(files.backup->header().position, (MyBinlogPosition{"bin.000003", 157, "0-1-5"}));
    QCOMPARE(files.backup->header().created, "2024-01-02 03:04:05");
    QCOMPARE(files.entries(), QByteArrayList({"TABLE or`ders", "TABLE DATA or`ders 2", "TABLE DATA or`ders 1"}));
    QCOMPARE(files.backup->databases().first().charset, "utf8mb4");
    QCOMPARE(files.dataOf("or`ders"), "INSERT INTO `or``ders` VALUES\n(1),\n(2);");
    QCOMPARE(*files.backup->sha256({}), files.reading.sha256);
    QVERIFY(files.finding("complete", FindingLevel::Passed));
}

void TestMydumperFolder::bodiesEndWhereTheirLineEnds()
{
    MyScriptFiles files;
    writeShop(files, newMetadata);
    files.write("shop-schema-post.sql", "SET character_set_client = utf8mb4;\nDROP PROCEDURE IF EXISTS `p`;\nCREATE DEFINER=`root`@`localhost` PROCEDURE `p`()\nbegin\n select 1; \n select 2; end;\nDROP FUNCTION IF EXISTS `f`;\nCREATE FUNCTION f() RETURNS int RETURN 1;\n");
    files.write("shop.or%60ders-schema-triggers.sql", "CREATE TRIGGER `r` BEFORE INSERT ON `or``ders` FOR EACH ROW begin set new.a = 1; end;\n");
    files.write("shop.v-schema.sql", "CREATE TABLE `v`(\n`a` int\n)ENGINE=MyISAM;\n");
    files.write("shop.v-schema-view.sql", "DROP TABLE IF EXISTS `v`;\nDROP VIEW IF EXISTS `v`;\nCREATE VIEW `v` AS select 1 AS `a`;\n");
    files.readFolder();
    QCOMPARE(files.codes(), QByteArrayList());
    QCOMPARE(files.entries(), QByteArrayList({"TABLE or`ders", "TABLE DATA or`ders 2", "TABLE DATA or`ders 1", "PROCEDURE p", "FUNCTION f", "VIEW v", "TRIGGER r"}));
    QVERIFY(files.find("PROCEDURE", "p")->definition.endsWith("select 2; end"));
    QVERIFY(!files.backup->whyInOrder());
}

void TestMydumperFolder::namesInTheFilesCountAndNotTheirFileNames()
{
    MyScriptFiles files;
    files.write("metadata", oldMetadata);
    files.write("mydumper_0-schema-create.sql", "CREATE DATABASE `店铺`;\n");
    files.write("mydumper_0.mydumper_1-schema.sql", "SET NAMES utf8mb4;\nCREATE TABLE `订单` (`a` int);\n");
    files.write("mydumper_0.mydumper_1.00000.sql", "SET NAMES utf8mb4;\nINSERT INTO `订单` VALUES (1);\n");
    files.readFolder();
    QCOMPARE(files.codes(), QByteArrayList());
    QCOMPARE(files.backup->databases().size(), 1);
    QCOMPARE(files.backup->databases().first().name, "店铺");
    QCOMPARE(files.entries(), QByteArrayList({"TABLE 订单", "TABLE DATA 订单 1"}));
}

void TestMydumperFolder::whatIsMissingIsNamed_data()
{
    QTest::addColumn<QByteArray>("metadata");
    QTest::addColumn<QString>("without");
    QTest::addColumn<QByteArray>("code");
    QTest::newRow("chunk") << newMetadata << u"shop.or%60ders.00002.sql"_s << QByteArray("backup.rows_missing");
    QTest::newRow("all rows") << newMetadata << u"shop.or%60ders.0000?.sql"_s << QByteArray("backup.rows_missing");
    QTest::newRow("definition") << oldMetadata << u"shop.or%60ders-schema.sql"_s << QByteArray("backup.definition_missing");
    QTest::newRow("end of metadata") << newMetadata.first(newMetadata.indexOf("# Finished")) << QString() << QByteArray("backup.truncated");
    QTest::newRow("end of older metadata") << oldMetadata.first(oldMetadata.indexOf("Finished")) << QString() << QByteArray("backup.truncated");
}

void TestMydumperFolder::whatIsMissingIsNamed()
{
    QFETCH(QByteArray, metadata);
    QFETCH(QString, without);
    QFETCH(QByteArray, code);
    MyScriptFiles files;
    writeShop(files, metadata);
    files.write("shop.other-schema.sql", "CREATE TABLE other (a int);\n");
    QDir folder(files.folder.path());
    for (const QString& name : without.isEmpty() ? QStringList() : folder.entryList({without}))
        QVERIFY(folder.remove(name));
    files.readFolder();
    QCOMPARE(files.codes(), QByteArrayList{code});
    QVERIFY(!files.reading.complete);
}

void TestMydumperFolder::compressedChunksAreRead_data()
{
    QTest::addColumn<QString>("program");
    QTest::newRow("gz") << u"gzip"_s;
    QTest::newRow("zst") << u"zstd"_s;
}

void TestMydumperFolder::compressedChunksAreRead()
{
    QFETCH(QString, program);
    MyScriptFiles files;
    writeShop(files, newMetadata);
    for (const QString& name : {u"shop.or%60ders.00001.sql"_s, u"shop.or%60ders.00002.sql"_s, u"shop.or%60ders-schema.sql"_s}) {
        const QStringList arguments = program == u"zstd"_s ? QStringList{u"-q"_s, u"--rm"_s, files.folder.filePath(name)} : QStringList{files.folder.filePath(name)};
        if (QProcess::execute(program, arguments) != 0)
            QSKIP("the program that compresses is not here");
    }
    files.readFolder();
    QCOMPARE(files.codes(), QByteArrayList());
    QCOMPARE(files.entries(), QByteArrayList({"TABLE or`ders", "TABLE DATA or`ders 2", "TABLE DATA or`ders 1"}));
    QVERIFY(files.backup->isRandomAccess());
    QCOMPARE(files.dataOf("or`ders"), "INSERT INTO `or``ders` VALUES\n(1),\n(2);");
}

void TestMydumperFolder::aDamagedChunkIsNamed()
{
    MyScriptFiles files;
    writeShop(files, newMetadata);
    files.write("shop.or%60ders.00002.sql", "/*!40101 SET NAMES binary*/;\nINSERT INTO `or``ders` VALUES\n(3"); // cut off
    files.readFolder();
    QVERIFY(files.codes().contains("backup.truncated"));
    const Finding* finding = files.finding("complete", FindingLevel::Blocker);
    QVERIFY2(finding->what.arguments.first().contains(u"shop.or%60ders.00002.sql"_s), qPrintable(finding->what.arguments.first()));
    const QByteArray path = QFile::encodeName(files.folder.filePath(u"shop.or%60ders.00002.sql"_s));
    files.write("shop.or%60ders.00002.sql.gz", QByteArray("\x1f\x8b\x08\0\0\0\0\0\0\x03garbage", 17));
    QVERIFY(QFile::remove(QFile::decodeName(path)));
    files.readFolder();
    QCOMPARE(files.finding("readable", FindingLevel::Blocker)->code, "backup.damaged");
}

QTEST_GUILESS_MAIN(TestMydumperFolder)
#include "tst_mydumperfolder.moc"
