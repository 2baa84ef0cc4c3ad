#include "engines/sqlite/sqlitescriptpolicy.h"

#include "engines/script/insertvalues.h"
#include "engines/script/literalvalue.h"
#include "engines/script/sqlitesplitter.h"

#include <QtGlobal>

#include <algorithm>
#include <iterator>
#include <vector>

namespace bakferry {

namespace {

bool isOneOf(QByteArrayView word, std::initializer_list<const char*> words)
{
    return std::ranges::any_of(words, [&](const char* one) { return word.compare(one, Qt::CaseInsensitive) == 0; });
}

// Words and quoted names of a statement in order, without literals' inside; enough to judge its first clauses.
QByteArrayView nextWord(QByteArrayView text, std::size_t& at)
{
    const auto isWordByte = [](char c) { return isalnum(static_cast<unsigned char>(c)) || c == '_'; };
    at = skipSqliteBlanks(text, at);
    const std::size_t start = at;
    if (at < std::size_t(text.size()) && !isWordByte(text[at])) {
        ++at;
        return text.sliced(qsizetype(start), 1);
    }
    while (at < std::size_t(text.size()) && isWordByte(text[at]))
        ++at;
    return text.sliced(qsizetype(start), qsizetype(at - start));
}

ScriptVerdict judgePragma(QByteArrayView text)
{
    std::size_t at = 0;
    nextWord(text, at);
    QByteArrayView name = nextWord(text, at);
    std::size_t ahead = at;
    if (nextWord(text, ahead) == ".") // PRAGMA main.user_version
        name = nextWord(text, at = ahead);
    if (isContentPragma(name))
        return {ScriptAction::Run};
    // Speed, durability and looks of the session that ran the script; BakFerry chooses its own and the content stays the same.
    if (isOneOf(name, {"journal_mode", "synchronous", "cache_size", "cache_spill", "temp_store", "locking_mode", "mmap_size", "busy_timeout",
                       "wal_autocheckpoint", "wal_checkpoint", "optimize", "threads", "automatic_index", "count_changes", "full_column_names",
                       "short_column_names", "empty_result_callbacks", "integrity_check", "quick_check", "foreign_key_check", "table_info",
                       "table_list", "table_xinfo", "index_list", "index_info", "index_xinfo", "database_list", "collation_list", "compile_options",
                       "secure_delete", "cell_size_check", "journal_size_limit", "max_page_count", "analysis_limit", "shrink_memory",
                       "soft_heap_limit", "hard_heap_limit", "incremental_vacuum", "writable_schema", "schema_version", "checkpoint_fullfsync",
                       "fullfsync", "read_uncommitted", "reverse_unordered_selects", "query_only", "page_count", "freelist_count", "stats",
                       "function_list", "module_list", "pragma_list", "foreign_key_list", "data_version", "trusted_schema"}))
        return {ScriptAction::Skip};
    return {ScriptAction::Refuse, QT_TRANSLATE_NOOP("Message", "Line %1 sets a PRAGMA that no backup needs.")};
}

// sqlite3's .dump writes virtual tables as rows of the schema table with root page 0; nothing else may write there.
ScriptVerdict judgeSchemaInsert(QByteArrayView text)
{
    std::vector<Literal> literals;
    InsertValues values;
    QByteArray scratch;
    const bool isMain = isOneOf(insertTable(text), {"sqlite_schema", "sqlite_master"});
    if (isMain && SqliteInsertReader().read(text, 0, literals, values) == std::size_t(text.size()) && values.rows == 1 && values.columns == 5
        && literals[0].type == Literal::Text && literalBytes(text, literals[0], scratch) == "table"
        && literals[3].type == Literal::Integer && literals[3].integer == 0
        && (literals[4].type == Literal::Text || literals[4].type == Literal::QuotedText)) {
        const QByteArray sql = literalBytes(text, literals[4], scratch).toByteArray().simplified().toUpper();
        if (sql.startsWith("CREATE VIRTUAL TABLE "))
            return {ScriptAction::RegisterVirtualTable};
    }
    return {ScriptAction::Refuse, QT_TRANSLATE_NOOP("Message", "Line %1 writes to the table that holds SQLite's schema.")};
}

} // namespace

bool isContentPragma(QByteArrayView name)
{
    return isOneOf(name, {"user_version", "application_id", "encoding", "page_size", "auto_vacuum", "foreign_keys", "defer_foreign_keys",
                          "legacy_alter_table", "recursive_triggers", "case_sensitive_like", "ignore_check_constraints", "legacy_file_format"});
}

ScriptVerdict judgeSqliteStatement(QByteArrayView text, StatementKind kind)
{
    std::size_t at = 0;
    switch (kind) {
    case StatementKind::Begin: return {ScriptAction::Begin};
    case StatementKind::Commit: return {ScriptAction::Commit};
    case StatementKind::Rollback: return {ScriptAction::RollsBack};
    case StatementKind::Savepoint:
    case StatementKind::Release: return {ScriptAction::Skip};
    case StatementKind::Pragma: return judgePragma(text);
    case StatementKind::Attach:
    case StatementKind::Detach:
        return {ScriptAction::Refuse, QT_TRANSLATE_NOOP("Message", "Line %1 opens another database file (ATTACH).")};
    case StatementKind::ClientCommand:
        return {ScriptAction::Refuse, QT_TRANSLATE_NOOP("Message", "Line %1 is a command for the sqlite3 program, which could run programs or write files.")};
    case StatementKind::Vacuum:
        nextWord(text, at);
        for (QByteArrayView word = nextWord(text, at); !word.isEmpty() && word != ";"; word = nextWord(text, at)) {
            if (isOneOf(word, {"INTO"}))
                return {ScriptAction::Refuse, QT_TRANSLATE_NOOP("Message", "Line %1 writes another database file (VACUUM INTO).")};
        }
        return {ScriptAction::Skip};
    case StatementKind::Insert:
        if (isOneOf(insertTable(text), {"sqlite_schema", "sqlite_master", "sqlite_temp_schema", "sqlite_temp_master"}))
            return judgeSchemaInsert(text);
        return {ScriptAction::Run};
    case StatementKind::Select: return {ScriptAction::Skip};
    case StatementKind::Other: return {ScriptAction::Run};
    }
    return {ScriptAction::Run};
}

} // namespace bakferry
