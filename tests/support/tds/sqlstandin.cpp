#include "tests/support/tds/sqlstandin.h"

#include "tests/support/tds/standinguest.h"

#include <algorithm>
#include <chrono>

namespace bakferry {

using namespace Qt::StringLiterals;

SqlStandIn::SqlStandIn() : SqlStandIn(Setup{}) { }

SqlStandIn::SqlStandIn(Setup setup) : m_setup(std::move(setup))
{
    int id = 0;
    for (const char* name : {"master", "tempdb", "model", "msdb"}) {
        StandInDatabase database;
        database.id = ++id;
        database.name = QString::fromLatin1(name);
        database.brokerEnabled = id == 4;
        database.files = {{database.name, m_setup.dataFolder + database.name + u".mdf"_s, 'D', 8 << 20}, {database.name + u"log"_s, m_setup.logFolder + database.name + u"log.ldf"_s, 'L', 2 << 20}};
        m_databases += database;
    }
    m_server = std::make_unique<TdsServer>(m_setup.wire, [this](quint16 number) { return std::make_unique<StandInGuest>(*this, number); });
}

SqlStandIn::~SqlStandIn()
{
    release();
    m_server.reset();
}

ConnectionProfile SqlStandIn::profile(const QString& user) const
{
    ConnectionProfile profile{"sqlserver", u"127.0.0.1"_s, m_server->port(), user.isEmpty() ? m_setup.login : user, {}};
    if (m_setup.wire.encryption == TdsServer::Encryption::NotSupported)
        profile.options.insert(u"sslmode"_s, u"disable"_s);
    return profile;
}

StandInDatabase* SqlStandIn::find(const QString& name)
{
    const auto found = std::ranges::find_if(m_databases, [&](const StandInDatabase& one) { return one.name.compare(name, Qt::CaseInsensitive) == 0; });
    return found == m_databases.end() ? nullptr : &*found;
}

const StandInDatabase* SqlStandIn::find(const QString& name) const { return const_cast<SqlStandIn*>(this)->find(name); }

StandInDatabase& SqlStandIn::make(const QString& name)
{
    StandInDatabase database;
    database.id = m_nextId++;
    database.name = name;
    m_databases += database;
    return m_databases.last();
}

void SqlStandIn::addDatabase(const QString& name, const QList<StandInFile>& files)
{
    const std::lock_guard lock(m_mutex);
    StandInDatabase& database = make(name);
    database.files = !files.isEmpty() ? files : QList<StandInFile>{{name, m_setup.dataFolder + name + u".mdf"_s, 'D', 8 << 20}, {name + u"_log"_s, m_setup.logFolder + name + u"_log.ldf"_s, 'L', 8 << 20}};
}

void SqlStandIn::changeDatabase(const QString& name, const std::function<void(StandInDatabase&)>& change)
{
    const std::lock_guard lock(m_mutex);
    if (StandInDatabase* database = find(name))
        change(*database);
}

std::optional<StandInDatabase> SqlStandIn::database(const QString& name) const
{
    const std::lock_guard lock(m_mutex);
    const StandInDatabase* database = find(name);
    return database ? std::optional(*database) : std::nullopt;
}

QStringList SqlStandIn::databases() const
{
    const std::lock_guard lock(m_mutex);
    QStringList names;
    for (const StandInDatabase& one : m_databases) {
        if (one.id > 4)
            names += one.state == u"ONLINE" ? one.name : one.name + u" ("_s + one.state + u')';
    }
    names.sort();
    return names;
}

void SqlStandIn::addMedium(const QString& serverPath, const MsMediaFile& medium)
{
    const std::lock_guard lock(m_mutex);
    m_media.insert(serverPath, medium);
}

void SqlStandIn::addForeignSession(const QString& database, const QString& login)
{
    const std::lock_guard lock(m_mutex);
    StandInSession session;
    session.number = quint16(900 + m_sessions.size());
    session.login = login;
    session.program = u"Till"_s;
    session.host = u"shop-1"_s;
    session.database = database;
    session.isForeign = true;
    m_sessions.insert(session.number, session);
}

QStringList SqlStandIn::statements() const
{
    const std::lock_guard lock(m_mutex);
    return m_statements;
}

QStringList SqlStandIn::logins() const
{
    const std::lock_guard lock(m_mutex);
    return m_logins;
}

QList<StandInSession> SqlStandIn::sessions() const
{
    const std::lock_guard lock(m_mutex);
    return m_sessions.values();
}

bool SqlStandIn::wasEncrypted() const
{
    const std::lock_guard lock(m_mutex);
    return m_allEncrypted && !m_logins.isEmpty();
}

void SqlStandIn::failAt(int percent, int number, int severity, const QString& text)
{
    const std::lock_guard lock(m_mutex);
    m_scripted += Scripted{percent, number, severity, text, false, false};
}

void SqlStandIn::cutAt(int percent)
{
    const std::lock_guard lock(m_mutex);
    m_scripted += Scripted{percent, 0, 0, {}, true, false};
}

void SqlStandIn::holdAt(int percent)
{
    const std::lock_guard lock(m_mutex);
    m_scripted += Scripted{percent, 0, 0, {}, false, true};
    m_isHeld = true;
    m_reached = -1;
}

bool SqlStandIn::reached(int percent)
{
    std::unique_lock lock(m_mutex);
    return m_changed.wait_for(lock, std::chrono::seconds(20), [&] { return m_reached >= percent; });
}

void SqlStandIn::release()
{
    {
        const std::lock_guard lock(m_mutex);
        m_isHeld = false;
    }
    if (m_server)
        m_server->wake();
}

void SqlStandIn::failStatement(const QString& beginning, int number, const QString& text)
{
    const std::lock_guard lock(m_mutex);
    m_scriptedStatements += ScriptedStatement{beginning, number, text};
}

void SqlStandIn::cutStatement(const QString& beginning, bool afterDone, bool closesServer)
{
    const std::lock_guard lock(m_mutex);
    m_scriptedStatements += ScriptedStatement{beginning, 0, {}, true, afterDone, closesServer};
}

void SqlStandIn::closeServer()
{
    {
        const std::lock_guard lock(m_mutex);
        m_isClosed = true;
    }
    m_server->cutAll();
}

void SqlStandIn::openServer()
{
    const std::lock_guard lock(m_mutex);
    m_isClosed = false;
}

} // namespace bakferry
