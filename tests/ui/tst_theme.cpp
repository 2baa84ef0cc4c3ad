#include "ui/icons.h"
#include "ui/theme.h"

#include <QApplication>
#include <QDir>
#include <QFileInfo>
#include <QSet>
#include <QTest>

using namespace bakferry;
using namespace Qt::StringLiterals;

class TestTheme : public QObject
{
    Q_OBJECT

private slots:
    void everyMarkIsReadableInLightAndDark_data();
    void everyMarkIsReadableInLightAndDark();
    void everyTextIsReadable_data();
    void everyTextIsReadable();
    void statusesAndLevelsAreToldApartByShape();
    void everyIconCanBePainted();
    void anIconFollowsTheTheme();
    void tokensRoundTrip();
};

void TestTheme::everyMarkIsReadableInLightAndDark_data()
{
    QTest::addColumn<int>("kind");
    QTest::addColumn<bool>("dark");
    for (const bool dark : {false, true}) {
        for (const auto kind : {TintKind::Neutral, TintKind::Information, TintKind::Good, TintKind::Caution, TintKind::Bad})
            QTest::addRow("kind %d %s", int(kind), dark ? "dark" : "light") << int(kind) << dark;
    }
}

void TestTheme::everyMarkIsReadableInLightAndDark()
{
    QFETCH(int, kind);
    QFETCH(bool, dark);
    const QPalette palette = dark ? darkPalette() : lightPalette();
    const Tint mark = tint(TintKind(kind), palette);
    QVERIFY2(contrast(mark.ink, mark.ground) >= 4.5, qPrintable(QString::number(contrast(mark.ink, mark.ground))));
    // The ink is also written without its ground: the line under a field, the bar of a progress cell.
    QVERIFY(contrast(mark.ink, palette.color(QPalette::Window)) >= 4.5);
    QVERIFY(contrast(mark.ink, palette.color(QPalette::Base)) >= 4.5);
}

void TestTheme::everyTextIsReadable_data()
{
    QTest::addColumn<int>("text");
    QTest::addColumn<int>("ground");
    QTest::newRow("window") << int(QPalette::WindowText) << int(QPalette::Window);
    QTest::newRow("list") << int(QPalette::Text) << int(QPalette::Base);
    QTest::newRow("second line") << int(QPalette::Text) << int(QPalette::AlternateBase);
    QTest::newRow("button") << int(QPalette::ButtonText) << int(QPalette::Button);
    QTest::newRow("selection") << int(QPalette::HighlightedText) << int(QPalette::Highlight);
    QTest::newRow("placeholder") << int(QPalette::PlaceholderText) << int(QPalette::Base);
    QTest::newRow("label of a fact") << int(QPalette::PlaceholderText) << int(QPalette::Window);
    QTest::newRow("tool tip") << int(QPalette::ToolTipText) << int(QPalette::ToolTipBase);
}

void TestTheme::everyTextIsReadable()
{
    QFETCH(int, text);
    QFETCH(int, ground);
    for (const QPalette& palette : {lightPalette(), darkPalette()}) {
        const double found = contrast(palette.color(QPalette::ColorRole(text)), palette.color(QPalette::ColorRole(ground)));
        QVERIFY2(found >= 4.5, qPrintable(u"%1, dark: %2"_s.arg(found).arg(isDark(palette))));
    }
}

void TestTheme::statusesAndLevelsAreToldApartByShape()
{
    QSet<QString> statuses, levels;
    for (const auto status : {TaskStatus::Restoring, TaskStatus::Succeeded, TaskStatus::Failed, TaskStatus::PrecheckFailed})
        statuses.insert(iconName(status));
    for (const auto level : {FindingLevel::Passed, FindingLevel::Warning, FindingLevel::Blocker, FindingLevel::NotCheckable})
        levels.insert(iconName(level));
    QCOMPARE(statuses.size(), 4);
    QCOMPARE(levels.size(), 4);
}

void TestTheme::everyIconCanBePainted()
{
    const QStringList files = QDir(u":/icons"_s).entryList();
    QVERIFY(files.size() > 20);
    for (const QString& file : files) {
        const QImage image = colouredIcon(QFileInfo(file).completeBaseName(), Qt::red, 24, 1).toImage();
        bool hasInk = false;
        for (int y = 0; y < image.height(); ++y) {
            for (int x = 0; x < image.width(); ++x)
                hasInk = hasInk || qAlpha(image.pixel(x, y)) > 128;
        }
        QVERIFY2(hasInk, qPrintable(file));
    }
}

void TestTheme::anIconFollowsTheTheme()
{
    const QIcon icon = themedIcon(u"pause"_s);
    Theme theme;
    theme.use(ThemeChoice::Light);
    const QImage onLight = icon.pixmap(24).toImage();
    theme.use(ThemeChoice::Dark);
    QVERIFY(icon.pixmap(24).toImage() != onLight);
}

void TestTheme::tokensRoundTrip()
{
    for (const auto choice : {ThemeChoice::System, ThemeChoice::Light, ThemeChoice::Dark})
        QCOMPARE(themeFromToken(themeToken(choice)), choice);
    QCOMPARE(themeFromToken(u"nonsense"_s), ThemeChoice::System);
}

QTEST_MAIN(TestTheme)
#include "tst_theme.moc"
