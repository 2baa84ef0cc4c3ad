#include "engines/script/pgsplitter.h"

#include "engines/script/pgsplitterparts.h"

#include <algorithm>

namespace bakferry {

using namespace pgsplitter;

namespace {

// Bytes at which the scan outside of literals has to stop and look. Words matter only outside of parentheses.
enum ByteClass : unsigned char { Plain, Quote, NameQuote, Dollar, Semicolon, Dash, Slash, Open, Close, Backslash, Word, High };

constexpr std::array<unsigned char, 256> makeClasses(bool words, bool characters)
{
    std::array<unsigned char, 256> classes{};
    if (words) {
        for (int c = '0'; c <= '9'; ++c)
            classes[std::size_t(c)] = Word;
        for (int c = 'a'; c <= 'z'; ++c)
            classes[std::size_t(c)] = classes[std::size_t(c - 32)] = Word;
        classes['_'] = Word;
    }
    for (std::size_t c = 0x80; c < 256; ++c)
        classes[c] = characters ? High : words ? Word : Plain;
    classes['\''] = Quote;
    classes['"'] = NameQuote;
    classes['$'] = Dollar;
    classes[';'] = Semicolon;
    classes['-'] = Dash;
    classes['/'] = Slash;
    classes['('] = Open;
    classes[')'] = Close;
    classes['\\'] = Backslash;
    return classes;
}
constexpr std::array<std::array<unsigned char, 256>, 4> byteClasses{makeClasses(false, false), makeClasses(true, false),
                                                                    makeClasses(false, true), makeClasses(true, true)};

bool isOneOf(QByteArrayView word, std::initializer_list<const char*> words)
{
    return std::ranges::any_of(words, [&](const char* one) { return isPgKeyword(word, one); });
}

} // namespace

PgSplitter::Event PgSplitter::more(QByteArrayView text, std::size_t at)
{
    if (at > 1)
        m_before = {text[qsizetype(at) - 2], text[qsizetype(at) - 1]};
    else if (at == 1)
        m_before = {m_before[1], text[0]};
    return Event::More;
}

char PgSplitter::before(QByteArrayView text, std::size_t at, std::size_t distance) const
{
    return distance <= at ? text[qsizetype(at - distance)] : m_before[2 - (distance - at)];
}

PgSplitter::Event PgSplitter::endOfStatement(bool terminated, bool openQuote)
{
    m_statement.terminated = terminated;
    m_statement.openQuote = openQuote;
    m_statement.copiesRows = m_statement.copiesRows && terminated;
    if (m_insert != Insert::Values)
        m_statement.insertRows = -1;
    m_inStatement = false;
    m_state = m_statement.copiesRows ? State::RestOfCopyLine : State::Between;
    return Event::StatementEnds;
}

PgSplitter::Event PgSplitter::endOfScript()
{
    const bool open = m_state != State::Bare && m_state != State::SkippedLine;
    return endOfStatement(false, open);
}

PgSplitter::Event PgSplitter::next(QByteArrayView text, std::size_t& at, bool atEnd)
{
    Event event = Event::More;
    for (;;) {
        bool goesOn = true;
        switch (m_state) {
        case State::Between:
            return between(text, at, atEnd);
        case State::RestOfCopyLine:
            return restOfCopyLine(text, at, atEnd);
        case State::Rows:
            return copyRows(text, at, atEnd);
        case State::Bare:
            if (!bare(text, at, atEnd, event)) {
                if (event != Event::More)
                    return event;
                goesOn = false;
            }
            break;
        case State::SkippedLine: {
            const std::size_t newline = find(text, at, '\n');
            goesOn = newline != npos;
            at = goesOn ? newline + 1 : std::size_t(text.size());
            if (goesOn)
                m_state = m_inStatement ? State::Bare : State::Between;
            break;
        }
        case State::EscapeString: goesOn = escapeString(text, at, atEnd); break;
        case State::BlockComment: goesOn = blockComment(text, at, atEnd); break;
        case State::String:
        case State::QuotedName:
        case State::Dollar: goesOn = literal(text, at, atEnd); break;
        }
        if (goesOn)
            continue;
        if (!atEnd)
            return more(text, at);
        if (!m_inStatement && m_state == State::BlockComment) { // the script ends inside a comment between statements
            m_inStatement = true;
            m_statement = {};
            m_begin = at;
            return Event::StatementBegins;
        }
        return m_inStatement ? endOfScript() : more(text, at);
    }
}

PgSplitter::Event PgSplitter::between(QByteArrayView text, std::size_t& at, bool atEnd)
{
    const std::size_t size = std::size_t(text.size());
    while (at < size) {
        const char c = text[qsizetype(at)];
        const std::size_t left = size - at;
        if (isPgBlank(c) || c == ';') {
            ++at;
        } else if ((c == '-' || c == '/') && left == 1 && !atEnd) {
            return more(text, at);
        } else if (c == '-' && left > 1 && text[qsizetype(at) + 1] == '-') {
            return lineEvent(text, at, atEnd, Event::Comment);
        } else if (c == '/' && left > 1 && text[qsizetype(at) + 1] == '*') {
            m_state = State::BlockComment;
            m_commentDepth = 0;
            return next(text, at, atEnd);
        } else if (c == '\\') {
            return lineEvent(text, at, atEnd, Event::ClientLine);
        } else if (c == '\xef' && left < 3 && !atEnd) {
            return more(text, at);
        } else if (c == '\xef' && text.sliced(qsizetype(at)).startsWith("\xef\xbb\xbf")) {
            at += 3; // a byte order mark, also where files were joined
        } else {
            m_begin = at;
            m_state = State::Bare;
            m_inStatement = true;
            m_statement = {};
            m_statement.insertRows = 0;
            m_command = Command::None;
            m_parentheses = m_bodies = m_words = 0;
            m_initials = {};
            m_before = {};
            m_afterFrom = m_afterDefault = m_inLongWord = false;
            m_insert = Insert::Head;
            return Event::StatementBegins;
        }
    }
    return more(text, at);
}

// A whole line; one that is longer than anything sensible is told by its beginning.
PgSplitter::Event PgSplitter::lineEvent(QByteArrayView text, std::size_t& at, bool atEnd, Event event)
{
    const std::size_t size = std::size_t(text.size());
    const std::size_t newline = find(text, at, '\n');
    if (newline == npos && !atEnd && size - at < longestLine)
        return more(text, at);
    m_begin = at;
    at = newline == npos ? size : newline + 1;
    if (newline == npos && !atEnd)
        m_state = State::SkippedLine;
    return event;
}

// @returns false when the text is used up (event More) or something is to be told.
bool PgSplitter::bare(QByteArrayView text, std::size_t& at, bool atEnd, Event& event)
{
    const std::size_t size = std::size_t(text.size());
    if (m_inLongWord) {
        while (at < size && isPgWordByte(text[qsizetype(at)]))
            ++at;
        m_inLongWord = at == size;
    }
    const bool characters = m_mode.encoding != PgEncoding::Plain;
    for (;;) {
        const auto& classes = byteClasses[(m_parentheses == 0 ? 1 : 0) + (characters ? 2 : 0)];
        while (at < size && classes[static_cast<unsigned char>(text[qsizetype(at)])] == Plain)
            ++at;
        if (at == size) {
            event = Event::More;
            return false;
        }
        switch (classes[static_cast<unsigned char>(text[qsizetype(at)])]) {
        case Open:
            if (m_parentheses++ == 0 && m_insert == Insert::Values)
                ++m_statement.insertRows;
            ++at;
            break;
        case Close:
            m_parentheses = qMax<qint64>(0, m_parentheses - 1);
            ++at;
            break;
        case Word:
            if (!word(text, at, atEnd)) {
                event = Event::More;
                return false;
            }
            break;
        case High: {
            const std::size_t bytes = pgCharacterBytes(m_mode.encoding, text.sliced(qsizetype(at)));
            if (size - at < qMax<std::size_t>(bytes, 2) && !atEnd) {
                event = Event::More;
                return false;
            }
            at = qMin(size, at + bytes);
            break;
        }
        case NameQuote:
            m_state = State::QuotedName;
            ++at;
            return true;
        case Quote:
            m_state = isEscapeQuote(text, at) ? State::EscapeString : State::String;
            ++at;
            return true;
        default:
            return special(text, at, atEnd, event);
        }
    }
}

// Semicolons, dollar signs, backslashes and what may begin a comment.
bool PgSplitter::special(QByteArrayView text, std::size_t& at, bool atEnd, Event& event)
{
    const std::size_t size = std::size_t(text.size());
    const char c = text[qsizetype(at)];
    event = Event::More;
    if (c == ';') {
        ++at;
        if (m_parentheses > 0 || m_bodies > 0)
            return true;
        event = endOfStatement(true, false);
        return false;
    }
    if (c == '\\') {
        event = lineEvent(text, at, atEnd, Event::ClientLine);
        return false;
    }
    if (c == '$') {
        if (isPgWordByte(before(text, at, 1))) {
            ++at;
            return true;
        }
        const qsizetype tag = pgDollarTag(text.sliced(qsizetype(at)));
        if (tag > 0) {
            m_dollarTag = text.sliced(qsizetype(at), tag).toByteArray();
            m_state = State::Dollar;
            at += std::size_t(tag);
            return true;
        }
        // The tag may go on in the next portion when nothing but bytes of a name follows.
        std::size_t end = at + 1;
        while (end < size && isPgWordByte(text[qsizetype(end)]) && text[qsizetype(end)] != '$')
            ++end;
        if (end == size && !atEnd && size - at < longestWord)
            return false;
        ++at;
        return true;
    }
    if (at + 1 == size && !atEnd)
        return false;
    const char second = at + 1 < size ? text[qsizetype(at) + 1] : '\0';
    if (c == '-' && second == '-') {
        m_state = State::SkippedLine;
        at += 2;
    } else if (c == '/' && second == '*') {
        m_state = State::BlockComment;
        m_commentDepth = 0;
    } else {
        ++at;
    }
    return true;
}

bool PgSplitter::isEscapeQuote(QByteArrayView text, std::size_t at) const
{
    const char prefix = char(before(text, at, 1) | 0x20);
    const bool hasPrefix = (prefix == 'e' || prefix == 'b' || prefix == 'x') && !isPgWordByte(before(text, at, 2));
    return hasPrefix ? prefix == 'e' : !m_mode.standardStrings;
}

// @returns false when the word may go on in the next portion.
bool PgSplitter::word(QByteArrayView text, std::size_t& at, bool atEnd)
{
    const std::size_t size = std::size_t(text.size());
    std::size_t end = at;
    while (end < size && isPgWordByte(text[qsizetype(end)]))
        end += pgCharacterBytes(m_mode.encoding, text.sliced(qsizetype(end)));
    if (end >= size && !atEnd && size - at < longestWord)
        return false;
    end = qMin(end, size);
    takeWord(text.sliced(qsizetype(at), qsizetype(end - at)));
    m_inLongWord = end == size && !atEnd;
    at = end;
    return true;
}

void PgSplitter::firstWord(QByteArrayView word)
{
    m_command = isPgKeyword(word, "INSERT") ? Command::Insert
        : isPgKeyword(word, "COPY")         ? Command::Copy
        : isPgKeyword(word, "CREATE")       ? Command::Create
        : isOneOf(word, {"UPDATE", "DELETE", "SELECT", "WITH", "VALUES", "MERGE", "EXECUTE"}) ? Command::Rows
                                                                                              : Command::Other;
}

void PgSplitter::takeWord(QByteArrayView word)
{
    if (m_words == 0)
        firstWord(word);
    switch (m_command) {
    case Command::Insert:
        if (m_insert == Insert::Head && isPgKeyword(word, "VALUES")) {
            m_insert = Insert::Values;
            m_statement.insertRows = m_afterDefault ? 1 : 0;
        } else if (isOneOf(word, {"SELECT", "WITH", "TABLE", "ON", "RETURNING"})) {
            m_insert = Insert::Unknown;
        }
        m_afterDefault = isPgKeyword(word, "DEFAULT");
        break;
    case Command::Copy:
        if (m_afterFrom && isPgKeyword(word, "STDIN"))
            m_statement.copiesRows = true;
        m_afterFrom = isPgKeyword(word, "FROM");
        break;
    case Command::Create: {
        if (m_words < 4 && isOneOf(word, {"CREATE", "OR", "REPLACE", "FUNCTION", "PROCEDURE"}))
            m_initials[std::size_t(m_words)] = char(word[0] | 0x20);
        const char kind = m_initials[1] == 'o' && m_initials[2] == 'r' ? m_initials[3] : m_initials[1];
        if (kind == 'f' || kind == 'p') {
            if (isPgKeyword(word, "BEGIN") || (m_bodies > 0 && isPgKeyword(word, "CASE")))
                ++m_bodies;
            else if (m_bodies > 0 && isPgKeyword(word, "END"))
                --m_bodies;
        }
        break;
    }
    default:
        break;
    }
    ++m_words;
}

} // namespace bakferry
