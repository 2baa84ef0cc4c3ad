#include "ui/helpwindow.h"

#include "ui/icons.h"

#include <QEvent>
#include <QFile>
#include <QLineEdit>
#include <QLocale>
#include <QTextBrowser>
#include <QVBoxLayout>

namespace bakferry {

using namespace Qt::StringLiterals;

namespace {

// The pictures of the manual show what the reader has in front of him here.
QString manual(const QString& language)
{
    QFile file(u":/manual/%1/manual.md"_s.arg(language));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    QStringList lines = QString::fromUtf8(file.readAll()).split(u'\n');
    lines.removeIf([](const QString& line) { return line.startsWith(u"!["_s); });
    return lines.join(u'\n');
}

} // namespace

HelpWindow::HelpWindow(QWidget* parent) : QDialog(parent), m_page(new QTextBrowser(this)), m_search(new QLineEdit(this))
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
    m_page->setMarkdown(manual(QLocale().language() == QLocale::Chinese ? u"zh_CN"_s : u"en"_s));
}

} // namespace bakferry
