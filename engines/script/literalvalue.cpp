#include "engines/script/literalvalue.h"

#include <QString>

#include <algorithm>
#include <cstring>

namespace bakferry {

namespace {

// `text` begins one past an opening quote; appends the value, @returns one past the closing quote.
std::size_t appendUnquoted(QByteArrayView text, std::size_t at, QByteArray& value)
{
    for (;;) {
        const std::size_t quote = text.indexOf('\'', qsizetype(at));
        value.append(text.data() + at, qsizetype(quote - at));
        if (qsizetype(quote) + 1 >= text.size() || text[quote + 1] != '\'')
            return quote + 1;
        value.append('\'');
        at = quote + 2;
    }
}

// Source of the escapes: sqlite.org/lang_corefunc.html#unistr
bool appendUnistr(const QByteArray& escaped, QByteArray& value)
{
    for (qsizetype at = 0; at < escaped.size();) {
        if (escaped[at] != '\\') {
            value.append(escaped[at++]);
            continue;
        }
        if (escaped.mid(at + 1, 1) == "\\") {
            value.append('\\');
            at += 2;
            continue;
        }
        const char form = at + 1 < escaped.size() ? escaped[at + 1] : '\0';
        const qsizetype prefix = form == 'u' || form == 'U' || form == '+' ? 2 : 1;
        const qsizetype digits = form == 'U' ? 8 : form == '+' ? 6 : 4;
        const QByteArray hex = escaped.mid(at + prefix, digits);
        const bool ok = hex.size() == digits && std::all_of(hex.begin(), hex.end(), [](char c) { return hexDigitValue(c) >= 0; });
        if (!ok)
            return false;
        const uint code = hex.toUInt(nullptr, 16);
        const char32_t character = code;
        value.append(QString::fromUcs4(&character, 1).toUtf8());
        at += prefix + digits;
    }
    return true;
}

void evaluateCall(QByteArrayView call, QByteArray& value)
{
    if ((call[0] | 0x20) == 'u') {
        QByteArray escaped;
        appendUnquoted(call, call.indexOf('\'') + 1, escaped);
        appendUnistr(escaped, value);
        return;
    }
    // The innermost text comes first, then pairs of pattern and character code, innermost call first.
    std::size_t at = appendUnquoted(call, call.indexOf('\'') + 1, value);
    while (at < std::size_t(call.size())) {
        const qsizetype quote = call.indexOf('\'', qsizetype(at));
        if (quote < 0)
            return;
        QByteArray pattern;
        at = appendUnquoted(call, quote + 1, pattern);
        const qsizetype open = call.indexOf('(', qsizetype(at));
        const qsizetype close = call.indexOf(')', open);
        const char32_t character = call.sliced(open + 1, close - open - 1).toByteArray().toUInt();
        if (!pattern.isEmpty())
            value.replace(pattern, QString::fromUcs4(&character, 1).toUtf8());
        at = close;
    }
}

} // namespace

bool hasWholeEscapes(QByteArrayView quoted)
{
    QByteArray escaped, value;
    appendUnquoted(quoted, 0, escaped);
    return appendUnistr(escaped, value);
}

QByteArrayView literalBytes(QByteArrayView block, const Literal& literal, QByteArray& scratch)
{
    const QByteArrayView bytes = block.sliced(qsizetype(literal.offset), literal.length);
    if (literal.type == Literal::Text)
        return bytes;
    scratch.resize(0);
    if (literal.type == Literal::QuotedText) {
        scratch.resize(bytes.size());
        char* out = scratch.data();
        const char* const end = bytes.data() + bytes.size();
        for (const char* from = bytes.data(); from < end;) {
            const void* quote = std::memchr(from, '\'', std::size_t(end - from));
            const char* const to = quote ? static_cast<const char*>(quote) + 1 : end;
            out = std::copy(from, to, out);
            from = quote ? to + 1 : end;
        }
        scratch.truncate(out - scratch.constData());
    } else if (literal.type == Literal::Hex) {
        scratch.resize(bytes.size() / 2);
        char* out = scratch.data();
        const char* in = bytes.data();
        for (const char* end = out + scratch.size(); out != end; in += 2)
            *out++ = char(hexDigitValue(in[0]) << 4 | hexDigitValue(in[1]));
    } else {
        evaluateCall(bytes, scratch);
    }
    return scratch;
}

} // namespace bakferry
