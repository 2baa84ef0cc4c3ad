#include "engines/postgresql/script/pgstatement.h"

namespace bakferry::pgstatement {

namespace {

using R = PgReference;

void makes(PgStatement& statement, const char* kind, PgSection section)
{
    statement.does = PgStatement::Does::Makes;
    statement.kind = kind;
    statement.section = section;
    statement.objectClass = R::Other;
}

void readConstraint(PgTokens& tokens, PgStatement& statement)
{
    const PgObjectName table = statement.object;
    QByteArray name;
    if (tokens.takeWord("CONSTRAINT"))
        name = takePgName(tokens).name;
    const bool isForeign = tokens.peek().isWord("FOREIGN");
    const bool isCheck = tokens.peek().isWord("CHECK") || tokens.peek().isWord("NOT");
    makes(statement, isForeign ? "FK CONSTRAINT" : isCheck ? "CHECK CONSTRAINT" : "CONSTRAINT", PgSection::PostData);
    statement.objectClass = R::Constraint;
    statement.unique = !isForeign && !isCheck;
    statement.base = {table.schema, name};
    statement.object = {table.schema, name.isEmpty() ? table.name : table.name + ' ' + name};
    if (!isForeign)
        return;
    while (!tokens.peek().isEnd() && !tokens.takeWord("REFERENCES"))
        tokens.take();
    statement.about += {R::Constraint, takePgName(tokens), {}};
}

void readColumn(PgTokens& tokens, PgStatement& statement)
{
    tokens.takeWord("COLUMN");
    const PgObjectName table = statement.object;
    const QByteArray column = takePgName(tokens).name;
    if (tokens.takeWords({"SET", "DEFAULT"})) {
        makes(statement, "DEFAULT", PgSection::PreData);
        statement.object = {table.schema, table.name + ' ' + column};
    } else if (tokens.takeWords({"DROP", "DEFAULT"})) {
        makes(statement, "DROP", PgSection::None); // pg_dump --clean, before the table is made
    } else if (tokens.takeWords({"ADD", "GENERATED"})) {
        makes(statement, "SEQUENCE", PgSection::PreData);
        statement.objectClass = R::Relation;
        statement.object = {table.schema, table.name + '_' + column + "_seq"};
        while (!tokens.peek().isEnd() && !tokens.takeWords({"SEQUENCE", "NAME"}))
            tokens.take();
        if (!tokens.peek().isEnd())
            statement.object = takePgName(tokens);
        statement.base = statement.object;
    }
}

void readAlterRelation(PgTokens& tokens, PgStatement& statement)
{
    if (tokens.takeWord("ADD")) {
        for (const char* word : {"CONSTRAINT", "PRIMARY", "UNIQUE", "FOREIGN", "CHECK", "EXCLUDE"}) {
            if (tokens.peek().isWord(word))
                return readConstraint(tokens, statement);
        }
    } else if (tokens.takeWord("ALTER")) {
        readColumn(tokens, statement);
    } else if (tokens.takeWords({"ATTACH", "PARTITION"})) {
        const bool isIndex = statement.kind == "INDEX";
        makes(statement, isIndex ? "INDEX ATTACH" : "TABLE ATTACH", isIndex ? PgSection::PostData : PgSection::PreData);
        const PgObjectName part = takePgName(tokens);
        statement.about += {R::Relation, part, {}};
        statement.object = part;
    } else if (tokens.takeWords({"DROP", "CONSTRAINT"}) || tokens.takeWord("DROP")) {
        makes(statement, "DROP", PgSection::None);
    } else if (tokens.takeWords({"ENABLE", "ROW"})) { // FORCE stands with the table itself
        makes(statement, "ROW SECURITY", PgSection::PostData);
    } else if (tokens.takeWords({"OWNED", "BY"})) {
        makes(statement, "SEQUENCE OWNED BY", PgSection::PreData);
        PgObjectName table;
        for (PgObjectName part; tokens.peek().isName();) { // schema.table.column
            table = part;
            part = {part.name, pgIdentifier(tokens.take())};
            if (!tokens.takeSymbol('.'))
                break;
        }
        statement.about += {R::Relation, table, {}};
    }
}

void readAlterDatabase(PgTokens& tokens, PgStatement& statement)
{
    statement.database = takePgName(tokens).name;
    makes(statement, "DATABASE PROPERTIES", PgSection::PreData);
    statement.object.name = statement.database;
    if (tokens.takeWords({"OWNER", "TO"})) {
        statement.does = PgStatement::Does::SetsOwner;
        statement.owner = takePgName(tokens).name;
    } else if (tokens.takeWords({"CONNECTION", "LIMIT"})) {
        tokens.takeSymbol('=');
        statement.connectionLimit = tokens.peek().text.toByteArray().toLongLong();
    }
}

void readAlterPublication(PgTokens& tokens, PgStatement& statement)
{
    if (!tokens.takeWord("ADD"))
        return;
    makes(statement, tokens.peek().isWord("TABLES") ? "PUBLICATION TABLES IN SCHEMA" : "PUBLICATION TABLE", PgSection::PostData);
    if (!tokens.takeWord("TABLE"))
        return;
    const PgObjectName table = takePgName(tokens);
    statement.about += {R::Relation, table, {}};
    statement.object.name += ' ' + table.name;
}

void takeAlteredName(PgTokens& tokens, const Kind& kind, PgStatement& statement)
{
    if (kind.how == Kind::Raw) {
        statement.object.name = plainText(tokens, {"OWNER", "SET", "OPTIONS", "RENAME"});
    } else if (kind.how == Kind::OnTable && kind.of != R::Relation) {
        const QByteArray name = takePgName(tokens).name;
        tokens.takeWord("ON");
        const PgObjectName table = takePgName(tokens);
        statement.object = table.isEmpty() ? PgObjectName{{}, name} : PgObjectName{table.schema, table.name + ' ' + name};
    } else {
        statement.object = takePgName(tokens);
        if (kind.how == Kind::Signature && tokens.peek().isSymbol('('))
            tokens.skipParentheses();
        if (tokens.takeWord("USING")) // ALTER OPERATOR CLASS name USING method
            tokens.take();
    }
    statement.base = statement.object;
}

} // namespace

void readAlter(PgTokens& tokens, PgStatement& statement)
{
    if (tokens.takeWord("DATABASE"))
        return readAlterDatabase(tokens, statement);
    if (tokens.takeWords({"DEFAULT", "PRIVILEGES"}))
        return makes(statement, "DEFAULT ACL", PgSection::PostData);
    tokens.takeWord("PROCEDURAL");
    const Kind* kind = takeKind(tokens);
    if (!kind)
        return; // ALTER SYSTEM and what is not known stay statements of their own
    tokens.takeWords({"IF", "EXISTS"});
    statement.does = PgStatement::Does::Changes;
    statement.kind = kind->kind;
    statement.section = kind->section;
    statement.objectClass = kind->of;
    statement.inSchema = kind->how != Kind::Bare && kind->how != Kind::Raw;
    takeAlteredName(tokens, *kind, statement);
    statement.about += {kind->of, statement.object, kind->kind};
    if (statement.kind == "ROLE" || statement.kind == "TABLESPACE")
        statement.does = PgStatement::Does::Makes;
    if (tokens.takeWords({"OWNER", "TO"})) {
        statement.does = PgStatement::Does::SetsOwner;
        statement.owner = takePgName(tokens).name;
    } else if (kind->of == R::Relation) {
        readAlterRelation(tokens, statement);
    } else if (statement.kind == "PUBLICATION") {
        readAlterPublication(tokens, statement);
    } else if (statement.kind == "DOMAIN" && tokens.takeWord("ADD")) {
        readConstraint(tokens, statement);
    }
}

void readOnObject(PgTokens& tokens, PgStatement& statement)
{
    if (tokens.takeWord("DATABASE")) {
        statement.database = takePgName(tokens).name;
        statement.object.name = "DATABASE " + statement.database;
        return;
    }
    const bool isColumn = tokens.peek().isWord("COLUMN");
    const bool isConstraint = tokens.peek().isWord("CONSTRAINT");
    if (isColumn || isConstraint)
        tokens.take();
    const Kind* kind = isColumn || isConstraint ? nullptr : takeKind(tokens);
    const char* word = isColumn ? "COLUMN" : isConstraint ? "CONSTRAINT" : kind ? kind->kind : "";
    if (isColumn) {
        QByteArrayList parts; // [schema.]table.column
        do
            parts += tokens.peek().isName() ? pgIdentifier(tokens.take()) : QByteArray();
        while (tokens.takeSymbol('.'));
        const QByteArray column = parts.takeLast();
        const PgObjectName table{parts.size() > 1 ? parts[parts.size() - 2] : QByteArray(), parts.isEmpty() ? QByteArray() : parts.last()};
        statement.object = {table.schema, "COLUMN " + table.name + '.' + column};
        statement.about += {R::Relation, table, {}};
        return;
    }
    const PgObjectName name = kind && kind->how == Kind::Raw ? PgObjectName{{}, plainText(tokens, {"IS"})} : takePgName(tokens);
    statement.object = {name.schema, word + QByteArray(" ") + name.name};
    statement.about += {kind ? kind->of : R::Other, name, word};
    while (!tokens.peek().isEnd() && !tokens.peek().isWord("IS") && !tokens.peek().isWord("ON"))
        tokens.take();
    if (!tokens.takeWord("ON"))
        return;
    tokens.takeWord("DOMAIN");
    const PgObjectName table = takePgName(tokens);
    statement.object = {table.schema, word + QByteArray(" ") + name.name + " ON " + table.name};
    statement.about = {{R::Relation, table, {}}, {R::Constraint, table, {}}, {R::Type, table, {}}, {R::Other, {table.schema, table.name + ' ' + name.name}, word}};
}

void readPrivileges(PgTokens& tokens, PgStatement& statement)
{
    PgTokens members = tokens;
    while (!tokens.peek().isEnd() && !tokens.peek().isWord("ON") && !tokens.peek().isWord("TO") && !tokens.peek().isWord("FROM"))
        tokens.peek().isSymbol('(') ? tokens.skipParentheses() : void(tokens.take());
    if (!tokens.takeWord("ON")) {
        makes(statement, "ROLE MEMBERSHIP", PgSection::None);
        statement.object.name = plainText(members, {"WITH", "GRANTED"});
        return;
    }
    makes(statement, "ACL", PgSection::None);
    if (tokens.takeWord("DATABASE")) {
        statement.database = takePgName(tokens).name;
        statement.object.name = "DATABASE " + statement.database;
        return;
    }
    if (tokens.takeWord("ALL")) { // ALL TABLES IN SCHEMA s
        while (!tokens.peek().isEnd() && !tokens.takeWord("SCHEMA"))
            tokens.take();
        const PgObjectName schema = takePgName(tokens);
        statement.object.name = "SCHEMA " + schema.name;
        statement.about += {R::Schema, schema, {}};
        return;
    }
    const Kind* kind = takeKind(tokens);
    const R::Class of = kind ? kind->of : R::Relation;
    PgObjectName first;
    do {
        const PgObjectName name = kind && kind->how == Kind::Raw ? PgObjectName{{}, plainText(tokens, {"TO", "FROM"})} : takePgName(tokens);
        if (tokens.peek().isSymbol('('))
            tokens.skipParentheses();
        first = first.isEmpty() ? name : first;
        statement.about += {of, name, kind ? kind->kind : "TABLE"};
    } while (tokens.takeSymbol(','));
    statement.object = {first.schema, (kind ? kind->kind : "TABLE") + QByteArray(" ") + first.name};
}

} // namespace bakferry::pgstatement
