#include "engines/mariadb/binlog/mylogsettings.h"

#include "engines/displaytext.h"

#include <QtGlobal>

#include <algorithm>
#include <span>

namespace bakferry {

namespace {

// Source: MariaDB, sql/log_event_client.cc, Query_log_event::print_query_header() and the other print() functions.
constexpr const char* kept[]{"timestamp", "insert_id", "last_insert_id", "rand_seed1", "rand_seed2", "pseudo_thread_id", "foreign_key_checks", "unique_checks",
                             "sql_auto_is_null", "autocommit", "check_constraint_checks", "sql_if_exists", "system_versioning_insert_history",
                             "explicit_defaults_for_timestamp", "sql_mode", "auto_increment_increment", "auto_increment_offset", "character_set_client",
                             "collation_connection", "collation_server", "collation_database", "lc_time_names", "time_zone", "default_storage_engine"};
constexpr const char* dropped[]{"gtid_domain_id", "server_id", "gtid_seq_no", "skip_parallel_replication", "pseudo_slave_mode", "max_delayed_threads", "completion_type",
                                "gtid_next", "skip_replication", "gtid_slave_pos"};

bool isOneOf(const QByteArray& name, std::span<const char* const> names)
{
    return std::ranges::any_of(names, [&](const char* one) { return name == one; });
}

} // namespace

Result<MyLogSettings> readMyLogSettings(QByteArrayView sql, MyLexMode mode)
{
    constexpr quint64 ansiQuotes = 4, noBackslashEscapes = 1u << 20;
    MyLogSettings settings;
    QByteArrayList assignments;
    MyTokens tokens(sql, mode);
    tokens.take(); // SET
    while (!tokens.peek().isEnd()) {
        const MyToken target = tokens.take();
        QByteArray name = target.text.toByteArray().toLower();
        const bool isOfUser = target.type == MyToken::Variable && !name.startsWith("@@");
        if (name == "@@session" && tokens.takeSymbol('.'))
            name = tokens.take().text.toByteArray().toLower();
        else if (name.startsWith("@@"))
            name = name.sliced(2);
        tokens.takeSymbol(':');
        tokens.takeSymbol('=');
        const MyToken value = tokens.peek();
        while (!tokens.peek().isEnd() && !tokens.peek().isSymbol(',')) {
            if (tokens.peek().isSymbol('('))
                tokens.skipParentheses();
            else
                tokens.take();
        }
        const QByteArray text = sql.sliced(target.offset, tokens.position() - target.offset).toByteArray();
        tokens.takeSymbol(',');
        if (name == "character_set_client")
            settings.charset = myIdentifier(value, mode).toLower();
        if (name == "sql_mode") {
            const quint64 bits = value.text.toByteArray().toULongLong();
            settings.ansiQuotes = bits & ansiQuotes;
            settings.backslashEscapes = !(bits & noBackslashEscapes);
        }
        if (isOfUser ? !name.startsWith("@old_completion_type") : isOneOf(name, kept))
            assignments += text;
        else if (!isOfUser && !isOneOf(name, dropped))
            return Error{ErrorKind::BackupUnusable, "chain.statement", {QT_TRANSLATE_NOOP("Message", "The log sets %1, which BakFerry does not know."), {displayBytes(name)}},
                         {QT_TRANSLATE_NOOP("Message", "Stop the restore in front of it, take a newer full backup, or have the server log in ROW format."), {}}, {}};
    }
    if (!assignments.isEmpty())
        settings.sql = "SET " + assignments.join(", ");
    return settings;
}

} // namespace bakferry
