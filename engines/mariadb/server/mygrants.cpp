#include "engines/mariadb/server/mygrants.h"

#include "engines/script/mytokens.h"

#include <algorithm>

namespace bakferry {

namespace {

// LIKE of the server, for names: % any characters, _ one, \ takes the next as it is.
bool isLike(QByteArrayView text, QByteArrayView pattern)
{
    if (pattern.isEmpty())
        return text.isEmpty();
    if (pattern[0] == '%') {
        for (qsizetype i = 0; i <= text.size(); ++i) {
            if (isLike(text.sliced(i), pattern.sliced(1)))
                return true;
        }
        return false;
    }
    const bool isEscaped = pattern[0] == '\\' && pattern.size() > 1;
    const char wanted = pattern[isEscaped ? 1 : 0];
    if (text.isEmpty() || !(text[0] == wanted || (wanted == '_' && !isEscaped)))
        return false;
    return isLike(text.sliced(1), pattern.sliced(isEscaped ? 2 : 1));
}

bool holds(const QSet<QByteArray>& privileges, const QByteArray& one) { return privileges.contains("ALL PRIVILEGES") || privileges.contains(one); }

} // namespace

Result<MyGrants> MyGrants::of(MyConnection& connection)
{
    const Result<MyAnswer> lines = connection.execute("SHOW GRANTS");
    if (!lines)
        return lines.error();
    MyGrants grants;
    for (qsizetype row = 0; row < lines->rows(); ++row)
        grants.add(lines->text(row, 0));
    return grants;
}

bool MyGrants::add(const QByteArray& line)
{
    MyTokens tokens(line);
    if (!tokens.takeWord("GRANT"))
        return false;
    QSet<QByteArray> privileges;
    QByteArray privilege;
    while (!tokens.peek().isEnd() && !tokens.peek().isWord("ON")) {
        const MyToken token = tokens.take();
        if (token.isSymbol('(')) // columns: not on the whole database
            return false;
        if (token.isSymbol(',')) {
            privileges += privilege;
            privilege.clear();
        } else {
            privilege += (privilege.isEmpty() ? "" : " ") + token.text.toByteArray().toUpper();
        }
    }
    privileges += privilege == "ALL" ? QByteArray("ALL PRIVILEGES") : privilege;
    if (!tokens.takeWord("ON"))
        return false; // a role
    if (tokens.takeSymbol('*')) {
        m_global += privileges;
        return true;
    }
    const QByteArray pattern = myIdentifier(tokens.take());
    if (!tokens.takeSymbol('.') || !tokens.takeSymbol('*'))
        return false;
    m_databases += OnDatabase{pattern, privileges};
    return true;
}

bool MyGrants::hasGlobal(const QByteArray& privilege) const { return holds(m_global, privilege); }

bool MyGrants::hasOn(const QByteArray& database, const QByteArray& privilege) const
{
    return hasGlobal(privilege) || std::ranges::any_of(m_databases, [&](const OnDatabase& one) { return holds(one.privileges, privilege) && isLike(database, one.pattern); });
}

bool MyGrants::isSuperuser() const { return hasGlobal("ALL PRIVILEGES") || hasGlobal("SUPER"); }
bool MyGrants::maySetDefiners() const { return isSuperuser() || hasGlobal("SET USER") || hasGlobal("SET_USER_ID") || hasGlobal("SET_ANY_DEFINER"); }

// Since MariaDB 10.11 SUPER does not count any more. Source: MariaDB's manual, "READ_ONLY ADMIN"
bool MyGrants::mayWriteReadOnly() const { return hasGlobal("READ_ONLY ADMIN") || hasGlobal("READ ONLY ADMIN") || hasGlobal("CONNECTION_ADMIN") || hasGlobal("ALL PRIVILEGES"); }

} // namespace bakferry
