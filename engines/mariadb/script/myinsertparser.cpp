#include "engines/mariadb/script/myinsertparser.h"

#include <algorithm>

namespace bakferry {

namespace {

// Stands for the quote in a LOAD DATA statement until the first text of the rows has told it.
constexpr const char* enclosureMark = "enclosure";
constexpr qsizetype longestBytes = 1024 * 1024 * 1024; // no server takes a longer statement

Error tooLong()
{
    return Error{ErrorKind::BackupUnusable, "script.statement_too_long",
                 {QT_TRANSLATE_NOOP("Message", "A statement among the rows of the script is longer than a server takes, and cannot be cut."), {}},
                 {QT_TRANSLATE_NOOP("Message", "Make the backup again with shorter INSERT statements."), {}}, {}};
}

// Statements around the rows that the loader does itself, or that mean nothing to it.
bool isSkipped(QByteArrayView sql, MyLexMode mode)
{
    MyTokens tokens(sql, mode);
    const MyToken first = tokens.take();
    for (const char* word : {"LOCK", "UNLOCK", "SET", "BEGIN", "START", "COMMIT", "ROLLBACK", "USE"}) {
        if (first.isWord(word))
            return true;
    }
    if (!first.isWord("ALTER") || !tokens.takeWord("TABLE"))
        return first.isEnd();
    MyQualifiedName name;
    return takeMyName(tokens, name) && (tokens.takeWord("DISABLE") || tokens.takeWord("ENABLE")) && tokens.takeWord("KEYS");
}

} // namespace

MyInsertParser::MyInsertParser(MyDataStream& stream, MyLexMode mode, MyInsertOptions options)
    : m_stream(stream), m_mode(mode), m_options(std::move(options)), m_table(myFromUtf8(m_options.table, m_options.charset).value_or(QByteArray())),
      m_tuples(mode, m_options.charset.isEmpty() ? QByteArray("utf8mb4") : m_options.charset.toLower())
{
}

// Throws away what is done with and reads on. @returns false when there is no more
Result<bool> MyInsertParser::fill()
{
    if (m_atEnd)
        return false;
    m_tuples.flush(begin() + m_at);
    const qsizetype keep = m_place == Place::Tuples && !m_isCommitted ? m_start : m_at;
    const qsizetype held = m_filled - keep;
    if (held > longestBytes)
        return tooLong();
    const qsizetype wanted = held + qMax(m_options.batchBytes, held / 2); // half as much again keeps long tuples from being looked at too often
    if (m_buffer.size() < wanted) {
        QByteArray larger(wanted, Qt::Uninitialized);
        std::memcpy(larger.data(), begin() + keep, std::size_t(held));
        m_buffer.swap(larger);
    } else {
        std::memmove(m_buffer.data(), begin() + keep, std::size_t(held));
    }
    m_at -= keep;
    m_start -= keep;
    m_filled = held;
    while (m_filled < wanted && !m_atEnd) {
        const Result<qint64> got = m_stream.read(m_buffer.data() + m_filled, wanted - m_filled);
        if (!got)
            return got.error();
        m_atEnd = *got == 0;
        m_filled += *got;
    }
    return true;
}

Result<bool> MyInsertParser::next(MyInsertBatch& batch)
{
    QByteArray room = std::move(batch.bytes); // its memory is used again
    room.resize(0);
    batch = {};
    batch.bytes = std::move(room);
    for (;;) {
        const Result<Step> step = m_place == Place::Tuples ? tuples()
            : m_place == Place::CutTuples                  ? cutTuples(batch)
                                                           : betweenStatements(batch);
        if (!step)
            return step.error();
        if (*step == Step::BatchEnds)
            break;
        if (*step == Step::NeedsMore) {
            if (const Result<bool> filled = fill(); !filled)
                return filled.error();
        }
    }
    if (m_rows > 0)
        giveRows(batch);
    return !batch.bytes.isEmpty() || batch.statements > 0;
}

void MyInsertParser::giveRows(MyInsertBatch& batch)
{
    batch.isRows = true;
    batch.loadStatement = m_load;
    batch.loadStatement.replace(enclosureMark, QByteArray(1, m_tuples.enclosure()).toHex());
    m_tuples.flush(begin() + m_at);
    m_tuples.rows().swapInto(batch.bytes);
    batch.tuples = m_rows;
    batch.statements += m_ended;
    m_rows = m_rowsOfStatement = m_ended = 0;
}

// Delimiters, blanks and comments.
MyInsertParser::Parse MyInsertParser::skipBetween()
{
    for (;;) {
        const char* p = begin() + m_at;
        const Parse parse = m_tuples.skipGap(p, end());
        m_at = p - begin();
        if (parse != Parse::Fits || *p != ';')
            return parse;
        ++m_at;
    }
}

Result<MyInsertParser::Step> MyInsertParser::betweenStatements(MyInsertBatch& batch)
{
    if (m_tuples.rows().size() >= m_options.batchBytes || batch.bytes.size() >= m_options.batchBytes)
        return Step::BatchEnds;
    const Parse gap = skipBetween();
    if (gap == Parse::Incomplete && !m_atEnd)
        return Step::NeedsMore;
    if (m_at == m_filled)
        return Step::BatchEnds;
    const Parse head = readHead();
    if (head == Parse::Incomplete && !m_atEnd)
        return Step::NeedsMore;
    if (head == Parse::Fits && !m_isStatement && !m_head.load.isEmpty()) {
        if (!batch.bytes.isEmpty() || (m_rows > 0 && m_load != m_head.load))
            return Step::BatchEnds;
        beginTuples();
        return Step::GoesOn;
    }
    return m_rows > 0 ? Result<Step>(Step::BatchEnds) : wholeStatement(batch);
}

void MyInsertParser::beginTuples()
{
    m_place = Place::Tuples;
    m_load = m_head.load;
    m_tuples.setKinds(m_head.kinds);
    m_startOfRows = m_tuples.mark();
    m_start = m_at;
    m_at += m_head.text.size();
    m_rowsOfStatement = 0;
    m_isCommitted = false;
}

// Between tuples only blanks and commas are copied into the rows, where they mean nothing: anything else is left out.
Result<MyInsertParser::Step> MyInsertParser::tuples()
{
    const auto skipBlanks = [this](const char* p) {
        while (p < end() && isMyBlank(*p))
            ++p;
        return p;
    };
    const auto skipRest = [this](const char*& p, const char* from) {
        if (p < end() && (*p == ',' || *p == '(' || *p == ';'))
            return Parse::Fits;
        m_tuples.flush(from);
        return m_tuples.skipGap(p, end());
    };
    for (;;) {
        m_isCommitted = m_isCommitted || m_at - m_start > 4 * m_options.batchBytes;
        if (m_isCommitted && m_tuples.rows().size() >= m_options.batchBytes)
            return Step::BatchEnds;
        const char* p = skipBlanks(begin() + m_at);
        Parse parse = skipRest(p, p);
        if (parse == Parse::Fits)
            parse = *p == '(' ? Parse::Fits : Parse::Unfit;
        const MyTupleReader::Mark before = m_tuples.mark();
        if (parse == Parse::Fits)
            parse = m_tuples.read(p, end());
        const bool isTuple = parse == Parse::Fits;
        if (isTuple) {
            const char* const behind = p;
            p = skipBlanks(p);
            parse = skipRest(p, behind);
            if (parse == Parse::Incomplete && m_atEnd && p == end())
                parse = Parse::Fits; // the last statement has no delimiter
        }
        if (parse == Parse::Incomplete && !m_atEnd) {
            m_tuples.rewind(before); // the tuple is read again with more behind it
            return Step::NeedsMore;
        }
        if (parse != Parse::Fits || (p < end() && *p != ',' && *p != ';')) {
            m_tuples.rewind(before);
            return unfit();
        }
        ++m_rows;
        ++m_rowsOfStatement;
        const bool goesOn = p < end() && *p == ',';
        m_at = p - begin() + (p < end() ? 1 : 0);
        if (!goesOn) {
            m_tuples.flush(p);
            ++m_ended;
            m_place = Place::Between;
            return Step::GoesOn;
        }
    }
}

// The tuple at hand, or what stands behind it, is more than literals. The whole statement is taken as it stands; one that was handed over
// in part already goes on as statements.
Result<MyInsertParser::Step> MyInsertParser::unfit()
{
    if (m_isCommitted) {
        m_tuples.flush(begin() + m_at);
        m_place = Place::CutTuples;
        return m_rows > 0 ? Step::BatchEnds : Step::GoesOn;
    }
    m_tuples.rewind(m_startOfRows);
    m_rows -= m_rowsOfStatement;
    m_at = m_start;
    m_place = Place::Between;
    m_isStatement = true;
    return Step::GoesOn;
}

// As many tuples as a statement may hold, with a head of their own.
Result<MyInsertParser::Step> MyInsertParser::cutTuples(MyInsertBatch& batch)
{
    if (batch.bytes.size() >= m_options.batchBytes)
        return Step::BatchEnds;
    const qsizetype longest = m_options.longestStatement > 0 ? m_options.longestStatement : m_options.batchBytes;
    MyTokens tokens(rest(m_at), m_mode);
    qsizetype from = 0, to = 0, next = 0;
    qint64 count = 0;
    for (bool isLast = false; !isLast;) {
        if (tokens.peek().isEnd() && !m_atEnd)
            return Step::NeedsMore;
        if (!tokens.peek().isSymbol('('))
            return tooLong(); // what stands behind the tuples would have to stand behind each part
        next = tokens.peek().offset;
        tokens.skipParentheses();
        const qsizetype tupleEnd = tokens.position();
        const MyToken behind = tokens.peek();
        if (!m_atEnd && (behind.isEnd() || (behind.end() == tokens.sql().size() && !behind.isSymbol(',') && !behind.isSymbol(';'))))
            return Step::NeedsMore;
        if (count > 0 && m_head.statement.size() + tupleEnd - from > longest)
            break;
        from = count == 0 ? next : from;
        to = tupleEnd;
        ++count;
        if (!behind.isSymbol(',') && !behind.isSymbol(';') && !behind.isEnd())
            return tooLong();
        isLast = !behind.isSymbol(',');
        next = behind.end();
        if (!isLast)
            tokens.take();
        m_place = isLast ? Place::Between : m_place;
        batch.statements += isLast ? 1 : 0;
    }
    batch.bytes += m_head.statement;
    batch.bytes += rest(m_at).sliced(from, to - from);
    batch.ends.push_back(batch.bytes.size());
    batch.tuples += batch.tuples < 0 ? 0 : count;
    m_at += next;
    return Step::GoesOn;
}

Result<MyInsertParser::Step> MyInsertParser::wholeStatement(MyInsertBatch& batch)
{
    const auto mayBeCut = [this](qsizetype length) { return m_head.hasValues && m_options.longestStatement > 0 && length > m_options.longestStatement; };
    MySplitter splitter;
    splitter.setMode(m_mode);
    qsizetype scanned = 0, from = 0; // behind m_at
    bool isCut = false;
    for (bool isFound = false; !isFound && !isCut;) {
        std::size_t at = 0;
        const MySplitter::Event event = splitter.next(rest(m_at + scanned), at, m_atEnd);
        if (event == MySplitter::Event::StatementBegins)
            from = scanned + qsizetype(splitter.begin());
        scanned += qsizetype(at);
        if (event == MySplitter::Event::More && m_atEnd) { // no more than comments
            m_at += scanned;
            return Step::GoesOn;
        }
        isFound = event == MySplitter::Event::StatementEnds;
        isCut = mayBeCut(scanned - from);
        if (event == MySplitter::Event::More && !isCut) {
            if (const Result<bool> filled = fill(); !filled)
                return filled.error();
        }
    }
    m_isStatement = false;
    if (isCut) {
        m_at += m_head.text.size();
        m_place = Place::CutTuples;
        return Step::GoesOn;
    }
    const MySplitter::Statement facts = splitter.statement();
    giveStatement(batch, rest(m_at).sliced(from, scanned - from - facts.delimiterLength), facts);
    m_at += scanned;
    return Step::GoesOn;
}

void MyInsertParser::giveStatement(MyInsertBatch& batch, QByteArrayView sql, const MySplitter::Statement& facts)
{
    ++batch.statements;
    const bool isInsert = !m_head.text.isEmpty() && sql.startsWith(m_head.text);
    if (!isInsert && isSkipped(sql.first(qMin<qsizetype>(sql.size(), 4096)), m_mode)) {
        ++batch.skipped;
        return;
    }
    if (isInsert) {
        batch.bytes += m_head.statement;
        batch.bytes += sql.sliced(m_head.text.size());
    } else {
        batch.bytes += sql;
    }
    batch.ends.push_back(batch.bytes.size());
    batch.tuples = batch.tuples < 0 || facts.tuples < 0 ? -1 : batch.tuples + facts.tuples;
}

// At a statement; m_at stays. Fits: an INSERT or REPLACE … VALUES.
MyInsertParser::Parse MyInsertParser::readHead()
{
    constexpr qsizetype longestHead = 256 * 1024; // 4096 columns with names of 64 bytes
    if (m_head.hasValues && rest(m_at).startsWith(m_head.text))
        return Parse::Fits;
    const QByteArrayView sql = rest(m_at).first(qMin(m_filled - m_at, longestHead));
    MyTokens tokens(sql, m_mode);
    const bool isVersioned = tokens.peek().versioned, isReplace = tokens.peek().isWord("REPLACE");
    m_head = {};
    const auto incomplete = [&] { // the last word may go on
        return tokens.peek().end() == sql.size() && sql.size() < longestHead ? Parse::Incomplete : Parse::Unfit;
    };
    if (isVersioned || (!tokens.takeWord("INSERT") && !tokens.takeWord("REPLACE")))
        return incomplete();
    while (tokens.takeWord("LOW_PRIORITY") || tokens.takeWord("DELAYED") || tokens.takeWord("HIGH_PRIORITY")) { }
    const bool isIgnore = tokens.takeWord("IGNORE");
    tokens.takeWord("INTO");
    MyQualifiedName name;
    if (!takeMyName(tokens, name) || tokens.peek().isEnd())
        return incomplete();
    const auto useHead = [&](qsizetype length) {
        m_head.text = sql.first(length).toByteArray();
        m_head.statement = m_head.text;
        if (!m_table.isEmpty())
            m_head.statement.replace(name.begin, name.end - name.begin, m_table);
    };
    useHead(name.end);
    QByteArray columns;
    if (const Parse parse = readColumns(tokens, m_head.kinds, columns); parse != Parse::Fits)
        return parse == Parse::Incomplete ? incomplete() : parse;
    if (!tokens.takeWord("VALUES") && !tokens.takeWord("VALUE"))
        return incomplete();
    if (!tokens.peek().isSymbol('('))
        return incomplete();
    useHead(tokens.peek().offset);
    m_head.hasValues = true;
    if (!m_options.asStatements && !m_head.kinds.empty() && !m_table.isEmpty())
        m_head.load = loadStatement(isReplace ? "REPLACE " : isIgnore ? "IGNORE " : "", columns);
    return Parse::Fits;
}

// At the list of columns, which may be missing.
// @param columns  the list for LOAD DATA, in which generated ones go to a variable; empty where all columns are as they stand
MyInsertParser::Parse MyInsertParser::readColumns(MyTokens& tokens, std::vector<MyColumnKind>& kinds, QByteArray& columns) const
{
    const auto add = [&](const MyInsertColumn& column, QByteArrayView name) {
        kinds.push_back(column.kind);
        columns += columns.isEmpty() ? "(" : ",";
        columns += column.kind == MyColumnKind::Generated ? QByteArrayView("@generated") : name;
    };
    if (!tokens.takeSymbol('(')) {
        for (const MyInsertColumn& column : m_options.columns)
            add(column, '`' + myFromUtf8(column.name, m_options.charset).value_or(QByteArray()).replace('`', "``") + '`');
        columns = std::ranges::find(kinds, MyColumnKind::Generated) == kinds.end() ? QByteArray() : columns + ')';
        return Parse::Fits;
    }
    while (!tokens.takeSymbol(')')) {
        MyQualifiedName name;
        if (tokens.peek().isEnd())
            return Parse::Incomplete;
        if (tokens.peek().isWord("SELECT") || !takeMyName(tokens, name))
            return Parse::Unfit;
        const QByteArray utf8 = myToUtf8(name.name, m_options.charset).value_or(QByteArray());
        const auto known = std::ranges::find_if(m_options.columns, [&](const MyInsertColumn& column) { return column.name.compare(utf8, Qt::CaseInsensitive) == 0; });
        add(known == m_options.columns.end() ? MyInsertColumn{} : *known, tokens.sql().sliced(name.begin, name.end - name.begin));
        tokens.takeSymbol(',');
    }
    columns += columns.isEmpty() ? "()" : ")";
    return Parse::Fits;
}

// Hexadecimal quotes and backslashes are the same under any sql_mode.
QByteArray MyInsertParser::loadStatement(QByteArrayView modifier, QByteArrayView columns) const
{
    const QByteArray charset = m_options.asBytes ? QByteArray("binary") : m_options.charset.isEmpty() ? QByteArray("utf8mb4") : m_options.charset;
    QByteArray load = "LOAD DATA LOCAL INFILE 'rows' ";
    load += modifier;
    load += "INTO TABLE " + m_table + " CHARACTER SET " + charset + " FIELDS TERMINATED BY ',' OPTIONALLY ENCLOSED BY x'" + enclosureMark + "' ESCAPED BY ";
    load += m_mode.backslashEscapes ? "x'5c'" : "''";
    load += " LINES STARTING BY '(' TERMINATED BY ')' ";
    load += columns;
    return load;
}

} // namespace bakferry
