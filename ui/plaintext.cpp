#include "ui/plaintext.h"

#include "engines/displaytext.h"

namespace bakferry {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype longestShown = 2000;
constexpr qsizetype longestWord = 24;

// QLabel breaks lines between words only; one name of 10,000 letters would make the window as wide.
QString withBreaks(const QString& text)
{
    QString broken;
    broken.reserve(text.size());
    qsizetype inWord = 0;
    for (const QChar c : text) {
        inWord = c.isSpace() ? 0 : inWord + 1;
        broken += c;
        if (inWord >= longestWord && !c.isHighSurrogate()) {
            broken += QChar(0x200b);
            inWord = 0;
        }
    }
    return broken;
}

} // namespace

PlainLabel::PlainLabel(QWidget* parent)
    : QLabel(parent)
{
    setTextFormat(Qt::PlainText);
    setWordWrap(true);
    setMinimumWidth(1);
}

PlainLabel::PlainLabel(const QString& text, QWidget* parent)
    : PlainLabel(parent)
{
    setText(text);
}

void PlainLabel::setUntrustedText(const QString& text) { setText(withBreaks(displayText(text, longestShown))); }

void PlainLabel::setUntrustedLines(const QStringList& lines)
{
    QStringList shown;
    for (const QString& line : lines)
        shown.append(withBreaks(displayText(line, longestShown)));
    setText(shown.join(u'\n'));
}

ValueField::ValueField(QWidget* parent)
    : QLineEdit(parent)
{
    setReadOnly(true);
    setFrame(false);
    setFocusPolicy(Qt::ClickFocus);
    setTextMargins(-2, 0, 0, 0); // in line with labels
    setFixedHeight(fontMetrics().height() + 4);
    QPalette transparent;
    transparent.setColor(QPalette::Base, Qt::transparent);
    setPalette(transparent);
}

void ValueField::setUntrustedText(const QString& text)
{
    setText(bakferry::displayText(text, longestShown));
    setCursorPosition(0);
    setPlainToolTip(this, text);
}

QString plainToolTip(const QString& text)
{
    if (text.isEmpty())
        return {};
    return u"<p style='white-space:pre-wrap'>%1</p>"_s.arg(withBreaks(displayText(text, longestShown)).toHtmlEscaped());
}

void setPlainToolTip(QWidget* widget, const QString& text) { widget->setToolTip(plainToolTip(text)); }

} // namespace bakferry
