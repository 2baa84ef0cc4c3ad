#include <QBuffer>
#include <QDir>
#include <QFile>
#include <QProcess>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>
#include <QXmlStreamReader>

using namespace Qt::StringLiterals;

/// Every sentence of the program in every language: there, finished, and with the placeholders of its source.
class TestTranslations : public QObject
{
    Q_OBJECT

private slots:
    void wrongTranslationsAreNamed_data();
    void wrongTranslationsAreNamed();
    void committedTranslationsAreFinishedAndFit_data();
    void committedTranslationsAreFinishedAndFit();
    void noSentenceOfTheProgramIsMissing_data();
    void noSentenceOfTheProgramIsMissing();
};

namespace {

// %1, %L1, %n, %Ln: what arg() and plural forms put something in for.
QStringList placeholders(const QString& text)
{
    static const QRegularExpression placeholder(u"%(L?)([0-9]{1,2}|n)"_s);
    QStringList found;
    for (auto matches = placeholder.globalMatch(text); matches.hasNext();) {
        const auto match = matches.next();
        found += u'%' + match.captured(2);
    }
    found.sort();
    found.removeDuplicates(); // a translation may say a thing twice
    return found;
}

struct Entry
{
    QString source;
    QStringList forms; ///< one, or one a plural form
    QString type;      ///< "unfinished", "obsolete", "vanished" or empty
};

QList<Entry> entriesOf(QIODevice& device, QString* error)
{
    QList<Entry> entries;
    QXmlStreamReader xml(&device);
    while (!xml.atEnd()) {
        xml.readNext();
        if (xml.isStartElement() && xml.name() == "message"_L1) {
            entries += Entry();
        } else if (xml.isStartElement() && xml.name() == "source"_L1) {
            entries.last().source = xml.readElementText();
        } else if (xml.isStartElement() && xml.name() == "translation"_L1) {
            entries.last().type = xml.attributes().value("type"_L1).toString();
            QString text;
            while (xml.readNext() != QXmlStreamReader::EndElement && !xml.atEnd()) {
                if (xml.isStartElement() && xml.name() == "numerusform"_L1)
                    entries.last().forms += xml.readElementText();
                else if (xml.isCharacters())
                    text += xml.text();
            }
            if (entries.last().forms.isEmpty())
                entries.last().forms += text;
        }
    }
    if (xml.hasError())
        *error = xml.errorString();
    return entries;
}

QStringList problemsOf(QIODevice& device)
{
    QString error;
    QStringList problems;
    for (const Entry& entry : entriesOf(device, &error)) {
        if (entry.type == "obsolete"_L1 || entry.type == "vanished"_L1)
            continue;
        if (entry.type == "unfinished"_L1)
            problems += u"unfinished: "_s + entry.source;
        for (const QString& form : entry.forms) {
            if (form.isEmpty() && entry.type.isEmpty())
                problems += u"empty: "_s + entry.source;
            else if (!form.isEmpty() && placeholders(form) != placeholders(entry.source))
                problems += u"placeholders: %1 -> %2"_s.arg(entry.source, form);
        }
    }
    if (!error.isEmpty())
        problems += error;
    return problems;
}

void addLanguageRows()
{
    QTest::addColumn<QString>("path");
    const QDir folder(QStringLiteral(BAKFERRY_SOURCE_DIR "/translations"));
    for (const QString& name : folder.entryList({u"*.ts"_s}, QDir::Files))
        QTest::newRow(qPrintable(name)) << folder.filePath(name);
}

} // namespace

void TestTranslations::wrongTranslationsAreNamed_data()
{
    QTest::addColumn<QByteArray>("message");
    QTest::addColumn<QStringList>("problems");
    const auto row = [](const char* name, const QByteArray& source, const QByteArray& translation, const QStringList& problems) {
        QTest::newRow(name) << QByteArray("<source>" + source + "</source>" + translation) << problems;
    };
    row("good", "%1 of %2", "<translation>%2 之 %1</translation>", {});
    row("good, said twice", "%1", "<translation>%1，%1</translation>", {});
    row("a placeholder lost", "%1 of %2", "<translation>%1</translation>", {u"placeholders: %1 of %2 -> %1"_s});
    row("another placeholder", "%1", "<translation>%2</translation>", {u"placeholders: %1 -> %2"_s});
    row("one too many", "x", "<translation>%1</translation>", {u"placeholders: x -> %1"_s});
    row("unfinished", "x", "<translation type=\"unfinished\"></translation>", {u"unfinished: x"_s});
    row("empty", "x", "<translation></translation>", {u"empty: x"_s});
    row("obsolete", "%1", "<translation type=\"obsolete\">x</translation>", {});
    row("plural", "%n file(s)", "<translation><numerusform>%n file</numerusform><numerusform>%n files</numerusform></translation>", {});
    row("plural without its number", "%n file(s)",
        "<translation><numerusform>a file</numerusform><numerusform>%n files</numerusform></translation>",
        {u"placeholders: %n file(s) -> a file"_s});
}

void TestTranslations::wrongTranslationsAreNamed()
{
    QFETCH(QByteArray, message);
    QBuffer file;
    file.setData("<TS><context><name>A</name><message>" + message + "</message></context></TS>");
    QVERIFY(file.open(QIODevice::ReadOnly));
    QTEST(problemsOf(file), "problems");
}

void TestTranslations::committedTranslationsAreFinishedAndFit_data() { addLanguageRows(); }

void TestTranslations::committedTranslationsAreFinishedAndFit()
{
    QFETCH(QString, path);
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QStringList problems = problemsOf(file);
    QVERIFY2(problems.isEmpty(), qPrintable(problems.join(u'\n')));
}

void TestTranslations::noSentenceOfTheProgramIsMissing_data() { addLanguageRows(); }

void TestTranslations::noSentenceOfTheProgramIsMissing()
{
    QFETCH(QString, path);
    const QTemporaryDir folder;
    const QString copy = folder.filePath(QFileInfo(path).fileName());
    QVERIFY(QFile::copy(path, copy));
    // The same words as in scripts/update-translations.sh; English entries are wanted for plurals only.
    const QString root = QStringLiteral(BAKFERRY_SOURCE_DIR);
    // Without -I no class of ours is known, and its sentences land in a context that tr() never asks for.
    QStringList arguments{u"-silent"_s, u"-locations"_s, u"none"_s, u"-I"_s, root};
    if (copy.endsWith("_en.ts"_L1))
        arguments += u"-pluralonly"_s;
    for (const QString& room : {u"engines"_s, u"models"_s, u"ui"_s, u"app"_s})
        arguments += root + u'/' + room;
    arguments += {u"-ts"_s, copy};
    QProcess lupdate;
    lupdate.start(QStringLiteral(BAKFERRY_LUPDATE), arguments);
    QVERIFY2(lupdate.waitForFinished(120000), qPrintable(lupdate.errorString()));
    QCOMPARE(lupdate.exitCode(), 0);
    QFile file(copy);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QStringList problems = problemsOf(file);
    QVERIFY2(problems.isEmpty(), qPrintable(problems.join(u'\n')));
}

QTEST_GUILESS_MAIN(TestTranslations)
#include "tst_translations.moc"
