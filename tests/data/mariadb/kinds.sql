-- A database with every column type and every kind of object that MariaDB 10.11 has, with odd names and every byte value.
-- Fed to the mariadb client by tests; the database is the one that is chosen.
SET NAMES utf8mb4;
SET sql_mode = 'STRICT_TRANS_TABLES';
CREATE TABLE numbers (
  id int NOT NULL AUTO_INCREMENT PRIMARY KEY,
  a tinyint, b smallint unsigned, c mediumint zerofill, d bigint unsigned, e decimal(65,30), f float, g double, h bit(1), i bit(64), j boolean,
  k int GENERATED ALWAYS AS (a + 1) VIRTUAL, l int GENERATED ALWAYS AS (b * 2) STORED, m int INVISIBLE DEFAULT 7,
  KEY (a), KEY stored_key (l), UNIQUE KEY pair (b, c)
) AUTO_INCREMENT = 1000;
INSERT INTO numbers (a, b, c, d, e, f, g, h, i, j, m) VALUES
  (-128, 65535, 8388607, 18446744073709551615, 99999999999999999999999999999999999.999999999999999999999999999999, 1.5e38, -1.7976931348623157e308, b'1', x'ffffffffffffffff', 1, 8),
  (126, 0, 0, 0, -0.000000000000000000000000000001, -0.1, 2.2250738585072014e-308, b'0', b'0', 0, 9),
  (NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
CREATE TABLE times (
  id bigint PRIMARY KEY, a date, b time(6), c datetime(6), d timestamp(3) NULL, e year, f timestamp NOT NULL DEFAULT current_timestamp() ON UPDATE current_timestamp(), KEY (c), KEY (e, a)
);
INSERT INTO times VALUES (1, '0000-00-00', '-838:59:59.999999', '9999-12-31 23:59:59.999999', '2038-01-19 03:14:07.999', 2155, '2001-01-01'),
  (2, '1000-01-01', '00:00:00', '0000-00-00 00:00:00', '1970-01-02 00:00:01', 0000, '2001-01-01 12:13:14'), (3, NULL, NULL, NULL, NULL, NULL, '2024-10-27 00:30:00');
CREATE TABLE texts (
  id int PRIMARY KEY, a char(10), b varchar(255) CHARACTER SET latin1, c tinytext, d text CHARACTER SET gbk, e mediumtext COLLATE utf8mb4_bin, f longtext CHARACTER SET utf16,
  g enum('a','b''c','d\\e',''), h set('x','y'), i json, j inet6, k uuid, l inet4, m varchar(20) CHARACTER SET big5, n varchar(30) CHARACTER SET sjis, o varchar(20) CHARACTER SET utf8mb3,
  p varchar(2000) COMPRESSED, FULLTEXT KEY words (c, a), FULLTEXT KEY more (e), KEY prefix (c(7))
) CHARSET = utf8mb4;
INSERT INTO texts VALUES
  (1, 'a', 'Müller', '', '快递', '😀 4 bytes', '𝄞', 'b''c', 'x,y', '{"a": [1, "\\u00e9\\n"]}', '::1', '123e4567-e89b-12d3-a456-426655440000', '10.0.0.1', '功能', '表示', 'é', REPEAT('long ', 300)),
  (2, NULL, '', 'tab\there', '縗\\''quote', 'line\r\nbreak\0nul\Zctrl-z', NULL, 'd\\e', '', '[]', NULL, NULL, NULL, '許\\', 'ソ\\''', '"', NULL),
  (3, '', 'x', 'NULL', 'NULL', '\\N', '\\', '', 'x', 'null', 'fe80::1', NULL, '0.0.0.0', NULL, NULL, '', '(1,2),(3');
CREATE TABLE bytes (id int PRIMARY KEY, a binary(4), b varbinary(300), c tinyblob, d blob, e mediumblob, f longblob, KEY (b(20)));
INSERT INTO bytes VALUES (1, x'00ff2700', x'000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f202122232425262728292a2b2c2d2e2f303132333435363738393a3b3c3d3e3f404142434445464748494a4b4c4d4e4f505152535455565758595a5b5c5d5e5f606162636465666768696a6b6c6d6e6f707172737475767778797a7b7c7d7e7f808182838485868788898a8b8c8d8e8f909192939495969798999a9b9c9d9e9fa0a1a2a3a4a5a6a7a8a9aaabacadaeafb0b1b2b3b4b5b6b7b8b9babbbcbdbebfc0c1c2c3c4c5c6c7c8c9cacbcccdcecfd0d1d2d3d4d5d6d7d8d9dadbdcdddedfe0e1e2e3e4e5e6e7e8e9eaebecedeeeff0f1f2f3f4f5f6f7f8f9fafbfcfdfeff', x'275c220a0d001a', NULL, REPEAT(x'000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f202122232425262728292a2b2c2d2e2f303132333435363738393a3b3c3d3e3f404142434445464748494a4b4c4d4e4f505152535455565758595a5b5c5d5e5f606162636465666768696a6b6c6d6e6f707172737475767778797a7b7c7d7e7f808182838485868788898a8b8c8d8e8f909192939495969798999a9b9c9d9e9fa0a1a2a3a4a5a6a7a8a9aaabacadaeafb0b1b2b3b4b5b6b7b8b9babbbcbdbebfc0c1c2c3c4c5c6c7c8c9cacbcccdcecfd0d1d2d3d4d5d6d7d8d9dadbdcdddedfe0e1e2e3e4e5e6e7e8e9eaebecedeeeff0f1f2f3f4f5f6f7f8f9fafbfcfdfeff', 4096), x''),
  (2, NULL, '', 'it''s', x'00', REVERSE(REPEAT(x'000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f202122232425262728292a2b2c2d2e2f303132333435363738393a3b3c3d3e3f404142434445464748494a4b4c4d4e4f505152535455565758595a5b5c5d5e5f606162636465666768696a6b6c6d6e6f707172737475767778797a7b7c7d7e7f808182838485868788898a8b8c8d8e8f909192939495969798999a9b9c9d9e9fa0a1a2a3a4a5a6a7a8a9aaabacadaeafb0b1b2b3b4b5b6b7b8b9babbbcbdbebfc0c1c2c3c4c5c6c7c8c9cacbcccdcecfd0d1d2d3d4d5d6d7d8d9dadbdcdddedfe0e1e2e3e4e5e6e7e8e9eaebecedeeeff0f1f2f3f4f5f6f7f8f9fafbfcfdfeff', 4096)), REPEAT(x'27', 1048576));
CREATE TABLE shapes (id int PRIMARY KEY, a geometry NOT NULL, b point, c linestring, d polygon, e multipoint, f multilinestring, g multipolygon, h geometrycollection, SPATIAL KEY (a));
INSERT INTO shapes VALUES (1, ST_GeomFromText('POINT(1 2)', 4326), POINT(1, 2), ST_GeomFromText('LINESTRING(0 0,1 1)'), ST_GeomFromText('POLYGON((0 0,0 1,1 1,0 0))'), ST_GeomFromText('MULTIPOINT(0 0,1 1)'),
  ST_GeomFromText('MULTILINESTRING((0 0,1 1),(2 2,3 3))'), ST_GeomFromText('MULTIPOLYGON(((0 0,0 1,1 1,0 0)))'), ST_GeomFromText('GEOMETRYCOLLECTION(POINT(1 1))'));
CREATE TABLE `表 "名" ``x`` 'q' \ .` (`列` int, `a b` int, `select` varchar(20) DEFAULT 'd''e\\f', PRIMARY KEY (`列`), KEY `索引` (`a b`)) COMMENT = 'note; with ''quotes'', \\ and 表';
INSERT INTO `表 "名" ``x`` 'q' \ .` VALUES (1, 2, 'x'), (3, 4, NULL);
CREATE TABLE `name_of_sixty_four_characters_0123456789012345678901234567890123` (`column_of_sixty_four_characters_01234567890123456789012345678901` int PRIMARY KEY);
INSERT INTO `name_of_sixty_four_characters_0123456789012345678901234567890123` VALUES (1);
CREATE TABLE parent (a int, b varchar(10), PRIMARY KEY (a, b), UNIQUE KEY (b));
CREATE TABLE child (id int PRIMARY KEY, pa int, pb varchar(10), self int, c int CHECK (c > 0), CONSTRAINT `both` FOREIGN KEY (pa, pb) REFERENCES parent (a, b) ON DELETE CASCADE ON UPDATE SET NULL,
  CONSTRAINT one FOREIGN KEY (self) REFERENCES child (id), CONSTRAINT less CHECK (c < 1000));
INSERT INTO parent VALUES (1, 'x'), (2, 'y');
INSERT INTO child VALUES (1, 1, 'x', NULL, 5), (2, NULL, 'nobody', 1, NULL), (3, 2, 'y', 3, 999);
CREATE TABLE nokey (a int, b text);
INSERT INTO nokey VALUES (1, 'same'), (1, 'same'), (NULL, NULL);
CREATE TABLE uniqueonly (a int NOT NULL, b int, UNIQUE KEY (a), KEY (b));
INSERT INTO uniqueonly VALUES (1, 2), (2, 2);
CREATE TABLE counter (a int, b int AUTO_INCREMENT, c int, PRIMARY KEY (a, b), KEY (c), KEY (b));
INSERT INTO counter VALUES (1, 5, 1), (1, 9, 1);
CREATE TABLE old (a int AUTO_INCREMENT, b int, PRIMARY KEY (b, a), KEY (b)) ENGINE = MyISAM;
INSERT INTO old (b) VALUES (1), (1), (2);
CREATE TABLE crashsafe (a int, KEY (a)) ENGINE = Aria TRANSACTIONAL = 1;
INSERT INTO crashsafe VALUES (1), (2);
CREATE TABLE inmemory (a int) ENGINE = MEMORY;
CREATE TABLE csvlike (a int NOT NULL, b varchar(10) NOT NULL) ENGINE = CSV;
INSERT INTO csvlike VALUES (1, 'a"b,');
CREATE TABLE parts (a int, b date, c int, PRIMARY KEY (a, b), KEY (c)) PARTITION BY RANGE (year(b)) SUBPARTITION BY HASH (a) SUBPARTITIONS 2 (PARTITION p0 VALUES LESS THAN (2000), PARTITION p1 VALUES LESS THAN MAXVALUE);
INSERT INTO parts VALUES (1, '1999-12-31', 1), (2, '2020-01-01', 2);
CREATE TABLE history (a int PRIMARY KEY, b int, KEY (b)) WITH SYSTEM VERSIONING;
INSERT INTO history VALUES (1, 1), (2, 2);
CREATE TABLE packed (a int PRIMARY KEY, b text) ROW_FORMAT = COMPRESSED KEY_BLOCK_SIZE = 8;
INSERT INTO packed VALUES (1, REPEAT('x', 5000));
CREATE TABLE paged (a int PRIMARY KEY, b text) PAGE_COMPRESSED = 1;
INSERT INTO paged VALUES (1, REPEAT('y', 5000));
CREATE TABLE empty (a int PRIMARY KEY, b varchar(10) DEFAULT 'x', KEY (b));
CREATE SEQUENCE seq START WITH 100 INCREMENT BY 10 MAXVALUE 1000 CYCLE;
SELECT NEXTVAL(seq) INTO @ignored;
CREATE TABLE counted (a int DEFAULT NEXTVAL(seq) PRIMARY KEY, b int);
INSERT INTO counted (b) VALUES (1), (2);
CREATE VIEW `zz first` AS SELECT id, a FROM numbers WHERE a > 0 WITH CASCADED CHECK OPTION;
CREATE VIEW `aa on top` AS SELECT z.id, t.d AS `文` FROM `zz first` z JOIN texts t ON t.id = z.id - 999;
CREATE ALGORITHM = TEMPTABLE SQL SECURITY INVOKER VIEW literal AS SELECT 'it''s; not `kinds`.x' AS a, _gbk x'BFEC' COLLATE gbk_chinese_ci AS b;
DELIMITER ;;
CREATE FUNCTION double_of(x int) RETURNS int DETERMINISTIC COMMENT 'twice; ''quoted''' BEGIN DECLARE y int DEFAULT 0; SET y = x * 2; /* ; */ RETURN y; END;;
CREATE PROCEDURE `过程 ``p```(IN a int, OUT b varchar(20) CHARACTER SET gbk, INOUT c json) MODIFIES SQL DATA SQL SECURITY INVOKER
BEGIN
  -- a comment; with 'quotes
  DECLARE EXIT HANDLER FOR SQLEXCEPTION ROLLBACK;
  IF a > 1 THEN INSERT INTO child (id, c) VALUES (double_of(a), 1); ELSE SET b = '快''递;'; END IF;
END;;
CREATE AGGREGATE FUNCTION product_of(x int) RETURNS int BEGIN DECLARE r int DEFAULT 1; DECLARE CONTINUE HANDLER FOR NOT FOUND RETURN r; LOOP FETCH GROUP NEXT ROW; SET r = r * x; END LOOP; END;;
CREATE TRIGGER before_child BEFORE INSERT ON child FOR EACH ROW BEGIN SET NEW.c = coalesce(NEW.c, 1); END;;
CREATE TRIGGER `after ``child``` AFTER INSERT ON child FOR EACH ROW INSERT INTO nokey VALUES (NEW.id, 'from; a trigger');;
CREATE TRIGGER second_before BEFORE INSERT ON child FOR EACH ROW FOLLOWS before_child SET NEW.self = NEW.self;;
CREATE EVENT nightly ON SCHEDULE EVERY 1 DAY STARTS '2037-01-01 00:00:00' ON COMPLETION PRESERVE ENABLE COMMENT 'night; ly' DO BEGIN DELETE FROM nokey WHERE a IS NULL; END;;
CREATE EVENT sleeping ON SCHEDULE EVERY 1 HOUR DISABLE DO UPDATE nokey SET a = a;;
SET sql_mode = 'ORACLE';;
CREATE PACKAGE pack AS FUNCTION f RETURN int; PROCEDURE p(a int); END;;
CREATE PACKAGE BODY pack AS FUNCTION f RETURN int AS BEGIN RETURN 1; END; PROCEDURE p(a int) AS BEGIN NULL; END; END;;
DELIMITER ;
