#include "engines/displaytext.h"
#include "engines/mariadb/mybackup.h"

#include <QHash>
#include <QSet>

namespace bakferry {

namespace {

bool isTable(const MyEntry& entry) { return entry.kind == "TABLE" || entry.kind == "SEQUENCE" || entry.kind == "VIEW"; }

/// The object tree of one database: tables with their triggers and indexes, and the rest.
class ObjectTreeMaker
{
public:
    ObjectTreeMaker(const MyDatabase& database, int index) : m_entries(database.entries), m_prefix(QByteArray::number(index) + ':') { }

    QList<BackupObject> make()
    {
        for (const MyEntry& entry : m_entries) {
            if (entry.kind == "TABLE DATA")
                m_sizes[entry.table] += entry.length;
        }
        for (int i = 0; i < m_entries.size(); ++i)
            take(m_entries[i], i);
        return m_objects;
    }

private:
    BackupObject objectOf(const MyEntry& entry, const char* kind, int index) const
    {
        const QByteArray& name = entry.name.isEmpty() ? entry.table : entry.name;
        return {kind, displayBytes(name), -1, {}, m_prefix + QByteArray::number(index)};
    }
    void take(const MyEntry& entry, int index)
    {
        static const QHash<QByteArray, const char*> words{{"TABLE", "table"}, {"VIEW", "view"}, {"SEQUENCE", "sequence"}, {"FUNCTION", "function"}, {"PROCEDURE", "procedure"},
                                                          {"PACKAGE", "package"}, {"PACKAGE BODY", "packageBody"}, {"TRIGGER", "trigger"}, {"EVENT", "event"}, {"INDEX", "index"}};
        const bool isLooseData = entry.kind == "TABLE DATA" && !m_places.contains(entry.table);
        if (!words.contains(entry.kind) && !isLooseData)
            return;
        BackupObject object = objectOf(entry, isLooseData ? "data" : words.value(entry.kind), index);
        const bool isPart = entry.kind == "TRIGGER" || entry.kind == "INDEX";
        if (isPart && m_places.contains(entry.table)) {
            m_objects[m_places.value(entry.table)].children += std::move(object);
            return;
        }
        if (isTable(entry) && m_places.contains(entry.name)) { // dropped and made again: the last one stays
            m_objects[m_places.value(entry.name)] = std::move(object);
            return;
        }
        if (isTable(entry) || isLooseData) {
            object.sizeBytes = m_sizes.value(isLooseData ? entry.table : entry.name, -1);
            m_places.insert(isLooseData ? entry.table : entry.name, m_objects.size());
        }
        m_objects += std::move(object);
    }

    const QList<MyEntry>& m_entries;
    const QByteArray m_prefix;
    QHash<QByteArray, qint64> m_sizes;      ///< of rows, by table
    QHash<QByteArray, qsizetype> m_places;  ///< of tables in m_objects
    QList<BackupObject> m_objects;
};

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

void addHeader(const MyHeader& header, BackupFacts& facts)
{
    const QByteArray server = (header.vendor + ' ' + header.serverVersion).trimmed();
    addFact(facts, "producer", QT_TRANSLATE_NOOP("Message", "Written by"), displayBytes(header.producer));
    addFact(facts, "serverVersion", QT_TRANSLATE_NOOP("Message", "Made from"), displayBytes(server));
    addFact(facts, "created", QT_TRANSLATE_NOOP("Message", "Made at"), displayBytes(header.created));
    if (!header.position.file.isEmpty())
        addFact(facts, "binlogPosition", QT_TRANSLATE_NOOP("Message", "Binary log position"), displayBytes(header.position.file + ':' + QByteArray::number(header.position.position)));
    addFact(facts, "gtid", QT_TRANSLATE_NOOP("Message", "GTID"), displayBytes(header.position.gtid));
    if (header.files.size() > 1) {
        QStringList names;
        for (const QByteArray& name : header.files.first(qMin<qsizetype>(header.files.size(), 100)))
            names += displayBytes(name);
        addFact(facts, "files", QT_TRANSLATE_NOOP("Message", "Files in their order"), names);
    }
}

void addContents(const MyBackup& backup, BackupFacts& facts)
{
    qint64 tables = 0, data = 0, objects = 0; // a table that is dropped and made again is one
    QSet<QByteArray> definers, charsets;
    for (const MyDatabase& database : backup.databases()) {
        QSet<QByteArray> names;
        if (!database.charset.isEmpty())
            charsets += database.charset;
        for (const MyEntry& entry : database.entries) {
            if (entry.kind == "TABLE")
                names += entry.name;
            data += entry.hasData;
            ++objects;
            if (!entry.definer.isEmpty())
                definers += entry.definer;
        }
        tables += names.size();
    }
    for (const MySettings& settings : backup.settings()) {
        if (!settings.charset.isEmpty())
            charsets += settings.charset;
    }
    addFact(facts, "tables", QT_TRANSLATE_NOOP("Message", "Tables"), tables);
    addFact(facts, "charsets", QT_TRANSLATE_NOOP("Message", "Character sets"), sortedTexts(charsets));
    addFact(facts, "definers", QT_TRANSLATE_NOOP("Message", "Definers"), sortedTexts(definers));
    if (!facts.objectsComplete)
        return; // what follows is a word about the whole
    if (objects == 0)
        addFact(facts, "empty", QT_TRANSLATE_NOOP("Message", "Empty: no objects, no rows"), true);
    else if (data == 0)
        addFact(facts, "schemaOnly", QT_TRANSLATE_NOOP("Message", "Definitions only, no rows"), true);
    else if (tables == 0)
        addFact(facts, "dataOnly", QT_TRANSLATE_NOOP("Message", "Rows only, no definitions"), true);
}

} // namespace

BackupFacts describeMyBackup(const MyBackup& backup)
{
    const MyHeader& header = backup.header();
    const QList<MyDatabase>& databases = backup.databases();
    BackupFacts facts;
    facts.engineId = "mariadb";
    facts.formatId = header.format;
    facts.formatName = header.format == "mariadb-mydumper" ? Message{QT_TRANSLATE_NOOP("Message", "mydumper folder"), {}} : Message{QT_TRANSLATE_NOOP("Message", "MariaDB or MySQL script"), {}};
    facts.compression = header.outerCompression;
    facts.sizeBytes = backup.storedBytes();
    facts.objectsComplete = backup.entriesComplete();
    addHeader(header, facts);
    QStringList names;
    for (const MyDatabase& database : databases)
        names += database.name.isEmpty() ? QStringList() : QStringList(displayBytes(database.name));
    addFact(facts, "databases", QT_TRANSLATE_NOOP("Message", "Databases"), names);
    for (int i = 0; i < databases.size(); ++i) {
        QList<BackupObject> objects = ObjectTreeMaker(databases[i], i).make();
        if (databases.size() == 1)
            facts.objects = std::move(objects);
        else
            facts.objects += {"database", displayBytes(databases[i].name), -1, std::move(objects), {}};
    }
    addContents(backup, facts);
    if (!backup.entriesComplete())
        return facts;
    if (const std::optional<Message> why = backup.whyInOrder())
        facts.facts += Fact{"inOrder", {QT_TRANSLATE_NOOP("Message", "Restored in order"), {}}, true};
    return facts;
}

} // namespace bakferry
