#include "engines/mariadb/script/myfilescan.h"

#include "engines/displaytext.h"
#include "engines/loading/blockreader.h"
#include "engines/mariadb/script/mystatement.h"

#include <QtGlobal>

#include <algorithm>

namespace bakferry {

namespace {

using Event = MySplitter::Event;
using Kind = MyProblem::Kind;

constexpr qsizetype statementBytes = 64 * 1024 * 1024; // of a statement that are looked at
constexpr qsizetype sampleAround = 60;                  // bytes of a preview before and behind the first one beyond ASCII

// What the programs that write dumps say on their error channel, when it was caught with the dump.
bool isMessageOfProgram(QByteArrayView line)
{
    for (const QByteArrayView words : {QByteArrayView("mysqldump: "), QByteArrayView("mariadb-dump: "), QByteArrayView("mysqlpump: "), QByteArrayView("mysql: "),
                                       QByteArrayView("Warning: "), QByteArrayView("WARNING: "), QByteArrayView("[Warning] "), QByteArrayView("Deprecated program name")}) {
        if (line.startsWith(words))
            return true;
    }
    return line.contains("mysqldump: ") || line.contains("mariadb-dump: "); // "/usr/bin/mysqldump: Deprecated program name"
}

} // namespace

MyScriptScan::FileScan::FileScan(MyScriptScan& scan, int index, int depth) : m_scan(scan), m_index(index), m_depth(depth)
{
    const MyFile& file = scan.m_files.files()[index];
    if (depth == 0)
        maker().beginFile(index, scan.charsetOf(index));
    else
        maker().enterFile(index);
    m_splitter.setMode(maker().mode());
    // mydumper ends a statement of these files where a semicolon ends its line, and puts a blank behind those of bodies.
    if (file.role == MyFile::Role::Routines || file.role == MyFile::Role::Triggers)
        m_splitter.setDelimiter(";\n");
}

void MyScriptScan::FileScan::problem(Kind kind, const char* what, const QStringList& arguments, const QString& detail)
{
    MyPlace place{m_index, m_base, 0, m_line};
    maker().problems().add({kind, {what, QStringList{maker().place(place)} + arguments}, detail});
}

void MyScriptScan::FileScan::countLinesTo(QByteArrayView text, std::size_t at)
{
    m_line += countLines(text.sliced(qsizetype(m_countedTo), qsizetype(at - m_countedTo)));
    m_countedTo = at;
}

// A mark of UTF-8, and lines that are no SQL in front of a dump.
std::size_t MyScriptScan::FileScan::skipForeignLines(QByteArrayView text)
{
    qsizetype at = text.startsWith("\xef\xbb\xbf") ? 3 : 0;
    if (text.sliced(at).startsWith("Enter password: "))
        at += 16;
    for (;;) {
        const QByteArrayView rest = text.sliced(at);
        const qsizetype end = rest.indexOf('\n');
        if (end < 0 || !isMessageOfProgram(rest.first(end)))
            return std::size_t(at);
        countLinesTo(text, std::size_t(at));
        problem(Kind::Suspicious, QT_TRANSLATE_NOOP("Message", "Line %1 is no SQL but a message of the program that made the backup; it is left out: %2"), {displayBytes(rest.first(end).trimmed(), 200)});
        at += end + 1;
    }
}

void MyScriptScan::FileScan::takeText(QByteArrayView text, bool atEnd)
{
    if (const qsizetype nul = m_hasNul ? -1 : text.indexOf('\0'); nul >= 0) {
        m_hasNul = true;
        problem(Kind::Suspicious, QT_TRANSLATE_NOOP("Message", "Behind line %1 stands a NUL byte (byte %2), which dump programs write as \\0: the file may be damaged there, or hold binary values as they are."),
                {QString::number(m_base + nul)});
    }
    m_countedTo = 0;
    m_local = 0;
    std::size_t at = m_atStart ? skipForeignLines(text) : 0;
    m_atStart = false;
    for (;;) {
        const Event event = m_splitter.next(text, at, atEnd);
        if (event == Event::More || m_failure)
            break;
        takeEvent(event, text, at);
    }
    if (m_splitter.insideStatement())
        collect(text, at);
    countLinesTo(text, at);
    m_base += qint64(at);
}

void MyScriptScan::FileScan::takeEvent(Event event, QByteArrayView text, std::size_t at)
{
    const std::size_t begin = m_splitter.begin();
    const QByteArrayView piece = begin <= at ? text.sliced(qsizetype(begin), qsizetype(at - begin)) : QByteArrayView();
    switch (event) {
    case Event::More:
    case Event::Delimiter: break;
    case Event::Comment: {
        const int before = facts().heading.headings();
        facts().heading.take(piece, maker().statements());
        if (facts().heading.headings() > before)
            maker().beginNextDump();
        maker().setNamelessDatabase(facts().heading.database());
        break;
    }
    case Event::StatementBegins:
        countLinesTo(text, begin);
        m_place = {m_index, m_base + qint64(begin), 0, m_line};
        m_local = begin;
        m_collected.resize(0);
        m_tooLong = false;
        break;
    case Event::StatementEnds: takeStatement(text, at); break;
    case Event::ClientLine:
        countLinesTo(text, begin);
        takeClientLine(piece, m_base + qint64(begin));
        break;
    }
}

// Text is looked at for what it is encoded in only where nothing declares it.
void MyScriptScan::FileScan::sample(QByteArrayView bytes)
{
    if (maker().isCharsetDeclared())
        return;
    const qsizetype first = facts().undeclared.add(bytes);
    if (first < 0)
        return;
    facts().undeclaredLine = m_place.line + countLines(m_collected) + countLines(bytes.first(first));
    const qsizetype begin = qMax<qsizetype>(0, first - sampleAround);
    facts().undeclaredText = bytes.sliced(begin, qMin(bytes.size() - begin, first - begin + sampleAround)).toByteArray();
}

void MyScriptScan::FileScan::collect(QByteArrayView text, std::size_t at)
{
    const qsizetype here = qsizetype(at - m_local);
    sample(text.sliced(qsizetype(m_local), here));
    m_collected += text.sliced(qsizetype(m_local), qBound<qsizetype>(0, statementBytes - m_collected.size(), here));
    m_local = at;
    // Tuples of literals need no look; anything else is looked at whole, or not restored.
    const bool isPlain = m_splitter.isRowStatement() && m_splitter.statement().tuples >= 0 && !m_splitter.statement().nested;
    if (m_collected.size() < statementBytes || m_tooLong || isPlain)
        return;
    m_tooLong = true;
    problem(Kind::TooLong, QT_TRANSLATE_NOOP("Message", "The statement on line %1 (byte %2) is longer than 64 MiB and holds more than plain rows."), {QString::number(m_place.offset)});
}

void MyScriptScan::FileScan::takeStatement(QByteArrayView text, std::size_t at)
{
    const MySplitter::Statement& facts = m_splitter.statement();
    const std::size_t end = at - std::size_t(facts.delimiterLength);
    m_place.length = m_base + qint64(at) - m_place.offset;
    QByteArrayView sql;
    if (m_collected.isEmpty()) {
        sql = text.sliced(qsizetype(m_local), qsizetype(end - m_local));
        sample(sql);
    } else {
        collect(text, std::max(end, m_local));
        sql = m_collected;
    }
    m_scan.m_longestStatement = std::max(m_scan.m_longestStatement, m_place.length - facts.delimiterLength);
    m_scan.m_longestRow = std::max(m_scan.m_longestRow, facts.longestTuple);
    if (!facts.terminated)
        return takeUnterminated(sql, facts);
    this->facts().heading.takeStatement();
    maker().takeStatement(sql, m_place, facts);
    m_splitter.setMode(maker().mode());
}

// The script ends without a delimiter. What makes nothing may end so; anything else may have been cut off.
void MyScriptScan::FileScan::takeUnterminated(QByteArrayView sql, const MySplitter::Statement& facts)
{
    QByteArrayView whole = sql.trimmed();
    const bool isDelimited = !facts.openQuote && m_splitter.delimiter() == ";\n" && whole.endsWith(';');
    if (isDelimited)
        whole.chop(1);
    const MyStatement::Does does = facts.openQuote ? MyStatement::Does::Refused : readMyStatement(whole, maker().mode()).does;
    if (isDelimited || does == MyStatement::Does::Nothing || does == MyStatement::Does::Sets)
        return maker().takeStatement(whole, m_place, facts);
    this->facts().endsInStatement = true;
    const MyPlace place = m_place;
    maker().problems().add({Kind::CutOff,
                            {facts.openQuote ? QT_TRANSLATE_NOOP("Message", "The script ends at byte %3 inside a literal, a name or a comment of the statement that begins on line %1 (byte %2).")
                                             : QT_TRANSLATE_NOOP("Message", "The script ends at byte %3 inside the statement that begins on line %1 (byte %2): its delimiter is missing."),
                             {maker().place(place), QString::number(place.offset), QString::number(place.offset + place.length)}},
                            {}});
}

void MyScriptScan::FileScan::takeClientLine(QByteArrayView whole, qint64 offset)
{
    const QByteArray line = whole.trimmed().toByteArray();
    const qsizetype blank = line.startsWith("\\.") || line.startsWith("\\C") ? 2 : std::min(line.indexOf(' ') < 0 ? line.size() : line.indexOf(' '), line.indexOf('\t') < 0 ? line.size() : line.indexOf('\t'));
    const QByteArray word = line.first(qMin(blank, line.size())).toLower();
    QByteArray rest = line.sliced(qMin(blank, line.size())).trimmed();
    while (rest.endsWith(';') || rest.endsWith(' '))
        rest.chop(1);
    if (!m_splitter.insideStatement() && (word == "source" || word == "\\."))
        return source(rest, offset);
    if (!m_splitter.insideStatement() && (word == "charset" || line.startsWith("\\C"))) {
        maker().setCharset(rest);
        return m_splitter.setMode(maker().mode());
    }
    problem(Kind::Hostile, QT_TRANSLATE_NOOP("Message", "Line %1 (byte %2) is a command for the mariadb or mysql program, which could run programs or read and write files."),
            {QString::number(offset)}, displayBytes(line, 200));
}

void MyScriptScan::FileScan::source(const QByteArray& path, qint64 offset)
{
    const int other = m_scan.fileNamed(path);
    if (other < 0 || m_depth >= 8 || other == m_index) {
        return problem(Kind::SourceMissing, QT_TRANSLATE_NOOP("Message", "Line %1 (byte %2) reads the file %3, which is not part of this backup: a restore without it would not be complete."),
                       {QString::number(offset), displayBytes(path, 200)});
    }
    const qint64 line = m_line;
    Result<void> read = m_scan.readFile(other, m_depth + 1);
    if (!read)
        m_failure = read.error();
    m_line = line;
    maker().enterFile(m_index);
    m_splitter.setMode(maker().mode());
}

void MyScriptScan::FileScan::finish()
{
    facts().unrestored = maker().session().unrestored();
    facts().savesLikeAProgram = maker().session().savesLikeAProgram();
    facts().foreignKeyCheckOff = maker().session().isForeignKeyCheckOff();
    facts().lastObject = displayBytes(maker().lastObject(), 128);
}

} // namespace bakferry
