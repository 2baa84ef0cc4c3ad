#include "engines/script/mysplitter.h"

#include "engines/script/bytemasks.h"
#include "engines/script/mysplitterparts.h"

#include <algorithm>
#include <array>

namespace bakferry {

using namespace mysplitter;

namespace {

// Bytes at which the scan outside of literals has to stop and look. Words matter only outside of parentheses.
enum ByteClass : unsigned char { Plain, Quote, NameQuote, Hash, Dash, Slash, Star, Open, Close, Backslash, Word, High };

constexpr std::array<unsigned char, 256> makeClasses(bool words, bool characters)
{
    std::array<unsigned char, 256> classes{};
    if (words) {
        for (int c = '0'; c <= '9'; ++c)
            classes[std::size_t(c)] = Word;
        for (int c = 'a'; c <= 'z'; ++c)
            classes[std::size_t(c)] = classes[std::size_t(c - 32)] = Word;
        classes['_'] = classes['$'] = Word;
    }
    for (std::size_t c = 0x80; c < 256; ++c)
        classes[c] = characters ? High : words ? Word : Plain;
    classes['\''] = classes['"'] = Quote;
    classes['`'] = NameQuote;
    classes['#'] = Hash;
    classes['-'] = Dash;
    classes['/'] = Slash;
    classes['*'] = Star;
    classes['('] = Open;
    classes[')'] = Close;
    classes['\\'] = Backslash;
    return classes;
}
constexpr std::array<std::array<unsigned char, 256>, 4> byteClasses{makeClasses(false, false), makeClasses(true, false),
                                                                    makeClasses(false, true), makeClasses(true, true)};

struct FirstWord
{
    const char* word;
    MySplitter::Command command;
};
constexpr FirstWord firstWords[] = {
    {"INSERT", MySplitter::Command::Insert}, {"REPLACE", MySplitter::Command::Replace},
    {"UPDATE", MySplitter::Command::Rows}, {"DELETE", MySplitter::Command::Rows}, {"SELECT", MySplitter::Command::Rows},
    {"WITH", MySplitter::Command::Rows}, {"VALUES", MySplitter::Command::Rows}, {"CALL", MySplitter::Command::Rows},
    {"CREATE", MySplitter::Command::Create}, {"ALTER", MySplitter::Command::Alter}, {"DROP", MySplitter::Command::Drop},
    {"SET", MySplitter::Command::Set}, {"USE", MySplitter::Command::Use}, {"LOCK", MySplitter::Command::Lock},
    {"UNLOCK", MySplitter::Command::Unlock},
};

} // namespace

void MySplitter::setMode(MyLexMode mode)
{
    m_mode = mode;
    m_head.clear();
}

void MySplitter::setDelimiter(const QByteArray& delimiter)
{
    m_delimiter = delimiter;
    m_head.clear();
}

MySplitter::Event MySplitter::more(std::size_t at)
{
    m_passed += qint64(at);
    return Event::More;
}

MySplitter::Event MySplitter::beginStatement(std::size_t at, State state)
{
    m_begin = at;
    m_state = state;
    m_inStatement = true;
    m_inVersioned = m_inLongWord = m_mayBeFast = false;
    m_statement = {};
    m_words = 0;
    m_insert = Insert::No;
    m_parentheses = m_tupleBegin = 0;
    m_statementBegin = m_passed + qint64(at);
    return Event::StatementBegins;
}

MySplitter::Event MySplitter::endOfStatement(bool terminated, bool openQuote, int delimiterLength)
{
    m_statement.terminated = terminated;
    m_statement.openQuote = openQuote;
    m_statement.delimiterLength = delimiterLength;
    m_statement.exact = m_statement.exact && m_statement.tuples >= 0;
    m_inStatement = m_mayBeFast = false;
    m_state = State::Between;
    return Event::StatementEnds;
}

MySplitter::Event MySplitter::endOfScript(std::size_t at)
{
    if (m_inStatement)
        return endOfStatement(false, m_inVersioned || (m_state != State::Bare && m_state != State::SkippedLine), 0);
    if (m_state == State::BlockComment)
        return beginStatement(at, State::BlockComment); // a comment between statements is not closed
    return more(at);
}

MySplitter::Event MySplitter::next(QByteArrayView text, std::size_t& at, bool atEnd)
{
    Event event = Event::More;
    for (;;) {
        if (m_mayBeFast)
            takeTuples(text, at);
        bool goesOn = true;
        switch (m_state) {
        case State::Between:
            return between(text, at, atEnd);
        case State::Bare:
            goesOn = bare(text, at, atEnd, event);
            if (event != Event::More)
                return event;
            break;
        case State::Line: { // USE without a delimiter
            const std::size_t newline = find(text, at, '\n');
            goesOn = false;
            at = newline == npos ? std::size_t(text.size()) : newline + 1;
            if (newline != npos || atEnd) {
                m_statement.command = Command::Use;
                m_statement.byLine = true;
                return endOfStatement(true, false, newline == npos ? 0 : 1);
            }
            break;
        }
        case State::SkippedLine: goesOn = skipLine(text, at); break;
        case State::BlockComment: goesOn = blockComment(text, at, atEnd); break;
        case State::String:
        case State::Name: goesOn = quoted(text, at); break;
        }
        if (goesOn)
            continue;
        return atEnd ? endOfScript(at) : more(at);
    }
}

bool MySplitter::skipLine(QByteArrayView text, std::size_t& at)
{
    const std::size_t newline = find(text, at, '\n');
    at = newline == npos ? std::size_t(text.size()) : newline + 1;
    if (newline != npos)
        m_state = m_inStatement ? State::Bare : State::Between;
    return newline != npos;
}

MySplitter::Match MySplitter::delimiterAt(QByteArrayView text, std::size_t at, bool atEnd) const
{
    const QByteArrayView rest = text.sliced(qsizetype(at));
    if (rest.startsWith(m_delimiter))
        return Match::Yes;
    const bool mayFollow = !atEnd && rest.size() < m_delimiter.size() && QByteArrayView(m_delimiter).startsWith(rest);
    return mayFollow ? Match::Unsure : Match::No;
}

// @returns false when the text is used up, or something is to be told: `event`.
bool MySplitter::bare(QByteArrayView text, std::size_t& at, bool atEnd, Event& event)
{
    const std::size_t size = std::size_t(text.size());
    if (m_inLongWord) {
        at = endOfWord(text, at, atEnd);
        m_inLongWord = at == size;
        if (at < size && isMyWordByte(text[qsizetype(at)]))
            return false;
    }
    if (m_words == 0)
        skipKnownHead(text, at);
    const char delimiter = m_delimiter[0];
    const int characters = m_mode.encoding == MyEncoding::Plain ? 0 : 2;
    for (;;) {
        const auto& classes = byteClasses[std::size_t((m_parentheses == 0 ? 1 : 0) + characters)];
        while (at < size && classes[static_cast<unsigned char>(text[qsizetype(at)])] == Plain && text[qsizetype(at)] != delimiter)
            ++at;
        if (at == size)
            return false;
        const unsigned char what = classes[static_cast<unsigned char>(text[qsizetype(at)])];
        if (text[qsizetype(at)] == delimiter) {
            const Match match = delimiterAt(text, at, atEnd);
            if (match == Match::Unsure)
                return false;
            if (match == Match::Yes) {
                at += std::size_t(m_delimiter.size());
                event = endOfStatement(true, false, int(m_delimiter.size()));
                return false;
            }
        }
        switch (what) {
        case Plain:
            ++at;
            break;
        case Open:
        case Close:
            parenthesis(what == Open, at);
            ++at;
            if (m_mayBeFast)
                return true;
            break;
        case Word:
            if (!word(text, at, atEnd))
                return false;
            break;
        case High: {
            if (size - at < myBytesToJudge(m_mode.encoding, text[qsizetype(at)]) && !atEnd)
                return false;
            if (m_parentheses > 0)
                at += myCharacterBytes(m_mode.encoding, text.sliced(qsizetype(at)));
            else if (!word(text, at, atEnd))
                return false;
            break;
        }
        default: {
            const State before = m_state;
            if (!special(text, at, atEnd, what, event))
                return false;
            if (m_state != before)
                return true;
            break;
        }
        }
    }
}

// Quotes, backslashes and what may begin or end a comment. @returns false when more bytes are needed or something is to be told.
bool MySplitter::special(QByteArrayView text, std::size_t& at, bool atEnd, unsigned char what, Event& event)
{
    const std::size_t size = std::size_t(text.size());
    const char c = text[qsizetype(at)];
    if (what == Quote || what == NameQuote) {
        const bool isName = what == NameQuote || (c == '"' && m_mode.ansiQuotes);
        m_state = isName ? State::Name : State::String;
        m_quote = c;
        m_literalQuote = isName ? m_literalQuote : c;
        ++at;
        return true;
    }
    if (at + 1 == size && !atEnd)
        return false;
    const char second = at + 1 < size ? text[qsizetype(at) + 1] : '\0';
    if (what == Backslash) {
        if (second == 'N') { // NULL
            at += 2;
            return true;
        }
        event = clientLine(text, at, atEnd);
        return false;
    }
    if (what == Star) {
        const bool closes = m_inVersioned && second == '/';
        m_inVersioned = m_inVersioned && !closes;
        at += closes ? 2 : 1;
        return true;
    }
    return comment(text, at, atEnd, second);
}

// At "#", "-" or "/" inside a statement.
bool MySplitter::comment(QByteArrayView text, std::size_t& at, bool atEnd, char second)
{
    const char c = text[qsizetype(at)];
    const QByteArrayView rest = text.sliced(qsizetype(at));
    if (c == '#') {
        m_state = State::SkippedLine;
        ++at;
    } else if (c == '-' && second == '-') {
        if (rest.size() < 3 && !atEnd)
            return false;
        const bool isComment = rest.size() < 3 || isMyBlank(rest[2]);
        if (isComment)
            m_state = State::SkippedLine;
        at += isComment ? 2 : 1;
    } else if (c == '/' && second == '*') {
        if (rest.size() < myCommentHeadBytes && !atEnd)
            return false;
        const MyCommentHead head = myCommentHead(rest.first(qMin(rest.size(), myCommentHeadBytes)));
        if (head.length == 0)
            m_state = State::BlockComment;
        else
            m_inVersioned = m_statement.versioned = true;
        at += std::size_t(head.length == 0 ? 2 : head.length);
    } else {
        ++at;
    }
    return true;
}

void MySplitter::parenthesis(bool opens, std::size_t at)
{
    const qint64 place = m_passed + qint64(at);
    if (opens) {
        m_statement.nested = m_statement.nested || (m_insert == Insert::Values && m_parentheses > 0) || m_insert == Insert::Behind;
        if (m_parentheses++ == 0 && m_insert == Insert::Values) {
            ++m_statement.tuples;
            m_tupleBegin = place;
            m_mayBeFast = true;
        }
    } else if (m_parentheses > 0 && --m_parentheses == 0 && m_insert == Insert::Values) {
        m_statement.longestTuple = qMax(m_statement.longestTuple, place + 1 - m_tupleBegin);
    }
}

// Stops at a first byte of the delimiter, and in front of a character that is not all there.
std::size_t MySplitter::endOfWord(QByteArrayView text, std::size_t from, bool atEnd) const
{
    const std::size_t size = std::size_t(text.size());
    std::size_t end = from;
    while (end < size && isMyWordByte(text[qsizetype(end)]) && (end == from || text[qsizetype(end)] != m_delimiter[0])) {
        if (size - end < myBytesToJudge(m_mode.encoding, text[qsizetype(end)]) && !atEnd)
            break;
        end += myCharacterBytes(m_mode.encoding, text.sliced(qsizetype(end)));
    }
    return end;
}

// @returns false when the word may go on in the next portion.
bool MySplitter::word(QByteArrayView text, std::size_t& at, bool atEnd)
{
    const std::size_t size = std::size_t(text.size());
    const std::size_t end = endOfWord(text, at, atEnd);
    const bool isCut = !atEnd && (end == size || size - end < myBytesToJudge(m_mode.encoding, text[qsizetype(end)]));
    if (isCut && end - at < longestWord)
        return false;
    const Insert before = m_insert;
    takeWord(text.sliced(qsizetype(at), qsizetype(end - at)));
    if (before == Insert::Head && m_insert == Insert::Values)
        rememberHead(text, end);
    m_inLongWord = isCut;
    at = end;
    return !isCut;
}

void MySplitter::rememberHead(QByteArrayView text, std::size_t end)
{
    constexpr qint64 longestHead = 4096;
    const qint64 from = m_statementBegin - m_passed;
    if (from < 0 || qint64(end) - from > longestHead || m_statement.versioned)
        return;
    m_head = text.sliced(qsizetype(from), qsizetype(end) - qsizetype(from)).toByteArray();
    m_headCommand = m_statement.command;
    m_headIsExact = m_statement.exact;
}

void MySplitter::skipKnownHead(QByteArrayView text, std::size_t& at)
{
    const std::size_t end = at + std::size_t(m_head.size());
    if (m_head.isEmpty() || m_passed + qint64(at) != m_statementBegin || std::size_t(text.size()) <= end || text[qsizetype(end)] == m_delimiter[0]
        || isMyWordByte(text[qsizetype(end)]) || !text.sliced(qsizetype(at)).startsWith(m_head))
        return;
    at = end;
    m_words = 2;
    m_insert = Insert::Values;
    m_statement.command = m_headCommand;
    m_statement.exact = m_headIsExact;
    m_statement.tuples = 0;
}

void MySplitter::takeWord(QByteArrayView word)
{
    if (m_words++ == 0) {
        const auto known = std::ranges::find_if(firstWords, [&](const FirstWord& first) { return isMyKeyword(word, first.word); });
        if (known != std::end(firstWords))
            m_statement.command = known->command;
        m_statement.exact = m_statement.command == Command::Insert;
        m_insert = m_statement.command <= Command::Replace ? Insert::Head : Insert::No;
    } else if (m_insert != Insert::No && m_parentheses == 0) {
        insertWord(word);
    }
}

// VALUE may be a table's name, so that the last of VALUE and VALUES counts.
void MySplitter::insertWord(QByteArrayView word)
{
    const bool isValues = isMyKeyword(word, "VALUES") || isMyKeyword(word, "VALUE");
    if (isValues && m_insert != Insert::Behind) {
        m_insert = Insert::Values;
        m_statement.tuples = 0;
        m_statement.longestTuple = 0;
    } else if (m_insert == Insert::Head) {
        if (isMyKeyword(word, "IGNORE"))
            m_statement.exact = false;
        else if (isMyKeyword(word, "SELECT") || isMyKeyword(word, "WITH") || isMyKeyword(word, "SET"))
            m_insert = Insert::No;
    } else if (m_insert == Insert::Values) {
        m_mayBeFast = false;
        if (isMyKeyword(word, "ON") || isMyKeyword(word, "AS")) {
            m_statement.exact = false;
            m_insert = Insert::Behind;
        } else if (isMyKeyword(word, "RETURNING")) {
            m_insert = Insert::Behind;
        } else {
            m_statement.tuples = -1;
            m_insert = Insert::No;
        }
    }
}

} // namespace bakferry
