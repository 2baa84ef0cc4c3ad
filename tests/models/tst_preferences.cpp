#include "models/preferences.h"

#include <QTest>

using namespace bakferry;
using namespace Qt::StringLiterals;

class TestPreferences : public QObject
{
    Q_OBJECT

private slots:
    void whatIsSetComesBack();
    void whatMakesNoSenseIsAsByDefault_data();
    void whatMakesNoSenseIsAsByDefault();
};

void TestPreferences::whatIsSetComesBack()
{
    Preferences preferences;
    preferences.jobsAtOnce = 5;
    preferences.keepOldDays = 30;
    preferences.noticeDone = false;
    preferences.noticeDecision = false;
    preferences.hookCommand = u"/usr/local/bin/tell \"the night shift\""_s;
    preferences.hookUrl = u"https://example.org/hook"_s;
    preferences.hookSeconds = 7;
    QCOMPARE(Preferences::of(preferences.settings()), preferences);
    QVERIFY(Preferences::of(preferences.settings()) != Preferences());
}

void TestPreferences::whatMakesNoSenseIsAsByDefault_data()
{
    QTest::addColumn<QString>("key");
    QTest::addColumn<QString>("value");
    QTest::newRow("no tasks") << u"jobsAtOnce"_s << u"0"_s;
    QTest::newRow("too many tasks") << u"jobsAtOnce"_s << u"17"_s;
    QTest::newRow("no number") << u"keepOldDays"_s << u"soon"_s;
    QTest::newRow("days below nothing") << u"keepOldDays"_s << u"-1"_s;
    QTest::newRow("neither yes nor no") << u"noticeFailed"_s << u"perhaps"_s;
    QTest::newRow("no time at all") << u"hookSeconds"_s << u"0"_s;
}

void TestPreferences::whatMakesNoSenseIsAsByDefault()
{
    QFETCH(QString, key);
    QFETCH(QString, value);
    QCOMPARE(Preferences::of({{key, value}}), Preferences());
}

QTEST_GUILESS_MAIN(TestPreferences)
#include "tst_preferences.moc"
