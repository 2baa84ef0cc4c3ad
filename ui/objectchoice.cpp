#include "ui/objectchoice.h"

#include <algorithm>

namespace bakferry {

namespace {

void collect(const BackupObject& object, QByteArrayList& ids)
{
    if (!object.id.isEmpty())
        ids += object.id;
    for (const BackupObject& child : object.children)
        collect(child, ids);
}

bool isDatabase(const BackupObject& object) { return object.kind == "database"; }

bool canBeChosen(const BackupObject& object) { return !object.id.isEmpty() || std::ranges::any_of(object.children, canBeChosen); }

} // namespace

QByteArray objectKey(const QString& database, const QByteArray& id) { return database.toUtf8() + '\0' + id; }

QStringList databasesIn(const BackupFacts& facts)
{
    QStringList names;
    for (const BackupObject& object : facts.objects) {
        if (isDatabase(object))
            names += object.name;
    }
    return facts.objectsComplete && names.size() > 1 ? names : QStringList();
}

QByteArrayList keysUnder(const BackupObject& object, const QString& database)
{
    QByteArrayList keys;
    collect(object, keys);
    for (QByteArray& key : keys)
        key = objectKey(database, key);
    return keys;
}

std::optional<QByteArrayList> selectionOf(const BackupFacts& facts, const QString& database, const LeftOut& leftOut)
{
    QByteArrayList all, chosen;
    for (const BackupObject& object : facts.objects) {
        if (database.isEmpty() || (isDatabase(object) && object.name == database))
            collect(object, all);
    }
    for (const QByteArray& id : all) {
        if (!leftOut.contains(objectKey(database, id)))
            chosen += id;
    }
    if (chosen.size() == all.size())
        return QByteArrayList();
    return chosen.isEmpty() ? std::nullopt : std::optional(chosen);
}

bool hasChoice(const BackupFacts& facts)
{
    return facts.objectsComplete && (!databasesIn(facts).isEmpty() || std::ranges::any_of(facts.objects, canBeChosen));
}

} // namespace bakferry
