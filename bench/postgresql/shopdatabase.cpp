#include "bench/postgresql/shopdatabase.h"

QByteArray shopDatabaseSql(std::int64_t bytes)
{
    const std::int64_t bytesPerCustomer = 1345; // measured with this data; the size is met within a few per cent
    // words(n, k): n words picked by the digits of a hash, so that every run makes the same text.
    static const char sql[] = R"sql(
CREATE FUNCTION pg_temp.words(n int, k bigint) RETURNS text LANGUAGE sql IMMUTABLE AS $$
    SELECT string_agg((ARRAY['green','table','lamp','Müller''s','ordre','快递','small','wooden','chair','steel','north','库存','paper',E'back\\slash','round','tab	bed'])
                      [1 + get_byte(h, i % 16) % 16], ' ') FROM (SELECT decode(md5(k::text || n), 'hex') AS h) x, generate_series(1, n) i $$;
CREATE FUNCTION pg_temp.day(k bigint) RETURNS timestamptz LANGUAGE sql IMMUTABLE AS $$
    SELECT timestamptz '2010-01-01 00:00:00+00' + ((k * 7919) % 473040000) * interval '1 second' $$;
CREATE TABLE customer AS SELECT k AS id, pg_temp.words(2, k) AS name, 'c' || k || '@example.org' AS mail,
    CASE WHEN k % 10 > 0 THEN pg_temp.words(6, k) END AS note, pg_temp.day(k) AS made FROM generate_series(1, @N) k;
CREATE TABLE address AS SELECT k AS id, k AS customer, pg_temp.words(4, k) AS street, (k % 99999)::text AS zip FROM generate_series(1, @N) k;
CREATE TABLE product AS SELECT k AS id, pg_temp.words(3, k) AS name, ((k * 31) % 90000)::numeric(10,2) AS price,
    jsonb_build_object('colour', k % 999, 'size', jsonb_build_array(k % 50, k % 37), 'tags', '["a","b"]'::jsonb) AS attributes,
    pg_temp.words(20, k) AS description FROM generate_series(1, @N) k;
CREATE TABLE stock AS SELECT k AS id, k AS product, (k % 1000)::int AS amount, pg_temp.day(k) AS counted FROM generate_series(1, @N) k;
CREATE TABLE orders AS SELECT k AS id, k AS customer, pg_temp.day(k) AS placed, ((k * 17) % 90000)::numeric(10,2) AS total,
    CASE WHEN k % 10 > 0 THEN pg_temp.words(8, k) END AS note FROM generate_series(1, @N) k;
CREATE TABLE orderline AS SELECT k AS id, (k + 3) / 4 AS orders, (k + 3) / 4 AS product, (k % 20)::int AS amount,
    ((k * 13) % 9000)::numeric(10,2) AS price FROM generate_series(1, 4 * @N) k;
CREATE TABLE event AS SELECT k AS id, pg_temp.day(k * 3) AS at, (ARRAY['view','click','buy','leave'])[1 + k % 4] AS kind,
    jsonb_build_object('page', k % 999, 'ms', k % 5000) AS data FROM generate_series(1, 4 * @N) k;
CREATE TABLE payment AS SELECT k AS id, k AS orders, ((k * 17) % 90000)::numeric(10,2) AS amount, pg_temp.day(k) AS paid FROM generate_series(1, @N) k;
CREATE TABLE review AS SELECT k AS id, k AS product, (k % 6)::smallint AS stars, CASE WHEN k % 10 > 0 THEN pg_temp.words(25, k) END AS text FROM generate_series(1, @N) k;
CREATE TABLE picture AS SELECT k AS id, 4 * k AS product, decode(repeat(md5(k::text), 30), 'hex') AS data FROM generate_series(1, @N / 4) k;
DO $$ DECLARE t text; BEGIN
    FOREACH t IN ARRAY ARRAY['customer','address','product','stock','orders','orderline','event','payment','review','picture'] LOOP
        EXECUTE format('ALTER TABLE %I ADD PRIMARY KEY (id)', t);
    END LOOP; END $$;
CREATE INDEX ON customer (name); CREATE INDEX ON address (customer); CREATE INDEX ON product (name, price); CREATE INDEX ON stock (product);
CREATE INDEX ON orders (customer, placed); CREATE INDEX ON orderline (orders); CREATE INDEX ON orderline (product); CREATE INDEX ON event (at);
CREATE INDEX ON payment (orders); CREATE INDEX ON review (product, stars);
ALTER TABLE address ADD FOREIGN KEY (customer) REFERENCES customer; ALTER TABLE stock ADD FOREIGN KEY (product) REFERENCES product;
ALTER TABLE orders ADD FOREIGN KEY (customer) REFERENCES customer; ALTER TABLE orderline ADD FOREIGN KEY (orders) REFERENCES orders;
ALTER TABLE orderline ADD FOREIGN KEY (product) REFERENCES product; ALTER TABLE payment ADD FOREIGN KEY (orders) REFERENCES orders;
ALTER TABLE review ADD FOREIGN KEY (product) REFERENCES product; ALTER TABLE picture ADD FOREIGN KEY (product) REFERENCES product;
)sql";
    return QByteArray(sql).replace("@N", QByteArray::number(qlonglong(bytes / bytesPerCustomer)));
}
