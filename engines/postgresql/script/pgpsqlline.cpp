#include "engines/postgresql/script/pgpsqlline.h"

#include <algorithm>

namespace bakferry {

namespace {

bool isBlank(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }
bool isAlphanumeric(char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

// Words of a psql line: '…' and "…" hold blanks, a doubled quote is one. @returns false when it holds what psql would run or fill in.
bool splitArguments(QByteArrayView line, QByteArrayList& arguments)
{
    qsizetype at = 0;
    for (;;) {
        while (at < line.size() && isBlank(line[at]))
            ++at;
        if (at >= line.size())
            return true;
        QByteArray argument;
        while (at < line.size() && !isBlank(line[at])) {
            const char c = line[at++];
            if (c == '`' || c == '\\' || c == '|' || c == ':')
                return false;
            if (c != '\'' && c != '"') {
                argument += c;
                continue;
            }
            for (;; ++at) {
                if (at >= line.size())
                    return false;
                if (line[at] == c && (at + 1 >= line.size() || line[at + 1] != c))
                    break;
                if (c == '\'' && line[at] == '\\' && at + 1 < line.size())
                    ++at;
                else if (line[at] == c)
                    ++at;
                argument += line[at];
            }
            ++at;
        }
        arguments += argument;
    }
}

// dbname out of "dbname='x' …", as pg_dumpall quotes a name that could be taken for a connection string.
QByteArray databaseOf(const QByteArray& connection)
{
    const qsizetype key = connection.indexOf("dbname=");
    if (key < 0)
        return connection.contains('=') || connection.contains("://") ? QByteArray() : connection;
    QByteArray name;
    qsizetype at = key + 7;
    const bool quoted = at < connection.size() && connection[at] == '\'';
    for (at += quoted ? 1 : 0; at < connection.size(); ++at) {
        if (quoted ? connection[at] == '\'' : isBlank(connection[at]))
            break;
        if (connection[at] == '\\' && at + 1 < connection.size())
            ++at;
        name += connection[at];
    }
    return name;
}

PgPsqlLine readConnect(QByteArrayList arguments)
{
    if (!arguments.isEmpty() && arguments.first().startsWith("-reuse-previous"))
        arguments.removeFirst();
    for (QByteArray& argument : arguments) {
        while (argument.endsWith(';')) // psql takes them off as well
            argument.chop(1);
        if (argument == "-")
            argument.clear();
    }
    const QByteArray named = arguments.value(0);
    PgPsqlLine line{PgPsqlLine::Does::Connects, {databaseOf(named), arguments.value(1)}, {}};
    if (arguments.size() > 4 || (!named.isEmpty() && line.connect.database.isEmpty()))
        line.does = PgPsqlLine::Does::Hostile;
    return line;
}

} // namespace

PgPsqlLine readPgPsqlLine(QByteArrayView whole)
{
    const QByteArrayView line = whole.trimmed();
    qsizetype end = 1;
    while (end < line.size() && !isBlank(line[end]) && line[end] != '\\' && line[end] != '`')
        ++end;
    QByteArray command = line.first(end).toByteArray();
    if (command.startsWith("\\c\"") || command.startsWith("\\c'")) { // psql needs no blank before a quoted name
        end = 2;
        command = "\\c";
    }
    if (command == "\\.")
        return {PgPsqlLine::Does::EndsRows, {}, {}};
    QByteArrayList arguments;
    PgPsqlLine answer;
    if (!splitArguments(line.sliced(end), arguments))
        return answer;
    if (command == "\\connect" || command == "\\c")
        return readConnect(arguments);
    answer.argument = arguments.value(0);
    if (command == "\\restrict" || command == "\\unrestrict") {
        const bool isKey = arguments.size() == 1 && answer.argument.size() <= 128 && !answer.argument.isEmpty()
            && std::ranges::all_of(answer.argument, isAlphanumeric) && line.sliced(end).trimmed() == answer.argument;
        if (isKey)
            answer.does = command == "\\restrict" ? PgPsqlLine::Does::Restricts : PgPsqlLine::Does::Unrestricts;
    } else if (command == "\\encoding" && arguments.size() == 1) {
        answer.does = PgPsqlLine::Does::SetsEncoding;
    } else if (command == "\\set" && arguments.size() <= 2) {
        static const QByteArrayList harmless{"ON_ERROR_STOP", "ON_ERROR_ROLLBACK", "QUIET", "ECHO", "VERBOSITY", "AUTOCOMMIT", "SHOW_CONTEXT"};
        if (harmless.contains(answer.argument))
            answer.does = PgPsqlLine::Does::Nothing;
    }
    return answer;
}

} // namespace bakferry
