#include "engines/mariadb/script/myentrymaker.h"

#include "engines/displaytext.h"
#include "engines/mariadb/script/mystatement.h"

#include <QtGlobal>

namespace bakferry {

namespace {

using Does = MyStatement::Does;
using Kind = MyProblem::Kind;

constexpr const char* rowsMixed = QT_TRANSLATE_NOOP("Message", "From line %1 on a table is filled after it was changed, or before it was made.");
constexpr int mostRuns = 100'000; // entries are kept in memory
constexpr const char* onlyInOrder = QT_TRANSLATE_NOOP("Message", "The statement on line %1 only makes sense in its order.");

} // namespace

void MyEntryMaker::makeObject(const MyStatement& statement, QByteArrayView sql)
{
    const int database = databaseOf(statement.objects.first());
    MyEntry entry;
    entry.kind = statement.kind;
    entry.name = text(statement.objects.first().name);
    entry.definer = text(statement.definer);
    if (entry.kind == "TRIGGER") {
        entry.table = text(statement.table.name);
        m_objects.table(databaseOf(statement.table), entry.table).hasTrigger = true;
    }
    const bool isTable = entry.kind == "TABLE" || entry.kind == "VIEW" || entry.kind == "SEQUENCE";
    if (isTable) {
        const MyObjects::Table* known = m_objects.find(database, entry.name);
        if (known && known->entry >= 0) {
            if (statement.mayExist)
                return;
            if (known->rows > 0)
                problem(m_dumps > 1 ? Kind::MadeAgain : Kind::Suspicious, QT_TRANSLATE_NOOP("Message", "%2 is made on line %1, but it was made and filled before, on line %3."),
                        {displayBytes(entry.name), QString::number(known->line)});
            m_objects.removeTable(database, entry.name);
        }
    } else {
        m_objects.removeObject(database, entry.kind, entry.name); // OR REPLACE, or a second dump in the file
    }
    if (statement.readsRows)
        inOrder(QT_TRANSLATE_NOOP("Message", "The table on line %1 is made out of the rows of others."));
    const QByteArray name = entry.name;
    const int index = addEntry(database, std::move(entry), sql);
    m_objects.addStatement(database, index);
    if (!isTable)
        return;
    MyObjects::Table& table = m_objects.table(database, name);
    if (table.isFilled || table.isReshaped)
        inOrder(rowsMixed);
    table.entry = index;
    table.line = m_place.line;
    table.file = m_place.file;
}

void MyEntryMaker::dropObjects(const MyStatement& statement, QByteArrayView sql)
{
    bool countsOnOrder = false;
    for (const MyQualifiedName& object : statement.objects) {
        const int database = databaseOf(object);
        const QByteArray name = text(object.name);
        if (statement.kind != "TABLE" && statement.kind != "VIEW" && statement.kind != "SEQUENCE")
            m_objects.removeObject(database, statement.kind, name);
        else
            countsOnOrder = dropTable(database, statement.kind, name) || countsOnOrder;
    }
    if (countsOnOrder)
        runInOrder(sql, QT_TRANSLATE_NOOP("Message", "Line %1 drops a table again that was made before."));
}

// Before anything of its name was made, a DROP means the target's, which is empty. Stand-ins for views go without a trace.
bool MyEntryMaker::dropTable(int database, const QByteArray& kind, const QByteArray& name)
{
    const MyObjects::Table* table = m_objects.find(database, name);
    if (!table || table->entry < 0 || (kind == "VIEW") != (m_objects.entry(database, table->entry).kind == "VIEW"))
        return false;
    if (table->rows > 0) {
        problem(m_dumps > 1 ? Kind::MadeAgain : Kind::Suspicious,
                QT_TRANSLATE_NOOP("Message", "Line %1 drops %2, which was made on line %3 and filled with %4 rows: they would be lost."),
                {displayBytes(name), QString::number(table->line), QString::number(table->rows)});
    }
    const bool countsOnOrder = table->isFilled || m_whyInOrder; // what stands between may have read it
    if (countsOnOrder)
        m_objects.table(database, name) = MyObjects::Table();
    else
        m_objects.removeTable(database, name);
    return countsOnOrder;
}

// The statement goes on with the run of the one before: same words up to the table's name.
bool MyEntryMaker::extendsRun(QByteArrayView sql, const MyPlace& place, const MySplitter::Statement& facts)
{
    if (m_runDatabase < 0 || m_runHead.isEmpty() || facts.tuples < 0 || facts.nested || !sql.startsWith(m_runHead))
        return false;
    const char next = sql.size() > m_runHead.size() ? sql[m_runHead.size()] : '\0';
    if (isMyWordByte(next) || next == '.' || next == '`')
        return false;
    lengthenRun(place, facts);
    return true;
}

bool MyEntryMaker::goesOnWithRun(int database, const QByteArray& table) const
{
    return m_runDatabase == database && !m_runHead.isEmpty() && m_objects.databases()[database].entries[m_runEntry].table == table;
}

void MyEntryMaker::lengthenRun(const MyPlace& place, const MySplitter::Statement& facts)
{
    MyEntry& entry = m_objects.entry(m_runDatabase, m_runEntry);
    entry.length = place.offset + place.length - entry.offset;
    m_objects.addRows(m_runDatabase, m_runEntry, facts.insertRows());
    m_objects.addStatement(m_runDatabase, m_runEntry);
    m_objects.table(m_runDatabase, entry.table).rows += facts.tuples;
}

void MyEntryMaker::fill(const MyStatement& statement, QByteArrayView sql, const MySplitter::Statement& facts)
{
    const MyQualifiedName& object = statement.objects.first();
    const int database = databaseOf(object);
    const QByteArray name = text(object.name);
    const MyReach reach = facts.nested || facts.tuples < 0 ? reachOf(statement, sql) : MyReach();
    if (reach.file)
        return; // told, and never run
    if (reach.needsOrder || facts.tuples < 0)
        return touchRows(statement);
    MyObjects::Table& table = m_objects.table(database, name);
    if (facts.nested && goesOnWithRun(database, name))
        return lengthenRun(m_place, facts);
    MyEntry entry;
    entry.table = name;
    const bool isSequence = table.entry >= 0 && m_objects.entry(database, table.entry).kind == "SEQUENCE";
    if (isSequence) { // its one row is its state
        entry.kind = "ALTER";
        m_objects.addStatement(database, addEntry(database, std::move(entry), sql));
        return;
    }
    if (++m_runs > mostRuns) {
        inOrder(QT_TRANSLATE_NOOP("Message", "From line %1 on the rows of several tables stand mixed, one after another."));
        return touchRows(statement);
    }
    if (table.hasTrigger)
        inOrder(QT_TRANSLATE_NOOP("Message", "From line %1 on rows go into a table whose triggers were made before: they run for each row."));
    if (table.isReshaped || (table.entry >= 0 && m_objects.entry(database, table.entry).kind == "VIEW"))
        inOrder(rowsMixed);
    table.isFilled = true;
    entry.kind = "TABLE DATA";
    entry.hasData = true;
    m_runDatabase = database;
    m_runEntry = addEntry(database, std::move(entry), {});
    m_runHead = sql.first(object.end).toByteArray();
    m_objects.addRows(database, m_runEntry, facts.insertRows());
    m_objects.addStatement(database, m_runEntry);
    table.rows += facts.tuples;
}

void MyEntryMaker::touchRows(const MyStatement& statement)
{
    inOrder(onlyInOrder);
    if (!statement.table.name.isEmpty())
        databaseOf(statement.table);
    else if (!statement.objects.isEmpty())
        databaseOf(statement.objects.first());
    if (m_runDatabase == m_current && m_runHead.isEmpty() && m_objects.entry(m_runDatabase, m_runEntry).file == m_place.file) {
        MyEntry& entry = m_objects.entry(m_runDatabase, m_runEntry);
        entry.length = m_place.offset + m_place.length - entry.offset;
    } else {
        MyEntry entry;
        entry.kind = "STATEMENTS";
        entry.hasData = true;
        m_runDatabase = m_current;
        m_runHead.clear();
        m_runEntry = addEntry(m_current, std::move(entry), {});
    }
    m_objects.addStatement(m_runDatabase, m_runEntry);
}

void MyEntryMaker::alter(const MyStatement& statement, QByteArrayView sql)
{
    const int database = databaseOf(statement.table);
    MyEntry entry;
    entry.kind = statement.kind.isEmpty() ? QByteArray("ALTER") : statement.kind;
    entry.table = text(statement.table.name);
    entry.name = statement.objects.isEmpty() ? QByteArray() : text(statement.objects.first().name);
    if (statement.does == Does::Reshapes) {
        inOrder(onlyInOrder);
        m_objects.table(database, entry.table).isReshaped = true;
        entry.kind = "STATEMENT";
    }
    m_objects.addStatement(database, addEntry(database, std::move(entry), sql));
}

} // namespace bakferry
