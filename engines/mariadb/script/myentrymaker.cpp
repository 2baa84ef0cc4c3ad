#include "engines/mariadb/script/myentrymaker.h"

#include "engines/displaytext.h"
#include "engines/mariadb/script/mycharset.h"
#include "engines/mariadb/script/mystatement.h"

#include <QtGlobal>

#include <algorithm>
#include <functional>

namespace bakferry {

namespace {

using Does = MyStatement::Does;
using Kind = MyProblem::Kind;

} // namespace

void MyEntryMaker::beginFile(int index, const QByteArray& charset)
{
    m_session = std::make_unique<MySession>(charset);
    enterFile(index);
    m_current = 0;
    if (m_file.database.isEmpty() || m_file.role == MyFile::Role::CreateDatabase)
        return;
    // A folder's file holds what its name says, in the database that another file creates.
    m_current = m_objects.databaseNamed(m_folderDatabases.value(m_file.database, m_file.database));
    m_objects.origin(m_current).isUsed = true;
}

void MyEntryMaker::enterFile(int index)
{
    m_place.file = index;
    m_file = m_files[index];
    m_settingsNow = -1;
    m_runDatabase = m_runEntry = -1;
}

void MyEntryMaker::setCharset(const QByteArray& charset)
{
    m_session->takeSet("SET NAMES " + charset);
    m_settingsNow = -1;
}

QByteArray MyEntryMaker::text(const QByteArray& bytes) const { return myNameToUtf8(bytes, m_session->settings().charset); }

QString MyEntryMaker::place(const MyPlace& place) const
{
    const QString line = QString::number(place.line);
    return m_files.size() < 2 ? line : QStringLiteral("%1 (%2)").arg(line, m_files[place.file].shown);
}

void MyEntryMaker::problem(Kind kind, const char* what, const QStringList& arguments, const QString& detail)
{
    m_problems.add({kind, {what, QStringList{place(m_place)} + arguments}, detail});
}

void MyEntryMaker::inOrder(const char* why)
{
    if (!m_whyInOrder)
        m_whyInOrder = Message{why, {place(m_place)}};
}

void MyEntryMaker::takeStatement(QByteArrayView sql, const MyPlace& place, const MySplitter::Statement& facts)
{
    ++m_statements;
    m_place = place;
    if (extendsRun(sql, place, facts)) // nearly always
        return;
    const MyStatement statement = readMyStatement(sql, mode());
    if (facts.versioned && meansSeveralThings(statement, sql)) {
        m_runDatabase = -1;
        problem(Kind::Hostile, QT_TRANSLATE_NOOP("Message", "The statement on line %1 is another one for some servers than for others: its comments with versions hide a part of it."), {});
        return;
    }
    take(statement, sql, facts);
}

namespace {

// "/*!40101 SET NAMES utf8 */": run whole or not at all, so that it is the same statement for all who run it.
bool isOneVersionedComment(QByteArrayView sql)
{
    const QByteArrayView whole = sql.trimmed();
    return (whole.startsWith("/*!") || whole.startsWith("/*M!")) && whole.indexOf("/*", 2) < 0 && whole.indexOf("*/") == whole.size() - 2;
}

} // namespace

// What any server would do that the others do not must not run unseen (TRUST T19). That it does nothing is what versions are for.
bool MyEntryMaker::meansSeveralThings(const MyStatement& statement, QByteArrayView sql) const
{
    if (isOneVersionedComment(sql))
        return false;
    const auto isOther = [](const MyQualifiedName& a, const MyQualifiedName& b) { return a.database != b.database || a.name != b.name; };
    for (const MyReader& reader : myReaders(sql)) {
        const MyStatement seen = readMyStatement(sql, mode(), reader);
        if (seen.does == Does::Nothing)
            continue;
        const bool isSame = seen.does == statement.does && seen.kind == statement.kind && !isOther(seen.table, statement.table)
            && std::ranges::equal(seen.objects, statement.objects, std::not_fn(isOther));
        if (!isSame)
            return true;
        MySession session = *m_session;
        if (seen.does == Does::Sets && session.takeSet(sql, reader).does == MySetOutcome::Hostile)
            return true;
    }
    return false;
}

void MyEntryMaker::take(const MyStatement& statement, QByteArrayView sql, const MySplitter::Statement& facts)
{
    if (statement.does != Does::Nothing && statement.does != Does::Sets && statement.does != Does::RunsOnRows && statement.does != Does::Fills)
        m_runDatabase = -1;
    const bool mayReach = statement.does == Does::Nothing || statement.does == Does::Makes || statement.does == Does::RunsOnRows || statement.does == Does::Runs;
    const MyReach reach = mayReach ? reachOf(statement, sql) : MyReach();
    if (reach.file && (statement.does != Does::Makes || statement.kind == "TABLE"))
        return; // told, and never run
    switch (statement.does) {
    case Does::Nothing:
        if (reach.setsVariable) // SELECT … INTO @x
            runInOrder(sql, QT_TRANSLATE_NOOP("Message", "A variable is set on line %1 that later statements may read."));
        break;
    case Does::Sets: return takeSet(sql);
    case Does::Uses:
        m_current = m_objects.databaseNamed(text(statement.objects.first().name));
        m_objects.origin(m_current).isUsed = true;
        break;
    case Does::CreatesDatabase: return createDatabase(statement);
    case Does::DropsDatabase: return dropDatabase(text(statement.objects.first().name));
    case Does::AltersDatabase: {
        MyDatabase& database = m_objects.database(statement.objects.isEmpty() ? m_current : m_objects.databaseNamed(text(statement.objects.first().name)));
        if (database.entries.isEmpty()) // later ones are mysqldump's way to make a routine in another character set and go back
            database.charset = statement.charset, database.collation = statement.collation;
        break;
    }
    case Does::Makes: return makeObject(statement, sql);
    case Does::Drops: return dropObjects(statement, sql);
    case Does::Fills: return fill(statement, sql, facts);
    case Does::RunsOnRows: return touchRows(statement);
    case Does::Alters:
    case Does::Reshapes: return alter(statement, sql);
    case Does::Runs: return runInOrder(sql, QT_TRANSLATE_NOOP("Message", "The statement on line %1 only makes sense in its order."));
    case Does::TellsPosition:
        m_position.file = statement.position.file;
        m_position.position = statement.position.position;
        break;
    case Does::LeftOut:
        problem(Kind::LeftOut, QT_TRANSLATE_NOOP("Message", "The statement on line %1 is about the whole server (%2 …); it is left out."), {displayBytes(sql.first(qMin<qsizetype>(sql.size(), 40)))});
        break;
    case Does::Refused: return refuse(sql);
    }
}

void MyEntryMaker::takeSet(QByteArrayView sql)
{
    m_runDatabase = -1;
    m_settingsNow = -1;
    const MySetOutcome outcome = m_session->takeSet(sql);
    if (!outcome.gtid.isEmpty())
        m_position.gtid = QByteArray(outcome.gtid).replace('\n', "");
    switch (outcome.does) {
    case MySetOutcome::Followed: break;
    case MySetOutcome::Unknown:
        problem(Kind::LeftOut, QT_TRANSLATE_NOOP("Message", "The setting %2 on line %1 is none that BakFerry follows; it is left out."), {displayBytes(outcome.variable, 64)});
        break;
    case MySetOutcome::Runs: return runInOrder(sql, QT_TRANSLATE_NOOP("Message", "A variable is set on line %1 that later statements may read."));
    case MySetOutcome::Hostile:
        problem(Kind::Hostile, QT_TRANSLATE_NOOP("Message", "The statement on line %1 changes the whole server (SET %2)."), {displayBytes(outcome.variable, 64)});
        break;
    }
}

void MyEntryMaker::refuse(QByteArrayView sql)
{
    m_runDatabase = -1;
    // Only its first word is told: what follows may be a password.
    MyTokens tokens(sql, mode());
    const QByteArray word = tokens.peek().text.toByteArray();
    if (tokens.peek().type != MyToken::Word) {
        problem(Kind::Damaged, QT_TRANSLATE_NOOP("Message", "What begins on line %1 is no SQL statement: %2"), {displayBytes(word, 40)});
        return;
    }
    QByteArray first = tokens.take().text.toByteArray();
    if (tokens.peek().type == MyToken::Word)
        first += ' ' + tokens.peek().text.toByteArray();
    problem(Kind::Hostile, QT_TRANSLATE_NOOP("Message", "The statement on line %1 (%2 …) reaches beyond the database, or BakFerry does not know what it does."), {displayBytes(first, 60)});
}

void MyEntryMaker::createDatabase(const MyStatement& statement)
{
    const QByteArray name = text(statement.objects.first().name);
    const int index = m_objects.databaseNamed(name);
    m_objects.origin(index).isCreated = true;
    MyDatabase& database = m_objects.database(index);
    database.charset = statement.charset;
    database.collation = statement.collation;
    if (m_file.role != MyFile::Role::CreateDatabase)
        return;
    m_folderDatabases.insert(m_file.database, name);
}

// A dump drops its database to make it anew. What that takes along is void, and a loss where rows were in it.
void MyEntryMaker::dropDatabase(const QByteArray& name)
{
    const int index = m_objects.databaseNamed(name);
    MyObjects::Origin& origin = m_objects.origin(index);
    if (m_objects.hasRows(index)) {
        problem(m_dumps > 1 ? Kind::MadeAgain : Kind::Suspicious,
                QT_TRANSLATE_NOOP("Message", "Line %1 drops the database %2, whose rows stand before it in the backup."), {displayBytes(name)});
    }
    m_objects.removeAll(index);
    if (!origin.isCreated) {
        origin.droppedLine = m_place.line;
        origin.droppedFile = m_place.file;
    }
    origin.isCreated = false;
}

bool MyEntryMaker::isOwn(const QByteArray& database)
{
    const int known = m_objects.indexOf(database);
    const bool isDeclared = known > 0 && (m_objects.origin(known).isCreated || m_objects.origin(known).isUsed);
    return isDeclared || (!database.isEmpty() && database == m_namelessName);
}

int MyEntryMaker::databaseOf(const MyQualifiedName& name)
{
    if (name.database.isEmpty())
        return m_current;
    const QByteArray database = text(name.database);
    if (isOwn(database))
        return qMax(0, m_objects.indexOf(database)); // the name that a comment gives to what stands before any USE
    mention(database);
    return m_objects.databaseNamed(database);
}

void MyEntryMaker::mention(const QByteArray& database)
{
    if (m_foreign.size() < MyProblems::most)
        m_foreign += Foreign{database, m_place};
}

int MyEntryMaker::addEntry(int database, MyEntry entry, QByteArrayView definition)
{
    entry.definition = definition.toByteArray();
    entry.file = m_place.file;
    entry.offset = m_place.offset;
    entry.length = m_place.length;
    entry.line = m_place.line;
    if (m_settingsNow < 0) {
        m_settingsNow = int(m_settings.indexOf(m_session->settings()));
        if (m_settingsNow < 0) {
            m_settingsNow = int(m_settings.size());
            m_settings += m_session->settings();
        }
    }
    entry.settings = m_settingsNow;
    m_lastObject = (entry.kind == "TABLE DATA" ? QByteArray("TABLE") : entry.kind) + ' ' + (entry.name.isEmpty() ? entry.table : entry.name);
    const int index = m_objects.add(database, std::move(entry));
    return index;
}

void MyEntryMaker::runInOrder(QByteArrayView sql, const char* why)
{
    inOrder(why);
    MyEntry entry;
    entry.kind = "STATEMENT";
    m_objects.addStatement(m_current, addEntry(m_current, std::move(entry), sql));
}

// What a statement reaches besides its object; what no restore may do is told. Bodies of routines do nothing yet.
MyReach MyEntryMaker::reachOf(const MyStatement& statement, QByteArrayView sql)
{
    MyReach reach;
    for (const MyReader& reader : myReaders(sql))
        reach.add(myReachOf(sql, mode(), reader));
    const bool isBody = statement.does == Does::Makes && statement.kind != "TABLE" && statement.kind != "SEQUENCE";
    const Kind kind = isBody ? Kind::Suspicious : Kind::Hostile;
    const QString what = displayBytes(statement.objects.isEmpty() ? QByteArray() : text(statement.objects.first().name), 64);
    if (reach.file && isBody)
        problem(kind, QT_TRANSLATE_NOOP("Message", "%2 on line %1 reads or writes files of the server when it is run."), {what});
    else if (reach.file)
        problem(kind, QT_TRANSLATE_NOOP("Message", "The statement on line %1 reads or writes files of the server (OUTFILE, DUMPFILE, LOAD_FILE)."), {});
    if (isBody && (reach.server || reach.dynamic))
        problem(kind, QT_TRANSLATE_NOOP("Message", "%2 on line %1 can change the whole server, or runs text that cannot be looked at, when it is run."), {what});
    if (!isBody && statement.does == Does::Makes && reach.elsewhere)
        problem(Kind::Suspicious, QT_TRANSLATE_NOOP("Message", "The rows of %2 on line %1 lie in files or on a server of their own (DATA DIRECTORY, CONNECT, FEDERATED …)."), {what});
    for (const QByteArray& bytes : reach.databases) {
        const QByteArray database = text(bytes);
        if (isOwn(database) || database.toLower() == "information_schema")
            continue;
        if (isBody) // it is as it was; whether it works is for the target's server to say
            problem(kind, QT_TRANSLATE_NOOP("Message", "%2 on line %1 uses the database %3, which is not part of this backup."), {what, displayBytes(database, 64)});
        else
            mention(database);
    }
    return reach;
}

void MyEntryMaker::checkForeign()
{
    bool hasOwn = m_objects.count() > 0 && !m_objects.database(0).entries.isEmpty();
    for (int i = 1; i < m_objects.count(); ++i)
        hasOwn = hasOwn || m_objects.origin(i).isCreated || m_objects.origin(i).isUsed;
    QByteArrayList out;
    for (const Foreign& one : std::as_const(m_foreign)) {
        const int index = m_objects.indexOf(one.database);
        const bool isOwn = index > 0 && (m_objects.origin(index).isCreated || m_objects.origin(index).isUsed);
        const bool isItsOnly = !hasOwn && index > 0 && !m_objects.database(index).entries.isEmpty() && !isMySystemDatabase(one.database);
        if (isOwn || isItsOnly)
            continue;
        m_place = one.place;
        problem(Kind::Hostile, QT_TRANSLATE_NOOP("Message", "The statement on line %1 reaches into the database %2, which is not part of this backup."), {displayBytes(one.database, 64)});
        out += one.database;
        m_objects.removeAt(one.place.file, one.place.offset);
    }
    for (const QByteArray& database : std::as_const(out)) {
        if (const int index = m_objects.indexOf(database); index > 0)
            m_objects.removeDatabase(index);
    }
}

void MyEntryMaker::checkSystem()
{
    for (int i = 1; i < m_objects.count(); ++i) {
        const QByteArray name = m_objects.database(i).name;
        const MyObjects::Origin& origin = m_objects.origin(i);
        if (origin.droppedLine > 0 && !origin.isCreated && m_objects.indexOf(name) == i) {
            m_place.line = origin.droppedLine;
            m_place.file = origin.droppedFile;
            problem(Kind::Hostile, QT_TRANSLATE_NOOP("Message", "Line %1 drops the database %2, which the backup does not create anew."), {displayBytes(name, 64)});
            if (m_objects.database(i).entries.isEmpty())
                m_objects.removeDatabase(i);
        }
        if (!isMySystemDatabase(name) || m_objects.database(i).entries.isEmpty())
            continue;
        const auto first = std::ranges::find_if(m_objects.database(i).entries, [](const MyEntry& entry) { return !entry.kind.isEmpty(); });
        if (first == m_objects.database(i).entries.end())
            continue;
        m_place.line = first->line;
        m_place.file = first->file;
        problem(Kind::System, QT_TRANSLATE_NOOP("Message", "From line %1 on the backup writes into %2, a database of the server's own."), {displayBytes(name, 64)});
    }
}

void MyEntryMaker::finish()
{
    checkForeign();
    checkSystem();
    if (m_objects.database(0).name.isEmpty() && m_objects.indexOf(m_namelessName) <= 0)
        m_objects.database(0).name = m_namelessName;
    m_objects.finish();
}

} // namespace bakferry
