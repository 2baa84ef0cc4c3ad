// Pictures of every window, dialog, tab and empty state: the whole program with its real engines, store and runner, on tasks that it has
// just restored, failed and refused itself. Called by scripts/screenshots.sh:
//   build/dev/tests/gallery FOLDER [--main]        --main: Chinese and light only, of the main windows
#include "app/application.h"
#include "tests/support/pgserver.h"
#include "tests/ui/picture.h"
#include "tests/ui/windowtest.h"
#include "ui/closequestion.h"
#include "ui/confirm.h"
#include "ui/helpwindow.h"
#include "ui/importdialog.h"
#include "ui/restorewizard.h"
#include "ui/signindialog.h"

#include <QAbstractButton>
#include <QAction>
#include <QApplication>
#include <QComboBox>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QSpinBox>
#include <QTabWidget>
#include <QTableView>
#include <QTimer>

#include <sys/stat.h>

using namespace bakferry;
using namespace bakferry::test;
using namespace Qt::StringLiterals;

namespace {

constexpr int patienceMs = 120'000;

class Gallery
{
public:
    Gallery(const QString& folder, bool isMainOnly) : m_folder(folder), m_isMainOnly(isMainOnly) { }

    bool make();

private:
    void writeBackups();
    MigrationTask draft(const QString& name, const char* backup) const;
    bool restore(const MigrationTask& task, TaskPhase until);
    bool makeTasks();
    void inEveryLook(const std::function<void(const QString& suffix)>& picture);
    void takeEmpty(const QString& suffix);
    void takeMain(const QString& suffix);
    void takeDetails(const QString& suffix);
    void takeDialogs(const QString& suffix);
    void takeWizard(const QString& suffix);
    void takeServerWizard(const QString& suffix);
    /// Triggers the action, takes the dialog that it opens and closes that.
    void takeDialog(const char* action, const QString& name, const std::function<void(QDialog&)>& before = {});
    void writeConnectionFiles() const;
    void save(QWidget& window, const QString& name) { m_isComplete = savePicture(window, m_folder, name) && m_isComplete; }
    QByteArray place(const char* name) const { return QFile::encodeName(m_place.filePath(QString::fromLatin1(name))); }
    const MigrationTask* task(const QString& name);

    const QString m_folder;
    const bool m_isMainOnly;
    PgServer m_postgresql;
    QTemporaryDir m_place{u"/tmp/dba-XXXXXX"_s};
    std::unique_ptr<Application> m_program;
    bool m_isComplete = true;
};

void Gallery::writeBackups()
{
    const auto write = [this](const char* name, const QByteArray& content) {
        QFile file(QFile::decodeName(place(name)));
        if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
            qFatal("cannot write %s", name);
    };
    const auto sample = [](const char* name) {
        QFile file(QStringLiteral(BAKFERRY_SOURCE_DIR "/resources/samples/") + QString::fromLatin1(name));
        if (!file.open(QIODevice::ReadOnly))
            qFatal("no sample %s", name);
        return file.readAll();
    };
    const QByteArray shop = sample("shop.sql.gz");
    write("shop.sql.gz", shop);
    write("crm-nightly.sql.gz", shop.first(shop.size() * 6 / 10)); // as a full disk leaves it
    write("billing.sql.gz", shop + QByteArray(512, '\0')); // padded, as a tape leaves it: a warning
    QByteArray moves = "BEGIN TRANSACTION;\nCREATE TABLE stock_move(id INTEGER PRIMARY KEY, item TEXT, amount REAL);\n";
    for (int row = 0; row < 2'500'000; ++row)
        moves += "INSERT INTO stock_move VALUES(" + QByteArray::number(row) + ",'item " + QByteArray::number(row % 997) + "',12.5);\n";
    write("warehouse.sql", moves + "COMMIT;\n");
    if (!m_postgresql.isRunning())
        return qWarning("no pictures of a server: %s", m_postgresql.why().constData());
    m_postgresql.run("CREATE DATABASE orders");
    m_postgresql.run("CREATE TABLE customer (id int PRIMARY KEY, name text); CREATE TABLE item (id int PRIMARY KEY, customer int REFERENCES customer, amount numeric);"
                     "INSERT INTO customer SELECT i, 'customer ' || i FROM generate_series(1, 500) i; INSERT INTO item SELECT i, 1 + i % 500, i FROM generate_series(1, 9000) i", "orders");
    QByteArray archive;
    if (m_postgresql.runTool(u"pg_dump"_s, {u"-Fc"_s, u"orders"_s}, &archive) != 0)
        qFatal("pg_dump: %s", archive.constData());
    write("orders.dump", archive);
}

MigrationTask Gallery::draft(const QString& name, const char* backup) const
{
    MigrationTask task;
    task.name = name;
    task.plan.backups = {{place(backup)}};
    task.plan.target.connection.engineId = "sqlite";
    task.plan.target.database = QFile::encodeName(m_place.filePath(name + u".db"_s));
    return task;
}

const MigrationTask* Gallery::task(const QString& name)
{
    const MigrationTaskModel& model = m_program->desk().model();
    for (int row = 0; row < model.rowCount(); ++row) {
        if (model.taskAt(row).name == name)
            return &model.taskAt(row);
    }
    return nullptr;
}

bool Gallery::restore(const MigrationTask& wanted, TaskPhase until)
{
    emit m_program->window().tasksDrafted({wanted});
    const bool arrived = QTest::qWaitFor([&] { return task(wanted.name) && task(wanted.name)->phase == until; }, patienceMs);
    if (!arrived)
        qCritical("%s did not reach %s", qPrintable(wanted.name), phaseToken(until).constData());
    return arrived;
}

// One task of every kind that a DBA meets in the list.
bool Gallery::makeTasks()
{
    MigrationTask first = draft(u"报表库-2025"_s, "shop.sql.gz");
    first.description = u"上月演练"_s;
    MigrationTask cut = draft(u"crm-nightly"_s, "crm-nightly.sql.gz");
    MigrationTask inTheWay = draft(u"shop-again"_s, "shop.sql.gz");
    inTheWay.plan.target.database = first.plan.target.database;
    inTheWay.plan.precheck = false;
    MigrationTask open = draft(u"billing"_s, "billing.sql.gz");
    MigrationTask over = draft(u"shop-drill"_s, "shop.sql.gz");
    over.plan.target.database = first.plan.target.database;
    over.plan.overwrite = true;
    over.tags = {{u"env"_s, u"test"_s}, {u"owner"_s, u"dba"_s}};
    MigrationTask warehouse = draft(u"warehouse"_s, "warehouse.sql");
    warehouse.plan.precheck = false;
    if (!restore(first, TaskPhase::Done) || !restore(cut, TaskPhase::PrecheckFailed) || !restore(inTheWay, TaskPhase::Failed)
        || !restore(open, TaskPhase::NeedsDecision) || !restore(over, TaskPhase::Done) || !restore(warehouse, TaskPhase::Loading))
        return false;
    const bool isUnderWay = QTest::qWaitFor([&] { return task(warehouse.name)->progressPermille() > 350; }, patienceMs);
    emit m_program->window().pauseRequested({task(warehouse.name)->id});
    return isUnderWay && QTest::qWaitFor([&] { return task(warehouse.name)->phase == TaskPhase::Paused; }, patienceMs);
}

void Gallery::inEveryLook(const std::function<void(const QString&)>& picture)
{
    for (const char* language : {"zh_CN", "en"}) {
        for (const char* theme : {"light", "dark"}) {
            if (m_isMainOnly && (language != QByteArrayView("zh_CN") || theme != QByteArrayView("light")))
                continue;
            child<QAction>(m_program->window(), (QByteArray("choose_") + language).constData())->trigger();
            child<QAction>(m_program->window(), (QByteArray("choose_") + theme).constData())->trigger();
            picture(u"-%1-%2"_s.arg(QString::fromLatin1(language), QString::fromLatin1(theme)));
        }
    }
}

void Gallery::takeDialog(const char* action, const QString& name, const std::function<void(QDialog&)>& before)
{
    child<QAction>(m_program->window(), action)->trigger();
    QDialog* dialog = nullptr;
    const auto isThere = [&] {
        dialog = qobject_cast<QDialog*>(QApplication::activeWindow());
        return dialog != nullptr;
    };
    if (!QTest::qWaitFor(isThere)) {
        qCritical("%s opens no dialog", action);
        m_isComplete = false;
        return;
    }
    if (before)
        before(*dialog);
    save(*dialog, name);
    dialog->reject();
    delete dialog;
}

void Gallery::takeEmpty(const QString& suffix)
{
    save(m_program->window(), u"empty"_s + suffix);
    MainWindow& window = m_program->window();
    window.openWizard();
    auto* wizard = child<RestoreWizard>(window, "restoreWizard");
    save(*wizard, u"wizard-0-empty"_s + suffix);
    delete wizard;
}

void Gallery::takeMain(const QString& suffix)
{
    MainWindow& window = m_program->window();
    child<QTabWidget>(window, "detailTabs")->setCurrentIndex(0);
    window.selectTask(task(u"shop-drill"_s)->id);
    save(window, u"main"_s + suffix);
}

void Gallery::takeDetails(const QString& suffix)
{
    MainWindow& window = m_program->window();
    auto* tabs = child<QTabWidget>(window, "detailTabs");
    for (int tab = 1; tab < tabs->count(); ++tab) {
        if (!tabs->isTabVisible(tab))
            continue;
        tabs->setCurrentIndex(tab);
        save(window, u"details-tab%1"_s.arg(tab) + suffix);
    }
    tabs->setCurrentIndex(0);
    for (const auto& [name, picture] : {std::pair(u"crm-nightly"_s, u"details-blocked"_s), {u"shop-again"_s, u"details-failed"_s}, {u"billing"_s, u"details-decision"_s}, {u"warehouse"_s, u"details-paused"_s}}) {
        window.selectTask(task(name)->id);
        save(window, picture + suffix);
    }
    auto* search = child<QLineEdit>(window, "search");
    search->setText(u"nothing has this name"_s);
    save(window, u"nothing-found"_s + suffix);
    search->clear();
    auto* table = child<QTableView>(window, "taskTable");
    table->clearSelection();
    save(window, u"nothing-selected"_s + suffix);
    window.selectTask(task(u"shop-drill"_s)->id);
    emit table->customContextMenuRequested(table->visualRect(table->currentIndex()).center());
    if (auto* menu = window.findChild<QMenu*>(u"taskMenu"_s)) {
        save(*menu, u"menu"_s + suffix);
        delete menu;
    }
    window.showRefusal({u"warehouse"_s});
    save(window, u"banner"_s + suffix);
    window.hideBanner();
}

void Gallery::takeDialogs(const QString& suffix)
{
    MainWindow& window = m_program->window();
    window.selectTask(task(u"shop-drill"_s)->id);
    takeDialog("actDelete", u"confirm-delete"_s + suffix);
    takeDialog("actUndo", u"confirm-undo"_s + suffix);
    takeDialog("actDiscardOld", u"confirm-discard"_s + suffix);
    takeDialog("actEdit", u"edit"_s + suffix);
    takeDialog("actSettings", u"settings"_s + suffix);
    const Services services = m_program->services();
    const auto own = [&](QDialog* dialog, const QString& name) {
        dialog->setAttribute(Qt::WA_DeleteOnClose, false);
        dialog->show();
        save(*dialog, name + suffix);
        delete dialog;
    };
    own(new HelpWindow(&window), u"help"_s);
    own(closeQuestion(1, true, &window), u"close"_s);
    auto* import = new ImportDialog(services, &window);
    m_isComplete = QTest::qWaitFor([&] { return child<QAbstractButton>(*import, "importGo")->isEnabled(); }, patienceMs) && m_isComplete;
    own(import, u"import"_s);
    own(new SignInDialog(services, {{"postgresql", u"db1.example.com"_s, 5432, u"dba"_s, {{u"sslkey"_s, u"/home/dba/.postgresql/dba.key"_s}}}, "shop"}, &window), u"sign-in"_s);
    auto* filter = child<QAbstractButton>(window, "filterButton");
    QTimer::singleShot(300, filter, [this, suffix] {
        if (QWidget* panel = QApplication::activePopupWidget()) {
            save(*panel, u"filter"_s + suffix);
            panel->close();
        } else {
            m_isComplete = false;
        }
    });
    filter->click();
    QTest::qWait(600);
}

void Gallery::takeWizard(const QString& suffix)
{
    MainWindow& window = m_program->window();
    window.openWizard({{place("billing.sql.gz")}});
    auto* wizard = child<RestoreWizard>(window, "restoreWizard");
    const auto isReady = [wizard](QWizard::WizardButton which) {
        return QTest::qWaitFor([&] { return wizard->button(which)->isEnabled(); }, patienceMs);
    };
    m_isComplete = isReady(QWizard::NextButton) && m_isComplete;
    save(*wizard, u"wizard-1"_s + suffix);
    wizard->next();
    type(child<QLineEdit>(*wizard, "targetPath"), QFile::decodeName(place("billing-new.db")));
    save(*wizard, u"wizard-2"_s + suffix);
    wizard->next();
    m_isComplete = isReady(QWizard::FinishButton) && m_isComplete;
    save(*wizard, u"wizard-3"_s + suffix);
    wizard->reject();
    delete wizard;
}

// A real archive, a real server, and the test of the connection between.
void Gallery::takeServerWizard(const QString& suffix)
{
    MainWindow& window = m_program->window();
    window.openWizard({{place("orders.dump")}});
    auto* wizard = child<RestoreWizard>(window, "restoreWizard");
    const auto waitFor = [this](const std::function<bool()>& condition) { m_isComplete = QTest::qWaitFor(condition, patienceMs) && m_isComplete; };
    waitFor([&] { return wizard->button(QWizard::NextButton)->isEnabled(); });
    save(*wizard, u"server-1"_s + suffix);
    wizard->next();
    save(*wizard, u"server-2-new"_s + suffix);
    type(child<QLineEdit>(*wizard, "serverHost"), m_postgresql.folder());
    type(child<QLineEdit>(*wizard, "serverUser"), u"postgres"_s);
    auto* name = child<QLineEdit>(*wizard, "databaseName");
    name->clear();
    type(name, u"orders_drill"_s);
    auto* environment = child<QComboBox>(*wizard, "environment");
    environment->setCurrentIndex(1);
    emit environment->activated(1);
    child<QAbstractButton>(*wizard, "testConnection")->click();
    waitFor([&] { return child<QLabel>(*wizard, "testResult")->text().contains(u"PostgreSQL"_s); });
    save(*wizard, u"server-2"_s + suffix);
    child<QAbstractButton>(*wizard, "optionsToggle")->click();
    save(*wizard, u"server-2-options"_s + suffix);
    wizard->next();
    waitFor([&] { return wizard->button(QWizard::FinishButton)->isEnabled(); });
    save(*wizard, u"server-3"_s + suffix);
    wizard->reject();
    delete wizard;
}

// A home folder as a DBA has it, for the import of connections.
void Gallery::writeConnectionFiles() const
{
    const auto write = [this](const char* name, const QByteArray& content) {
        QFile file(m_place.filePath(QString::fromLatin1(name)));
        if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
            qFatal("cannot write %s", name);
        ::chmod(place(name).constData(), 0600);
    };
    write(".pgpass", "db1.example.com:5432:*:dba:x\nreport.example.com:5433:*:report:x\n*:*:*:dba:y\n");
    write(".pg_service.conf", "[orders]\nhost=orders.example.com\nuser=dba\ndbname=orders\nsslmode=verify-full\n");
    write(".my.cnf", "[client]\nhost=10.0.0.7\nuser=root\npassword=x\n");
    write(".odbc.ini", "[billing]\nDriver=FreeTDS\nServer=sql1.example.com\nUID=sa\n");
    ::chmod(place(".pgpass").constData(), 0644);
    qputenv("HOME", QFile::encodeName(m_place.path()));
}

bool Gallery::make()
{
    writeBackups();
    writeConnectionFiles();
    LaunchOptions options;
    options.storePath = place("tasks.db");
    m_program = std::make_unique<Application>(options);
    m_program->start();
    MainWindow& window = m_program->window();
    if (!QTest::qWaitFor([&] { return window.isVisible() && m_program->desk().isWritable(); }, patienceMs))
        return false;
    window.resize(1280, 800);
    inEveryLook([&](const QString& suffix) { takeEmpty(suffix); });
    if (!makeTasks())
        return false;
    inEveryLook([&](const QString& suffix) {
        takeMain(suffix);
        if (!m_isMainOnly) {
            takeDetails(suffix);
            takeDialogs(suffix);
        }
        takeWizard(suffix);
        if (m_postgresql.isRunning())
            takeServerWizard(suffix);
    });
    bool hasEnded = false;
    QObject::connect(m_program.get(), &Application::ended, m_program.get(), [&] { hasEnded = true; });
    m_program->quit();
    return QTest::qWaitFor([&] { return hasEnded; }, patienceMs) && m_isComplete;
}

} // namespace

int main(int argc, char** argv)
{
    QApplication program(argc, argv);
    if (argc < 2 || argc > 3)
        return 2;
    OwnSettings settings;
    return Gallery(QString::fromLocal8Bit(argv[1]), argc == 3 && QByteArrayView(argv[2]) == "--main").make() ? 0 : 1;
}
