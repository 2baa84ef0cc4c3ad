#include "ui/helpwindow.h"

#include "ui/icons.h"

#include <QResizeEvent>
#include <QFile>
#include <QLineEdit>
#include <QLocale>
#include <QScrollBar>
#include <QTextBrowser>
#include <QVBoxLayout>

namespace bakferry {

using namespace Qt::StringLiterals;

namespace {

QString manual(const QString& language)
{
    QFile file(u":/manual/user/%1/manual.md"_s.arg(language));
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

} // namespace

/// Shows the pictures of the manual in the width that the page has; they lie in the program.
class ManualPage : public QTextBrowser
{
public:
    // With a scroll bar that comes and goes, a new width would make new pictures, and these a new width, without an end.
    explicit ManualPage(QWidget* parent) : QTextBrowser(parent) { setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOn); }

    void showText(const QString& text)
    {
        m_text = text;
        setMarkdown(text);
    }
    QVariant loadResource(int type, const QUrl& name) override
    {
        if (type != QTextDocument::ImageResource)
            return {};
        QImage picture(u":/manual/screenshots/"_s + name.fileName());
        const int room = qRound((viewport()->width() - 2 * document()->documentMargin()) * devicePixelRatioF());
        if (picture.width() > room)
            picture = picture.scaledToWidth(room, Qt::SmoothTransformation);
        picture.setDevicePixelRatio(devicePixelRatioF());
        return picture;
    }

protected:
    // The pictures anew, at the place where the reader was.
    void resizeEvent(QResizeEvent* event) override
    {
        QTextBrowser::resizeEvent(event);
        if (event->size().width() == event->oldSize().width())
            return;
        const double place = double(verticalScrollBar()->value()) / qMax(1, verticalScrollBar()->maximum());
        setMarkdown(m_text);
        verticalScrollBar()->setValue(qRound(place * verticalScrollBar()->maximum()));
    }

private:
    QString m_text;
};

HelpWindow::HelpWindow(QWidget* parent) : QDialog(parent), m_page(new ManualPage(this)), m_search(new QLineEdit(this))
{
    setObjectName(u"helpWindow"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    resize(860, 720);
    m_page->setObjectName(u"helpPage"_s);
    m_page->setOpenLinks(false);
    m_search->setObjectName(u"helpSearch"_s);
    m_search->addAction(themedIcon(u"search"_s), QLineEdit::LeadingPosition);
    m_search->setClearButtonEnabled(true);
    auto* column = new QVBoxLayout(this);
    column->addWidget(m_search);
    column->addWidget(m_page, 1);
    connect(m_search, &QLineEdit::textEdited, this, &HelpWindow::find);
    connect(m_search, &QLineEdit::returnPressed, this, [this] {
        if (!m_page->find(m_search->text()))
            find(m_search->text()); // from the top again
    });
    m_page->setFocus();
    retranslateUi();
}

void HelpWindow::find(const QString& text)
{
    m_page->moveCursor(QTextCursor::Start);
    if (!text.isEmpty())
        m_page->find(text);
}

void HelpWindow::changeEvent(QEvent* event)
{
    QDialog::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslateUi();
}

void HelpWindow::retranslateUi()
{
    setWindowTitle(tr("BakFerry Manual"));
    m_search->setPlaceholderText(tr("Search the manual"));
    m_search->setAccessibleName(m_search->placeholderText());
    m_page->setAccessibleName(windowTitle());
    m_page->showText(manual(QLocale().language() == QLocale::Chinese ? u"zh_CN"_s : u"en"_s));
}

} // namespace bakferry
