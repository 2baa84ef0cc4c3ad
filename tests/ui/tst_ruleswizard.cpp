// The rules of PRODUCT.md section 3 that speak of servers, as somebody before the wizard meets them; the table of all rules stands in
// tests/app/tst_rules.cpp. Windows are real, the server is scripted.
#include "models/migrationtaskmodel.h"
#include "tests/ui/person.h"
#include "tests/ui/sampletasks.h"
#include "tests/ui/windowtest.h"
#include "ui/restorewizard.h"

#include <QLabel>
#include <QLineEdit>
#include <QRadioButton>
#include <QSignalSpy>
#include <QTableView>
#include <QToolButton>

using namespace bakferry;
using namespace bakferry::test;
using namespace Qt::StringLiterals;

class TestRulesWizard : public QObject
{
    Q_OBJECT

private slots:
    void theLastBackupIsAQuestion();
    void aHundredDatabasesMayBeRenamed();
    void aNewNameKeepsTheRules_data();
    void aNewNameKeepsTheRules();
    void aNewerVersionIsCountedBeforeTheStart();
    void oneFindingIsCheckedAgainByItself();
    void aFindingOfTheBackupIsCheckedByReadingItAgain();

private:
    OwnSettings m_settings;
};

namespace {

BackupFacts manyDatabases(int count)
{
    BackupFacts facts = serverFacts();
    facts.facts.clear();
    facts.objects.clear();
    for (int i = 1; i <= count; ++i) {
        facts.objects.append({"database", u"db%1"_s.arg(i), -1, {{"table", u"t"_s, -1, {}, QByteArray::number(i) + ":1"}}, {}});
    }
    return facts;
}

struct Bench
{
    ScriptedServices scripted;
    MigrationTaskModel tasks;
    std::unique_ptr<RestoreWizard> wizard;

    explicit Bench(const BackupFacts& facts)
    {
        scripted.inspection = facts;
        scripted.report.findings = {passedFinding("target", {"Found.", {}})};
        wizard = std::make_unique<RestoreWizard>(tasks, scripted.services());
        wizard->setAttribute(Qt::WA_DeleteOnClose, false);
        wizard->show();
        [this] { QVERIFY(QTest::qWaitForWindowExposed(wizard.get())); }();
        Person::activate(wizard.get());
    }
    template <typename Widget>
    Widget* see(const char* name) const { return child<Widget>(*wizard, name); }
    QAbstractButton* start() const { return wizard->button(QWizard::FinishButton); }
    bool next() const
    {
        auto* button = wizard->button(QWizard::NextButton);
        return QTest::qWaitFor([&] { return button->isEnabled(); }) && Person::click(button);
    }
    bool chooseBackup(const QString& path) const
    {
        if (!Person::enter(see<QLineEdit>("backupPath"), path))
            return false;
        Person::key(Qt::Key_Return);
        return QTest::qWaitFor([this] { return see<QTableView>("backupFiles")->model()->rowCount() == 1; });
    }
    bool reachConfirm() const { return chooseBackup(u"/backup/shop.dump"_s) && next() && Person::enter(see<QLineEdit>("serverHost"), u"db1"_s) && next(); }
    QString problem() const { return see<QLabel>("targetProblem")->text().remove(QChar(0x200b)); }
};

} // namespace

void TestRulesWizard::theLastBackupIsAQuestion()
{
    Bench bench(chainFacts());
    QVERIFY(bench.chooseBackup(u"/backup/shop.sql"_s));
    QVERIFY(bench.next());
    QVERIFY(bench.see<QRadioButton>("lastBackupYes")->isChecked());
    QVERIFY(Person::enter(bench.see<QLineEdit>("serverHost"), u"db1"_s));
    QVERIFY(Person::enter(bench.see<QLineEdit>("databaseName"), u"shop"_s));
    QVERIFY(Person::click(bench.see<QRadioButton>("lastBackupNo")));
    QVERIFY(bench.next());
    QSignalSpy drafted(bench.wizard.get(), &RestoreWizard::tasksDrafted);
    QTRY_VERIFY(bench.start()->isEnabled());
    QVERIFY(Person::click(bench.start()));
    QCOMPARE(drafted.size(), 1);
    QVERIFY(!drafted.first().first().value<QList<MigrationTask>>().first().plan.lastBackup);
}

void TestRulesWizard::aHundredDatabasesMayBeRenamed()
{
    Bench bench(manyDatabases(102));
    QVERIFY(bench.chooseBackup(u"/backup/all.sql"_s));
    QVERIFY(bench.next());
    QVERIFY(Person::enter(bench.see<QLineEdit>("serverHost"), u"db1"_s));
    auto* table = bench.see<QTableView>("targetTable");
    QCOMPARE(table->model()->rowCount(), 102); // any number may keep their names
    QTRY_VERIFY(bench.wizard->button(QWizard::NextButton)->isEnabled());
    for (int row = 0; row < 101; ++row) {
        QVERIFY(Person::clickRow(table, table->model()->index(row, 0)));
        auto* name = bench.see<QLineEdit>("databaseName");
        QCOMPARE(name->text(), u"db%1"_s.arg(row + 1));
        QTest::sendKeyEvent(QTest::Click, name, Qt::Key_unknown, u"n"_s, Qt::NoModifier);
        if (row == 99)
            QVERIFY(bench.wizard->button(QWizard::NextButton)->isEnabled());
    }
    QVERIFY(!bench.wizard->button(QWizard::NextButton)->isEnabled());
    QVERIFY2(bench.problem().startsWith(u"101 databases would get new names; at most 100 can."_s), qPrintable(bench.problem()));
    QVERIFY(Person::enter(bench.see<QLineEdit>("databaseName"), u"db101"_s)); // its own again
    QTRY_VERIFY(bench.wizard->button(QWizard::NextButton)->isEnabled());
}

void TestRulesWizard::aNewNameKeepsTheRules_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<bool>("isGood");
    QTest::newRow("one character") << u"s"_s << true;
    QTest::newRow("128") << QString(128, u's') << true;
    QTest::newRow("129") << QString(129, u's') << false;
    QTest::newRow("none") << QString() << false;
    QTest::newRow("of the server itself") << u"postgres"_s << false;
    QTest::newRow("of the server itself, in other case") << u"Template1"_s << false;
}

void TestRulesWizard::aNewNameKeepsTheRules()
{
    QFETCH(QString, name);
    QFETCH(bool, isGood);
    BackupFacts facts = serverFacts();
    facts.engineId = "postgresql";
    Bench bench(facts);
    QVERIFY(bench.chooseBackup(u"/backup/shop.dump"_s));
    QVERIFY(bench.next());
    QVERIFY(Person::enter(bench.see<QLineEdit>("serverHost"), u"db1"_s));
    QVERIFY(Person::enter(bench.see<QLineEdit>("databaseName"), name));
    QTRY_COMPARE(bench.wizard->button(QWizard::NextButton)->isEnabled(), isGood);
    QCOMPARE(bench.problem().isEmpty(), isGood);
}

void TestRulesWizard::aNewerVersionIsCountedBeforeTheStart()
{
    Bench bench(serverFacts());
    bench.scripted.report.findings += warningFinding("version", {"The backup comes from version 18, the server is 15.", {}}, {"Look at the release notes.", {}});
    QVERIFY(bench.reachConfirm());
    QTRY_COMPARE(bench.start()->text(), u"Start Restore (1 warning(s))"_s);
}

void TestRulesWizard::oneFindingIsCheckedAgainByItself()
{
    BackupFacts facts = serverFacts();
    facts.engineId = "postgresql";
    Bench bench(facts);
    bench.scripted.report.findings = {passedFinding("complete", {"Whole.", {}}), blockerFinding("space", Error{ErrorKind::NoSpace, "target.space", {"Too little.", {}}, {"Free some.", {}}, {}})};
    bench.scripted.report.evidence = PrecheckEvidence{"hash", {}, true};
    QVERIFY(bench.reachConfirm());
    QTRY_VERIFY(bench.see<QToolButton>("recheck_space")->isVisible());
    QVERIFY(!bench.start()->isEnabled());
    bench.scripted.report.findings = {passedFinding("space", {"Enough.", {}})};
    bench.scripted.report.evidence.reset();
    QVERIFY(Person::click(bench.see<QToolButton>("recheck_space")));
    QTRY_VERIFY(bench.start()->isEnabled());
    QCOMPARE(bench.scripted.extents, QList<PrecheckExtent>({PrecheckExtent::Whole, PrecheckExtent::TargetAlone}));
    QCOMPARE(bench.see<QTableView>("findingsView")->model()->rowCount(), 2); // what the backup told stands
    QTRY_VERIFY(bench.see<QToolButton>("recheck_space")->hasFocus()); // whoever works with the keyboard goes on there
    QSignalSpy drafted(bench.wizard.get(), &RestoreWizard::tasksDrafted);
    QVERIFY(Person::click(bench.start()));
    QVERIFY(drafted.first().first().value<QList<MigrationTask>>().first().evidence); // and so does its proof
}

void TestRulesWizard::aFindingOfTheBackupIsCheckedByReadingItAgain()
{
    BackupFacts facts = serverFacts();
    facts.engineId = "postgresql";
    Bench bench(facts);
    bench.scripted.report.findings = {blockerFinding("readable", Error{ErrorKind::BackupUnusable, "backup.missing", {"Gone.", {}}, {"Bring it back.", {}}, {}})};
    QVERIFY(bench.reachConfirm());
    QTRY_VERIFY(bench.see<QToolButton>("recheck_readable")->isVisible());
    bench.scripted.report.findings = {passedFinding("readable", {"There.", {}}), passedFinding("target", {"Found.", {}})};
    QVERIFY(Person::click(bench.see<QToolButton>("recheck_readable")));
    QTRY_VERIFY(bench.start()->isEnabled());
    QCOMPARE(bench.scripted.extents.last(), PrecheckExtent::Whole);
}

QTEST_MAIN(TestRulesWizard)
#include "tst_ruleswizard.moc"
