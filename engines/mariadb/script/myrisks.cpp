#include "engines/mariadb/script/myrisks.h"

#include <algorithm>
#include <initializer_list>

namespace bakferry {

namespace {

bool isOneOf(const MyToken& token, std::initializer_list<const char*> words)
{
    return std::ranges::any_of(words, [&](const char* word) { return token.isWord(word); });
}

class ReachReader
{
public:
    ReachReader(QByteArrayView sql, MyLexMode mode, MyReader reader) : m_tokens(sql, mode, reader) { }

    MyReach read()
    {
        bool begins = true; // of a statement, in a body too
        while (!m_tokens.peek().isEnd()) {
            const MyToken token = m_tokens.take();
            if (begins)
                lookAtCommand(token);
            begins = token.isSymbol(';') || isOneOf(token, {"BEGIN", "THEN", "ELSE", "DO", "LOOP", "REPEAT", "ROW"});
            lookAt(token);
        }
        return m_reach;
    }

private:
    // The words with which a statement inside a body would reach out.
    void lookAtCommand(const MyToken& token)
    {
        m_reach.dynamic = m_reach.dynamic || isOneOf(token, {"PREPARE", "EXECUTE"});
        m_reach.server = m_reach.server || isOneOf(token, {"GRANT", "REVOKE", "INSTALL", "UNINSTALL", "SHUTDOWN", "KILL", "PURGE"})
            || (token.isWord("SET") && isOneOf(m_tokens.peek(), {"GLOBAL", "PASSWORD", "PERSIST"}))
            || (isOneOf(token, {"CREATE", "ALTER", "DROP"}) && isOneOf(m_tokens.peek(), {"USER", "ROLE", "SERVER", "DATABASE", "SCHEMA"}));
        m_reach.file = m_reach.file || (token.isWord("LOAD") && isOneOf(m_tokens.peek(), {"DATA", "XML"}));
    }

    void lookAt(const MyToken& token)
    {
        m_reach.file = m_reach.file || isOneOf(token, {"OUTFILE", "DUMPFILE", "LOAD_FILE"});
        m_reach.needsOrder = m_reach.needsOrder || isOneOf(token, {"SELECT", "LAST_INSERT_ID"}) || (token.type == MyToken::Variable && !token.text.startsWith("@@"));
        m_reach.elsewhere = m_reach.elsewhere || (isOneOf(token, {"DATA", "INDEX"}) && m_tokens.peek().isWord("DIRECTORY")) || token.isWord("FILE_NAME")
            || isOneOf(token, {"FEDERATED", "FEDERATEDX", "CONNECT", "SPIDER", "S3"});
        m_reach.setsVariable = m_reach.setsVariable || (token.isWord("INTO") && m_tokens.peek().type == MyToken::Variable && !isOfBulkLoad(m_tokens.peek().text))
            || (token.type == MyToken::Variable && m_tokens.peek().isSymbol(':'));
        const bool tableFollows = isOneOf(token, {"FROM", "JOIN", "INTO", "UPDATE", "TABLE", "STRAIGHT_JOIN", "REFERENCES", "CALL", "TO"});
        if (!tableFollows)
            return;
        do {
            while (isOneOf(m_tokens.peek(), {"IF", "EXISTS", "IGNORE", "LOW_PRIORITY"}) || m_tokens.peek().isSymbol('('))
                m_tokens.take();
            MyQualifiedName name;
            if (isOneOf(m_tokens.peek(), {"SELECT", "OUTFILE", "DUMPFILE"}) || m_tokens.peek().type == MyToken::Variable || !takeMyName(m_tokens, name))
                return;
            if (!name.database.isEmpty() && !m_reach.databases.contains(name.database))
                m_reach.databases += name.database;
            m_tokens.takeWord("AS");
            if (m_tokens.peek().isName() && !isOneOf(m_tokens.peek(), {"SET", "WHERE", "JOIN", "LEFT", "RIGHT", "INNER", "CROSS", "ON", "USING", "VALUES", "SELECT", "ORDER", "GROUP"}))
                m_tokens.take(); // an alias
        } while (isOneOf(token, {"FROM", "TO", "UPDATE", "TABLE"}) && m_tokens.takeSymbol(','));
    }

    MyTokens m_tokens;
    MyReach m_reach;
};

} // namespace

void MyReach::add(const MyReach& other)
{
    file = file || other.file;
    dynamic = dynamic || other.dynamic;
    server = server || other.server;
    needsOrder = needsOrder || other.needsOrder;
    elsewhere = elsewhere || other.elsewhere;
    setsVariable = setsVariable || other.setsVariable;
    for (const QByteArray& database : other.databases) {
        if (!databases.contains(database))
            databases += database;
    }
}

MyReach myReachOf(QByteArrayView sql, MyLexMode mode, MyReader reader) { return ReachReader(sql, mode, reader).read(); }

bool isMySystemDatabase(QByteArrayView name)
{
    const QByteArray lower = name.toByteArray().toLower();
    return lower == "mysql" || lower == "sys" || lower == "performance_schema" || lower == "information_schema";
}

} // namespace bakferry
