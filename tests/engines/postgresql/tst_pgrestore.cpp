#include "engines/catalog.h"
#include "tests/support/enginedriver.h"
#include "tests/support/pgserver.h"

#include <QFile>
#include <QTest>

using namespace bakferry;
using namespace Qt::StringLiterals;

/// Parts of a PostgreSQL backup through the whole engine: definitions alone, rows alone, some databases, other names.
class TestPgRestore : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void definitionsThenRowsMakeTheWhole_data();
    void definitionsThenRowsMakeTheWhole();
    void rowsAloneAreAllOrNone_data();
    void rowsAloneAreAllOrNone();
    void rowsAloneNeedEmptyTables();
    void tellsWhetherRowsWereCommitted();
    void databasesOfAClusterTakeTheirNames();
    void aNameThatCannotBeMeantIsRefused();
    void tellsWhatABackupLacksBeforeItIsRestored_data();
    void tellsWhatABackupLacksBeforeItIsRestored();

private:
    std::unique_ptr<EngineDriver> onto(const QString& file, const QByteArray& target, RestoreRequest::Parts parts = RestoreRequest::Parts::All) const
    {
        auto driver = std::make_unique<EngineDriver>(*engineById("postgresql"));
        driver->request.backups = {BackupFile{QFile::encodeName(file)}};
        driver->request.target = m_server->target(target);
        driver->request.parts = parts;
        driver->request.jobs = 2;
        return driver;
    }
    QString dump(const QStringList& options, const QString& tool = u"pg_dump"_s) const
    {
        const QString path = m_folder.filePath(u"backup"_s);
        QDir(path).removeRecursively();
        QFile::remove(path);
        QByteArray said;
        if (m_server->runTool(tool, options + QStringList{u"-f"_s, path}, &said) != 0)
            qFatal("%s", said.constData());
        return path;
    }

    std::unique_ptr<PgServer> m_server;
    QTemporaryDir m_folder;
};

namespace {

using Parts = RestoreRequest::Parts;

QByteArray wordsOf(const RestoreOutcome& outcome)
{
    return outcome.error ? outcome.error->code + ": " + outcome.error->what.source + ' ' + outcome.error->what.arguments.join(u", "_s).toUtf8() + ' ' + outcome.error->detail.toUtf8() : QByteArray();
}

bool isDone(const RestoreOutcome& outcome) { return outcome.end == RestoreEnd::Complete || outcome.end == RestoreEnd::WithWarnings; }

} // namespace

// Tables that need each other, a trigger that would spoil rows, sequences, a large object.
void TestPgRestore::initTestCase()
{
    m_server = std::make_unique<PgServer>();
    if (!m_server->isRunning())
        QSKIP(m_server->why().constData());
    m_server->run("CREATE DATABASE shop");
    m_server->run("CREATE TABLE a (id serial PRIMARY KEY, b int, t text); CREATE TABLE b (id serial PRIMARY KEY, a int REFERENCES a);"
                  "INSERT INTO a (b, t) SELECT i, md5(i::text) FROM generate_series(1, 3000) i; INSERT INTO b (a) SELECT i FROM generate_series(1, 3000) i;"
                  "ALTER TABLE a ADD CONSTRAINT a_b_fkey FOREIGN KEY (b) REFERENCES b;"
                  "CREATE FUNCTION spoil() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.t := 'spoiled'; RETURN NEW; END $$;"
                  "CREATE TRIGGER spoil BEFORE INSERT ON a FOR EACH ROW EXECUTE FUNCTION spoil(); ALTER TABLE a ENABLE ALWAYS TRIGGER spoil;"
                  "SELECT lo_from_bytea(7001, 'large')", "shop");
}

void TestPgRestore::definitionsThenRowsMakeTheWhole_data()
{
    QTest::addColumn<QStringList>("options");
    for (const char* options : {"-Fc", "-Fd", "-Ft", "-Fp", "-Fp --inserts"})
        QTest::newRow(options) << QString::fromLatin1(options).split(u' ');
}

void TestPgRestore::definitionsThenRowsMakeTheWhole()
{
    QFETCH(const QStringList, options);
    const QString file = dump(options + QStringList{u"shop"_s});
    const RestoreOutcome definitions = onto(file, "parts", Parts::SchemaOnly)->restore();
    QVERIFY2(isDone(definitions), wordsOf(definitions).constData());
    QCOMPARE(m_server->value("SELECT count(*) FROM a", "parts"), "0");
    const RestoreOutcome rows = onto(file, "parts", Parts::DataOnly)->restore();
    QVERIFY2(isDone(rows), wordsOf(rows).constData());
    QCOMPARE(rows.rows, 6000);
    QCOMPARE(rows.remains, Remains::New);
    QCOMPARE(m_server->definitions("parts"), m_server->definitions("shop"));
    QCOMPARE(m_server->contentHash("parts"), m_server->contentHash("shop"));
    m_server->drop("parts");
}

void TestPgRestore::rowsAloneAreAllOrNone_data()
{
    QTest::addColumn<QByteArray>("obstacle");
    QTest::newRow("a check that the last table breaks") << QByteArray("ALTER TABLE b ADD CHECK (a < 2999)");
    QTest::newRow("a foreign key that nothing satisfies") << QByteArray("CREATE TABLE c (id int PRIMARY KEY); ALTER TABLE b ADD FOREIGN KEY (a) REFERENCES c");
}

void TestPgRestore::rowsAloneAreAllOrNone()
{
    QFETCH(const QByteArray, obstacle);
    const QString file = dump({u"-Fc"_s, u"shop"_s});
    QVERIFY(isDone(onto(file, "parts", Parts::SchemaOnly)->restore()));
    m_server->run(obstacle, "parts");
    const QByteArray before = m_server->contentHash("parts");
    const QStringList definitions = m_server->definitions("parts");
    const RestoreOutcome rows = onto(file, "parts", Parts::DataOnly)->restore();
    QCOMPARE(rows.end, RestoreEnd::Failed);
    QCOMPARE(rows.error->code, "target.refused");
    QCOMPARE(rows.remains, Remains::Old);
    QCOMPARE(m_server->contentHash("parts"), before); // sequences, too
    QCOMPARE(m_server->definitions("parts"), definitions);
    m_server->drop("parts");
}

void TestPgRestore::rowsAloneNeedEmptyTables()
{
    const QString file = dump({u"-Fc"_s, u"shop"_s});
    QCOMPARE(onto(file, "parts", Parts::DataOnly)->restore().error->code, "target.missing");
    m_server->run("CREATE DATABASE parts");
    for (const bool precheck : {true, false}) {
        const auto driver = onto(file, "parts", Parts::DataOnly);
        driver->request.taskId = u"0123456789abcdef0123456789abcdef"_s;
        const RestoreOutcome missing = precheck ? driver->restore() : driver->restoreWithoutPrecheck();
        QCOMPARE(missing.error->code, "target.table_missing");
        QCOMPARE(missing.error->what.arguments, QStringList{u"public.a"_s});
    }
    m_server->run("DROP DATABASE parts");
    QVERIFY(isDone(onto(file, "parts")->restore()));
    const QByteArray before = m_server->contentHash("parts");
    QCOMPARE(onto(file, "parts", Parts::DataOnly)->restore().error->code, "target.table_not_empty");
    QCOMPARE(m_server->contentHash("parts"), before);
    m_server->drop("parts");
}

// Killed behind the journal's entry: the server knows what became of the transaction.
void TestPgRestore::tellsWhetherRowsWereCommitted()
{
    const QString file = dump({u"-Fc"_s, u"shop"_s});
    QVERIFY(isDone(onto(file, "parts", Parts::SchemaOnly)->restore()));
    const auto failing = onto(file, "parts", Parts::DataOnly);
    failing->onJournal = [&](const JournalEntry& entry) -> Result<void> { // as if the process had died before COMMIT
        if (entry.step != "switching-over")
            return {};
        failing->journal += entry;
        return Error{ErrorKind::StoreFailed, "test.store", {}, {}, {}};
    };
    QCOMPARE(failing->restore().error->code, "test.store");
    const Recovery rolledBack = engineById("postgresql")->reconcile(failing->request, failing->journal);
    QCOMPARE(rolledBack.remains, Remains::Old);
    QVERIFY(!rolledBack.switchedOver);
    const auto done = onto(file, "parts", Parts::DataOnly);
    QVERIFY(isDone(done->restore()));
    done->journal.removeLast(); // as if it had died before it could say so
    const Recovery committed = engineById("postgresql")->reconcile(done->request, done->journal);
    QCOMPARE(committed.remains, Remains::New);
    QVERIFY(committed.switchedOver);
    m_server->drop("parts");
}

void TestPgRestore::databasesOfAClusterTakeTheirNames()
{
    m_server->run("CREATE DATABASE \"库 \"\"x\"\"\"");
    m_server->run("CREATE TABLE t AS SELECT generate_series(1, 5) i", "库 \"x\"");
    const QString file = dump({}, u"pg_dumpall"_s);
    const auto both = onto(file, "unused");
    both->request.renames = {{u"shop"_s, u"shop2"_s}, {u"库 \"x\""_s, u"库2"_s}};
    const RestoreOutcome outcome = both->restore();
    QVERIFY2(isDone(outcome), wordsOf(outcome).constData());
    QCOMPARE(m_server->databases("%2"), "shop2 库2");
    QCOMPARE(m_server->contentHash("shop2"), m_server->contentHash("shop"));
    QCOMPARE(m_server->contentHash("库2"), m_server->contentHash("库 \"x\""));
    QCOMPARE(m_server->databases("unused%"), "");
    const auto one = onto(file, "alone");
    one->request.only = {u"库 \"x\""_s};
    QVERIFY(isDone(one->restore()));
    QCOMPARE(m_server->contentHash("alone"), m_server->contentHash("库 \"x\""));
    for (const QByteArray& made : {QByteArray("shop2"), QByteArray("库2"), QByteArray("alone"), QByteArray("库 \"x\"")})
        m_server->drop(made);
}

void TestPgRestore::aNameThatCannotBeMeantIsRefused()
{
    const QString file = dump({}, u"pg_dumpall"_s);
    const auto unknown = onto(file, "named");
    unknown->request.renames = {{u"nosuch"_s, u"x"_s}};
    QCOMPARE(unknown->restore().error->code, "selection.unknown");
    const auto two = onto(file, "named"); // one database alone takes the target's name; another one for it would be ignored
    two->request.only = {u"shop"_s};
    two->request.renames = {{u"shop"_s, u"other"_s}};
    const RestoreOutcome refused = two->restore();
    QCOMPARE(refused.error->code, "selection.two_names");
    QCOMPARE(refused.error->what.arguments, (QStringList{u"shop"_s, u"named"_s, u"other"_s}));
    two->request.renames = {{u"shop"_s, u"named"_s}};
    QVERIFY(isDone(two->restore()));
    m_server->drop("named");
}

void TestPgRestore::tellsWhatABackupLacksBeforeItIsRestored_data()
{
    QTest::addColumn<QStringList>("options");
    QTest::addColumn<int>("level");
    for (const char* format : {"-Fp", "-Fc"}) {
        QTest::addRow("%s, whole", format) << QStringList{QString::fromLatin1(format)} << -1;
        QTest::addRow("%s, rows alone", format) << QStringList{QString::fromLatin1(format), u"--data-only"_s} << int(FindingLevel::Blocker);
        QTest::addRow("%s, definitions alone", format) << QStringList{QString::fromLatin1(format), u"--schema-only"_s} << int(FindingLevel::Warning);
    }
}

void TestPgRestore::tellsWhatABackupLacksBeforeItIsRestored()
{
    QFETCH(const QStringList, options);
    QFETCH(const int, level);
    m_server->drop("lacking");
    m_server->run("CREATE DATABASE lacking TEMPLATE template0");
    m_server->run("CREATE TABLE t (a int); INSERT INTO t VALUES (1); CREATE TABLE empty (a int)", "lacking");
    const auto driver = onto(dump(options + QStringList{u"lacking"_s}), "made");
    const PrecheckReport report = driver->precheck();
    const auto found = std::ranges::find(report.findings, "content", &Finding::checkId);
    QCOMPARE(found == report.findings.end() ? -1 : int(found->level), level);
    QCOMPARE(report.hasBlocker(), level == int(FindingLevel::Blocker));
    m_server->drop("lacking");
}

QTEST_GUILESS_MAIN(TestPgRestore)
#include "tst_pgrestore.moc"
