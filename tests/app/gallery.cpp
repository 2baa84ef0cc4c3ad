// The pictures of docs/screenshots: the whole program with its real engine, store and runner, on tasks that it has just
// restored, failed and refused itself. Called by scripts/screenshots.sh:
//   build/dev/tests/gallery FOLDER
#include "app/application.h"
#include "tests/ui/picture.h"
#include "tests/ui/windowtest.h"
#include "ui/restorewizard.h"

#include <QAbstractButton>
#include <QAction>
#include <QApplication>
#include <QFile>
#include <QLineEdit>
#include <QTabWidget>

using namespace bakferry;
using namespace bakferry::test;
using namespace Qt::StringLiterals;

namespace {

constexpr int patienceMs = 120'000;

class Gallery
{
public:
    explicit Gallery(const QString& folder)
        : m_folder(folder)
    {
    }

    bool make();

private:
    void writeBackups();
    MigrationTask draft(const QString& name, const char* backup) const;
    bool restore(const MigrationTask& task, TaskPhase until);
    bool makeTasks();
    void inEveryLook(const std::function<void(const QString& suffix)>& picture);
    void takeWizard(const QString& suffix);
    void takeDetails(const QString& suffix);
    void save(QWidget& window, const QString& name) { m_isComplete = savePicture(window, m_folder, name) && m_isComplete; }
    QByteArray place(const char* name) const { return QFile::encodeName(m_place.filePath(QString::fromLatin1(name))); }
    const MigrationTask* task(const QString& name);

    const QString m_folder;
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
            child<QAction>(m_program->window(), (QByteArray("choose_") + language).constData())->trigger();
            child<QAction>(m_program->window(), (QByteArray("choose_") + theme).constData())->trigger();
            picture(u"-%1-%2"_s.arg(QString::fromLatin1(language), QString::fromLatin1(theme)));
        }
    }
}

void Gallery::takeDetails(const QString& suffix)
{
    MainWindow& window = m_program->window();
    auto* tabs = child<QTabWidget>(window, "detailTabs");
    window.selectTask(task(u"shop-drill"_s)->id);
    save(window, u"main"_s + suffix);
    tabs->setCurrentIndex(1);
    save(window, u"details-precheck"_s + suffix);
    tabs->setCurrentIndex(2);
    save(window, u"details-log"_s + suffix);
    tabs->setCurrentIndex(0);
    window.selectTask(task(u"crm-nightly"_s)->id);
    save(window, u"details-blocked"_s + suffix);
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

bool Gallery::make()
{
    writeBackups();
    LaunchOptions options;
    options.storePath = place("tasks.db");
    m_program = std::make_unique<Application>(options);
    m_program->start();
    MainWindow& window = m_program->window();
    if (!QTest::qWaitFor([&] { return window.isVisible() && m_program->desk().isWritable(); }, patienceMs))
        return false;
    window.resize(1280, 800);
    inEveryLook([&](const QString& suffix) { save(window, u"empty"_s + suffix); });
    if (!makeTasks())
        return false;
    inEveryLook([&](const QString& suffix) {
        takeDetails(suffix);
        takeWizard(suffix);
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
    if (argc != 2)
        return 2;
    OwnSettings settings;
    return Gallery(QString::fromLocal8Bit(argv[1])).make() ? 0 : 1;
}
