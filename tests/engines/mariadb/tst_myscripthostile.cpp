#include "tests/engines/mariadb/myscripttestsupport.h"

#include <QRandomGenerator>

using namespace bakferry;
using namespace Qt::StringLiterals;

/// Scripts that reach beyond their database, and scripts that are cut or damaged (TRUST T13 to T20, F13, F14).
class TestMyScriptHostile : public QObject
{
    Q_OBJECT

private slots:
    void whatReachesOutIsRefused_data();
    void whatReachesOutIsRefused();
    void whatOnlyLooksSoIsNot_data();
    void whatOnlyLooksSoIsNot();
    void bodiesOnlyWarn();
    void ofTheServersOwnDatabasesIsLeftOutByChoice();
    void everyCutOfADumpIsNamed();
    void cutsOfOtherMakersAreNamed_data();
    void cutsOfOtherMakersAreNamed();
    void portionsChangeNothing();
    void flippedBytesNeverCrash();
    void otherFormatsAreNamed_data();
    void otherFormatsAreNamed();
};

void TestMyScriptHostile::whatReachesOutIsRefused_data()
{
    QTest::addColumn<QByteArray>("script");
    QTest::addColumn<QString>("line");
    const auto row = [](const char* name, const char* script, const char* line = "2") { QTest::newRow(name) << QByteArray(script) << QString::fromLatin1(line); };
    row("T13 shell", "select 1;\n\\! touch CANARY\nselect 2;\n");
    row("T13 system", "select 1;\nsystem touch CANARY2\n");
    row("T13 tee", "create table t (a int);\ntee /tmp/CANARY\n");
    row("T13 inside a statement", "create table t\n(a int \\! touch CANARY\n);\n");
    row("T15", "create table t (a int);\nload data local infile '/etc/hostname' into table t;\n");
    row("T15 without LOCAL", "create table t (a int);\nLOAD /* x */ DATA INFILE '/etc/hostname' INTO TABLE t;\n");
    row("T16", "create table t (a int);\nselect 1 into outfile 'CANARY3';\n");
    row("T16 dump file", "create table t (a int);\nselect 1 into /* here */ dumpfile 'CANARY3';\n");
    row("T16 in a value", "create table t (a text);\ninsert into t values ('a'), (load_file('/etc/passwd'));\n");
    row("T16 with a comment between", "create table t (a text);\ninsert into t values (LOAD_FILE /**/ ('/etc/passwd'));\n");
    row("T16 in SET", "create table t (a text);\ninsert into t set a = load_file('/etc/passwd');\n");
    row("T16 in ON DUPLICATE", "create table t (a text);\ninsert into t values (1) on duplicate key update a = load_file('/etc/passwd');\n");
    row("T18 other database", "use shop;\ndrop database other;\n");
    row("T18 rows of another database", "use shop;\ninsert into other.t values (1);\n");
    row("T18 table of another database", "use shop;\ndrop table if exists other.t;\n");
    row("T18 reads another database", "use shop;\ncreate table t as select * from mysql.user;\n");
    row("T18 grant", "use shop;\nGRANT ALL ON *.* TO 'evil'@'%';\n");
    row("T18 user", "use shop;\nCREATE USER evil IDENTIFIED BY 'S3CR3T';\n");
    row("T18 password", "use shop;\nSET PASSWORD FOR root@localhost = PASSWORD('S3CR3T');\n");
    row("T18 global", "use shop;\nSET GLOBAL general_log = 1;\n");
    row("T18 global by its other spelling", "use shop;\nSET SESSION sql_notes = 0, @@global.general_log = 1;\n");
    row("T18 persist", "use shop;\nSET PERSIST max_connections = 1;\n");
    row("T18 install", "use shop;\nINSTALL SONAME 'evil';\n");
    row("T18 library", "use shop;\nCREATE FUNCTION sys_exec RETURNS int SONAME 'udf.so';\n");
    row("T18 master", "use shop;\nCHANGE MASTER TO MASTER_HOST='203.0.113.9', MASTER_LOG_FILE='x', MASTER_LOG_POS=4;\n");
    row("T18 kill", "use shop;\nKILL 5;\n");
    row("T18 prepared", "use shop;\nPREPARE s FROM 'drop database other';\n");
    row("T18 at once", "use shop;\nEXECUTE IMMEDIATE 'drop database other';\n");
    row("T18 block", "use shop;\nBEGIN NOT ATOMIC DROP DATABASE other; END;\n");
    row("T18 in a comment with a version", "use shop;\n/*!50000 GRANT ALL ON *.* TO evil */;\n");
    row("T18 in a comment for one maker", "use shop;\n/*M!100000 SET GLOBAL general_log = 1 */;\n");
    row("T19 hidden from one reader", "use shop;\n/*!99999 SELECT ' */ DROP DATABASE other /*!99999 ' */;\n");
    row("T19 GBK", "SET NAMES gbk; INSERT INTO t VALUES('\xbf\x5c'\n); DROP USER x;-- '\n");
}

void TestMyScriptHostile::whatReachesOutIsRefused()
{
    QFETCH(QByteArray, script);
    QFETCH(QString, line);
    const MyScriptFiles read(script);
    QVERIFY2(read.codes().contains("script.hostile"), read.codes().join(' ').constData());
    const Finding* finding = read.finding("hostile", FindingLevel::Blocker);
    QVERIFY(finding);
    QCOMPARE(finding->what.arguments.first(), line);
    QCOMPARE(finding->fixes.first().option, "skipHostile");
    QVERIFY(!finding->what.arguments.join(u' ').contains(u"S3CR3T"_s));
    QVERIFY(!finding->detail.contains(u"S3CR3T"_s));
    for (const QByteArray& entry : read.entries())
        QVERIFY2(!entry.contains("other") && !entry.contains("STATEMENT"), entry.constData());
}

void TestMyScriptHostile::whatOnlyLooksSoIsNot_data()
{
    QTest::addColumn<QByteArray>("script");
    const auto row = [](const char* name, const char* script) { QTest::newRow(name) << QByteArray(script); };
    row("sandbox", "/*!999999\\- enable the sandbox mode */\ncreate table t (i int);\n");
    row("newer sandbox", "/*M!999999\\- enable the sandbox mode */\ncreate table t (i int);\n");
    row("in literals", "create table t (i text);\ninsert into t values ('\n\\\\! x'), ('load_file(1)'), ('\nsystem ls\n'), ('; grant all'), (\"into outfile\");\n");
    row("in comments", "create table t (i text); -- GRANT\n# system x\n/* LOAD DATA\n\\! x */\n");
    row("in names", "create table `load_file(` (`grant;` int);\ninsert into `load_file(` values (1);\n");
    row("its own preamble", "drop database if exists shop;\ncreate database shop;\nuse shop;\ncreate table shop.t (a int);\ninsert into `shop`.`t` values (1);\n");
    row("all names with a database", "create table shop.t (a int);\ninsert into shop.t values (1);\n");
    row("session variables", "set foreign_key_checks = 0, unique_checks = 0, autocommit = 0;\nset @@session.sql_log_bin = 0;\ncreate table t (a int);\n");
    row("T19 GBK", "SET NAMES gbk; CREATE TABLE t (a text); INSERT INTO t VALUES('\xbf\x5c'); DROP TABLE IF EXISTS u;-- '\n");
    row("escaped quotes", "SET sql_mode = 'NO_BACKSLASH_ESCAPES'; CREATE TABLE t (a text); INSERT INTO t VALUES('\\'); DROP TABLE IF EXISTS u;\n");
    row("Percona's bulk load", "/*!50717 SELECT COUNT(*) INTO @rocksdb_has_p_s_session_variables FROM INFORMATION_SCHEMA.TABLES WHERE TABLE_SCHEMA = 'performance_schema' */;\n"
                               "/*!50717 SET @rocksdb_get_is_supported = IF (@rocksdb_has_p_s_session_variables, 'SELECT COUNT(*) INTO @rocksdb_is_supported FROM performance_schema.session_variables', 'SELECT 0') */;\n"
                               "/*!50717 PREPARE s FROM @rocksdb_get_is_supported */;\n/*!50717 EXECUTE s */;\n/*!50717 DEALLOCATE PREPARE s */;\n"
                               "/*!50112 SET @disable_bulk_load = IF (@is_rocksdb_supported, 'SET SESSION rocksdb_bulk_load = @old_rocksdb_bulk_load', 'SET @dummy_rocksdb_bulk_load = 0') */;\n"
                               "/*!50112 PREPARE s FROM @disable_bulk_load */;\n/*!50112 EXECUTE s */;\nCREATE TABLE `t` (a int);\n");
    row("no statement of the client's", "create table t (source int, `system` int);\ninsert into t values\n(1,2);\n");
}

void TestMyScriptHostile::whatOnlyLooksSoIsNot()
{
    QFETCH(QByteArray, script);
    const MyScriptFiles read(script);
    QCOMPARE(read.codes(), QByteArrayList());
    QVERIFY(!read.entries().isEmpty());
    QVERIFY(!read.backup->whyInOrder());
    QVERIFY(read.finding("hostile", FindingLevel::Passed));
}

void TestMyScriptHostile::bodiesOnlyWarn()
{
    const MyScriptFiles read("delimiter //\ncreate procedure p() begin load data infile 'x' into table t; grant all on *.* to x; end//\n"
                             "create definer=`root`@`localhost` procedure q() sql security definer update mysql.global_priv set Priv='{}'//\ndelimiter ;\n");
    QCOMPARE(read.codes(), QByteArrayList());
    QStringList said;
    for (const Finding& finding : read.reading.findings) {
        if (finding.level == FindingLevel::Warning)
            said += finding.what.arguments.join(u' ');
    }
    QCOMPARE(said, QStringList({u"2 p"_s, u"2 p"_s, u"3 q mysql"_s}));
    QCOMPARE(read.find("PROCEDURE", "q")->definer, "root@localhost");
}

void TestMyScriptHostile::ofTheServersOwnDatabasesIsLeftOutByChoice()
{
    const MyScriptFiles read("create database shop;\nuse shop;\ncreate table t (a int);\nuse mysql;\ninsert into global_priv values ('%','evil','{}');\n");
    QCOMPARE(read.codes(), QByteArrayList{"backup.system_database"});
    const Finding* finding = read.finding("hostile", FindingLevel::Blocker);
    QCOMPARE(finding->what.arguments, QStringList({u"5"_s, u"mysql"_s}));
    QCOMPARE(finding->fixes.first().option, "skipSystem");
}

namespace {

const QByteArray mysqldump = "-- MySQL dump 10.13  Distrib 8.0.36, for Linux (x86_64)\n--\n-- Host: localhost    Database: shop\n-- Server version\t8.0.36\n\n"
                             "/*!40101 SET @OLD_CHARACTER_SET_CLIENT=@@CHARACTER_SET_CLIENT */;\n/*!40101 SET NAMES utf8mb4 */;\n/*!40111 SET @OLD_SQL_NOTES=@@SQL_NOTES, SQL_NOTES=0 */;\n\n"
                             "DROP TABLE IF EXISTS `t`;\nCREATE TABLE `t` (\n  `a` int,\n  `b` text COMMENT 'it''s; \\' so'\n) ENGINE=InnoDB;\nLOCK TABLES `t` WRITE;\n/*!40000 ALTER TABLE `t` DISABLE KEYS */;\n"
                             "INSERT INTO `t` VALUES (1,'a;b'),(2,'\\'),(3'),(4,\"x\");\n/*!40000 ALTER TABLE `t` ENABLE KEYS */;\nUNLOCK TABLES;\nDELIMITER ;;\n"
                             "/*!50003 CREATE*/ /*!50017 DEFINER=`root`@`localhost`*/ /*!50003 TRIGGER `r` BEFORE INSERT ON `t` FOR EACH ROW BEGIN SET NEW.a = 1; SET NEW.b = 2; END */;;\nDELIMITER ;\n"
                             "/*!40101 SET CHARACTER_SET_CLIENT=@OLD_CHARACTER_SET_CLIENT */;\n/*!40111 SET SQL_NOTES=@OLD_SQL_NOTES */;\n\n-- Dump completed on 2024-01-02  3:04:05\n";

bool namesTheEnd(const MyScriptFiles& read)
{
    return std::ranges::any_of(read.reading.findings, [](const Finding& one) { return one.level == FindingLevel::Blocker && one.checkId == "complete"; });
}

} // namespace

void TestMyScriptHostile::everyCutOfADumpIsNamed()
{
    QCOMPARE(MyScriptFiles(mysqldump).codes(), QByteArrayList());
    const qsizetype mark = mysqldump.indexOf("-- Dump completed") + 17; // from there on it is only the date that is cut
    for (qsizetype length = mysqldump.indexOf('\n') + 1; length < mark; ++length) {
        const MyScriptFiles read(mysqldump.first(length));
        QVERIFY2(namesTheEnd(read), qPrintable(u"cut at %1: %2"_s.arg(length).arg(QString::fromUtf8(mysqldump.first(length).last(30)))));
        QVERIFY(!read.reading.complete);
    }
    const MyScriptFiles behindRows(mysqldump.first(mysqldump.indexOf("/*!40000 ALTER TABLE `t` ENABLE")));
    const Finding* finding = behindRows.finding("complete", FindingLevel::Blocker);
    QCOMPARE(finding->code, "backup.truncated");
    QCOMPARE(finding->what.arguments[1], QString::number(mysqldump.indexOf("/*!40000 ALTER TABLE `t` ENABLE")));
    QCOMPARE(finding->what.arguments[3], u"TABLE t"_s);
}

void TestMyScriptHostile::cutsOfOtherMakersAreNamed_data()
{
    QTest::addColumn<QByteArray>("whole");
    QTest::addColumn<QByteArray>("cutBefore");
    QTest::newRow("phpMyAdmin") << QByteArray("-- phpMyAdmin SQL Dump\n-- version 5.2.1\nSTART TRANSACTION;\n/*!40101 SET @OLD_CHARACTER_SET_CLIENT=@@CHARACTER_SET_CLIENT */;\n/*!40101 SET NAMES utf8mb4 */;\nCREATE TABLE `t` (`a` int);\nALTER TABLE `t` ADD PRIMARY KEY (`a`);\nCOMMIT;\n/*!40101 SET CHARACTER_SET_CLIENT=@OLD_CHARACTER_SET_CLIENT */;\n")
                                << QByteArray("ALTER TABLE");
    QTest::newRow("HeidiSQL") << QByteArray("-- HeidiSQL Version: 12.6.0.6765\n/*!40014 SET @OLD_FOREIGN_KEY_CHECKS=@@FOREIGN_KEY_CHECKS, FOREIGN_KEY_CHECKS=0 */;\nCREATE TABLE `t` (`a` int);\n/*!40014 SET FOREIGN_KEY_CHECKS=IFNULL(@OLD_FOREIGN_KEY_CHECKS, 1) */;\n")
                              << QByteArray("/*!40014 SET FOREIGN_KEY_CHECKS=");
    QTest::newRow("Navicat") << QByteArray("/*\n Navicat Premium Data Transfer\n Source Server Type    : MySQL\n*/\nSET NAMES utf8mb4;\nSET FOREIGN_KEY_CHECKS = 0;\nCREATE TABLE `t` (`a` int);\nSET FOREIGN_KEY_CHECKS = 1;\n") << QByteArray("SET FOREIGN_KEY_CHECKS = 1");
    QTest::newRow("Adminer") << QByteArray("-- Adminer 4.8.1 MySQL 8.0.30 dump\nSET NAMES utf8;\nCREATE TABLE `t` (`a` int);\n\n-- 2023-01-02 03:04:05\n") << QByteArray("-- 2023");
    QTest::newRow("mysqldump without comments") << QByteArray("/*!40111 SET @OLD_SQL_NOTES=@@SQL_NOTES, SQL_NOTES=0 */;\nCREATE TABLE `t` (`a` int);\n/*!40111 SET SQL_NOTES=@OLD_SQL_NOTES */;\n") << QByteArray("/*!40111 SET SQL_NOTES=");
}

void TestMyScriptHostile::cutsOfOtherMakersAreNamed()
{
    QFETCH(QByteArray, whole);
    QFETCH(QByteArray, cutBefore);
    QCOMPARE(MyScriptFiles(whole).codes(), QByteArrayList());
    QCOMPARE(MyScriptFiles(whole.first(whole.indexOf(cutBefore))).codes(), QByteArrayList{"backup.truncated"});
}

void TestMyScriptHostile::portionsChangeNothing()
{
    const MyScriptFiles whole(mysqldump);
    constexpr qsizetype block = 1024 * 1024;
    for (qsizetype shift = 0; shift < mysqldump.size(); shift += 37) {
        const QByteArray front = "SET time_zone = '+00:00';\n#";
        MyScriptFiles moved(front + QByteArray(block - shift - front.size() - 1, 'x') + '\n' + mysqldump);
        QVERIFY2(moved.codes().isEmpty(), qPrintable(u"%1: %2"_s.arg(shift).arg(QString::fromUtf8(moved.codes().join(' ')))));
        QCOMPARE(moved.entries(), whole.entries());
        QCOMPARE(moved.find("TABLE", "t")->definition, whole.find("TABLE", "t")->definition);
        QCOMPARE(moved.find("TRIGGER", "r")->definition, whole.find("TRIGGER", "r")->definition);
        QCOMPARE(moved.find("TRIGGER", "r")->line, whole.find("TRIGGER", "r")->line + 2);
        QCOMPARE(moved.dataOf("t"), "INSERT INTO `t` VALUES (1,'a;b'),(2,'\\'),(3'),(4,\"x\");");
    }
}

void TestMyScriptHostile::flippedBytesNeverCrash()
{
    QRandomGenerator random(20260401);
    for (int i = 0; i < 1500; ++i) {
        QByteArray script = mysqldump;
        for (int flips = random.bounded(1, 4); flips > 0; --flips)
            script[random.bounded(qsizetype(script.size()))] ^= char(1 << random.bounded(8));
        MyScriptFiles read(script);
        if (read.refusal)
            continue;
        for (const MyDatabase& database : read.backup->databases()) {
            for (const MyEntry& entry : database.entries) {
                QVERIFY(entry.offset >= 0 && entry.offset + entry.length <= script.size());
                QVERIFY(entry.settings < read.backup->settings().size());
            }
        }
        QVERIFY(read.reading.statements.skipped >= 0 && read.reading.statements.skipped <= read.reading.statements.found);
        describeMyBackup(*read.backup);
    }
}

void TestMyScriptHostile::otherFormatsAreNamed_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QByteArray>("says");
    QTest::newRow("T20 xbstream") << QByteArray("x.xb") << QByteArray("XBSTCK01") + QByteArray(24, '\0') << QByteArray("XtraBackup");
    QTest::newRow("UTF-16") << QByteArray("x.sql") << QByteArray("\xff\xfe-\0-\0", 6) << QByteArray("UTF-16");
    QTest::newRow("binary log") << QByteArray("mysql-bin.000001") << QByteArray("\xfe" "bin....") << QByteArray("binary log");
    QTest::newRow("PostgreSQL") << QByteArray("x.sql") << QByteArray("--\n-- PostgreSQL database dump\n--\n") << QByteArray("PostgreSQL");
    QTest::newRow("empty") << QByteArray("x.sql") << QByteArray(" \n\n") << QByteArray("no MariaDB or MySQL backup");
    QTest::newRow("data files") << QByteArray() << QByteArray("ibdata1") << QByteArray("copied files");
    QTest::newRow("MySQL Shell") << QByteArray() << QByteArray("@.json") << QByteArray("MySQL Shell");
    QTest::newRow("folder of nothing") << QByteArray() << QByteArray("readme.txt") << QByteArray("no MariaDB or MySQL backup");
}

void TestMyScriptHostile::otherFormatsAreNamed()
{
    QFETCH(QByteArray, name);
    QFETCH(QByteArray, content);
    QFETCH(QByteArray, says);
    MyScriptFiles files;
    if (name.isEmpty()) { // a folder with a file of this name
        files.write(content.constData(), "nothing here");
        files.readFolder();
    } else {
        files.set = {files.write(name.constData(), content)};
        files.read();
    }
    QCOMPARE(files.codes(), QByteArrayList{"backup.other_format"});
    QVERIFY2(files.refusal->what.source.contains(says), files.refusal->what.source.constData());
}

QTEST_GUILESS_MAIN(TestMyScriptHostile)
#include "tst_myscripthostile.moc"
