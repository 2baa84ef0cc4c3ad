#include "engines/postgresql/load/pgstatements.h"

#include "engines/displaytext.h"
#include "engines/postgresql/load/pgwords.h"

#include <QtGlobal>

#include <algorithm>

namespace bakferry {

using namespace Qt::StringLiterals;

namespace {

using Words = std::vector<PgWord>;

bool isPrivilege(const PgEntry& entry) { return entry.kind == "ACL" || entry.kind == "ACL LANGUAGE" || entry.kind == "DEFAULT ACL"; }

// Where role names stand: behind TO, FROM, ROLE, FOR (of a user mapping) and AUTHORIZATION, several with commas.
std::vector<std::size_t> rolePlaces(const Words& words)
{
    std::vector<std::size_t> places;
    const bool isPolicy = words.size() > 1 && words[1].is("POLICY");
    const bool isMapping = words.size() > 2 && words[1].is("USER") && words[2].is("MAPPING");
    for (std::size_t i = 0; i + 1 < words.size(); ++i) {
        if (isPolicy && (words[i].is("USING") || words[i].is("WITH")))
            break;
        const bool leads = words[i].is("TO") || words[i].is("ROLE") || words[i].is("AUTHORIZATION") || (words[i].is("FROM") && !isPolicy)
            || (isMapping && words[i].is("FOR"));
        if (!leads)
            continue;
        for (std::size_t at = i + 1; at < words.size() && words[at].isName(); at += 2) {
            if (!words[at].is("ROLE")) // GRANT … TO GROUP and FOR ROLE name it themselves
                places.push_back(at);
            if (at + 1 >= words.size() || !words[at + 1].is(","))
                break;
        }
    }
    return places;
}

bool isRoleWord(const PgWord& word)
{
    return word.is("PUBLIC") || word.is("CURRENT_USER") || word.is("SESSION_USER") || word.is("CURRENT_ROLE") || word.is("DEFAULT");
}

// `ALTER … OWNER TO role` of a script: what stands before OWNER, and the role.
std::optional<std::pair<QByteArray, QByteArray>> asOwnerStatement(const QByteArray& statement)
{
    const Words words = pgWordsOf(statement);
    const std::size_t n = words.size();
    if (n < 6 || !words[0].is("ALTER") || !words[n - 3].is("OWNER") || !words[n - 2].is("TO") || !words[n - 1].isName())
        return {};
    return std::pair{statement.first(words[n - 3].offset).trimmed(), words[n - 1].name()};
}

// "name(args)" as pg_dump labels functions, with the name as the definition spells it.
QByteArray signatureOf(const PgEntry& entry, const Words& words)
{
    const auto kind = std::ranges::find_if(words, [](const PgWord& word) { return word.is("FUNCTION") || word.is("PROCEDURE") || word.is("AGGREGATE"); });
    const PgNameAt name = pgNameAt(entry.definition, words, std::size_t(kind - words.begin()) + 1);
    if (!name.isValid() || !entry.name.startsWith(name.name))
        return {};
    return quotedPgName(entry.schema, name.name) + entry.name.sliced(name.name.size());
}

QByteArray valueOf(const Words& words, QByteArrayView sql, const char* keyword)
{
    for (std::size_t i = 0; i + 2 < words.size(); ++i) {
        if (words[i].is(keyword) && words[i + 1].is("=")) {
            std::size_t end = i + 2;
            while (end < words.size() && !words[end].is(",") && !words[end].is(")"))
                ++end;
            return sql.sliced(words[i + 2].offset, words[end - 1].end() - words[i + 2].offset).toByteArray();
        }
    }
    return "NONE";
}

QByteArray methodOf(const Words& words)
{
    const auto use = std::ranges::find_if(words, [](const PgWord& word) { return word.is("USING"); });
    return use == words.end() || use + 1 == words.end() ? QByteArray() : QByteArray(" USING ") + (use + 1)->text.toByteArray();
}

// pg_dump 17 keeps the numbers of many large objects in one entry, a line each.
QByteArrayList numbersIn(const QByteArray& lines)
{
    QByteArrayList numbers;
    for (const QByteArray& line : lines.split('\n')) {
        bool isNumber = false;
        line.trimmed().toUInt(&isNumber);
        if (isNumber)
            numbers += line.trimmed();
    }
    return numbers;
}

} // namespace

Result<PgRoles> PgRoles::of(PgConnection& connection)
{
    const Result<PgAnswer> rows = connection.query("SELECT rolname, pg_catalog.pg_has_role(oid, 'MEMBER'), rolname = current_user FROM pg_catalog.pg_roles");
    if (!rows)
        return rows.error();
    PgRoles roles;
    for (int row = 0; row < rows->rows(); ++row) {
        roles.all += rows->text(row, 0);
        if (rows->isTrue(row, 1))
            roles.mine += rows->text(row, 0);
        if (rows->isTrue(row, 2))
            roles.current = rows->text(row, 0);
    }
    return roles;
}

QByteArrayList rolesNamedIn(const QByteArray& statement)
{
    const Words words = pgWordsOf(statement);
    QByteArrayList roles;
    for (const std::size_t place : rolePlaces(words)) {
        if (!isRoleWord(words[place]))
            roles += words[place].name();
    }
    return roles;
}

QByteArray ownedObject(const PgEntry& entry)
{
    static const QSet<QByteArray> relations{"TABLE", "VIEW", "MATERIALIZED VIEW", "SEQUENCE", "FOREIGN TABLE"};
    static const QSet<QByteArray> named{"TYPE", "DOMAIN", "COLLATION", "CONVERSION", "TEXT SEARCH DICTIONARY", "TEXT SEARCH CONFIGURATION", "STATISTICS"};
    static const QSet<QByteArray> withoutSchema{"SCHEMA", "FOREIGN DATA WRAPPER", "SERVER", "EVENT TRIGGER", "PUBLICATION", "SUBSCRIPTION", "PROCEDURAL LANGUAGE"};
    static const QSet<QByteArray> routines{"FUNCTION", "PROCEDURE", "AGGREGATE"};
    if (relations.contains(entry.kind))
        return "TABLE " + quotedPgName(entry.schema, entry.name);
    if (named.contains(entry.kind))
        return entry.kind + ' ' + quotedPgName(entry.schema, entry.name);
    if (withoutSchema.contains(entry.kind))
        return entry.kind + ' ' + quotedPgName(entry.name);
    const Words words = pgWordsOf(entry.definition, 2000);
    if (routines.contains(entry.kind)) {
        const QByteArray signature = signatureOf(entry, words);
        return signature.isEmpty() ? QByteArray() : entry.kind + ' ' + signature;
    }
    if (entry.kind == "OPERATOR")
        return "OPERATOR " + quotedPgName(entry.schema) + '.' + entry.name + " (" + valueOf(words, entry.definition, "LEFTARG") + ", " + valueOf(words, entry.definition, "RIGHTARG") + ')';
    if (entry.kind == "OPERATOR CLASS" || entry.kind == "OPERATOR FAMILY")
        return entry.kind + ' ' + quotedPgName(entry.schema, entry.name) + methodOf(words);
    return {};
}

QByteArray PgStatements::ownerStatement(const QByteArray& head, const QByteArray& owner, bool always)
{
    if (m_options.noOwner || owner.isEmpty() || head.isEmpty())
        return {};
    const QByteArray role = m_options.roles.value(owner, owner);
    if (role == m_roles.current && !always)
        return {};
    if (!m_roles.mine.contains(role)) {
        const std::lock_guard lock(m_mutex);
        ++m_ownersLeft[role];
        return {};
    }
    return head + " OWNER TO " + quotedPgName(role);
}

QList<Message> PgStatements::ownersLeft() const
{
    const std::lock_guard lock(m_mutex);
    QList<Message> messages;
    for (auto left = m_ownersLeft.cbegin(); left != m_ownersLeft.cend(); ++left) {
        messages += m_roles.all.contains(left.key())
            ? Message{QT_TRANSLATE_NOOP("Message", "%1 objects belong to %2 instead of role %3, of which this user is no member."),
                      {QString::number(left.value()), displayBytes(m_roles.current), displayBytes(left.key())}}
            : Message{QT_TRANSLATE_NOOP("Message", "%1 objects belong to %2 instead of role %3, which the server does not have."),
                      {QString::number(left.value()), displayBytes(m_roles.current), displayBytes(left.key())}};
    }
    return messages;
}

QByteArray PgStatements::tablespaceOf(const PgEntry& entry) const
{
    return m_options.noTablespaces ? QByteArray() : m_options.tablespaces.value(entry.tablespace, entry.tablespace);
}

// What pg_dump says of the database itself is said of the staging database.
std::optional<QByteArray> PgStatements::onStagingDatabase(const PgEntry& entry) const
{
    const bool isAbout = entry.kind == "DATABASE PROPERTIES" || ((entry.kind == "COMMENT" || entry.kind == "SECURITY LABEL" || entry.kind == "ACL") && entry.name.startsWith("DATABASE "));
    if (!isAbout)
        return {};
    QByteArrayList statements;
    for (QByteArray statement : pgStatementsOf(entry.definition)) {
        const Words words = pgWordsOf(statement);
        const auto word = std::ranges::find_if(words, [](const PgWord& one) { return one.is("DATABASE"); });
        if (word == words.end() || word + 1 == words.end() || !(word + 1)->isName())
            continue; // UPDATE pg_database … and the like reach beyond this database
        statements += statement.replace((word + 1)->offset, (word + 1)->text.size(), quotedPgName(m_stagingName));
    }
    return statements.join(";\n");
}

QByteArray PgStatements::withRolesMapped(const QByteArray& statement) const
{
    if (m_options.roles.isEmpty())
        return statement;
    const Words words = pgWordsOf(statement);
    QByteArray mapped = statement;
    const std::vector<std::size_t> places = rolePlaces(words);
    for (auto place = places.rbegin(); place != places.rend(); ++place) {
        const PgWord& word = words[*place];
        if (!isRoleWord(word) && m_options.roles.contains(word.name()))
            mapped.replace(word.offset, word.text.size(), quotedPgName(m_options.roles.value(word.name())));
    }
    return mapped;
}

QByteArrayList PgStatements::privileges(const PgDatabase& database, const PgEntry& entry) const
{
    QByteArrayList statements;
    for (const QByteArray& statement : pgStatementsOf(entry.definition))
        statements += withRolesMapped(statement);
    if (!entry.name.startsWith("LARGE OBJECTS") || entry.dependencies.isEmpty())
        return statements;
    // One entry for many large objects: its statements name one of them, the entry it depends on lists all.
    const auto objects = std::ranges::find(database.entries, entry.dependencies.first(), &PgEntry::id);
    if (objects == database.entries.end())
        return statements;
    QByteArrayList each;
    for (const QByteArray& number : numbersIn(objects->definition)) {
        for (QByteArray statement : std::as_const(statements)) {
            const Words words = pgWordsOf(statement);
            const auto word = std::ranges::find_if(words, [](const PgWord& one) { return one.is("OBJECT"); });
            if (word != words.end() && word + 1 != words.end())
                each += statement.replace((word + 1)->offset, (word + 1)->text.size(), number);
        }
    }
    return each;
}

// The owner stands beside the definition, or in a statement of it.
QByteArrayList PgStatements::ownDefinition(const PgEntry& entry)
{
    QByteArrayList statements;
    if (entry.definition.contains(" OWNER TO ")) {
        for (const QByteArray& statement : pgStatementsOf(entry.definition)) {
            if (const auto owner = asOwnerStatement(statement))
                statements += ownerStatement(owner->first, owner->second, entry.kind == "SCHEMA");
            else
                statements += statement;
        }
    } else {
        statements += entry.definition;
        if (const QByteArray object = ownedObject(entry); !object.isEmpty())
            statements += ownerStatement("ALTER " + object, entry.owner, entry.kind == "SCHEMA");
    }
    statements.removeAll(QByteArray());
    return statements;
}

QByteArrayList PgStatements::of(const PgDatabase& database, const PgEntry& entry)
{
    if (entry.kind == "DATABASE" || entry.kind == "ENCODING" || entry.kind == "STDSTRINGS" || entry.kind == "SEARCHPATH")
        return {}; // the staging database and the connections are made so already
    if (const auto statements = onStagingDatabase(entry))
        return pgStatementsOf(*statements);
    if (isPrivilege(entry))
        return privileges(database, entry);
    if (entry.kind == "BLOB METADATA" && !numbersIn(entry.definition).isEmpty()) {
        QByteArrayList statements;
        for (const QByteArray& number : numbersIn(entry.definition)) {
            statements += "SELECT pg_catalog.lo_create('" + number + "')";
            statements += ownerStatement("ALTER LARGE OBJECT " + number, entry.owner, false);
        }
        statements.removeAll(QByteArray());
        return statements;
    }
    if (entry.kind == "BLOB" && !entry.definition.contains(" OWNER TO ")) {
        QByteArrayList statements{entry.definition, ownerStatement("ALTER LARGE OBJECT " + QByteArray::number(entry.name.toUInt()), entry.owner, false)};
        statements.removeAll(QByteArray());
        return statements;
    }
    if (entry.kind == "POLICY" || entry.kind == "USER MAPPING")
        return {withRolesMapped(entry.definition)};
    if (entry.kind == "SCHEMA" && entry.name == "public") {
        // Every new database has it, unless the backup itself has dropped it.
        QByteArrayList statements = ownDefinition(entry);
        for (QByteArray& statement : statements) {
            const Words words = pgDefinitionWords(statement, 3);
            if (words.size() > 1 && words[0].is("CREATE") && words[1].is("SCHEMA"))
                statement = "CREATE SCHEMA IF NOT EXISTS public";
        }
        return statements;
    }
    return ownDefinition(entry);
}

} // namespace bakferry
