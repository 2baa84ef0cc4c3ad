// Facts and object tree of an opened backup; declared in pgbackup.h.
#include "engines/displaytext.h"
#include "engines/postgresql/load/pgplan.h"
#include "engines/postgresql/load/pgtables.h"
#include "engines/postgresql/pgbackup.h"

#include <QMap>
#include <QSet>
#include <QtGlobal>

#include <algorithm>

namespace bakferry {

using namespace Qt::StringLiterals;

namespace {

struct Shown
{
    const char* kind;   ///< pg_dump's
    const char* object; ///< BackupObject::kind
};
// What a schema shows of its own.
constexpr Shown shownInSchema[] = {
    {"TABLE", "table"}, {"FOREIGN TABLE", "foreignTable"}, {"VIEW", "view"}, {"MATERIALIZED VIEW", "materializedView"}, {"SEQUENCE", "sequence"},
    {"FUNCTION", "function"}, {"PROCEDURE", "procedure"}, {"AGGREGATE", "aggregate"}, {"TYPE", "type"}, {"DOMAIN", "domain"}, {"OPERATOR", "operator"},
    {"COLLATION", "collation"}, {"TEXT SEARCH CONFIGURATION", "textSearch"}, {"TEXT SEARCH DICTIONARY", "textSearch"}};
// What belongs to a table.
constexpr Shown shownInTable[] = {
    {"INDEX", "index"}, {"CONSTRAINT", "constraint"}, {"CHECK CONSTRAINT", "constraint"}, {"FK CONSTRAINT", "foreignKey"}, {"TRIGGER", "trigger"}, {"RULE", "rule"}, {"POLICY", "policy"}};
// What belongs to the database.
constexpr Shown shownInDatabase[] = {
    {"EXTENSION", "extension"}, {"EVENT TRIGGER", "eventTrigger"}, {"PUBLICATION", "publication"}, {"SUBSCRIPTION", "subscription"}, {"SERVER", "server"},
    {"ROLE", "role"}, {"TABLESPACE", "tablespace"}};

template <std::size_t n>
const char* objectKind(const Shown (&all)[n], const PgEntry& entry)
{
    const auto found = std::ranges::find_if(all, [&](const Shown& one) { return entry.kind == one.kind; });
    return found == std::end(all) ? nullptr : found->object;
}

class Tree
{
public:
    Tree(const PgDatabase& database, int index) : m_database(database), m_index(index)
    {
        for (const PgEntry& entry : database.entries) {
            if (entry.hasData && entry.dataSize >= 0)
                m_sizes[{entry.schema, entry.name}] += entry.dataSize;
        }
    }

    BackupObject build()
    {
        for (const PgEntry& entry : m_database.entries)
            place(entry);
        BackupObject root{"database", displayBytes(m_database.name), -1, {}, {}};
        for (auto schema = m_schemas.begin(); schema != m_schemas.end(); ++schema) {
            for (const PgTableName& table : std::as_const(schema->tables))
                schema->node.children += m_tables.value(table);
            schema->node.children += schema->others;
            root.children += schema->node;
        }
        root.children += m_ofDatabase;
        return root;
    }

private:
    struct Schema
    {
        BackupObject node;
        QList<PgTableName> tables;
        QList<BackupObject> others;
    };

    BackupObject node(const char* kind, const PgEntry& entry, qint64 size = -1) const
    {
        return {kind, displayBytes(entry.name), size, {}, QByteArray::number(m_index) + ':' + QByteArray::number(entry.id)};
    }

    Schema& schemaOf(const QByteArray& name)
    {
        Schema& schema = m_schemas[name];
        if (schema.node.kind.isEmpty())
            schema.node = {"schema", displayBytes(name), -1, {}, {}};
        return schema;
    }

    void place(const PgEntry& entry)
    {
        if (entry.kind == "SCHEMA") {
            schemaOf(entry.name).node.id = node("schema", entry).id;
        } else if (const char* object = objectKind(shownInDatabase, entry)) {
            m_ofDatabase += node(object, entry);
        } else if (const char* part = objectKind(shownInTable, entry)) {
            const PgTablesTouched touched = tablesTouchedBy(entry);
            if (const auto table = touched.tables.isEmpty() ? m_tables.end() : m_tables.find(touched.tables.first()); table != m_tables.end())
                table->children += node(part, entry);
        } else if (entry.kind == "TABLE") {
            const PgTableName name{entry.schema, entry.name};
            schemaOf(entry.schema).tables += name;
            m_tables.insert(name, node("table", entry, m_sizes.value(name, -1)));
        } else if (const char* own = objectKind(shownInSchema, entry)) {
            schemaOf(entry.schema).others += node(own, entry);
        }
    }

    const PgDatabase& m_database;
    const int m_index;
    QHash<PgTableName, qint64> m_sizes;
    QMap<QByteArray, Schema> m_schemas;
    QHash<PgTableName, BackupObject> m_tables;
    QList<BackupObject> m_ofDatabase;
};

void addText(BackupFacts& facts, const char* id, const char* label, const QByteArray& value)
{
    if (!value.isEmpty())
        facts.facts += Fact{id, {label, {}}, displayBytes(value)};
}

void addCount(BackupFacts& facts, const char* id, const char* label, const PgBackup& backup, const char* kind)
{
    qint64 count = 0;
    for (const PgDatabase& database : backup.databases())
        count += std::ranges::count(database.entries, kind, &PgEntry::kind);
    facts.facts += Fact{id, {label, {}}, count};
}

// Schema only, rows only, roles only, nothing: what a DBA must know before anything else.
void addContent(BackupFacts& facts, const PgBackup& backup)
{
    bool hasRows = false, hasDefinitions = false, hasServerObjects = false;
    for (const PgDatabase& database : backup.databases()) {
        for (const PgEntry& entry : database.entries) {
            hasRows = hasRows || entry.hasData;
            hasServerObjects = hasServerObjects || isPgServerEntry(entry);
            const bool isSetting = entry.kind == "DATABASE" || entry.kind == "ENCODING" || entry.kind == "STDSTRINGS" || entry.kind == "SEARCHPATH";
            hasDefinitions = hasDefinitions || (!isPgServerEntry(entry) && !isSetting && !entry.hasData);
        }
    }
    facts.facts += Fact{"definitions", {QT_TRANSLATE_NOOP("Message", "Definitions"), {}}, hasDefinitions};
    facts.facts += Fact{"rows", {QT_TRANSLATE_NOOP("Message", "Rows"), {}}, hasRows};
    if (hasServerObjects)
        facts.facts += Fact{"serverObjects", {QT_TRANSLATE_NOOP("Message", "Roles or tablespaces"), {}}, true};
}

QStringList rolesNamed(const PgBackup& backup)
{
    QSet<QByteArray> roles;
    for (const PgDatabase& database : backup.databases()) {
        for (const PgEntry& entry : database.entries) {
            if (!entry.owner.isEmpty())
                roles += entry.owner;
        }
    }
    QStringList shown;
    for (const QByteArray& role : std::as_const(roles))
        shown += displayBytes(role);
    shown.sort();
    return shown;
}

Message formatName(const QByteArray& format)
{
    if (format == "postgresql-custom")
        return {QT_TRANSLATE_NOOP("Message", "PostgreSQL custom archive"), {}};
    if (format == "postgresql-directory")
        return {QT_TRANSLATE_NOOP("Message", "PostgreSQL directory archive"), {}};
    if (format == "postgresql-tar")
        return {QT_TRANSLATE_NOOP("Message", "PostgreSQL tar archive"), {}};
    return {QT_TRANSLATE_NOOP("Message", "PostgreSQL script"), {}};
}

} // namespace

BackupFacts describePgBackup(const PgBackup& backup)
{
    const PgHeader& header = backup.header();
    BackupFacts facts;
    facts.engineId = "postgresql";
    facts.formatId = header.format;
    facts.formatName = formatName(header.format);
    facts.compression = header.outerCompression;
    facts.sizeBytes = backup.storedBytes();
    facts.objectsComplete = backup.entriesComplete();
    addText(facts, "serverVersion", QT_TRANSLATE_NOOP("Message", "Server version"), header.serverVersion);
    addText(facts, "producerVersion", QT_TRANSLATE_NOOP("Message", "pg_dump version"), header.producerVersion);
    addText(facts, "archiveVersion", QT_TRANSLATE_NOOP("Message", "Archive version"), header.archiveVersion);
    addText(facts, "created", QT_TRANSLATE_NOOP("Message", "Created"), header.created);
    addText(facts, "dataCompression", QT_TRANSLATE_NOOP("Message", "Compression of the rows"), header.dataCompression);
    if (!backup.databases().isEmpty()) {
        const PgDatabase& first = backup.databases().first();
        addText(facts, "encoding", QT_TRANSLATE_NOOP("Message", "Encoding"), first.encoding);
        addText(facts, "locale", QT_TRANSLATE_NOOP("Message", "Locale"), first.locale);
    }
    if (facts.objectsComplete) {
        addContent(facts, backup);
        addCount(facts, "tables", QT_TRANSLATE_NOOP("Message", "Tables"), backup, "TABLE");
        addCount(facts, "indexes", QT_TRANSLATE_NOOP("Message", "Indexes"), backup, "INDEX");
        addCount(facts, "functions", QT_TRANSLATE_NOOP("Message", "Functions"), backup, "FUNCTION");
        addCount(facts, "extensions", QT_TRANSLATE_NOOP("Message", "Extensions"), backup, "EXTENSION");
    }
    if (const QStringList roles = rolesNamed(backup); !roles.isEmpty())
        facts.facts += Fact{"owners", {QT_TRANSLATE_NOOP("Message", "Owners"), {}}, roles};
    for (int i = 0; i < backup.databases().size(); ++i)
        facts.objects += Tree(backup.databases()[i], i).build();
    return facts;
}

} // namespace bakferry
