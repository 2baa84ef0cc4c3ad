#include "app/storedatabase.h"
#include "app/storeschema.h"
#include "app/taskstore.h"

#include <QCryptographicHash>
#include <QFile>
#include <QProcess>
#include <QSignalSpy>
#include <QSqlError>
#include <QSqlQuery>
#include <QTemporaryDir>
#include <QTest>
#include <QThreadPool>

#include <csignal>
#include <cstdio>
#include <sys/stat.h>
#include <unistd.h>

using namespace bakferry;
using namespace Qt::StringLiterals;

namespace {

MigrationTask sampleTask(int number = 1)
{
    MigrationTask task;
    task.id = u"%1"_s.arg(number, 32, 16, QChar(u'0'));
    task.name = u"任务-%1"_s.arg(number);
    task.plan.backups = {BackupFile{QByteArray("/backups/bad-\xff\xfe.sql")}};
    task.plan.target.connection.engineId = "sqlite";
    task.plan.target.database = "/srv/a.db";
    task.phase = TaskPhase::Done;
    task.createdUtc = QDateTime::fromMSecsSinceEpoch(1'700'000'000'000 + number, Qt::UTC);
    task.result.ledger = {LedgerRow{u"t"_s, 3, 3}};
    return task;
}

/// Runs one statement on a store by a connection of its own, as somebody with the sqlite3 shell would.
QVariant sql(const QString& path, const QString& statement)
{
    QVariant answer;
    {
        QSqlDatabase database = QSqlDatabase::addDatabase(u"QSQLITE"_s, u"shell"_s);
        database.setDatabaseName(path);
        if (database.open()) {
            QSqlQuery query(database);
            if (!query.exec(statement))
                qWarning() << query.lastError();
            answer = query.next() ? query.value(0) : QVariant();
        }
    }
    QSqlDatabase::removeDatabase(u"shell"_s);
    return answer;
}

QByteArray contentOf(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// A store that is open, and what it told.
struct OpenStore
{
    explicit OpenStore(const QString& path, StoreAccess wanted = StoreAccess::ReadWrite)
    {
        QObject::connect(&store, &TaskStore::opened, &store, [this](const StoreOpening& told) { opening = told; });
        QObject::connect(&store, &TaskStore::openFailed, &store, [this](const Error& told) { error = told; });
        QObject::connect(&store, &TaskStore::saveFailed, &store, [this](const Error& told) { failures.append(told); });
        QObject::connect(&store, &TaskStore::loaded, &store, [this](const QList<MigrationTask>& part, bool isLast) {
            parts += part.size();
            tasks += part;
            isLoaded = isLast;
        });
        store.open(path.toLocal8Bit(), wanted);
        [this] { QTRY_VERIFY(opening || error); }();
    }
    void load(const LoadScope& scope = {})
    {
        store.load(scope);
        [this] { QTRY_VERIFY(isLoaded); }();
    }
    void close()
    {
        QSignalSpy closed(&store, &TaskStore::closed);
        store.close();
        [&closed] { QTRY_COMPARE_WITH_TIMEOUT(closed.size(), 1, 30'000); }();
    }

    TaskStore store;
    std::optional<StoreOpening> opening;
    std::optional<Error> error;
    QList<MigrationTask> tasks;
    QList<qsizetype> parts;
    QList<Error> failures;
    bool isLoaded = false;
};

} // namespace

class TestTaskStore : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void aTaskComesBackAsItWas();
    void newestTasksComeFirstAndInParts();
    void aScopeLoadsUnfinishedTasksAndMatchesOnly();
    void tenThousandQueuedSavesAreAllStoredAtClose();
    void aRecordIsOnDiskWhenItReturns();
    void aClosedStoreRefusesARecord();
    void aFailedSaveIsToldOnceAndTriedAgain();
    void whatFailedGetsALastTryAtClose();
    void aFailedRecordIsAnError();
    void aDeletedTaskKeepsItsAuditRecord();
    void aNewStoreIsPrivate();
    void aSecondInstanceIsToldWhoWritesAndCanLook();
    void aKilledHolderLeavesTheStoreFree();
    void aDamagedStoreIsMovedAsideAndSaid_data();
    void aDamagedStoreIsMovedAsideAndSaid();
    void aNewerStoreIsLeftUntouched();
    void whatIsNoStoreIsLeftUntouched_data();
    void whatIsNoStoreIsLeftUntouched();
    void aPlaceThatOthersMayWriteIsRefused_data();
    void aPlaceThatOthersMayWriteIsRefused();
    void anOldStoreIsUpgradedAndACopyKept();
    void aFailedUpgradeLeavesTheStoreAsItWas();
    void tamperedRowsAreNotShown_data();
    void tamperedRowsAreNotShown();
    void settingsComeBack();
    void connectionsComeBackWithoutSecrets();
    void tamperedConnectionsAreNotShown();
    void aStoreOfBeforeServersIsUpgraded();

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_path;
};

void TestTaskStore::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(m_folder->isValid());
    m_path = m_folder->filePath(u"inner/tasks.db"_s);
}

void TestTaskStore::aTaskComesBackAsItWas()
{
    const MigrationTask task = sampleTask();
    const JournalEntry entry{"staging-created", {{u"path"_s, u"/srv/.a.tmp"_s}}};
    const LogRow row{QDateTime::fromMSecsSinceEpoch(1'700'000'000'123, Qt::UTC), LogLevel::Warning, {"Row %1 of %2.", {u"3"_s, u"%1"_s}}};
    {
        OpenStore first(m_path);
        QVERIFY(first.opening);
        first.store.save(task);
        first.store.appendLog(task.id, row);
        Result<void> recorded = Error{};
        QThreadPool pool;
        pool.start([&] { recorded = first.store.record(task.id, entry); });
        QVERIFY(pool.waitForDone(10'000));
        QVERIFY(recorded.ok());
        first.close();
    }
    OpenStore second(m_path);
    second.load();
    QCOMPARE(second.tasks.size(), 1);
    const MigrationTask& back = second.tasks.first();
    QCOMPARE(back.name, task.name);
    QCOMPARE(back.plan, task.plan);
    QCOMPARE(back.phase, task.phase);
    QCOMPARE(back.result, task.result);
    QCOMPARE(back.createdUtc, task.createdUtc);
    QCOMPARE(back.journal, Journal{entry});
    QList<LogRow> rows;
    second.store.readLog(task.id, 0, 10, this, [&](const QList<LogRow>& read, qint64) { rows = read; });
    QTRY_COMPARE(rows, QList<LogRow>{row});
    second.close();
}

void TestTaskStore::newestTasksComeFirstAndInParts()
{
    OpenStore open(m_path);
    for (int i = 1; i <= 700; ++i)
        open.store.save(sampleTask(i));
    open.load();
    QCOMPARE(open.parts, QList<qsizetype>({500, 200}));
    QCOMPARE(open.tasks.first().id, sampleTask(700).id);
    QCOMPARE(open.tasks.last().id, sampleTask(1).id);
    open.close();
}

void TestTaskStore::aScopeLoadsUnfinishedTasksAndMatchesOnly()
{
    OpenStore open(m_path);
    for (int i = 1; i <= 5; ++i) {
        MigrationTask task = sampleTask(i);
        if (i == 2)
            task.phase = TaskPhase::Loading;
        if (i == 4)
            task.name = u"Shop-100%"_s;
        open.store.save(task);
    }
    LoadScope scope{.all = false};
    scope.name = u"shop-100%"_s;
    scope.idPrefix = sampleTask(5).id;
    open.load(scope);
    QStringList names;
    for (const MigrationTask& task : open.tasks)
        names += task.name;
    QCOMPARE(names, QStringList({u"任务-5"_s, u"Shop-100%"_s, u"任务-2"_s}));
    open.close();
}

void TestTaskStore::tenThousandQueuedSavesAreAllStoredAtClose()
{
    OpenStore open(m_path);
    for (int i = 1; i <= 10'000; ++i)
        open.store.save(sampleTask(i));
    open.close();
    QCOMPARE(sql(m_path, u"SELECT count(*) FROM tasks"_s).toInt(), 10'000);
}

void TestTaskStore::aRecordIsOnDiskWhenItReturns()
{
    OpenStore open(m_path);
    open.store.save(sampleTask());
    int seen = 0;
    QThreadPool pool;
    pool.start([&] {
        if (open.store.record(sampleTask().id, {"switching-over", {}}))
            seen = sql(m_path, u"SELECT count(*) FROM journal JOIN tasks ON tasks.id = journal.task_id"_s).toInt();
    });
    QVERIFY(pool.waitForDone(10'000));
    QCOMPARE(seen, 1);
    open.close();
}

void TestTaskStore::aClosedStoreRefusesARecord()
{
    OpenStore open(m_path);
    open.close();
    QByteArray code;
    QThreadPool pool;
    pool.start([&] {
        const Result<void> recorded = open.store.record(sampleTask().id, {"switching-over", {}});
        code = recorded ? QByteArray("recorded") : recorded.error().code;
    });
    QVERIFY(pool.waitForDone(10'000));
    QCOMPARE(code, QByteArray("store.closed"));
}

void TestTaskStore::aFailedSaveIsToldOnceAndTriedAgain()
{
    OpenStore open(m_path);
    QSignalSpy recovered(&open.store, &TaskStore::saveRecovered);
    sql(m_path, u"CREATE TRIGGER refuse BEFORE INSERT ON tasks WHEN new.name = 'bad' BEGIN SELECT raise(ABORT, 'no'); END"_s);
    MigrationTask bad = sampleTask(1);
    bad.name = u"bad"_s;
    open.store.save(bad);
    open.store.save(sampleTask(2));
    QTRY_COMPARE(open.failures.size(), 1);
    QTRY_COMPARE(sql(m_path, u"SELECT group_concat(name) FROM tasks"_s).toString(), sampleTask(2).name);
    open.store.save(sampleTask(3));
    sql(m_path, u"DROP TRIGGER refuse"_s);
    QTRY_COMPARE(recovered.size(), 1);
    QCOMPARE(open.failures.size(), 1);
    open.close();
    QCOMPARE(sql(m_path, u"SELECT count(*) FROM tasks"_s).toInt(), 3);
}

void TestTaskStore::whatFailedGetsALastTryAtClose()
{
    OpenStore open(m_path);
    sql(m_path, u"CREATE TRIGGER refuse BEFORE INSERT ON tasks BEGIN SELECT raise(ABORT, 'no'); END"_s);
    open.store.save(sampleTask());
    QTRY_COMPARE(open.failures.size(), 1);
    sql(m_path, u"DROP TRIGGER refuse"_s);
    open.close();
    QCOMPARE(sql(m_path, u"SELECT count(*) FROM tasks"_s).toInt(), 1);
}

void TestTaskStore::aFailedRecordIsAnError()
{
    OpenStore open(m_path);
    sql(m_path, u"CREATE TRIGGER refuse BEFORE INSERT ON journal BEGIN SELECT raise(ABORT, 'no'); END"_s);
    Result<void> recorded;
    QThreadPool pool;
    pool.start([&] { recorded = open.store.record(sampleTask().id, {"switching-over", {}}); });
    QVERIFY(pool.waitForDone(10'000));
    QVERIFY(!recorded);
    QCOMPARE(recorded.error().kind, ErrorKind::StoreFailed);
    QTRY_COMPARE(open.failures.size(), 1);
    open.close();
}

void TestTaskStore::aDeletedTaskKeepsItsAuditRecord()
{
    OpenStore open(m_path);
    open.store.save(sampleTask(1));
    open.store.save(sampleTask(2));
    open.store.appendLog(sampleTask(1).id, {QDateTime::currentDateTimeUtc(), LogLevel::Info, {"Done.", {}}});
    open.store.remove(sampleTask(1).id);
    open.load();
    QCOMPARE(open.tasks.size(), 1);
    open.close();
    QCOMPARE(sql(m_path, u"SELECT count(*) FROM tasks JOIN log ON log.task_id = tasks.id WHERE deleted_ms > 0"_s).toInt(), 1);
}

void TestTaskStore::aNewStoreIsPrivate()
{
    OpenStore open(m_path);
    open.store.save(sampleTask());
    open.load();
    const auto modeOf = [](const QString& path) {
        struct stat info = {};
        return ::stat(path.toLocal8Bit().constData(), &info) == 0 ? int(info.st_mode & 0777) : -1;
    };
    QCOMPARE(modeOf(m_folder->filePath(u"inner"_s)), 0700);
    for (const QString& side : {u""_s, u"-wal"_s, u"-shm"_s, u".lock"_s})
        QCOMPARE(modeOf(m_path + side), 0600);
    open.close();
}

void TestTaskStore::aSecondInstanceIsToldWhoWritesAndCanLook()
{
    OpenStore writer(m_path);
    writer.store.save(sampleTask(1));
    writer.load();
    OpenStore second(m_path);
    QVERIFY(second.opening);
    QCOMPARE(second.opening->access, StoreAccess::ReadOnly);
    QCOMPARE(second.opening->lockedBy->kind, ErrorKind::Locked);
    QVERIFY(second.opening->lockedBy->what.arguments.last().contains(QString::number(::getpid())));
    second.load();
    QCOMPARE(second.tasks.size(), 1);
    second.store.save(sampleTask(2)); // is not written
    second.close();
    writer.close();
    QCOMPARE(sql(m_path, u"SELECT count(*) FROM tasks"_s).toInt(), 1);
}

void TestTaskStore::aKilledHolderLeavesTheStoreFree()
{
    QProcess holder;
    holder.start(QCoreApplication::applicationFilePath(), {u"--hold"_s, m_path});
    QVERIFY(holder.waitForReadyRead(10'000));
    QCOMPARE(holder.readAll(), QByteArray("held\n"));
    {
        OpenStore locked(m_path);
        QCOMPARE(locked.opening->access, StoreAccess::ReadOnly);
        QVERIFY(locked.opening->lockedBy->what.arguments.last().contains(QString::number(holder.processId())));
        locked.close();
    }
    ::kill(pid_t(holder.processId()), SIGKILL);
    QVERIFY(holder.waitForFinished(10'000));
    QVERIFY(!StoreLock::readHolder(m_path.toLocal8Bit()).isAlive());
    OpenStore free(m_path);
    QCOMPARE(free.opening->access, StoreAccess::ReadWrite);
    free.load();
    QCOMPARE(free.tasks.size(), 1); // what the killed one had saved
    free.close();
}

void TestTaskStore::aDamagedStoreIsMovedAsideAndSaid_data()
{
    QTest::addColumn<int>("keptBytes");
    QTest::addColumn<int>("spoiledAt");
    QTest::newRow("cut in the middle") << 20'000 << -1;
    QTest::newRow("cut in the header") << 50 << -1;
    QTest::newRow("header overwritten") << -1 << 0;
    QTest::newRow("a page overwritten") << -1 << 4096;
}

void TestTaskStore::aDamagedStoreIsMovedAsideAndSaid()
{
    QFETCH(int, keptBytes);
    QFETCH(int, spoiledAt);
    {
        OpenStore open(m_path);
        for (int i = 1; i <= 100; ++i)
            open.store.save(sampleTask(i));
        open.close();
    }
    QFile file(m_path);
    QVERIFY(file.open(QIODevice::ReadWrite));
    if (keptBytes >= 0)
        QVERIFY(file.resize(keptBytes));
    if (spoiledAt >= 0)
        QVERIFY(file.seek(spoiledAt) && file.write(QByteArray(4096, '\x5a')) == 4096);
    file.close();
    const QByteArray damaged = contentOf(m_path);

    OpenStore open(m_path);
    QVERIFY(open.opening);
    QCOMPARE(open.opening->access, StoreAccess::ReadWrite);
    QVERIFY(open.opening->movedAsideTo.startsWith(m_path.toLocal8Bit() + ".damaged-"));
    QCOMPARE(contentOf(QString::fromLocal8Bit(open.opening->movedAsideTo)), damaged);
    open.load();
    QVERIFY(open.tasks.isEmpty());
    open.store.save(sampleTask());
    open.close();
    QCOMPARE(sql(m_path, u"SELECT count(*) FROM tasks"_s).toInt(), 1);
}

void TestTaskStore::aNewerStoreIsLeftUntouched()
{
    {
        OpenStore open(m_path);
        open.store.save(sampleTask());
        open.close();
    }
    sql(m_path, u"PRAGMA user_version = 99"_s);
    const QByteArray before = contentOf(m_path);
    OpenStore open(m_path);
    QVERIFY(open.error);
    QCOMPARE(open.error->code, QByteArray("store.newer"));
    open.close();
    QCOMPARE(contentOf(m_path), before);
    QVERIFY(QDir(m_folder->filePath(u"inner"_s)).entryList({u"*damaged*"_s}).isEmpty());
}

void TestTaskStore::whatIsNoStoreIsLeftUntouched_data()
{
    QTest::addColumn<bool>("isDatabase");
    QTest::newRow("a text") << false;
    QTest::newRow("somebody's database") << true;
}

void TestTaskStore::whatIsNoStoreIsLeftUntouched()
{
    QFETCH(bool, isDatabase);
    const QString path = m_folder->filePath(u"mine.db"_s);
    if (isDatabase) {
        sql(path, u"CREATE TABLE mine (a)"_s);
    } else {
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write("dear diary") == 10);
    }
    const QByteArray before = contentOf(path);
    for (int attempt = 1; attempt <= 2; ++attempt) { // the first must not make it look like ours
        OpenStore open(path);
        QVERIFY(open.error);
        QCOMPARE(open.error->code, QByteArray("store.not-a-store"));
        open.close();
        QCOMPARE(contentOf(path), before);
    }
    QCOMPARE(QDir(m_folder->path()).entryList(QDir::Files), QStringList{u"mine.db"_s});
}

void TestTaskStore::aPlaceThatOthersMayWriteIsRefused_data()
{
    QTest::addColumn<int>("fileMode");
    QTest::addColumn<int>("folderMode");
    QTest::addColumn<QByteArray>("code");
    QTest::newRow("group may write") << 0660 << 0700 << QByteArray("store.open-to-others");
    QTest::newRow("all may write") << 0666 << 0700 << QByteArray("store.open-to-others");
    QTest::newRow("all may write the folder") << 0600 << 0777 << QByteArray("store.folder-open");
    QTest::newRow("sticky folder is safe") << 0600 << 01777 << QByteArray();
    QTest::newRow("others may only read: taken from them") << 0644 << 0755 << QByteArray();
}

void TestTaskStore::aPlaceThatOthersMayWriteIsRefused()
{
    QFETCH(int, fileMode);
    QFETCH(int, folderMode);
    QFETCH(QByteArray, code);
    {
        OpenStore open(m_path);
        open.close();
    }
    QCOMPARE(::chmod(m_path.toLocal8Bit().constData(), mode_t(fileMode)), 0);
    QCOMPARE(::chmod(m_folder->filePath(u"inner"_s).toLocal8Bit().constData(), mode_t(folderMode)), 0);
    OpenStore open(m_path);
    QCOMPARE(open.error.value_or(Error{}).code, code);
    if (code.isEmpty())
        QVERIFY(!(QFile::permissions(m_path) & (QFile::ReadGroup | QFile::ReadOther)));
    open.close();
}

void TestTaskStore::anOldStoreIsUpgradedAndACopyKept()
{
    {
        OpenStore open(m_path);
        open.store.save(sampleTask());
        open.close();
    }
    const QByteArrayList steps = schemaSteps() + QByteArrayList{"ALTER TABLE tasks ADD COLUMN colour TEXT; -- of version 2\n"};
    StoreDatabase database;
    const Result<StoreOpening> opened = database.open(m_path.toLocal8Bit(), StoreAccess::ReadWrite, steps);
    QVERIFY(opened.ok());
    QCOMPARE(database.load({}, 0, 10)->tasks.size(), 1);
    database.close();
    QCOMPARE(sql(m_path, u"PRAGMA user_version"_s).toInt(), steps.size());
    QCOMPARE(sql(m_path, u"SELECT count(colour IS NULL) FROM tasks"_s).toInt(), 1);
    QCOMPARE(sql(m_path + u".before-v%1"_s.arg(steps.size()), u"SELECT count(*) FROM tasks"_s).toInt(), 1);
}

void TestTaskStore::aFailedUpgradeLeavesTheStoreAsItWas()
{
    {
        OpenStore open(m_path);
        open.store.save(sampleTask());
        open.close();
    }
    const QByteArrayList steps = schemaSteps() + QByteArrayList{"ALTER TABLE tasks ADD COLUMN colour TEXT;\nALTER TABLE nowhere ADD COLUMN a;\n"};
    StoreDatabase database;
    const Result<StoreOpening> opened = database.open(m_path.toLocal8Bit(), StoreAccess::ReadWrite, steps);
    QVERIFY(!opened);
    QCOMPARE(opened.error().code, QByteArray("store.upgrade"));
    QCOMPARE(sql(m_path, u"SELECT count(*) FROM pragma_table_info('tasks') WHERE name = 'colour'"_s).toInt(), 0);
    OpenStore open(m_path);
    open.load();
    QCOMPARE(open.tasks.size(), 1);
    open.close();
}

void TestTaskStore::tamperedRowsAreNotShown_data()
{
    QTest::addColumn<QString>("statement");
    QTest::newRow("no JSON") << u"UPDATE tasks SET body = 'hello' WHERE seq = 1"_s;
    QTest::newRow("no phase") << u"UPDATE tasks SET body = json_set(body, '$.phase', 'Finished') WHERE seq = 1"_s;
    QTest::newRow("another id") << u"UPDATE tasks SET body = json_set(body, '$.id', 'abc') WHERE seq = 1"_s;
    QTest::newRow("a target without a place") << u"UPDATE tasks SET body = json_set(body, '$.plan.target.database', 'etc/passwd') WHERE seq = 1"_s;
    QTest::newRow("no plan") << u"UPDATE tasks SET body = json_remove(body, '$.plan') WHERE seq = 1"_s;
}

void TestTaskStore::tamperedRowsAreNotShown()
{
    QFETCH(QString, statement);
    {
        OpenStore open(m_path);
        open.store.save(sampleTask(1));
        open.store.save(sampleTask(2));
        open.close();
    }
    sql(m_path, statement);
    OpenStore open(m_path);
    QSignalSpy unreadable(&open.store, &TaskStore::unreadableFound);
    open.load();
    QCOMPARE(open.tasks.size(), 1);
    QCOMPARE(unreadable.size(), 1);
    open.close();
    QCOMPARE(sql(m_path, u"SELECT count(*) FROM tasks"_s).toInt(), 2);
}

void TestTaskStore::settingsComeBack()
{
    {
        OpenStore open(m_path);
        open.store.saveSetting(u"language"_s, u"en"_s);
        open.store.saveSetting(u"language"_s, u"zh_CN"_s);
        open.close();
    }
    OpenStore open(m_path);
    QCOMPARE(open.opening->settings.value(u"language"_s), u"zh_CN"_s);
    open.close();
}

namespace {

SavedConnection sampleConnection(int number)
{
    ConnectionProfile profile{"postgresql", u"db%1.example"_s.arg(number), 5432, u"dba"_s, {{u"sslmode"_s, u"verify-full"_s}, {u"sslrootcert"_s, u"/etc/ca.crt"_s}}};
    return {u"%1"_s.arg(number, 32, 16, QChar(u'0')), u"报表-%1"_s.arg(number), profile};
}

} // namespace

void TestTaskStore::connectionsComeBackWithoutSecrets()
{
    SavedConnection changed = sampleConnection(2);
    changed.name = u"other"_s;
    changed.group = u"报表"_s;
    {
        OpenStore open(m_path);
        QVERIFY(open.opening->connections.isEmpty());
        for (int number : {1, 2, 3})
            open.store.saveConnection(sampleConnection(number));
        open.store.saveConnection(changed);
        open.store.removeConnection(sampleConnection(1).id);
        open.close();
    }
    OpenStore open(m_path);
    QCOMPARE(open.opening->connections, (QList<SavedConnection>{changed, sampleConnection(3)}));
    open.close();
    OpenStore looking(m_path, StoreAccess::ReadOnly);
    QCOMPARE(looking.opening->connections.size(), 2);
    looking.close();
}

void TestTaskStore::tamperedConnectionsAreNotShown()
{
    {
        OpenStore open(m_path);
        for (int number : {1, 2, 3, 4})
            open.store.saveConnection(sampleConnection(number));
        open.close();
    }
    sql(m_path, u"UPDATE connections SET body = 'x' WHERE name = '报表-1'"_s);
    sql(m_path, u"UPDATE connections SET body = json_set(body, '$.port', 99999) WHERE name = '报表-2'"_s);
    sql(m_path, u"UPDATE connections SET body = json_set(body, '$.host', '') WHERE name = '报表-3'"_s);
    OpenStore open(m_path);
    QCOMPARE(open.opening->connections, QList<SavedConnection>{sampleConnection(4)});
    open.close();
}

// Version 1 knew no connections, and its tasks no parts, no selection and no choices of findings.
void TestTaskStore::aStoreOfBeforeServersIsUpgraded()
{
    {
        StoreDatabase old;
        QVERIFY(old.open(m_path.toLocal8Bit(), StoreAccess::ReadWrite, schemaSteps().first(1)).ok());
        QVERIFY(old.save(sampleTask()).ok());
    }
    sql(m_path, u"UPDATE tasks SET body = json_remove(body, '$.plan.parts', '$.plan.selection', '$.plan.withPassword')"_s);
    QCOMPARE(sql(m_path, u"PRAGMA user_version"_s).toInt(), 1);
    {
        OpenStore looking(m_path, StoreAccess::ReadOnly); // as it is: whoever looks changes nothing
        QVERIFY(looking.opening);
        looking.load();
        QCOMPARE(looking.tasks.size(), 1);
        looking.close();
    }
    OpenStore open(m_path);
    open.store.saveConnection(sampleConnection(1));
    open.load();
    QCOMPARE(open.tasks.size(), 1);
    QCOMPARE(open.tasks.first().plan, sampleTask().plan);
    open.close();
    QCOMPARE(sql(m_path, u"PRAGMA user_version"_s).toInt(), schemaSteps().size());
    QCOMPARE(sql(m_path, u"SELECT count(*) FROM connections"_s).toInt(), 1);
    QVERIFY(QFile::exists(m_path + u".before-v%1"_s.arg(schemaSteps().size())));
}

// Started with --hold this program is the other one: it opens the store, saves a task and holds on until it is killed.
static int holdStore(const char* path)
{
    StoreDatabase database;
    if (!database.open(path, StoreAccess::ReadWrite, schemaSteps()) || !database.save(sampleTask()))
        return 1;
    std::puts("held");
    std::fflush(stdout);
    for (;;)
        ::pause();
}

int main(int argc, char** argv)
{
    QCoreApplication application(argc, argv);
    if (argc == 3 && qstrcmp(argv[1], "--hold") == 0)
        return holdStore(argv[2]);
    TestTaskStore test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_taskstore.moc"
