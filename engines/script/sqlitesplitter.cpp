#include "engines/script/sqlitesplitter.h"

#include <array>
#include <cstring>

namespace bakferry {

namespace {

constexpr std::size_t npos = ~std::size_t{0};

// Bytes at which the scan outside of literals has to stop and look.
enum ByteClass : unsigned char { Plain, Quote, Bracket, Semicolon, Dash, Slash, Letter };

constexpr std::array<unsigned char, 256> makeClasses()
{
    std::array<unsigned char, 256> classes{};
    for (unsigned char c : {'\'', '"', '`'})
        classes[c] = Quote;
    classes['['] = Bracket;
    classes[';'] = Semicolon;
    classes['-'] = Dash;
    classes['/'] = Slash;
    return classes;
}
constexpr auto byteClasses = makeClasses();

bool isBlank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f'; }
bool isWordByte(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || static_cast<unsigned char>(c) >= 0x80;
}

std::size_t find(QByteArrayView text, std::size_t from, char c)
{
    if (from >= std::size_t(text.size()))
        return npos;
    const void* hit = std::memchr(text.data() + from, c, text.size() - from);
    return hit ? static_cast<const char*>(hit) - text.data() : npos;
}

// `at` is on the opening quote. A doubled quote is part of the literal: the second one opens it again.
std::size_t endOfQuoted(QByteArrayView text, std::size_t at)
{
    const char quote = text[at];
    for (std::size_t from = at + 1;;) {
        const std::size_t hit = find(text, from, quote);
        if (hit == npos)
            return npos;
        if (hit + 1 < std::size_t(text.size()) && text[hit + 1] == quote)
            from = hit + 2;
        else
            return hit + 1;
    }
}

// `at` is on the slash of "/*". SQLite lets the end of the script close a comment.
std::size_t endOfBlockComment(QByteArrayView text, std::size_t at)
{
    for (std::size_t from = at + 2;;) {
        const std::size_t star = find(text, from, '*');
        if (star == npos || star + 1 >= std::size_t(text.size()))
            return npos;
        if (text[star + 1] == '/')
            return star + 2;
        from = star + 1;
    }
}

QByteArrayView wordAt(QByteArrayView text, std::size_t at)
{
    std::size_t end = at;
    while (end < std::size_t(text.size()) && isWordByte(text[end]))
        ++end;
    return text.sliced(at, end - at);
}

bool isWord(QByteArrayView word, const char* upper) { return word.compare(upper, Qt::CaseInsensitive) == 0; }

// CREATE [TEMP|TEMPORARY] TRIGGER, as sqlite3_complete() tells it; EXPLAIN [QUERY PLAN] may stand in front.
bool beginsTrigger(QByteArrayView text)
{
    std::size_t at = skipSqliteBlanks(text, 0);
    QByteArrayView word = wordAt(text, at);
    const auto next = [&] {
        at = skipSqliteBlanks(text, at + word.size());
        word = wordAt(text, at);
    };
    for (const char* prefix : {"EXPLAIN", "QUERY", "PLAN"}) {
        if (isWord(word, prefix))
            next();
    }
    if (!isWord(word, "CREATE"))
        return false;
    next();
    if (isWord(word, "TEMP") || isWord(word, "TEMPORARY"))
        next();
    return isWord(word, "TRIGGER");
}

// One statement from its first byte on.
struct Scan
{
    std::size_t end = npos;  // one past the semicolon; npos: not in this text
    bool inLiteral = false;
};

Scan scanStatement(QByteArrayView text, std::size_t from, bool trigger)
{
    const std::size_t size = text.size();
    // In a trigger only a semicolon whose previous word is an END right after a semicolon ends the statement.
    bool afterSemicolon = false, afterEnd = false;
    std::size_t at = from;
    while (at < size) {
        const unsigned char c = text[at];
        switch (byteClasses[c]) {
        case Quote:
        case Bracket: {
            const std::size_t hit = c == '[' ? find(text, at + 1, ']') : endOfQuoted(text, at);
            if (hit == npos)
                return {npos, true};
            at = c == '[' ? hit + 1 : hit;
            afterSemicolon = afterEnd = false;
            continue;
        }
        case Dash:
            if (at + 1 < size && text[at + 1] == '-') {
                const std::size_t newline = find(text, at + 2, '\n');
                if (newline == npos)
                    return {npos, false};
                at = newline + 1;
                continue;
            }
            break;
        case Slash:
            if (at + 1 < size && text[at + 1] == '*') {
                at = endOfBlockComment(text, at);
                if (at == npos)
                    return {npos, true};
                continue;
            }
            break;
        case Semicolon:
            if (!trigger || afterEnd)
                return {at + 1, false};
            afterSemicolon = true;
            ++at;
            continue;
        default:
            break;
        }
        if (trigger && !isBlank(char(c))) {
            const QByteArrayView word = wordAt(text, at);
            afterEnd = afterSemicolon && isWord(word, "END");
            afterSemicolon = false;
            at += word.isEmpty() ? 1 : word.size();
        } else {
            ++at;
        }
    }
    return {};
}

} // namespace

std::size_t skipSqliteBlanks(QByteArrayView text, std::size_t from)
{
    const std::size_t size = text.size();
    std::size_t at = from;
    while (at < size) {
        if (isBlank(text[at])) {
            ++at;
        } else if (text[at] == '\xef' && text.sliced(qsizetype(at)).startsWith("\xef\xbb\xbf")) {
            at += 3; // SQLite takes a byte order mark for a blank wherever it stands: files get joined
        } else if (text[at] == '-' && at + 1 < size && text[at + 1] == '-') {
            const std::size_t newline = find(text, at, '\n');
            at = newline == npos ? size : newline + 1;
        } else if (text[at] == '/' && at + 1 < size && text[at + 1] == '*') {
            const std::size_t end = endOfBlockComment(text, at);
            at = end == npos ? size : end;
        } else {
            break;
        }
    }
    return at;
}

StatementKind sqliteStatementKind(QByteArrayView text)
{
    if (text.startsWith("INSERT ")) // nine statements in ten, and no need to ask the table below
        return StatementKind::Insert;
    const std::size_t at = skipSqliteBlanks(text, 0);
    if (at < std::size_t(text.size()) && text[at] == '.')
        return StatementKind::ClientCommand;
    struct Entry { const char* word; StatementKind kind; };
    static constexpr Entry entries[] = {
        {"INSERT", StatementKind::Insert}, {"REPLACE", StatementKind::Insert}, {"BEGIN", StatementKind::Begin},
        {"COMMIT", StatementKind::Commit}, {"END", StatementKind::Commit}, {"ROLLBACK", StatementKind::Rollback},
        {"SAVEPOINT", StatementKind::Savepoint}, {"RELEASE", StatementKind::Release}, {"PRAGMA", StatementKind::Pragma},
        {"ATTACH", StatementKind::Attach}, {"DETACH", StatementKind::Detach}, {"VACUUM", StatementKind::Vacuum},
        {"SELECT", StatementKind::Select}, {"VALUES", StatementKind::Select}, {"EXPLAIN", StatementKind::Select},
    };
    const QByteArrayView word = wordAt(text, at);
    for (const Entry& entry : entries) {
        if (isWord(word, entry.word))
            return entry.kind;
    }
    return StatementKind::Other;
}

std::size_t SqliteSplitter::split(QByteArrayView text, bool atEnd, SplitStatements& found)
{
    const std::size_t size = text.size();
    const auto add = [&](const Statement& statement, const InsertValues& values = {}) {
        found.statements.push_back(statement);
        found.inserts.push_back(values);
        return statement.offset + statement.length;
    };
    std::size_t done = 0;
    while (done < size) {
        const std::size_t start = skipSqliteBlanks(text, done);
        if (start >= size)
            return atEnd ? size : done; // a comment may go on in the next block
        if (text[start] == ';') {
            done = start + 1;
            continue;
        }
        const QByteArrayView rest = text.sliced(start);
        if (rest[0] == '.') {
            const std::size_t newline = find(text, start, '\n');
            if (newline == npos && !atEnd)
                return done;
            done = add({start, (newline == npos ? size : newline + 1) - start, StatementKind::ClientCommand});
            continue;
        }
        const StatementKind kind = sqliteStatementKind(rest);
        if (kind == StatementKind::Insert) {
            InsertValues values;
            if (const std::size_t length = m_inserts.read(text, start, found.literals, values)) {
                done = add({start, length, kind}, values);
                continue;
            }
        }
        const Scan scan = scanStatement(text, start, (kind == StatementKind::Other || kind == StatementKind::Select) && beginsTrigger(rest));
        if (scan.end == npos)
            return atEnd ? add({start, size - start, kind, false, scan.inLiteral}) : done;
        done = add({start, scan.end - start, kind});
    }
    return done;
}

std::size_t SqliteSplitter::splitRows(QByteArrayView text, SplitStatements& found)
{
    InsertValues values;
    const std::size_t length = sqliteStatementKind(text) == StatementKind::Insert ? m_inserts.readPrefix(text, 0, found.literals, values) : 0;
    if (length == 0)
        return 0;
    Statement piece{0, length, StatementKind::Insert};
    piece.goesOn = true;
    found.statements.push_back(piece);
    found.inserts.push_back(values);
    return length;
}

} // namespace bakferry
