#include "engines/script/pgtokens.h"

#include "engines/script/literalvalue.h"

#include <QString>

namespace bakferry {

namespace {

bool isDigit(char c) { return c >= '0' && c <= '9'; }
bool isWordStart(char c) { return isPgWordByte(c) && !isDigit(c) && c != '$'; }

void appendCharacter(QByteArray& value, uint code)
{
    const char32_t character = code;
    value += QString::fromUcs4(&character, 1).toUtf8();
}

// From one past a backslash on. @returns how many bytes the escape takes.
qsizetype appendEscape(QByteArrayView text, QByteArray& value)
{
    const char c = text[0];
    const auto digits = [&](qsizetype from, qsizetype most, int base) {
        qsizetype end = from;
        while (end < text.size() && end - from < most && hexDigitValue(text[end]) >= 0 && hexDigitValue(text[end]) < base)
            ++end;
        return end;
    };
    if (c >= '0' && c <= '7') {
        const qsizetype end = digits(0, 3, 8);
        value += char(text.first(end).toByteArray().toUInt(nullptr, 8));
        return end;
    }
    if (const qsizetype end = c == 'x' ? digits(1, 2, 16) : 1; end > 1) {
        value += char(text.sliced(1, end - 1).toByteArray().toUInt(nullptr, 16));
        return end;
    }
    if (const qsizetype length = c == 'u' ? 4 : c == 'U' ? 8 : 0; length > 0 && digits(1, length, 16) == 1 + length) {
        appendCharacter(value, text.sliced(1, length).toByteArray().toUInt(nullptr, 16));
        return 1 + length;
    }
    static constexpr QByteArrayView letters = "bfnrt", controls = "\b\f\n\r\t";
    const qsizetype control = letters.indexOf(c);
    value += control >= 0 ? controls[control] : c;
    return 1;
}

} // namespace

qsizetype pgDollarTag(QByteArrayView text)
{
    qsizetype at = 1;
    if (at < text.size() && isWordStart(text[at])) {
        while (at < text.size() && isPgWordByte(text[at]) && text[at] != '$')
            ++at;
    }
    return at < text.size() && text[at] == '$' ? at + 1 : 0;
}

qsizetype PgTokens::skipBlanks(qsizetype at) const
{
    const qsizetype size = m_sql.size();
    while (at < size) {
        if (isPgBlank(m_sql[at])) {
            ++at;
        } else if (m_sql.sliced(at).startsWith("--")) {
            while (at < size && m_sql[at] != '\n' && m_sql[at] != '\r')
                ++at;
        } else if (m_sql.sliced(at).startsWith("/*")) {
            int depth = 0;
            do {
                const QByteArrayView rest = m_sql.sliced(at);
                const int change = rest.startsWith("/*") ? 1 : rest.startsWith("*/") ? -1 : 0;
                depth += change;
                at += change == 0 ? 1 : 2;
            } while (depth > 0 && at < size);
        } else if (m_sql.sliced(at).startsWith("\xef\xbb\xbf")) {
            at += 3;
        } else {
            break;
        }
    }
    return at;
}

qsizetype PgTokens::endOfString(qsizetype quote, bool escapes) const
{
    const char close = m_sql[quote];
    for (qsizetype at = quote + 1; at < m_sql.size();) {
        if (m_sql[at] == close) {
            if (at + 1 >= m_sql.size() || m_sql[at + 1] != close)
                return at + 1;
            at += 2;
        } else if (escapes && m_sql[at] == '\\') {
            at += 2;
        } else {
            at += escapes ? qsizetype(pgCharacterBytes(m_mode.encoding, m_sql.sliced(at))) : 1;
        }
    }
    return m_sql.size();
}

qsizetype PgTokens::endOfDollar(qsizetype at) const
{
    const qsizetype tag = pgDollarTag(m_sql.sliced(at));
    const qsizetype end = m_sql.indexOf(m_sql.sliced(at, tag), at + tag);
    return end < 0 ? m_sql.size() : end + tag;
}

PgToken PgTokens::read()
{
    const qsizetype size = m_sql.size();
    const qsizetype from = m_at = skipBlanks(m_at);
    const auto token = [&](PgToken::Type type, qsizetype end) {
        m_at = qMin(end, size);
        return PgToken{type, m_sql.sliced(from, m_at - from), from};
    };
    if (from >= size)
        return {PgToken::End, {}, size};
    const char c = m_sql[from];
    if (c == '\'')
        return token(PgToken::String, endOfString(from, !m_mode.standardStrings));
    if (c == '"')
        return token(PgToken::Name, endOfString(from, false));
    if (c == '$' && pgDollarTag(m_sql.sliced(from)) > 0)
        return token(PgToken::String, endOfDollar(from));
    if (from + 1 < size && m_sql[from + 1] == '\'') {
        switch (c | 0x20) {
        case 'e': return token(PgToken::String, endOfString(from + 1, true));
        case 'n': return token(PgToken::String, endOfString(from + 1, !m_mode.standardStrings));
        case 'b':
        case 'x': return token(PgToken::Bits, endOfString(from + 1, false));
        default: break;
        }
    }
    if ((c | 0x20) == 'u' && from + 2 < size && m_sql[from + 1] == '&' && (m_sql[from + 2] == '\'' || m_sql[from + 2] == '"'))
        return token(m_sql[from + 2] == '"' ? PgToken::Name : PgToken::String, endOfString(from + 2, false));
    qsizetype end = from;
    if (isWordStart(c)) {
        while (end < size && isPgWordByte(m_sql[end]))
            end += qsizetype(pgCharacterBytes(m_mode.encoding, m_sql.sliced(end)));
        return token(PgToken::Word, end);
    }
    if (isDigit(c) || (c == '.' && from + 1 < size && isDigit(m_sql[from + 1]))) {
        while (end < size && ((isPgWordByte(m_sql[end]) && m_sql[end] != '$') || m_sql[end] == '.'
                              || ((m_sql[end] == '+' || m_sql[end] == '-') && (m_sql[end - 1] | 0x20) == 'e')))
            ++end;
        return token(PgToken::Number, end);
    }
    return token(PgToken::Symbol, from + 1);
}

PgToken PgTokens::take()
{
    const PgToken taken = m_next;
    m_taken = taken.offset + taken.text.size();
    m_next = read();
    return taken;
}

bool PgTokens::takeWord(const char* upper)
{
    if (!m_next.isWord(upper))
        return false;
    take();
    return true;
}

bool PgTokens::takeSymbol(char c)
{
    if (!m_next.isSymbol(c))
        return false;
    take();
    return true;
}

bool PgTokens::takeWords(std::initializer_list<const char*> words)
{
    const PgTokens before = *this;
    for (const char* word : words) {
        if (!takeWord(word)) {
            *this = before;
            return false;
        }
    }
    return true;
}

void PgTokens::skipParentheses()
{
    qint64 depth = 0;
    do {
        const PgToken token = take();
        depth += token.isSymbol('(') ? 1 : token.isSymbol(')') ? -1 : 0;
    } while (depth > 0 && !m_next.isEnd());
}

QByteArray pgIdentifier(const PgToken& token)
{
    QByteArray name;
    if (token.type == PgToken::Name) {
        const qsizetype quote = token.text.indexOf('"');
        name = token.text.sliced(quote + 1).toByteArray();
        if (name.endsWith('"'))
            name.chop(1);
        name.replace("\"\"", "\"");
        if (quote == 0)
            return name;
        QByteArray plain; // U&"…": \XXXX and \+XXXXXX; another escape character than the backslash is not followed
        for (qsizetype at = 0; at < name.size();) {
            const qsizetype prefix = name[at] == '\\' ? (name.mid(at + 1, 1) == "+" ? 2 : 1) : 0;
            bool ok = false;
            const qsizetype digits = prefix == 2 ? 6 : 4;
            const uint code = prefix > 0 ? name.mid(at + prefix, digits).toUInt(&ok, 16) : 0;
            if (ok)
                appendCharacter(plain, code);
            else
                plain += name[at];
            at += ok ? prefix + digits : 1;
        }
        return plain;
    }
    name = token.text.toByteArray();
    for (char& c : name)
        c = c >= 'A' && c <= 'Z' ? char(c + 32) : c;
    return name;
}

QByteArray pgStringValue(const PgToken& token, PgLexMode mode)
{
    if (token.text.startsWith('$')) {
        const qsizetype tag = pgDollarTag(token.text);
        return token.text.size() >= 2 * tag ? token.text.sliced(tag, token.text.size() - 2 * tag).toByteArray() : QByteArray();
    }
    const qsizetype quote = token.text.indexOf('\'');
    QByteArrayView body = token.text.sliced(quote + 1);
    if (body.endsWith('\''))
        body.chop(1);
    const char prefix = quote > 0 ? char(token.text[0] | 0x20) : '\0';
    const bool escapes = prefix == 'e' || (!mode.standardStrings && prefix != 'u');
    QByteArray value;
    value.reserve(body.size());
    for (qsizetype at = 0; at < body.size();) {
        if (body[at] == '\'') {
            value += '\'';
            at += 2;
        } else if (escapes && body[at] == '\\' && at + 1 < body.size()) {
            at += 1 + appendEscape(body.sliced(at + 1), value);
        } else {
            const qsizetype bytes = qMin(qsizetype(pgCharacterBytes(mode.encoding, body.sliced(at))), body.size() - at);
            value += body.sliced(at, bytes);
            at += bytes;
        }
    }
    return value;
}

} // namespace bakferry
