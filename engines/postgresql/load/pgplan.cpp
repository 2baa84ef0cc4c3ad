#include "engines/postgresql/load/pgplan.h"

#include "engines/displaytext.h"

#include <QSet>
#include <QtGlobal>

#include <algorithm>

namespace bakferry {

using namespace Qt::StringLiterals;

namespace {

bool isAmong(const QByteArray& kind, std::initializer_list<const char*> kinds)
{
    return std::ranges::any_of(kinds, [&](const char* one) { return kind == one; });
}

// pg_dump's words for entries that say something about another object; their name begins with its kind.
bool isComment(const PgEntry& entry) { return entry.kind == "COMMENT"; }
bool isPrivilege(const PgEntry& entry) { return isAmong(entry.kind, {"ACL", "ACL LANGUAGE", "DEFAULT ACL"}); }
bool isLabel(const PgEntry& entry) { return isComment(entry) || entry.kind == "SECURITY LABEL" || isPrivilege(entry); }
bool isReplication(const PgEntry& entry)
{
    return isAmong(entry.kind, {"PUBLICATION", "PUBLICATION TABLE", "PUBLICATION TABLES IN SCHEMA", "SUBSCRIPTION", "SUBSCRIPTION TABLE"});
}
bool isAboutEventTrigger(const PgEntry& entry) { return entry.kind == "EVENT TRIGGER" || (isLabel(entry) && entry.name.startsWith("EVENT TRIGGER ")); }
bool isContent(const PgEntry& entry)
{
    return entry.hasData || isAmong(entry.kind, {"TABLE DATA", "BLOBS", "BLOB", "BLOB METADATA", "SEQUENCE SET", "MATERIALIZED VIEW DATA", "STATISTICS DATA"});
}
bool isAboutLargeObject(const PgEntry& entry)
{
    return (isLabel(entry) || entry.kind == "OWNER") && (entry.name.startsWith("LARGE OBJECT") || entry.name.startsWith("BLOB ")); // the latter in scripts
}

bool isOfServer(const PgEntry& entry)
{
    return isAmong(entry.kind, {"ROLE", "ROLE MEMBERSHIP", "TABLESPACE"}) || (isLabel(entry) && (entry.name.startsWith("ROLE ") || entry.name.startsWith("TABLESPACE ")));
}

std::optional<PgPlan::Skipped> byChoice(const PgEntry& entry, const RestoreRequest& request, const PgOptions& options)
{
    using Parts = RestoreRequest::Parts;
    if (isOfServer(entry)) // PgGlobals makes them before any database, where that was wanted
        return PgPlan::Skipped{0, QT_TRANSLATE_NOOP("Message", "%1 was left out: it belongs to the whole server."), options.createRoles};
    if (request.parts == Parts::SchemaOnly && (isContent(entry) || isAboutLargeObject(entry)))
        return PgPlan::Skipped{0, QT_TRANSLATE_NOOP("Message", "%1 was left out: rows were not wanted."), true};
    if (request.parts == Parts::DataOnly && !isContent(entry) && !isAboutLargeObject(entry))
        return PgPlan::Skipped{0, QT_TRANSLATE_NOOP("Message", "%1 was left out: definitions were not wanted."), true};
    if (options.noComments && isComment(entry))
        return PgPlan::Skipped{0, QT_TRANSLATE_NOOP("Message", "%1 was left out: comments were not wanted."), true};
    if (options.noPrivileges && isPrivilege(entry))
        return PgPlan::Skipped{0, QT_TRANSLATE_NOOP("Message", "%1 was left out: privileges were not wanted."), true};
    if (options.noPublications && isReplication(entry))
        return PgPlan::Skipped{0, QT_TRANSLATE_NOOP("Message", "%1 was left out: publications and subscriptions were not wanted."), true};
    if (!options.refreshViews && entry.kind == "MATERIALIZED VIEW DATA")
        return PgPlan::Skipped{0, QT_TRANSLATE_NOOP("Message", "%1 was left out: materialised views were not to be filled."), false};
    if (entry.kind == "EXTENSION" && options.skippedExtensions.contains(entry.name))
        return PgPlan::Skipped{0, QT_TRANSLATE_NOOP("Message", "%1 was left out: the extension was not wanted."), false};
    if (entry.kind == "STATISTICS DATA")
        return PgPlan::Skipped{0, QT_TRANSLATE_NOOP("Message", "%1 was left out: statistics are made anew."), true};
    return {};
}

// A comment on, or a right to, something left out goes with it.
std::optional<PgPlan::Skipped> withItsObject(const PgEntry& entry, const QHash<int, PgPlan::Skipped>& skippedIds, const QHash<QByteArray, PgPlan::Skipped>& skippedNames)
{
    if (!isLabel(entry) && !isReplication(entry))
        return {};
    for (const int id : entry.dependencies) {
        if (const auto found = skippedIds.constFind(id); found != skippedIds.cend())
            return *found;
    }
    if (const auto found = skippedNames.constFind(entry.name); found != skippedNames.cend())
        return *found;
    return {};
}

void placeInOrder(PgPlan& plan, const PgEntry& entry, int index)
{
    if (entry.hasData && entry.kind != "SEQUENCE SET")
        plan.rows += index;
    else if (entry.kind == "SEQUENCE SET")
        plan.sequences += index;
    else if (isAboutEventTrigger(entry))
        plan.eventTriggers += index;
    else if (entry.kind == "MATERIALIZED VIEW DATA")
        plan.refreshes += index;
    else if (isLabel(entry))
        plan.labels += index;
    else if (entry.section == PgSection::PostData)
        plan.postData += index;
    else
        plan.structure += index;
}

} // namespace

bool isPgServerEntry(const PgEntry& entry) { return isOfServer(entry); }

PgPlan planPgRestore(const PgDatabase& database, int index, bool inOrder, const RestoreRequest& request, const PgOptions& options)
{
    PgPlan plan;
    const bool selected = !request.selection.isEmpty();
    const PgSelection selection = selected ? selectPgEntries(database, index, request.selection) : PgSelection{};
    plan.pulledIn = selection.pulledIn;
    const QSet<int> cutLinks(selection.cutLinks.cbegin(), selection.cutLinks.cend());
    QHash<int, PgPlan::Skipped> skippedIds;
    QHash<QByteArray, PgPlan::Skipped> skippedNames;
    for (int i = 0; i < database.entries.size(); ++i) {
        const PgEntry& entry = database.entries[i];
        std::optional<PgPlan::Skipped> skipped = byChoice(entry, request, options);
        if (!skipped && cutLinks.contains(i))
            skipped = PgPlan::Skipped{0, QT_TRANSLATE_NOOP("Message", "%1 was left out: the table it refers to was not selected."), false};
        else if (!skipped && selected && !selection.wanted.testBit(i))
            skipped = PgPlan::Skipped{0, QT_TRANSLATE_NOOP("Message", "%1 was left out: it was not selected."), true};
        if (!skipped)
            skipped = withItsObject(entry, skippedIds, skippedNames);
        if (skipped) {
            skipped->entry = i;
            plan.skipped += *skipped;
            skippedIds.insert(entry.id, *skipped);
            if (!isLabel(entry))
                skippedNames.insert(entry.kind + ' ' + entry.name, *skipped);
        } else if (inOrder) {
            plan.inOrder += i;
        } else {
            placeInOrder(plan, entry, i);
        }
    }
    std::ranges::stable_partition(plan.labels, [&](int i) { return !isPrivilege(database.entries[i]); });
    return plan;
}

QString shownPgEntry(const PgEntry& entry)
{
    const QByteArray name = entry.schema.isEmpty() || isLabel(entry) ? entry.name : entry.schema + '.' + entry.name;
    return displayBytes(name.isEmpty() ? entry.kind : entry.kind + ' ' + name);
}

} // namespace bakferry
