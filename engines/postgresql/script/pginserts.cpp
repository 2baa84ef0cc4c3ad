#include "engines/postgresql/script/pginserts.h"

#include "engines/postgresql/script/pgstatement.h"
#include "engines/script/pgsplitter.h"

#include <QtGlobal>

#include <array>

namespace bakferry {

namespace {

constexpr qsizetype batchBytes = 1024 * 1024;
constexpr qsizetype longInsertBytes = 4 * batchBytes; // from this size on an INSERT is taken row by row
constexpr qsizetype longestBytes = 1'000'000'000;     // PostgreSQL takes no longer statement or value

bool isDigit(char c) { return c >= '0' && c <= '9'; }

// What COPY's text format writes with a backslash, and the quote that ends a literal.
constexpr std::array<bool, 256> makeSpecial()
{
    std::array<bool, 256> special{};
    for (unsigned char c : {'\'', '\\', '\t', '\n', '\r', '\b', '\f', '\v', '\0'})
        special[c] = true;
    return special;
}
constexpr auto isSpecial = makeSpecial();

void appendEscaped(QByteArray& out, char c)
{
    out += '\\';
    out += c == '\n' ? 'n' : c == '\r' ? 'r' : c == '\t' ? 't' : c == '\b' ? 'b' : c == '\f' ? 'f' : c == '\v' ? 'v' : c;
}

Error tooLong()
{
    return Error{ErrorKind::BackupUnusable, "script.statement_too_long",
                 {QT_TRANSLATE_NOOP("Message", "A statement among the rows of the script is longer than PostgreSQL takes."), {}},
                 {QT_TRANSLATE_NOOP("Message", "Make the backup again with shorter INSERT statements."), {}}, {}};
}

} // namespace

// Throws away what is done with and reads on.
Result<void> PgInsertReader::fill()
{
    m_buffer.remove(0, m_at);
    m_at = 0;
    const qsizetype before = m_buffer.size();
    if (before > longestBytes)
        return tooLong();
    m_buffer.resize(before + qMax(batchBytes, before / 2)); // half as much again keeps long rows from being looked at too often
    qsizetype filled = before;
    while (filled < m_buffer.size() && !m_atEnd) {
        const Result<qint64> got = m_stream->read(m_buffer.data() + filled, m_buffer.size() - filled);
        if (!got)
            return got.error();
        m_atEnd = *got == 0;
        filled += *got;
    }
    m_buffer.truncate(filled);
    return {};
}

// @returns false when the text may go on with blanks or a comment.
bool PgInsertReader::skipBlanks()
{
    while (!isOut()) {
        if (isPgBlank(current())) {
            ++m_at;
        } else if (current() == '-' || current() == '/') {
            PgTokens tokens(rest().first(qMin(rest().size(), batchBytes)), m_mode);
            if (tokens.peek().isEnd() && !m_atEnd)
                return false;
            const qsizetype skipped = tokens.peek().offset;
            m_at += skipped;
            if (skipped == 0)
                return true;
        } else {
            return true;
        }
    }
    return true;
}

void PgInsertReader::useHead(PgInsertBatch& batch)
{
    batch.isRows = true;
    batch.copyStatement = m_head.copyStatement;
    batch.namesColumns = m_head.namesColumns;
    batch.columns = m_head.columns;
}

Result<bool> PgInsertReader::next(PgInsertBatch& batch)
{
    batch = {};
    batch.bytes.reserve(batchBytes + batchBytes / 4);
    while (batch.bytes.size() < batchBytes) {
        const bool isReady = m_inRows || (skipBlanks() && !isOut());
        if (!isReady && m_atEnd)
            break;
        const qsizetype before = m_at;
        const Parse parsed = !isReady ? Parse::Incomplete : m_inRows ? parseLongInsert(batch) : parseInsert(batch);
        if (parsed == Parse::OtherTarget)
            break;
        if (parsed == Parse::Fits)
            continue;
        if (parsed == Parse::Unfit) {
            if (batch.isRows && !batch.bytes.isEmpty())
                break;
            const Result<bool> taken = m_inRows ? takeOneRowAsStatement(batch) : takeStatement(batch);
            if (!taken)
                return taken.error();
            if (*taken)
                continue;
        }
        if (!m_inRows && m_at == before && m_buffer.size() - m_at > longInsertBytes && parsed == Parse::Incomplete && parseHead() == Parse::Fits) {
            m_inRows = true;
            continue;
        }
        m_at = m_inRows ? m_at : before;
        if (const Result<void> filled = fill(); !filled)
            return filled.error();
    }
    return !batch.bytes.isEmpty() || batch.statements > 0;
}

// At a statement. Fits: it is the head of an INSERT … VALUES, which is taken.
PgInsertReader::Parse PgInsertReader::parseHead()
{
    if (!m_head.text.isEmpty() && rest().startsWith(m_head.text)) {
        m_at += m_head.text.size();
        return Parse::Fits;
    }
    PgTokens tokens(rest(), m_mode);
    if (!tokens.takeWords({"INSERT", "INTO"}))
        return rest().size() < 4096 ? out() : Parse::Unfit;
    Head head;
    const qsizetype from = tokens.peek().offset;
    takePgName(tokens);
    head.namesColumns = tokens.peek().isSymbol('(');
    if (head.namesColumns)
        tokens.skipParentheses();
    const qsizetype to = tokens.position();
    tokens.takeWords({"OVERRIDING", "SYSTEM", "VALUE"}); // COPY always takes the values it is given
    const bool isValues = tokens.takeWord("VALUES");
    if (!isValues || tokens.peek().isEnd())
        return isValues || rest().size() < longInsertBytes ? (tokens.peek().isEnd() ? out() : Parse::Unfit) : Parse::Unfit;
    head.text = rest().first(tokens.position()).toByteArray();
    head.copyStatement = "COPY " + rest().sliced(from, to - from).toByteArray() + " FROM stdin";
    m_at += tokens.position();
    m_head = head;
    return Parse::Fits;
}

// A whole INSERT, or nothing of it.
PgInsertReader::Parse PgInsertReader::parseInsert(PgInsertBatch& batch)
{
    const qsizetype start = m_at, size = batch.bytes.size();
    const qint64 rows = batch.rows;
    const QByteArray before = batch.copyStatement;
    Parse parsed = parseHead();
    if (parsed == Parse::Fits && !batch.bytes.isEmpty() && (!batch.isRows || before != m_head.copyStatement))
        parsed = Parse::OtherTarget;
    while (parsed == Parse::Fits) {
        parsed = parseRow(batch);
        if (parsed != Parse::Fits)
            break;
        if (!skipBlanks() || isOut()) {
            parsed = Parse::Incomplete;
        } else if (current() == ';') {
            ++m_at;
            ++batch.statements;
            useHead(batch);
            return Parse::Fits;
        } else if (current() != ',') {
            parsed = Parse::Unfit; // ON CONFLICT, RETURNING
        } else {
            ++m_at;
        }
    }
    m_at = start;
    batch.bytes.truncate(size);
    batch.rows = rows;
    return parsed;
}

// One row of an INSERT whose head was taken; behind the last one the INSERT is over.
PgInsertReader::Parse PgInsertReader::parseLongInsert(PgInsertBatch& batch)
{
    if (!batch.bytes.isEmpty() && (!batch.isRows || batch.copyStatement != m_head.copyStatement))
        return Parse::OtherTarget;
    const qsizetype start = m_at, size = batch.bytes.size();
    const qint64 rows = batch.rows;
    Parse parsed = parseRow(batch);
    if (parsed == Parse::Fits && (!skipBlanks() || isOut()))
        parsed = out();
    if (parsed == Parse::Fits && current() != ',' && current() != ';')
        parsed = Parse::Unfit;
    if (parsed != Parse::Fits) {
        batch.rows = rows;
        m_at = start;
        batch.bytes.truncate(size);
        return parsed;
    }
    m_inRows = current() == ',';
    batch.statements += m_inRows ? 0 : 1;
    ++m_at;
    useHead(batch);
    return Parse::Fits;
}

PgInsertReader::Parse PgInsertReader::parseRow(PgInsertBatch& batch)
{
    if (!skipBlanks() || isOut())
        return out();
    if (current() != '(')
        return Parse::Unfit;
    ++m_at;
    for (int columns = 1;; ++columns) {
        const Parse value = parseValue(batch.bytes);
        if (value != Parse::Fits)
            return value;
        if (!skipBlanks() || isOut())
            return out();
        const char c = current();
        ++m_at;
        if (c == ',') {
            batch.bytes += '\t';
        } else if (c == ')') {
            if (m_head.columns != 0 && m_head.columns != columns)
                return Parse::Unfit;
            m_head.columns = columns;
            batch.bytes += '\n';
            ++batch.rows;
            return Parse::Fits;
        } else {
            return Parse::Unfit;
        }
    }
}

PgInsertReader::Parse PgInsertReader::parseValue(QByteArray& row)
{
    if (!skipBlanks() || isOut())
        return out();
    const char c = current();
    if (c == '\'') {
        const Parse parsed = m_mode.standardStrings && m_mode.encoding == PgEncoding::Plain ? parseString(row) : parseEscapes(row, false);
        return parsed == Parse::Fits ? skipCast() : parsed;
    }
    if (isDigit(c) || c == '-' || c == '+' || c == '.')
        return parseNumber(row);
    if (m_buffer.size() - m_at < 8 && !m_atEnd)
        return Parse::Incomplete;
    const bool isPrefix = m_buffer.size() - m_at > 1 && m_buffer[m_at + 1] == '\'';
    if (isPrefix && (c | 0x20) == 'e') {
        const Parse parsed = parseEscapes(row, true);
        return parsed == Parse::Fits ? skipCast() : parsed;
    }
    return isPrefix ? parseBits(row) : parseWord(row);
}

// '…' without escapes: by far the most frequent value.
PgInsertReader::Parse PgInsertReader::parseString(QByteArray& row)
{
    const char* const data = m_buffer.constData();
    const qsizetype end = m_buffer.size();
    for (qsizetype from = m_at + 1;;) {
        qsizetype at = from;
        while (at < end && !isSpecial[static_cast<unsigned char>(data[at])])
            ++at;
        row.append(data + from, at - from);
        if (at == end)
            return out();
        const char c = data[at];
        if (c == '\0')
            return Parse::Unfit; // the server says it best
        if (c != '\'') {
            appendEscaped(row, c);
        } else if (at + 1 == end && !m_atEnd) {
            return Parse::Incomplete;
        } else if (at + 1 == end || data[at + 1] != '\'') {
            m_at = at + 1;
            return Parse::Fits;
        } else {
            row += '\'';
            ++at;
        }
        from = at + 1;
    }
}

// E'…', or any string where backslashes or the client's encoding need care.
PgInsertReader::Parse PgInsertReader::parseEscapes(QByteArray& row, bool hasPrefix)
{
    const bool escapes = hasPrefix || !m_mode.standardStrings;
    qsizetype end = m_at + (hasPrefix ? 2 : 1);
    for (;; ++end) {
        if (end + 1 >= m_buffer.size())
            return out();
        const char c = m_buffer[end];
        if (c == '\'' && m_buffer[end + 1] != '\'')
            break;
        if (escapes && c == '\\' && (m_buffer[end + 1] | 0x20) == 'u')
            return Parse::Unfit; // a character whose bytes depend on the server's encoding
        if (c == '\'' || (escapes && c == '\\'))
            ++end;
        else if (m_mode.encoding != PgEncoding::Plain)
            end += qsizetype(pgCharacterBytes(m_mode.encoding, QByteArrayView(m_buffer).sliced(end))) - 1;
    }
    PgToken token{PgToken::String, QByteArrayView(m_buffer).sliced(m_at, end + 1 - m_at), 0};
    const QByteArray value = pgStringValue(token, m_mode);
    m_at = end + 1;
    for (qsizetype at = 0; at < value.size();) {
        const char c = value[at];
        const qsizetype bytes = qMin<qsizetype>(qsizetype(pgCharacterBytes(m_mode.encoding, QByteArrayView(value).sliced(at))), value.size() - at);
        if (c == '\0')
            return Parse::Unfit;
        if (bytes == 1 && c != '\'' && isSpecial[static_cast<unsigned char>(c)])
            appendEscaped(row, c);
        else
            row.append(value.constData() + at, bytes);
        at += bytes;
    }
    // The literal may go on in the next line.
    return skipBlanks() && !isOut() ? (current() == '\'' ? Parse::Unfit : Parse::Fits) : out();
}

// '…'::type keeps its text when the column is of that type, which is certain only of what pg_dump wrote.
PgInsertReader::Parse PgInsertReader::skipCast()
{
    if (!skipBlanks() || isOut() || (m_buffer.size() - m_at < 2 && !m_atEnd))
        return out();
    if (current() != ':')
        return current() == '\'' ? Parse::Unfit : Parse::Fits; // a literal that goes on in the next line
    if (!m_fromPgDump || !rest().startsWith("::"))
        return Parse::Unfit;
    qsizetype end = m_at + 2;
    while (end < m_buffer.size() && m_buffer[end] != ',' && m_buffer[end] != ')') {
        const char c = m_buffer[end];
        if (!isPgWordByte(c) && c != ' ' && c != '.' && c != '"' && c != '[' && c != ']')
            return Parse::Unfit;
        ++end;
    }
    if (end == m_buffer.size())
        return out();
    m_at = end;
    return Parse::Fits;
}

PgInsertReader::Parse PgInsertReader::parseNumber(QByteArray& row)
{
    qsizetype end = m_at;
    bool isWhole = true;
    for (; end < m_buffer.size(); ++end) {
        const char c = m_buffer[end];
        const bool sign = (c == '-' || c == '+') && (end == m_at || (m_buffer[end - 1] | 0x20) == 'e');
        if (!isDigit(c) && !sign && c != '.' && (c | 0x20) != 'e')
            break;
        isWhole = isWhole && (isDigit(c) || (c == '-' && end == m_at));
    }
    if (end == m_buffer.size())
        return out();
    const char last = m_buffer[end - 1], behind = m_buffer[end];
    const qsizetype digits = m_at + (current() == '-' ? 1 : 0);
    const bool hasLeadingZero = end - digits > 1 && m_buffer[digits] == '0'; // would come out otherwise in a text column
    if ((!isDigit(last) && last != '.') || isPgWordByte(behind) || !(isPgBlank(behind) || behind == ',' || behind == ')' || behind == '/')
        || (!m_fromPgDump && (!isWhole || hasLeadingZero)))
        return Parse::Unfit;
    row.append(m_buffer.constData() + m_at, end - m_at);
    m_at = end;
    return Parse::Fits;
}

PgInsertReader::Parse PgInsertReader::parseWord(QByteArray& row)
{
    qsizetype end = m_at;
    while (end < m_buffer.size() && end - m_at < 8 && isPgWordByte(m_buffer[end]))
        ++end;
    const QByteArrayView word = QByteArrayView(m_buffer).sliced(m_at, end - m_at);
    const auto is = [&](const char* upper) { return word.compare(upper, Qt::CaseInsensitive) == 0; };
    if (is("NULL"))
        row += "\\N";
    else if (is("TRUE"))
        row += "true";
    else if (is("FALSE"))
        row += "false";
    else
        return Parse::Unfit;
    m_at = end;
    return Parse::Fits;
}

// B'0101' and X'1f' as the bit types read them.
PgInsertReader::Parse PgInsertReader::parseBits(QByteArray& row)
{
    const char prefix = char(current() | 0x20);
    const qsizetype end = m_buffer.indexOf('\'', m_at + 2);
    if (end < 0 || (end + 1 == m_buffer.size() && !m_atEnd))
        return out();
    if (prefix != 'b' && prefix != 'x')
        return Parse::Unfit;
    row.append(prefix == 'x' ? "X" : "");
    row.append(m_buffer.constData() + m_at + 2, end - m_at - 2);
    m_at = end + 1;
    return skipCast();
}

// @returns false when the row's end is not in the buffer yet.
Result<bool> PgInsertReader::takeOneRowAsStatement(PgInsertBatch& batch)
{
    PgTokens tokens(rest(), m_mode);
    if (tokens.peek().isEnd() || !tokens.peek().isSymbol('('))
        return m_atEnd || !tokens.peek().isEnd() ? Result<bool>(tooLong()) : Result<bool>(false);
    tokens.skipParentheses();
    const PgToken behind = tokens.peek();
    if (behind.isEnd() && !m_atEnd)
        return false;
    if (!behind.isSymbol(',') && !behind.isSymbol(';'))
        return tooLong(); // a clause behind rows of which some were handed over already
    batch.bytes += m_head.text;
    batch.bytes += rest().first(tokens.position());
    batch.bytes += ";\n";
    m_inRows = behind.isSymbol(',');
    batch.statements += m_inRows ? 0 : 1;
    m_at += behind.offset + 1;
    return true;
}

// @returns false when the statement's end is not in the buffer yet.
Result<bool> PgInsertReader::takeStatement(PgInsertBatch& batch)
{
    PgSplitter splitter;
    splitter.setMode(m_mode);
    std::size_t at = 0;
    qsizetype begin = 0;
    for (;;) {
        const PgSplitter::Event event = splitter.next(rest(), at, m_atEnd);
        if (event == PgSplitter::Event::More)
            return m_atEnd ? (m_at = m_buffer.size(), Result<bool>(true)) : Result<bool>(false);
        if (event == PgSplitter::Event::StatementBegins)
            begin = qsizetype(splitter.begin());
        if (event == PgSplitter::Event::StatementEnds)
            break;
    }
    const QByteArrayView sql = rest().sliced(begin, qsizetype(at) - begin);
    const PgStatement statement = readPgStatement(sql.first(qMin(sql.size(), qsizetype(4096))), m_mode);
    if (statement.does != PgStatement::Does::Skipped && statement.does != PgStatement::Does::Sets) {
        batch.bytes += sql;
        batch.bytes += '\n';
        ++batch.statements;
    }
    m_at += qsizetype(at);
    return true;
}

} // namespace bakferry
