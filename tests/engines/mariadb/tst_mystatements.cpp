#include "engines/mariadb/load/myoldsyntax.h"
#include "engines/mariadb/load/mystatements.h"
#include "engines/mariadb/load/mytableparts.h"

#include <QTest>

using namespace bakferry;

/// What is sent to the server in the place of a backup's statements.
class TestMyStatements : public QObject
{
    Q_OBJECT
private slots:
    void takesKeysOutOfATable()
    {
        const QByteArray sql = "CREATE TABLE `o``rder` (\n  `id` int(11) NOT NULL AUTO_INCREMENT,\n  `note` varchar(9) DEFAULT 'a,b) KEY x (',\n  `g` int GENERATED ALWAYS AS (`id` + 1),\n"
                               "  PRIMARY KEY (`id`),\n  UNIQUE KEY `u` (`note`(3)),\n  KEY `k` (`g`, `id` DESC) COMMENT 'x, y',\n  FULLTEXT KEY `f` (`note`),\n"
                               "  CONSTRAINT `fk` FOREIGN KEY (`g`) REFERENCES `other`.`t` (`id`) ON DELETE CASCADE,\n  CONSTRAINT `c` CHECK (`g` > 0)\n) ENGINE=InnoDB COMMENT='KEY z (z)'";
        const MyTableParts parts = myTableParts(sql, {}, MyCut::KeysToo, false);
        QCOMPARE(parts.create, "CREATE TABLE `o``rder` (\n  `id` int(11) NOT NULL AUTO_INCREMENT,\n  `note` varchar(9) DEFAULT 'a,b) KEY x (',\n  `g` int GENERATED ALWAYS AS (`id` + 1),\n"
                               "  PRIMARY KEY (`id`),\n  CONSTRAINT `c` CHECK (`g` > 0)\n) ENGINE=InnoDB COMMENT='KEY z (z)'");
        QCOMPARE(parts.name, "`o``rder`");
        QCOMPARE(parts.keys.size(), 2);
        QCOMPARE(parts.keys[1].trimmed(), "KEY `k` (`g`, `id` DESC) COMMENT 'x, y'");
        QCOMPARE(parts.fullTextKeys.size(), 1);
        QCOMPARE(parts.foreignKeys.size(), 1);
        QCOMPARE(parts.foreignKeys.first().references.name, "t");
        QCOMPARE(parts.foreignKeys.first().references.database, "other");
        QVERIFY(myTableParts(sql, {}, MyCut::ForeignKeysAlone, false).create.contains("FULLTEXT"));
    }

    void leavesKeysThatMustBeThere_data()
    {
        QTest::addColumn<QByteArray>("sql");
        QTest::newRow("counter without a primary key") << QByteArray("CREATE TABLE t (a int AUTO_INCREMENT, b int, KEY (a)) ENGINE=InnoDB");
        QTest::newRow("counter behind another column") << QByteArray("CREATE TABLE t (a int AUTO_INCREMENT, b int, PRIMARY KEY (b, a), KEY (a)) ENGINE=InnoDB");
        QTest::newRow("unique in the place of a primary key") << QByteArray("CREATE TABLE t (a int NOT NULL, b int, UNIQUE (a)) ENGINE=InnoDB");
        QTest::newRow("keys before one that stays keep their order") << QByteArray("CREATE TABLE t (a int AUTO_INCREMENT, b int, KEY (b), KEY (a)) ENGINE=InnoDB");
        QTest::newRow("MyISAM") << QByteArray("CREATE TABLE t (a int, KEY (a)) ENGINE=MyISAM");
        QTest::newRow("the server's engine") << QByteArray("CREATE TABLE t (a int, KEY (a))");
        QTest::newRow("history") << QByteArray("CREATE TABLE t (a int PRIMARY KEY, b int, KEY (b)) ENGINE=InnoDB WITH SYSTEM VERSIONING");
        QTest::newRow("in a comment") << QByteArray("CREATE TABLE t (a int PRIMARY KEY, b int /*!50100 , KEY (b)*/) ENGINE=InnoDB");
        QTest::newRow("like another") << QByteArray("CREATE TABLE t LIKE u");
    }
    void leavesKeysThatMustBeThere()
    {
        QFETCH(QByteArray, sql);
        const MyTableParts parts = myTableParts(sql, {}, MyCut::KeysToo, false);
        QCOMPARE(parts.create, sql);
        QVERIFY(parts.keys.isEmpty());
    }

    void mapsTheNamesOfItsDatabases_data()
    {
        QTest::addColumn<QByteArray>("kind");
        QTest::addColumn<QByteArray>("sql");
        QTest::addColumn<QByteArray>("expected");
        QTest::newRow("own table") << QByteArray("TABLE") << QByteArray("CREATE TABLE shop.t (a int)") << QByteArray("CREATE TABLE t (a int)");
        QTest::newRow("foreign key elsewhere") << QByteArray("TABLE") << QByteArray("CREATE TABLE `shop`.`t` (a int, FOREIGN KEY (a) REFERENCES `stock`.`s` (a))")
                                               << QByteArray("CREATE TABLE `t` (a int, FOREIGN KEY (a) REFERENCES `stock__bf`.`s` (a))");
        QTest::newRow("view") << QByteArray("VIEW") << QByteArray("CREATE VIEW `v` AS select `shop`.`t`.`a` AS `a`, 'shop.t' AS `x` from (`shop`.`t` join `stock`.`s`)")
                              << QByteArray("CREATE VIEW `v` AS select `t`.`a` AS `a`, 'shop.t' AS `x` from (`t` join `stock__bf`.`s`)");
        QTest::newRow("a table of the database's name") << QByteArray("VIEW") << QByteArray("CREATE VIEW v AS select `stock`.`s` from `stock`") << QByteArray("CREATE VIEW v AS select `stock`.`s` from `stock`");
        QTest::newRow("body") << QByteArray("TRIGGER") << QByteArray("CREATE TRIGGER `shop`.`g` BEFORE INSERT ON `shop`.`t` FOR EACH ROW INSERT INTO `shop`.`u` SELECT * FROM stock.s")
                              << QByteArray("CREATE TRIGGER `g` BEFORE INSERT ON `t` FOR EACH ROW INSERT INTO `shop2`.`u` SELECT * FROM stock.s");
        QTest::newRow("routine") << QByteArray("PROCEDURE") << QByteArray("CREATE PROCEDURE `shop`.`p`() UPDATE `shop`.`t` SET a = 1") << QByteArray("CREATE PROCEDURE `p`() UPDATE `shop2`.`t` SET a = 1");
    }
    void mapsTheNamesOfItsDatabases()
    {
        QFETCH(QByteArray, kind);
        QFETCH(QByteArray, sql);
        QFETCH(QByteArray, expected);
        QCOMPARE(statements({}).of(entry(kind, sql), "shop", {}, "utf8mb4"), expected);
    }

    void replacesDefiners_data()
    {
        QTest::addColumn<QByteArray>("sql");
        QTest::addColumn<QByteArray>("current");
        QTest::addColumn<QByteArray>("dropped");
        QTest::newRow("quoted") << QByteArray("CREATE DEFINER=`ro\"ot`@`%` PROCEDURE p() SELECT 'DEFINER=`x`@`y`'") << QByteArray("CREATE DEFINER=CURRENT_USER PROCEDURE p() SELECT 'DEFINER=`x`@`y`'")
                                << QByteArray("CREATE  PROCEDURE p() SELECT 'DEFINER=`x`@`y`'");
        QTest::newRow("in a comment") << QByteArray("CREATE /*!50017 DEFINER=`root`@`localhost`*/ /*!50003 TRIGGER g BEFORE INSERT ON t FOR EACH ROW SET @a = 1 */")
                                      << QByteArray("CREATE /*!50017 DEFINER=CURRENT_USER*/ /*!50003 TRIGGER g BEFORE INSERT ON t FOR EACH ROW SET @a = 1 */")
                                      << QByteArray("CREATE /*!50017 */ /*!50003 TRIGGER g BEFORE INSERT ON t FOR EACH ROW SET @a = 1 */");
        QTest::newRow("strings") << QByteArray("CREATE DEFINER = 'a'@'b' VIEW v AS SELECT 1") << QByteArray("CREATE DEFINER = CURRENT_USER VIEW v AS SELECT 1") << QByteArray("CREATE  VIEW v AS SELECT 1");
        QTest::newRow("function") << QByteArray("CREATE DEFINER=current_user() VIEW v AS SELECT 1") << QByteArray("CREATE DEFINER=CURRENT_USER VIEW v AS SELECT 1") << QByteArray("CREATE  VIEW v AS SELECT 1");
    }
    void replacesDefiners()
    {
        QFETCH(QByteArray, sql);
        MyOptions options;
        QCOMPARE(statements(options).of(entry("VIEW", sql), "shop", {}, "utf8mb4"), sql);
        options.definers = MyOptions::Definers::Current;
        QTEST(statements(options).of(entry("VIEW", sql), "shop", {}, "utf8mb4"), "current");
        options.definers = MyOptions::Definers::Drop;
        QTEST(statements(options).of(entry("VIEW", sql), "shop", {}, "utf8mb4"), "dropped");
    }

    void replacesCollationsAndEngines()
    {
        MyOptions options;
        options.collations.insert("utf8mb4_0900_ai_ci", "utf8mb4_uca1400_ai_ci");
        options.engines.insert("tokudb", "InnoDB");
        QCOMPARE(statements(options).of(entry("TABLE", "CREATE TABLE t (a text COLLATE utf8mb4_0900_AI_CI DEFAULT 'COLLATE utf8mb4_0900_ai_ci') ENGINE=TokuDB COLLATE='utf8mb4_0900_ai_ci'"), "shop", {}, "utf8mb4"),
                 "CREATE TABLE t (a text COLLATE utf8mb4_uca1400_ai_ci DEFAULT 'COLLATE utf8mb4_0900_ai_ci') ENGINE=InnoDB COLLATE=utf8mb4_uca1400_ai_ci");
    }

    void makesEventsDisabled()
    {
        const MyEntry one = entry("EVENT", "CREATE EVENT e ON SCHEDULE EVERY 1 DAY ON COMPLETION NOT PRESERVE ENABLE DO SELECT 'ENABLE'");
        const MyEntry two = entry("EVENT", "CREATE EVENT e ON SCHEDULE EVERY 1 DAY DO DELETE FROM t");
        const MyEntry off = entry("EVENT", "CREATE EVENT e ON SCHEDULE EVERY 1 DAY DISABLE ON SLAVE DO DELETE FROM t");
        QCOMPARE(statements({}).of(one, "shop", {}, "utf8mb4"), "CREATE EVENT e ON SCHEDULE EVERY 1 DAY ON COMPLETION NOT PRESERVE DISABLE DO SELECT 'ENABLE'");
        QCOMPARE(statements({}).of(two, "shop", {}, "utf8mb4"), "CREATE EVENT e ON SCHEDULE EVERY 1 DAY DISABLE DO DELETE FROM t");
        QCOMPARE(statements({}).of(off, "shop", {}, "utf8mb4"), off.definition);
        QVERIFY(isMyEventEnabled(one, {}) && isMyEventEnabled(two, {}) && !isMyEventEnabled(off, {}));
    }

    void bringsOldSyntaxUpToDate()
    {
        QCOMPARE(myModernSyntax("CREATE TABLE host (\n  id mediumint(8) NOT NULL auto_increment,\n  rows int NOT NULL default '0',\n  at timestamp(14) NOT NULL,\n  t time(14), f timestamp(6),\n"
                                "  PRIMARY KEY  (id),\n  KEY rows (rows,at(3))\n) TYPE=MyISAM COMMENT='TYPE=x'", {}),
                 "CREATE TABLE `host` (\n  `id` mediumint(8) NOT NULL auto_increment,\n  `rows` int NOT NULL default '0',\n  `at` timestamp NOT NULL,\n  `t` time, `f` timestamp(6),\n"
                 "  PRIMARY KEY  (`id`),\n  KEY `rows` (`rows`,`at`(3))\n) ENGINE=MyISAM COMMENT='TYPE=x'");
        QCOMPARE(myModernSyntax("INSERT INTO t VALUES ('TYPE=MyISAM')", {}), "INSERT INTO t VALUES ('TYPE=MyISAM')");
    }

private:
    static MyEntry entry(const QByteArray& kind, const QByteArray& sql)
    {
        MyEntry made;
        made.kind = kind;
        made.definition = sql;
        return made;
    }

    MyStatements statements(const MyOptions& options)
    {
        m_options = options;
        return MyStatements(m_options, {{"shop", {"shop__bf", "shop2", {"t", "u", "stock"}, {}}}, {"stock", {"stock__bf", "stock", {"s"}, {}}}});
    }

    MyOptions m_options;
};

QTEST_APPLESS_MAIN(TestMyStatements)
#include "tst_mystatements.moc"
