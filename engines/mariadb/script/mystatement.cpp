#include "engines/mariadb/script/mystatement.h"

#include <algorithm>
#include <initializer_list>

namespace bakferry {

namespace {

using Does = MyStatement::Does;
using Words = std::initializer_list<const char*>;

bool isOneOf(const MyToken& token, Words words)
{
    return std::ranges::any_of(words, [&](const char* word) { return token.isWord(word); });
}

bool skipsTo(MyTokens& tokens, Words words)
{
    while (!tokens.peek().isEnd() && !isOneOf(tokens.peek(), words))
        tokens.take();
    return !tokens.peek().isEnd();
}

class StatementReader
{
public:
    StatementReader(QByteArrayView sql, MyLexMode mode, MyReader reader) : m_tokens(sql, mode, reader), m_mode(mode) { }

    MyStatement read()
    {
        const MyToken first = m_tokens.take();
        if (first.isEnd())
            return does(Does::Nothing); // a comment that no server runs
        if (first.isWord("INSERT") || first.isWord("REPLACE"))
            return fills();
        if (first.isWord("CREATE"))
            return creates();
        if (first.isWord("DROP"))
            return drops();
        if (first.isWord("ALTER"))
            return alters();
        if (first.isWord("SET"))
            return does(Does::Sets);
        if (first.isWord("USE"))
            return named(Does::Uses);
        return others(first);
    }

private:
    MyStatement& does(Does what)
    {
        m_read.does = what;
        return m_read;
    }
    bool takeName()
    {
        MyQualifiedName name;
        const bool taken = takeMyName(m_tokens, name);
        if (taken)
            m_read.objects += name;
        return taken;
    }
    MyStatement& named(Does what) { return does(takeName() ? what : Does::Refused); }
    MyStatement& ofTable(Does what)
    {
        return does(takeMyName(m_tokens, m_read.table) ? what : Does::Refused);
    }

    MyStatement& others(const MyToken& first)
    {
        if (first.isWord("BEGIN") && m_tokens.peek().isWord("NOT"))
            return does(Does::Refused); // a block of code
        if (isOneOf(first, {"LOCK", "UNLOCK", "START", "BEGIN", "COMMIT", "SAVEPOINT", "RELEASE", "ANALYZE", "OPTIMIZE", "CHECK", "REPAIR", "CHECKSUM", "SHOW", "DESCRIBE",
                            "DESC", "EXPLAIN", "HELP", "DELIMITER"}))
            return startsReplication(first) ? does(Does::LeftOut) : does(Does::Nothing);
        if (first.isWord("SELECT") || first.isWord("DO") || first.isSymbol('('))
            return selects();
        if (first.isWord("CHANGE"))
            return tellsPosition();
        if (isOneOf(first, {"UPDATE", "DELETE", "WITH"}))
            return does(Does::RunsOnRows);
        if (first.isWord("TRUNCATE")) {
            m_tokens.takeWord("TABLE");
            return ofTable(Does::RunsOnRows);
        }
        if (first.isWord("RENAME"))
            return m_tokens.takeWord("TABLE") || m_tokens.takeWord("TABLES") ? does(Does::Runs) : does(Does::Refused);
        if (first.isWord("CALL"))
            return named(Does::Runs);
        if (isOneOf(first, {"FLUSH", "STOP", "ROLLBACK"}))
            return does(Does::LeftOut);
        if (first.isWord("PREPARE"))
            return does(preparesBulkLoad() ? Does::Nothing : Does::Refused);
        if (first.isWord("EXECUTE") || first.isWord("DEALLOCATE")) // of what PREPARE was judged by
            return does(m_tokens.peek().isWord("IMMEDIATE") ? Does::Refused : Does::Nothing);
        return does(Does::Refused);
    }
    // Percona's mysqldump switches its own engine's bulk load on and off through prepared statements. They are left out.
    bool preparesBulkLoad()
    {
        m_tokens.take();
        return m_tokens.takeWord("FROM") && m_tokens.peek().type == MyToken::Variable && isOfBulkLoad(m_tokens.peek().text);
    }
    bool startsReplication(const MyToken& first) { return first.isWord("START") && isOneOf(m_tokens.peek(), {"SLAVE", "REPLICA", "ALL"}); }

    // SELECT SETVAL(`s`, 1, 0) is how a sequence is set; other ones make nothing. What they read is looked at elsewhere.
    MyStatement& selects()
    {
        if (m_tokens.takeWord("SETVAL") && m_tokens.takeSymbol('(')) {
            m_read.kind = "ALTER";
            return ofTable(Does::Alters);
        }
        return does(Does::Nothing);
    }

    MyStatement& tellsPosition()
    {
        if (!m_tokens.takeWords({"MASTER", "TO"}) && !m_tokens.takeWords({"REPLICATION", "SOURCE", "TO"}))
            return does(Does::Refused);
        do {
            const QByteArray key = m_tokens.take().text.toByteArray().toUpper();
            m_tokens.takeSymbol('=');
            const MyToken value = m_tokens.take();
            if (key.endsWith("_LOG_FILE") && !key.startsWith("RELAY"))
                m_read.position.file = myStringValue(value, m_mode);
            else if (key.endsWith("_LOG_POS") && !key.startsWith("RELAY"))
                m_read.position.position = value.text.toByteArray().toLongLong();
            else if (key != "MASTER_USE_GTID")
                return does(Does::Refused); // a host, a user, a password
        } while (m_tokens.takeSymbol(','));
        return does(Does::TellsPosition);
    }

    MyStatement& fills()
    {
        while (isOneOf(m_tokens.peek(), {"LOW_PRIORITY", "DELAYED", "HIGH_PRIORITY", "IGNORE"}))
            m_tokens.take();
        m_tokens.takeWord("INTO");
        if (!takeName())
            return does(Does::Refused);
        m_read.kind = "TABLE DATA";
        if (m_tokens.peek().isSymbol('(')) {
            MyTokens ahead = m_tokens;
            ahead.takeSymbol('(');
            if (ahead.peek().isWord("SELECT") || ahead.peek().isWord("WITH"))
                return does(Does::RunsOnRows);
            m_tokens.skipParentheses();
        }
        return does(isOneOf(m_tokens.peek(), {"VALUES", "VALUE", "SET"}) ? Does::Fills : Does::RunsOnRows);
    }

    void takeDefiner()
    {
        m_tokens.takeSymbol('=');
        const MyToken user = m_tokens.take();
        m_read.definer = myIdentifier(user, m_mode);
        const MyToken& host = m_tokens.peek();
        if (m_tokens.takeSymbol('@'))
            m_read.definer += '@' + myIdentifier(m_tokens.take(), m_mode);
        else if (host.type == MyToken::Variable)
            m_read.definer += '@' + myIdentifier(m_tokens.take(), m_mode);
        else if (m_tokens.takeSymbol('('))
            m_tokens.takeSymbol(')'); // CURRENT_USER()
    }

    MyStatement& creates()
    {
        bool isTemporary = false, isAggregate = false;
        for (;;) {
            if (m_tokens.takeWord("DEFINER"))
                takeDefiner();
            else if (m_tokens.takeWords({"OR", "REPLACE"}) || m_tokens.takeWord("UNDEFINED") || m_tokens.takeWord("MERGE") || m_tokens.takeWord("TEMPTABLE")
                     || m_tokens.takeWord("ONLINE") || m_tokens.takeWord("OFFLINE") || m_tokens.takeWord("UNIQUE") || m_tokens.takeWord("FULLTEXT")
                     || m_tokens.takeWord("SPATIAL"))
                continue;
            else if (m_tokens.takeWord("ALGORITHM"))
                m_tokens.takeSymbol('=');
            else if (m_tokens.takeWords({"SQL", "SECURITY"}))
                m_tokens.take();
            else if (m_tokens.takeWord("TEMPORARY"))
                isTemporary = true;
            else if (m_tokens.takeWord("AGGREGATE"))
                isAggregate = true;
            else
                break;
        }
        if (m_tokens.takeWord("TABLE"))
            return createsTable(isTemporary);
        if (m_tokens.takeWord("DATABASE") || m_tokens.takeWord("SCHEMA"))
            return createsDatabase();
        if (m_tokens.takeWord("INDEX"))
            return createsIndex();
        return createsOther(isAggregate);
    }

    void takeIfNotExists() { m_read.mayExist = m_tokens.takeWords({"IF", "NOT", "EXISTS"}) || m_read.mayExist; }

    MyStatement& createsOther(bool isAggregate)
    {
        const bool isPackage = m_tokens.takeWord("PACKAGE");
        if (isPackage) {
            m_read.kind = m_tokens.takeWord("BODY") ? "PACKAGE BODY" : "PACKAGE";
        } else {
            for (const char* word : {"VIEW", "SEQUENCE", "FUNCTION", "PROCEDURE", "TRIGGER", "EVENT"}) {
                if (m_read.kind.isEmpty() && m_tokens.takeWord(word))
                    m_read.kind = word;
            }
        }
        takeIfNotExists();
        if (m_read.kind.isEmpty() || !takeName())
            return does(Does::Refused);
        if (m_read.kind == "FUNCTION" && (isAggregate || !m_tokens.peek().isSymbol('('))) {
            MyTokens ahead = m_tokens;
            if (skipsTo(ahead, {"SONAME"})) // code of a library, loaded into the server
                return does(Does::Refused);
        }
        if (m_read.kind == "TRIGGER" && skipsTo(m_tokens, {"ON"})) {
            m_tokens.takeWord("ON");
            return ofTable(Does::Makes);
        }
        return does(Does::Makes);
    }

    MyStatement& createsTable(bool isTemporary)
    {
        takeIfNotExists();
        m_read.kind = "TABLE";
        if (!takeName())
            return does(Does::Refused);
        if (isTemporary)
            return does(Does::Runs);
        m_read.readsRows = isOneOf(m_tokens.peek(), {"SELECT", "AS", "IGNORE", "REPLACE", "WITH"});
        if (m_tokens.peek().isSymbol('(')) {
            MyTokens ahead = m_tokens;
            ahead.takeSymbol('(');
            m_read.readsRows = ahead.peek().isWord("SELECT");
            m_tokens.skipParentheses();
        }
        for (; !m_tokens.peek().isEnd(); m_tokens.take()) {
            if (m_tokens.peek().isWord("SELECT"))
                m_read.readsRows = true;
            else if (m_tokens.peek().isWord("SEQUENCE") && isSwitchedOn())
                m_read.kind = "SEQUENCE"; // how mydumper writes one
        }
        return does(Does::Makes);
    }
    bool isSwitchedOn()
    {
        MyTokens ahead = m_tokens;
        ahead.take();
        return ahead.takeSymbol('=') && ahead.peek().text == "1";
    }

    MyStatement& createsDatabase()
    {
        takeIfNotExists();
        takeDatabaseOptions(named(Does::CreatesDatabase));
        return m_read;
    }
    void takeDatabaseOptions(MyStatement& read)
    {
        while (!m_tokens.peek().isEnd()) {
            if (m_tokens.takeWords({"CHARACTER", "SET"}) || m_tokens.takeWord("CHARSET")) {
                m_tokens.takeSymbol('=');
                read.charset = myIdentifier(m_tokens.take(), m_mode).toLower();
            } else if (m_tokens.takeWord("COLLATE")) {
                m_tokens.takeSymbol('=');
                read.collation = myIdentifier(m_tokens.take(), m_mode).toLower();
            } else {
                m_tokens.take();
            }
        }
    }

    MyStatement& createsIndex()
    {
        takeIfNotExists();
        m_read.kind = "INDEX";
        if (!takeName() || !skipsTo(m_tokens, {"ON"}))
            return does(Does::Refused);
        m_tokens.takeWord("ON");
        return ofTable(Does::Alters);
    }

    MyStatement& drops()
    {
        m_tokens.takeWord("TEMPORARY");
        if (m_tokens.takeWord("DATABASE") || m_tokens.takeWord("SCHEMA")) {
            m_tokens.takeWords({"IF", "EXISTS"});
            return named(Does::DropsDatabase);
        }
        if (m_tokens.takeWord("INDEX")) {
            takeName();
            m_tokens.takeWord("ON");
            return ofTable(Does::Reshapes);
        }
        if (m_tokens.takeWord("PACKAGE"))
            m_read.kind = m_tokens.takeWord("BODY") ? "PACKAGE BODY" : "PACKAGE";
        for (const char* word : {"TABLE", "VIEW", "SEQUENCE", "FUNCTION", "PROCEDURE", "TRIGGER", "EVENT"}) {
            if (m_read.kind.isEmpty() && m_tokens.takeWord(word))
                m_read.kind = word;
        }
        if (m_read.kind.isEmpty() && m_tokens.takeWord("TABLES"))
            m_read.kind = "TABLE";
        m_read.mayExist = m_tokens.takeWords({"IF", "EXISTS"});
        if (m_read.kind.isEmpty() || !takeName())
            return does(Does::Refused);
        while (m_tokens.takeSymbol(','))
            takeName();
        return does(Does::Drops);
    }

    MyStatement& alters()
    {
        m_tokens.takeWord("ONLINE");
        m_tokens.takeWord("IGNORE");
        if (m_tokens.takeWord("DATABASE") || m_tokens.takeWord("SCHEMA")) {
            if (!isOneOf(m_tokens.peek(), {"CHARACTER", "DEFAULT", "COLLATE", "CHARSET"}) && !takeName())
                return does(Does::Refused);
            takeDatabaseOptions(does(Does::AltersDatabase));
            return m_read;
        }
        if (m_tokens.takeWord("SEQUENCE")) {
            m_read.kind = "ALTER";
            m_tokens.takeWords({"IF", "EXISTS"});
            return ofTable(Does::Alters);
        }
        if (!m_tokens.takeWord("TABLE")) // ALTER USER, SERVER, INSTANCE …; a VIEW or EVENT is nothing a backup alters
            return does(isOneOf(m_tokens.peek(), {"VIEW", "EVENT", "FUNCTION", "PROCEDURE"}) ? Does::Runs : Does::Refused);
        m_tokens.takeWords({"IF", "EXISTS"});
        m_read.kind = "ALTER";
        if (!takeMyName(m_tokens, m_read.table))
            return does(Does::Refused);
        if (isOneOf(m_tokens.peek(), {"DISABLE", "ENABLE"}))
            return does(Does::Nothing); // KEYS
        if (isOneOf(m_tokens.peek(), {"DISCARD", "IMPORT"}))
            return does(Does::Refused); // files of the server
        return does(addsOnly() ? Does::Alters : Does::Reshapes);
    }

    bool addsOnly()
    {
        do {
            if (isOneOf(m_tokens.peek(), {"MODIFY", "AUTO_INCREMENT", "COMMENT"})) {
                m_tokens.take();
            } else if (!m_tokens.takeWord("ADD")
                       || !isOneOf(m_tokens.peek(), {"PRIMARY", "UNIQUE", "KEY", "INDEX", "FULLTEXT", "SPATIAL", "CONSTRAINT", "FOREIGN", "CHECK"})) {
                return false;
            }
            while (!m_tokens.peek().isEnd() && !m_tokens.peek().isSymbol(',')) {
                if (m_tokens.peek().isSymbol('('))
                    m_tokens.skipParentheses();
                else
                    m_tokens.take();
            }
        } while (m_tokens.takeSymbol(','));
        return true;
    }

    MyTokens m_tokens;
    const MyLexMode m_mode;
    MyStatement m_read;
};

} // namespace

bool isOfBulkLoad(QByteArrayView variable)
{
    const QByteArray lower = variable.toByteArray().toLower();
    return lower.contains("rocksdb") || lower.contains("bulk_load");
}

MyStatement readMyStatement(QByteArrayView sql, MyLexMode mode, MyReader reader) { return StatementReader(sql, mode, reader).read(); }

} // namespace bakferry
