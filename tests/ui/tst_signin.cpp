#include "tests/ui/windowbench.h"

#include <QCheckBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>

using namespace bakferry;
using namespace bakferry::test;
using namespace Qt::StringLiterals;

/// What needs a server's password asks for it when it is not at hand, and goes nowhere without it.
class TestSignIn : public QObject
{
    Q_OBJECT

private slots:
    void aRetryAsksForTheMissingPassword();
    void aKeptPasswordIsNotAskedFor();
    void aRefusedPasswordIsAskedForAnew();
    void aWrongPasswordIsSaidInTheDialog();
    void cancellingDropsTheTasksOfThatServerOnly();
    void anInterruptedTaskIsLookedAtAgainAfterSigningIn();
    void undoAndDiscardAskToo();

private:
    OwnSettings m_settings;
};

namespace {

const QString secret = u"S3CR3T-9f2c"_s;

MigrationTask serverTask(const QString& id, TaskPhase phase, const QString& host = u"db1"_s)
{
    MigrationTask task = sampleTask(id, u"server-"_s + id, phase);
    task.findings.clear();
    task.plan.target = {{.engineId = "scripted", .host = host, .port = 5432, .user = u"dba"_s}, "shop"};
    task.plan.withPassword = true;
    return task;
}

Error refused() { return {ErrorKind::SignIn, "server.sign_in", {"The server refused.", {}}, {"Check the password.", {}}, {}}; }

QDialog* question(const WindowBench& bench) { return bench.window->findChild<QDialog*>(u"signInDialog"_s); }

void answer(const WindowBench& bench, const QString& password)
{
    type(child<QLineEdit>(*question(bench), "signInPassword"), password);
    press(child<QPushButton>(*question(bench), "signInGo"));
}

} // namespace

void TestSignIn::aRetryAsksForTheMissingPassword()
{
    WindowBench bench({serverTask(u"1"_s, TaskPhase::Failed)});
    QSignalSpy retried(bench.window.get(), &MainWindow::retryRequested);
    bench.select({u"1"_s});
    bench.action("actRetry")->trigger();
    QTRY_VERIFY(question(bench));
    QCOMPARE(retried.size(), 0);
    QCOMPARE(child<QLineEdit>(*question(bench), "signInPassword")->echoMode(), QLineEdit::Password);
    answer(bench, secret);
    QTRY_COMPARE(retried.size(), 1);
    QCOMPARE(retried.first().first().toStringList(), QStringList(u"1"_s));
    QCOMPARE(bench.scripted.tried, QList<QByteArray>{secret.toUtf8()});
    QCOMPARE(bench.scripted.kept.size(), 1);
    QCOMPARE(bench.scripted.kept.first().password, secret.toUtf8());
    QCOMPARE(bench.scripted.kept.first().connection, serverTask({}, TaskPhase::Failed).plan.target.connection);
}

void TestSignIn::aKeptPasswordIsNotAskedFor()
{
    WindowBench bench({serverTask(u"1"_s, TaskPhase::Failed)});
    bench.scripted.kept = {{serverTask({}, TaskPhase::Failed).plan.target.connection, secret.toUtf8(), false}};
    QSignalSpy retried(bench.window.get(), &MainWindow::retryRequested);
    bench.select({u"1"_s});
    bench.action("actRetry")->trigger();
    QTRY_COMPARE(retried.size(), 1);
    QVERIFY(!question(bench));
}

void TestSignIn::aRefusedPasswordIsAskedForAnew()
{
    MigrationTask task = serverTask(u"1"_s, TaskPhase::Failed);
    task.result.error = refused();
    WindowBench bench({task});
    bench.scripted.kept = {{task.plan.target.connection, "old", false}};
    QSignalSpy retried(bench.window.get(), &MainWindow::retryRequested);
    bench.select({u"1"_s});
    QVERIFY(bench.action("actSignIn")->isEnabled());
    bench.action("actSignIn")->trigger();
    QTRY_VERIFY(question(bench));
    answer(bench, secret);
    QTRY_VERIFY(!question(bench));
    QCOMPARE(retried.size(), 0); // signing in starts nothing
    bench.action("actRetry")->trigger();
    QTRY_COMPARE(retried.size(), 1); // and is not asked for twice
    QVERIFY(!question(bench));
}

void TestSignIn::aWrongPasswordIsSaidInTheDialog()
{
    WindowBench bench({serverTask(u"1"_s, TaskPhase::Failed)});
    QSignalSpy retried(bench.window.get(), &MainWindow::retryRequested);
    bench.scripted.serverFacts = refused();
    bench.select({u"1"_s});
    bench.action("actRetry")->trigger();
    QTRY_VERIFY(question(bench));
    answer(bench, u"wrong"_s);
    auto* problem = child<QLabel>(*question(bench), "signInProblem");
    QTRY_COMPARE(problem->text(), u"The server refused. Check the password."_s);
    QVERIFY(bench.scripted.kept.isEmpty());
    bench.scripted.serverFacts = ServerFacts{};
    answer(bench, secret); // over the selected wrong one
    QTRY_COMPARE(retried.size(), 1);
    QCOMPARE(bench.scripted.tried.last(), secret.toUtf8());
}

void TestSignIn::cancellingDropsTheTasksOfThatServerOnly()
{
    MigrationTask file = sampleTask(u"3"_s, u"file"_s, TaskPhase::Failed);
    WindowBench bench({serverTask(u"1"_s, TaskPhase::Failed), serverTask(u"2"_s, TaskPhase::Failed, u"db2"_s), file});
    QSignalSpy retried(bench.window.get(), &MainWindow::retryRequested);
    bench.select({u"1"_s, u"2"_s, u"3"_s});
    bench.action("actRetry")->trigger();
    QTRY_VERIFY(question(bench));
    const QString first = question(bench)->windowTitle();
    press(child<QPushButton>(*question(bench), "signInCancel"));
    QTRY_VERIFY(question(bench) && question(bench)->windowTitle() != first); // one after the other, never on top of each other
    answer(bench, secret);
    QTRY_COMPARE(retried.size(), 1);
    const QStringList ids = retried.first().first().toStringList();
    QCOMPARE(ids.size(), 2);
    QVERIFY(ids.contains(u"3"_s));
}

void TestSignIn::anInterruptedTaskIsLookedAtAgainAfterSigningIn()
{
    MigrationTask task = serverTask(u"1"_s, TaskPhase::Interrupted);
    task.journal = {{"staging-created", {}}};
    task.result.remains = Remains::Unknown;
    task.result.error = refused();
    WindowBench bench({task});
    QSignalSpy looked(bench.window.get(), &MainWindow::lookAgainRequested);
    bench.select({u"1"_s});
    auto* banner = child<Banner>(*bench.window, "errorBanner");
    QVERIFY(banner->isVisible());
    QVERIFY(banner->text().contains(u"The server refused."_s));
    QVERIFY(bench.action("actLookAgain")->isEnabled());
    bench.action("actSignIn")->trigger();
    QTRY_VERIFY(question(bench));
    answer(bench, secret);
    QTRY_COMPARE(looked.size(), 1);
    QCOMPARE(looked.first().first().toStringList(), QStringList(u"1"_s));
}

void TestSignIn::undoAndDiscardAskToo()
{
    MigrationTask task = serverTask(u"1"_s, TaskPhase::Done);
    task.plan.overwrite = true;
    task.result.remains = Remains::New;
    task.result.leftOvers = {{LeftOver::Kind::KeptOld, "shop_old", -1}, {LeftOver::Kind::Staging, "shop_staging", -1}};
    WindowBench bench({task});
    QSignalSpy undone(bench.window.get(), &MainWindow::undoRequested), discarded(bench.window.get(), &MainWindow::discardRequested);
    bench.select({u"1"_s});
    bench.action("actUndo")->trigger();
    press(child<QPushButton>(*bench.dialog(), "confirmAct"));
    QTRY_VERIFY(question(bench));
    press(child<QPushButton>(*question(bench), "signInCancel"));
    QTRY_VERIFY(!question(bench));
    QCOMPARE(undone.size(), 0);
    bench.action("actDiscardStaging")->trigger();
    QTRY_VERIFY(bench.dialog());
    press(child<QPushButton>(*bench.dialog(), "confirmAct"));
    QTRY_VERIFY(question(bench));
    answer(bench, secret);
    QTRY_COMPARE(discarded.size(), 1);
}

QTEST_MAIN(TestSignIn)
#include "tst_signin.moc"
