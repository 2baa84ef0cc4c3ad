#include "engines/displaytext.h"

#include <QList>

#include <algorithm>
#include <cctype>

namespace bakferry {

using namespace Qt::StringLiterals;

namespace {

bool isHarmful(char32_t c)
{
    return c < 0x20 || (c >= 0x7f && c < 0xa0) || (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069)
        || c == 0x2028 || c == 0x2029 || c == 0x200e || c == 0x200f || c == 0x061c || c == 0xfeff;
}

// A name may spell one of our escapes out; then its backslash is escaped, so that it does not look like what it spells.
// Every other backslash stays, for the paths of Windows are full of them.
bool spellsEscape(QStringView text)
{
    const auto isHexDigit = [&](qsizetype at) { return at < text.size() && text[at] < u'\x7f' && isxdigit(text[at].unicode()); };
    return text.startsWith(u"\\u{") || (text.startsWith(u"\\x") && isHexDigit(2) && isHexDigit(3));
}

constexpr QStringView escapedBackslash = u"\\u{5c}";

// Length of the UTF-8 sequence at the front, 0 when it is not one. QStringDecoder would merge bad bytes into U+FFFD.
qsizetype utf8SequenceLength(QByteArrayView bytes)
{
    const auto first = static_cast<unsigned char>(bytes[0]);
    const qsizetype length = first < 0x80 ? 1 : (first >> 5) == 6 ? 2 : (first >> 4) == 14 ? 3 : (first >> 3) == 30 ? 4 : 0;
    if (length == 0 || bytes.size() < length)
        return 0;
    return QUtf8StringView(bytes.data(), length).isValidUtf8() ? length : 0;
}

} // namespace

QString displayText(QStringView text, qsizetype maxCharacters)
{
    QString shown;
    qsizetype at = 0; // in UTF-16 units
    for (char32_t c : text.toUcs4()) {
        if (shown.size() >= maxCharacters) {
            shown += u'…';
            break;
        }
        if (isHarmful(c))
            shown += u"\\u{%1}"_s.arg(QString::number(uint(c), 16));
        else if (c == U'\\' && spellsEscape(text.sliced(at)))
            shown += escapedBackslash;
        else
            shown += QString::fromUcs4(&c, 1);
        at += QChar::requiresSurrogates(c) ? 2 : 1;
    }
    return shown;
}

QString displayBytes(QByteArrayView bytes, qsizetype maxCharacters)
{
    // Nearly every path and name; a list of 100,000 tasks asks for this at every search.
    const bool isPlain = std::ranges::all_of(bytes, [](char c) { return c >= 0x20 && c < 0x7f && c != '\\'; });
    if (isPlain && bytes.size() <= maxCharacters)
        return QString::fromLatin1(bytes);
    QString shown;
    qsizetype at = 0;
    while (at < bytes.size()) {
        if (shown.size() >= maxCharacters)
            return shown + u'…';
        const qsizetype length = utf8SequenceLength(bytes.sliced(at));
        if (length == 0) {
            shown += u"\\x%1"_s.arg(int(static_cast<unsigned char>(bytes[at])), 2, 16, QChar(u'0'));
            ++at;
        } else if (bytes[at] == '\\' && spellsEscape(QString::fromLatin1(bytes.sliced(at, qMin<qsizetype>(4, bytes.size() - at))))) {
            shown += escapedBackslash;
            ++at;
        } else {
            shown += displayText(QString::fromUtf8(bytes.sliced(at, length)), 16);
            at += length;
        }
    }
    return shown;
}

QString displaySize(qint64 bytes)
{
    if (bytes < 1024)
        return u"%1 B"_s.arg(bytes);
    static constexpr const char16_t* units[] = {u"KiB", u"MiB", u"GiB", u"TiB", u"PiB"};
    double value = double(bytes) / 1024;
    int unit = 0;
    for (; value >= 1024 && unit < 4; ++unit)
        value /= 1024;
    return QString::number(value, 'f', 1) + u' ' + QString::fromUtf16(units[unit]);
}

} // namespace bakferry
