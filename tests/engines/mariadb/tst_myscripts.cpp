#include "engines/mariadb/load/mykeptreadings.h"
#include "tests/engines/mariadb/myscripttestsupport.h"

using namespace bakferry;
using namespace Qt::StringLiterals;

/// What scripts of the various makers hold, and what reading them tells.
class TestMyScripts : public QObject
{
    Q_OBJECT

private slots:
    void producersAreTold_data();
    void producersAreTold();
    void sessionsAreFollowed();
    void standInsForViewsLeaveNoTrace();
    void statementsThatNeedTheirOrderAreNamed_data();
    void statementsThatNeedTheirOrderAreNamed();
    void rowsOfOneTableAreOneEntry();
    void undeclaredTextIsAskedFor_data();
    void undeclaredTextIsAskedFor();
    void positionsAreTold_data();
    void positionsAreTold();
    void twoDumpsInOneFileAreNamed();
    void messagesInFrontAreLeftOutByName();
    void filesThatAScriptReadsAreReadThere();
    void scriptsOfAZipAndCompressedOnesGiveTheirData();
    void recognisesItsOwn_data();
    void recognisesItsOwn();
    void handsAReadingOverOnce();
    void describesWhatItHolds();
};

void TestMyScripts::producersAreTold_data()
{
    QTest::addColumn<QByteArray>("head");
    QTest::addColumn<QByteArray>("producer");
    QTest::addColumn<QByteArray>("server");
    QTest::addColumn<QByteArray>("database");
    QTest::newRow("mariadb-dump") << QByteArray("/*M!999999\\- enable the sandbox mode */ \n-- MariaDB dump 10.19  Distrib 10.11.6-MariaDB, for debian-linux-gnu (x86_64)\n--\n-- Host: localhost    Database: shop\n-- ------\n-- Server version\t10.11.6-MariaDB\n")
                                  << QByteArray("mariadb-dump 10.19") << QByteArray("MariaDB 10.11.6-MariaDB") << QByteArray("shop");
    QTest::newRow("mysqldump") << QByteArray("/*!999999\\- enable the sandbox mode */\n-- MySQL dump 10.13  Distrib 8.0.36, for Linux (x86_64)\n--\n-- Host: localhost    Database: shop\n-- Server version\t8.0.36-0ubuntu1\n")
                               << QByteArray("mysqldump 10.13") << QByteArray("MySQL 8.0.36-0ubuntu1") << QByteArray("shop");
    QTest::newRow("phpMyAdmin") << QByteArray("-- phpMyAdmin SQL Dump\n-- version 5.2.1\n-- https://www.phpmyadmin.net/\n--\n-- 主机: localhost\n-- 生成日期: 2024-01-02 03:04:05\n-- 服务器版本: 10.4.32-MariaDB\n-- PHP 版本: 8.2.12\n--\n-- 数据库: `shop`\n--\n")
                                << QByteArray("phpMyAdmin 5.2.1") << QByteArray("MariaDB 10.4.32-MariaDB") << QByteArray("shop");
    QTest::newRow("HeidiSQL") << QByteArray("-- --------\n-- Host:                         127.0.0.1\n-- Server version:               10.6.5-MariaDB - mariadb.org binary distribution\n-- HeidiSQL Version:             12.6.0.6765\n-- ------\n")
                              << QByteArray("HeidiSQL 12.6.0.6765") << QByteArray("MariaDB 10.6.5-MariaDB") << QByteArray();
    QTest::newRow("Navicat") << QByteArray("/*\n Navicat Premium Data Transfer\n\n Source Server         : prod\n Source Server Type    : MySQL\n Source Server Version : 80023 (8.0.23)\n Source Host           : 10.0.0.1:3306\n Source Schema         : shop\n\n Date: 05/28/2018 00:46:58\n*/\n")
                             << QByteArray("Navicat Premium") << QByteArray("MySQL 8.0.23") << QByteArray("shop");
    QTest::newRow("Adminer") << QByteArray("-- Adminer 4.8.1 MySQL 8.0.30 dump\n\n") << QByteArray("Adminer 4.8.1") << QByteArray() << QByteArray();
    QTest::newRow("Workbench") << QByteArray("-- MySQL Workbench Forward Engineering\n\n") << QByteArray("MySQL Workbench") << QByteArray() << QByteArray();
}

void TestMyScripts::producersAreTold()
{
    QFETCH(QByteArray, head);
    QFETCH(QByteArray, producer);
    QFETCH(QByteArray, server);
    QFETCH(QByteArray, database);
    const MyScriptFiles script(head + "SET NAMES utf8mb4;\nCREATE TABLE `t` (`a` int) ENGINE=InnoDB;\n-- Dump completed on 2024-01-02  3:04:05\n-- 2024-01-02 03:04:05\n");
    QCOMPARE(script.codes(), QByteArrayList());
    QCOMPARE(script.backup->header().producer, producer);
    QCOMPARE((script.backup->header().vendor + ' ' + script.backup->header().serverVersion).trimmed(), server);
    QCOMPARE(script.backup->databases().first().name, database);
    QCOMPARE(script.entries(), QByteArrayList{"TABLE t"});
}

void TestMyScripts::sessionsAreFollowed()
{
    const MyScriptFiles script("/*!40101 SET @OLD_SQL_MODE=@@SQL_MODE, SQL_MODE='NO_AUTO_VALUE_ON_ZERO' */;\n"
                               "/*!40103 SET @OLD_TIME_ZONE=@@TIME_ZONE */;\n/*!40103 SET TIME_ZONE='+00:00' */;\n"
                               "SET NAMES latin1;\nCREATE TABLE a (x int);\n"
                               "SET @saved_cs_client = @@character_set_client;\nSET character_set_client = utf8mb4;\n"
                               "SET collation_connection = utf8mb4_unicode_ci, sql_mode = CONCAT(@@sql_mode, ',ANSI_QUOTES'), default_storage_engine=Aria;\n"
                               "CREATE TABLE \"b\" (x int);\n"
                               "SET character_set_client = @saved_cs_client;\nSET sql_mode = IFNULL(@OLD_SQL_MODE, ''), time_zone = @OLD_TIME_ZONE, some_new_thing = 3;\nCREATE TABLE c (x int);\n");
    QCOMPARE(script.entries(), QByteArrayList({"TABLE a", "TABLE b", "TABLE c"}));
    const auto settings = [&](const char* table) { return script.backup->settings()[script.find("TABLE", table)->settings]; };
    QCOMPARE(settings("a"), (MySettings{"latin1", "", "", "NO_AUTO_VALUE_ON_ZERO", "+00:00", {}}));
    QCOMPARE(settings("b"), (MySettings{"utf8mb4", "", "utf8mb4_unicode_ci", "NO_AUTO_VALUE_ON_ZERO,ANSI_QUOTES", "+00:00", {"default_storage_engine=Aria"}}));
    QCOMPARE(settings("c"), (MySettings{"latin1", "utf8mb4", "utf8mb4_unicode_ci", std::nullopt, "", {"default_storage_engine=Aria"}}));
    QVERIFY(!script.backup->whyInOrder());
    const Finding* leftOut = script.finding("statements", FindingLevel::Warning);
    QVERIFY(leftOut);
    QCOMPARE(leftOut->what.arguments, QStringList({u"11"_s, u"some_new_thing"_s}));
}

void TestMyScripts::standInsForViewsLeaveNoTrace()
{
    const MyScriptFiles script("/*!50001 CREATE TABLE `old` (`id` tinyint) ENGINE=MyISAM */;\n/*!50001 CREATE VIEW `v` AS SELECT 1 AS `id` */;\nCREATE TABLE t (id int);\n"
                               "/*!50001 DROP TABLE IF EXISTS `old`*/;\n/*!50001 CREATE ALGORITHM=UNDEFINED */\n/*!50013 DEFINER=`app`@`%` SQL SECURITY DEFINER */\n/*!50001 VIEW `old` AS select `v`.`id` from `v` */;\n"
                               "/*!50001 DROP VIEW IF EXISTS `v`*/;\n/*!50001 CREATE VIEW `v` AS select `t`.`id` from `t` */;\nDROP VIEW IF EXISTS t;\n");
    QCOMPARE(script.entries(), QByteArrayList({"TABLE t", "VIEW old", "VIEW v"}));
    QCOMPARE(script.find("VIEW", "old")->definer, "app@%");
    QVERIFY(!script.backup->whyInOrder());
    QCOMPARE(script.reading.statements, (StatementBalance{8, 0, 5, 0}));
}

void TestMyScripts::statementsThatNeedTheirOrderAreNamed_data()
{
    QTest::addColumn<QByteArray>("script");
    QTest::addColumn<QString>("line"); // empty: each object may be restored apart
    const auto row = [](const char* name, const char* script, const char* line) { QTest::newRow(name) << QByteArray(script) << QString::fromLatin1(line); };
    row("keys behind the rows", "CREATE TABLE t (a int);\nINSERT INTO t VALUES (1);\nALTER TABLE t ADD PRIMARY KEY (a), ADD KEY k (a), MODIFY a int NOT NULL AUTO_INCREMENT, AUTO_INCREMENT=9;\nCREATE INDEX i ON t (a);\n", "");
    row("keys before the rows", "CREATE TABLE t (a int);\nALTER TABLE t ADD CONSTRAINT c FOREIGN KEY (a) REFERENCES u (a);\nINSERT INTO t VALUES (1);\n", "");
    row("functions of nothing", "CREATE TABLE t (a blob);\nINSERT INTO t VALUES (unhex('00')), (_binary 'x');\n", "");
    row("UPDATE", "CREATE TABLE t (a int);\nINSERT INTO t VALUES (1);\nUPDATE t SET a = 2;\n", "3");
    row("INSERT SELECT", "CREATE TABLE t (a int);\nINSERT INTO t SELECT 1;\n", "2");
    row("subquery", "CREATE TABLE t (a int);\nINSERT INTO t VALUES ((SELECT max(a) FROM u));\n", "2");
    row("last id", "CREATE TABLE t (a int);\nINSERT INTO t VALUES (LAST_INSERT_ID());\n", "2");
    row("variable", "CREATE TABLE t (a int);\nSET @a = 5;\nINSERT INTO t VALUES (@a);\n", "2");
    row("variable out of a query", "CREATE TABLE t (a int);\nSELECT 1 INTO @a;\n", "2");
    row("column behind the rows", "CREATE TABLE t (a int);\nINSERT INTO t VALUES (1);\nALTER TABLE t ADD COLUMN b int DEFAULT 1;\n", "3");
    row("trigger before the rows", "CREATE TABLE t (a int);\nCREATE TRIGGER r BEFORE INSERT ON t FOR EACH ROW SET NEW.a = 1;\nINSERT INTO t VALUES (1);\n", "3");
    row("rows before the table", "INSERT INTO t VALUES (1);\nCREATE TABLE t (a int);\n", "2");
    row("CREATE SELECT", "CREATE TABLE t (a int) ENGINE=InnoDB AS SELECT 1 AS a;\n", "1");
    row("made again", "CREATE TABLE t (a int);\nINSERT INTO t VALUES (1);\nDROP TABLE t;\nCREATE TABLE t (b int);\n", "3");
    row("made again while empty", "CREATE TABLE t (a int);\nDROP TABLE t;\nCREATE TABLE t (b int);\n", "");
}

void TestMyScripts::statementsThatNeedTheirOrderAreNamed()
{
    QFETCH(QByteArray, script);
    QFETCH(QString, line);
    const MyScriptFiles read(script);
    QCOMPARE(read.codes(), QByteArrayList());
    QCOMPARE(read.backup->whyInOrder().has_value(), !line.isEmpty());
    if (!line.isEmpty())
        QCOMPARE(read.backup->whyInOrder()->arguments.first(), line);
}

void TestMyScripts::rowsOfOneTableAreOneEntry()
{
    MyScriptFiles script("CREATE TABLE t (a int);\n-- rows\nINSERT INTO t VALUES (1),(2);\n# more\nINSERT INTO t VALUES (3, ';');INSERT INTO t (a) VALUES (4);\n"
                         "INSERT IGNORE INTO tt VALUES (5);\nREPLACE INTO `t` VALUES ('a\\'),('), (6);\n");
    QCOMPARE(script.entries(), QByteArrayList({"TABLE t", "TABLE DATA t 4", "TABLE DATA tt -1", "TABLE DATA t -1"}));
    QCOMPARE(script.dataOf("t"), "INSERT INTO t VALUES (1),(2);\n# more\nINSERT INTO t VALUES (3, ';');INSERT INTO t (a) VALUES (4);");
    QCOMPARE(script.find("TABLE DATA", "tt")->line, qint64(6));
    QCOMPARE(script.reading.longestRow, qint64(10));
    QVERIFY(script.backup->isRandomAccess());
}

void TestMyScripts::undeclaredTextIsAskedFor_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<FindingLevel>("level");
    QTest::addColumn<QString>("guess");
    QTest::addColumn<QString>("preview");
    QTest::newRow("utf8") << QByteArray("数据库备份") << FindingLevel::Warning << u"utf8mb4"_s << u"数据库备份"_s;
    QTest::newRow("gbk") << QByteArray("\xca\xfd\xbe\xdd\xbf\xe2\xb1\xb8\xb7\xdd") << FindingLevel::Blocker << u"gbk"_s << u"数据库备份"_s;
    QTest::newRow("big5") << QByteArray("\xb8\xea\xae\xc6\xae\x77\xb3\xc6\xa5\xf7\xa5\x5c\xaf\xe0") << FindingLevel::Blocker << u"big5"_s << u"資料庫備份功能"_s;
    QTest::newRow("sjis") << QByteArray("\x83\x66\x81\x5b\x83\x5e\x83\x78\x81\x5b\x83\x58\x82\xcc\x83\x6f\x83\x62\x83\x4e") << FindingLevel::Blocker << u"sjis"_s << u"データベースのバック"_s;
    QTest::newRow("gb18030") << QByteArray("\xca\xfd\xbe\xdd\x82\x30\xc2\x30") << FindingLevel::Blocker << u"gb18030"_s << u"数据"_s;
    QTest::newRow("latin1") << QByteArray("Stra\xdf" "e nach M\xfcnchen, caf\xe9") << FindingLevel::Blocker << u"latin1"_s << u"Straße nach München, café"_s;
}

void TestMyScripts::undeclaredTextIsAskedFor()
{
    QFETCH(QByteArray, text);
    QFETCH(FindingLevel, level);
    QFETCH(QString, guess);
    QFETCH(QString, preview);
    const QByteArray script = "-- " + text + "\nCREATE TABLE t (a text);\nINSERT INTO t VALUES ('" + text + " ');\n";
    const MyScriptFiles asked(script);
    const Finding* finding = asked.finding("charset", level);
    QVERIFY(finding);
    QCOMPARE(finding->fixes.first().option, "charset");
    QCOMPARE(finding->fixes.first().value.toString(), guess);
    QCOMPARE(finding->fixes.first().preview.arguments.first(), u"3"_s);
    QVERIFY2(finding->fixes.first().preview.arguments.last().contains(preview), qPrintable(finding->fixes.first().preview.arguments.last()));
    const MyScriptFiles chosen(script, guess.toLatin1());
    QCOMPARE(chosen.codes(), QByteArrayList());
    QCOMPARE(chosen.entries(), QByteArrayList({"TABLE t", "TABLE DATA t 1"}));
    QCOMPARE(chosen.backup->settings().first().charset, guess.toLatin1());
    const MyScriptFiles declared("SET NAMES " + guess.toLatin1() + ";\n" + script);
    QVERIFY(declared.finding("charset", FindingLevel::Passed));
    QCOMPARE(declared.codes(), QByteArrayList());
}

void TestMyScripts::positionsAreTold_data()
{
    QTest::addColumn<QByteArray>("script");
    QTest::addColumn<MyBinlogPosition>("position");
    QTest::newRow("commented") << QByteArray("-- CHANGE MASTER TO MASTER_LOG_FILE='mysql-bin.000042', MASTER_LOG_POS=4270;\n-- SET GLOBAL gtid_slave_pos='0-7-20';\n") << MyBinlogPosition{"mysql-bin.000042", 4270, "0-7-20"};
    QTest::newRow("stated") << QByteArray("CHANGE MASTER TO MASTER_LOG_FILE='bin.000001', MASTER_LOG_POS=157;\n") << MyBinlogPosition{"bin.000001", 157, ""};
    QTest::newRow("MySQL 8.4") << QByteArray("CHANGE REPLICATION SOURCE TO SOURCE_LOG_FILE='bin.000001', SOURCE_LOG_POS=157;\nSET @@GLOBAL.GTID_PURGED=/*!80000 '+'*/ 'aa-bb:1-5,\ncc-dd:1-9';\n") << MyBinlogPosition{"bin.000001", 157, "aa-bb:1-5,cc-dd:1-9"};
    QTest::newRow("MariaDB") << QByteArray("SET GLOBAL gtid_slave_pos='0-1-99';\n") << MyBinlogPosition{"", 0, "0-1-99"};
}

void TestMyScripts::positionsAreTold()
{
    QFETCH(QByteArray, script);
    QFETCH(MyBinlogPosition, position);
    const MyScriptFiles read(script + "CREATE TABLE `t` (a int);\n");
    QCOMPARE(read.codes(), QByteArrayList());
    QCOMPARE(read.backup->header().position, position);
    QCOMPARE(read.entries(), QByteArrayList{"TABLE t"});
}

void TestMyScripts::twoDumpsInOneFileAreNamed()
{
    const QByteArray dump = "-- MySQL dump 10.13  Distrib 8.0.36, for Linux (x86_64)\n--\nSET NAMES utf8mb4;\nDROP TABLE IF EXISTS `users`;\nCREATE TABLE `users` (a int);\nINSERT INTO `users` VALUES (1),(2);\n-- Dump completed on 2024-01-02  3:04:05\n";
    QCOMPARE(MyScriptFiles(dump).codes(), QByteArrayList());
    const MyScriptFiles joined(dump + dump);
    QCOMPARE(joined.codes(), QByteArrayList{"script.made_again"});
    QCOMPARE(joined.finding("complete", FindingLevel::Blocker)->what.arguments, QStringList({u"11"_s, u"users"_s, u"5"_s, u"2"_s}));
    QCOMPARE(MyScriptFiles(dump + QByteArray(dump).replace("users", "orders")).codes(), QByteArrayList());
}

void TestMyScripts::messagesInFrontAreLeftOutByName()
{
    const QByteArray dump = "-- MySQL dump 10.13  Distrib 8.0.36, for Linux (x86_64)\n/*!40101 SET NAMES utf8mb4 */;\nCREATE TABLE `t` (a int);\n-- Dump completed\n";
    const MyScriptFiles script("mysqldump: [Warning] Using a password on the command line interface can be insecure.\n" + dump);
    QCOMPARE(script.codes(), QByteArrayList());
    const Finding* warning = script.finding("hostile", FindingLevel::Warning);
    QVERIFY(warning);
    QCOMPARE(warning->what.arguments.first(), u"1"_s);
    QVERIFY(warning->what.arguments.last().startsWith(u"mysqldump: [Warning]"_s));
    QCOMPARE(script.find("TABLE", "t")->line, qint64(4));
    QCOMPARE(script.backup->settings().first().charset, "utf8mb4");
    QCOMPARE(MyScriptFiles("\xef\xbb\xbf" + dump).codes(), QByteArrayList());
    QCOMPARE(MyScriptFiles("total rubbish here\n" + dump).codes(), QByteArrayList{"script.hostile"});
}

void TestMyScripts::filesThatAScriptReadsAreReadThere()
{
    MyScriptFiles files;
    const BackupFile main = files.write("main.sql", "USE shop;\nCREATE TABLE a (x int);\nsource load_a.dump ;\n\\. load_b.dump\nCREATE TABLE c (x int);\n");
    const BackupFile a = files.write("load_a.dump", "INSERT INTO a VALUES (1),(2);\n");
    files.set = {a, main};
    files.read();
    QCOMPARE(files.codes(), QByteArrayList{"script.source_missing"});
    QCOMPARE(files.finding("complete", FindingLevel::Blocker)->what.arguments, QStringList({u"4 (%1)"_s.arg(files.set[1].display()), u"55"_s, u"load_b.dump"_s}));
    files.set += files.write("load_b.dump", "CREATE TABLE b (x int);\n");
    files.read();
    QCOMPARE(files.codes(), QByteArrayList());
    QCOMPARE(files.entries(), QByteArrayList({"TABLE a", "TABLE DATA a 2", "TABLE b", "TABLE c"}));
    QCOMPARE(files.dataOf("a"), "INSERT INTO a VALUES (1),(2);");
    QCOMPARE(files.backup->databases().size(), 1);
    QCOMPARE(files.backup->databases().first().name, "shop");
}

void TestMyScripts::scriptsOfAZipAndCompressedOnesGiveTheirData()
{
    const QByteArray corpus = BAKFERRY_CORPORA_DIR "/mysql/sakila-zip-pgloader/sakila-db.zip";
    if (!QFile::exists(QFile::decodeName(corpus)))
        QSKIP("the corpus is not here");
    MyScriptFiles zip;
    zip.set = {BackupFile{corpus}};
    zip.read();
    QCOMPARE(zip.codes(), QByteArrayList());
    QVERIFY(!zip.backup->isRandomAccess());
    QVERIFY(zip.dataOf("store").startsWith("INSERT INTO store VALUES (1,1,1,"));
    QVERIFY(zip.dataOf("actor").startsWith("INSERT INTO actor VALUES (1,")); // back again
    QVERIFY(zip.dataOf("staff").endsWith(";"));
    QVERIFY(zip.backup->header().oddities.first().arguments.first().endsWith(u"sakila.mwb"_s));
}

void TestMyScripts::recognisesItsOwn_data()
{
    QTest::addColumn<QByteArray>("head");
    QTest::addColumn<int>("atLeast");
    QTest::addColumn<int>("atMost");
    QTest::newRow("mysqldump") << QByteArray("-- MySQL dump 10.13\n") << 90 << 100;
    QTest::newRow("words") << QByteArray("CREATE TABLE t (a int) ENGINE=InnoDB;") << 60 << 90;
    QTest::newRow("SQL") << QByteArray("CREATE TABLE t (a int);") << 1 << 39;
    QTest::newRow("PostgreSQL") << QByteArray("--\n-- PostgreSQL database dump\n--\n") << 0 << 0;
    QTest::newRow("SQLite") << QByteArray("PRAGMA foreign_keys=OFF;\nBEGIN TRANSACTION;\nCREATE TABLE `t` (a) /* ENGINE=InnoDB */;") << 0 << 0;
    QTest::newRow("SQL Server") << QByteArray("CREATE TABLE [dbo].[t] (a int)\nGO\n") << 0 << 0;
    QTest::newRow("xbstream") << QByteArray("XBSTCK01") + QByteArray(24, '\0') << 100 << 100;
    QTest::newRow("nothing") << QByteArray() << 0 << 0;
    QTest::newRow("picture") << QByteArray("\x89PNG\r\n\x1a\n") << 0 << 0;
}

void TestMyScripts::recognisesItsOwn()
{
    QFETCH(QByteArray, head);
    QFETCH(int, atLeast);
    QFETCH(int, atMost);
    const int sure = recogniseMyBackup(head);
    QVERIFY2(sure >= atLeast && sure <= atMost, qPrintable(QString::number(sure)));
}

void TestMyScripts::handsAReadingOverOnce()
{
    MyScriptFiles script("SET NAMES utf8mb4;\nCREATE TABLE t (x int);\nINSERT INTO t VALUES (1);\n");
    const QByteArray sum = script.reading.sha256;
    MyKeptReadings readings;
    readings.keep({script.set, {}, std::move(script.backup), script.reading});
    QVERIFY(!readings.take(script.set, "gbk", sum));
    QVERIFY(!readings.take(script.set, {}, "other bytes"));
    QVERIFY(!readings.take({}, {}, sum));
    const auto taken = readings.take(script.set, {}, sum);
    QVERIFY(taken);
    QCOMPARE(taken->reading.rows, script.reading.rows);
    QVERIFY(!readings.take(script.set, {}, sum));
    readings.keep(*taken);
    script.write("backup.sql", "SET NAMES utf8mb4;\nCREATE TABLE t (x int);\nINSERT INTO t VALUES (1),(2);\n");
    QVERIFY(!readings.take(script.set, {}, sum));
}

void TestMyScripts::describesWhatItHolds()
{
    const MyScriptFiles script("-- MariaDB dump 10.19  Distrib 10.11.6-MariaDB, for Linux\n-- Server version\t10.11.6-MariaDB\nSET NAMES utf8mb4;\nCREATE DATABASE `a` DEFAULT CHARACTER SET latin1;\nUSE `a`;\nCREATE TABLE t (x int);\nINSERT INTO t VALUES (1);\n"
                               "CREATE DEFINER=`root`@`localhost` TRIGGER r AFTER INSERT ON t FOR EACH ROW SET @x = 1;\nCREATE DATABASE b;\nUSE b;\nCREATE VIEW v AS SELECT 1;\n-- Dump completed\n");
    const BackupFacts facts = describeMyBackup(*script.backup);
    QCOMPARE(facts.formatId, "mariadb-script");
    QCOMPARE(facts.objects.size(), 2);
    QCOMPARE(facts.objects[0].name, u"a"_s);
    QCOMPARE(facts.objects[0].children[0].id, "0:0");
    QCOMPARE(facts.objects[0].children[0].sizeBytes, qint64(25));
    QCOMPARE(facts.objects[0].children[0].children.first().id, "0:2");
    QCOMPARE(facts.objects[1].children[0].kind, "view");
    QMap<QByteArray, QVariant> values;
    for (const Fact& fact : facts.facts)
        values.insert(fact.id, fact.value);
    QCOMPARE(values["databases"].toStringList(), QStringList({u"a"_s, u"b"_s}));
    QCOMPARE(values["charsets"].toStringList(), QStringList({u"latin1"_s, u"utf8mb4"_s}));
    QCOMPARE(values["definers"].toStringList(), QStringList{u"root@localhost"_s});
    QCOMPARE(values["serverVersion"].toString(), u"MariaDB 10.11.6-MariaDB"_s);
}

QTEST_GUILESS_MAIN(TestMyScripts)
#include "tst_myscripts.moc"
