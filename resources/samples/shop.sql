-- The sample shop: scripts/make-sample.sh runs this in SQLite and packs what .dump says into shop.sql.gz.
-- Everything is made by arithmetic, so the sample is the same each time.
PRAGMA foreign_keys = ON;
PRAGMA user_version = 7;

CREATE TABLE category (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
INSERT INTO category (name) VALUES ('茶叶'), ('瓷器'), ('文具'), ('丝绸'), ('Bücher'), ('O''Brien''s Snacks');

CREATE TABLE product (
    id INTEGER PRIMARY KEY,
    category_id INTEGER NOT NULL REFERENCES category (id),
    name TEXT NOT NULL,
    price_cents INTEGER NOT NULL CHECK (price_cents > 0),
    weight_kg REAL,
    picture BLOB
);
WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 60)
INSERT INTO product (category_id, name, price_cents, weight_kg, picture)
SELECT 1 + i % 6,
       substr('龙井普洱青花白瓷毛笔宣纸云锦苏绣', 1 + (i * 2) % 16, 2) || ' No. ' || i,
       100 + (i * 7919) % 90000,
       CASE WHEN i % 7 THEN round(i * 0.37, 3) END,
       CASE WHEN i % 5 = 0 THEN CAST(x'89504e470d0a1a0a00ff00fe8027' || char(i) AS BLOB) END
FROM n;

CREATE TABLE customer (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    city TEXT,
    note TEXT
);
WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 120)
INSERT INTO customer (name, city, note)
SELECT substr('王李张刘陈杨赵黄周吴', 1 + i % 10, 1) || substr('伟芳娜敏静丽强磊军洋勇艳', 1 + (i * 5) % 12, 1),
       substr('北京上海广州深圳杭州成都西安南京', 1 + 2 * (i % 8), 2),
       CASE WHEN i % 9 = 0 THEN 'second line below' || char(10) || '— “quoted”; 100 %' END
FROM n;

CREATE TABLE "order" (
    id INTEGER PRIMARY KEY,
    customer_id INTEGER NOT NULL REFERENCES customer (id),
    ordered_on TEXT NOT NULL,
    paid INTEGER NOT NULL DEFAULT 0
);
WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 240)
INSERT INTO "order" (customer_id, ordered_on, paid)
SELECT 1 + (i * 37) % 120, date('2024-01-01', '+' || i || ' days'), i % 4 <> 0 FROM n;

CREATE TABLE order_line (
    order_id INTEGER NOT NULL REFERENCES "order" (id) ON DELETE CASCADE,
    product_id INTEGER NOT NULL REFERENCES product (id),
    amount INTEGER NOT NULL,
    PRIMARY KEY (order_id, product_id)
) WITHOUT ROWID;
WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 719)
INSERT INTO order_line (order_id, product_id, amount)
SELECT 1 + i / 3, 1 + ((i / 3) * 11 + (i % 3) * 17) % 60, 1 + i % 5 FROM n;

CREATE TABLE order_log (id INTEGER PRIMARY KEY AUTOINCREMENT, order_id INTEGER NOT NULL, what TEXT NOT NULL);

CREATE INDEX order_by_customer ON "order" (customer_id, ordered_on);
CREATE INDEX product_by_name ON product (name COLLATE NOCASE);
CREATE VIEW revenue_by_city AS
    SELECT c.city, sum(l.amount * p.price_cents) AS cents
    FROM customer c JOIN "order" o ON o.customer_id = c.id JOIN order_line l ON l.order_id = o.id JOIN product p ON p.id = l.product_id
    GROUP BY c.city;
CREATE TRIGGER order_paid AFTER UPDATE OF paid ON "order" WHEN new.paid <> old.paid
BEGIN
    INSERT INTO order_log (order_id, what) VALUES (new.id, CASE WHEN new.paid THEN '已付款; paid' ELSE '已退款; returned' END);
END;
UPDATE "order" SET paid = 1 WHERE id IN (4, 8, 12);
