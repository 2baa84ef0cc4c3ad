#include "engines/postgresql/load/pgload.h"
#include "engines/postgresql/load/pgorder.h"
#include "engines/postgresql/load/pgverify.h"
#include "tests/engines/postgresql/memorybackup.h"
#include "tests/support/pgserver.h"

#include <QCryptographicHash>
#include <QTest>

#include <thread>

using namespace bakferry;
using namespace Qt::StringLiterals;

namespace {

QByteArray rowsFrom(int first, int count, int customers)
{
    QByteArray rows;
    for (int i = first; i < first + count; ++i)
        rows += QByteArray::number(i) + '\t' + QByteArray::number(i % customers + 1) + "\ttext with \\t and \\\\ of row " + QByteArray::number(i) + QByteArray(i % 97, 'x') + '\n';
    return rows;
}

/// customer ← orders, with keys, an index, a foreign key, a trigger, a matview, a comment and a large object.
void fill(MemoryBackup& backup, int orders)
{
    using enum PgSection;
    const int customer = backup.add("TABLE", "customer", PreData, "CREATE TABLE public.customer (id int, code int, name text);");
    const int order = backup.add("TABLE", "orders", PreData, "CREATE TABLE public.orders (id int, customer int, note text);");
    const int view = backup.add("MATERIALIZED VIEW", "sums", PreData, "CREATE MATERIALIZED VIEW public.sums AS SELECT customer, count(*) AS n FROM public.orders GROUP BY 1 WITH NO DATA;", {order});
    const int function = backup.add("FUNCTION", "stamp()", PreData, "CREATE FUNCTION public.stamp() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NULL; END $$;");
    backup.add("BLOB", "4711", PreData, "SELECT pg_catalog.lo_create('4711');", {}, {});
    backup.addRows("customer", rowsFrom(1, 1000, 5), customer);
    backup.add("BLOBS", "BLOBS", Data, {}, {}, {});
    backup.all.first().entries.last().hasData = true;
    backup.data.insert(backup.all.first().entries.last().id, QByteArray(200'000, '\0') + "\\end");
    backup.addRows("orders", rowsFrom(1, orders, 1000), order);
    const int key = backup.add("CONSTRAINT", "customer customer_pkey", PostData, "ALTER TABLE ONLY public.customer\n    ADD CONSTRAINT customer_pkey PRIMARY KEY (id);", {customer});
    backup.add("CONSTRAINT", "orders orders_pkey", PostData, "ALTER TABLE ONLY public.orders\n    ADD CONSTRAINT orders_pkey PRIMARY KEY (id);", {order});
    backup.add("INDEX", "orders_note", PostData, "CREATE INDEX orders_note ON public.orders USING btree (note);", {order});
    backup.add("TRIGGER", "orders stamp", PostData, "CREATE TRIGGER stamp BEFORE INSERT ON public.orders FOR EACH ROW EXECUTE FUNCTION public.stamp();", {order, function});
    backup.add("FK CONSTRAINT", "orders orders_customer_fkey", PostData,
               "ALTER TABLE ONLY public.orders\n    ADD CONSTRAINT orders_customer_fkey FOREIGN KEY (customer) REFERENCES public.customer(id);", {order, key});
    backup.add("MATERIALIZED VIEW DATA", "sums", PostData, "REFRESH MATERIALIZED VIEW public.sums;", {view});
    backup.add("COMMENT", "TABLE customer", None, "COMMENT ON TABLE public.customer IS 'who pays';", {customer});
    backup.add("ACL", "TABLE customer", None, "GRANT SELECT ON TABLE public.customer TO nobody_here;", {customer});
}

} // namespace

/// PgLoad and what it is made of against a real server.
class TestPgLoad : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        m_server = std::make_unique<PgServer>();
        if (!m_server->isRunning())
            QSKIP(m_server->why().constData());
    }

    void init()
    {
        const auto connection = m_server->connect();
        QVERIFY(connection->execute("DROP DATABASE IF EXISTS loaded WITH (FORCE)").ok());
        QVERIFY(connection->execute("CREATE DATABASE loaded TEMPLATE template0").ok());
        m_request = {};
        m_request.target = m_server->target("loaded");
        m_request.jobs = 3;
    }

    void countsRowsOfCopy_data()
    {
        QTest::addColumn<QByteArray>("rows");
        QTest::addColumn<qint64>("count");
        QTest::newRow("none") << QByteArray() << qint64(0);
        QTest::newRow("an empty one") << QByteArray("\n") << qint64(1);
        QTest::newRow("two") << QByteArray("1\ta\n2\tb\n") << qint64(2);
        QTest::newRow("the last without a newline") << QByteArray("1\ta\n2\tb") << qint64(2);
        QTest::newRow("a newline inside a value") << QByteArray("1\ta\\\nb\n2\tc\n") << qint64(2);
        QTest::newRow("a value that ends with a backslash") << QByteArray("1\ta\\\\\n2\tb\n") << qint64(2);
        QTest::newRow("a backslash, then a newline inside a value") << QByteArray("1\ta\\\\\\\nb\n") << qint64(1);
        QTest::newRow("the last ends in a newline of its own") << QByteArray("1\ta\n2\tb\\\n") << qint64(2);
    }

    void countsRowsOfCopy()
    {
        QFETCH(QByteArray, rows);
        QFETCH(qint64, count);
        QCOMPARE(countCopyRows(rows), count);
    }

    void loadsEverything_data()
    {
        QTest::addColumn<bool>("randomAccess");
        QTest::addColumn<int>("jobs");
        QTest::newRow("random access, 3 connections") << true << 3;
        QTest::newRow("random access, 1 connection") << true << 1;
        QTest::newRow("front to end, 3 connections") << false << 3;
        QTest::newRow("front to end, 2 connections") << false << 2;
        QTest::newRow("front to end, 1 connection") << false << 1;
    }

    void loadsEverything()
    {
        QFETCH(bool, randomAccess);
        QFETCH(int, jobs);
        MemoryBackup backup;
        backup.randomAccess = randomAccess;
        fill(backup, 400'000); // about 30 MB: more than one connection's share
        m_request.jobs = jobs;
        const Result<PgProof> proof = load(backup);
        QVERIFY2(proof.ok(), qPrintable(proof.error().detail));
        QCOMPARE(proof->rows, 401'000);
        QCOMPARE(proof->ledger, (QList<LedgerRow>{{u"public.customer"_s, 1000, 1000}, {u"public.orders"_s, 400'000, 400'000}}));
        const auto connection = m_server->connect("loaded");
        QCOMPARE(*connection->value("SELECT sum(id) || ' ' || sum(length(note)) FROM orders"), expectedSums(400'000));
        QCOMPARE(*connection->value("SELECT sum(n) FROM sums"), "400000");
        QCOMPARE(*connection->value("SELECT md5(lo_get(4711))"), QCryptographicHash::hash(QByteArray(200'000, '\0') + "\\end", QCryptographicHash::Md5).toHex());
        QCOMPARE(*connection->value("SELECT count(*) FROM pg_constraint WHERE conrelid IN ('orders'::regclass, 'customer'::regclass) AND convalidated"), "3");
        QCOMPARE(*connection->value("SELECT reltuples FROM pg_class WHERE relname = 'customer'"), "1000");
        QCOMPARE(m_balance, (StatementBalance{16, 15, 1, 0}));
        QCOMPARE(m_warnings.size(), 1);
        QCOMPARE(m_warnings.first().arguments.first(), u"ACL TABLE customer"_s);
    }

    void writesRowsFrozen()
    {
        MemoryBackup backup;
        fill(backup, 20'000);
        QVERIFY(load(backup).ok());
        const auto connection = m_server->connect("loaded");
        QCOMPARE(*connection->value("SELECT relallvisible = relpages AND relpages > 100 FROM pg_class WHERE relname = 'orders'"), "t");
    }

    void beginsKeysOfATableWhenItsRowsAreIn()
    {
        MemoryBackup backup;
        fill(backup, 10);
        const QList<PgEntry>& entries = backup.all.first().entries;
        const auto indexOf = [&](const char* name) { return int(std::ranges::find(entries, QByteArray(name), &PgEntry::name) - entries.begin()); };
        const PgPlan plan = planPgRestore(backup.all.first(), 0, false, m_request, {});
        PgOrder order(backup.all.first(), plan.postData, plan.rows);
        QCOMPARE(order.take(), -1);
        order.rowsDone(plan.rows[0]);
        QCOMPARE(order.take(), indexOf("customer customer_pkey"));
        QCOMPARE(order.take(), -1); // everything else is about orders
        order.done(indexOf("customer customer_pkey"));
        order.rowsDone(plan.rows[2]);
        QCOMPARE(order.take(), indexOf("orders orders_pkey"));
        order.done(indexOf("orders orders_pkey"));
        QCOMPARE(order.take(), indexOf("orders_note"));
        order.done(indexOf("orders_note"));
        QCOMPARE(order.take(), -1); // a trigger and a foreign key wait for the large objects, too
        order.allRowsDone();
        QCOMPARE(order.take(), indexOf("orders orders_customer_fkey")); // the larger table of the two is the customers'
        order.done(indexOf("orders orders_customer_fkey"));
        QCOMPARE(order.take(), indexOf("orders stamp"));
        order.done(indexOf("orders stamp"));
        QVERIFY(order.isFinished());
    }

    void waitsForAllRowsWhereOthersMatter()
    {
        MemoryBackup backup;
        const int parent = backup.add("TABLE", "parent", PgSection::PreData, "CREATE TABLE public.parent (id int) PARTITION BY RANGE (id);");
        const int part = backup.add("TABLE", "part", PgSection::PreData, "CREATE TABLE public.part (id int);");
        const int other = backup.add("TABLE", "other", PgSection::PreData, "CREATE TABLE public.other (id int);");
        backup.addRows("part", "1\n", part);
        backup.addRows("other", "1\n", other);
        backup.add("CONSTRAINT", "parent parent_pkey", PgSection::PostData, "ALTER TABLE ONLY public.parent\n    ADD CONSTRAINT parent_pkey PRIMARY KEY (id);", {parent});
        backup.add("INDEX", "part_double", PgSection::PostData, "CREATE INDEX part_double ON public.part USING btree (public.double(id));", {part});
        PgOrder order(backup.all.first(), {5, 6}, {3, 4});
        order.rowsDone(3);
        QCOMPARE(order.take(), -1);
        order.rowsDone(4);
        QCOMPARE(order.take(), 6);
        QCOMPARE(order.take(), 5);
    }

    void gathersStatisticsOnceAndOfWhatComesAfterTheRows()
    {
        MemoryBackup backup;
        fill(backup, 20'000);
        backup.add("INDEX", "orders_half", PgSection::PostData, "CREATE INDEX orders_half ON public.orders USING btree ((customer / 2));", {2});
        QVERIFY(load(backup).ok());
        const auto connection = m_server->connect("loaded");
        QCOMPARE(*connection->value("SELECT string_agg(tablename, ' ' ORDER BY 1) FROM (SELECT DISTINCT tablename FROM pg_stats WHERE schemaname = 'public') t"), "customer orders orders_half sums");
    }

    void namesTheConstraintThatARowViolates()
    {
        MemoryBackup backup;
        fill(backup, 50'000);
        for (QByteArray& data : backup.data) {
            if (data.size() > 1'000'000)
                data += "50001\t7777777\tsecret words\n";
        }
        const Result<PgProof> proof = load(backup);
        QVERIFY(!proof.ok());
        QCOMPARE(proof.error().kind, ErrorKind::StatementFailed);
        QCOMPARE(proof.error().what.arguments, (QStringList{u"FK CONSTRAINT public.orders orders_customer_fkey"_s, u"13"_s}));
        QVERIFY2(proof.error().detail.contains(u"orders_customer_fkey"_s) && proof.error().detail.contains(u"23503"_s), qPrintable(proof.error().detail));
        QVERIFY(!proof.error().detail.contains(u"7777777"_s));
    }

    void namesTheTableWhoseRowsAreRefused()
    {
        MemoryBackup backup;
        fill(backup, 50'000);
        for (QByteArray& data : backup.data) {
            if (data.size() > 1'000'000)
                data += "not a number\t1\tx\n";
        }
        const Result<PgProof> proof = load(backup);
        QVERIFY(!proof.ok());
        QCOMPARE(proof.error().code, "target.refused");
        QCOMPARE(proof.error().what.arguments, (QStringList{u"TABLE DATA public.orders"_s, u"50001"_s, u"8"_s}));
        QVERIFY2(!proof.error().detail.contains(u"not a number\t"_s), qPrintable(proof.error().detail)); // no more than the value itself
    }

    // A table's rows go over all connections; each counts for itself.
    void namesTheRowAmongSeveralConnections()
    {
        MemoryBackup backup;
        fill(backup, 400'000);
        for (QByteArray& data : backup.data) {
            if (data.size() > 10'000'000) {
                const qsizetype at = data.indexOf("\n300000\t") + 1;
                data.insert(at, "not a number\t1\tx\n");
            }
        }
        const Result<PgProof> proof = load(backup);
        QVERIFY(!proof.ok());
        QCOMPARE(proof.error().what.arguments, (QStringList{u"TABLE DATA public.orders"_s, u"300000"_s, u"8"_s}));
    }

    void stopsWithinTwoSeconds()
    {
        MemoryBackup backup;
        fill(backup, 20'000);
        using enum PgSection;
        backup.add("INDEX", "slow", PostData, "SELECT pg_sleep(600);", {1});
        std::stop_source stop;
        m_context = {};
        m_context.stop = stop.get_token();
        const auto watcher = m_server->connect();
        std::jthread stopper([&] {
            while (*watcher->value("SELECT count(*) FROM pg_stat_activity WHERE state = 'active' AND query LIKE '%pg_sleep(600' || ')%'") != "1") { }
            stop.request_stop();
        });
        QElapsedTimer timer;
        timer.start();
        const Result<PgProof> proof = load(backup);
        QVERIFY(!proof.ok());
        QCOMPARE(proof.error().kind, ErrorKind::Cancelled);
        QTRY_COMPARE(*watcher->value("SELECT count(*) FROM pg_stat_activity WHERE datname = 'loaded'"), "0");
        QVERIFY(timer.elapsed() < 10'000);
        m_context = {};
    }

    void tellsThatTheServerIsGone()
    {
        PgServer server;
        QVERIFY(server.connect()->execute("CREATE DATABASE loaded").ok());
        m_request.target = server.target("loaded");
        MemoryBackup backup;
        fill(backup, 20'000);
        backup.add("INDEX", "slow", PgSection::PostData, "SELECT pg_sleep(600);", {1});
        const auto watcher = server.connect();
        std::jthread killer([&] {
            while (*watcher->value("SELECT count(*) FROM pg_stat_activity WHERE state = 'active' AND query LIKE '%pg_sleep(600' || ')%'") != "1") { }
            server.killNow();
        });
        const Result<PgProof> proof = load(backup);
        QVERIFY(!proof.ok());
        QCOMPARE(proof.error().code, "server.lost");
    }

    void findsRowsThatSomebodyRemoved() // TRUST F42
    {
        MemoryBackup backup;
        fill(backup, 1000);
        m_beforeVerify = [&] { QVERIFY(m_server->connect("loaded")->execute("DELETE FROM orders WHERE id = 5").ok()); };
        const Result<PgProof> proof = load(backup);
        m_beforeVerify = {};
        QVERIFY(!proof.ok());
        QCOMPARE(proof.error().code, "verify.ledger");
        QCOMPARE(proof.error().what.arguments, (QStringList{u"public.orders"_s, u"999"_s, u"1000"_s}));
    }

    void neverHoldsMoreLocksThanTheServerHas() // TRUST F31
    {
        PgServer small({"max_locks_per_transaction=10", "max_connections=20"});
        QVERIFY(small.connect()->execute("CREATE DATABASE loaded").ok());
        m_request.target = small.target("loaded");
        MemoryBackup backup;
        for (int i = 0; i < 1500; ++i)
            backup.add("TABLE", "t" + QByteArray::number(i), PgSection::PreData, "CREATE TABLE public.t" + QByteArray::number(i) + " (id int PRIMARY KEY, t text);");
        const Result<PgProof> proof = load(backup);
        QVERIFY2(proof.ok(), qPrintable(proof.error().detail));
        QCOMPARE(proof->tables, 1500);
    }

    void leavesOwnersThatAreMissing()
    {
        MemoryBackup backup;
        fill(backup, 10);
        QVERIFY(m_server->connect()->execute("DO $$ BEGIN CREATE ROLE keeper; EXCEPTION WHEN duplicate_object THEN NULL; END $$").ok());
        backup.all.first().entries[0].owner = "keeper";
        backup.all.first().entries[1].owner = "ghost";
        backup.all.first().entries[3].owner = "keeper";
        QVERIFY(load(backup).ok());
        const auto connection = m_server->connect("loaded");
        QCOMPARE(*connection->value("SELECT string_agg(pg_get_userbyid(relowner), ' ' ORDER BY relname) FROM pg_class WHERE relname IN ('customer', 'orders')"), "keeper postgres");
        QCOMPARE(*connection->value("SELECT pg_get_userbyid(proowner) FROM pg_proc WHERE proname = 'stamp'"), "keeper");
        QVERIFY(std::ranges::any_of(m_warnings, [](const Message& message) { return message.arguments.contains(u"ghost"_s); }));
    }

    void bringsWhatASelectionNeeds()
    {
        MemoryBackup backup;
        fill(backup, 10);
        m_request.selection = {"0:2"}; // orders
        const Result<PgProof> proof = load(backup);
        QVERIFY2(proof.ok(), qPrintable(proof.error().detail));
        QCOMPARE(proof->ledger, (QList<LedgerRow>{{u"public.orders"_s, 10, 10}}));
        const auto connection = m_server->connect("loaded");
        QCOMPARE(*connection->value("SELECT count(*) FROM pg_class WHERE relname = 'customer'"), "0");
        QCOMPARE(*connection->value("SELECT string_agg(relname, ' ' ORDER BY 1) FROM pg_class WHERE relname LIKE 'orders_%'"), "orders_note orders_pkey");
        QVERIFY(std::ranges::any_of(m_warnings, [](const Message& message) { return message.arguments.first().contains(u"orders_customer_fkey"_s); }));
    }

private:
    Result<PgProof> load(MemoryBackup& backup)
    {
        PgTeam team(m_context);
        PgSequence sequence(backup);
        const PgPlan plan = planPgRestore(backup.all.first(), 0, false, m_request, PgOptions::of(m_request));
        PgLoad load(backup, 0, plan, "loaded", backup.randomAccess ? nullptr : &sequence, m_request, team);
        if (const Result<void> loaded = load.run(); !loaded)
            return loaded.error();
        m_balance = load.balance();
        m_warnings = load.warnings();
        if (m_beforeVerify)
            m_beforeVerify();
        const Result<std::vector<PgSession*>> sessions = load.sessions();
        if (!sessions)
            return sessions.error();
        return verifyPgLoad(backup.all.first(), plan, PgProofOf::Dump, load.takeLedger(), *sessions, team);
    }

    static QByteArray expectedSums(int count)
    {
        qint64 ids = 0, lengths = 0;
        for (int i = 1; i <= count; ++i) {
            ids += i;
            lengths += qstrlen("text with T and B of row ") + QByteArray::number(i).size() + i % 97;
        }
        return QByteArray::number(ids) + ' ' + QByteArray::number(lengths);
    }

    std::unique_ptr<PgServer> m_server;
    RestoreRequest m_request;
    JobContext m_context;
    StatementBalance m_balance;
    QList<Message> m_warnings;
    std::function<void()> m_beforeVerify;
};

QTEST_GUILESS_MAIN(TestPgLoad)
#include "tst_pgload.moc"
