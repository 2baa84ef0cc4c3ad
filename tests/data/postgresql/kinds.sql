-- One of every kind of object a PostgreSQL database commonly holds, for comparing what was dumped with what was restored.
-- Made for servers from 13 on; run as a superuser in an empty database. Roles are made by the test: kinds_owner, kinds_reader.

CREATE EXTENSION IF NOT EXISTS hstore;                                        -- 1 extension
CREATE SCHEMA shop AUTHORIZATION kinds_owner;                                 -- 2 schema
CREATE SCHEMA "Größe ""x""";
CREATE SCHEMA "库存";

CREATE TYPE shop.mood AS ENUM ('sad', 'ok', 'it''s \ fine', '开心');            -- 3 enum
CREATE TYPE shop.address AS (street text, "no" int, zip varchar(10));         -- 4 composite type
CREATE TYPE shop.floatrange AS RANGE (subtype = float8, subtype_diff = float8mi); -- 5 range
CREATE DOMAIN shop.percent AS numeric(5,2) DEFAULT 0 CONSTRAINT sane CHECK (VALUE BETWEEN 0 AND 100); -- 6 domain
CREATE COLLATION shop.plain (provider = libc, locale = 'C');                  -- 7 collation

CREATE FUNCTION shop.add(a int, b int) RETURNS int LANGUAGE sql IMMUTABLE STRICT AS 'SELECT a + b'; -- 8 SQL function
CREATE FUNCTION shop.stamp() RETURNS trigger LANGUAGE plpgsql AS $body$
BEGIN
    NEW.note := coalesce(NEW.note, '') || ' stamped; $x$ -- not a comment';
    RETURN NEW;
END $body$;                                                                   -- 9 trigger function
CREATE PROCEDURE shop.nothing(INOUT x int) LANGUAGE plpgsql AS $$ BEGIN x := x + 1; END $$; -- 10 procedure
CREATE AGGREGATE shop.total(int) (SFUNC = int4pl, STYPE = int, INITCOND = '0'); -- 11 aggregate
CREATE OPERATOR shop.@+ (LEFTARG = int, RIGHTARG = int, FUNCTION = shop.add); -- 12 operator
CREATE FUNCTION shop.mood_to_int(shop.mood) RETURNS int LANGUAGE sql IMMUTABLE AS $$ SELECT CASE $1 WHEN 'sad' THEN 0 ELSE 1 END $$;
CREATE CAST (shop.mood AS int) WITH FUNCTION shop.mood_to_int(shop.mood) AS ASSIGNMENT; -- 13 cast
CREATE OPERATOR FAMILY shop.ints USING btree;                                 -- 14 operator family
CREATE OPERATOR CLASS shop.int_backward FOR TYPE int USING btree FAMILY shop.ints AS
    OPERATOR 1 >, OPERATOR 2 >=, OPERATOR 3 =, OPERATOR 4 <=, OPERATOR 5 <, FUNCTION 1 btint4cmp(int, int); -- 15 operator class

CREATE SEQUENCE shop.ticket START 1000 INCREMENT 7 CACHE 5;                   -- 16 sequence
SELECT setval('shop.ticket', 4242);
CREATE TABLE shop.customer (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,                       -- 17 identity, 18 primary key
    name text COLLATE shop.plain NOT NULL,
    "sélect ""q""" text DEFAULT 'a''b\c',
    mood shop.mood DEFAULT 'ok',
    home shop.address,
    tags text[] NOT NULL DEFAULT '{}',
    doc jsonb,
    extra hstore,
    rate shop.percent,
    during tstzrange,
    netto numeric(10,2) NOT NULL DEFAULT 1,
    brutto numeric(10,2) GENERATED ALWAYS AS (netto * 1.19) STORED,           -- 19 generated column
    raw bytea,
    note text,
    favourite bigint,
    CONSTRAINT customer_name_key UNIQUE (name),                               -- 20 unique constraint
    CONSTRAINT rich CHECK (netto >= 0) NOT VALID                              -- 21 check constraint
);
CREATE TABLE shop.orders (
    id int PRIMARY KEY DEFAULT nextval('shop.ticket'),
    customer bigint NOT NULL REFERENCES shop.customer (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED, -- 22 foreign key
    placed timestamptz NOT NULL DEFAULT '2020-02-29 12:00:00+00',
    old serial                                                                -- 23 owned sequence
);
ALTER TABLE shop.customer ADD CONSTRAINT favourite_order FOREIGN KEY (favourite) REFERENCES shop.orders (id); -- 24 mutual foreign keys
ALTER TABLE shop.customer ALTER COLUMN name SET STATISTICS 300;
ALTER TABLE shop.customer ALTER COLUMN raw SET STORAGE EXTERNAL;
ALTER TABLE shop.customer SET (fillfactor = 80);                              -- 25 storage parameters
CREATE TABLE shop.booking (room int, during tsrange, EXCLUDE USING gist (during WITH &&)); -- 26 exclusion constraint
CREATE TABLE shop.event (at date NOT NULL, kind int, text text, PRIMARY KEY (at, kind)) PARTITION BY RANGE (at); -- 27 partitioned table
CREATE TABLE shop.event_2020 PARTITION OF shop.event FOR VALUES FROM ('2020-01-01') TO ('2021-01-01');
CREATE TABLE shop.event_2021 PARTITION OF shop.event FOR VALUES FROM ('2021-01-01') TO ('2022-01-01') PARTITION BY LIST (kind);
CREATE TABLE shop.event_2021_1 PARTITION OF shop.event_2021 FOR VALUES IN (1);
CREATE TABLE shop.event_rest PARTITION OF shop.event DEFAULT;
CREATE INDEX event_text ON shop.event (text);                                 -- 28 partitioned index
CREATE TABLE shop.base (a int); CREATE TABLE shop.child (b int) INHERITS (shop.base); -- 29 inheritance
CREATE UNLOGGED TABLE shop.scratch (x int);                                   -- 30 unlogged table
CREATE TABLE "库存"."表 名" ("列 一" int PRIMARY KEY, "Ü'""\" text);
CREATE TABLE "Größe ""x""".nothing ();
CREATE TABLE shop.wide AS SELECT i AS id, md5(i::text) AS text FROM generate_series(1, 5000) i;

INSERT INTO shop.customer (name, mood, home, tags, doc, extra, rate, during, netto, raw, note) VALUES
    ('plain', 'it''s \ fine', ROW('a "street"', 5, NULL), '{"a,b",NULL,"c\"d"}', '{"k": [1, null, "\u00e4"]}', 'a=>1, b=>NULL', 12.5, '[2020-01-01,2021-01-01)', 100, '\x00ff5c0a27', NULL),
    (E'tab\tnewline\nback\\slash\rcr', DEFAULT, NULL, DEFAULT, NULL, NULL, NULL, 'empty', 0, '', E'\\.'),
    ('汉字 and 😀', 'sad', ROW('', NULL, ''), '{{1,2},{3,4}}', '"\\N"', '', 0, NULL, 7.77, NULL, '\N');
INSERT INTO shop.orders (customer) SELECT 1 FROM generate_series(1, 100);
UPDATE shop.customer SET favourite = (SELECT min(id) FROM shop.orders) WHERE id = 1;
INSERT INTO shop.event SELECT date '2020-01-01' + i, 1, 'event ' || i FROM generate_series(0, 1500) i;
INSERT INTO shop.booking VALUES (1, '[2020-01-01,2020-01-02)'), (1, '[2020-02-01,2020-02-02)');
INSERT INTO shop.base VALUES (1); INSERT INTO shop.child VALUES (2, 3);
INSERT INTO "库存"."表 名" VALUES (1, E'\\'), (2, NULL), (3, '');
INSERT INTO "Größe ""x""".nothing DEFAULT VALUES; INSERT INTO "Größe ""x""".nothing DEFAULT VALUES;

CREATE INDEX customer_lower ON shop.customer (lower(name)) WHERE netto > 0;   -- 31 expression and partial index
CREATE INDEX customer_doc ON shop.customer USING gin (doc jsonb_path_ops) ;
CREATE UNIQUE INDEX orders_both ON shop.orders (customer, id) INCLUDE (placed);
CLUSTER shop.orders USING orders_both;                                        -- 32 clustered index
ALTER TABLE shop.orders REPLICA IDENTITY USING INDEX orders_pkey;
CREATE STATISTICS shop.event_stats (dependencies) ON at, kind FROM shop.event_2020; -- 33 extended statistics
CREATE VIEW shop.rich WITH (security_barrier = true) AS SELECT id, name FROM shop.customer WHERE netto > 50 WITH CHECK OPTION; -- 34 view
CREATE MATERIALIZED VIEW shop.counts AS SELECT customer, count(*) AS n FROM shop.orders GROUP BY customer; -- 35 materialised view
CREATE UNIQUE INDEX counts_key ON shop.counts (customer);
CREATE MATERIALIZED VIEW shop.empty_counts AS SELECT * FROM shop.counts WITH NO DATA;
CREATE RULE quiet AS ON DELETE TO shop.wide DO INSTEAD (SELECT 1; SELECT 2);  -- 36 rule
CREATE TRIGGER stamp BEFORE INSERT ON shop.customer FOR EACH ROW WHEN (NEW.note IS NULL) EXECUTE FUNCTION shop.stamp(); -- 37 trigger
ALTER TABLE shop.customer DISABLE TRIGGER stamp;
ALTER TABLE shop.orders ENABLE ROW LEVEL SECURITY;                            -- 38 row security
CREATE POLICY own_orders ON shop.orders FOR SELECT TO kinds_reader USING (customer = 1); -- 39 policy
CREATE FUNCTION shop.on_ddl() RETURNS event_trigger LANGUAGE plpgsql AS $$ BEGIN NULL; END $$;
CREATE EVENT TRIGGER watch_ddl ON ddl_command_end WHEN TAG IN ('CREATE TABLE') EXECUTE FUNCTION shop.on_ddl(); -- 40 event trigger
CREATE TEXT SEARCH DICTIONARY shop.simple_dict (TEMPLATE = pg_catalog.simple, STOPWORDS = english); -- 41 text search
CREATE TEXT SEARCH CONFIGURATION shop.english_plain (COPY = pg_catalog.english);
CREATE FOREIGN DATA WRAPPER dummy_wrapper;                                    -- 42 foreign-data wrapper
CREATE SERVER elsewhere FOREIGN DATA WRAPPER dummy_wrapper OPTIONS (host 'nowhere'); -- 43 server
CREATE USER MAPPING FOR kinds_reader SERVER elsewhere OPTIONS (username 'nobody');   -- 44 user mapping
CREATE FOREIGN TABLE shop.remote (id int OPTIONS (position '1'), t text) SERVER elsewhere; -- 45 foreign table
CREATE PUBLICATION everything FOR TABLE shop.orders, shop.wide WITH (publish = 'insert'); -- 46 publication
COMMENT ON TABLE shop.customer IS E'a comment; with ''quotes''\nand a second line'; -- 47 comment
COMMENT ON COLUMN shop.customer.name IS '名称';
COMMENT ON CONSTRAINT rich ON shop.customer IS 'not valid yet';
GRANT USAGE ON SCHEMA shop TO kinds_reader;                                   -- 48 privileges
GRANT SELECT (id, name) ON shop.customer TO kinds_reader;
GRANT SELECT ON ALL TABLES IN SCHEMA "库存" TO PUBLIC;
REVOKE EXECUTE ON FUNCTION shop.add(int, int) FROM PUBLIC;
ALTER DEFAULT PRIVILEGES FOR ROLE kinds_owner IN SCHEMA shop GRANT SELECT ON TABLES TO kinds_reader; -- 49 default privileges
ALTER TABLE shop.customer OWNER TO kinds_owner;                               -- 50 owners
ALTER TABLE shop.orders OWNER TO kinds_owner;
ALTER FUNCTION shop.add(int, int) OWNER TO kinds_owner;
SELECT lo_from_bytea(900001, decode(repeat('00ff5c', 50000), 'hex'));         -- 51 large objects
SELECT lo_from_bytea(900002, ''::bytea);
COMMENT ON LARGE OBJECT 900001 IS 'big';
ALTER LARGE OBJECT 900001 OWNER TO kinds_owner;
GRANT SELECT ON LARGE OBJECT 900001 TO kinds_reader;
REFRESH MATERIALIZED VIEW shop.counts;
ALTER TABLE shop.customer ADD CONSTRAINT later CHECK (netto < 1000000) NOT VALID; -- 52 constraint that was never checked
CREATE TABLE shop.addresses OF shop.address (PRIMARY KEY ("no"));             -- 53 typed table
INSERT INTO shop.addresses VALUES ('typed', 1, NULL);
CREATE FUNCTION shop.looks() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NULL; END $$;
CREATE CONSTRAINT TRIGGER checks AFTER UPDATE ON shop.wide DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION shop.looks(); -- 54 constraint trigger
ALTER TABLE shop.wide ENABLE ALWAYS TRIGGER checks;
ALTER TABLE shop.orders FORCE ROW LEVEL SECURITY;                             -- 55 forced row security
CREATE CONVERSION shop.old_latin FOR 'LATIN1' TO 'UTF8' FROM iso8859_1_to_utf8; -- 56 conversion
CREATE SUBSCRIPTION faraway CONNECTION 'dbname=nowhere' PUBLICATION news WITH (connect = false, slot_name = NONE); -- 57 subscription
CREATE FUNCTION shop.body(i int) RETURNS int LANGUAGE sql BEGIN ATOMIC SELECT CASE WHEN i > 0 THEN 1 ELSE 2 END; END; -- 58 function with a parsed body
CREATE TABLE shop.points (id int GENERATED BY DEFAULT AS IDENTITY (START 5 INCREMENT 5), p point, b box, u uuid, n inet, m macaddr, i interval, t tsvector, x xml, bits bit varying(9), ch char(3), many int4multirange);
INSERT INTO shop.points (p, b, u, n, m, i, t, x, bits, ch, many) VALUES ('(1,2)', '(0,0),(1,1)', '00000000-0000-0000-0000-00000000abcd', '10.0.0.0/8', '08:00:2b:01:02:03',
    '1 year -3 days 04:05:06.789', 'a:1 b:2', '<a>1</a>', B'1010', 'x', '{[1,3),[5,6)}'); -- 59 types of many kinds
