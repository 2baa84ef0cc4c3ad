#include "engines/script/mytokens.h"

#include "engines/script/literalvalue.h"

#include <algorithm>

namespace bakferry {

namespace {

bool isDigit(char c) { return c >= '0' && c <= '9'; }
// iscntrl() and isspace() of the servers' sets: what makes "--" a comment.
bool endsDashes(char c) { return static_cast<unsigned char>(c) <= ' ' || c == 0x7f; }

} // namespace

MyCommentHead myCommentHead(QByteArrayView text)
{
    const auto at = [&](qsizetype index) { return index < text.size() ? text[index] : '\0'; };
    MyCommentHead head;
    qsizetype end = 2;
    head.mariaDb = at(end) == 'M';
    end += head.mariaDb ? 1 : 0;
    if (at(end) != '!')
        return {};
    ++end;
    qsizetype digits = end + (at(end) == '!' ? 1 : 0);
    head.inverted = digits > end;
    const qsizetype from = digits;
    while (digits - from < 6 && isDigit(at(digits)))
        ++digits;
    if (digits - from >= 5) {
        head.version = text.sliced(from, digits - from).toByteArray().toInt();
        head.length = digits;
    } else {
        head.length = from;
    }
    return head;
}

bool MyReader::executes(const MyCommentHead& head) const
{
    if (maker == Any)
        return true;
    if (maker == MySql)
        return !head.mariaDb && head.version <= version;
    if (head.inverted)
        return head.version == 0 || head.version > version;
    return head.version <= version && (head.mariaDb || head.version < 50700 || head.version > 99999);
}

QList<MyReader> myReaders(QByteArrayView sql)
{
    constexpr qsizetype mostVersions = 16; // who writes more means no good, and is told by the first reader
    QList<int> versions;
    bool depends = false;
    for (qsizetype at = sql.indexOf("/*"); at >= 0 && versions.size() < mostVersions; at = sql.indexOf("/*", at + 2)) {
        const MyCommentHead head = myCommentHead(sql.sliced(at));
        if (head.length == 0 || (!head.mariaDb && !head.inverted && head.version < 50700))
            continue; // run by every server that is still about
        depends = true;
        if (head.version > 0 && !versions.contains(head.version))
            versions += head.version;
    }
    QList<MyReader> readers{{}};
    if (!depends)
        return readers;
    // One server of each maker that is older than all of these versions, and one at each of them.
    versions += 50699;
    std::sort(versions.begin(), versions.end());
    for (const int version : versions) {
        readers += MyReader{MyReader::MariaDb, version};
        readers += MyReader{MyReader::MySql, version};
    }
    return readers;
}

// `from` is behind the comment's head. In one that is not run, another comment may stand.
qsizetype MyTokens::endOfComment(qsizetype from, bool nested)
{
    const qsizetype size = m_sql.size();
    for (qsizetype i = from; i + 1 < size; ++i) {
        if (m_sql[i] == '*' && m_sql[i + 1] == '/')
            return i + 2;
        if (nested && m_sql[i] == '/' && m_sql[i + 1] == '*')
            i = endOfComment(i + 2, false) - 1;
    }
    m_openComment = true;
    return size;
}

qsizetype MyTokens::skipBlockComment(qsizetype from)
{
    MyCommentHead head = myCommentHead(m_sql.sliced(from));
    if (head.mariaDb && m_reader.maker == MyReader::MySql)
        head = {};
    if (head.length == 0)
        return endOfComment(from + 2, false);
    // MySQL takes a sixth digit only in front of a blank.
    if (m_reader.maker == MyReader::MySql && head.version > 99999 && !isMyBlank(at(from + head.length))) {
        head.version /= 10;
        --head.length;
    }
    if (!m_reader.executes(head))
        return endOfComment(from + head.length, true);
    m_versioned = true;
    return from + head.length;
}

qsizetype MyTokens::skipBlanks(qsizetype from)
{
    const qsizetype size = m_sql.size();
    qsizetype i = from;
    while (i < size) {
        const char c = m_sql[i];
        if (isMyBlank(c)) {
            ++i;
        } else if (c == '#' || (c == '-' && at(i + 1) == '-' && endsDashes(at(i + 2)))) {
            while (i < size && m_sql[i] != '\n' && m_sql[i] != '\0')
                ++i;
        } else if (c == '/' && at(i + 1) == '*') {
            i = skipBlockComment(i);
        } else if (c == '*' && m_versioned && at(i + 1) == '/') {
            m_versioned = false;
            i += 2;
        } else {
            break;
        }
    }
    return qMin(i, size);
}

qsizetype MyTokens::endOfQuoted(qsizetype quote, bool& open) const
{
    const char close = m_sql[quote];
    const bool escapes = m_mode.backslashEscapes && !isNameQuote(close);
    for (qsizetype i = quote + 1; i < m_sql.size();) {
        if (m_sql[i] == close) {
            if (at(i + 1) != close || i + 1 >= m_sql.size())
                return i + 1;
            i += 2;
        } else if (escapes && m_sql[i] == '\\') {
            i += 2;
        } else {
            i += qsizetype(myCharacterBytes(m_mode.encoding, m_sql.sliced(i)));
        }
    }
    open = true;
    return m_sql.size();
}

qsizetype MyTokens::endOfWord(qsizetype from) const
{
    qsizetype i = from;
    while (i < m_sql.size() && isMyWordByte(m_sql[i]))
        i += qsizetype(myCharacterBytes(m_mode.encoding, m_sql.sliced(i)));
    return i;
}

qsizetype MyTokens::endOfVariable(qsizetype from, bool& open) const
{
    qsizetype i = from + 1;
    const bool system = at(i) == '@';
    i += system ? 1 : 0;
    if (isQuote(at(i)) && (!system || isNameQuote(at(i))))
        return endOfQuoted(i, open);
    if (system)
        return endOfWord(i);
    while (i < m_sql.size() && (isMyWordByte(m_sql[i]) || m_sql[i] == '.'))
        i += qsizetype(myCharacterBytes(m_mode.encoding, m_sql.sliced(i)));
    return i;
}

// Digits that run into letters are a name, but for 0x…, 0b… and exponents.
qsizetype MyTokens::endOfNumber(qsizetype from, MyToken::Type& type) const
{
    const auto skip = [&](qsizetype i, auto&& isPart) {
        while (i < m_sql.size() && isPart(m_sql[i]))
            ++i;
        return i;
    };
    if (at(from) == '0' && (at(from + 1) == 'x' || at(from + 1) == 'b')) {
        const bool hex = at(from + 1) == 'x';
        const qsizetype end = skip(from + 2, [&](char c) { return hex ? hexDigitValue(c) >= 0 : c == '0' || c == '1'; });
        if (end > from + 2 && !isMyWordByte(at(end))) {
            type = hex ? MyToken::Hex : MyToken::Bits;
            return end;
        }
    }
    qsizetype end = skip(from, isDigit);
    const bool point = at(end) == '.' && at(end + 1) != '.';
    end = point ? skip(end + 1, isDigit) : end;
    if ((at(end) | 0x20) == 'e') {
        const qsizetype digits = end + (at(end + 1) == '+' || at(end + 1) == '-' ? 2 : 1);
        if (isDigit(at(digits)))
            return skip(digits, isDigit);
    }
    if (point || !isMyWordByte(at(end)))
        return end;
    type = MyToken::Word;
    return endOfWord(end);
}

MyToken MyTokens::read()
{
    const qsizetype size = m_sql.size();
    const qsizetype from = m_afterDot ? m_at : skipBlanks(m_at);
    const bool isPartOfName = m_afterDot;
    m_afterDot = false;
    MyToken token{MyToken::End, m_versioned, false, {}, from};
    if (from >= size)
        return token;
    const char c = m_sql[from];
    qsizetype end = from + 1;
    token.type = MyToken::Symbol;
    const bool prefixed = !isPartOfName && at(from + 1) == '\'';
    if (isQuote(c)) {
        token.type = isNameQuote(c) ? MyToken::Name : MyToken::String;
        end = endOfQuoted(from, token.open);
    } else if (prefixed && (c == 'n' || c == 'N' || c == 'x' || c == 'X' || c == 'b' || c == 'B')) {
        token.type = (c | 0x20) == 'n' ? MyToken::String : (c | 0x20) == 'x' ? MyToken::Hex : MyToken::Bits;
        end = endOfQuoted(from + 1, token.open);
    } else if (c == '@') {
        token.type = MyToken::Variable;
        end = endOfVariable(from, token.open);
    } else if (!isPartOfName && (isDigit(c) || (c == '.' && isDigit(at(from + 1))))) {
        token.type = MyToken::Number;
        end = endOfNumber(from, token.type);
    } else if (isMyWordByte(c)) {
        token.type = MyToken::Word;
        end = endOfWord(from);
    }
    m_at = qMin(end, size);
    token.text = m_sql.sliced(from, m_at - from);
    // A name with a dot right behind it goes on there, be it a keyword or digits.
    if ((token.isName() || token.type == MyToken::Variable) && at(m_at) == '.' && isMyWordByte(at(m_at + 1)))
        m_afterDot = true;
    else if (isPartOfName && token.isSymbol('.'))
        m_afterDot = isMyWordByte(at(m_at));
    return token;
}

MyToken MyTokens::take()
{
    const MyToken taken = m_next;
    m_taken = taken.end();
    m_next = read();
    return taken;
}

bool MyTokens::takeWord(const char* upper)
{
    if (!m_next.isWord(upper))
        return false;
    take();
    return true;
}

bool MyTokens::takeSymbol(char c)
{
    if (!m_next.isSymbol(c))
        return false;
    take();
    return true;
}

bool MyTokens::takeWords(std::initializer_list<const char*> words)
{
    const MyTokens before = *this;
    for (const char* word : words) {
        if (!takeWord(word)) {
            *this = before;
            return false;
        }
    }
    return true;
}

void MyTokens::skipParentheses()
{
    qint64 depth = 0;
    do {
        const MyToken token = take();
        depth += token.isSymbol('(') ? 1 : token.isSymbol(')') ? -1 : 0;
    } while (depth > 0 && !m_next.isEnd());
}

bool takeMyName(MyTokens& tokens, MyQualifiedName& name)
{
    if (!tokens.peek().isName() && !tokens.peek().isSymbol('.'))
        return false;
    name = {};
    name.begin = tokens.peek().offset;
    MyToken part = tokens.peek();
    if (part.isName())
        tokens.take();
    if (tokens.peek().isSymbol('.')) {
        tokens.take();
        if (!tokens.peek().isName())
            return false;
        name.database = part.isName() ? myIdentifier(part, tokens.mode()) : QByteArray();
        part = tokens.take();
    }
    name.name = myIdentifier(part, tokens.mode());
    name.nameBegin = part.offset;
    name.end = part.end();
    return true;
}

namespace {

char escaped(char c)
{
    switch (c) {
    case 'n': return '\n';
    case 't': return '\t';
    case 'r': return '\r';
    case 'b': return '\b';
    case '0': return '\0';
    case 'Z': return '\x1a';
    default: return c;
    }
}

// From the opening quote on.
QByteArray unquoted(QByteArrayView text, MyLexMode mode)
{
    const char quote = text[0];
    const bool escapes = mode.backslashEscapes && quote != '`' && (quote == '\'' || !mode.ansiQuotes);
    QByteArray value;
    value.reserve(text.size());
    for (qsizetype at = 1; at < text.size();) {
        if (text[at] == quote) {
            if (at + 1 >= text.size())
                break;
            value += quote;
            at += 2;
        } else if (escapes && text[at] == '\\' && at + 1 < text.size()) {
            const char c = text[at + 1];
            if (c == '%' || c == '_')
                value += '\\';
            value += escaped(c);
            at += 2;
        } else {
            const qsizetype bytes = qsizetype(myCharacterBytes(mode.encoding, text.sliced(at)));
            value += text.sliced(at, bytes);
            at += bytes;
        }
    }
    return value;
}

QByteArray bitsValue(QByteArrayView digits, int bitsEach)
{
    const qsizetype perByte = 8 / bitsEach;
    if (std::any_of(digits.begin(), digits.end(), [&](char c) { return hexDigitValue(c) < 0 || hexDigitValue(c) >> bitsEach != 0; }))
        return {};
    QByteArray value((digits.size() + perByte - 1) / perByte, '\0');
    for (qsizetype i = 0; i < digits.size(); ++i) {
        const qsizetype place = digits.size() - 1 - i; // from the right
        char& byte = value[value.size() - 1 - place / perByte];
        byte = char(byte | hexDigitValue(digits[i]) << (place % perByte * bitsEach));
    }
    return value;
}

} // namespace

QByteArray myIdentifier(const MyToken& token, MyLexMode mode)
{
    QByteArrayView text = token.text;
    if (token.type == MyToken::Variable) {
        while (text.startsWith('@'))
            text = text.sliced(1);
    }
    if (!text.isEmpty() && (text[0] == '`' || text[0] == '"' || text[0] == '\''))
        return unquoted(text, mode);
    return token.type == MyToken::String ? myStringValue(token, mode) : text.toByteArray();
}

QByteArray myStringValue(const MyToken& token, MyLexMode mode)
{
    if (token.type == MyToken::Hex || token.type == MyToken::Bits) {
        QByteArrayView digits = token.text.sliced(2);
        if (digits.endsWith('\''))
            digits.chop(1);
        return bitsValue(digits, token.type == MyToken::Hex ? 4 : 1);
    }
    if (token.type != MyToken::String)
        return {};
    return unquoted(token.text.sliced((token.text[0] | 0x20) == 'n' ? 1 : 0), mode);
}

} // namespace bakferry
