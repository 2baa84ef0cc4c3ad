#include "tests/support/tds/standinguest.h"

#include <algorithm>

namespace bakferry {

using namespace Qt::StringLiterals;

namespace {

constexpr int usualSeverity = 16;

} // namespace

StandInGuest::~StandInGuest()
{
    const std::lock_guard lock(m_server.m_mutex);
    m_server.m_sessions.remove(m_number);
}

bool StandInGuest::fail(TdsTalk& talk, int number, int severity, const QString& text)
{
    talk.message(number, severity, text);
    m_lastError = number;
    return false;
}

bool StandInGuest::signIn(const TdsLogin& login, TdsTalk& talk)
{
    const std::lock_guard lock(m_server.m_mutex);
    const SqlStandIn::Setup& setup = m_server.m_setup;
    m_server.m_logins += login.user + u'/' + login.password + u'/' + login.program;
    m_server.m_allEncrypted &= login.isEncrypted;
    if (m_server.m_isClosed)
        talk.cut();
    if (m_server.m_isClosed || login.user.compare(setup.login, Qt::CaseInsensitive) != 0 || login.password != setup.password) {
        talk.message(18456, 14, u"Login failed for user '%1'."_s.arg(login.user));
        talk.done(TdsAnswer::Error);
        return false;
    }
    const QString database = login.database.isEmpty() ? u"master"_s : login.database;
    const StandInDatabase* wanted = m_server.find(database);
    if (!wanted || wanted->state != u"ONLINE") {
        talk.message(4060, 11, u"Cannot open database \"%1\" requested by the login. The login failed."_s.arg(database));
        talk.message(18456, 14, u"Login failed for user '%1'."_s.arg(login.user));
        talk.done(TdsAnswer::Error);
        return false;
    }
    StandInSession session;
    session.number = m_number;
    session.login = login.user;
    session.program = login.program;
    session.host = login.host;
    session.database = wanted->name;
    session.isEncrypted = login.isEncrypted;
    m_server.m_sessions.insert(m_number, session);
    const QStringList version = setup.version.split(u'.');
    talk.environment(1, wanted->name, u"master"_s);
    talk.message(5701, 0, u"Changed database context to '%1'."_s.arg(wanted->name));
    talk.collation();
    talk.environment(2, u"us_english"_s, {});
    talk.message(5703, 0, u"Changed language setting to us_english."_s);
    talk.signedIn(u"Microsoft SQL Server"_s, version.value(0).toInt(), version.value(1).toInt(), version.value(2).toInt());
    talk.environment(4, u"4096"_s, u"4096"_s);
    talk.done(TdsAnswer::Final);
    return true;
}

void StandInGuest::batch(const QString& sql, TdsTalk& talk)
{
    const QList<QList<TsqlToken>> statements = tsqlStatements(sql);
    std::unique_lock lock(m_server.m_mutex);
    m_server.m_statements += sql;
    if (statements.isEmpty()) {
        if (!sql.trimmed().isEmpty() && !sql.trimmed().startsWith(u"--"))
            fail(talk, 105, 15, u"Unclosed quotation mark after the character string."_s);
        talk.done(m_lastError == 105 ? TdsAnswer::Error : TdsAnswer::Final);
        return;
    }
    lock.unlock();
    for (qsizetype i = 0; i < statements.size() && !talk.isStopped(); ++i)
        statement(statements[i], talk, i + 1 == statements.size());
}

void StandInGuest::statement(const QList<TsqlToken>& tokens, TdsTalk& talk, bool isLast)
{
    std::optional<SqlStandIn::ScriptedStatement> scripted;
    bool ok = true;
    m_rows = -1;
    const QString shown = tsqlForSqlite(tokens);
    {
        std::unique_lock lock(m_server.m_mutex);
        m_lock = &lock;
        const auto found = std::ranges::find_if(m_server.m_scriptedStatements, [&](const auto& one) { return shown.startsWith(one.beginning, Qt::CaseInsensitive); });
        if (found != m_server.m_scriptedStatements.end()) {
            scripted = *found;
            m_server.m_scriptedStatements.erase(found);
        }
        if (scripted && scripted->cuts)
            m_server.m_isClosed |= scripted->closes;
        if (scripted && scripted->cuts && !scripted->afterDone)
            return talk.cut();
        if (scripted && scripted->number != 0) {
            ok = fail(talk, scripted->number, usualSeverity, scripted->text);
        } else if (!m_noExec || tokens.first().isWord("SET"_L1)) {
            const bool keepsError = tokens.first().isWord("IF"_L1);
            const int before = m_lastError;
            m_lastError = keepsError ? before : 0;
            ok = run(tokens, talk);
        }
        if (scripted && scripted->cuts)
            return talk.cut();
    }
    if (talk.isStopped())
        return;
    const int status = (ok ? 0 : TdsAnswer::Error) | (isLast ? 0 : TdsAnswer::More) | (m_rows >= 0 ? TdsAnswer::Count : 0);
    talk.done(quint16(status), std::max<qint64>(m_rows, 0));
}

bool StandInGuest::run(const QList<TsqlToken>& tokens, TdsTalk& talk)
{
    TsqlReader reader(tokens);
    if (reader.next().isWord("SELECT"_L1) || reader.next().isWord("WITH"_L1))
        return select(tokens, talk);
    if (reader.take("SET"_L1)) {
        if (reader.take("NOEXEC"_L1))
            m_noExec = reader.take("ON"_L1);
        return true;
    }
    if (reader.take("IF"_L1))
        return condition(reader, talk);
    if (reader.take("USE"_L1))
        return use(reader, talk);
    if (reader.take("RESTORE"_L1))
        return restore(reader, talk);
    if (reader.takeAll({"ALTER"_L1, "DATABASE"_L1}))
        return alter(reader, talk);
    if (reader.takeAll({"DROP"_L1, "DATABASE"_L1}))
        return drop(reader, talk);
    if (reader.take("RAISERROR"_L1))
        return raise(reader, talk);
    if (reader.takeAll({"DBCC"_L1, "CHECKDB"_L1}))
        return checkDatabase(reader, talk);
    if (reader.take("PRINT"_L1)) {
        talk.message(0, 0, reader.takeText());
        return true;
    }
    return fail(talk, 102, 15, u"Incorrect syntax near '%1'."_s.arg(tokens.first().value));
}

// IF condition statement: the condition ends where a statement begins.
bool StandInGuest::condition(TsqlReader& reader, TdsTalk& talk)
{
    QList<TsqlToken> condition;
    int depth = 0;
    const auto begins = [&] {
        return depth == 0 && std::ranges::any_of(std::initializer_list<QLatin1StringView>{"SET"_L1, "RAISERROR"_L1, "ALTER"_L1, "RESTORE"_L1, "DROP"_L1, "PRINT"_L1},
                                                 [&](QLatin1StringView word) { return reader.next().isWord(word); });
    };
    while (!reader.isAtEnd() && !begins()) {
        depth += reader.next().isSymbol(u'(') ? 1 : reader.next().isSymbol(u')') ? -1 : 0;
        condition += reader.next();
        reader.skip();
    }
    TdsTalk& none = talk;
    const QList<TsqlToken> question = QList<TsqlToken>{{TsqlToken::Word, u"SELECT"_s}, {TsqlToken::Number, u"1"_s}, {TsqlToken::Word, u"WHERE"_s}} + condition;
    const QByteArray before = talk.take();
    const bool asked = select(question, none);
    const QByteArray answer = talk.take();
    talk.append(before);
    if (!asked) {
        talk.append(answer);
        return false;
    }
    const bool holds = m_rows > 0;
    m_rows = -1;
    return !holds || run(reader.rest(), talk);
}

bool StandInGuest::use(TsqlReader& reader, TdsTalk& talk)
{
    const QString name = reader.takeName();
    StandInDatabase* database = m_server.find(name);
    if (!database)
        return fail(talk, 911, usualSeverity, u"Database '%1' does not exist. Make sure that the name is entered correctly."_s.arg(name));
    if (database->state != u"ONLINE")
        return fail(talk, 927, 14, u"Database '%1' cannot be opened. It is in the middle of a restore."_s.arg(name));
    StandInSession& session = m_server.m_sessions[m_number];
    talk.environment(1, database->name, session.database);
    session.database = database->name;
    talk.message(5701, 0, u"Changed database context to '%1'."_s.arg(database->name));
    return true;
}

bool StandInGuest::raise(TsqlReader& reader, TdsTalk& talk)
{
    reader.takeSymbol(u'(');
    const QString text = reader.takeText();
    reader.takeSymbol(u',');
    const int severity = int(reader.takeNumber());
    if (severity <= 10) {
        talk.message(50000, severity, text);
        return true;
    }
    return fail(talk, 50000, severity, text);
}

bool StandInGuest::checkDatabase(TsqlReader& reader, TdsTalk& talk)
{
    reader.takeSymbol(u'(');
    const QString name = reader.next().kind == TsqlToken::Text ? reader.takeText() : reader.takeName();
    const StandInDatabase* database = m_server.find(name);
    if (!database)
        return fail(talk, 2520, usualSeverity, u"Could not find database '%1'. The database either does not exist, or was dropped before a statement tried to use it. Verify if the database exists by querying the sys.databases catalog view."_s.arg(name));
    return true;
}

} // namespace bakferry
