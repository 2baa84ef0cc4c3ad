#include "models/columntext.h"
#include "models/findingsmodel.h"
#include "models/humantext.h"
#include "models/ledgermodel.h"
#include "models/logmodel.h"
#include "models/migrationtaskmodel.h"
#include "models/statustext.h"
#include "models/translation.h"

#include <QDirIterator>
#include <QLocale>
#include <QRegularExpression>
#include <QTest>

using namespace bakferry;
using namespace Qt::StringLiterals;

class TestStatusText : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English)); }
    void argumentsArePutInAsTheyAre_data();
    void argumentsArePutInAsTheyAre();
    void everyEnumHasAWordOfItsOwn();
    void everyCheckOfTheProgramHasAName();
    void chineseReadsAsAgreed();
    void everyColumnHasATitle();
    void engineAndFormatFallBackToTheirIds();
    void durationsReadLikeSpeech_data();
    void durationsReadLikeSpeech();
    void unknownNumbersAreEmpty();
    void sizesAndRatesHaveUnits();
    void aPercentIsNeverRoundedUp();
    void timesAreLocalAndRelative();
};

void TestStatusText::argumentsArePutInAsTheyAre_data()
{
    QTest::addColumn<QByteArray>("source");
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("text");
    QTest::newRow("none") << QByteArray("All good.") << QStringList() << u"All good."_s;
    QTest::newRow("two") << QByteArray("%1 of %2") << QStringList{u"a"_s, u"b"_s} << u"a of b"_s;
    QTest::newRow("turned round") << QByteArray("%2 of %1") << QStringList{u"a"_s, u"b"_s} << u"b of a"_s;
    QTest::newRow("twice") << QByteArray("%1 = %1") << QStringList{u"a"_s} << u"a = a"_s;
    QTest::newRow("placeholder inside an argument") << QByteArray("%1 %2") << QStringList{u"%2"_s, u"%1%1"_s} << u"%2 %1%1"_s;
    QTest::newRow("missing argument") << QByteArray("%1 %2") << QStringList{u"a"_s} << u"a %2"_s;
    QTest::newRow("a percent sign") << QByteArray("100 % of %1, write %25") << QStringList{u"a"_s} << u"100 % of a, write %25"_s;
    QTest::newRow("ten") << QByteArray("%1 %10")
                         << QStringList{u"a"_s, u"2"_s, u"3"_s, u"4"_s, u"5"_s, u"6"_s, u"7"_s, u"8"_s, u"9"_s, u"j"_s} << u"a j"_s;
    QTest::newRow("digit behind a placeholder") << QByteArray("%10") << QStringList{u"a"_s} << u"a0"_s;
    QTest::newRow("empty") << QByteArray() << QStringList{u"a"_s} << QString();
    QTest::newRow("UTF-8") << QByteArray("“%1”…") << QStringList{u"订单"_s} << u"“订单”…"_s;
}

void TestStatusText::argumentsArePutInAsTheyAre()
{
    QFETCH(QByteArray, source);
    QFETCH(QStringList, arguments);
    QTEST(translated({source, arguments}), "text");
}

template <typename Enum>
static QSet<QString> wordsOf(Enum last, QString (*text)(Enum))
{
    QSet<QString> words;
    for (int i = 0; i <= int(last); ++i)
        words += text(Enum(i));
    words.remove(QString());
    return words;
}

void TestStatusText::everyEnumHasAWordOfItsOwn()
{
    QCOMPARE(wordsOf(TaskStatus::PrecheckFailed, statusText).size(), 4);
    QCOMPARE(wordsOf(TaskPhase::Interrupted, phaseText).size(), taskPhaseCount);
    QCOMPARE(wordsOf(FindingLevel::NotCheckable, findingLevelText).size(), 4);
    QCOMPARE(wordsOf(LogLevel::Error, logLevelText).size(), 4);
    QCOMPARE(wordsOf(Remains::Unknown, remainsText).size(), 5);
    QCOMPARE(wordsOf(LeftOver::Kind::KeptOld, leftOverText).size(), 2);
    QCOMPARE(wordsOf(ErrorKind::Cancelled, errorKindText).size(), 14);
}

void TestStatusText::everyCheckOfTheProgramHasAName()
{
    static const QRegularExpression check(u"(?:passed|warning|blocker|notCheckable)?Finding[({]\"([A-Za-z.]+)\""_s, QRegularExpression::CaseInsensitiveOption);
    QSet<QString> ids;
    for (const QString& room : {u"engines"_s, u"app"_s}) {
        QDirIterator files(QStringLiteral(BAKFERRY_SOURCE_DIR) + u'/' + room, {u"*.cpp"_s}, QDir::Files, QDirIterator::Subdirectories);
        while (files.hasNext()) {
            QFile file(files.next());
            QVERIFY(file.open(QIODevice::ReadOnly));
            for (auto matches = check.globalMatch(QString::fromUtf8(file.readAll())); matches.hasNext();)
                ids += matches.next().captured(1);
        }
    }
    QVERIFY(ids.contains(u"readable"_s));
    for (const QString& id : ids)
        QVERIFY2(checkText(id.toLatin1()) != id, qPrintable(id));
}

void TestStatusText::chineseReadsAsAgreed()
{
    Translation translation;
    QVERIFY(translation.use(u"zh_CN"_s));
    MigrationTask task;
    task.name = u"订单"_s;
    task.phase = TaskPhase::Loading;
    task.progress = {JobStep::Loading, 42, 100, 0, {}};
    const QStringList read{statusText(TaskStatus::Restoring), statusText(TaskStatus::Succeeded), statusText(TaskStatus::Failed),
                           statusText(TaskStatus::PrecheckFailed), findingLevelText(FindingLevel::NotCheckable), durationText(3780),
                           accessibleSentence(task)};
    task.phase = TaskPhase::Cancelled;
    const QString cancelled = statusSentence(task);
    task.phase = TaskPhase::DoneWithWarnings;
    task.result.warnings = {{"x", {}}, {"y", {}}};
    const QString warned = statusSentence(task);
    QVERIFY(translation.use(u"en"_s));
    QCOMPARE(read, QStringList({u"恢复中"_s, u"成功"_s, u"失败"_s, u"预检查失败"_s, u"无法检查"_s, u"1 小时 03 分"_s,
                                u"任务 订单，恢复中，载入中，进度 42 %"_s}));
    QVERIFY2(cancelled.startsWith(u"失败"_s) && cancelled.contains(u"已取消"_s), qPrintable(cancelled));
    QVERIFY2(warned.startsWith(u"成功"_s) && warned.contains(u'2'), qPrintable(warned));
    QCOMPARE(statusSentence(task), u"Succeeded · 2 warnings"_s);
}

void TestStatusText::everyColumnHasATitle()
{
    const auto titles = [](QString (*title)(int), int count) {
        QSet<QString> words;
        for (int i = 0; i < count; ++i)
            words += title(i);
        words.remove(QString());
        return int(words.size());
    };
    QCOMPARE(titles(taskColumnText, MigrationTaskModel::ColumnCount), int(MigrationTaskModel::ColumnCount));
    QCOMPARE(titles(findingColumnText, FindingsModel::ColumnCount), int(FindingsModel::ColumnCount));
    QCOMPARE(titles(logColumnText, LogModel::ColumnCount), int(LogModel::ColumnCount));
    QCOMPARE(titles(ledgerColumnText, LedgerModel::ColumnCount), int(LedgerModel::ColumnCount));
}

void TestStatusText::engineAndFormatFallBackToTheirIds()
{
    QCOMPARE(engineText("sqlite"), u"SQLite"_s);
    QCOMPARE(engineText("oracle"), u"oracle"_s);
    QCOMPARE(formatText("oracle", "dump\xff"), u"dump\\xff"_s);
}

void TestStatusText::durationsReadLikeSpeech_data()
{
    QTest::addColumn<qint64>("seconds");
    QTest::addColumn<QString>("text");
    QTest::newRow("unknown") << -1LL << QString();
    QTest::newRow("zero") << 0LL << u"0 s"_s;
    QTest::newRow("below a minute") << 59LL << u"59 s"_s;
    QTest::newRow("a minute") << 60LL << u"1 min 00 s"_s;
    QTest::newRow("below an hour") << 3599LL << u"59 min 59 s"_s;
    QTest::newRow("an hour") << 3780LL << u"1 h 03 min"_s;
    QTest::newRow("below a day") << 86399LL << u"23 h 59 min"_s;
    QTest::newRow("days") << 93600LL << u"1 d 02 h"_s;
}

void TestStatusText::durationsReadLikeSpeech()
{
    QFETCH(qint64, seconds);
    QTEST(durationText(seconds), "text");
}

void TestStatusText::unknownNumbersAreEmpty()
{
    QCOMPARE(sizeText(-1), QString());
    QCOMPARE(rateText(0), QString());
    QCOMPARE(rateText(qQNaN()), QString());
    QCOMPARE(percentText(-1), QString());
    QCOMPARE(localTimeText({}), QString());
    QCOMPARE(relativeTimeText({}, QDateTime::currentDateTimeUtc()), QString());
}

void TestStatusText::sizesAndRatesHaveUnits()
{
    QCOMPARE(sizeText(0), u"0 bytes"_s);
    QCOMPARE(sizeText(1288490189), u"1.2 GiB"_s);
    QCOMPARE(rateText(36805017.6), u"35.1 MiB/s"_s);
    QCOMPARE(countText(15607), u"15,607"_s);
}

void TestStatusText::aPercentIsNeverRoundedUp()
{
    QCOMPARE(percentText(0), u"0 %"_s);
    QCOMPARE(percentText(999), u"99 %"_s);
    QCOMPARE(percentText(1000), u"100 %"_s);
}

void TestStatusText::timesAreLocalAndRelative()
{
    const QDateTime noon(QDate(2024, 5, 6), QTime(12, 0), Qt::UTC);
    QCOMPARE(localTimeText(noon), noon.toLocalTime().toString(u"yyyy-MM-dd HH:mm:ss"_s));
    QCOMPARE(relativeTimeText(noon, noon.addSecs(2)), u"just now"_s);
    QCOMPARE(relativeTimeText(noon, noon.addSecs(300)), u"5 min 00 s ago"_s);
    QCOMPARE(relativeTimeText(noon, noon.addSecs(-30)), u"in 30 s"_s);
}

QTEST_GUILESS_MAIN(TestStatusText)
#include "tst_statustext.moc"
