#include "engines/postgresql/server/pgreferences.h"

#include "engines/script/pgtokens.h"

#include <algorithm>
#include <array>

namespace bakferry {

namespace {

bool isRole(const PgToken& token)
{
    constexpr std::array words{"PUBLIC", "CURRENT_USER", "CURRENT_ROLE", "SESSION_USER"}; // unless they stand in quotes
    return token.isName() && std::ranges::none_of(words, [&](const char* word) { return token.isWord(word); });
}

void takeRoles(PgTokens& tokens, QByteArrayList& roles)
{
    do {
        tokens.takeWord("GROUP"); // of very old dumps
        const PgToken token = tokens.take();
        if (isRole(token))
            roles += pgIdentifier(token);
    } while (tokens.takeSymbol(','));
}

} // namespace

QByteArrayList pgRolesInStatement(QByteArrayView sql)
{
    QByteArrayList roles;
    for (PgTokens tokens(sql); !tokens.peek().isEnd();) {
        if (tokens.peek().isSymbol('('))
            tokens.skipParentheses(); // the expressions of a policy
        else if (tokens.takeWord("TO") || tokens.takeWord("FROM") || tokens.takeWords({"FOR", "ROLE"}) || tokens.takeWords({"MAPPING", "FOR"}))
            takeRoles(tokens, roles);
        else
            tokens.take();
    }
    return roles;
}

QMap<QByteArray, PgRoleUse> pgRolesNamedIn(const PgDatabase& database)
{
    QMap<QByteArray, PgRoleUse> uses;
    for (const PgEntry& entry : database.entries) {
        const bool isGrant = entry.kind == "ACL" || entry.kind == "DEFAULT ACL";
        const bool isNeed = entry.kind == "POLICY" || entry.kind == "USER MAPPING";
        if (!entry.owner.isEmpty() && !entry.definition.isEmpty() && !isGrant)
            ++uses[entry.owner].owns;
        if (!isGrant && !isNeed)
            continue;
        for (const QByteArray& role : pgRolesInStatement(entry.definition))
            ++(isGrant ? uses[role].granted : uses[role].policies);
    }
    return uses;
}

QSet<QByteArray> pgCollationsNamedIn(const PgDatabase& database)
{
    QSet<QByteArray> collations;
    for (const PgEntry& entry : database.entries) {
        if (!entry.definition.contains("COLLATE"))
            continue;
        for (PgTokens tokens(entry.definition); !tokens.peek().isEnd();) {
            if (!tokens.takeWords({"COLLATE", "PG_CATALOG"})) {
                tokens.take();
                continue;
            }
            if (tokens.takeSymbol('.') && tokens.peek().isName())
                collations += pgIdentifier(tokens.take());
        }
    }
    return collations;
}

} // namespace bakferry
