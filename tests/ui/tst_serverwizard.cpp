#include "models/environment.h"
#include "models/migrationtaskmodel.h"
#include "models/taskjson.h"
#include "tests/ui/sampletasks.h"
#include "tests/ui/windowtest.h"
#include "ui/restorecommand.h"
#include "ui/restorewizard.h"

#include <QCheckBox>
#include <QComboBox>
#include <QCompleter>
#include <QJsonDocument>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTableView>
#include <QToolButton>
#include <QTreeWidget>

using namespace bakferry;
using namespace bakferry::test;
using namespace Qt::StringLiterals;

namespace {

const QString secret = u"S3CR3T-9f2c"_s;

Finding passed() { return passedFinding("target", {"Found.", {}}); }

/// A wizard on scripted services and a scripted engine with a server, shown and ready to be driven.
struct Bench
{
    ScriptedServices scripted;
    MigrationTaskModel tasks;
    std::unique_ptr<RestoreWizard> wizard;

    Bench()
    {
        scripted.inspection = serverFacts();
        scripted.report.findings = {passed()};
        reopen();
    }
    void reopen()
    {
        wizard = std::make_unique<RestoreWizard>(tasks, scripted.services());
        wizard->setAttribute(Qt::WA_DeleteOnClose, false);
        wizard->show();
    }
    template <typename Widget>
    Widget* get(const char* name) const { return child<Widget>(*wizard, name); }
    QLineEdit* line(const char* name) const { return get<QLineEdit>(name); }
    void enter(const char* name, const QString& text) const
    {
        line(name)->clear();
        type(line(name), text);
    }
    void choose(const char* name, const QString& word) const
    {
        auto* box = get<QComboBox>(name);
        const int index = box->findText(word, Qt::MatchStartsWith);
        QVERIFY2(index >= 0, qPrintable(word));
        box->setCurrentIndex(index);
        emit box->activated(index);
    }
    QAbstractButton* button(QWizard::WizardButton which) const { return wizard->button(which); }
    void next() const
    {
        QTRY_VERIFY(button(QWizard::NextButton)->isEnabled());
        press(button(QWizard::NextButton));
    }
    void reachTarget(const QList<BackupFile>& files = {{"/backup/shop.dump"}})
    {
        wizard->addFiles(files);
        next();
    }
    QList<MigrationTask> finish()
    {
        QSignalSpy drafted(wizard.get(), &RestoreWizard::tasksDrafted);
        [this] { QTRY_VERIFY(button(QWizard::FinishButton)->isEnabled()); }();
        press(button(QWizard::FinishButton));
        return drafted.isEmpty() ? QList<MigrationTask>() : drafted.first().first().value<QList<MigrationTask>>();
    }
    QTreeWidgetItem* object(const QString& name) const
    {
        const QList<QTreeWidgetItem*> found = get<QTreeWidget>("objectTree")->findItems(name, Qt::MatchExactly | Qt::MatchRecursive);
        return found.isEmpty() ? nullptr : found.first();
    }
    void untick(const QString& name) const { object(name)->setCheckState(0, Qt::Unchecked); }
};

BackupFacts twoDatabases()
{
    BackupFacts facts = serverFacts();
    const auto database = [](const char* name, const char* id) {
        return BackupObject{"database", QString::fromLatin1(name), -1, {{"table", u"t1"_s, -1, {}, QByteArray(id) + ":1"}, {"table", u"t2"_s, -1, {}, QByteArray(id) + ":2"}}, {}};
    };
    facts.facts = {{"databases", {"Databases", {}}, QStringList({u"shop"_s, u"crm"_s, u"old"_s})}};
    facts.objects = {{"role", u"dba"_s, -1, {}, "0:1"}, database("shop", "1"), database("crm", "2"), database("old", "3")};
    return facts;
}

} // namespace

class TestServerWizard : public QObject
{
    Q_OBJECT

private slots:
    void overwritingInProductionAsksForTheName();
    void aLabelledConnectionKeepsItsLabel();
    void aTypedServerMakesATaskWithoutItsPassword();
    void theDatabaseIsCalledAsInTheBackup();
    void aMissingFieldIsNamed();
    void encryptionIsSaidInWords();
    void aTestSaysWhatTheConnectionIs();
    void aRefusedTestSaysWhyAndWhatToDo();
    void aTestIsForgottenWhenAFieldChanges();
    void connectionsAreSavedPickedChangedAndRemoved();
    void connectionsStandUnderTheirGroups();
    void aClientCertificateGoesAlongAndItsPassphraseIsASecret();
    void whereAPickedSecretLiesIsSaidTruly();
    void importedConnectionsCanBePickedAtOnce();
    void aPasswordIsRememberedOnlyWithAKeychain();
    void aPastedUrlFillsTheFields();
    void aPastedUrlWithAPasswordIsNotTakenApart();
    void optionsAreDrawnFromTheEnginesDescription();
    void untickedObjectsAreLeftOut();
    void aBackupThatWasNotSeenWholeOffersNoChoice();
    void everyChosenDatabaseBecomesATask();
    void theWayBackKeepsTheNamesOfDatabases();
    void theFirstServerIsProposedForAllBackups();
    void oneDatabaseTakesOneBackupOnly();
    void aChoiceOfAFindingIsPrecheckedAgain();
    void aSlowPrecheckIsRepeatedOnlyWhenWanted();
    void aChoiceWhoseFindingIsGoneCanBeTakenBack();
    void onlyOneOfTheAlternativesIsChosen();

private:
    OwnSettings m_settings;
};

void TestServerWizard::aTypedServerMakesATaskWithoutItsPassword()
{
    Bench bench;
    bench.reachTarget();
    bench.enter("serverHost", u" /run/postgresql "_s);
    bench.get<QSpinBox>("serverPort")->setValue(5433);
    bench.enter("serverUser", u"dba"_s);
    bench.enter("serverPassword", secret);
    bench.enter("databaseName", u"shop-new"_s);
    QCOMPARE(bench.line("serverPassword")->echoMode(), QLineEdit::Password);
    bench.next();
    QTRY_COMPARE(bench.scripted.prechecked.size(), 1);
    QCOMPARE(bench.scripted.kept.size(), 1); // before the precheck, which takes it from there
    QCOMPARE(bench.scripted.kept.first().password, secret.toUtf8());
    QVERIFY(!bench.scripted.kept.first().remember);
    const QList<MigrationTask> tasks = bench.finish();
    QCOMPARE(tasks.size(), 1);
    const TaskPlan& plan = tasks.first().plan;
    QCOMPARE(plan.target, (RestoreTarget{{.engineId = "scripted", .host = u"/run/postgresql"_s, .port = 5433, .user = u"dba"_s}, "shop-new"}));
    QCOMPARE(bench.scripted.kept.first().connection, plan.target.connection); // or nobody would find it again
    QVERIFY(plan.withPassword);
    QVERIFY(!QJsonDocument(toJson(tasks.first())).toJson().contains(secret.toUtf8()));
    QVERIFY(!restoreCommand(tasks.first().name, plan).contains(secret));
}

void TestServerWizard::theDatabaseIsCalledAsInTheBackup()
{
    Bench bench;
    bench.reachTarget();
    QCOMPARE(bench.line("databaseName")->text(), u"shop"_s);
    QCOMPARE(bench.line("serverHost")->text(), QString());
    QVERIFY(!bench.button(QWizard::NextButton)->isEnabled());
    QVERIFY(!bench.get<QLabel>("targetProblem")->isVisible()); // nothing was typed yet
}

void TestServerWizard::aMissingFieldIsNamed()
{
    Bench bench;
    bench.reachTarget();
    bench.enter("serverHost", u"db1"_s);
    QVERIFY(bench.button(QWizard::NextButton)->isEnabled());
    bench.line("databaseName")->clear();
    QVERIFY(!bench.button(QWizard::NextButton)->isEnabled());
    QVERIFY(bench.get<QLabel>("targetProblem")->text().contains(u"database"_s));
}

void TestServerWizard::encryptionIsSaidInWords()
{
    const std::pair<QString, QString> words[] = {{u"Automatic"_s, {}}, {u"Verified"_s, u"verify-full"_s}, {u"Encrypted"_s, u"require"_s},
                                                 {u"Preferred"_s, u"prefer"_s}, {u"Off"_s, u"disable"_s}};
    for (const auto& [word, mode] : words) {
        Bench bench;
        bench.reachTarget();
        bench.enter("serverHost", u"db1"_s);
        bench.choose("encryption", word);
        bench.enter("rootCertificate", u"/etc/ca.crt"_s);
        bench.next();
        const QVariantMap options = bench.finish().first().plan.target.connection.options;
        QCOMPARE(options.value(u"sslmode"_s).toString(), mode);
        QCOMPARE(options.contains(u"sslmode"_s), !mode.isEmpty());
        QCOMPARE(options.value(u"sslrootcert"_s).toString(), u"/etc/ca.crt"_s);
    }
}

void TestServerWizard::aTestSaysWhatTheConnectionIs()
{
    Bench bench;
    bench.scripted.serverFacts = ServerFacts{u"Scripted 15.8"_s, {u"shop"_s, u"orders"_s, u"shop_old"_s}, false, true, {}};
    bench.reachTarget();
    bench.enter("serverHost", u"db1"_s);
    bench.enter("serverPassword", secret);
    press(bench.get<QPushButton>("testConnection"));
    auto* result = bench.get<QLabel>("testResult");
    QTRY_VERIFY(result->text().contains(u"Scripted 15.8"_s));
    QVERIFY(result->text().contains(u"not encrypted"_s));
    QVERIFY(result->text().contains(u"superuser"_s));
    QVERIFY(!result->text().contains(secret));
    QCOMPARE(bench.scripted.tried, QList<QByteArray>{secret.toUtf8()});
    QCOMPARE(bench.line("databaseName")->completer()->model()->rowCount(), 3);
}

void TestServerWizard::aRefusedTestSaysWhyAndWhatToDo()
{
    Bench bench;
    bench.scripted.serverFacts = Error{ErrorKind::SignIn, "server.sign_in", {"The server %1 refused.", {u"db1"_s}}, {"Check the password.", {}}, u"FATAL: 28P01"_s};
    bench.reachTarget();
    bench.enter("serverHost", u"db1"_s);
    press(bench.get<QPushButton>("testConnection"));
    auto* result = bench.get<QLabel>("testResult");
    QTRY_VERIFY(result->text().contains(u"The server db1 refused. Check the password."_s));
    QVERIFY(result->text().contains(u"FATAL: 28P01"_s));
    QVERIFY(bench.button(QWizard::NextButton)->isEnabled()); // the precheck is the judge
}

void TestServerWizard::aTestIsForgottenWhenAFieldChanges()
{
    Bench bench;
    bench.reachTarget();
    bench.enter("serverHost", u"db1"_s);
    press(bench.get<QPushButton>("testConnection"));
    QTRY_VERIFY(bench.get<QLabel>("testResult")->text().contains(u"15.8"_s));
    type(bench.line("serverHost"), u"9"_s);
    QVERIFY(bench.get<QLabel>("testResult")->text().isEmpty());
    press(bench.get<QPushButton>("testConnection")); // and the answer to the old host comes too late
    type(bench.line("serverHost"), u"9"_s);
    QCOMPARE(bench.scripted.stopped, 2);
    QTest::qWait(0);
    QVERIFY(bench.get<QLabel>("testResult")->text().isEmpty());
}

void TestServerWizard::connectionsAreSavedPickedChangedAndRemoved()
{
    Bench bench;
    bench.reachTarget();
    auto* remove = bench.get<QPushButton>("removeConnection");
    auto* save = bench.get<QPushButton>("saveConnection");
    QVERIFY(!save->isEnabled() && !remove->isEnabled());
    bench.enter("serverHost", u"db1"_s);
    bench.enter("serverUser", u"dba"_s);
    bench.enter("serverPassword", secret);
    bench.choose("encryption", u"Encrypted"_s);
    press(save);
    QCOMPARE(bench.scripted.connections.rowCount(), 1);
    const SavedConnection saved = bench.scripted.connections.at(0);
    QCOMPARE(saved.name, u"dba@db1"_s);
    QCOMPARE(saved.profile, (ConnectionProfile{"scripted", u"db1"_s, 0, u"dba"_s, {{u"sslmode"_s, u"require"_s}}}));
    QVERIFY(!save->isEnabled() && remove->isEnabled());

    bench.reopen();
    bench.reachTarget();
    QCOMPARE(bench.line("serverHost")->text(), QString()); // nothing is picked unasked
    bench.choose("connections", u"dba@db1"_s);
    QCOMPARE(bench.line("serverHost")->text(), u"db1"_s);
    QTRY_COMPARE(bench.line("serverPassword")->text(), secret);
    QCOMPARE(bench.line("databaseName")->text(), u"shop"_s);
    bench.enter("connectionName", u"报表"_s);
    bench.enter("serverHost", u"db2"_s);
    QVERIFY(bench.get<QPushButton>("saveConnection")->isEnabled());
    press(bench.get<QPushButton>("saveConnection"));
    QCOMPARE(bench.scripted.connections.rowCount(), 1);
    QCOMPARE(bench.scripted.connections.at(0).id, saved.id);
    QCOMPARE(bench.scripted.connections.at(0).name, u"报表"_s);
    QCOMPARE(bench.scripted.connections.at(0).profile.host, u"db2"_s);

    press(bench.get<QPushButton>("removeConnection"));
    QCOMPARE(bench.scripted.connections.rowCount(), 0);
    QCOMPARE(bench.line("serverHost")->text(), u"db2"_s);
    press(bench.get<QPushButton>("saveConnection")); // takes it back
    QCOMPARE(bench.scripted.connections.rowCount(), 1);
}

void TestServerWizard::connectionsStandUnderTheirGroups()
{
    Bench bench;
    const auto save = [&bench](const QString& name, const QString& group, Environment environment) {
        ConnectionProfile profile{"scripted", name, 0, {}, {}};
        setEnvironment(profile, environment);
        bench.scripted.connections.save({{}, name, profile, group});
    };
    save(u"zeta"_s, {}, Environment::Unlabelled);
    save(u"alpha"_s, u"reports"_s, Environment::Production);
    save(u"beta"_s, u"dev"_s, Environment::Development);
    save(u"gamma"_s, u"reports"_s, Environment::Unlabelled);
    bench.reachTarget();
    auto* list = bench.get<QComboBox>("connections");
    QStringList shown, headings;
    for (int i = 0; i < list->count(); ++i) {
        shown += list->itemText(i);
        if (!(list->model()->flags(list->model()->index(i, 0)) & Qt::ItemIsSelectable))
            headings += list->itemText(i);
    }
    QCOMPARE(shown, QStringList({u"New connection"_s, u"zeta"_s, u"— dev —"_s, u"beta · Development"_s, u"— reports —"_s, u"alpha · Production"_s, u"gamma"_s}));
    QCOMPARE(headings, QStringList({u"— dev —"_s, u"— reports —"_s}));
    bench.choose("connections", u"alpha"_s);
    QCOMPARE(bench.get<QComboBox>("connectionGroup")->currentText(), u"reports"_s);
    bench.get<QComboBox>("connectionGroup")->setEditText(u"archive"_s);
    press(bench.get<QPushButton>("saveConnection"));
    QCOMPARE(bench.scripted.connections.groups(), QStringList({u"archive"_s, u"dev"_s, u"reports"_s}));
    QVERIFY(!list->itemIcon(list->findText(u"alpha"_s, Qt::MatchStartsWith)).isNull());
}

void TestServerWizard::aClientCertificateGoesAlongAndItsPassphraseIsASecret()
{
    Bench bench;
    bench.reachTarget();
    bench.enter("serverHost", u"db1"_s);
    QVERIFY(!bench.line("keyPassphrase")->isVisible()); // no key, no passphrase
    bench.enter("clientCertificate", u"/etc/me.pem"_s);
    bench.enter("clientKey", u"/etc/me.key"_s);
    QVERIFY(bench.line("keyPassphrase")->isVisible());
    QCOMPARE(bench.line("keyPassphrase")->echoMode(), QLineEdit::Password);
    bench.enter("keyPassphrase", secret);
    bench.next();
    QCOMPARE(bench.scripted.kept.size(), 1);
    QCOMPARE(bench.scripted.kept.first().keyPassphrase, secret.toUtf8());
    const MigrationTask task = bench.finish().first();
    QCOMPARE(task.plan.target.connection.options, (QVariantMap{{u"sslcert"_s, u"/etc/me.pem"_s}, {u"sslkey"_s, u"/etc/me.key"_s}}));
    QVERIFY(task.plan.withPassword); // a secret has to be there again
    QVERIFY(!QJsonDocument(toJson(task)).toJson().contains(secret.toUtf8()));
    QVERIFY(!restoreCommand(task.name, task.plan).contains(secret));
}

void TestServerWizard::whereAPickedSecretLiesIsSaidTruly()
{
    for (const bool isRemembered : {true, false}) {
        Bench bench;
        bench.scripted.hasKeychain = true;
        const ConnectionProfile profile{"scripted", u"db1"_s, 0, u"dba"_s, {}};
        bench.scripted.connections.save({{}, u"one"_s, profile, {}});
        bench.scripted.kept.append({profile, secret.toUtf8(), isRemembered});
        bench.reopen();
        bench.reachTarget();
        bench.choose("connections", u"one"_s);
        QTRY_COMPARE(bench.line("serverPassword")->text(), secret);
        QCOMPARE(bench.get<QCheckBox>("rememberPassword")->isChecked(), isRemembered);
    }
}

void TestServerWizard::importedConnectionsCanBePickedAtOnce()
{
    Bench bench;
    bench.scripted.connectionFiles = {{ConnectionFileKind::PgPass, "/home/dba/.pgpass", {{u"dba@db7"_s, {"scripted", u"db7"_s, 0, u"dba"_s, {}}, Credentials(secret.toUtf8()), {}}}}};
    bench.reopen();
    bench.reachTarget();
    press(bench.get<QPushButton>("importConnections"));
    auto* go = bench.get<QPushButton>("importGo");
    QTRY_VERIFY(go->isEnabled());
    press(go);
    bench.choose("connections", u"dba@db7"_s);
    QCOMPARE(bench.line("serverHost")->text(), u"db7"_s);
    QTRY_COMPARE(bench.line("serverPassword")->text(), secret);
}

void TestServerWizard::aPasswordIsRememberedOnlyWithAKeychain()
{
    Bench bench;
    bench.reachTarget();
    QTRY_VERIFY(bench.get<QLabel>("noKeychain")->isVisible());
    QVERIFY(!bench.get<QCheckBox>("rememberPassword")->isVisible());
    bench.scripted.hasKeychain = true;
    bench.reopen();
    bench.reachTarget();
    QTRY_VERIFY(bench.get<QCheckBox>("rememberPassword")->isVisible());
    QVERIFY(!bench.get<QLabel>("noKeychain")->isVisible());
    bench.enter("serverHost", u"db1"_s);
    bench.enter("serverPassword", secret);
    press(bench.get<QCheckBox>("rememberPassword"));
    bench.next();
    QCOMPARE(bench.scripted.kept.size(), 1);
    QVERIFY(bench.scripted.kept.first().remember);
}

void TestServerWizard::aPastedUrlFillsTheFields()
{
    if (!ScriptedServices().services().engineInfo("postgresql"))
        QSKIP("no engine with a server is built in");
    Bench bench;
    BackupFacts facts = serverFacts();
    facts.engineId = "postgresql";
    bench.scripted.inspection = facts;
    bench.reachTarget();
    bench.line("serverHost")->setText(u"postgresql://dba@[fe80::1]:5433/sales?sslmode=verify-ca"_s);
    emit bench.line("serverHost")->textEdited(bench.line("serverHost")->text());
    QCOMPARE(bench.line("serverHost")->text(), u"fe80::1"_s);
    QCOMPARE(bench.line("serverUser")->text(), u"dba"_s);
    QCOMPARE(bench.get<QSpinBox>("serverPort")->value(), 5433);
    QCOMPARE(bench.line("databaseName")->text(), u"sales"_s);
    bench.next();
    const MigrationTask task = bench.finish().first();
    QCOMPARE(task.plan.target.connection.options.value(u"sslmode"_s).toString(), u"verify-ca"_s); // no weaker, no stronger
}

void TestServerWizard::aPastedUrlWithAPasswordIsNotTakenApart()
{
    Bench bench;
    bench.reachTarget();
    const QString url = u"scripted://dba:"_s + secret + u"@db1/shop"_s;
    bench.line("serverHost")->setText(url);
    emit bench.line("serverHost")->textEdited(url);
    QCOMPARE(bench.line("serverHost")->text(), url);
    QCOMPARE(bench.line("serverPassword")->text(), QString());
    QVERIFY(!bench.button(QWizard::NextButton)->isEnabled()); // and such a host goes nowhere
    QVERIFY(!bench.get<QLabel>("targetProblem")->text().contains(secret));
    QVERIFY(!bench.get<QPushButton>("saveConnection")->isEnabled()); // it would keep the password with the address
    QVERIFY(!bench.get<QPushButton>("testConnection")->isEnabled());
}

void TestServerWizard::optionsAreDrawnFromTheEnginesDescription()
{
    Bench bench;
    bench.reachTarget();
    bench.enter("serverHost", u"db1"_s);
    auto* noOwner = bench.get<QCheckBox>("option_noOwner");
    QVERIFY(!noOwner->isVisible()); // folded
    press(bench.get<QToolButton>("optionsToggle"));
    QVERIFY(noOwner->isVisible());
    QVERIFY(noOwner->toolTip().contains(u"--option noOwner"_s));
    QVERIFY(bench.get<QCheckBox>("option_fill")->isChecked()); // its default
    noOwner->click();
    bench.get<QCheckBox>("option_fill")->click();
    bench.get<QSpinBox>("option_batch")->setValue(500);
    bench.enter("option_locale", u"zh_CN.UTF-8"_s);
    bench.enter("option_map", u"/etc/map"_s);
    bench.get<QSpinBox>("jobs")->setValue(3);
    bench.choose("parts", u"Schema only"_s);
    bench.next();
    QVERIFY(bench.get<QLabel>("planText")->text().contains(u"Schema only"_s));
    QVERIFY(bench.get<QLabel>("planText")->text().contains(u"Without owners"_s));
    press(bench.button(QWizard::BackButton));
    bench.get<QCheckBox>("option_fill")->click(); // back to its default, and so out of the plan
    bench.next();
    const TaskPlan plan = bench.finish().first().plan;
    QCOMPARE(plan.options, (QVariantMap{{u"noOwner"_s, true}, {u"batch"_s, 500}, {u"locale"_s, u"zh_CN.UTF-8"_s}, {u"map"_s, u"/etc/map"_s}}));
    QCOMPARE(plan.parts, RestoreRequest::Parts::SchemaOnly);
    QCOMPARE(plan.jobs, 3);
}

void TestServerWizard::untickedObjectsAreLeftOut()
{
    Bench bench;
    bench.wizard->addFiles({{"/backup/shop.dump"}});
    QTRY_VERIFY(bench.object(u"orders"_s));
    bench.untick(u"orders"_s);
    QCOMPARE(bench.object(u"public"_s)->checkState(0), Qt::PartiallyChecked);
    bench.untick(u"public"_s); // a schema stands for all in it
    QCOMPARE(bench.object(u"item"_s)->checkState(0), Qt::Unchecked);
    bench.untick(u"citext"_s);
    QVERIFY(!bench.button(QWizard::NextButton)->isEnabled());
    QVERIFY(bench.get<QLabel>("choiceProblem")->isVisible());
    bench.object(u"public"_s)->setCheckState(0, Qt::Checked);
    bench.untick(u"item"_s);
    bench.next();
    bench.enter("serverHost", u"db1"_s);
    bench.next();
    QCOMPARE(bench.finish().first().plan.selection, QByteArrayList({"10", "11"}));
}

void TestServerWizard::aBackupThatWasNotSeenWholeOffersNoChoice()
{
    Bench bench;
    BackupFacts facts = twoDatabases();
    facts.objectsComplete = false;
    bench.scripted.inspection = facts;
    bench.wizard->addFiles({{"/backup/everything.sql"}});
    QTRY_VERIFY(bench.object(u"shop"_s));
    QVERIFY(!bench.object(u"shop"_s)->data(0, Qt::CheckStateRole).isValid());
    QVERIFY(!bench.object(u"t1"_s)->data(0, Qt::CheckStateRole).isValid());
    bench.next();
    bench.enter("serverHost", u"db1"_s);
    bench.enter("databaseName", u"x"_s);
    bench.next();
    const QList<MigrationTask> tasks = bench.finish();
    QCOMPARE(tasks.size(), 1); // the whole backup, and nothing of it left out
    QVERIFY(tasks.first().plan.only.isEmpty());
    QVERIFY(tasks.first().plan.selection.isEmpty());
}

void TestServerWizard::everyChosenDatabaseBecomesATask()
{
    Bench bench;
    bench.scripted.inspection = twoDatabases();
    bench.wizard->addFiles({{"/backup/everything.sql"}});
    QTRY_VERIFY(bench.object(u"old"_s));
    QVERIFY(!bench.object(u"dba"_s)->data(0, Qt::CheckStateRole).isValid()); // a role is no part of a database
    bench.untick(u"old"_s);
    bench.object(u"crm"_s)->child(0)->setCheckState(0, Qt::Unchecked);
    bench.next();
    auto* table = bench.get<QTableView>("targetTable");
    QCOMPARE(table->model()->rowCount(), 2);
    QCOMPARE(bench.line("databaseName")->text(), u"shop"_s);
    bench.enter("serverHost", u"db1"_s);
    table->selectRow(1);
    QCOMPARE(bench.line("databaseName")->text(), u"crm"_s);
    bench.enter("databaseName", u"crm-drill"_s);
    bench.next();
    QTRY_COMPARE(bench.scripted.prechecked.size(), 2);
    const QList<MigrationTask> tasks = bench.finish();
    QCOMPARE(tasks.size(), 2);
    QCOMPARE(tasks[0].plan.only, QStringList(u"shop"_s));
    QCOMPARE(tasks[0].plan.target.database, QByteArray("shop"));
    QCOMPARE(tasks[0].plan.selection, QByteArrayList());
    QCOMPARE(tasks[0].name, u"everything-shop"_s);
    QCOMPARE(tasks[1].plan.only, QStringList(u"crm"_s));
    QCOMPARE(tasks[1].plan.target.database, QByteArray("crm-drill"));
    QCOMPARE(tasks[1].plan.target.connection.host, u"db1"_s);
    QCOMPARE(tasks[1].plan.selection, QByteArrayList({"2:2"}));
}

void TestServerWizard::theWayBackKeepsTheNamesOfDatabases()
{
    Bench bench;
    bench.scripted.inspection = twoDatabases();
    bench.reachTarget({{"/backup/everything.sql"}});
    bench.enter("serverHost", u"db1"_s);
    bench.get<QTableView>("targetTable")->selectRow(2);
    bench.enter("databaseName", u"older"_s);
    press(bench.button(QWizard::BackButton));
    QCOMPARE(bench.get<QTableView>("backupFiles")->model()->rowCount(), 1);
    QCOMPARE(bench.line("taskName")->text(), u"everything"_s);
    bench.untick(u"crm"_s);
    bench.next();
    auto* table = bench.get<QTableView>("targetTable");
    QCOMPARE(table->model()->rowCount(), 2);
    QCOMPARE(bench.line("serverHost")->text(), u"db1"_s);
    table->selectRow(1);
    QCOMPARE(bench.line("databaseName")->text(), u"older"_s);
}

void TestServerWizard::theFirstServerIsProposedForAllBackups()
{
    Bench bench;
    bench.reachTarget({{"/backup/one.dump"}, {"/backup/two.dump"}});
    bench.enter("serverHost", u"db1"_s);
    bench.enter("serverPassword", secret);
    auto* table = bench.get<QTableView>("targetTable");
    table->selectRow(1);
    QCOMPARE(bench.line("serverHost")->text(), u"db1"_s);
    bench.enter("serverHost", u"db2"_s);
    table->selectRow(0);
    QCOMPARE(bench.line("serverHost")->text(), u"db1"_s);
    bench.enter("serverUser", u"dba"_s);
    table->selectRow(1);
    QCOMPARE(bench.line("serverHost")->text(), u"db2"_s); // touched by the DBA, so left alone
}

void TestServerWizard::oneDatabaseTakesOneBackupOnly()
{
    Bench bench;
    bench.reachTarget({{"/backup/one.dump"}, {"/backup/two.dump"}});
    bench.enter("serverHost", u"db1"_s);
    QVERIFY(!bench.button(QWizard::NextButton)->isEnabled());
    QVERIFY(bench.get<QLabel>("targetProblem")->text().contains(u"one database"_s));
    bench.enter("serverHost", u"DB1"_s); // the same server still
    QVERIFY(!bench.button(QWizard::NextButton)->isEnabled());
    bench.enter("databaseName", u"other"_s);
    QVERIFY(bench.button(QWizard::NextButton)->isEnabled());
}

namespace {

Finding missingRole()
{
    Finding finding = blockerFinding("target", Error{ErrorKind::TargetUnusable, "target.role", {"Role %1 is missing.", {u"shop"_s}}, {"Create it.", {}}, {}});
    finding.fixes = {{"noOwner", true, {"Restore without owners", {}}, {"12 objects will belong to %1.", {u"dba"_s}}},
                     {"role:shop", u"postgres"_s, {"Give them to postgres", {}}, {"12 objects will belong to postgres.", {}}}};
    return finding;
}

} // namespace

void TestServerWizard::aChoiceOfAFindingIsPrecheckedAgain()
{
    Bench bench;
    bench.scripted.report.findings = {missingRole()};
    bench.reachTarget();
    bench.enter("serverHost", u"db1"_s);
    bench.next();
    QTRY_VERIFY(bench.wizard->findChild<QRadioButton*>(u"fix_0_2"_s));
    QVERIFY(!bench.button(QWizard::FinishButton)->isEnabled());
    QVERIFY(bench.get<QRadioButton>("fix_0_0")->isChecked()); // nothing is chosen unasked
    bench.scripted.report.findings = {passed()};
    press(bench.get<QRadioButton>("fix_0_2"));
    QTRY_COMPARE(bench.scripted.prechecked.size(), 2);
    QCOMPARE(bench.scripted.prechecked[1].plan.options, (QVariantMap{{u"role:shop"_s, u"postgres"_s}}));
    const MigrationTask task = bench.finish().first();
    QCOMPARE(task.plan.options, (QVariantMap{{u"role:shop"_s, u"postgres"_s}}));
    QCOMPARE(task.findings, QList<Finding>{passed()});
    QVERIFY(restoreCommand(task.name, task.plan).contains(u"--option role:shop=postgres"_s));
}

void TestServerWizard::aSlowPrecheckIsRepeatedOnlyWhenWanted()
{
    Bench bench;
    Finding warning = warningFinding("target", {"Owners differ.", {}}, {"Weigh it.", {}});
    warning.fixes = missingRole().fixes;
    bench.scripted.report.findings = {warning};
    bench.scripted.holdsPrecheck = true;
    bench.reachTarget();
    bench.enter("serverHost", u"db1"_s);
    bench.next();
    QTRY_COMPARE(bench.scripted.prechecked.size(), 1);
    QTest::qWait(2'100); // time itself is what this is about
    bench.scripted.release();
    QTRY_VERIFY(bench.button(QWizard::FinishButton)->isEnabled());
    press(bench.get<QRadioButton>("fix_0_1"));
    QCOMPARE(bench.scripted.prechecked.size(), 1);
    QVERIFY(!bench.button(QWizard::FinishButton)->isEnabled());
    QVERIFY(bench.get<QLabel>("precheckVerdict")->text().contains(u"Check again"_s));
    bench.scripted.holdsPrecheck = false;
    press(bench.get<QPushButton>("checkAgain"));
    QTRY_VERIFY(bench.button(QWizard::FinishButton)->isEnabled());
    QCOMPARE(bench.scripted.prechecked.size(), 2);
    QCOMPARE(bench.scripted.prechecked[1].plan.options.value(u"noOwner"_s), QVariant(true));
}

void TestServerWizard::aChoiceWhoseFindingIsGoneCanBeTakenBack()
{
    Bench bench;
    bench.scripted.report.findings = {missingRole()};
    bench.reachTarget();
    bench.enter("serverHost", u"db1"_s);
    bench.next();
    QTRY_VERIFY(bench.wizard->findChild<QRadioButton*>(u"fix_0_1"_s));
    bench.scripted.report.findings = {passed()};
    press(bench.get<QRadioButton>("fix_0_1"));
    QTRY_VERIFY(bench.button(QWizard::FinishButton)->isEnabled());
    QVERIFY(bench.get<QRadioButton>("fix_0_1")->isChecked());
    bench.scripted.report.findings = {missingRole()};
    press(bench.get<QRadioButton>("fix_0_0"));
    QTRY_COMPARE(bench.scripted.prechecked.size(), 3);
    QVERIFY(bench.scripted.prechecked[2].plan.options.isEmpty());
    QTRY_VERIFY(!bench.button(QWizard::FinishButton)->isEnabled());
}

void TestServerWizard::onlyOneOfTheAlternativesIsChosen()
{
    Bench bench;
    bench.scripted.report.findings = {missingRole()};
    bench.reachTarget();
    bench.enter("serverHost", u"db1"_s);
    bench.next();
    QTRY_VERIFY(bench.wizard->findChild<QRadioButton*>(u"fix_0_1"_s));
    press(bench.get<QRadioButton>("fix_0_1"));
    QTRY_COMPARE(bench.scripted.prechecked.size(), 2);
    QTRY_VERIFY(bench.get<QRadioButton>("fix_0_2")->isEnabled());
    QVERIFY(bench.get<QRadioButton>("fix_0_1")->isChecked());
    press(bench.get<QRadioButton>("fix_0_2"));
    QTRY_COMPARE(bench.scripted.prechecked.size(), 3);
    QCOMPARE(bench.scripted.prechecked[2].plan.options, (QVariantMap{{u"role:shop"_s, u"postgres"_s}}));
}

void TestServerWizard::overwritingInProductionAsksForTheName()
{
    Bench bench;
    bench.reachTarget();
    bench.enter("serverHost", u"db1.example.com"_s);
    bench.enter("databaseName", u"shop"_s);
    bench.choose("environment", u"Production"_s);
    press(bench.get<QAbstractButton>("overwriteExisting"));
    bench.next();
    auto* start = bench.button(QWizard::FinishButton);
    auto* field = bench.line("typedName");
    QTRY_VERIFY(bench.get<QLabel>("precheckVerdict")->text().contains(u"passed"_s));
    QVERIFY(field->isVisible());
    QVERIFY(!start->isEnabled());
    type(field, u"shop2"_s);
    field->clear();
    QVERIFY(!start->isEnabled());
    type(field, u"shop"_s);
    QTRY_VERIFY(start->isEnabled());
    // Going back and forth asks again: the target may be another one.
    press(bench.button(QWizard::BackButton));
    bench.next();
    QTRY_VERIFY(bench.get<QLabel>("precheckVerdict")->text().contains(u"passed"_s));
    QVERIFY(!start->isEnabled());
    press(bench.button(QWizard::BackButton));
    bench.choose("environment", u"Test"_s);
    bench.next();
    QTRY_VERIFY(start->isEnabled());
    QVERIFY(!field->isVisible());
}

void TestServerWizard::aLabelledConnectionKeepsItsLabel()
{
    Bench bench;
    bench.reachTarget();
    bench.enter("serverHost", u"db1.example.com"_s);
    bench.enter("databaseName", u"shop"_s);
    bench.choose("environment", u"Production"_s);
    press(bench.get<QAbstractButton>("saveConnection"));
    QCOMPARE(bench.scripted.connections.rowCount(), 1);
    QCOMPARE(environmentOf(bench.scripted.connections.at(0).profile), Environment::Production);
    bench.next();
    const QList<MigrationTask> tasks = bench.finish();
    QCOMPARE(tasks.size(), 1);
    QCOMPARE(environmentOf(tasks.first().plan.target.connection), Environment::Production);
    QVERIFY(!restoreCommand(tasks.first().name, tasks.first().plan).contains(u"production"_s));
}

QTEST_MAIN(TestServerWizard)
#include "tst_serverwizard.moc"
