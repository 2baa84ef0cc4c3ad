#include "tests/ui/windowbench.h"
#include "models/translation.h"
#include "ui/importdialog.h"
#include "ui/restorewizard.h"
#include "ui/settingsdialog.h"
#include "ui/signindialog.h"
#include "ui/theme.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAccessible>
#include <QApplication>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QScrollBar>

using namespace bakferry;
using namespace bakferry::test;
using namespace Qt::StringLiterals;

namespace {

QAccessibleInterface* accessible(QWidget* widget)
{
    QAccessibleInterface* found = QAccessible::queryAccessibleInterface(widget);
    if (!found)
        qFatal("%s is not accessible", qPrintable(widget->objectName()));
    return found;
}

// Widgets of the window that the Tab key reaches.
QList<QWidget*> focusable(QWidget& window)
{
    QList<QWidget*> found;
    for (auto* widget : window.findChildren<QWidget*>()) {
        const bool isPart = qobject_cast<QScrollBar*>(widget) || widget->objectName().startsWith(u"qt_spinbox"_s);
        if (widget->isVisible() && widget->isEnabled() && widget->window() == &window && (widget->focusPolicy() & Qt::TabFocus) && !widget->focusProxy() && !isPart)
            found += widget;
    }
    return found;
}

QString called(const QWidget& widget)
{
    return QString::fromLatin1(widget.metaObject()->className()) + u' ' + widget.objectName();
}

} // namespace

/// What a screen reader is told, and what somebody without a mouse sees.
class TestAccess : public QObject
{
    Q_OBJECT

private slots:
    void aRowIsReadInOneSentence();
    void theSentenceFollowsTheTask();
    void everyFieldHasAName();
    void theFocusIsSeen();
    void noTwoFieldsAnswerToTheSameLetter_data();
    void noTwoFieldsAnswerToTheSameLetter();
    void theTabKeyGoesRoundEveryWindow();

private:
    struct Windows;
    OwnSettings m_settings;
};

/// One of every window, shown.
struct TestAccess::Windows
{
    Windows()
    {
        scripted.inspection = serverFacts();
        scripted.connectionFiles = {{ConnectionFileKind::PgPass, "/home/dba/.pgpass", {{u"dba@db7"_s, {"scripted", u"db7"_s, 0, u"dba"_s, {}}, Credentials("x"), {}}}}};
        services = scripted.services();
        wizard = std::make_unique<RestoreWizard>(tasks, services);
        settings = std::make_unique<SettingsDialog>(Preferences(), SettingsDialog::Look{u"en"_s, u"light"_s}, QString(), nullptr);
        import = std::make_unique<ImportDialog>(services);
        signIn = std::make_unique<SignInDialog>(services, RestoreTarget{{"scripted", u"db1"_s, 0, u"dba"_s, {{u"sslkey"_s, u"/k"_s}}}, "shop"}, nullptr);
        for (QWidget* dialog : all())
            dialog->setAttribute(Qt::WA_DeleteOnClose, false);
        wizard->show();
        wizard->addFiles({{"/backup/shop.dump"}});
        [this] { QTRY_VERIFY(wizard->button(QWizard::NextButton)->isEnabled()); }();
        bench.window->selectTask(u"1"_s);
    }
    QList<QWidget*> all() const { return {bench.window.get(), wizard.get(), settings.get(), import.get(), signIn.get()}; }
    /// For each window and each page of the wizard.
    void eachPage(const std::function<void(QWidget&)>& look)
    {
        for (QWidget* window : all()) {
            window->show();
            window->activateWindow();
            [window] { QVERIFY(QTest::qWaitForWindowActive(window)); }();
            look(*window);
        }
        wizard->activateWindow();
        wizard->next();
        type(child<QLineEdit>(*wizard, "serverHost"), u"db1"_s);
        child<QAbstractButton>(*wizard, "optionsToggle")->click();
        [this] { QVERIFY(QTest::qWaitForWindowActive(wizard.get())); }();
        look(*wizard);
        wizard->next();
        [this] { QTRY_VERIFY(wizard->button(QWizard::FinishButton)->isEnabled()); }();
        look(*wizard);
    }

    WindowBench bench;
    ScriptedServices scripted;
    Services services;
    MigrationTaskModel tasks;
    std::unique_ptr<RestoreWizard> wizard;
    std::unique_ptr<SettingsDialog> settings;
    std::unique_ptr<ImportDialog> import;
    std::unique_ptr<SignInDialog> signIn;
};

void TestAccess::aRowIsReadInOneSentence()
{
    Translation translation;
    translation.use(u"zh_CN"_s);
    MigrationTask task = sampleTask(u"1"_s, u"报表库"_s, TaskPhase::Loading);
    task.progress = {.step = JobStep::Loading, .bytesDone = 42, .bytesTotal = 100};
    WindowBench bench({task, sampleTask(u"2"_s, u"crm"_s, TaskPhase::Failed)});
    QAccessibleTableInterface* table = accessible(bench.table)->tableInterface();
    QVERIFY(table);
    QCOMPARE(table->rowCount(), 2);
    QStringList read;
    for (int row = 0; row < 2; ++row)
        read += table->cellAt(row, 0)->text(QAccessible::Name);
    read.sort();
    QCOMPARE(read.size(), 2);
    QVERIFY2(read.contains(u"任务 报表库，恢复中，装载数据，进度 42 %"_s) || read.contains(u"任务 报表库，恢复中，进度 42 %"_s) || read.filter(u"进度 42"_s).size() == 1, qPrintable(read.join(u" / "_s)));
    QCOMPARE(read.filter(u"任务 crm，失败"_s).size(), 1);
}

void TestAccess::theSentenceFollowsTheTask()
{
    MigrationTask task = sampleTask(u"1"_s, u"shop"_s, TaskPhase::Loading);
    task.progress = {.step = JobStep::Loading, .bytesDone = 42, .bytesTotal = 100};
    WindowBench bench({task});
    QAccessibleTableInterface* table = accessible(bench.table)->tableInterface();
    QVERIFY(table->cellAt(0, 0)->text(QAccessible::Name).contains(u"42 %"_s));
    JobProgress further{.step = JobStep::Loading, .bytesDone = 57, .bytesTotal = 100};
    TaskUpdate update;
    update.taskId = u"1"_s;
    update.progress = further;
    bench.tasks.apply(update);
    QTRY_VERIFY(table->cellAt(0, 0)->text(QAccessible::Name).contains(u"57 %"_s));
}

void TestAccess::everyFieldHasAName()
{
    Windows windows;
    QStringList nameless;
    windows.eachPage([&](QWidget& window) {
        for (QWidget* widget : focusable(window)) {
            if (accessible(widget)->text(QAccessible::Name).trimmed().isEmpty())
                nameless += window.objectName() + u": "_s + called(*widget);
        }
    });
    QVERIFY2(nameless.isEmpty(), qPrintable(nameless.join(u'\n')));
}

void TestAccess::theFocusIsSeen()
{
    Theme theme;
    theme.use(ThemeChoice::Light);
    Windows windows;
    windows.scripted.report.findings = sampleFindings();
    QStringList unseen;
    int looked = 0;
    windows.eachPage([&](QWidget& window) {
        window.setAttribute(Qt::WA_KeyboardFocusChange); // as the Tab key sets it
        for (QWidget* widget : focusable(window)) {
            QWidget* elsewhere = nullptr;
            for (QWidget* other : focusable(window))
                elsewhere = other != widget ? other : elsewhere;
            elsewhere->setFocus(Qt::TabFocusReason);
            const QImage without = widget->grab().toImage();
            widget->setFocus(Qt::TabFocusReason);
            if (QApplication::focusWidget() != widget)
                continue;
            ++looked;
            if (widget->grab().toImage() == without)
                unseen += window.objectName() + u": "_s + called(*widget);
        }
    });
    QVERIFY(looked > 40);
    QVERIFY2(unseen.isEmpty(), qPrintable(unseen.join(u'\n')));
}

void TestAccess::noTwoFieldsAnswerToTheSameLetter_data()
{
    QTest::addColumn<QString>("language");
    QTest::newRow("English") << u"en"_s;
    QTest::newRow("Chinese") << u"zh_CN"_s;
}

// Alt and a letter that two visible fields claim only moves the focus from one to the other: Alt+N would not go on.
void TestAccess::noTwoFieldsAnswerToTheSameLetter()
{
    QFETCH(const QString, language);
    Translation translation;
    translation.use(language);
    Windows windows;
    QStringList doubled;
    int letters = 0;
    windows.eachPage([&](QWidget& window) {
        QHash<QKeySequence, QString> claimed;
        const auto claim = [&](const QWidget* widget, const QString& text) {
            const QKeySequence keys = QKeySequence::mnemonic(text);
            if (keys.isEmpty() || !widget->isVisible() || widget->window() != &window)
                return;
            ++letters;
            if (claimed.contains(keys))
                doubled += window.objectName() + u": "_s + keys.toString() + u" is “"_s + claimed[keys] + u"” and “"_s + text + u'”';
            claimed.insert(keys, text);
        };
        for (const auto* label : window.findChildren<QLabel*>()) {
            if (label->buddy())
                claim(label, label->text());
        }
        for (const auto* button : window.findChildren<QAbstractButton*>())
            claim(button, button->text());
    });
    QVERIFY(letters > 20);
    QVERIFY2(doubled.isEmpty(), qPrintable(doubled.join(u'\n')));
}

void TestAccess::theTabKeyGoesRoundEveryWindow()
{
    Windows windows;
    QStringList unreached;
    windows.eachPage([&](QWidget& window) {
        QSet<QWidget*> reached;
        for (int press = 0; press < 120; ++press) {
            QWidget* at = QApplication::focusWidget();
            reached += at;
            QTest::keyClick(at ? at : &window, Qt::Key_Tab, qobject_cast<QPlainTextEdit*>(at) && !qobject_cast<QPlainTextEdit*>(at)->tabChangesFocus() ? Qt::ControlModifier : Qt::NoModifier);
        }
        for (QWidget* widget : focusable(window)) {
            const bool isRadio = widget->inherits("QRadioButton"); // the arrow keys go to the others of a group
            if (!reached.contains(widget) && !isRadio)
                unreached += window.objectName() + u": "_s + called(*widget);
        }
    });
    QVERIFY2(unreached.isEmpty(), qPrintable(unreached.join(u'\n')));
}

QTEST_MAIN(TestAccess)
#include "tst_access.moc"
