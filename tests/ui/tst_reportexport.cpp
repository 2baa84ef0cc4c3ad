#include "tests/ui/windowbench.h"
#include "ui/reportexport.h"

#include <QFile>
#include <QFileDialog>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace bakferry;
using namespace Qt::StringLiterals;

class TestReportExport : public QObject
{
    Q_OBJECT

private slots:
    void theActAsksForAFileAndWritesIt();
    void everyFormatIsWritten_data();
    void everyFormatIsWritten();
    void aFolderThatIsNotThereIsToldInTheBanner();

private:
    test::OwnSettings m_settings;
};

void TestReportExport::theActAsksForAFileAndWritesIt()
{
    QTemporaryDir folder;
    test::WindowBench bench;
    bench.select({u"1"_s});
    QVERIFY(bench.action("actExport")->isEnabled());
    bench.action("actExport")->trigger();
    auto* dialog = bench.window->findChild<QFileDialog*>(u"reportDialog"_s);
    QVERIFY(dialog);
    const QString path = folder.filePath(u"report.html"_s);
    emit dialog->fileSelected(path);
    QTRY_VERIFY(bench.bannerText().contains(u"report.html"_s));
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY(file.readAll().contains(bench.tasks.task(u"1"_s)->name.toUtf8()));
}

void TestReportExport::everyFormatIsWritten_data()
{
    QTest::addColumn<int>("format");
    QTest::addColumn<QByteArray>("begins");
    QTest::newRow("html") << int(ReportFormat::Html) << QByteArray("<!DOCTYPE html>");
    QTest::newRow("pdf") << int(ReportFormat::Pdf) << QByteArray("%PDF-");
    QTest::newRow("csv") << int(ReportFormat::Csv) << QByteArray("\xef\xbb\xbf\"");
    QTest::newRow("json") << int(ReportFormat::Json) << QByteArray("{");
}

void TestReportExport::everyFormatIsWritten()
{
    QFETCH(int, format);
    QFETCH(QByteArray, begins);
    QTemporaryDir folder;
    const QString path = folder.filePath(u"report"_s);
    QVERIFY(writeReportFile(QFile::encodeName(path), ReportFormat(format), test::sampleTasks().first(), {}).ok());
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray bytes = file.readAll();
    QVERIFY2(bytes.startsWith(begins), bytes.first(40).constData());
    QVERIFY(bytes.size() > 500);
}

void TestReportExport::aFolderThatIsNotThereIsToldInTheBanner()
{
    test::WindowBench bench;
    auto* reports = bench.window->findChild<ReportExport*>();
    QVERIFY(reports);
    reports->write(*bench.tasks.task(u"1"_s), ReportFormat::Csv, "/nowhere/at/all.csv");
    QTRY_VERIFY(bench.bannerText().contains(u"/nowhere/at/all.csv"_s));
}

QTEST_MAIN(TestReportExport)
#include "tst_reportexport.moc"
