#include "tests/ui/clipping.h"
#include "tests/ui/windowbench.h"
#include "models/translation.h"
#include "ui/closequestion.h"
#include "ui/confirm.h"
#include "ui/continuedialog.h"
#include "ui/helpwindow.h"
#include "ui/importdialog.h"
#include "ui/restorewizard.h"
#include "ui/settingsdialog.h"
#include "ui/signindialog.h"
#include "ui/taskeditdialog.h"

#include <QAbstractButton>
#include <QApplication>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTabWidget>

using namespace bakferry;
using namespace bakferry::test;
using namespace Qt::StringLiterals;

/// Every window in large letters and long words: nothing may be cut off. Run a second time with QT_SCALE_FACTOR=2 (CMakeLists.txt).
class TestClipping : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void theLooksAreReallyDifferent();
    void theCheckFindsWhatIsCutOff();
    void mainWindow_data() { looks(); }
    void mainWindow();
    void emptyMainWindow_data() { looks(); }
    void emptyMainWindow();
    void fileWizard_data() { looks(); }
    void fileWizard();
    void serverWizard_data() { looks(); }
    void serverWizard();
    void settingsDialog_data() { looks(); }
    void settingsDialog();
    void smallDialogs_data() { looks(); }
    void smallDialogs();
    void everyWindowFitsAScreenAtTwiceTheScale();

private:
    static void looks();
    /// Brings this row's language and letters into force; before the window is made.
    void takeLook();
    void check(QWidget& window, const char* where);

    OwnSettings m_settings;
    LongWords m_longWords;
    Translation m_translation;
    QFont m_usual;
};

void TestClipping::looks()
{
    QTest::addColumn<QString>("language"); ///< "long": every word half as long again
    QTest::addColumn<int>("points");       ///< 0: as the desktop has it
    QTest::newRow("English") << u"en"_s << 0;
    QTest::newRow("Chinese") << u"zh_CN"_s << 0;
    QTest::newRow("English in 14 points") << u"en"_s << 14;
    QTest::newRow("Chinese in 14 points") << u"zh_CN"_s << 14;
    QTest::newRow("half as long again") << u"long"_s << 0;
}

void TestClipping::init() { m_usual = QApplication::font(); }

void TestClipping::cleanup()
{
    QCoreApplication::removeTranslator(&m_longWords);
    m_translation.use(u"en"_s);
    QApplication::setFont(m_usual);
}

void TestClipping::takeLook()
{
    QFETCH(QString, language);
    QFETCH(int, points);
    if (language == u"long")
        QCoreApplication::installTranslator(&m_longWords);
    else
        m_translation.use(language);
    if (points > 0) {
        QFont large = m_usual;
        large.setPointSize(points);
        QApplication::setFont(large);
    }
}

void TestClipping::check(QWidget& window, const char* where)
{
    window.show();
    QVERIFY(QTest::qWaitForWindowExposed(&window));
    // A scroll area learns of its content's new height in a later round of events.
    const bool settles = QTest::qWaitFor([&] { return clippedTexts(window).isEmpty(); }, 1000);
    const QStringList found = settles ? QStringList() : clippedTexts(window);
    for (const QString& one : found)
        qWarning("%s", qPrintable(QString::fromLatin1(where) + u": "_s + one));
    QVERIFY2(found.isEmpty(), qPrintable(u"%1: %2 texts are cut off"_s.arg(QString::fromLatin1(where)).arg(found.size())));
}

void TestClipping::theLooksAreReallyDifferent()
{
    QCOMPARE(m_longWords.translate("x", "&Save %n rows"), u"&Savééée %n rowéés"_s);
    QVERIFY(m_longWords.translate("x", "Remember the password").size() >= 1.4 * qstrlen("Remember the password"));
    QCOMPARE(m_longWords.translate("x", "%1 of %2"), u"%1 oéf %2"_s);
}

void TestClipping::theCheckFindsWhatIsCutOff()
{
    QWidget window;
    QLabel label(u"a long line of text"_s, &window);
    QPushButton button(u"a long line of text"_s, &window);
    label.setGeometry(0, 0, 30, 20);
    button.setGeometry(0, 30, 30, 30);
    window.resize(100, 50);
    window.show();
    QCOMPARE(clippedTexts(window).size(), 3); // and the button sticks out below
}

void TestClipping::mainWindow()
{
    takeLook();
    WindowBench bench;
    auto* tabs = child<QTabWidget>(*bench.window, "detailTabs");
    bench.window->selectTask(u"1"_s);
    for (int i = 0; i < tabs->count(); ++i) {
        tabs->setCurrentIndex(i);
        check(*bench.window, qPrintable(u"tab %1"_s.arg(i)));
    }
    tabs->setCurrentIndex(0);
    for (const char* id : {"3", "7"}) {
        bench.window->selectTask(QString::fromLatin1(id));
        check(*bench.window, id);
    }
    bench.window->showRefusal({u"warehouse"_s, u"archive"_s});
    check(*bench.window, "banner");
}

void TestClipping::emptyMainWindow()
{
    takeLook();
    WindowBench bench(QList<MigrationTask>{});
    check(*bench.window, "empty");
}

void TestClipping::fileWizard()
{
    takeLook();
    ScriptedServices scripted;
    MigrationTaskModel tasks;
    RestoreWizard wizard(tasks, scripted.services());
    wizard.setAttribute(Qt::WA_DeleteOnClose, false);
    check(wizard, "nothing yet");
    wizard.addFiles({{"/backup/2026-11-23/chinook.sql.gz"}});
    QTRY_VERIFY(wizard.button(QWizard::NextButton)->isEnabled());
    check(wizard, "step 1");
    wizard.next();
    type(child<QLineEdit>(wizard, "targetPath"), u"/srv/databases/chinook.db"_s);
    child<QAbstractButton>(wizard, "overwriteExisting")->click();
    check(wizard, "step 2");
    wizard.next();
    QTRY_VERIFY(wizard.button(QWizard::FinishButton)->isEnabled());
    check(wizard, "step 3");
}

void TestClipping::serverWizard()
{
    takeLook();
    ScriptedServices scripted;
    scripted.inspection = serverFacts();
    MigrationTaskModel tasks;
    RestoreWizard wizard(tasks, scripted.services());
    wizard.setAttribute(Qt::WA_DeleteOnClose, false);
    wizard.show();
    wizard.addFiles({{"/backup/2026-11-23/shop.dump"}});
    QTRY_VERIFY(wizard.button(QWizard::NextButton)->isEnabled());
    check(wizard, "step 1");
    wizard.next();
    type(child<QLineEdit>(wizard, "serverHost"), u"db1.example.com"_s);
    type(child<QLineEdit>(wizard, "clientKey"), u"/etc/me.key"_s);
    child<QAbstractButton>(wizard, "testConnection")->click();
    QTRY_VERIFY(child<QLabel>(wizard, "testResult")->text().contains(u"15.8"_s));
    check(wizard, "step 2");
    child<QAbstractButton>(wizard, "optionsToggle")->click();
    check(wizard, "options");
    wizard.next();
    QTRY_VERIFY(wizard.button(QWizard::FinishButton)->isEnabled());
    check(wizard, "step 3");
}

void TestClipping::settingsDialog()
{
    takeLook();
    Preferences preferences;
    preferences.hookUrl = u"example.org/hook"_s;
    SettingsDialog dialog(preferences, {u"en"_s, u"light"_s}, u"/home/dba/.local/share/BakFerry/tasks.db"_s, nullptr);
    dialog.setAttribute(Qt::WA_DeleteOnClose, false);
    check(dialog, "settings");
}

void TestClipping::smallDialogs()
{
    takeLook();
    ScriptedServices scripted;
    scripted.connectionFiles = {{ConnectionFileKind::PgPass, "/home/dba/.pgpass", {{u"dba@db7"_s, {"scripted", u"db7"_s, 0, u"dba"_s, {}}, Credentials("x"), {}}}, 2, true, true, {}}};
    const Services services = scripted.services();
    MigrationTaskModel tasks;
    tasks.load(sampleTasks());
    const auto look = [this](QDialog* dialog, const char* where) {
        check(*dialog, where);
        dialog->close(); // deletes itself
    };
    look(new ImportDialog(services), "import");
    look(new SignInDialog(services, {{"scripted", u"db1.example.com"_s, 5433, u"dba"_s, {{u"sslkey"_s, u"/etc/me.key"_s}}}, "shop"}, nullptr), "sign-in");
    look(new TaskEditDialog(tasks, u"1"_s, nullptr), "edit");
    look(new ContinueDialog(waitingTask(), services, nullptr), "continue");
    look(closeQuestion(2, true, nullptr), "close");
    look(new ConfirmDialog({u"Overwrite “shop”"_s, u"The old database is kept beside it."_s, {u"shop"_s}, u"Overwrite"_s, {}, u"shop"_s, {}}, nullptr), "confirm");
    look(new HelpWindow(nullptr), "help");
}

// A screen of 1920 × 1080 at 200 % has 960 × 540 points, some of them the desktop's own.
void TestClipping::everyWindowFitsAScreenAtTwiceTheScale()
{
    const QSize screen(960, 500);
    WindowBench bench;
    ScriptedServices scripted;
    scripted.inspection = serverFacts();
    MigrationTaskModel tasks;
    RestoreWizard wizard(tasks, scripted.services());
    wizard.setAttribute(Qt::WA_DeleteOnClose, false);
    SettingsDialog settings({}, {u"en"_s, u"light"_s}, {}, nullptr);
    settings.setAttribute(Qt::WA_DeleteOnClose, false);
    ImportDialog import(scripted.services());
    import.setAttribute(Qt::WA_DeleteOnClose, false);
    wizard.show();
    wizard.addFiles({{"/backup/2026-11-23/shop.dump"}});
    QTRY_VERIFY(wizard.button(QWizard::NextButton)->isEnabled());
    wizard.next();
    for (QWidget* window : QList<QWidget*>{bench.window.get(), &wizard, &settings, &import}) {
        window->show();
        const QSize least = window->minimumSizeHint().expandedTo(window->minimumSize());
        QVERIFY2(least.width() <= screen.width() && least.height() <= screen.height(), qPrintable(u"%1 needs %2 × %3"_s.arg(window->objectName()).arg(least.width()).arg(least.height())));
    }
}

QTEST_MAIN(TestClipping)
#include "tst_clipping.moc"
