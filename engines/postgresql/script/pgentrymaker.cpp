#include "engines/postgresql/script/pgentrymaker.h"

#include "engines/postgresql/script/pgrisks.h"
#include "engines/postgresql/server/pgconnection.h"

#include <algorithm>

namespace bakferry {

namespace {

using Does = PgStatement::Does;

constexpr qsizetype suspiciousBytes = 64 * 1024;

bool isGlobal(QByteArrayView kind) { return kind == "ROLE" || kind == "TABLESPACE" || kind == "ROLE MEMBERSHIP"; }
bool isWordOfSql(QByteArrayView sql, PgLexMode mode, std::initializer_list<const char*> words)
{
    for (PgTokens tokens(sql, mode); !tokens.peek().isEnd(); tokens.take()) {
        if (std::ranges::any_of(words, [&](const char* word) { return tokens.peek().isWord(word); }))
            return true;
    }
    return false;
}

} // namespace

PgEntryMaker::PgEntryMaker()
{
    m_databases += PgDatabase();
    m_states += DatabaseState();
    m_rows += QList<qint64>();
}

int PgEntryMaker::databaseNamed(const QByteArray& name)
{
    for (int i = 1; i < m_databases.size(); ++i) {
        if (m_databases[i].name == name)
            return i;
    }
    PgDatabase database;
    database.name = name;
    m_databases += database;
    m_states += DatabaseState();
    m_rows += QList<qint64>();
    return int(m_databases.size()) - 1;
}

// Roles and tablespaces belong to all databases, and some statements name the database they are for.
int PgEntryMaker::databaseFor(const PgStatement& statement) const
{
    if (isGlobal(statement.kind))
        return 0;
    for (int i = 1; i < m_databases.size() && !statement.database.isEmpty(); ++i) {
        if (m_databases[i].name == statement.database)
            return i;
    }
    return m_current;
}

void PgEntryMaker::connectTo(const PgConnectLine& line)
{
    m_run = -1;
    if (!line.database.isEmpty())
        m_current = databaseNamed(line.database);
    state().connected = true;
    m_role = line.user;
    m_tablespace.clear();
    m_accessMethod.clear();
    m_mode.standardStrings = true; // a new session
    if (!state().contexts.last().isEmpty())
        state().contexts += Settings();
    applySearchPath();
}

void PgEntryMaker::applySearchPath()
{
    const Settings& now = state().contexts.last();
    state().index.setSearchPath(now.contains("search_path") ? now["search_path"] : state().header.value("search_path"));
}

void PgEntryMaker::takeSetting(const PgSetting& setting)
{
    const QByteArray value = setting.isDefault ? QByteArray() : setting.value;
    if (setting.name == "default_tablespace")
        m_tablespace = value;
    else if (setting.name == "default_table_access_method")
        m_accessMethod = value;
    else if (setting.name == "role" || setting.name == "session_authorization")
        m_role = value;
    else if (setting.name != "default_with_oids") // gone since PostgreSQL 12
        changeSetting(setting);
}

void PgEntryMaker::changeSetting(const PgSetting& setting)
{
    if (setting.name == "standard_conforming_strings")
        m_mode.standardStrings = setting.isDefault || setting.value.toLower() == "on" || setting.value == "true" || setting.value == "1";
    else if (setting.name == "client_encoding")
        m_mode.encoding = setting.isDefault ? PgEncoding::Plain : pgEncodingOf(setting.value);
    const std::optional<QByteArray> value = setting.isDefault ? std::nullopt : std::optional(setting.value);
    if (!state().headerOver) {
        state().header[setting.name] = value;
        QByteArrayList& settings = m_databases[m_current].settings;
        settings.removeIf([&](const QByteArray& one) { return one.startsWith(setting.name + '='); });
        if (value && setting.name == "client_encoding")
            settings.prepend(setting.name + '=' + *value);
        else if (value)
            settings += setting.name + '=' + *value;
    } else if (const Settings& now = state().contexts.last(); !now.contains(setting.name) || now[setting.name] != value) {
        m_run = -1;
        Settings changed = now;
        changed[setting.name] = value;
        state().contexts += changed;
    }
    if (setting.name == "search_path")
        applySearchPath();
}

void PgEntryMaker::createDatabase(QByteArrayView sql)
{
    PgDatabase read = readCreateDatabase(sql, m_mode);
    PgDatabase& database = m_databases[databaseNamed(read.name)];
    read.settings = database.settings;
    read.entries = database.entries;
    database = read;
}

void PgEntryMaker::takeStatement(QByteArrayView sql, const PgPlace& place, qint64 insertRows)
{
    ++m_statements;
    if (goesOnWithRun(sql)) { // nearly always, in a script of INSERTs
        lengthenRun(place, insertRows);
        return pgMayReachOut(sql) ? suspect(sql) : void();
    }
    const PgStatement statement = readPgStatement(sql, m_mode);
    if (statement.does != Does::Sets && statement.does != Does::Skipped && statement.does != Does::DropsDatabase
        && statement.does != Does::CreatesDatabase)
        state().headerOver = true;
    if (statement.does != Does::TouchesRows && statement.does != Does::Skipped && statement.does != Does::Sets)
        m_run = -1;
    switch (statement.does) {
    case Does::Sets: takeSetting(statement.setting); break;
    case Does::Skipped:
    case Does::DropsDatabase: break;
    case Does::CreatesDatabase: createDatabase(sql); break;
    case Does::SetsOwner: return setOwner(statement, sql, place);
    case Does::Changes: return change(statement, sql, place);
    case Does::TouchesRows:
        takeRows(statement, sql, place, insertRows);
        if ((statement.kind != "TABLE DATA" && statement.kind != "BLOBS") || pgMayReachOut(sql))
            suspect(sql);
        return;
    case Does::Copies:
    case Does::Makes: return makeEntry(statement, sql, place);
    }
    ++m_skipped;
}

// The text of row statements stays in the script; of what may be dangerous there is enough kept to tell.
void PgEntryMaker::suspect(QByteArrayView sql)
{
    QByteArray& kept = m_databases[m_current].entries[m_run].suspicious;
    if (kept.size() < suspiciousBytes)
        kept += sql.first(qMin(sql.size(), suspiciousBytes - kept.size())).toByteArray() + ";\n";
}

void PgEntryMaker::setOwner(const PgStatement& statement, QByteArrayView sql, const PgPlace& place)
{
    if (!statement.database.isEmpty()) {
        for (PgDatabase& database : m_databases)
            database.owner = database.name == statement.database ? statement.owner : database.owner;
        ++m_skipped;
        return;
    }
    QList<int> made = state().index.find(statement.about.first());
    made.removeIf([&](int one) { return m_databases[m_current].entries[one].kind == "ALTER"; });
    // Overloaded and unnamed objects need the statement's own words to be told apart.
    const bool byName = statement.objectClass != PgReference::Function && !statement.kind.startsWith("OPERATOR") && statement.kind != "BLOB"
        && statement.kind != "CAST";
    if (byName && !made.isEmpty()) {
        m_databases[m_current].entries[made.first()].owner = statement.owner;
        ++m_skipped;
        return;
    }
    PgStatement own = statement;
    own.kind = "OWNER";
    own.section = PgSection::None;
    own.object.name = statement.kind + ' ' + statement.object.name;
    makeEntry(own, sql, place);
}

// CLUSTER ON, REPLICA IDENTITY USING INDEX, DISABLE TRIGGER: changes of a table that belong to what was just made on it.
bool PgEntryMaker::namesPart(QByteArrayView sql, const PgEntry& part, const QList<int>& table) const
{
    const bool isPart = part.kind == "INDEX" || part.kind == "CONSTRAINT" || part.kind == "TRIGGER" || part.kind == "RULE";
    const bool onTable = std::ranges::any_of(table, [&](int entry) { return part.dependencies.contains(entry + 1); });
    if (!isPart || !onTable)
        return false;
    for (PgTokens tokens(sql, m_mode); !tokens.peek().isEnd(); tokens.take()) {
        const QByteArray name = tokens.peek().isName() ? pgIdentifier(tokens.peek()) : QByteArray();
        if (!name.isEmpty() && (part.name == name || part.name.endsWith(' ' + name)))
            return true;
    }
    return false;
}

void PgEntryMaker::change(PgStatement statement, QByteArrayView sql, const PgPlace& place)
{
    QList<PgEntry>& entries = m_databases[m_current].entries;
    const int last = int(entries.size()) - 1;
    const QList<int> made = state().index.find(statement.about.first());
    const bool belongs = last >= 0 && (made.contains(last) || namesPart(sql, entries[last], made));
    if (belongs && state().contextOf[last] == state().contexts.size() - 1) {
        entries[last].definition += '\n' + sql.toByteArray();
        return;
    }
    // Triggers are switched off before the rows and on again behind them; those that stay off are told so behind all else.
    const bool disables = state().phase < PgSection::PostData && isWordOfSql(sql, m_mode, {"DISABLE"});
    const bool early = disables || state().phase == PgSection::None || state().phase == PgSection::PreData;
    statement.section = early ? PgSection::PreData : PgSection::PostData;
    statement.object.name = statement.kind + ' ' + statement.object.name;
    statement.kind = "ALTER";
    makeEntry(statement, sql, place);
}

void PgEntryMaker::makeEntry(const PgStatement& statement, QByteArrayView sql, const PgPlace& place)
{
    const int database = databaseFor(statement);
    if (statement.connectionLimit >= 0)
        m_databases[database].connectionLimit = statement.connectionLimit;
    PgEntry entry;
    entry.kind = statement.kind;
    entry.section = statement.section;
    entry.name = statement.object.name;
    entry.schema = statement.object.schema;
    const PgObjectIndex& index = m_states[database].index;
    const bool namedByItself = statement.about.isEmpty() || entry.kind == "TABLE";
    if (entry.schema.isEmpty() && statement.does == Does::Makes && statement.inSchema && namedByItself)
        entry.schema = index.creationSchema();
    else if (entry.schema.isEmpty() && !statement.about.isEmpty() && (statement.inSchema || statement.about.first().of != PgReference::Other)
             && statement.about.first().of != PgReference::Schema)
        entry.schema = index.schemaOf(statement.about.first());
    entry.owner = statement.kind == "OWNER" ? statement.owner : m_role;
    if (entry.kind == "TABLE" || entry.kind == "INDEX" || entry.kind == "CONSTRAINT" || entry.kind == "MATERIALIZED VIEW")
        entry.tablespace = m_tablespace;
    if (entry.kind == "TABLE" || entry.kind == "MATERIALIZED VIEW")
        entry.accessMethod = m_accessMethod;
    entry.line = place.line;
    const bool copies = statement.does == Does::Copies;
    (copies ? entry.copyStatement : entry.definition) = sql.toByteArray();
    entry.hasData = copies;
    m_rowsAreLines = copies && !isWordOfSql(sql, m_mode, {"CSV", "BINARY"});
    addDependencies(database, statement, entry);
    addEntry(database, statement, std::move(entry));
}

int PgEntryMaker::addEntry(int database, const PgStatement& statement, PgEntry entry)
{
    DatabaseState& state = m_states[database];
    const int index = int(m_databases[database].entries.size());
    entry.id = index + 1;
    keepOrder(state, entry);
    registerEntry(database, statement, entry, index);
    state.contextOf += int(state.contexts.size()) - 1;
    m_rows[database] += -1;
    m_databases[database].entries += std::move(entry);
    return index;
}

void PgEntryMaker::registerEntry(int database, const PgStatement& statement, const PgEntry& entry, int index)
{
    PgObjectIndex& known = m_states[database].index;
    const QByteArray base = statement.base.isEmpty() ? statement.object.name : statement.base.name;
    if (entry.kind == "ALTER") {
        PgReference changed = statement.about.first();
        changed.name.schema = entry.schema;
        known.add(changed, index);
    } else if (statement.does == Does::Makes && entry.kind != "OWNER" && entry.kind != "DROP" && !base.isEmpty()) {
        const bool isConstraint = statement.objectClass == PgReference::Constraint;
        known.add({isConstraint ? PgReference::Relation : statement.objectClass, {entry.schema, base}, entry.kind}, index);
        if (statement.objectClass == PgReference::Other && base != entry.name)
            known.add({PgReference::Other, {entry.schema, entry.name}, entry.kind}, index);
    }
    if (statement.unique && !statement.about.isEmpty()) {
        const PgObjectName table = statement.about.first().name;
        known.add({PgReference::Constraint, {entry.schema, table.name}, {}}, index);
    }
}

// pg_dump writes definitions, rows and the rest one after another. What comes late although it could be early waits for its turn;
// a table behind an index, or rows behind it, show that somebody else wrote or changed the script.
void PgEntryMaker::keepOrder(DatabaseState& state, PgEntry& entry)
{
    if (entry.kind == "STATEMENT" || (entry.kind == "STATEMENTS" && entry.name != "BLOBS"))
        m_inDumpOrder = false;
    if (entry.section == PgSection::None || entry.kind == "SEQUENCE SET" || entry.kind == "ALTER" || entry.kind == "BLOB")
        return; // from version 17 on, pg_dump makes large objects behind the rows
    if (entry.section == PgSection::PreData && state.phase > PgSection::PreData) {
        if (entry.kind == "TABLE" || state.phase == PgSection::Data)
            m_inDumpOrder = false;
        entry.section = PgSection::PostData;
    } else if (entry.section == PgSection::Data && state.phase == PgSection::PostData) {
        m_inDumpOrder = false;
    }
    state.phase = qMax(state.phase, entry.section);
}

void PgEntryMaker::addDependencies(int database, const PgStatement& statement, PgEntry& entry)
{
    const PgObjectIndex& index = m_states[database].index;
    QList<int> found;
    for (const PgReference& reference : statement.about)
        found += index.find(reference);
    if (!entry.schema.isEmpty())
        found += index.find({PgReference::Schema, {{}, entry.schema}, {}});
    if (!entry.hasData && entry.section != PgSection::None)
        found += index.findInText(entry.definition, m_mode);
    std::ranges::sort(found);
    for (int one : found) {
        if (entry.dependencies.isEmpty() || entry.dependencies.last() != one + 1)
            entry.dependencies += one + 1;
    }
}

void PgEntryMaker::finishContexts(int database)
{
    const DatabaseState& state = m_states[database];
    Settings varying;
    for (const Settings& context : state.contexts)
        varying.insert(context);
    if (varying.isEmpty())
        return;
    for (int i = 0; i < state.contextOf.size(); ++i) {
        QByteArray prefix;
        for (const QByteArray& name : varying.keys()) {
            const Settings& context = state.contexts[state.contextOf[i]];
            const std::optional<QByteArray> value = context.contains(name) ? context[name] : state.header.value(name);
            // NULL puts a setting back to its default.
            prefix += "SELECT pg_catalog.set_config(" + quotedPgLiteral(name) + ", " + (value ? quotedPgLiteral(*value) : "NULL") + ", false);\n";
        }
        QByteArray& definition = m_databases[database].entries[i].definition;
        definition = definition.isEmpty() ? prefix.chopped(1) : prefix + definition;
    }
}

void PgEntryMaker::finish()
{
    for (int i = 0; i < m_databases.size(); ++i)
        finishContexts(i);
    for (int i = int(m_databases.size()) - 1; i >= 0 && m_databases.size() > 1 && !m_isCluster; --i) {
        if (m_databases[i].entries.isEmpty() && !(i > 0 && m_states[i].connected)) {
            m_databases.removeAt(i);
            m_states.removeAt(i);
            m_rows.removeAt(i);
        }
    }
}

} // namespace bakferry
