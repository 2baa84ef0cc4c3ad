#include "app/application.h"
#include "tests/ui/windowtest.h"

#include <QAbstractButton>
#include <QApplication>
#include <QFile>
#include <QPlainTextEdit>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QWizard>

using namespace bakferry;
using namespace bakferry::test;
using namespace Qt::StringLiterals;

/// The whole way of a restore without a mouse: every step is a key pressed in the widget that has the focus.
class TestKeyboard : public QObject
{
    Q_OBJECT

private slots:
    void aRestoreFromCtrlNToTheProvenDatabase();
    void aTaskIsEditedAndDeletedByKeys();

private:
    OwnSettings m_settings;
};

namespace {

/// A person at the keyboard.
struct Hands
{
    static QWidget* at()
    {
        [] { QTRY_VERIFY(QApplication::focusWidget()); }();
        return QApplication::focusWidget();
    }
    static void press(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier) { QTest::keyClick(at(), key, modifiers); }
    static void write(const QString& text) { type(at(), text); }
    /// Tabs until the widget with this name has the focus.
    static bool tabTo(const QString& name)
    {
        for (int presses = 0; presses < 80; ++presses) {
            if (at()->objectName() == name)
                return true;
            press(Qt::Key_Tab);
        }
        qWarning("the Tab key does not reach %s", qPrintable(name));
        return false;
    }
};

struct Program
{
    Program()
    {
        LaunchOptions options;
        options.storePath = QFile::encodeName(folder.filePath(u"tasks.db"_s));
        options.language = u"en"_s;
        application = std::make_unique<Application>(options);
        application->start();
        [this] { QTRY_VERIFY(application->window().isVisible() && application->desk().isWritable()); }();
        application->window().activateWindow();
        [this] { QVERIFY(QTest::qWaitForWindowActive(&application->window())); }();
    }
    ~Program()
    {
        QSignalSpy ended(application.get(), &Application::ended);
        application->quit();
        [&] { QTRY_VERIFY(!ended.isEmpty()); }();
    }
    /// What a window manager does when a dialog is closed; offscreen there is none.
    void comesBack() const
    {
        QTRY_VERIFY(!QApplication::activeModalWidget());
        application->window().activateWindow();
        QTRY_COMPARE(QApplication::activeWindow(), static_cast<QWidget*>(&application->window()));
    }
    MigrationTaskModel& tasks() const { return application->desk().model(); }
    QWizard* wizard() const { return application->window().findChild<QWizard*>(u"restoreWizard"_s); }
    QString path(const QString& name) const { return folder.filePath(name); }

    /// From Ctrl+N to the start button. @returns false where the keys led nowhere
    bool restoreByKeys(const QString& target) const
    {
        const auto comes = [](const char* what, auto condition, int ms = 5000) {
            const bool came = QTest::qWaitFor(condition, ms);
            if (!came)
                qWarning("%s never came; the focus is in %s", what, QApplication::focusWidget() ? qPrintable(QApplication::focusWidget()->objectName()) : "nothing");
            return came;
        };
        Hands::press(Qt::Key_N, Qt::ControlModifier);
        if (!comes("the wizard", [this] { return wizard() && QApplication::activeWindow() == wizard(); }) || !Hands::tabTo(u"backupPath"_s))
            return false;
        Hands::write(QStringLiteral(BAKFERRY_SOURCE_DIR "/resources/samples/shop.sql.gz"));
        Hands::press(Qt::Key_Return); // adds it, and stays on the page
        if (!comes("the facts of the backup", [this] { return wizard()->button(QWizard::NextButton)->isEnabled(); }))
            return false;
        Hands::press(Qt::Key_N, Qt::AltModifier);
        if (!comes("the target page", [this] { return wizard()->currentId() == wizard()->pageIds().at(1); }) || !Hands::tabTo(u"targetPath"_s))
            return false;
        Hands::press(Qt::Key_A, Qt::ControlModifier);
        Hands::write(target);
        Hands::press(Qt::Key_N, Qt::AltModifier);
        const QAbstractButton* finish = wizard()->button(QWizard::FinishButton);
        if (!comes("the start button", [&] { return finish->isVisible() && finish->isEnabled(); }, 20'000) || !Hands::tabTo(finish->objectName()))
            return false;
        Hands::press(Qt::Key_Space);
        return true;
    }

    QTemporaryDir folder;
    std::unique_ptr<Application> application;
};

} // namespace

void TestKeyboard::aRestoreFromCtrlNToTheProvenDatabase()
{
    Program program;
    QVERIFY(program.restoreByKeys(program.path(u"shop.db"_s)));
    QTRY_COMPARE(program.tasks().rowCount(), 1);
    QTRY_COMPARE(program.tasks().taskAt(0).phase, TaskPhase::Done);
    QVERIFY(QFile::exists(program.path(u"shop.db"_s)));
    QVERIFY(program.tasks().taskAt(0).result.rows > 0);
}

void TestKeyboard::aTaskIsEditedAndDeletedByKeys()
{
    Program program;
    QVERIFY(program.restoreByKeys(program.path(u"shop.db"_s)));
    QTRY_VERIFY(program.tasks().rowCount() == 1 && program.tasks().taskAt(0).phase == TaskPhase::Done);
    program.comesBack();
    QVERIFY(Hands::tabTo(u"taskTable"_s));
    Hands::press(Qt::Key_F2);
    QTRY_VERIFY(QApplication::activeWindow() && QApplication::activeWindow() != &program.application->window());
    QVERIFY(Hands::tabTo(u"editName"_s));
    Hands::press(Qt::Key_A, Qt::ControlModifier);
    Hands::write(u"shop-monday"_s);
    Hands::press(Qt::Key_Return);
    QTRY_COMPARE(program.tasks().taskAt(0).name, u"shop-monday"_s);
    program.comesBack();
    QVERIFY(Hands::tabTo(u"taskTable"_s));
    Hands::press(Qt::Key_Delete);
    QTRY_VERIFY(QApplication::activeWindow() && QApplication::activeWindow() != &program.application->window());
    Hands::press(Qt::Key_Escape); // and Esc keeps it
    program.comesBack();
    QCOMPARE(program.tasks().rowCount(), 1);
    Hands::press(Qt::Key_Delete);
    QTRY_VERIFY(QApplication::activeWindow() && QApplication::activeWindow() != &program.application->window());
    QVERIFY(Hands::tabTo(u"confirmAct"_s));
    Hands::press(Qt::Key_Space);
    QTRY_COMPARE(program.tasks().rowCount(), 0);
}

QTEST_MAIN(TestKeyboard)
#include "tst_keyboard.moc"
