#include "engines/postgresql/script/pgstatement.h"

namespace bakferry::pgstatement {

namespace {

using enum PgSection;
using R = PgReference;

// Longer phrases before those they begin with. Kinds are pg_dump's; sections as its manual and dump order put them.
const Kind kinds[] = {
    {{"FOREIGN", "DATA", "WRAPPER"}, "FOREIGN DATA WRAPPER", PreData, R::Other, Kind::Bare},
    {{"FOREIGN", "TABLE"}, "FOREIGN TABLE", PreData, R::Relation, Kind::Qualified},
    {{"MATERIALIZED", "VIEW"}, "MATERIALIZED VIEW", PreData, R::Relation, Kind::Qualified},
    {{"TEXT", "SEARCH", "PARSER"}, "TEXT SEARCH PARSER", PreData, R::Other, Kind::Qualified},
    {{"TEXT", "SEARCH", "DICTIONARY"}, "TEXT SEARCH DICTIONARY", PreData, R::Other, Kind::Qualified},
    {{"TEXT", "SEARCH", "TEMPLATE"}, "TEXT SEARCH TEMPLATE", PreData, R::Other, Kind::Qualified},
    {{"TEXT", "SEARCH", "CONFIGURATION"}, "TEXT SEARCH CONFIGURATION", PreData, R::Other, Kind::Qualified},
    {{"OPERATOR", "CLASS"}, "OPERATOR CLASS", PreData, R::Other, Kind::Qualified},
    {{"OPERATOR", "FAMILY"}, "OPERATOR FAMILY", PreData, R::Other, Kind::Qualified},
    {{"ACCESS", "METHOD"}, "ACCESS METHOD", PreData, R::Other, Kind::Bare},
    {{"EVENT", "TRIGGER"}, "EVENT TRIGGER", PostData, R::Other, Kind::Bare},
    {{"USER", "MAPPING"}, "USER MAPPING", PreData, R::Other, Kind::Raw},
    {{"LARGE", "OBJECT"}, "BLOB", PreData, R::Other, Kind::Raw},
    {{"TABLE"}, "TABLE", PreData, R::Relation, Kind::Qualified},
    {{"VIEW"}, "VIEW", PreData, R::Relation, Kind::Qualified},
    {{"SEQUENCE"}, "SEQUENCE", PreData, R::Relation, Kind::Qualified},
    {{"INDEX"}, "INDEX", PostData, R::Relation, Kind::OnTable},
    {{"SCHEMA"}, "SCHEMA", PreData, R::Schema, Kind::Bare},
    {{"EXTENSION"}, "EXTENSION", PreData, R::Other, Kind::Bare},
    {{"TYPE"}, "TYPE", PreData, R::Type, Kind::Qualified},
    {{"DOMAIN"}, "DOMAIN", PreData, R::Type, Kind::Qualified},
    {{"FUNCTION"}, "FUNCTION", PreData, R::Function, Kind::Signature},
    {{"PROCEDURE"}, "PROCEDURE", PreData, R::Function, Kind::Signature},
    {{"ROUTINE"}, "FUNCTION", PreData, R::Function, Kind::Signature},
    {{"AGGREGATE"}, "AGGREGATE", PreData, R::Function, Kind::Signature},
    {{"OPERATOR"}, "OPERATOR", PreData, R::Other, Kind::Raw},
    {{"CAST"}, "CAST", PreData, R::Other, Kind::Raw},
    {{"TRANSFORM"}, "TRANSFORM", PreData, R::Other, Kind::Raw},
    {{"COLLATION"}, "COLLATION", PreData, R::Other, Kind::Qualified},
    {{"CONVERSION"}, "CONVERSION", PreData, R::Other, Kind::Qualified},
    {{"LANGUAGE"}, "PROCEDURAL LANGUAGE", PreData, R::Other, Kind::Bare},
    {{"STATISTICS"}, "STATISTICS", PostData, R::Other, Kind::Qualified},
    {{"TRIGGER"}, "TRIGGER", PostData, R::Other, Kind::OnTable},
    {{"RULE"}, "RULE", PostData, R::Other, Kind::OnTable},
    {{"POLICY"}, "POLICY", PostData, R::Other, Kind::OnTable},
    {{"PUBLICATION"}, "PUBLICATION", PostData, R::Other, Kind::Bare},
    {{"SUBSCRIPTION"}, "SUBSCRIPTION", PostData, R::Other, Kind::Bare},
    {{"SERVER"}, "SERVER", PreData, R::Other, Kind::Bare},
    {{"TABLESPACE"}, "TABLESPACE", None, R::Other, Kind::Bare},
    {{"ROLE"}, "ROLE", None, R::Other, Kind::Bare},
    {{"USER"}, "ROLE", None, R::Other, Kind::Bare},
    {{"GROUP"}, "ROLE", None, R::Other, Kind::Bare},
};

bool takeUntil(PgTokens& tokens, const char* word)
{
    while (!tokens.peek().isEnd() && !tokens.peek().isWord(word))
        tokens.peek().isSymbol('(') ? tokens.skipParentheses() : void(tokens.take());
    return tokens.takeWord(word);
}

void readOnTable(PgTokens& tokens, const Kind& kind, PgStatement& statement)
{
    const bool isIndex = kind.of == R::Relation;
    if (isIndex) {
        tokens.takeWord("CONCURRENTLY");
        tokens.takeWords({"IF", "NOT", "EXISTS"});
    }
    const QByteArray name = tokens.peek().isWord("ON") ? QByteArray() : takePgName(tokens).name; // an index may have no name
    const bool isRule = qstrcmp(kind.kind, "RULE") == 0;
    if (!takeUntil(tokens, isRule ? "TO" : "ON"))
        return;
    const PgObjectName table = takePgName(tokens);
    statement.base = {table.schema, name};
    statement.object = {table.schema, isIndex ? name : table.name + ' ' + name};
    statement.about += {R::Relation, table, {}};
}

// Types of arguments are written as the statement writes them: an own word for each overload is all that is needed.
void readSignature(PgTokens& tokens, PgStatement& statement)
{
    statement.base = takePgName(tokens);
    statement.object = statement.base;
    if (!tokens.peek().isSymbol('('))
        return;
    const qsizetype from = tokens.peek().offset;
    tokens.skipParentheses();
    statement.object.name += tokens.sql().sliced(from, tokens.position() - from).toByteArray().simplified();
}

// What a table or view is made from: parents, the table it is a partition of. Other names are found by their look.
void readTableParents(PgTokens& tokens, PgStatement& statement)
{
    if (tokens.takeWords({"PARTITION", "OF"}))
        statement.about += {R::Relation, takePgName(tokens), {}};
}

} // namespace

const Kind* takeKind(PgTokens& tokens)
{
    for (const Kind& kind : kinds) {
        if (tokens.takeWords(kind.words))
            return &kind;
    }
    return nullptr;
}

QByteArray plainText(PgTokens& tokens, std::initializer_list<const char*> until)
{
    QByteArray text;
    while (!tokens.peek().isEnd() && !tokens.peek().isSymbol(';')) {
        for (const char* word : until) {
            if (tokens.peek().isWord(word))
                return text;
        }
        const PgToken token = tokens.take();
        text += (text.isEmpty() ? QByteArray() : QByteArray(" ")) + (token.type == PgToken::Name ? pgIdentifier(token) : token.text.toByteArray());
    }
    return text;
}

void readCreate(PgTokens& tokens, PgStatement& statement)
{
    tokens.takeWords({"OR", "REPLACE"});
    for (;;) {
        if (tokens.takeWord("TEMP") || tokens.takeWord("TEMPORARY"))
            continue;
        if (tokens.takeWord("UNIQUE"))
            statement.unique = true;
        else if (!tokens.takeWord("GLOBAL") && !tokens.takeWord("LOCAL") && !tokens.takeWord("UNLOGGED") && !tokens.takeWord("RECURSIVE")
                 && !tokens.takeWord("TRUSTED") && !tokens.takeWord("PROCEDURAL")
                 && !tokens.takeWord("CONSTRAINT") && !tokens.takeWord("DEFAULT"))
            break;
    }
    if (tokens.takeWord("DATABASE")) {
        statement.does = PgStatement::Does::CreatesDatabase;
        statement.database = takePgName(tokens).name;
        return;
    }
    const Kind* kind = takeKind(tokens);
    if (!kind)
        return;
    statement.kind = kind->kind;
    statement.section = kind->section;
    statement.objectClass = kind->of;
    statement.inSchema = kind->how != Kind::Bare && kind->how != Kind::Raw;
    if (kind->how == Kind::OnTable)
        return readOnTable(tokens, *kind, statement);
    if (kind->how == Kind::Signature)
        return readSignature(tokens, statement);
    if (kind->how == Kind::Raw) {
        statement.object.name = plainText(tokens, {"AS", "WITH", "WITHOUT", "OPTIONS"});
        statement.base = statement.object;
        return;
    }
    tokens.takeWords({"IF", "NOT", "EXISTS"});
    if (kind->of == R::Schema && tokens.peek().isWord("AUTHORIZATION")) // the schema is named like its owner
        tokens.take();
    statement.object = takePgName(tokens);
    statement.base = statement.object;
    if (statement.kind == "TABLE")
        readTableParents(tokens, statement);
    if (statement.kind == "TYPE" && (tokens.peek().isEnd() || tokens.peek().isSymbol(';')))
        statement.kind = "SHELL TYPE";
}

} // namespace bakferry::pgstatement

namespace bakferry {

PgDatabase readCreateDatabase(QByteArrayView sql, PgLexMode mode)
{
    PgTokens tokens(sql, mode);
    tokens.takeWords({"CREATE", "DATABASE"});
    PgDatabase database;
    database.name = takePgName(tokens).name;
    tokens.takeWord("WITH");
    while (tokens.peek().isName()) {
        QByteArray option = pgIdentifier(tokens.take());
        if (option == "connection" && tokens.takeWord("LIMIT"))
            option = "limit";
        tokens.takeSymbol('=');
        QByteArray value = tokens.takeSymbol('-') ? "-" : "";
        const PgToken token = tokens.take();
        value += token.type == PgToken::String ? pgStringValue(token, mode) : token.isName() ? pgIdentifier(token) : token.text.toByteArray();
        if (value == "default")
            continue;
        if (option == "encoding")
            database.encoding = value;
        else if (option == "lc_collate" || option == "locale")
            database.locale = value;
        else if (option == "lc_ctype")
            database.ctype = value;
        else if (option == "locale_provider")
            database.localeProvider = value;
        else if (option == "icu_locale" || option == "builtin_locale")
            database.icuLocale = value;
        else if (option == "tablespace")
            database.tablespace = value;
        else if (option == "owner")
            database.owner = value;
        else if (option == "limit")
            database.connectionLimit = value.toLongLong();
    }
    if (database.ctype == database.locale)
        database.ctype.clear();
    return database;
}

} // namespace bakferry
