#include "models/translation.h"
#include "tests/ui/windowtest.h"
#include "ui/helpwindow.h"

#include <QLineEdit>
#include <QSignalSpy>
#include <QTest>
#include <QTextBlock>
#include <QTextBrowser>

using namespace bakferry;
using namespace bakferry::test;
using namespace Qt::StringLiterals;

class TestHelpWindow : public QObject
{
    Q_OBJECT

private slots:
    void theManualFollowsTheLanguage();
    void everyPictureOfTheManualIsThere();
    void searchingMarksTheWord();
};

void TestHelpWindow::theManualFollowsTheLanguage()
{
    Translation translation;
    translation.use(u"en"_s);
    HelpWindow window;
    window.setAttribute(Qt::WA_DeleteOnClose, false);
    window.show();
    auto* page = child<QTextBrowser>(window, "helpPage");
    QVERIFY(page->toPlainText().startsWith(u"BakFerry manual"_s));
    QVERIFY(page->toPlainText().contains(u"Ctrl+Shift+C"_s));
    translation.use(u"zh_CN"_s);
    QTRY_VERIFY(page->toPlainText().startsWith(u"BakFerry 用户手册"_s));
}

void TestHelpWindow::everyPictureOfTheManualIsThere()
{
    for (const QString& language : {u"en"_s, u"zh_CN"_s}) {
        Translation translation;
        translation.use(language);
        HelpWindow window;
        window.setAttribute(Qt::WA_DeleteOnClose, false);
        window.show();
        auto* page = child<QTextBrowser>(window, "helpPage");
        int pictures = 0;
        for (QTextBlock block = page->document()->begin(); block.isValid(); block = block.next()) {
            for (auto part = block.begin(); !part.atEnd(); ++part) {
                if (!part.fragment().charFormat().isImageFormat())
                    continue;
                const QString name = part.fragment().charFormat().toImageFormat().name();
                const auto picture = page->document()->resource(QTextDocument::ImageResource, QUrl(name)).value<QImage>();
                QVERIFY2(!picture.isNull(), qPrintable(name));
                QVERIFY(name.contains(language)); // what the reader has in front of him
                QVERIFY(picture.width() / picture.devicePixelRatio() <= page->viewport()->width());
                ++pictures;
            }
        }
        QVERIFY(pictures >= 5);
    }
}

void TestHelpWindow::searchingMarksTheWord()
{
    Translation translation;
    translation.use(u"en"_s);
    HelpWindow window;
    window.setAttribute(Qt::WA_DeleteOnClose, false);
    window.show();
    auto* page = child<QTextBrowser>(window, "helpPage");
    auto* search = child<QLineEdit>(window, "helpSearch");
    QTest::keyClicks(search, u"keychain"_s);
    QCOMPARE(page->textCursor().selectedText(), u"keychain"_s);
    QTest::keyClicks(search, u"-that-is-nowhere"_s);
    QVERIFY(page->textCursor().selectedText().isEmpty());
}

QTEST_MAIN(TestHelpWindow)
#include "tst_helpwindow.moc"
