#include "engines/postgresql/script/pgstatement.h"

#include <algorithm>

namespace bakferry {

using namespace pgstatement;

namespace {

bool isOneOf(const PgToken& token, std::initializer_list<const char*> words)
{
    return std::ranges::any_of(words, [&](const char* word) { return token.isWord(word); });
}

void makes(PgStatement& statement, const char* kind, PgSection section)
{
    statement.does = PgStatement::Does::Makes;
    statement.kind = kind;
    statement.section = section;
}

// The function a SELECT calls tells what pg_dump wrote it for.
void readSelect(PgTokens& tokens, PgStatement& statement)
{
    statement.does = PgStatement::Does::TouchesRows;
    if (tokens.takeSymbol('*')) // SELECT * FROM pg_restore_relation_stats(…), pg_dump 18
        tokens.takeWord("FROM");
    const PgObjectName function = takePgName(tokens);
    if (!tokens.takeSymbol('(') || (!function.schema.isEmpty() && function.schema != "pg_catalog"))
        return;
    const PgToken first = tokens.peek();
    const QByteArray text = first.type == PgToken::String ? pgStringValue(tokens.take(), tokens.mode()) : QByteArray();
    if (function.name == "setval") {
        makes(statement, "SEQUENCE SET", PgSection::Data);
        PgTokens inner(text);
        statement.object = takePgName(inner);
        statement.inSchema = true;
        statement.about += {PgReference::Relation, statement.object, {}};
    } else if (function.name == "set_config" && first.type == PgToken::String && tokens.takeSymbol(',') && tokens.peek().type == PgToken::String) {
        const QByteArray value = pgStringValue(tokens.take(), tokens.mode());
        if (!tokens.takeSymbol(',') || isOneOf(tokens.peek(), {"TRUE"}))
            return;
        statement.does = PgStatement::Does::Sets;
        statement.setting = {text.toLower(), value};
    } else if (function.name == "lo_create" && (first.type == PgToken::String || first.type == PgToken::Number)) {
        makes(statement, "BLOB", PgSection::PreData);
        statement.object.name = first.type == PgToken::Number ? first.text.toByteArray() : text;
    } else if (function.name == "lo_unlink") {
        makes(statement, "DROP", PgSection::None);
        statement.object.name = "LARGE OBJECT";
    } else if (function.name == "lo_open" || function.name == "lowrite" || function.name == "lo_close") {
        statement.kind = "BLOBS";
    } else if (function.name.startsWith("pg_restore_") && function.name.endsWith("_stats")) {
        makes(statement, "STATISTICS DATA", PgSection::None);
    }
}

void readCopy(PgTokens& tokens, PgStatement& statement)
{
    makes(statement, "STATEMENT", PgSection::Data);
    tokens.takeWord("BINARY");
    if (tokens.peek().isSymbol('('))
        return;
    statement.object = takePgName(tokens);
    statement.inSchema = true;
    statement.about += {PgReference::Relation, statement.object, {}};
    while (!tokens.peek().isEnd() && !tokens.takeWord("FROM"))
        tokens.take();
    if (!tokens.takeWord("STDIN"))
        return; // a file or a program of the server, or COPY … TO: the risks tell
    statement.does = PgStatement::Does::Copies;
    statement.kind = "TABLE DATA";
}

void readRefresh(PgTokens& tokens, PgStatement& statement)
{
    if (!tokens.takeWords({"MATERIALIZED", "VIEW"}))
        return;
    makes(statement, "MATERIALIZED VIEW DATA", PgSection::PostData);
    tokens.takeWord("CONCURRENTLY");
    statement.object = takePgName(tokens);
    statement.inSchema = true;
    statement.about += {PgReference::Relation, statement.object, {}};
}

void readDrop(PgTokens& tokens, PgStatement& statement)
{
    makes(statement, "DROP", PgSection::None);
    if (tokens.takeWord("DATABASE")) {
        tokens.takeWords({"IF", "EXISTS"});
        statement.does = PgStatement::Does::DropsDatabase;
        statement.database = takePgName(tokens).name;
        return;
    }
    const Kind* kind = takeKind(tokens);
    tokens.takeWords({"IF", "EXISTS"});
    statement.object = takePgName(tokens);
    statement.objectClass = kind ? kind->of : PgReference::Other;
    statement.about += {statement.objectClass, statement.object, kind ? kind->kind : ""};
}

void readInsert(PgTokens& tokens, PgStatement& statement)
{
    statement.does = PgStatement::Does::TouchesRows;
    if (!tokens.takeWord("INTO"))
        return;
    statement.object = takePgName(tokens);
    statement.headBytes = tokens.position();
    statement.kind = "TABLE DATA";
    statement.about += {PgReference::Relation, statement.object, {}};
}

void readSetStatement(PgTokens& tokens, PgStatement& statement)
{
    if (tokens.takeWord("CONSTRAINTS")) {
        statement.does = PgStatement::Does::TouchesRows;
    } else if (tokens.takeWord("TRANSACTION") || tokens.takeWords({"SESSION", "CHARACTERISTICS"})) {
        statement.does = PgStatement::Does::Skipped;
    } else {
        statement.does = PgStatement::Does::Sets;
        statement.setting = readSet(tokens);
    }
}

} // namespace

PgObjectName takePgName(PgTokens& tokens)
{
    PgObjectName name;
    tokens.takeWord("ONLY");
    while (tokens.peek().isName()) {
        name.schema = name.name;
        name.name = pgIdentifier(tokens.take());
        if (!tokens.takeSymbol('.'))
            break;
    }
    return name;
}

PgSetting pgstatement::readSet(PgTokens& tokens)
{
    if (!tokens.takeWord("SESSION"))
        tokens.takeWord("LOCAL");
    PgSetting setting;
    if (tokens.takeWords({"TIME", "ZONE"})) {
        setting.name = "timezone";
    } else if (tokens.takeWord("AUTHORIZATION")) { // SET SESSION AUTHORIZATION
        setting.name = "session_authorization";
    } else if (tokens.takeWord("NAMES")) {
        setting.name = "client_encoding";
    } else if (tokens.takeWord("SCHEMA")) {
        setting.name = "search_path";
    } else {
        const PgObjectName name = takePgName(tokens); // extensions' settings have a dot in their names
        setting.name = (name.schema.isEmpty() ? name.name : name.schema + '.' + name.name).toLower();
        if (!tokens.takeSymbol('='))
            tokens.takeWord("TO");
    }
    if (tokens.peek().isWord("DEFAULT") || tokens.peek().isEnd() || (setting.name == "role" && tokens.peek().isWord("NONE"))) {
        setting.isDefault = true;
        return setting;
    }
    const bool isList = setting.name == "search_path";
    while (!tokens.peek().isEnd() && !tokens.peek().isSymbol(';')) {
        const PgToken token = tokens.take();
        if (token.type == PgToken::String)
            setting.value += isList ? '"' + pgStringValue(token, tokens.mode()).replace('"', "\"\"") + '"' : pgStringValue(token, tokens.mode());
        else if (token.isSymbol(','))
            setting.value += ", ";
        else
            setting.value += isList ? token.text.toByteArray() : token.isName() ? pgIdentifier(token) : token.text.toByteArray();
    }
    if (isList && setting.value == "\"\"")
        setting.value.clear();
    return setting;
}

PgStatement readPgStatement(QByteArrayView sql, PgLexMode mode)
{
    PgTokens tokens(sql, mode);
    PgStatement statement;
    const PgToken first = tokens.take();
    if (first.isWord("CREATE"))
        readCreate(tokens, statement);
    else if (first.isWord("ALTER"))
        readAlter(tokens, statement);
    else if (first.isWord("INSERT"))
        readInsert(tokens, statement);
    else if (first.isWord("COPY"))
        readCopy(tokens, statement);
    else if (first.isWord("SELECT"))
        readSelect(tokens, statement);
    else if (first.isWord("SET"))
        readSetStatement(tokens, statement);
    else if (first.isWord("RESET")) {
        statement.does = PgStatement::Does::Sets;
        statement.setting = {tokens.takeWords({"SESSION", "AUTHORIZATION"}) ? "session_authorization" : takePgName(tokens).name, {}, true};
    } else if (first.isWord("COMMENT") || first.isWord("SECURITY")) {
        makes(statement, first.isWord("COMMENT") ? "COMMENT" : "SECURITY LABEL", PgSection::None);
        while (!tokens.peek().isEnd() && !tokens.takeWord("ON")) // SECURITY LABEL FOR provider ON
            tokens.take();
        readOnObject(tokens, statement);
    } else if (first.isWord("GRANT") || first.isWord("REVOKE"))
        readPrivileges(tokens, statement);
    else if (first.isWord("REFRESH"))
        readRefresh(tokens, statement);
    else if (first.isWord("DROP"))
        readDrop(tokens, statement);
    else if (isOneOf(first, {"UPDATE", "DELETE", "WITH", "VALUES", "MERGE", "CALL", "TRUNCATE", "LOCK", "TABLE", "EXPLAIN", "PREPARE", "EXECUTE",
                             "DEALLOCATE", "DECLARE", "FETCH", "MOVE", "CLOSE", "SHOW"}) || first.isSymbol('('))
        statement.does = PgStatement::Does::TouchesRows;
    else if (isOneOf(first, {"BEGIN", "START", "COMMIT", "END", "ROLLBACK", "ABORT", "SAVEPOINT", "RELEASE", "VACUUM", "ANALYZE", "ANALYSE",
                             "REINDEX", "CLUSTER", "CHECKPOINT", "DISCARD", "LISTEN", "UNLISTEN", "NOTIFY"}))
        statement.does = PgStatement::Does::Skipped;
    return statement;
}

} // namespace bakferry
