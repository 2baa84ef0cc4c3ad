#include "bench/mariadb/myshopdatabase.h"

namespace {

// `count` words picked by the row's number, so that every run makes the same text.
QByteArray words(int count)
{
    QByteArrayList picked;
    for (int i = 0; i < count; ++i) {
        const QByteArray number = "((seq*" + QByteArray::number(2654435761 + 97 * i) + ")>>" + QByteArray::number(7 + i % 11) + ")%16";
        picked += "ELT(1+" + number + ",'green','table','lamp','Müller''s','ordre','快递','small','wooden','chair','steel','north','库存','paper','back\\\\slash','round','tab\\tbed')";
    }
    return "CONCAT_WS(' '," + picked.join(',') + ")";
}

QByteArray day(const char* number) { return QByteArray("'2010-01-01'+INTERVAL ((") + number + "*7919)%473040000) SECOND"; }

} // namespace

QByteArray myShopTables()
{
    return
        "CREATE TABLE customer (id bigint PRIMARY KEY, name varchar(60) NOT NULL, mail varchar(60), note varchar(200), made timestamp NULL) DEFAULT CHARSET=utf8mb4;\n"
        "CREATE TABLE address (id bigint PRIMARY KEY, customer bigint NOT NULL, street varchar(120), zip varchar(10)) DEFAULT CHARSET=utf8mb4;\n"
        "CREATE TABLE product (id bigint PRIMARY KEY, name varchar(80), price decimal(10,2), attributes json, description text) DEFAULT CHARSET=utf8mb4;\n"
        "CREATE TABLE stock (id bigint PRIMARY KEY, product bigint NOT NULL, amount int, counted datetime) DEFAULT CHARSET=utf8mb4;\n"
        "CREATE TABLE orders (id bigint PRIMARY KEY, customer bigint NOT NULL, placed datetime, total decimal(10,2), note varchar(200)) DEFAULT CHARSET=utf8mb4;\n"
        "CREATE TABLE orderline (id bigint PRIMARY KEY, orders bigint NOT NULL, product bigint NOT NULL, amount int, price decimal(10,2)) DEFAULT CHARSET=utf8mb4;\n"
        "CREATE TABLE event (id bigint PRIMARY KEY, at datetime, kind varchar(10), data json) DEFAULT CHARSET=utf8mb4;\n"
        "CREATE TABLE payment (id bigint PRIMARY KEY, orders bigint NOT NULL, amount decimal(10,2), paid datetime) DEFAULT CHARSET=utf8mb4;\n"
        "CREATE TABLE review (id bigint PRIMARY KEY, product bigint NOT NULL, stars tinyint, text text) DEFAULT CHARSET=utf8mb4;\n"
        "CREATE TABLE picture (id bigint PRIMARY KEY, product bigint NOT NULL, data blob) DEFAULT CHARSET=utf8mb4;\n";
}

QByteArray myShopRows(std::int64_t bytes)
{
    const std::int64_t bytesPerCustomer = 1300; // measured with this data; the size is met within a few per cent
    const QByteArray nothingEachTenth = "IF(seq%10>0,";
    QByteArray sql =
        "SET time_zone='+00:00'; SET NAMES utf8mb4;\n"
        "INSERT INTO customer SELECT seq," + words(2) + ",CONCAT('c',seq,'@example.org')," + nothingEachTenth + words(6) + ",NULL)," + day("seq") + " FROM seq_1_to_@N;\n"
        "INSERT INTO address SELECT seq,seq," + words(4) + ",seq%99999 FROM seq_1_to_@N;\n"
        "INSERT INTO product SELECT seq," + words(3) + ",(seq*31)%90000,JSON_OBJECT('colour',seq%999,'size',JSON_ARRAY(seq%50,seq%37),'tags',JSON_ARRAY('a','b'))," + words(20) + " FROM seq_1_to_@N;\n"
        "INSERT INTO stock SELECT seq,seq,seq%1000," + day("seq") + " FROM seq_1_to_@N;\n"
        "INSERT INTO orders SELECT seq,seq," + day("seq") + ",(seq*17)%90000," + nothingEachTenth + words(8) + ",NULL) FROM seq_1_to_@N;\n"
        "INSERT INTO orderline SELECT seq,(seq+3) DIV 4,(seq+3) DIV 4,seq%20,(seq*13)%9000 FROM seq_1_to_@F;\n"
        "INSERT INTO event SELECT seq," + day("seq*3") + ",ELT(1+seq%4,'view','click','buy','leave'),JSON_OBJECT('page',seq%999,'ms',seq%5000) FROM seq_1_to_@F;\n"
        "INSERT INTO payment SELECT seq,seq,(seq*17)%90000," + day("seq") + " FROM seq_1_to_@N;\n"
        "INSERT INTO review SELECT seq,seq,seq%6," + nothingEachTenth + words(25) + ",NULL) FROM seq_1_to_@N;\n"
        "INSERT INTO picture SELECT seq,4*seq,UNHEX(REPEAT(MD5(seq),30)) FROM seq_1_to_@Q;\n";
    const qlonglong customers = bytes / bytesPerCustomer;
    return sql.replace("@N", QByteArray::number(customers)).replace("@F", QByteArray::number(4 * customers)).replace("@Q", QByteArray::number(customers / 4));
}

QByteArrayList myShopKeys()
{
    return {
        "ALTER TABLE customer ADD KEY (name)",
        "ALTER TABLE product ADD KEY (name, price)",
        "ALTER TABLE event ADD KEY (at)",
        "ALTER TABLE address ADD FOREIGN KEY (customer) REFERENCES customer (id)",
        "ALTER TABLE stock ADD FOREIGN KEY (product) REFERENCES product (id)",
        "ALTER TABLE orders ADD KEY (customer, placed), ADD FOREIGN KEY (customer) REFERENCES customer (id)",
        "ALTER TABLE orderline ADD FOREIGN KEY (orders) REFERENCES orders (id), ADD FOREIGN KEY (product) REFERENCES product (id)",
        "ALTER TABLE payment ADD FOREIGN KEY (orders) REFERENCES orders (id)",
        "ALTER TABLE review ADD KEY (product, stars), ADD FOREIGN KEY (product) REFERENCES product (id)",
        "ALTER TABLE picture ADD FOREIGN KEY (product) REFERENCES product (id)",
    };
}
