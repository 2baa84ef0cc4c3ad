// Pictures of the windows with scripted tasks, for those who work on their looks:
//   build/dev/tests/screenshots FOLDER
// The picture in docs/screenshots is made from real tasks by scripts/screenshots.sh.
#include "models/migrationtaskmodel.h"
#include "models/translation.h"
#include "tests/ui/picture.h"
#include "tests/ui/sampletasks.h"
#include "ui/continuedialog.h"
#include "ui/mainwindow.h"
#include "ui/restorewizard.h"
#include "ui/settingsdialog.h"
#include "ui/theme.h"

#include <QAbstractButton>
#include <QApplication>
#include <QLineEdit>
#include <QSettings>
#include <QTabWidget>
#include <QTemporaryDir>
#include <QTest>

#include <cmath>

using namespace bakferry;
using namespace Qt::StringLiterals;

namespace {

struct Booth
{
    QString folder;
    QString suffix; ///< "-zh_CN-dark"
    bool save(QWidget& window, const QString& name) const { return test::savePicture(window, folder, name + suffix); }
};

QList<ObjectReport> runningObjects()
{
    using State = ObjectReport::State;
    return {{.object = u"public.warehouses"_s, .id = {}, .state = State::Loaded, .rowsRead = 42, .bytes = 3'120, .durationMs = 40},
            {.object = u"public.products"_s, .id = {}, .state = State::Loaded, .rowsRead = 1'204'118, .bytes = 88'400'123, .durationMs = 9'830},
            {.object = u"public.stock_moves"_s, .id = {}, .state = State::Loading, .rowsRead = 1'830'411, .bytes = 412'000'000, .durationMs = 71'200},
            {.object = u"public.suppliers"_s, .id = {}, .state = State::Loading, .rowsRead = 9'411, .bytes = 820'000, .durationMs = 600}};
}

Throughput someThroughput()
{
    Throughput throughput;
    for (int i = 0; i < 84; ++i)
        throughput.bytes.append(qint64(36e6 + 14e6 * std::sin(i / 7.0) + 5e6 * std::sin(i * 1.7) - (i > 50 && i < 56 ? 34e6 : 0)));
    return throughput;
}

void pictureMainWindow(const Booth& booth, test::ScriptedServices& scripted)
{
    MigrationTaskModel model;
    MainWindow window(model, scripted.services());
    window.resize(1280, 800);
    window.show();
    booth.save(window, u"empty"_s);
    model.load(test::sampleTasks());
    auto* tabs = window.findChild<QTabWidget*>(u"detailTabs"_s);
    window.selectTask(u"1"_s);
    booth.save(window, u"main"_s);
    tabs->setCurrentIndex(1);
    booth.save(window, u"details-precheck"_s);
    tabs->setCurrentIndex(3);
    booth.save(window, u"details-log"_s);
    tabs->setCurrentIndex(4);
    booth.save(window, u"details-report"_s);
    tabs->setCurrentIndex(2);
    booth.save(window, u"details-progress"_s);
    model.apply({.taskId = u"5"_s, .objects = runningObjects(), .throughput = someThroughput()});
    window.selectTask(u"5"_s);
    booth.save(window, u"details-progress-live"_s);
    window.selectTask(u"3"_s);
    booth.save(window, u"details-failed-progress"_s);
    tabs->setCurrentIndex(0);
    booth.save(window, u"details-failed"_s);
    for (auto* unfold : window.findChildren<QAbstractButton*>(u"bannerUnfold"_s)) {
        if (unfold->isVisible())
            unfold->click();
    }
    booth.save(window, u"details-failed-raw"_s);
    window.showKeys();
    booth.save(*window.findChild<QDialog*>(u"keysDialog"_s), u"keys"_s);
    window.findChild<QDialog*>(u"keysDialog"_s)->close();
    window.selectTask(u"7"_s);
    booth.save(window, u"details-decision"_s);
    window.selectTask(u"5"_s);
    window.showRefusal({u"warehouse"_s, u"archive"_s});
    booth.save(window, u"main-refusal"_s);
}

void pictureSettings(const Booth& booth)
{
    Preferences preferences;
    preferences.hookUrl = u"example.org/hook"_s; // shows what is wrong with it
    SettingsDialog dialog(preferences, {Translation::available().first(), u"light"_s}, u"/home/dba/.local/share/BakFerry/tasks.db"_s, nullptr);
    dialog.setAttribute(Qt::WA_DeleteOnClose, false);
    dialog.show();
    booth.save(dialog, u"settings"_s);
}

void pictureWizard(const Booth& booth, test::ScriptedServices& scripted)
{
    MigrationTaskModel model;
    RestoreWizard wizard(model, scripted.services());
    wizard.setAttribute(Qt::WA_DeleteOnClose, false);
    wizard.show();
    booth.save(wizard, u"wizard-0"_s);
    wizard.addFiles({{"/backup/2026-11-23/chinook.sql.gz"}});
    booth.save(wizard, u"wizard-1"_s);
    wizard.next();
    QTest::keyClicks(wizard.findChild<QLineEdit*>(u"targetPath"_s), u"/srv/databases/chinook.db"_s);
    wizard.findChild<QAbstractButton*>(u"overwriteExisting"_s)->click();
    booth.save(wizard, u"wizard-2"_s);
    wizard.next();
    booth.save(wizard, u"wizard-3"_s);
    wizard.back();
    wizard.back();
    wizard.addFiles({{"/backup/2026-11-23/northwind.db.xz"}, {"/backup/2026-11-23/sakila.db"}});
    booth.save(wizard, u"wizard-many-1"_s);
    wizard.next();
    booth.save(wizard, u"wizard-many-2"_s);
}

void pictureServerWizard(const Booth& booth, test::ScriptedServices& scripted)
{
    scripted.inspection = test::serverFacts();
    scripted.serverFacts = ServerFacts{u"PostgreSQL 15.8 (Debian 15.8-0+deb12u1)"_s, {u"shop"_s, u"orders"_s}, true, true, {}};
    Finding missing = blockerFinding("target", Error{ErrorKind::TargetUnusable, "target.role", {"The role %1 is missing on the server.", {u"shop_owner"_s}},
                                                     {"Create the role, or choose below what becomes of its objects.", {}}, {}});
    missing.fixes = {{"noOwner", true, {"Without owners", {}}, {"12 objects will belong to %1.", {u"dba"_s}}},
                     {"role:shop_owner", u"postgres"_s, {"Give the objects to postgres", {}}, {"12 objects will belong to postgres.", {}}}};
    scripted.report.findings.prepend(missing);
    MigrationTaskModel model;
    RestoreWizard wizard(model, scripted.services());
    wizard.setAttribute(Qt::WA_DeleteOnClose, false);
    wizard.show();
    wizard.addFiles({{"/backup/2026-11-23/shop.dump"}});
    booth.save(wizard, u"server-1"_s);
    wizard.next();
    booth.save(wizard, u"server-2-empty"_s);
    QTest::keyClicks(wizard.findChild<QLineEdit*>(u"serverHost"_s), u"db1.example.com"_s);
    QTest::keyClicks(wizard.findChild<QLineEdit*>(u"serverUser"_s), u"dba"_s);
    QTest::keyClicks(wizard.findChild<QLineEdit*>(u"serverPassword"_s), u"secret"_s);
    wizard.findChild<QAbstractButton*>(u"testConnection"_s)->click();
    booth.save(wizard, u"server-2"_s);
    wizard.findChild<QAbstractButton*>(u"optionsToggle"_s)->click();
    booth.save(wizard, u"server-2-options"_s);
    wizard.next();
    booth.save(wizard, u"server-3"_s);
    wizard.findChild<QAbstractButton*>(u"fix_0_1"_s)->click();
    booth.save(wizard, u"server-3-chosen"_s);
    scripted.inspection = test::sampleFacts();
    scripted.report.findings.removeFirst();
}

void pictureChain(const Booth& booth, test::ScriptedServices& scripted)
{
    scripted.inspection = test::chainFacts();
    MigrationTaskModel model;
    RestoreWizard wizard(model, scripted.services());
    wizard.setAttribute(Qt::WA_DeleteOnClose, false);
    wizard.show();
    wizard.addFiles({{"/backup/shop.sql"}});
    booth.save(wizard, u"chain-1"_s);
    wizard.next();
    QTest::keyClicks(wizard.findChild<QLineEdit*>(u"serverHost"_s), u"db1.example.com"_s);
    QTest::keyClicks(wizard.findChild<QLineEdit*>(u"stopAt"_s), u"noon"_s);
    booth.save(wizard, u"chain-2"_s);
    scripted.inspection = test::sampleFacts();
    MigrationTaskModel waiting;
    MainWindow window(waiting, scripted.services());
    window.resize(1280, 800);
    window.show();
    waiting.load({test::waitingTask()});
    window.selectTask(u"11"_s);
    window.findChild<QTabWidget*>(u"detailTabs"_s)->setCurrentIndex(5);
    booth.save(window, u"chain-waiting"_s);
    const Services services = scripted.services();
    ContinueDialog dialog(test::waitingTask(), services, nullptr);
    dialog.setAttribute(Qt::WA_DeleteOnClose, false);
    dialog.addFiles({{"/backup/mysql-bin.000044"}, {"/backup/mysql-bin.000045"}});
    dialog.show();
    booth.save(dialog, u"chain-continue"_s);
}

} // namespace

int main(int argc, char** argv)
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication program(argc, argv);
    if (argc < 2)
        return 2;
    QTemporaryDir settings;
    QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, settings.path());
    Translation translation;
    Theme theme;
    test::ScriptedServices scripted;
    scripted.report.findings = test::sampleFindings();
    const QDateTime start = QDateTime::currentDateTimeUtc().addSecs(-90);
    for (int i = 0; i < 40; ++i)
        scripted.log.append({start.addSecs(i), i % 13 == 7 ? LogLevel::Warning : LogLevel::Info, {"Table %1: %2 rows read.", {u"table_%1"_s.arg(i), QString::number(i * 977)}}});
    for (const QString& language : Translation::available()) {
        for (const ThemeChoice choice : {ThemeChoice::Light, ThemeChoice::Dark}) {
            translation.use(language);
            theme.use(choice);
            const Booth booth{QString::fromLocal8Bit(argv[1]), u"-%1-%2"_s.arg(language, themeToken(choice))};
            pictureMainWindow(booth, scripted);
            pictureSettings(booth);
            pictureWizard(booth, scripted);
            pictureServerWizard(booth, scripted);
            pictureChain(booth, scripted);
        }
    }
    return 0;
}
