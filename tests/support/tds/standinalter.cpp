// ALTER DATABASE and DROP DATABASE.
#include "tests/support/tds/standinguest.h"

#include <algorithm>

namespace bakferry {

using namespace Qt::StringLiterals;

bool StandInGuest::isInUse(const StandInDatabase& database) const
{
    const auto& sessions = m_server.m_sessions;
    return std::any_of(sessions.cbegin(), sessions.cend(), [&](const StandInSession& one) { return one.number != m_number && one.database.compare(database.name, Qt::CaseInsensitive) == 0; });
}

bool StandInGuest::alter(TsqlReader& reader, TdsTalk& talk)
{
    const QString name = reader.takeName();
    StandInDatabase* database = m_server.find(name);
    const auto failed = [&] { return fail(talk, 5069, 16, u"ALTER DATABASE statement failed."_s); };
    if (!database || !m_server.m_setup.mayCreate) {
        fail(talk, 5011, 14, u"User does not have permission to alter database '%1', the database does not exist, or the database is not in a state that allows access checks."_s.arg(name));
        return failed();
    }
    if (database->state != u"ONLINE") {
        fail(talk, 5052, 16, u"ALTER DATABASE is not permitted while a database is in the Restoring state."_s);
        return failed();
    }
    if (reader.takeAll({"MODIFY"_L1, "NAME"_L1}) && reader.takeSymbol(u'=')) {
        const QString wanted = reader.takeName();
        return rename(*database, wanted, talk) || failed();
    }
    if (!reader.take("SET"_L1))
        return fail(talk, 102, 15, u"Incorrect syntax near '%1'."_s.arg(reader.next().value));
    const QString what = reader.takeName().toUpper();
    if (what == u"SINGLE_USER" || what == u"MULTI_USER" || what == u"RESTRICTED_USER") {
        const bool rollsBack = reader.takeAll({"WITH"_L1, "ROLLBACK"_L1, "IMMEDIATE"_L1});
        return setAccess(*database, what, rollsBack, talk) || failed();
    }
    if (what == u"TRUSTWORTHY")
        database->trustworthy = reader.take("ON"_L1);
    else if (what == u"ENABLE_BROKER" || what == u"DISABLE_BROKER" || what == u"NEW_BROKER")
        database->brokerEnabled = what != u"DISABLE_BROKER";
    else
        return fail(talk, 102, 15, u"Incorrect syntax near '%1'."_s.arg(what));
    return true;
}

bool StandInGuest::rename(StandInDatabase& database, const QString& name, TdsTalk& talk)
{
    if (m_server.find(name) && m_server.find(name) != &database)
        return fail(talk, 1801, 16, u"Database '%1' already exists. Choose a different database name."_s.arg(name));
    if (isInUse(database))
        return fail(talk, 5030, 16, u"The database could not be exclusively locked to perform the operation."_s);
    StandInSession& self = m_server.m_sessions[m_number];
    if (self.database.compare(database.name, Qt::CaseInsensitive) == 0)
        self.database = name;
    database.name = name;
    talk.message(5021, 10, u"The database name '%1' has been set."_s.arg(name));
    return true;
}

bool StandInGuest::setAccess(StandInDatabase& database, const QString& access, bool rollsBack, TdsTalk& talk)
{
    if (access == u"SINGLE_USER" && rollsBack) {
        m_server.m_sessions.removeIf([&](const QMap<quint16, StandInSession>::iterator& one) { return one.value().isForeign && one.value().database.compare(database.name, Qt::CaseInsensitive) == 0; });
        talk.message(5060, 10, u"Nonqualified transactions are being rolled back. Estimated rollback completion: 100%."_s);
    }
    if (access != u"MULTI_USER" && isInUse(database))
        return fail(talk, 5070, 16, u"Database state cannot be changed while other users are using the database '%1'"_s.arg(database.name));
    database.userAccess = access;
    return true;
}

bool StandInGuest::drop(TsqlReader& reader, TdsTalk& talk)
{
    const bool onlyIfThere = reader.takeAll({"IF"_L1, "EXISTS"_L1});
    const QString name = reader.takeName();
    StandInDatabase* database = m_server.find(name);
    if (!database && onlyIfThere)
        return true;
    if (!database || !m_server.m_setup.mayCreate)
        return fail(talk, 3701, 11, u"Cannot drop the database '%1', because it does not exist or you do not have permission."_s.arg(name));
    if (database->id <= 4)
        return fail(talk, 3708, 16, u"Cannot drop the database '%1' because it is a system database."_s.arg(name));
    const bool isRestored = std::any_of(m_server.m_sessions.cbegin(), m_server.m_sessions.cend(), [&](const StandInSession& one) {
        return one.number != m_number && one.request && one.request->database.compare(name, Qt::CaseInsensitive) == 0;
    });
    if (isInUse(*database) || isRestored || m_server.m_sessions[m_number].database.compare(name, Qt::CaseInsensitive) == 0)
        return fail(talk, 3702, 16, u"Cannot drop database \"%1\" because it is currently in use."_s.arg(name));
    m_server.m_databases.removeAt(database - m_server.m_databases.data());
    return true;
}

} // namespace bakferry
