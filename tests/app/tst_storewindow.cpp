#include "tests/app/cliprocess.h"
#include "tests/app/started.h"
#include "tests/ui/windowtest.h"
#include "ui/banner.h"

#include <QAction>
#include <QLabel>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QTemporaryDir>

#include <csignal>
#include <sys/resource.h>

using namespace bakferry;
using namespace bakferry::test;
using namespace Qt::StringLiterals;

/// What the window says when its store is newer, damaged or cannot grow, and when the keychain is gone: what happened, what to do, and
/// that nothing is lost.
class TestStoreWindow : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void aNewerStoreIsSaidAndLeftAsItIs();
    void aDamagedStoreIsSaidAndKept();
    void aFullDiskIsSaidAndEverythingIsSavedLater();
    void aKeychainThatIsGoneIsSaid();

private:
    QString path(const char* name) const { return m_folder->filePath(QString::fromLatin1(name)); }
    LaunchOptions options() const;
    void makeStore() const;

    std::unique_ptr<QTemporaryDir> m_folder, m_home;
};

namespace {

QString bannerText(Started& started)
{
    auto* banner = started.find<Banner>(u"mainBanner"_s);
    const QString hint = banner->findChild<QLabel*>(u"bannerHint"_s)->text();
    return banner->isVisible() ? QString(banner->text() + u' ' + hint).remove(QChar(0x200b)) : QString();
}

MigrationTask task(const QString& name, const QString& target)
{
    MigrationTask draft;
    draft.name = name;
    draft.plan.backups = {BackupFile{corpus("chinook-lerocha-sql/Chinook_Sqlite.sql")}};
    draft.plan.target = *parseTargetUrl("sqlite://" + target.toLocal8Bit());
    return draft;
}

} // namespace

void TestStoreWindow::initTestCase()
{
    m_home = std::make_unique<QTemporaryDir>();
    qputenv("XDG_CONFIG_HOME", m_home->path().toLocal8Bit());
    qputenv("XDG_DATA_HOME", m_home->path().toLocal8Bit());
    qputenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=" + m_home->filePath(u"no-bus"_s).toLocal8Bit());
    std::signal(SIGXFSZ, SIG_IGN);
}

void TestStoreWindow::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(m_folder->isValid());
}

LaunchOptions TestStoreWindow::options() const
{
    LaunchOptions launch;
    launch.storePath = path("s/tasks.db").toLocal8Bit();
    launch.language = u"en"_s;
    return launch;
}

void TestStoreWindow::makeStore() const
{
    Started started(options());
    started.model().addDrafts({task(u"kept"_s, path("c.db"))});
    QTRY_COMPARE_WITH_TIMEOUT(started.phase(), TaskPhase::Done, 20'000);
}

void TestStoreWindow::aNewerStoreIsSaidAndLeftAsItIs()
{
    makeStore();
    {
        QSqlDatabase store = QSqlDatabase::addDatabase(u"QSQLITE"_s, u"newer"_s);
        store.setDatabaseName(path("s/tasks.db"));
        QVERIFY(store.open() && QSqlQuery(store).exec(u"PRAGMA user_version = 99"_s));
        store.close();
    }
    QSqlDatabase::removeDatabase(u"newer"_s);
    QFile file(path("s/tasks.db"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray before = file.readAll();
    {
        Started started(options());
        QVERIFY2(bannerText(started).contains(u"newer"_s), qPrintable(bannerText(started)));
        QVERIFY(!started.find<QAction>(u"actNewTask"_s)->isEnabled());
    }
    QVERIFY(file.seek(0));
    QCOMPARE(file.readAll(), before);
}

void TestStoreWindow::aDamagedStoreIsSaidAndKept()
{
    makeStore();
    QFile file(path("s/tasks.db"));
    QVERIFY(file.open(QIODevice::ReadWrite) && file.write(QByteArray(2000, 'x')) == 2000);
    file.close();
    Started started(options());
    const QString text = bannerText(started);
    QVERIFY2(text.contains(u"damaged"_s) && text.contains(u"tasks.db.damaged-"_s), qPrintable(text));
    QVERIFY(started.find<QAction>(u"actNewTask"_s)->isEnabled()); // a new store was begun
    QCOMPARE(QDir(path("s")).entryList({u"*.damaged-*"_s}).size(), 1);
    QVERIFY(QFile::exists(path("c.db"))); // and databases are none of its business
}

// The system refuses every byte beyond the files' present sizes, as a full disk does.
void TestStoreWindow::aFullDiskIsSaidAndEverythingIsSavedLater()
{
    makeStore();
    {
        Started started(options());
        rlimit before{};
        QCOMPARE(getrlimit(RLIMIT_FSIZE, &before), 0);
        const rlimit none{4096, before.rlim_max};
        QCOMPARE(setrlimit(RLIMIT_FSIZE, &none), 0);
        QVERIFY(started.model().edit(started.model().taskAt(0).id, u"renamed"_s, QString(256, u'x'), {}).isEmpty());
        QTRY_VERIFY2_WITH_TIMEOUT(!bannerText(started).isEmpty(), "no banner", 10'000);
        const QString text = bannerText(started);
        QCOMPARE(setrlimit(RLIMIT_FSIZE, &before), 0);
        QVERIFY2(text.contains(u"saved"_s) || text.contains(u"store"_s), qPrintable(text));
        QTRY_VERIFY2_WITH_TIMEOUT(bannerText(started).isEmpty(), "the banner stays", 10'000);
    }
    Started again(options());
    QCOMPARE(again.model().taskAt(0).name, u"renamed"_s); // nothing was lost
}

void TestStoreWindow::aKeychainThatIsGoneIsSaid()
{
    Started started(options());
    QSettings().setValue(u"keychain/used"_s, true);
    MigrationTask draft = task(u"shop"_s, path("c.db"));
    draft.plan.target = *parseTargetUrl("postgresql://dba@127.0.0.1:1/shop");
    started.model().addDrafts({draft}); // asks for its password first
    QTRY_VERIFY2_WITH_TIMEOUT(bannerText(started).contains(u"keychain"_s), "no banner", 10'000);
    QVERIFY2(bannerText(started).contains(u"none is lost"_s), qPrintable(bannerText(started)));
    QSettings().clear();
}

QTEST_MAIN(TestStoreWindow)
#include "tst_storewindow.moc"
