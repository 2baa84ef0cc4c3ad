#include "app/terminaltext.h"

#include "engines/displaytext.h"

#include <QJsonDocument>

namespace bakferry {

using namespace Qt::StringLiterals;

namespace {

// East Asian Wide and Fullwidth, by blocks (Unicode, UAX #11).
bool isWide(char32_t c)
{
    return (c >= 0x1100 && c <= 0x115f) || (c >= 0x2e80 && c <= 0xa4cf) || (c >= 0xac00 && c <= 0xd7a3) || (c >= 0xf900 && c <= 0xfaff)
        || (c >= 0xfe30 && c <= 0xfe6f) || (c >= 0xff00 && c <= 0xff60) || (c >= 0xffe0 && c <= 0xffe6) || (c >= 0x1f300 && c <= 0x1faff)
        || (c >= 0x20000 && c <= 0x3fffd);
}

int columnsOf(char32_t c) { return QChar::isMark(c) ? 0 : isWide(c) ? 2 : 1; }

QString one(char32_t c) { return QString::fromUcs4(&c, 1); }

} // namespace

int columnsOf(QStringView text)
{
    int columns = 0;
    for (const uint c : text.toUcs4())
        columns += columnsOf(char32_t(c));
    return columns;
}

QString padded(const QString& text, int columns) { return text + QString(qMax(1, columns - columnsOf(text)), u' '); }

QString cut(const QString& text, int columns)
{
    if (columnsOf(text) <= columns)
        return text;
    QString kept;
    int used = 1; // of the "…"
    for (const uint c : text.toUcs4()) {
        used += columnsOf(char32_t(c));
        if (used > columns)
            break;
        kept += one(char32_t(c));
    }
    return kept + u'…';
}

QStringList wrapped(const QString& text, int columns)
{
    QStringList lines;
    QString line, word;
    const auto takeWord = [&] {
        if (!line.isEmpty() && columnsOf(line) + columnsOf(word) > columns) {
            lines += line.trimmed();
            line.clear();
        }
        line += word;
        word.clear();
    };
    for (const uint c : text.toUcs4()) {
        word += one(char32_t(c));
        if (c == U' ' || isWide(char32_t(c)))
            takeWord();
    }
    takeWord();
    lines += line.trimmed();
    return lines;
}

QByteArray jsonLine(const QJsonObject& object)
{
    const QString json = QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact));
    QString safe;
    safe.reserve(json.size());
    for (const QChar c : json) {
        // Whatever displayText() would not show as it is; all of it lies in the plane of one UTF-16 unit.
        if (!c.isSurrogate() && displayText(QStringView(&c, 1)) != QStringView(&c, 1))
            safe += u"\\u%1"_s.arg(int(c.unicode()), 4, 16, QChar(u'0'));
        else
            safe += c;
    }
    return safe.toUtf8() + '\n';
}

} // namespace bakferry
