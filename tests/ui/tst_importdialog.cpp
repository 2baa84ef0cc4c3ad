#include "tests/ui/sampletasks.h"
#include "tests/ui/windowtest.h"
#include "ui/importdialog.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTreeWidget>

using namespace bakferry;
using namespace bakferry::test;
using namespace Qt::StringLiterals;

namespace {

const QByteArray secret = "S3CR3T-9f2c";

FoundConnection found(const QString& name, const char* engine, const QString& host, const QByteArray& password = {})
{
    return {name, {.engineId = engine, .host = host, .port = 5433, .user = u"dba"_s}, Credentials(password, password.isEmpty() ? QByteArray() : QByteArray("k3y")), u"shop"_s};
}

struct Bench
{
    ScriptedServices scripted;
    Services services = scripted.services();
    std::unique_ptr<ImportDialog> dialog;

    void open()
    {
        dialog = std::make_unique<ImportDialog>(services);
        dialog->setAttribute(Qt::WA_DeleteOnClose, false);
        dialog->show();
        [this] { QTRY_VERIFY(!get<QLabel>("importState")->text().contains(u'…')); }();
    }
    template <typename Widget>
    Widget* get(const char* name) const { return child<Widget>(*dialog, name); }
    QTreeWidgetItem* row(const QString& name) const { return get<QTreeWidget>("importTree")->findItems(name, Qt::MatchExactly | Qt::MatchRecursive).value(0); }
    QPushButton* go() const { return get<QPushButton>("importGo"); }
};

} // namespace

class TestImportDialog : public QObject
{
    Q_OBJECT

private slots:
    void nothingFoundIsSaid();
    void whatIsTickedIsSavedAndItsSecretKept();
    void nothingIsSavedBeforeItIsWished();
    void anEngineThatIsNotThereCannotBeChosen();
    void whatIsSavedAlreadyIsNotTicked();
    void whatIsWrongWithAFileIsSaid();
    void hostileNamesAreShownAsText();
    void theKeyboardUnticksAndImports();
};

void TestImportDialog::nothingFoundIsSaid()
{
    Bench bench;
    bench.open();
    QVERIFY(bench.get<QLabel>("importState")->text().startsWith(u"No servers were found"_s));
    QVERIFY(!bench.go()->isEnabled());
    QTRY_VERIFY(bench.get<QLabel>("importNoKeychain")->isVisible());
}

void TestImportDialog::whatIsTickedIsSavedAndItsSecretKept()
{
    Bench bench;
    bench.scripted.hasKeychain = true;
    bench.scripted.connectionFiles = {{ConnectionFileKind::PgPass, "/home/dba/.pgpass", {found(u"one"_s, "scripted", u"db1"_s, secret), found(u"two"_s, "scripted", u"db2"_s), found(u"three"_s, "scripted", u"db3"_s)}}};
    bench.open();
    QTRY_VERIFY(bench.get<QCheckBox>("importRemember")->isVisible());
    QCOMPARE(bench.go()->text(), u"Import 3 Connection(s)"_s);
    bench.row(u"two"_s)->setCheckState(0, Qt::Unchecked);
    QCOMPARE(bench.go()->text(), u"Import 2 Connection(s)"_s);
    bench.get<QComboBox>("importGroup")->setEditText(u" 报表 "_s);
    press(bench.get<QCheckBox>("importRemember"));
    QSignalSpy imported(bench.dialog.get(), &ImportDialog::imported);
    press(bench.go());
    QCOMPARE(imported.size(), 1);
    QCOMPARE(bench.scripted.connections.rowCount(), 2);
    const SavedConnection& one = bench.scripted.connections.at(0);
    QCOMPARE(one.name, u"one"_s);
    QCOMPARE(one.group, u"报表"_s);
    QCOMPARE(one.profile.port, 5433);
    QVERIFY(!one.profile.options.contains(u"sslmode"_s)); // verified, unless it stays on this machine
    QCOMPARE(bench.scripted.kept.size(), 1);
    QCOMPARE(bench.scripted.kept.first().password, secret);
    QCOMPARE(bench.scripted.kept.first().keyPassphrase, QByteArray("k3y"));
    QVERIFY(bench.scripted.kept.first().remember);
}

void TestImportDialog::nothingIsSavedBeforeItIsWished()
{
    Bench bench;
    bench.scripted.connectionFiles = {{ConnectionFileKind::PgPass, "/p", {found(u"one"_s, "scripted", u"db1"_s, secret)}}};
    bench.open();
    press(bench.get<QPushButton>("importCancel"));
    QCOMPARE(bench.scripted.connections.rowCount(), 0);
    QVERIFY(bench.scripted.kept.isEmpty());
}

void TestImportDialog::anEngineThatIsNotThereCannotBeChosen()
{
    Bench bench;
    bench.scripted.connectionFiles = {{ConnectionFileKind::OdbcIni, "/etc/odbc.ini", {found(u"old"_s, "db2", u"db1"_s, secret)}}};
    bench.open();
    QVERIFY(!(bench.row(u"old"_s)->flags() & Qt::ItemIsEnabled));
    QCOMPARE(bench.row(u"old"_s)->checkState(0), Qt::Unchecked);
    QVERIFY(!bench.go()->isEnabled());
}

void TestImportDialog::whatIsSavedAlreadyIsNotTicked()
{
    Bench bench;
    bench.scripted.connectionFiles = {{ConnectionFileKind::PgPass, "/p", {found(u"one"_s, "scripted", u"db1"_s)}}};
    bench.scripted.connections.save({{}, u"mine"_s, found({}, "scripted", u"db1"_s).profile});
    bench.open();
    QCOMPARE(bench.row(u"one"_s)->checkState(0), Qt::Unchecked);
    QVERIFY(bench.row(u"one"_s)->text(4).contains(u"saved already"_s));
}

void TestImportDialog::whatIsWrongWithAFileIsSaid()
{
    Bench bench;
    ConnectionFile open{ConnectionFileKind::PgPass, "/home/dba/.pgpass", {found(u"one"_s, "scripted", u"db1"_s, secret)}, 3, false, true, {}};
    ConnectionFile damaged{ConnectionFileKind::MyCnf, "/home/dba/.my.cnf", {}, 0, true, false, Error{ErrorKind::Usage, "password.file", {"The file %1 cannot be read.", {u"/x"_s}}, {}, {}}};
    bench.scripted.connectionFiles = {open, damaged};
    bench.open();
    const QString notes = bench.get<QLabel>("importNotes")->text();
    QVERIFY(notes.contains(u"/home/dba/.pgpass is open to other users"_s));
    QVERIFY(notes.contains(u"3 entries"_s));
    QVERIFY(notes.contains(u"/home/dba/.my.cnf includes other files"_s));
    QVERIFY(notes.contains(u"The file /x cannot be read."_s));
    QVERIFY(!notes.contains(QString::fromLatin1(secret)));
}

void TestImportDialog::hostileNamesAreShownAsText()
{
    Bench bench;
    bench.scripted.connectionFiles = {{ConnectionFileKind::PgPass, "/tmp/<b>x\n", {found(u"<img src=x>"_s.repeated(1000), "scripted", u"db1"_s), found(u"a\u202eb"_s, "scripted", u"db2"_s)}, 1}};
    bench.open();
    const auto* tree = bench.get<QTreeWidget>("importTree");
    const QTreeWidgetItem* file = tree->topLevelItem(0);
    QVERIFY(file->text(0).startsWith(u"/tmp/<b>x"_s) && !file->text(0).contains(u'\n'));
    QVERIFY(file->child(0)->text(0).size() <= 90);
    QVERIFY(!file->child(1)->text(0).contains(QChar(0x202e)));
    QCOMPARE(bench.get<QLabel>("importNotes")->textFormat(), Qt::PlainText);
    QVERIFY(bench.dialog->width() < 1000);
}

void TestImportDialog::theKeyboardUnticksAndImports()
{
    Bench bench;
    bench.scripted.connectionFiles = {{ConnectionFileKind::PgPass, "/p", {found(u"one"_s, "scripted", u"db1"_s), found(u"two"_s, "scripted", u"db2"_s)}}};
    bench.open();
    auto* tree = bench.get<QTreeWidget>("importTree");
    QTRY_VERIFY(QApplication::focusWidget() == tree);
    QTest::keyClick(tree, Qt::Key_Down);
    QTest::keyClick(tree, Qt::Key_Down);
    QTest::keyClick(tree, Qt::Key_Space);
    QCOMPARE(bench.go()->text(), u"Import 1 Connection(s)"_s);
    QTest::keyClick(tree, Qt::Key_Tab);
    QVERIFY(QApplication::focusWidget() != tree);
    QTest::keyClick(bench.dialog.get(), Qt::Key_Return);
    QCOMPARE(bench.scripted.connections.rowCount(), 1);
}

QTEST_MAIN(TestImportDialog)
#include "tst_importdialog.moc"
