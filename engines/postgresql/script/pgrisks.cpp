#include "engines/postgresql/script/pgrisks.h"

#include "engines/displaytext.h"
#include "engines/postgresql/script/pgstatement.h"

#include <QSet>
#include <QtGlobal>

#include <algorithm>

namespace bakferry {

namespace {

using Kind = PgRisk::Kind;

constexpr qsizetype dangersNamed = 50;
constexpr qsizetype othersNamed = 5;

// Functions that touch the server's files, programs, settings or other servers. Source: PostgreSQL's manual, "System Administration
// Functions", "Server-Side Functions" of large objects, dblink, adminpack and file_fdw.
const QSet<QByteArray>& dangerousFunctions()
{
    static const QSet<QByteArray> names{"lo_import", "lo_export", "pg_read_file", "pg_read_binary_file", "pg_ls_dir", "pg_stat_file", "pg_read_file_old",
                                        "pg_file_write", "pg_file_read", "pg_file_rename", "pg_file_unlink", "pg_file_sync", "pg_logdir_ls", "pg_ls_logdir",
                                        "pg_ls_waldir", "pg_ls_tmpdir", "pg_ls_archive_statusdir", "pg_reload_conf", "pg_rotate_logfile", "pg_terminate_backend",
                                        "pg_cancel_backend", "pg_promote", "pg_switch_wal", "pg_create_restore_point", "pg_create_physical_replication_slot",
                                        "pg_create_logical_replication_slot", "pg_drop_replication_slot", "dblink", "dblink_connect", "dblink_connect_u",
                                        "dblink_exec", "dblink_send_query"};
    return names;
}

const QSet<QByteArray>& safeLanguages()
{
    static const QSet<QByteArray> names{"sql", "plpgsql", "internal", "plperl", "pltcl", "plv8", "pltrusted"};
    return names;
}

const QSet<QByteArray>& dangerousExtensions()
{
    static const QSet<QByteArray> names{"adminpack", "dblink", "file_fdw", "plperlu", "plpython2u", "plpython3u", "plpythonu", "plsh", "pltclu", "postgres_fdw"};
    return names;
}

class EntryLook
{
public:
    EntryLook(const PgEntry& entry, int index, PgLexMode mode, const QSet<QByteArray>& ownFunctions, QList<PgRisk>& risks)
        : m_entry(entry), m_index(index), m_mode(mode), m_ownFunctions(ownFunctions), m_risks(risks) { }

    void look()
    {
        for (const QByteArray* sql : {&m_entry.copyStatement, &m_entry.definition, &m_entry.suspicious}) {
            PgTokens tokens(*sql, m_mode);
            bool begins = true;
            m_depth = 0;
            while (!tokens.peek().isEnd()) {
                const PgToken token = tokens.take();
                if (begins)
                    beginStatement(token, tokens);
                begins = token.isSymbol(';');
                m_depth += token.isSymbol('(') ? 1 : token.isSymbol(')') ? -1 : 0;
                m_inBody = !begins && (m_inBody || (m_depth == 0 && token.isWord("BEGIN")));
                lookAt(token, tokens);
                m_before = token;
            }
        }
    }

private:
    void add(Kind kind, Message what)
    {
        PgRisk risk{kind, m_index, std::move(what)};
        if (!m_risks.contains(risk))
            m_risks += std::move(risk);
    }
    QString shown() const { return displayBytes(m_entry.kind + ' ' + (m_entry.schema.isEmpty() ? m_entry.name : m_entry.schema + '.' + m_entry.name), 120); }
    void danger(const char* source) { add(Kind::Dangerous, {source, {shown()}}); }

    // By its words alone: what an archive calls an entry may be a lie.
    void beginStatement(const PgToken& command, PgTokens ahead)
    {
        m_command = command;
        m_object = {};
        if (command.isWord("REFRESH"))
            add(Kind::RunsAtRestore, {QT_TRANSLATE_NOOP("Message", "%1 runs the view's query when it is restored."), {shown()}});
        if (!command.isWord("CREATE"))
            return;
        while (ahead.takeWord("OR") || ahead.takeWord("REPLACE") || ahead.takeWord("TRUSTED") || ahead.takeWord("PROCEDURAL")) { }
        m_object = ahead.take();
        if (m_object.isWord("EVENT"))
            danger(QT_TRANSLATE_NOOP("Message", "%1 runs a function whenever somebody changes an object."));
        else if (m_object.isWord("SUBSCRIPTION"))
            danger(QT_TRANSLATE_NOOP("Message", "%1 connects to another server and takes rows from there."));
        else if (m_object.isWord("SERVER") || (m_object.isWord("USER") && ahead.peek().isWord("MAPPING")) || (m_object.isWord("FOREIGN") && ahead.peek().isWord("DATA")))
            danger(QT_TRANSLATE_NOOP("Message", "%1 makes the server reach other servers or files."));
        else if (m_object.isWord("EXTENSION")) {
            ahead.takeWords({"IF", "NOT", "EXISTS"});
            if (ahead.peek().isName() && dangerousExtensions().contains(pgIdentifier(ahead.peek())))
                danger(QT_TRANSLATE_NOOP("Message", "%1 gives access to programs, files or other servers."));
        }
    }

    bool isCode() const { return m_command.isWord("DO") || m_object.isWord("FUNCTION") || m_object.isWord("PROCEDURE") || m_object.isWord("LANGUAGE"); }

    // The text of a function or of DO. What it puts together only when it runs cannot be seen.
    void lookAtBody(const QByteArray& code, int nested)
    {
        PgToken before;
        for (PgTokens tokens(code, m_mode); !tokens.peek().isEnd();) {
            const PgToken token = tokens.take();
            if (token.isWord("PROGRAM") && (before.isWord("FROM") || before.isWord("TO")))
                danger(QT_TRANSLATE_NOOP("Message", "%1 runs a program on the server (COPY … PROGRAM)."));
            else if (token.isWord("SYSTEM") && before.isWord("ALTER"))
                danger(QT_TRANSLATE_NOOP("Message", "%1 changes the settings of the whole server (ALTER SYSTEM)."));
            else if (token.isName() && tokens.peek().isSymbol('('))
                lookAtFunction(pgIdentifier(token));
            else if (token.type == PgToken::String && nested < 3)
                lookAtBody(pgStringValue(token, m_mode), nested + 1);
            before = token;
        }
    }

    void lookAtFunction(const QByteArray& name)
    {
        if (dangerousFunctions().contains(name))
            add(Kind::Dangerous, {QT_TRANSLATE_NOOP("Message", "%1 calls %2, which reaches beyond the database."), {shown(), displayBytes(name, 64)}});
    }

    void lookAt(const PgToken& token, PgTokens& tokens)
    {
        if (m_command.isWord("COPY"))
            lookAtCopy(token, tokens);
        else if (m_command.isWord("LOAD") && token.type == PgToken::String)
            danger(QT_TRANSLATE_NOOP("Message", "%1 loads a library into the server (LOAD)."));
        else if (m_command.isWord("ALTER") && m_before.isWord("ALTER") && token.isWord("SYSTEM"))
            danger(QT_TRANSLATE_NOOP("Message", "%1 changes the settings of the whole server (ALTER SYSTEM)."));
        else if (m_command.isWord("DO") && token.type == PgToken::String)
            add(Kind::RunsAtRestore, {QT_TRANSLATE_NOOP("Message", "%1 on line %2 runs a block of code (DO)."), {shown(), QString::number(m_entry.line)}});
        if (token.type == PgToken::String && isCode())
            lookAtBody(pgStringValue(token, m_mode), 0);
        if (!token.isName())
            return;
        const QByteArray name = pgIdentifier(token);
        if (name == "language" && m_depth == 0 && !m_inBody && (tokens.peek().isName() || tokens.peek().type == PgToken::String))
            lookAtLanguage(tokens.peek());
        else if (name.endsWith("_preload_libraries"))
            danger(QT_TRANSLATE_NOOP("Message", "%1 makes the server load a library (session_preload_libraries)."));
        else if (name == "security" && tokens.peek().isWord("DEFINER"))
            add(Kind::Privileged, {QT_TRANSLATE_NOOP("Message", "%1 runs with the rights of its owner (SECURITY DEFINER)."), {shown()}});
        else if (tokens.peek().isSymbol('(') && dangerousFunctions().contains(name))
            lookAtFunction(name);
        else if (tokens.peek().isSymbol('(') && m_ownFunctions.contains(name))
            lookAtCall(name);
    }

    void lookAtCopy(const PgToken& token, const PgTokens& tokens)
    {
        if (!token.isWord("FROM") && !token.isWord("TO"))
            return;
        if (tokens.peek().isWord("PROGRAM"))
            danger(QT_TRANSLATE_NOOP("Message", "%1 runs a program on the server (COPY … PROGRAM)."));
        else if (tokens.peek().type == PgToken::String)
            danger(QT_TRANSLATE_NOOP("Message", "%1 reads or writes a file of the server (COPY)."));
    }

    void lookAtLanguage(const PgToken& token)
    {
        if (!isCode())
            return; // elsewhere it is a column, or the language is only named
        const QByteArray language = token.type == PgToken::String ? pgStringValue(token, m_mode).toLower() : pgIdentifier(token);
        const bool isC = language == "c" || (language == "internal" && !m_object.isWord("LANGUAGE"));
        if (isC || !safeLanguages().contains(language))
            add(Kind::Dangerous, {QT_TRANSLATE_NOOP("Message", "%1 is written in %2, whose code the server cannot confine."), {shown(), displayBytes(language, 64)}});
    }

    // A function of the backup called by what a restore evaluates for rows: checks, defaults, index expressions, generated columns.
    // Triggers are made behind the rows.
    void lookAtCall(const QByteArray& function)
    {
        if (m_object.isWord("TABLE") && m_depth == 0)
            return; // the name of the table itself
        static const QSet<QByteArray> evaluated{"TABLE", "INDEX", "CONSTRAINT", "CHECK CONSTRAINT", "DOMAIN", "DEFAULT", "STATEMENT", "STATEMENTS", "TABLE DATA", "ALTER"};
        if (evaluated.contains(m_entry.kind))
            add(Kind::RunsAtRestore, {QT_TRANSLATE_NOOP("Message", "%1 may run the backup's function %2 while it is restored."), {shown(), displayBytes(function, 64)}});
    }

    const PgEntry& m_entry;
    const int m_index;
    const PgLexMode m_mode;
    const QSet<QByteArray>& m_ownFunctions;
    QList<PgRisk>& m_risks;
    PgToken m_command, m_object, m_before; ///< of the statement at hand: its verb, and what it creates
    int m_depth = 0;       ///< in parentheses
    bool m_inBody = false; ///< behind BEGIN ATOMIC
};

// A few lines of each kind are enough to decide by; the number tells the rest.
QList<Message> named(const QList<Message>& all, qsizetype most)
{
    QList<Message> first = all.first(qMin(all.size(), most));
    if (all.size() > most)
        first += Message{QT_TRANSLATE_NOOP("Message", "%1 more objects of the same kind."), {QString::number(all.size() - most)}};
    return first;
}

} // namespace

bool pgMayReachOut(QByteArrayView sql)
{
    for (qsizetype at = sql.indexOf('('); at >= 0; at = sql.indexOf('(', at + 1)) {
        qsizetype end = at;
        while (end > 0 && (isPgBlank(sql[end - 1]) || sql[end - 1] == '"'))
            --end;
        qsizetype begin = end;
        while (begin > 0 && isPgWordByte(sql[begin - 1]))
            --begin;
        // All of them begin with one of these; before most parentheses stand blanks, a comma or VALUES.
        const char first = end - begin > 5 ? char(sql[begin] | 0x20) : '\0';
        if ((first == 'p' || first == 'l' || first == 'd') && dangerousFunctions().contains(sql.sliced(begin, end - begin).toByteArray().toLower()))
            return true;
    }
    return false;
}

QList<PgRisk> pgRisksOf(const QList<PgEntry>& entries, PgLexMode mode)
{
    QSet<QByteArray> ownFunctions;
    for (const PgEntry& entry : entries) {
        if (entry.kind == "FUNCTION" || entry.kind == "PROCEDURE" || entry.kind == "AGGREGATE")
            ownFunctions += entry.name.first(qMax<qsizetype>(0, entry.name.indexOf('(') < 0 ? entry.name.size() : entry.name.indexOf('(')));
    }
    QList<PgRisk> risks;
    for (int i = 0; i < entries.size(); ++i) {
        QList<PgRisk> ofOne;
        EntryLook(entries[i], i, mode, ownFunctions, ofOne).look();
        risks += ofOne;
    }
    return risks;
}

Error pgDangerError(Message what)
{
    return {ErrorKind::Risk, "backup.dangerous", std::move(what),
            {QT_TRANSLATE_NOOP("Message", "Restore as a role that is no superuser, so that the server refuses what reaches beyond the database; or accept the risk."), {}}, {}};
}

QList<Finding> pgRiskFindings(const QList<PgDatabase>& databases, bool isSuperuser, bool accepted)
{
    QList<Message> dangerous, running, privileged;
    for (const PgDatabase& database : databases) {
        PgLexMode mode;
        mode.standardStrings = !database.settings.contains("standard_conforming_strings=off");
        for (const QByteArray& setting : database.settings) {
            if (setting.startsWith("client_encoding="))
                mode.encoding = pgEncodingOf(setting.sliced(16));
        }
        for (const PgRisk& risk : pgRisksOf(database.entries, mode))
            (risk.kind == Kind::Dangerous ? dangerous : risk.kind == Kind::RunsAtRestore ? running : privileged) += risk.what;
    }
    const Message ordinary = pgDangerError({}).hint;
    const Message known{QT_TRANSLATE_NOOP("Message", "Restore it only if you trust who made the backup."), {}};
    QList<Finding> findings;
    for (const Message& what : named(dangerous, dangersNamed)) {
        if (isSuperuser && !accepted)
            findings += blockerFinding("hostile", pgDangerError(what));
        else
            findings += warningFinding("hostile", what, known);
    }
    for (const Message& what : named(running, othersNamed))
        findings += isSuperuser && !accepted ? warningFinding("hostile", what, ordinary) : passedFinding("hostile", what);
    for (const Message& what : named(privileged, othersNamed))
        findings += passedFinding("hostile", what);
    return findings;
}

} // namespace bakferry
