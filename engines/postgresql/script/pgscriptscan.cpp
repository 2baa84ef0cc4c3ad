#include "engines/postgresql/script/pgscriptscan.h"

#include "engines/displaytext.h"
#include "engines/loading/blockreader.h"

#include <QRegularExpression>
#include <QtGlobal>

namespace bakferry {

namespace {

using Event = PgSplitter::Event;

constexpr qsizetype problemsKept = 50;
constexpr qsizetype definitionBytes = 64 * 1024 * 1024; // what one definition may hold
constexpr qsizetype rowStatementBytes = 64 * 1024;      // enough to tell what a statement about rows is

QStringList place(qint64 line, qint64 offset) { return {QString::number(line), QString::number(offset)}; }

bool hasControlCharacter(const QByteArray& name)
{
    return std::ranges::any_of(name, [](char c) { return (c >= 0 && c < ' ') || c == '\x7f'; });
}

// A version right behind the words: "15.2", "7.4.1", "16beta1".
QByteArray versionBehind(const QByteArray& comment, QByteArrayView words)
{
    const QByteArray rest = comment.sliced(words.size()).trimmed();
    return rest.first(qMin<qsizetype>(rest.indexOf(' ') < 0 ? rest.size() : rest.indexOf(' '), 32));
}

} // namespace

void PgScriptScan::problem(PgScriptProblem::Kind kind, Message what, QString detail)
{
    if (kind != PgScriptProblem::Kind::Suspicious)
        ++m_summary.problemCount;
    if (m_summary.problems.size() < problemsKept)
        m_summary.problems += PgScriptProblem{kind, std::move(what), std::move(detail)};
}

Result<PgScriptSummary> PgScriptScan::read(const JobContext& context, JobStep step)
{
    m_summary.header.format = "postgresql-script";
    m_summary.header.outerCompression = m_input.compression();
    BlockReader reader(m_input, m_mostBytes);
    JobProgress progress;
    progress.step = step;
    progress.bytesTotal = m_input.storedBytes();
    QByteArray rest;
    qint64 firstNul = -1;
    for (bool atEnd = false; !atEnd;) {
        Result<std::optional<QByteArray>> block = reader.next();
        if (!block)
            return block.error();
        if (!context.goOn()) {
            m_summary.cancelled = true;
            break;
        }
        atEnd = !*block;
        QByteArray text = atEnd ? QByteArray() : std::move(**block);
        const qsizetype nul = firstNul < 0 ? text.indexOf('\0') : -1;
        firstNul = nul < 0 ? firstNul : m_summary.bytes + nul;
        m_summary.bytes += text.size();
        if (!rest.isEmpty())
            text.prepend(rest);
        const qint64 before = m_base;
        takeText(text, atEnd && reader.reachedEnd());
        rest = text.sliced(m_base - before);
        progress.bytesDone = m_input.storedPosition();
        progress.rowsDone = m_rows;
        context.report(progress);
    }
    m_reachedEnd = reader.reachedEnd();
    if (firstNul >= 0) {
        problem(PgScriptProblem::Kind::Damaged, {QT_TRANSLATE_NOOP("Message", "There is a NUL byte at byte %1 of the script; PostgreSQL takes none anywhere."), {QString::number(firstNul)}});
    }
    m_summary.header.pgDumpLayout = m_maker.isInDumpOrder();
    m_summary.endsBehindTrailer = m_summary.endsBehindTrailer && m_summary.hasTrailer;
    m_maker.finish();
    m_summary.databases = m_maker.databases();
    m_summary.rows = m_maker.rows();
    m_summary.statements = m_maker.statements();
    m_summary.skipped = m_maker.skipped();
    checkNames();
    return m_summary;
}

void PgScriptScan::countLinesTo(QByteArrayView text, std::size_t at)
{
    m_line += countLines(text.sliced(qsizetype(m_countedTo), qsizetype(at - m_countedTo)));
    m_countedTo = at;
}

void PgScriptScan::takeText(QByteArrayView text, bool atEnd)
{
    m_countedTo = 0;
    m_local = 0;
    std::size_t at = 0;
    for (;;) {
        const Event event = m_splitter.next(text, at, atEnd);
        if (event == Event::More)
            break;
        takeEvent(event, text, at);
    }
    if (m_splitter.insideStatement())
        collect(text, at);
    if (m_splitter.insideRows()) {
        m_line += m_splitter.rows().lines;
        m_rows = qMax(m_rows, m_splitter.rows().rows);
        m_countedTo = at;
    }
    countLinesTo(text, at);
    m_base += qint64(at);
}

void PgScriptScan::takeEvent(Event event, QByteArrayView text, std::size_t at)
{
    const std::size_t begin = m_splitter.begin();
    const QByteArrayView piece = begin <= at ? text.sliced(qsizetype(begin), qsizetype(at - begin)) : QByteArrayView();
    switch (event) {
    case Event::More: break;
    case Event::Comment: takeComment(piece); break;
    case Event::StatementBegins:
        countLinesTo(text, begin);
        m_place = {m_base + qint64(begin), 0, m_line};
        m_local = begin;
        m_collected.resize(0);
        m_tooLong = false;
        break;
    case Event::StatementEnds: takeStatement(text, at); break;
    case Event::ClientLine:
        countLinesTo(text, begin);
        takeClientLine(piece, m_line, m_base + qint64(begin));
        break;
    case Event::StrayText:
        countLinesTo(text, begin);
        problem(PgScriptProblem::Kind::Damaged, {QT_TRANSLATE_NOOP("Message", "On line %1 (byte %2) something follows COPY … FROM stdin; its rows should begin on the next line."), place(m_line, m_base + qint64(begin))});
        break;
    case Event::RowsBegin:
        countLinesTo(text, at);
        m_maker.beginRows(m_base + qint64(at));
        break;
    case Event::RowsEnd:
        m_line += m_splitter.rows().lines;
        m_countedTo = at;
        m_maker.endRows(m_base + qint64(begin), m_splitter.rows().rows);
        endRows();
        break;
    }
}

void PgScriptScan::endRows()
{
    if (m_splitter.rows().terminated)
        return;
    const PgEntry* table = m_maker.rowEntry();
    problem(PgScriptProblem::Kind::CutOff,
            {QT_TRANSLATE_NOOP("Message", "The script ends at byte %2 (line %1) inside the rows of %3, after %4 rows: the line \"\\.\" is missing."),
             place(m_line, m_summary.bytes) + QStringList{displayBytes(table->name), QString::number(m_splitter.rows().rows)}});
}

void PgScriptScan::collect(QByteArrayView text, std::size_t at)
{
    const qsizetype most = m_splitter.isRowStatement() ? rowStatementBytes : definitionBytes;
    const qsizetype here = qsizetype(at - m_local);
    m_collected += text.sliced(qsizetype(m_local), qBound<qsizetype>(0, most - m_collected.size(), here));
    m_local = at;
    if (m_collected.size() < definitionBytes || m_tooLong)
        return;
    m_tooLong = true;
    problem(PgScriptProblem::Kind::TooLong, {QT_TRANSLATE_NOOP("Message", "The definition that begins on line %1 (byte %2) is longer than 64 MiB."), place(m_place.line, m_place.offset)});
}

void PgScriptScan::takeStatement(QByteArrayView text, std::size_t at)
{
    m_place.length = m_base + qint64(at) - m_place.offset;
    const PgSplitter::Statement& facts = m_splitter.statement();
    if (!facts.terminated) {
        problem(PgScriptProblem::Kind::CutOff,
                {QT_TRANSLATE_NOOP("Message", "The script ends at byte %3 inside a statement that begins on line %1 (byte %2): its semicolon is missing."),
                 place(m_place.line, m_place.offset) + QStringList{QString::number(m_summary.bytes)}});
        return;
    }
    QByteArrayView sql = text.sliced(qsizetype(m_local), qsizetype(at - m_local));
    if (!m_collected.isEmpty()) {
        collect(text, at);
        sql = m_collected;
    }
    m_summary.endsBehindTrailer = false;
    m_maker.takeStatement(sql, m_place, facts.insertRows);
    m_splitter.setMode(m_maker.mode());
}

// Comments tell who made the script and whether it is whole; they never tell what a statement is (TRUST T04).
void PgScriptScan::takeComment(QByteArrayView comment)
{
    const QByteArray line = comment.trimmed().toByteArray();
    PgHeader& header = m_summary.header;
    const bool atTop = m_maker.statements() == 0;
    if (line == "-- PostgreSQL database dump complete" || line == "-- PostgreSQL database cluster dump complete") {
        const bool ends = header.dumpall == line.contains("cluster");
        m_summary.hasTrailer = m_summary.hasTrailer || ends;
        m_summary.endsBehindTrailer = m_summary.endsBehindTrailer || ends;
    } else if (line == "-- PostgreSQL database dump" || line == "-- PostgreSQL database cluster dump") {
        header.dumpall = header.dumpall || (atTop && line.contains("cluster"));
        m_summary.claimsDump = m_summary.claimsDump || atTop;
        m_summary.hasTrailer = m_summary.hasTrailer && header.dumpall;
        m_maker.setClaims(m_summary.claimsDump, header.dumpall);
    } else if (line.startsWith("-- Dumped from database version ") && header.serverVersion.isEmpty()) {
        header.serverVersion = versionBehind(line, "-- Dumped from database version ");
    } else if (line.startsWith("-- Dumped by pg_dump version ") && header.producerVersion.isEmpty()) {
        header.producerVersion = versionBehind(line, "-- Dumped by pg_dump version ");
    } else if (line.startsWith("-- Started on ") && header.created.isEmpty()) {
        header.created = line.sliced(14).first(qMin<qsizetype>(line.size() - 14, 19));
    } else if ((line.startsWith("-- Name: ") || line.startsWith("-- Data for Name: ")) && m_summary.claimsDump && !line.contains(" Type: ")) {
        problem(PgScriptProblem::Kind::Suspicious, {QT_TRANSLATE_NOOP("Message", "A comment before line %1 names an object whose name seems to hold a line end: the lines behind it may be statements that pg_dump never meant."), {QString::number(m_line + 2)}});
    }
}

void PgScriptScan::takeClientLine(QByteArrayView whole, qint64 lineNumber, qint64 offset)
{
    PgPsqlLine line = readPgPsqlLine(whole);
    const bool refusedNow = !m_restriction.isEmpty() && line.does == PgPsqlLine::Does::Connects; // psql refuses it as well
    if (m_splitter.insideStatement() || refusedNow)
        line.does = PgPsqlLine::Does::Hostile;
    switch (line.does) {
    case PgPsqlLine::Does::Connects:
        m_maker.connectTo(line.connect);
        m_splitter.setMode(m_maker.mode());
        return;
    case PgPsqlLine::Does::SetsEncoding:
        m_maker.setEncoding(line.argument);
        m_splitter.setMode(m_maker.mode());
        return;
    case PgPsqlLine::Does::Restricts: m_restriction = line.argument; return;
    case PgPsqlLine::Does::Unrestricts:
        if (m_restriction == line.argument) {
            m_restriction.clear();
            return;
        }
        break;
    case PgPsqlLine::Does::EndsRows:
    case PgPsqlLine::Does::Nothing: return;
    case PgPsqlLine::Does::Hostile: break;
    }
    problem(PgScriptProblem::Kind::Hostile,
            {QT_TRANSLATE_NOOP("Message", "Line %1 (byte %2) is a command for the psql program, which could run programs or write files."), place(lineNumber, offset)},
            displayBytes(whole.trimmed(), 200));
}

void PgScriptScan::checkNames()
{
    for (const PgDatabase& database : m_summary.databases) {
        for (const PgEntry& entry : database.entries) {
            if (hasControlCharacter(entry.name) || hasControlCharacter(entry.schema)) {
                problem(PgScriptProblem::Kind::Suspicious, {QT_TRANSLATE_NOOP("Message", "The name %2 on line %1 holds control characters."), {QString::number(entry.line), displayBytes(entry.name)}});
            }
        }
    }
}

} // namespace bakferry
