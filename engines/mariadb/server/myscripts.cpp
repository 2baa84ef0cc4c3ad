#include "engines/mariadb/server/myscripts.h"

#include "engines/displaytext.h"
#include "engines/mariadb/server/mycatalog.h"

#include <QtGlobal>

#include <algorithm>
#include <array>

namespace bakferry {

using namespace Qt::StringLiterals;

namespace {

// In the order they can be made in: routines look for what they name when they run, views and triggers when they are made, and
// events may run at once.
constexpr std::array kinds{"PACKAGE", "FUNCTION", "PROCEDURE", "PACKAGE BODY", "VIEW", "TRIGGER", "EVENT"};

// Where SHOW CREATE puts what; -1: nowhere. Source: MariaDB's manual, SHOW CREATE TRIGGER, VIEW, PROCEDURE, EVENT
struct Columns
{
    int statement, sqlMode, charset, collation, timeZone;
};
Columns columnsOf(QByteArrayView kind)
{
    if (kind == "VIEW")
        return {1, -1, 2, 3, -1};
    if (kind == "EVENT")
        return {3, 1, 4, 5, 2};
    return {2, 1, 3, 4, -1};
}

Error hidden(QByteArrayView kind, const QByteArray& database, const QByteArray& name)
{
    return {ErrorKind::TargetUnusable, "server.privilege",
            {QT_TRANSLATE_NOOP("Message", "This user may not see the text of %1 %2, so it could not be kept."), {QString::fromLatin1(kind), displayBytes(quotedMyName(database, name))}},
            {QT_TRANSLATE_NOOP("Message", "Run as an administrator: GRANT SELECT ON mysql.* TO this user, or sign in as the user who made it."), {}}, {}};
}

QByteArray nameQuery(const QByteArray& database, QByteArrayView kind)
{
    const QByteArray is = " = " + quotedMyLiteral(database);
    if (kind == "TRIGGER") // in the order they fire in
        return "SELECT TRIGGER_NAME FROM information_schema.TRIGGERS WHERE TRIGGER_SCHEMA" + is + " ORDER BY EVENT_OBJECT_TABLE, EVENT_MANIPULATION, ACTION_TIMING, ACTION_ORDER";
    if (kind == "EVENT")
        return "SELECT EVENT_NAME FROM information_schema.EVENTS WHERE EVENT_SCHEMA" + is + " ORDER BY EVENT_NAME";
    if (kind == "VIEW")
        return "SHOW FULL TABLES FROM " + quotedMyName(database) + " WHERE Table_type = 'VIEW'";
    return "SELECT ROUTINE_NAME FROM information_schema.ROUTINES WHERE ROUTINE_SCHEMA" + is + " AND ROUTINE_TYPE = '" + kind.toByteArray() + "' ORDER BY ROUTINE_NAME";
}

Result<MyScript> readScript(MyConnection& connection, const QByteArray& database, QByteArrayView kind, const QByteArray& name)
{
    const Result<MyAnswer> shown = connection.execute("SHOW CREATE " + kind.toByteArray() + ' ' + quotedMyName(database, name));
    if (!shown)
        return shown.error();
    const Columns at = columnsOf(kind);
    if (shown->rows() == 0 || shown->isNull(0, at.statement))
        return hidden(kind, database, name);
    const auto column = [&](int which) { return which < 0 ? QByteArray() : shown->text(0, which); };
    return MyScript{kind.toByteArray(), name, column(at.sqlMode), column(at.charset), column(at.collation), column(at.timeZone), column(at.statement)};
}

// Dropping a routine takes everybody's privileges on it away. Source: MariaDB's manual, automatic_sp_privileges
Result<QList<MyScript>> readRoutineGrants(MyConnection& connection, const QByteArray& database)
{
    const Result<MyAnswer> rows = connection.execute("SELECT User, Host, Routine_name, Routine_type, Proc_priv FROM mysql.procs_priv WHERE Db = " + quotedMyLiteral(database)
                                                     + " ORDER BY User, Host, Routine_name");
    if (!rows)
        return rows.error();
    QList<MyScript> grants;
    for (qsizetype row = 0; row < rows->rows(); ++row) {
        QByteArrayList privileges = rows->text(row, 4).toUpper().split(',');
        const bool mayGrant = privileges.removeAll("GRANT") > 0;
        if (privileges.isEmpty() || privileges.first().isEmpty())
            privileges = {"USAGE"};
        const QByteArray account = quotedMyLiteral(rows->text(row, 0)) + '@' + quotedMyLiteral(rows->text(row, 1));
        grants += MyScript{"GRANT", rows->text(row, 2), {}, {}, {}, {},
                           "GRANT " + privileges.join(", ") + " ON " + rows->text(row, 3) + ' ' + quotedMyName(database, rows->text(row, 2)) + " TO " + account
                               + (mayGrant ? " WITH GRANT OPTION" : "")};
    }
    return grants;
}

QByteArray withRenames(MyScript script, const MyRenames& renames)
{
    for (const auto& [from, to] : renames)
        script.statement = withOtherDatabase(script, from, to);
    return script.statement;
}

Result<void> runScript(MyConnection& connection, const MyScript& script, const QByteArray& database, const MyRenames& renames)
{
    if (const Result<void> gone = dropMyObject(connection, database, script.kind, script.name); !gone)
        return gone;
    QByteArray session = "SET sql_mode = " + quotedMyLiteral(script.sqlMode);
    if (!script.charset.isEmpty())
        session += ", character_set_client = " + script.charset + ", collation_connection = " + script.collation;
    if (!script.timeZone.isEmpty())
        session += ", time_zone = " + quotedMyLiteral(script.timeZone);
    // The session's own words end with this statement; what follows is in the script's character set.
    const Result<MyAnswer> set = connection.execute(session);
    const Result<MyAnswer> made = set ? connection.execute(withRenames(script, renames)) : set;
    const Result<void> reset = resetMySession(connection);
    if (made)
        return reset;
    Error error = made.error();
    error.detail = u"%1 %2: %3"_s.arg(QString::fromLatin1(script.kind), displayBytes(script.name), error.detail);
    return error;
}

// Which view needs which is only in their texts, so whoever fails waits for another round.
Result<void> runInRounds(MyConnection& connection, QList<MyScript> left, const QByteArray& database, const MyRenames& renames)
{
    while (!left.isEmpty()) {
        QList<MyScript> again;
        Result<void> last;
        for (const MyScript& one : std::as_const(left)) {
            if (Result<void> made = runScript(connection, one, database, renames); !made) {
                if (made.error().kind != ErrorKind::StatementFailed)
                    return made;
                last = made;
                again += one;
            }
        }
        if (again.size() == left.size())
            return last;
        left = again;
    }
    return {};
}

bool isWordByte(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '$' || uchar(c) >= 0x80;
}

// In these the second byte of a character may be a backslash.
bool isWideCharset(QByteArrayView charset)
{
    constexpr std::array wide{"gbk", "big5", "sjis", "cp932", "gb18030"};
    return std::ranges::find(wide, charset) != wide.end();
}

// The end of what begins at `at` and is not to be looked into: a string, a quoted name, a comment. `at` itself where nothing begins.
qsizetype endOfWhole(const MyScript& script, qsizetype at)
{
    const QByteArray& text = script.statement;
    const char c = text[at];
    const auto behind = [&](qsizetype found, qsizetype length) { return found < 0 ? text.size() : found + length; };
    const QByteArrayView rest = QByteArrayView(text).sliced(at);
    if (c == '#' || rest.startsWith("-- "))
        return behind(text.indexOf('\n', at), 1);
    if (rest.startsWith("/*"))
        return behind(text.indexOf("*/", at + 2), 2);
    if (c != '\'' && c != '"' && c != '`')
        return at;
    const bool isWide = isWideCharset(script.charset), escapes = c != '`' && !script.sqlMode.contains("NO_BACKSLASH_ESCAPES");
    for (qsizetype i = at + 1; i < text.size(); ++i) {
        const bool isPair = (isWide && uchar(text[i]) > 0x80) || (escapes && text[i] == '\\') || (text[i] == c && i + 1 < text.size() && text[i + 1] == c);
        if (isPair)
            ++i;
        else if (text[i] == c)
            return i + 1;
    }
    return text.size();
}

} // namespace

QByteArray withOtherDatabase(const MyScript& script, const QByteArray& from, const QByteArray& to)
{
    const QByteArray& text = script.statement;
    if (from.isEmpty() || from == to || !(text.contains(from) || text.contains(quotedMyName(from))))
        return text;
    QByteArray changed;
    for (qsizetype i = 0; i < text.size();) {
        qsizetype end = endOfWhole(script, i);
        for (const bool isWord = end == i; isWord && end < text.size() && isWordByte(text[end]);)
            ++end;
        end = std::max(end, i + 1);
        const QByteArray token = text.sliced(i, end - i);
        const bool isDatabase = (token == quotedMyName(from) || token == from) && end < text.size() && text[end] == '.';
        changed += isDatabase ? quotedMyName(to) : token;
        i = end;
    }
    return changed;
}

Result<QByteArrayList> namesOfMy(MyConnection& connection, const QByteArray& database, QByteArrayView kind)
{
    const Result<MyAnswer> found = connection.execute(nameQuery(database, kind));
    if (!found)
        return found.error();
    QByteArrayList names;
    for (qsizetype row = 0; row < found->rows(); ++row)
        names += found->text(row, 0);
    return names;
}

QList<MyScript> scriptsOfKind(const QList<MyScript>& scripts, QByteArrayView kind)
{
    QList<MyScript> these;
    std::ranges::copy_if(scripts, std::back_inserter(these), [kind](const MyScript& one) { return one.kind == kind; });
    return these;
}

Result<QList<MyScript>> readMyScripts(MyConnection& connection, const QByteArray& database)
{
    // Chosen, its own name is left out of views.
    if (const Result<MyAnswer> chosen = connection.execute("USE " + quotedMyName(database)); !chosen)
        return chosen.error();
    QList<MyScript> scripts;
    for (const char* kind : kinds) {
        const Result<QByteArrayList> names = namesOfMy(connection, database, kind);
        if (!names)
            return names.error();
        for (const QByteArray& name : *names) {
            const Result<MyScript> script = readScript(connection, database, kind, name);
            if (!script)
                return script.error();
            scripts += *script;
        }
    }
    if (const Result<QList<MyScript>> grants = readRoutineGrants(connection, database); grants)
        scripts += *grants;
    return scripts;
}

Result<void> dropMyObject(MyConnection& connection, const QByteArray& database, QByteArrayView kind, const QByteArray& name)
{
    const bool isPackage = kind.startsWith("PACKAGE"); // which servers before 11.4 know under this mode only
    if (const Result<MyAnswer> set = isPackage ? connection.execute("SET sql_mode = 'ORACLE'") : MyAnswer(); !set)
        return set.error();
    const Result<MyAnswer> dropped = connection.execute("DROP " + kind.toByteArray() + " IF EXISTS " + quotedMyName(database, name));
    if (const Result<MyAnswer> back = isPackage ? connection.execute("SET sql_mode = ''") : MyAnswer(); !back)
        return back.error();
    return dropped ? Result<void>() : Result<void>(dropped.error());
}

Result<void> makeAgain(MyConnection& connection, const QList<MyScript>& scripts, const QByteArray& database, const MyRenames& renames)
{
    if (const Result<MyAnswer> chosen = connection.execute("USE " + quotedMyName(database)); !chosen)
        return chosen.error();
    for (const char* kind : kinds) {
        const QList<MyScript> these = scriptsOfKind(scripts, kind);
        const auto run = [&]() -> Result<void> {
            for (const MyScript& one : these) {
                if (const Result<void> made = runScript(connection, one, database, renames); !made)
                    return made;
            }
            return {};
        };
        if (const Result<void> made = QByteArrayView(kind) == "VIEW" ? runInRounds(connection, these, database, renames) : run(); !made)
            return made;
    }
    return {};
}

} // namespace bakferry
