#include "engines/displaytext.h"
#include "engines/postgresql/pgbackup.h"

#include <QHash>
#include <QSet>

#include <algorithm>

namespace bakferry {

namespace {

bool isOneOf(QByteArrayView kind, std::initializer_list<QByteArrayView> kinds)
{
    return std::ranges::find(kinds, kind) != kinds.end();
}

// What stands for itself nowhere: it goes with its table, its sequence, its database, or is a setting.
bool isShown(const PgEntry& entry)
{
    return !isOneOf(entry.kind, {"ENCODING", "STDSTRINGS", "SEARCHPATH", "DATABASE", "DATABASE PROPERTIES", "SCHEMA", "ACL", "DEFAULT ACL", "COMMENT",
                                 "SECURITY LABEL", "SEQUENCE SET", "SEQUENCE OWNED BY", "TABLE ATTACH", "INDEX ATTACH", "DEFAULT", "TABLE DATA", "BLOB",
                                 "BLOB METADATA", "BLOB COMMENTS", "STATISTICS DATA", "ROW SECURITY", "OWNER", "ALTER", "DROP", "STATEMENT", "STATEMENTS",
                                 "MATERIALIZED VIEW DATA", "ROLE MEMBERSHIP"});
}

bool isSetting(const PgEntry& entry)
{
    return isOneOf(entry.kind, {"ENCODING", "STDSTRINGS", "SEARCHPATH", "DATABASE", "DATABASE PROPERTIES"});
}

bool isTable(const PgEntry& entry) { return isOneOf(entry.kind, {"TABLE", "FOREIGN TABLE"}); }
bool isPartOfTable(const PgEntry& entry) { return isOneOf(entry.kind, {"INDEX", "CONSTRAINT", "CHECK CONSTRAINT", "FK CONSTRAINT", "TRIGGER", "RULE", "POLICY"}); }

// "FK CONSTRAINT" is a constraint; what has no word of its own is told in pg_dump's: "foreignTable", "eventTrigger".
QByteArray objectKind(const QByteArray& kind)
{
    static const QHash<QByteArray, QByteArray> words{{"FK CONSTRAINT", "constraint"}, {"CHECK CONSTRAINT", "constraint"}, {"AGGREGATE", "function"},
                                                     {"DOMAIN", "type"}, {"SHELL TYPE", "type"}, {"BLOBS", "largeObjects"}, {"TABLE DATA", "data"}};
    if (const auto word = words.constFind(kind); word != words.cend())
        return *word;
    QByteArray camel;
    for (const QByteArray& part : kind.toLower().split(' '))
        camel += camel.isEmpty() ? part : part.first(1).toUpper() + part.mid(1);
    return camel;
}

/// The object tree of one database: schemas, in them tables with their parts, and the rest.
class ObjectTreeMaker
{
public:
    ObjectTreeMaker(const PgDatabase& database, int index) : m_entries(database.entries), m_prefix(QByteArray::number(index) + ':') { }
    QList<BackupObject> make();

private:
    BackupObject objectOf(const PgEntry& entry) const;
    const PgEntry* tableOf(const PgEntry& part) const;
    void gather();

    const QList<PgEntry>& m_entries;
    QByteArray m_prefix;
    QHash<int, const PgEntry*> m_tables;                       ///< by dump id; materialised views have parts as well
    QHash<std::pair<QByteArray, QByteArray>, qint64> m_sizes;  ///< of rows, by schema and table
    QHash<int, QList<BackupObject>> m_parts;                   ///< by table
};

void ObjectTreeMaker::gather()
{
    for (const PgEntry& entry : m_entries) {
        if (isTable(entry) || isOneOf(entry.kind, {"VIEW", "MATERIALIZED VIEW"}))
            m_tables.insert(entry.id, &entry);
        else if (entry.kind == "TABLE DATA")
            m_sizes[{entry.schema, entry.name}] += entry.dataSize >= 0 ? entry.dataSize : 0;
    }
    for (const PgEntry& entry : m_entries) {
        if (const PgEntry* table = isPartOfTable(entry) ? tableOf(entry) : nullptr)
            m_parts[table->id] += objectOf(entry);
    }
}

// The table whose schema a part shares and whose name pg_dump puts before the part's; an index has its own name alone.
const PgEntry* ObjectTreeMaker::tableOf(const PgEntry& part) const
{
    const PgEntry* known = nullptr;
    for (const int id : part.dependencies) {
        const PgEntry* table = m_tables.value(id);
        if (table && table->schema == part.schema && (!known || part.name.startsWith(table->name + ' ')))
            known = table;
    }
    return known;
}

BackupObject ObjectTreeMaker::objectOf(const PgEntry& entry) const
{
    BackupObject object{objectKind(entry.kind), displayBytes(entry.name), -1, {}, m_prefix + QByteArray::number(entry.id)};
    if (isTable(entry))
        object.sizeBytes = m_sizes.value({entry.schema, entry.name}, -1);
    else if (entry.hasData)
        object.sizeBytes = entry.dataSize;
    return object;
}

QList<BackupObject> ObjectTreeMaker::make()
{
    gather();
    QList<BackupObject> outside;       // of any schema
    QList<BackupObject> schemas;
    QHash<QByteArray, qsizetype> places;
    const auto schemaOf = [&](const QByteArray& name, const QByteArray& id) -> BackupObject& {
        if (!places.contains(name)) {
            places.insert(name, schemas.size());
            schemas += {"schema", displayBytes(name), -1, {}, id};
        }
        return schemas[places.value(name)];
    };
    QSet<std::pair<QByteArray, QByteArray>> tables;
    for (const PgEntry& entry : m_entries) {
        if (isTable(entry))
            tables += {entry.schema, entry.name};
        else if (entry.kind == "SCHEMA")
            schemaOf(entry.name, m_prefix + QByteArray::number(entry.id));
    }
    for (const PgEntry& entry : m_entries) {
        const bool isLooseData = entry.kind == "TABLE DATA" && !tables.contains({entry.schema, entry.name});
        if ((!isShown(entry) && !isLooseData) || (isPartOfTable(entry) && tableOf(entry)))
            continue;
        BackupObject object = objectOf(entry);
        const bool isRoleAgain = entry.kind == "ROLE" && !outside.isEmpty() && outside.last().kind == object.kind && outside.last().name == object.name;
        if (isRoleAgain) // pg_dumpall makes a role and then alters it
            continue;
        object.children = m_parts.value(entry.id);
        if (entry.schema.isEmpty())
            outside += std::move(object);
        else
            schemaOf(entry.schema, {}).children += std::move(object);
    }
    return schemas + outside;
}

// Role after TO or FROM in pg_dump's GRANT and REVOKE lines.
void addGrantees(const QByteArray& definition, QSet<QByteArray>& roles)
{
    for (QByteArray line : definition.split('\n')) {
        if (!line.startsWith("GRANT ") && !line.startsWith("REVOKE "))
            continue;
        const QByteArray word = line.startsWith("GRANT ") ? " TO " : " FROM ";
        QByteArray role = line.mid(line.lastIndexOf(word) + word.size());
        role = role.left(role.lastIndexOf(';')).replace(" WITH GRANT OPTION", "");
        if (role.startsWith('"') && role.endsWith('"') && role.size() > 1)
            role = role.sliced(1, role.size() - 2).replace("\"\"", "\"");
        if (role != "PUBLIC" && !role.isEmpty())
            roles += role;
    }
}

QStringList sortedTexts(const QSet<QByteArray>& names)
{
    QStringList texts;
    for (const QByteArray& name : names)
        texts += displayBytes(name);
    texts.sort();
    return texts;
}

void addFact(BackupFacts& facts, const char* id, const char* label, const QVariant& value)
{
    const bool isList = value.typeId() == QMetaType::QStringList;
    if (isList ? !value.toStringList().isEmpty() : !value.toString().isEmpty())
        facts.facts += Fact{id, {label, {}}, value};
}

void addContents(const QList<PgDatabase>& databases, BackupFacts& facts)
{
    qint64 tables = 0, data = 0, globals = 0, others = 0;
    QSet<QByteArray> roles, extensions;
    for (const PgDatabase& database : databases) {
        for (const PgEntry& entry : database.entries) {
            tables += isTable(entry);
            data += entry.hasData;
            globals += isOneOf(entry.kind, {"ROLE", "ROLE MEMBERSHIP", "TABLESPACE"});
            others += !isSetting(entry) && !isOneOf(entry.kind, {"ROLE", "ROLE MEMBERSHIP", "TABLESPACE"});
            if (!entry.owner.isEmpty() && entry.kind != "ACL")
                roles += entry.owner;
            if (entry.kind == "ACL" || entry.kind == "DEFAULT ACL")
                addGrantees(entry.definition, roles);
            else if (entry.kind == "EXTENSION")
                extensions += entry.name;
        }
    }
    addFact(facts, "tables", QT_TRANSLATE_NOOP("Message", "Tables"), tables);
    addFact(facts, "roles", QT_TRANSLATE_NOOP("Message", "Roles it refers to"), sortedTexts(roles));
    addFact(facts, "extensions", QT_TRANSLATE_NOOP("Message", "Extensions"), sortedTexts(extensions));
    if (!facts.objectsComplete)
        return; // what follows is a word about the whole
    if (globals + others == 0)
        addFact(facts, "empty", QT_TRANSLATE_NOOP("Message", "Empty: no objects, no rows"), true);
    else if (others == 0)
        addFact(facts, "rolesOnly", QT_TRANSLATE_NOOP("Message", "Roles and tablespaces only, no database"), true);
    else if (data == 0)
        addFact(facts, "schemaOnly", QT_TRANSLATE_NOOP("Message", "Definitions only, no rows"), true);
    else if (tables == 0)
        addFact(facts, "dataOnly", QT_TRANSLATE_NOOP("Message", "Rows only, no definitions"), true);
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

void addHeader(const PgHeader& header, BackupFacts& facts)
{
    addFact(facts, "archiveVersion", QT_TRANSLATE_NOOP("Message", "Archive version"), QString::fromLatin1(header.archiveVersion));
    addFact(facts, "serverVersion", QT_TRANSLATE_NOOP("Message", "Made from PostgreSQL"), displayBytes(header.serverVersion));
    addFact(facts, "producerVersion", QT_TRANSLATE_NOOP("Message", "Written by pg_dump"), displayBytes(header.producerVersion));
    addFact(facts, "created", QT_TRANSLATE_NOOP("Message", "Made at"), displayBytes(header.created));
    if (header.format != "postgresql-script")
        addFact(facts, "dataCompression", QT_TRANSLATE_NOOP("Message", "Compression of the data"), QString::fromLatin1(header.dataCompression));
}

} // namespace

BackupFacts describePgBackup(const PgBackup& backup)
{
    const PgHeader& header = backup.header();
    const QList<PgDatabase>& databases = backup.databases();
    BackupFacts facts;
    facts.engineId = "postgresql";
    facts.formatId = header.format;
    facts.formatName = formatName(header.format);
    facts.compression = header.outerCompression;
    facts.sizeBytes = backup.storedBytes();
    facts.objectsComplete = backup.entriesComplete();
    addHeader(header, facts);
    QStringList names;
    for (const PgDatabase& database : databases)
        names += database.name.isEmpty() ? QStringList() : QStringList(displayBytes(database.name));
    addFact(facts, "databases", QT_TRANSLATE_NOOP("Message", "Databases"), names);
    for (int i = 0; i < databases.size(); ++i) {
        const PgDatabase& database = databases[i];
        if (databases.size() == 1) {
            addFact(facts, "encoding", QT_TRANSLATE_NOOP("Message", "Encoding"), displayBytes(database.encoding));
            addFact(facts, "locale", QT_TRANSLATE_NOOP("Message", "Locale"), displayBytes(database.locale));
            facts.objects = ObjectTreeMaker(database, i).make();
        } else if (database.name.isEmpty()) { // what pg_dumpall writes for the whole server
            facts.objects += ObjectTreeMaker(database, i).make();
        } else {
            facts.objects += {"database", displayBytes(database.name), -1, ObjectTreeMaker(database, i).make(), {}};
        }
    }
    addContents(databases, facts);
    return facts;
}

} // namespace bakferry
