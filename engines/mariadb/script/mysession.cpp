#include "engines/mariadb/script/mysession.h"

#include "engines/mariadb/script/mystatement.h"

#include <QSet>

#include <algorithm>

namespace bakferry {

namespace {

// Session variables that change what a statement of the script makes or how it is read.
const QSet<QByteArray>& meaningful()
{
    static const QSet<QByteArray> names{
        "default_storage_engine", "explicit_defaults_for_timestamp", "innodb_strict_mode", "old_mode", "div_precision_increment", "auto_increment_increment",
        "auto_increment_offset", "group_concat_max_len", "lc_time_names", "default_week_format", "timestamp", "insert_id", "last_insert_id",
        "system_versioning_insert_history", "system_versioning_alter_history", "check_constraint_checks", "sql_generate_invisible_primary_key",
        "default_collation_for_utf8mb4", "character_set_collations", "default_regex_flags", "sql_auto_is_null", "character_set_server", "collation_server",
        "character_set_database", "collation_database"};
    return names;
}

// Session variables that a restore takes care of itself, or that change nothing in what it makes.
const QSet<QByteArray>& harmless()
{
    static const QSet<QByteArray> names{
        "foreign_key_checks", "unique_checks", "sql_notes", "autocommit", "character_set_results", "character_set_filesystem", "net_read_timeout",
        "net_write_timeout", "net_buffer_length", "wait_timeout", "interactive_timeout", "max_statement_time", "max_execution_time", "lock_wait_timeout",
        "innodb_lock_wait_timeout", "sql_log_bin", "sql_warnings", "sql_quote_show_create", "sql_big_selects", "big_tables", "max_allowed_packet",
        "information_schema_stats_expiry", "profiling", "optimizer_switch", "use_stat_tables", "sql_safe_updates", "bulk_insert_buffer_size",
        "myisam_sort_buffer_size", "sort_buffer_size", "read_buffer_size", "read_rnd_buffer_size", "join_buffer_size", "tmp_table_size",
        "max_heap_table_size", "low_priority_updates", "transaction_isolation", "tx_isolation", "transaction_read_only", "tx_read_only",
        "completion_type", "max_error_count", "sql_select_limit", "sql_buffer_result", "sql_low_priority_updates", "query_cache_type", "myisam_repair_threads",
        "session_track_gtids", "session_track_schema", "sql_require_primary_key", "wsrep_on", "wsrep_osu_method", "innodb_table_locks", "note_verbosity",
        "sql_log_off", "skip_replication", "binlog_format", "gtid_domain_id", "server_id", "max_sort_length", "default_tmp_storage_engine"};
    return names;
}

// Modes that bring others along. Source: MariaDB's manual, "SQL_MODE".
bool bringsAnsiQuotes(const QByteArray& mode)
{
    static const QSet<QByteArray> names{"ANSI", "DB2", "MAXDB", "MSSQL", "ORACLE", "POSTGRESQL", "ANSI_QUOTES"};
    return names.contains(mode);
}

QByteArray lowerName(const MyToken& token, MyLexMode mode) { return myIdentifier(token, mode).toLower(); }

bool isGlobal(QByteArrayView scope) { return scope == "global" || scope == "persist" || scope == "persist_only"; }
bool isScope(QByteArrayView word) { return isGlobal(word) || word == "session" || word == "local"; }

} // namespace

bool hasMySqlMode(QByteArrayView sqlMode, QByteArrayView name)
{
    const QByteArrayList modes = sqlMode.toByteArray().toUpper().split(',');
    return std::ranges::any_of(modes, [&](const QByteArray& one) {
        return one.trimmed() == name || (name == "ANSI_QUOTES" && bringsAnsiQuotes(one.trimmed()));
    });
}

MySession::MySession(QByteArray charset) : m_undeclared(std::move(charset))
{
    m_settings.charset = m_undeclared;
    update();
}

void MySession::update()
{
    m_mode.encoding = myEncodingOf(m_settings.charset);
    m_mode.ansiQuotes = hasMySqlMode(m_settings.sqlMode.value_or(QByteArray()), "ANSI_QUOTES");
    m_mode.backslashEscapes = !hasMySqlMode(m_settings.sqlMode.value_or(QByteArray()), "NO_BACKSLASH_ESCAPES");
}

MySetOutcome MySession::takeSet(QByteArrayView sql, MyReader reader)
{
    MyTokens tokens(sql, m_mode, reader);
    tokens.takeWord("SET");
    MySetOutcome worst;
    if (tokens.takeWord("NAMES") || tokens.takeWords({"CHARACTER", "SET"}) || tokens.takeWord("CHARSET")) {
        takeNames(tokens);
        return worst;
    }
    if (tokens.peek().isWord("TRANSACTION") || tokens.takeWords({"SESSION", "TRANSACTION"}))
        return worst;
    for (const char* word : {"PASSWORD", "ROLE", "DEFAULT", "STATEMENT", "RESOURCE"}) {
        if (tokens.peek().isWord(word))
            return {MySetOutcome::Hostile, word, {}};
    }
    do {
        const MySetOutcome one = takeAssignment(tokens);
        worst.gtid = one.gtid.isEmpty() ? worst.gtid : one.gtid;
        if (one.does > worst.does)
            worst.does = one.does, worst.variable = one.variable;
        int depth = 0;
        for (; !tokens.peek().isEnd() && (depth > 0 || !tokens.peek().isSymbol(',')); tokens.take()) // what evaluate() left
            depth += tokens.peek().isSymbol('(') ? 1 : tokens.peek().isSymbol(')') ? -1 : 0;
    } while (tokens.takeSymbol(','));
    update();
    return worst;
}

void MySession::takeNames(MyTokens& tokens)
{
    const Evaluated charset = evaluate(tokens);
    if (!charset.isKnown)
        return;
    const bool isDefault = !charset.value || charset.value->toUpper() == "DEFAULT";
    m_settings.charset = isDefault ? m_undeclared : charset.value->toLower();
    m_settings.connectionCharset.clear();
    m_settings.collation = tokens.takeWord("COLLATE") ? evaluate(tokens).value.value_or(QByteArray()).toLower() : QByteArray();
    m_declared = !isDefault;
    update();
}

MySetOutcome MySession::takeAssignment(MyTokens& tokens)
{
    MyToken token = tokens.take();
    QByteArray name = lowerName(token, m_mode), scope;
    if (token.type == MyToken::Variable && !token.text.startsWith("@@"))
        return assignUserVariable(tokens, name);
    if (token.type == MyToken::Variable ? isScope(name) && tokens.takeSymbol('.') : isScope(name) && tokens.peek().isName()) {
        scope = name;
        name = lowerName(tokens.take(), m_mode);
    }
    while (tokens.takeSymbol('.')) // key caches: hot.key_buffer_size
        name += '.' + lowerName(tokens.take(), m_mode);
    tokens.takeSymbol(':');
    if (!tokens.takeSymbol('='))
        return {MySetOutcome::Unknown, name, {}};
    const Evaluated given = evaluate(tokens);
    if (name == "gtid_purged" || name == "gtid_slave_pos")
        return {MySetOutcome::Followed, name, given.value.value_or(QByteArray())};
    if (isGlobal(scope))
        return {MySetOutcome::Hostile, name, {}};
    return assign(name, given);
}

MySetOutcome MySession::assignUserVariable(MyTokens& tokens, const QByteArray& name)
{
    tokens.takeSymbol(':');
    tokens.takeSymbol('=');
    const Evaluated given = evaluate(tokens);
    m_variables.insert(name, given);
    if (given.savesSetting && name.startsWith("old_") && !m_saved.contains(name)) {
        m_saved += name;
        m_savesLikeAProgram = m_savesLikeAProgram || tokens.sql().startsWith("/*!");
    }
    return {given.savesSetting || isOfBulkLoad(name) ? MySetOutcome::Followed : MySetOutcome::Runs, name, {}};
}

MySession::Value MySession::current(const QByteArray& variable) const
{
    if (variable == "character_set_client")
        return m_declared ? Value(m_settings.charset) : Value();
    if (variable == "collation_connection")
        return m_settings.collation.isEmpty() ? Value() : Value(m_settings.collation);
    if (variable == "sql_mode")
        return m_settings.sqlMode;
    if (variable == "time_zone")
        return m_settings.timeZone.isEmpty() ? Value() : Value(m_settings.timeZone);
    for (const QByteArray& other : m_settings.others) {
        if (other.startsWith(variable + '='))
            return other.sliced(variable.size() + 1);
    }
    return {};
}

void MySession::setOther(const QByteArray& name, const Value& value)
{
    m_settings.others.removeIf([&](const QByteArray& one) { return one.startsWith(name + '='); });
    if (value)
        m_settings.others += name + '=' + *value;
}

MySetOutcome MySession::assign(const QByteArray& written, const Evaluated& given)
{
    const QByteArray name = written == "storage_engine" || written == "table_type" ? QByteArray("default_storage_engine") : written;
    const Value value = given.value && given.value->toUpper() == "DEFAULT" ? Value() : given.value;
    if (name == "foreign_key_checks")
        m_foreignKeyCheckOff = value && (*value == "0" || value->toUpper() == "OFF");
    if (harmless().contains(name))
        return {};
    if (!given.isKnown)
        return {MySetOutcome::Unknown, written, {}};
    if (name == "character_set_client") {
        const bool wasSame = m_settings.connectionCharset.isEmpty();
        const QByteArray before = m_settings.charset;
        m_declared = value.has_value();
        m_settings.charset = value ? value->toLower() : m_undeclared;
        if (wasSame && before != m_settings.charset && !before.isEmpty())
            m_settings.connectionCharset = before;
        if (m_settings.connectionCharset == m_settings.charset)
            m_settings.connectionCharset.clear();
    } else if (name == "collation_connection" || name == "character_set_connection") {
        const QByteArray said = value.value_or(QByteArray()).toLower();
        const QByteArray charset = said.first(name.startsWith("collation") && said.contains('_') ? said.indexOf('_') : said.size());
        m_settings.collation = name.startsWith("collation") ? said : QByteArray();
        m_settings.connectionCharset = charset == m_settings.charset ? QByteArray() : charset;
    } else if (name == "sql_mode") {
        m_settings.sqlMode = value;
    } else if (name == "time_zone") {
        m_settings.timeZone = value.value_or(QByteArray());
    } else if (meaningful().contains(name)) {
        setOther(name, value);
    } else {
        return {MySetOutcome::Unknown, written, {}};
    }
    return {};
}

MySession::Evaluated MySession::evaluate(MyTokens& tokens)
{
    const MyToken token = tokens.take();
    if (token.type == MyToken::String) {
        QByteArray value = myStringValue(token, m_mode);
        while (tokens.peek().type == MyToken::String) // '+' 'uuid:1-5'
            value = myStringValue(tokens.take(), m_mode);
        return {value, true, false};
    }
    if (token.type == MyToken::Variable && !token.text.startsWith("@@")) {
        const QByteArray name = lowerName(token, m_mode);
        m_saved.removeOne(name);
        return m_variables.value(name);
    }
    if (token.type == MyToken::Variable) {
        QByteArray name = lowerName(token, m_mode);
        if (isScope(name) && tokens.takeSymbol('.'))
            name = lowerName(tokens.take(), m_mode);
        return {current(name), true, true};
    }
    if (token.type == MyToken::Word && tokens.peek().isSymbol('('))
        return evaluateCall(tokens, token);
    if (token.isSymbol('+') || token.isSymbol('-'))
        return {token.text.toByteArray() + tokens.take().text.toByteArray(), true, false};
    const bool isValue = token.isName() || token.type == MyToken::Number;
    return {isValue ? Value(myIdentifier(token, m_mode)) : Value(), isValue, false};
}

// IFNULL(@OLD_SQL_MODE, '') of HeidiSQL, CONCAT(@@sql_mode, ',…') of people.
MySession::Evaluated MySession::evaluateCall(MyTokens& tokens, const MyToken& function)
{
    tokens.takeSymbol('(');
    QList<Evaluated> arguments;
    bool isUnderstood = true;
    while (!tokens.peek().isEnd() && !tokens.takeSymbol(')')) {
        arguments += evaluate(tokens);
        if (!tokens.takeSymbol(',') && !tokens.peek().isSymbol(')'))
            isUnderstood = false; // IF(@OLD_FOREIGN_KEY_CHECKS IS NULL, 1, @OLD_FOREIGN_KEY_CHECKS)
    }
    if (!isUnderstood)
        return {};
    if (function.isWord("IFNULL") && arguments.size() == 2)
        return arguments[0].isKnown ? arguments[0] : arguments[1];
    if (!function.isWord("CONCAT") || std::ranges::any_of(arguments, [](const Evaluated& one) { return !one.isKnown || !one.value; }))
        return {};
    QByteArray all;
    for (const Evaluated& one : arguments)
        all += *one.value;
    return {all, true, false};
}

} // namespace bakferry
