#include "bench/support/shopdata.h"

#include <cstdio>
#include <memory>
#include <random>
#include <string>

namespace {

class Writer
{
public:
    explicit Writer(const QByteArray& path) : m_file(std::fopen(path.constData(), "wb"), std::fclose) { }
    bool isOpen() const { return bool(m_file); }
    std::int64_t written() const { return m_written; }
    void put(const std::string& text)
    {
        m_written += std::int64_t(text.size());
        m_ok = std::fwrite(text.data(), 1, text.size(), m_file.get()) == text.size() && m_ok;
    }
    bool finish() { return std::fflush(m_file.get()) == 0 && m_ok; }

private:
    std::unique_ptr<std::FILE, int (*)(std::FILE*)> m_file;
    std::int64_t m_written = 0;
    bool m_ok = true;
};

class Shop
{
public:
    std::string number(int below) { return std::to_string(pick(below)); }
    std::string price() { return std::to_string(pick(90000)) + "." + std::to_string(10 + pick(90)); }
    std::string date()
    {
        char text[40];
        std::snprintf(text, sizeof text, "'20%02d-%02d-%02d %02d:%02d:%02d'", 10 + pick(15), 1 + pick(12), 1 + pick(28), pick(24), pick(60), pick(60));
        return text;
    }
    std::string words(int count)
    {
        static const char* const list[] = {"green", "table", "lamp", "Müller''s", "ordre", "快递", "small", "wooden", "chair", "steel", "north", "库存", "paper", "round"};
        std::string text = "'";
        for (int i = 0; i < count; ++i)
            text += (i ? " " : "") + std::string(list[pick(14)]);
        return text + "'";
    }
    std::string json() { return "'{\"colour\":\"" + std::to_string(pick(999)) + "\",\"size\":[" + number(50) + "," + number(50) + "],\"tags\":[\"a\",\"b\"]}'"; }
    std::string blob(int bytes)
    {
        static const char digits[] = "0123456789abcdef";
        std::string text = "X'";
        for (int i = 0; i < 2 * bytes; ++i)
            text += digits[pick(16)];
        return text + "'";
    }
    std::string maybe(std::string value) { return pick(10) == 0 ? "NULL" : value; }

private:
    int pick(int below) { return int(m_random() % unsigned(below)); }
    std::mt19937 m_random{20260101};
};

// One row of a table; `key` counts from 1, and points to parents that exist.
using RowWriter = std::string (*)(Shop&, std::int64_t key);

struct Table
{
    const char* name;
    int perRound;       ///< rows for each customer; 0: one for every fourth
    RowWriter row;
};

std::string text(std::int64_t number) { return std::to_string(number); }

const Table tables[] = {
    {"customer", 1, [](Shop& s, std::int64_t k) { return text(k) + "," + s.words(2) + "," + s.words(3) + "," + s.maybe(s.words(6)) + "," + s.date(); }},
    {"address", 1, [](Shop& s, std::int64_t k) { return text(k) + "," + text(k) + "," + s.words(4) + "," + s.number(99999); }},
    {"product", 1, [](Shop& s, std::int64_t k) { return text(k) + "," + s.words(3) + "," + s.price() + "," + s.json() + "," + s.words(30); }},
    {"stock", 1, [](Shop& s, std::int64_t k) { return text(k) + "," + text(k) + "," + s.number(1000) + "," + s.date(); }},
    {"\"order\"", 1, [](Shop& s, std::int64_t k) { return text(k) + "," + text(k) + "," + s.date() + "," + s.price() + "," + s.maybe(s.words(8)); }},
    {"orderline", 4, [](Shop& s, std::int64_t k) { return text(k) + "," + text((k + 3) / 4) + "," + text((k + 3) / 4) + "," + s.number(20) + "," + s.price(); }},
    {"event", 4, [](Shop& s, std::int64_t k) { return text(k) + "," + s.date() + "," + s.words(2) + "," + s.json(); }},
    {"payment", 1, [](Shop& s, std::int64_t k) { return text(k) + "," + text(k) + "," + s.price() + "," + s.date(); }},
    {"review", 1, [](Shop& s, std::int64_t k) { return text(k) + "," + text(k) + "," + s.number(6) + "," + s.maybe(s.words(40)); }},
    {"picture", 0, [](Shop& s, std::int64_t k) { return text(k) + "," + text(4 * k) + "," + s.blob(600); }},
};

std::int64_t rowsOf(const Table& table, std::int64_t rounds) { return table.perRound ? rounds * table.perRound : rounds / 4; }

void putTable(Writer& out, const Table& table, std::int64_t rounds)
{
    Shop shop;
    for (std::int64_t key = 1; key <= rowsOf(table, rounds); ++key)
        out.put("INSERT INTO " + std::string(table.name) + " VALUES(" + table.row(shop, key) + ");\n");
}

const char head[] = "PRAGMA foreign_keys=OFF;\nBEGIN TRANSACTION;\n"
    "CREATE TABLE customer(id INTEGER PRIMARY KEY, name TEXT NOT NULL, mail TEXT, note TEXT, made TEXT);\n"
    "CREATE TABLE address(id INTEGER PRIMARY KEY, customer INTEGER REFERENCES customer(id), street TEXT, zip TEXT);\n"
    "CREATE TABLE product(id INTEGER PRIMARY KEY, name TEXT, price DECIMAL(10,2), attributes TEXT, description TEXT);\n"
    "CREATE TABLE stock(id INTEGER PRIMARY KEY, product INTEGER REFERENCES product(id), amount INTEGER, counted TEXT);\n"
    "CREATE TABLE \"order\"(id INTEGER PRIMARY KEY, customer INTEGER REFERENCES customer(id), placed TEXT, total REAL, note TEXT);\n"
    "CREATE TABLE orderline(id INTEGER PRIMARY KEY, \"order\" INTEGER REFERENCES \"order\"(id), product INTEGER REFERENCES product(id), amount INTEGER, price REAL);\n"
    "CREATE TABLE event(id INTEGER PRIMARY KEY, at TEXT, kind TEXT, data TEXT);\n"
    "CREATE TABLE payment(id INTEGER PRIMARY KEY, \"order\" INTEGER REFERENCES \"order\"(id), amount REAL, paid TEXT);\n"
    "CREATE TABLE review(id INTEGER PRIMARY KEY, product INTEGER REFERENCES product(id), stars INTEGER, text TEXT);\n"
    "CREATE TABLE picture(id INTEGER PRIMARY KEY, product INTEGER REFERENCES product(id), data BLOB);\n";

const char tail[] = "CREATE INDEX customer_name ON customer(name);\nCREATE INDEX address_customer ON address(customer);\n"
    "CREATE INDEX product_name ON product(name, price);\nCREATE INDEX stock_product ON stock(product);\n"
    "CREATE INDEX order_customer ON \"order\"(customer, placed);\nCREATE INDEX line_order ON orderline(\"order\");\n"
    "CREATE INDEX line_product ON orderline(product);\nCREATE INDEX event_at ON event(at);\nCREATE INDEX payment_order ON payment(\"order\");\n"
    "CREATE INDEX review_product ON review(product, stars);\nCOMMIT;\n";

} // namespace

bool writeShopScript(const QByteArray& path, std::int64_t bytes)
{
    Writer out(path);
    if (!out.isOpen())
        return false;
    const std::int64_t bytesPerRound = 1950; // measured with this data; the size is met within a few per cent
    out.put(head);
    for (const Table& table : tables)
        putTable(out, table, bytes / bytesPerRound);
    out.put(tail);
    return out.finish();
}
