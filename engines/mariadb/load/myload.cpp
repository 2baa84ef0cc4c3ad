#include "engines/mariadb/load/myload.h"

#include "engines/displaytext.h"
#include "engines/mariadb/server/mycatalog.h"
#include "engines/script/myencoding.h"

#include <QtGlobal>

#include <algorithm>
#include <atomic>
#include <thread>

namespace bakferry {

namespace {

constexpr int mostJobs = 64;
constexpr qsizetype mostWarnings = 200;
constexpr char nobodyElse[] = ", LOCK=EXCLUSIVE"; // the server need not keep a log of changes meanwhile
constexpr int noSuchTable = 1146, invalidView = 1356, noSuchRoutine = 1305;

int jobsOf(const RestoreRequest& request)
{
    return std::clamp(request.jobs > 0 ? request.jobs : int(std::thread::hardware_concurrency()), 1, mostJobs);
}

QHash<QByteArray, MyStatements::Names> namesIn(const MyBackup& backup, const QList<MyChosenDatabase>& chosen, const QList<MyStagedDatabase>& staged)
{
    QHash<QByteArray, MyStatements::Names> all;
    for (int i = 0; i < chosen.size(); ++i) {
        const MyDatabase& database = backup.databases()[chosen[i].index];
        MyStatements::Names names{staged[i].staging, staged[i].wanted, {}, {}};
        for (const MyEntry& entry : database.entries) {
            if (entry.kind == "TABLE" || entry.kind == "VIEW" || entry.kind == "SEQUENCE")
                names.tables += entry.name;
            else if (entry.kind == "FUNCTION" || entry.kind == "PROCEDURE")
                names.routines += entry.name;
        }
        if (!database.name.isEmpty())
            all.insert(database.name, names);
    }
    return all;
}

QList<MyDataLoader::Place> placesOf(const QList<MyChosenDatabase>& chosen, const QList<MyStagedDatabase>& staged)
{
    QList<MyDataLoader::Place> places;
    for (int i = 0; i < chosen.size(); ++i)
        places += {chosen[i].index, staged[i].staging, staged.size() > 1 ? displayBytes(staged[i].wanted + '.') : QString()};
    return places;
}

} // namespace

MyLoad::MyLoad(MyBackup& backup, QList<MyChosenDatabase> chosen, QList<MyStagedDatabase> staged, MyPlan plan, QList<QList<qint64>> rows,
               const RestoreRequest& request, LoadTeam& team)
    : m_backup(backup), m_chosen(std::move(chosen)), m_staged(std::move(staged)), m_plan(std::move(plan)), m_request(request), m_options(MyOptions::of(request)), m_team(team),
      m_jobs(jobsOf(request)), m_statements(m_options, namesIn(backup, m_chosen, m_staged)),
      m_rows(backup, placesOf(m_chosen, m_staged), std::move(rows), m_traits, m_statements, team, m_ledger)
{
}

MyLoad::~MyLoad() = default;

MyLoad::Step MyLoad::run()
{
    using Method = Step (MyLoad::*)();
    const bool inOrder = m_backup.whyInOrder().has_value();
    const std::vector<Method> methods = inOrder ? std::vector<Method>{&MyLoad::open, &MyLoad::runInOrder}
                                                : std::vector<Method>{&MyLoad::open, &MyLoad::makeTables, &MyLoad::loadTables, &MyLoad::addForeignKeys, &MyLoad::runRest};
    for (const Method method : methods) {
        if (const Step step = (this->*method)(); !step) {
            m_team.fail(step.error());
            return m_team.result();
        }
    }
    tellSkipped();
    return {};
}

MyLoad::Step MyLoad::open()
{
    Result<std::unique_ptr<MyLoadSession>> first = MyLoadSession::open(m_request, m_options, m_traits, m_team.context());
    if (!first)
        return first.error();
    m_sessions.push_back(std::move(*first));
    for (const MyRef& ref : std::as_const(m_plan.pulledIn))
        m_team.context().note(LogLevel::Info, {QT_TRANSLATE_NOOP("Message", "%1 comes along, because something selected needs it."), {shownMyEntry(entryOf(ref))}});
    if (const std::optional<Message> why = m_backup.whyInOrder())
        m_team.context().note(LogLevel::Info, *why);
    return {};
}

Result<std::vector<MyLoadSession*>> MyLoad::sessions()
{
    const bool inOrder = m_backup.whyInOrder().has_value() && m_made.isEmpty();
    while (int(m_sessions.size()) < (inOrder ? 1 : m_jobs)) {
        Result<std::unique_ptr<MyLoadSession>> next = MyLoadSession::open(m_request, m_options, m_traits, m_team.context());
        if (!next) {
            if (next.error().kind == ErrorKind::Cancelled)
                return next.error();
            m_team.context().note(LogLevel::Warning, {QT_TRANSLATE_NOOP("Message", "The server gives only %1 connections; the restore goes on with them."), {QString::number(m_sessions.size())}});
            break;
        }
        m_sessions.push_back(std::move(*next));
    }
    std::vector<MyLoadSession*> all;
    for (const auto& session : m_sessions)
        all.push_back(session.get());
    return all;
}

QByteArray MyLoad::statementOf(const MyRef& ref) const
{
    const MySettings& settings = settingsOf(ref);
    return m_statements.of(entryOf(ref), databaseOf(ref.item).name, myLexModeOf(settings), settings.charset);
}

MyLoad::Step MyLoad::sendFor(MyLoadSession& session, const MyRef& ref, QByteArrayView sql)
{
    if (const Step set = session.become(settingsOf(ref), m_staged[ref.item].staging); !set)
        return atMyEntry(set.error(), m_backup, entryOf(ref));
    const Step done = session.run(sql);
    if (!done && entryOf(ref).kind != "VIEW") // which may be tried again
        m_team.failObject(shownMyEntry(entryOf(ref)), m_rows.idOf(ref), done.error());
    return done ? done : Step(atMyEntry(done.error(), m_backup, entryOf(ref)));
}

MyLoad::Step MyLoad::runOne(MyLoadSession& session, const MyRef& ref)
{
    m_team.advance(0, 0, shownMyEntry(entryOf(ref)));
    const QByteArray statement = statementOf(ref);
    if (isForOthers(ref, statement))
        return {};
    const Step done = sendFor(session, ref, statement);
    if (done)
        madeIt(ref);
    return done;
}

void MyLoad::madeIt(const MyRef& ref)
{
    const std::lock_guard lock(m_mutex);
    ++m_executed;
    m_made += ref;
}

MyLoad::Step MyLoad::runEach(const QList<MyRef>& refs)
{
    for (const MyRef& ref : refs) {
        if (!m_team.goOn())
            return cancelledError();
        if (const Step done = runOne(*m_sessions.front(), ref); !done)
            return done;
    }
    return {};
}

MyLoad::Step MyLoad::makeTables()
{
    if (const Step made = runEach(m_plan.sequences); !made)
        return made;
    const Result<std::vector<MyLoadSession*>> all = sessions();
    if (!all)
        return all.error();
    std::atomic<qsizetype> next = 0;
    return m_team.run(int(all->size()), [&](int number) -> Step {
        for (qsizetype at = next++; at < m_plan.tables.size(); at = next++) {
            if (!m_team.goOn())
                return cancelledError();
            if (const Step made = makeTable(*(*all)[std::size_t(number)], m_plan.tables[at]); !made)
                return made;
        }
        return {};
    });
}

MyLoad::Step MyLoad::makeTable(MyLoadSession& session, const MyRef& ref)
{
    const MyEntry& entry = entryOf(ref);
    m_team.advance(0, 0, shownMyEntry(entry));
    const QByteArray statement = statementOf(ref);
    if (isForOthers(ref, statement))
        return {};
    const auto work = std::ranges::find_if(m_plan.works, [&](const MyTableWork& one) { return one.item == ref.item && one.definition == ref.entry; });
    // Without rows there is nothing to gain; where rows may meet others by their keys, these must be there.
    const bool keysFirst = work == m_plan.works.end() || work->data.isEmpty() || m_rows.needsKeys(*work);
    const MyTableParts parts = myTableParts(statement, myLexModeOf(settingsOf(ref)), keysFirst ? MyCut::ForeignKeysAlone : MyCut::KeysToo, m_traits.innoDbIsDefault);
    if (const Step made = sendFor(session, ref, parts.create); !made)
        return made;
    madeIt(ref);
    const std::lock_guard lock(m_mutex);
    m_parts.insert({ref.item, ref.entry}, parts);
    return {};
}

MyLoad::Step MyLoad::loadTables()
{
    const Result<std::vector<MyLoadSession*>> all = sessions();
    if (!all)
        return all.error();
    QList<MyTableWork> works = m_plan.works;
    if (m_backup.isRandomAccess())
        std::ranges::stable_sort(works, std::greater(), &MyTableWork::bytes);
    else
        std::ranges::stable_sort(works, {}, &MyTableWork::order);
    std::atomic<qsizetype> next = 0;
    return m_team.run(int(all->size()), [&](int number) -> Step {
        for (qsizetype at = next++; at < works.size(); at = next++) {
            if (!m_team.goOn())
                return cancelledError();
            if (const Step loaded = loadTable(*(*all)[std::size_t(number)], works[at]); !loaded)
                return loaded;
        }
        return {};
    });
}

MyLoad::Step MyLoad::loadTable(MyLoadSession& session, const MyTableWork& work)
{
    const bool ours = work.definition >= 0 && m_request.parts != RestoreRequest::Parts::DataOnly;
    if (!work.data.isEmpty()) {
        if (const Step loaded = m_rows.loadTable(session, work, ours); !loaded)
            return loaded;
        const std::lock_guard lock(m_mutex);
        m_executed += work.data.size();
    }
    if (const Step added = addKeys(session, work); !added)
        return added;
    for (const int entry : work.alterations) {
        if (const Step done = runOne(session, {work.item, entry}); !done)
            return done;
    }
    return {};
}

// All in one statement, so that the rows are read once; each full text key in one of its own, as InnoDB builds one at a time.
MyLoad::Step MyLoad::addKeys(MyLoadSession& session, const MyTableWork& work)
{
    MyTableParts parts;
    {
        const std::lock_guard lock(m_mutex);
        parts = m_parts.value({work.item, work.definition});
    }
    QByteArrayList alters;
    if (!parts.keys.isEmpty())
        alters += "ALTER TABLE " + parts.name + " ADD " + parts.keys.join(", ADD ") + nobodyElse;
    for (const QByteArray& key : std::as_const(parts.fullTextKeys))
        alters += "ALTER TABLE " + parts.name + " ADD " + key + nobodyElse;
    for (const QByteArray& alter : std::as_const(alters)) {
        if (!m_team.goOn())
            return cancelledError();
        if (const Step added = sendFor(session, {work.item, work.definition}, alter); !added)
            return added;
    }
    return {};
}

bool MyLoad::isRestored(int item, const MyQualifiedName& table, const MyEntry& from) const
{
    if (m_request.selection.isEmpty() || !table.database.isEmpty())
        return true;
    const QByteArray name = myToUtf8(table.name, m_backup.settings()[from.settings].charset).value_or(table.name);
    return std::ranges::any_of(m_plan.tables, [&](const MyRef& ref) { return ref.item == item && entryOf(ref).name.compare(name, Qt::CaseInsensitive) == 0; });
}

// With foreign_key_checks off the server adds them without reading rows, which the verification makes up for.
MyLoad::Step MyLoad::addForeignKeys()
{
    m_team.beginStep(JobStep::Indexing, 0);
    MyLoadSession& session = *m_sessions.front();
    for (const MyRef& ref : std::as_const(m_plan.tables)) {
        const MyTableParts parts = m_parts.value({ref.item, ref.entry});
        QByteArrayList keys;
        for (const MyTableParts::ForeignKey& key : parts.foreignKeys) {
            if (isRestored(ref.item, key.references, entryOf(ref)))
                keys += key.definition;
            else
                m_warnings += {QT_TRANSLATE_NOOP("Message", "A foreign key of %1 was left out: the table it refers to was not selected."), {shownMyEntry(entryOf(ref))}};
        }
        if (keys.isEmpty())
            continue;
        if (!m_team.goOn())
            return cancelledError();
        if (const Step added = sendFor(session, ref, "ALTER TABLE " + parts.name + " ADD " + keys.join(", ADD ")); !added)
            return added;
    }
    return runEach(m_plan.foreignKeys);
}

MyLoad::Step MyLoad::runRest()
{
    if (const Step routines = runEach(m_plan.routines); !routines)
        return routines;
    if (const Step views = makeViews(); !views)
        return views;
    return runEach(m_plan.triggers);
}

// Views may look at views that come later: what fails for want of one is tried again as long as others succeed.
MyLoad::Step MyLoad::makeViews()
{
    QList<MyRef> waiting = m_plan.views;
    while (!waiting.isEmpty()) {
        QList<MyRef> left;
        std::optional<Error> failure;
        for (const MyRef& ref : std::as_const(waiting)) {
            if (!m_team.goOn())
                return cancelledError();
            const Step made = runOne(*m_sessions.front(), ref);
            if (made)
                continue;
            const int number = m_sessions.front()->connection().lastNumber();
            if (number != noSuchTable && number != invalidView && number != noSuchRoutine)
                return made;
            left += ref;
            failure = made.error();
        }
        if (left.size() == waiting.size()) {
            if (m_request.selection.isEmpty()) {
                m_team.failObject(shownMyEntry(entryOf(left.first())), m_rows.idOf(left.first()), *failure);
                return *failure;
            }
            for (const MyRef& ref : std::as_const(left))
                leaveOut({QT_TRANSLATE_NOOP("Message", "%1 was left out: %2"), {shownMyEntry(entryOf(ref)), failure->detail}});
            return {};
        }
        waiting = left;
    }
    return {};
}

void MyLoad::leaveOut(Message why)
{
    const std::lock_guard lock(m_mutex);
    ++m_leftOut;
    m_warnings += std::move(why);
}

// All of it stands in comments for another maker or for later versions: no client would have made it here.
bool MyLoad::isForOthers(const MyRef& ref, QByteArrayView statement)
{
    const MyReader server{m_traits.isMariaDb ? MyReader::MariaDb : MyReader::MySql, m_traits.version};
    if (!MyTokens(statement, myLexModeOf(settingsOf(ref)), server).peek().isEnd())
        return false;
    leaveOut({QT_TRANSLATE_NOOP("Message", "%1 was left out: it is written for other servers, in comments that this one does not run."), {shownMyEntry(entryOf(ref))}});
    return true;
}

// One connection from the first statement to the last: what a script says may depend on anything before.
MyLoad::Step MyLoad::runInOrder()
{
    MyLoadSession& session = *m_sessions.front();
    for (const MyRef& ref : std::as_const(m_plan.inOrder)) {
        if (!m_team.goOn())
            return cancelledError();
        const MyEntry& entry = entryOf(ref);
        if (entry.kind == "EVENT") { // none may run before the rest is there
            m_plan.events += ref;
        } else if (entry.hasData) {
            if (const Step loaded = m_rows.loadInOrder(session, ref); !loaded)
                return loaded;
            ++m_executed;
        } else if (const Step done = runOne(session, ref); !done) {
            return done;
        }
    }
    return {};
}

MyLoad::Step MyLoad::makeEvents()
{
    if (m_plan.events.isEmpty())
        return {};
    if (const Step made = runEach(m_plan.events); !made)
        return made;
    const Result<std::unique_ptr<MyConnection>> maintenance = openMyMaintenance(m_request.target, m_request.credentials, m_team.context());
    if (!maintenance)
        return maintenance.error();
    for (const MyRef& ref : std::as_const(m_plan.events)) {
        if (m_options.disableEvents || !isMyEventEnabled(entryOf(ref), myLexModeOf(settingsOf(ref))))
            continue;
        if (const Step enabled = enableMyEventLater(**maintenance, m_staged[ref.item], m_request, entryOf(ref).name); !enabled)
            return atMyEntry(enabled.error(), m_backup, entryOf(ref));
    }
    return {};
}

void MyLoad::tellSkipped()
{
    for (const MyPlan::Skipped& skipped : std::as_const(m_plan.skipped)) {
        const Message message{skipped.why, {shownMyEntry(entryOf(skipped.ref))}};
        if (skipped.chosen)
            m_team.context().note(LogLevel::Debug, message);
        else if (m_warnings.size() < mostWarnings)
            m_warnings += message;
    }
}

QList<Message> MyLoad::takeWarnings() { return std::exchange(m_warnings, {}) + m_traits.takeWarnings() + m_rows.takeWarnings(); }

// Entries, with the statements that stand in their data.
StatementBalance MyLoad::balance() const
{
    StatementBalance balance;
    for (const MyChosenDatabase& one : m_chosen)
        balance.found += m_backup.databases()[one.index].entries.size();
    balance.found += m_rows.statements() + m_rows.skipped();
    balance.executed = m_executed + m_rows.statements();
    balance.skipped = m_leftOut + m_plan.skipped.size() + m_rows.skipped();
    return balance;
}

} // namespace bakferry
