#include "engines/script/mysplitter.h"
#include "engines/script/mysplitterparts.h"

#include <algorithm>
#include <array>

// Between statements: comments, and lines that are for the mariadb client.

namespace bakferry {

using namespace mysplitter;

namespace {

struct ClientWord
{
    QByteArrayView word;
    bool takesWords; ///< else it is one only where nothing follows in its line
};
// Source: the `commands` of MariaDB's client/mysql.cc, and those that MySQL's has besides.
constexpr ClientWord clientWords[] = {
    {"?", true}, {"clear", false}, {"connect", true}, {"edit", false}, {"ego", false}, {"exit", false}, {"go", false}, {"help", true},
    {"nopager", false}, {"notee", false}, {"pager", true}, {"print", false}, {"prompt", true}, {"quit", false}, {"rehash", false},
    {"source", true}, {"status", false}, {"system", true}, {"tee", true}, {"charset", true}, {"warnings", false},
    {"nowarning", false}, {"sandbox", false}, {"resetconnection", false}, {"query_attributes", true}, {"ssl_session_data_print", true},
};
constexpr std::size_t longestClientWord = 22;

// What a word for the client may begin with, "delimiter" and "use" included.
constexpr std::array<bool, 256> makeBeginnings()
{
    std::array<bool, 256> beginnings{};
    for (const ClientWord& one : clientWords)
        beginnings[std::size_t(one.word[0])] = beginnings[std::size_t(one.word[0] & ~0x20)] = true;
    beginnings['d'] = beginnings['D'] = beginnings['u'] = beginnings['U'] = true;
    return beginnings;
}
constexpr auto clientBeginnings = makeBeginnings();
constexpr qsizetype longestDelimiter = 15; // what the client keeps of it

QByteArrayView trimmedLine(QByteArrayView line)
{
    while (!line.isEmpty() && isMyBlank(line.back()))
        line.chop(1);
    while (!line.isEmpty() && isMyBlank(line.front()))
        line = line.sliced(1);
    return line;
}

bool isWord(QByteArrayView word, QByteArrayView other) { return word.compare(other, Qt::CaseInsensitive) == 0; }

} // namespace

MySplitter::Event MySplitter::between(QByteArrayView text, std::size_t& at, bool atEnd)
{
    const std::size_t size = std::size_t(text.size());
    while (at < size) {
        const char c = text[qsizetype(at)];
        if (isMyBlank(c)) {
            ++at;
            continue;
        }
        const Match match = c == m_delimiter[0] ? delimiterAt(text, at, atEnd) : Match::No;
        if (match == Match::Unsure)
            return more(at);
        if (match == Match::Yes) {
            at += std::size_t(m_delimiter.size());
            continue;
        }
        if (c == '\xef' && size - at < 3 && !atEnd)
            return more(at);
        if (c == '\xef' && text.sliced(qsizetype(at)).startsWith("\xef\xbb\xbf")) {
            at += 3; // a byte order mark, also where files were joined
            continue;
        }
        Event event = Event::StatementBegins;
        if (beginsComment(text, at, atEnd, event) || beginsClientLine(text, at, atEnd, event))
            return event == Event::More ? more(at) : event;
        return beginStatement(at, State::Bare);
    }
    return atEnd ? endOfScript(at) : more(at);
}

// Here the client takes every "--" for a comment, whatever follows.
bool MySplitter::beginsComment(QByteArrayView text, std::size_t& at, bool atEnd, Event& event)
{
    const QByteArrayView rest = text.sliced(qsizetype(at));
    const char c = rest[0];
    if (c == '#' || rest.startsWith("--")) {
        event = lineEvent(text, at, atEnd, Event::Comment);
        return true;
    }
    if (c != '/' && c != '-')
        return false;
    if (rest.size() <= myCommentHeadBytes && !atEnd) {
        event = Event::More;
        return true;
    }
    if (!rest.startsWith("/*"))
        return false;
    const MyCommentHead head = myCommentHead(rest.first(qMin(rest.size(), myCommentHeadBytes)));
    const bool isSandbox = head.version == 999999 && rest.size() > head.length && rest[head.length] == '\\';
    if (head.length > 0 && !isSandbox)
        return false;
    event = blockCommentBetween(text, at, atEnd);
    return true;
}

MySplitter::Event MySplitter::blockCommentBetween(QByteArrayView text, std::size_t& at, bool atEnd)
{
    const qsizetype end = text.indexOf("*/", qsizetype(at) + 2);
    if (end < 0 && !atEnd && std::size_t(text.size()) - at < longestLine)
        return Event::More;
    if (end < 0 && atEnd) { // never closed
        const Event event = beginStatement(at, State::BlockComment);
        at += 2;
        return event;
    }
    m_begin = at;
    if (end < 0)
        m_state = State::BlockComment;
    at = end < 0 ? std::size_t(text.size()) - 1 : std::size_t(end) + 2; // the last byte may be the star of the end
    return Event::Comment;
}

// A whole line; one that is longer than anything sensible is told by its beginning.
MySplitter::Event MySplitter::lineEvent(QByteArrayView text, std::size_t& at, bool atEnd, Event event)
{
    const std::size_t size = std::size_t(text.size());
    const std::size_t newline = find(text, at, '\n');
    if (newline == npos && !atEnd && size - at < longestLine)
        return Event::More;
    m_begin = at;
    at = newline == npos ? size : newline + 1;
    if (newline == npos && !atEnd)
        m_state = State::SkippedLine;
    return event;
}

// Behind a command's own delimiter the line goes on as SQL.
MySplitter::Event MySplitter::clientLine(QByteArrayView text, std::size_t& at, bool atEnd)
{
    const std::size_t begin = at;
    const Event event = lineEvent(text, at, atEnd, Event::ClientLine);
    if (event == Event::ClientLine) {
        const qsizetype delimiter = text.first(qsizetype(at)).indexOf(m_delimiter, qsizetype(begin));
        if (delimiter >= 0) {
            at = std::size_t(delimiter + m_delimiter.size());
            m_state = m_inStatement ? State::Bare : State::Between;
        }
    }
    return event;
}

bool MySplitter::beginsClientLine(QByteArrayView text, std::size_t& at, bool atEnd, Event& event)
{
    const std::size_t size = std::size_t(text.size());
    if (text[qsizetype(at)] == '\\') {
        event = clientLine(text, at, atEnd);
        return true;
    }
    if (!clientBeginnings[static_cast<unsigned char>(text[qsizetype(at)])])
        return false;
    std::size_t end = at;
    while (end < size && end - at <= longestClientWord && (isMyWordByte(text[qsizetype(end)]) || text[qsizetype(end)] == '?'))
        ++end;
    if (end == size && end - at <= longestClientWord && !atEnd) {
        event = Event::More;
        return true;
    }
    const QByteArrayView word = text.sliced(qsizetype(at), qsizetype(end - at));
    const bool isDelimiter = isWord(word, "delimiter"), isUse = isWord(word, "use");
    const auto* const known = std::ranges::find_if(clientWords, [&](const ClientWord& one) { return isWord(word, one.word); });
    if (!isDelimiter && !isUse && known == std::end(clientWords))
        return false;
    const std::size_t newline = find(text, at, '\n');
    if (newline == npos && !atEnd && size - at < longestLine) {
        event = Event::More;
        return true;
    }
    const std::size_t lineEnd = newline == npos ? size : newline;
    const QByteArrayView behind = text.sliced(qsizetype(end), qsizetype(lineEnd - end));
    const qsizetype delimiter = behind.indexOf(m_delimiter);
    if (isDelimiter && delimiterLine(behind)) {
        m_begin = at;
        at = newline == npos ? size : newline + 1;
        event = Event::Delimiter;
        return true;
    }
    if (isUse) {
        if (delimiter >= 0 || behind.isEmpty() || (behind[0] != ' ' && behind[0] != '\t'))
            return false;
        event = beginStatement(at, State::Line);
        return true;
    }
    const QByteArrayView words = trimmedLine(delimiter < 0 ? behind : behind.first(delimiter));
    const bool isApart = delimiter == 0 || behind.isEmpty() || isMyBlank(behind[0]);
    if (!isApart || (!isDelimiter && !known->takesWords && !words.isEmpty()))
        return false;
    event = clientLine(text, at, atEnd);
    return true;
}

// @param line  behind the word DELIMITER. @returns false when it says nothing that the client would take.
bool MySplitter::delimiterLine(QByteArrayView line)
{
    if (line.isEmpty() || (line[0] != ' ' && line[0] != '\t'))
        return false;
    QByteArrayView word = trimmedLine(line);
    const char quote = word.isEmpty() ? '\0' : word[0];
    if (quote == '\'' || quote == '"' || quote == '`') {
        word = word.sliced(1);
        word = word.first(qMax<qsizetype>(0, word.indexOf(quote)));
    } else {
        word = word.first(std::find_if(word.begin(), word.end(), isMyBlank) - word.begin());
    }
    if (word.isEmpty() || word.contains('\\'))
        return false;
    setDelimiter(word.first(qMin(word.size(), longestDelimiter)).toByteArray());
    return true;
}

} // namespace bakferry
