#include "engines/mariadb/load/myplan.h"

#include "engines/displaytext.h"
#include "engines/script/mytokens.h"

#include <QHash>
#include <QSet>
#include <QtGlobal>

#include <algorithm>

namespace bakferry {

namespace {

using Parts = RestoreRequest::Parts;

bool isContent(const MyEntry& entry) { return entry.hasData; }
bool isRoutine(const MyEntry& entry) { return entry.kind == "FUNCTION" || entry.kind == "PROCEDURE" || entry.kind.startsWith("PACKAGE"); }

bool addsForeignKey(const MyEntry& entry)
{
    for (MyTokens tokens(entry.definition); !tokens.peek().isEnd();) {
        if (tokens.take().isWord("REFERENCES"))
            return true;
    }
    return false;
}

QByteArray tableOf(const MyEntry& entry) { return entry.kind == "TABLE" ? entry.name : entry.table; }

/// What a selection of object ids ("0:12") means: each with what belongs to it. Routines, views and sequences that others may need come
/// along, because a script does not say who needs whom.
class Selection
{
public:
    Selection(const MyDatabase& database, int index, const QByteArrayList& ids) : m_database(database), m_isEverything(ids.isEmpty())
    {
        const QByteArray prefix = QByteArray::number(index) + ':';
        for (const QByteArray& id : ids) {
            bool isNumber = false;
            const int number = id.startsWith(prefix) ? id.sliced(prefix.size()).toInt(&isNumber) : -1;
            if (!isNumber || number < 0 || number >= database.entries.size())
                continue;
            m_chosen += number;
            const MyEntry& entry = database.entries[number];
            if (entry.kind == "TABLE" || entry.hasData)
                m_tables += tableOf(entry);
        }
    }

    bool holds(int entry) const
    {
        const MyEntry& one = m_database.entries[entry];
        return m_isEverything || m_chosen.contains(entry) || (!one.table.isEmpty() && m_tables.contains(one.table)) || (one.kind == "TABLE" && m_tables.contains(one.name));
    }
    /// A default or a trigger of a chosen table may call it.
    bool needs(int entry) const
    {
        const MyEntry& one = m_database.entries[entry];
        return !m_tables.isEmpty() && (one.kind == "SEQUENCE" || isRoutine(one));
    }

private:
    const MyDatabase& m_database;
    const bool m_isEverything;
    QSet<int> m_chosen;
    QSet<QByteArray> m_tables;
};

class Planner
{
public:
    Planner(const MyBackup& backup, const QList<MyChosenDatabase>& chosen, const RestoreRequest& request) : m_backup(backup), m_chosen(chosen), m_request(request) { }

    MyPlan plan()
    {
        const bool inOrder = m_backup.whyInOrder().has_value();
        for (int item = 0; item < m_chosen.size(); ++item) {
            const MyDatabase& database = m_backup.databases()[m_chosen[item].index];
            const Selection selection(database, m_chosen[item].index, m_request.selection);
            for (int entry = 0; entry < database.entries.size(); ++entry)
                place({item, entry}, selection, inOrder);
        }
        std::ranges::stable_sort(m_plan.inOrder, {}, [&](const MyRef& ref) { return entryOf(ref).order; });
        return std::move(m_plan);
    }

private:
    const MyEntry& entryOf(const MyRef& ref) const { return m_backup.databases()[m_chosen[ref.item].index].entries[ref.entry]; }

    std::optional<MyPlan::Skipped> skippedByChoice(const MyRef& ref, const Selection& selection)
    {
        const MyEntry& entry = entryOf(ref);
        if (m_request.parts == Parts::SchemaOnly && isContent(entry))
            return MyPlan::Skipped{ref, QT_TRANSLATE_NOOP("Message", "%1 was left out: rows were not wanted."), true};
        if (m_request.parts == Parts::DataOnly && !isContent(entry))
            return MyPlan::Skipped{ref, QT_TRANSLATE_NOOP("Message", "%1 was left out: definitions were not wanted."), true};
        if (selection.holds(ref.entry))
            return {};
        if (!selection.needs(ref.entry))
            return MyPlan::Skipped{ref, QT_TRANSLATE_NOOP("Message", "%1 was left out: it was not selected."), true};
        m_plan.pulledIn += ref;
        return {};
    }

    void place(const MyRef& ref, const Selection& selection, bool inOrder)
    {
        const MyEntry& entry = entryOf(ref);
        if (const std::optional<MyPlan::Skipped> skipped = skippedByChoice(ref, selection)) {
            m_plan.skipped += *skipped;
            return;
        }
        if (inOrder)
            m_plan.inOrder += ref;
        else if (entry.hasData)
            addData(ref);
        else if (entry.kind == "SEQUENCE")
            m_plan.sequences += ref;
        else if (entry.kind == "TABLE") {
            m_plan.tables += ref;
            workOn(ref.item, entry.name).definition = ref.entry;
        } else if (entry.kind == "ALTER" || entry.kind == "INDEX")
            addAlteration(ref);
        else
            listFor(entry) += ref;
    }

    void addData(const MyRef& ref)
    {
        const MyEntry& entry = entryOf(ref);
        MyTableWork& work = workOn(ref.item, entry.table);
        if (work.data.isEmpty())
            work.order = entry.order;
        work.data += ref.entry;
        work.bytes += entry.length;
    }

    void addAlteration(const MyRef& ref)
    {
        const MyEntry& entry = entryOf(ref);
        if (addsForeignKey(entry))
            m_plan.foreignKeys += ref;
        else
            workOn(ref.item, entry.table).alterations += ref.entry;
    }

    QList<MyRef>& listFor(const MyEntry& entry)
    {
        if (isRoutine(entry))
            return m_plan.routines;
        if (entry.kind == "VIEW")
            return m_plan.views;
        return entry.kind == "EVENT" ? m_plan.events : m_plan.triggers;
    }

    MyTableWork& workOn(int item, const QByteArray& table)
    {
        const auto found = m_works.constFind({item, table});
        if (found != m_works.cend())
            return m_plan.works[*found];
        m_works.insert({item, table}, int(m_plan.works.size()));
        MyTableWork work;
        work.item = item;
        work.table = table;
        m_plan.works += work;
        return m_plan.works.last();
    }

    const MyBackup& m_backup;
    const QList<MyChosenDatabase>& m_chosen;
    const RestoreRequest& m_request;
    MyPlan m_plan;
    QHash<std::pair<int, QByteArray>, int> m_works;
};

} // namespace

MyPlan planMyRestore(const MyBackup& backup, const QList<MyChosenDatabase>& chosen, const RestoreRequest& request)
{
    return Planner(backup, chosen, request).plan();
}

QString shownMyEntry(const MyEntry& entry)
{
    const QByteArray& name = entry.name.isEmpty() ? entry.table : entry.name;
    return displayBytes(name.isEmpty() ? entry.kind : entry.kind + ' ' + name);
}

} // namespace bakferry
