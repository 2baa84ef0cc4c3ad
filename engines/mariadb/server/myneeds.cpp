#include "engines/mariadb/server/myneeds.h"

#include "engines/mariadb/script/mysession.h"

#include <QSet>

#include <algorithm>
#include <array>

namespace bakferry {

namespace {

MyLexMode lexModeOf(const MySettings& settings)
{
    const QByteArray sqlMode = settings.sqlMode.value_or(QByteArray());
    return {myEncodingOf(settings.charset), hasMySqlMode(sqlMode, "ANSI_QUOTES"), !hasMySqlMode(sqlMode, "NO_BACKSLASH_ESCAPES")};
}

QByteArray wordOf(const MyToken& token, MyLexMode mode) { return token.type == MyToken::String ? myStringValue(token, mode).toLower() : myIdentifier(token, mode).toLower(); }

// What can stand where a column is to be named, and names none. Source: MariaDB's manual, CREATE TABLE
bool beginsNoColumn(const MyToken& token)
{
    constexpr std::array words{"PRIMARY", "KEY", "INDEX", "UNIQUE", "CONSTRAINT", "FULLTEXT", "SPATIAL", "FOREIGN", "CHECK", "PERIOD", "LIKE", "SELECT"};
    return token.type != MyToken::Word || std::ranges::any_of(words, [&](const char* word) { return token.isWord(word); });
}

/// Goes through one definition.
class DefinitionReader
{
public:
    DefinitionReader(MyNeeds& needs, const MyEntry& entry, MyLexMode mode, MyReader reader)
        : m_needs(needs), m_isTable(entry.kind == "TABLE"), m_mode(mode), m_tokens(entry.definition, mode, reader) { }

    void read()
    {
        while (!m_tokens.peek().isEnd()) {
            const MyToken token = m_tokens.take();
            follow(token);
            if (token.isSymbol('('))
                ++m_depth;
            else if (token.isSymbol(')'))
                --m_depth;
            const bool isColumnNext = m_isTable && m_depth == 1 && (token.isSymbol('(') || token.isSymbol(',')) && m_columnsOpen;
            m_columnsOpen &= !(token.isSymbol(')') && m_depth == 0);
            if (isColumnNext && !beginsNoColumn(m_tokens.peek()))
                m_bareNames += m_tokens.peek().text.toByteArray().toLower();
        }
        for (const QByteArray& name : std::as_const(m_bareNames))
            ++m_needs.bareNames[name];
        m_needs.typeClauses += m_hasType;
        m_needs.wideTimestamps += m_hasWideTimestamp;
    }

private:
    void follow(const MyToken& token)
    {
        if (token.type != MyToken::Word)
            return;
        if (token.isWord("COLLATE"))
            count(m_needs.collations, m_seenCollations);
        else if (token.isWord("CHARSET") || (token.isWord("CHARACTER") && m_tokens.takeWord("SET")))
            count(m_needs.charsets, m_seenCharsets);
        else if (m_isTable && m_depth == 0 && token.isWord("ENGINE"))
            count(m_needs.engines, m_seenEngines);
        else if (m_isTable && m_depth == 0 && token.isWord("TYPE") && m_tokens.peek().isSymbol('=')) {
            m_hasType = true;
            count(m_needs.engines, m_seenEngines);
        } else if (m_isTable && m_depth == 1 && (token.isWord("TIMESTAMP") || token.isWord("TIME") || token.isWord("DATETIME")) && m_tokens.peek().isSymbol('(')) {
            m_tokens.take();
            m_hasWideTimestamp |= m_tokens.peek().type == MyToken::Number && m_tokens.peek().text.toInt() > 6;
            ++m_depth;
        }
    }

    void count(QMap<QByteArray, MyUse>& uses, QSet<QByteArray>& seen)
    {
        m_tokens.takeSymbol('=');
        const MyToken& token = m_tokens.peek();
        if (!token.isName() && token.type != MyToken::String)
            return;
        const QByteArray name = wordOf(token, m_mode);
        if (seen.contains(name) || name == "default" || name == "binary")
            return;
        seen += name;
        ++(m_isTable ? uses[name].tables : uses[name].others);
    }

    MyNeeds& m_needs;
    const bool m_isTable;
    const MyLexMode m_mode;
    MyTokens m_tokens;
    int m_depth = 0;
    bool m_columnsOpen = true, m_hasType = false, m_hasWideTimestamp = false;
    QSet<QByteArray> m_seenCollations, m_seenCharsets, m_seenEngines, m_bareNames;
};

bool saysPrimaryKey(const MyEntry& entry, MyLexMode mode, MyReader reader)
{
    for (MyTokens tokens(entry.definition, mode, reader); !tokens.peek().isEnd(); tokens.take()) {
        if (tokens.takeWords({"PRIMARY", "KEY"}))
            return true;
    }
    return false;
}

void countSetting(QMap<QByteArray, MyUse>& uses, const QByteArray& name)
{
    if (!name.isEmpty() && name != "binary")
        ++uses[name.toLower()].others;
}

} // namespace

MyNeeds MyNeeds::of(const QList<const MyDatabase*>& databases, const QList<MySettings>& settings, MyReader reader)
{
    MyNeeds needs;
    QSet<int> used;
    for (const MyDatabase* database : databases) {
        countSetting(needs.collations, database->collation);
        countSetting(needs.charsets, database->charset);
        QSet<QByteArray> withKey;
        QByteArrayList tables;
        for (const MyEntry& entry : database->entries) {
            const MyLexMode mode = lexModeOf(settings.value(entry.settings));
            used += entry.settings;
            DefinitionReader(needs, entry, mode, reader).read();
            if (!entry.definer.isEmpty())
                ++needs.definers[entry.definer];
            needs.events += entry.kind == "EVENT";
            if (entry.kind == "TABLE")
                tables += entry.name;
            if ((entry.kind == "TABLE" || entry.kind == "ALTER") && saysPrimaryKey(entry, mode, reader))
                withKey += entry.kind == "TABLE" ? entry.name : entry.table;
        }
        std::ranges::copy_if(tables, std::back_inserter(needs.withoutPrimaryKey), [&](const QByteArray& table) { return !withKey.contains(table); });
    }
    for (const int one : used) {
        countSetting(needs.collations, settings.value(one).collation);
        countSetting(needs.charsets, settings.value(one).charset);
    }
    return needs;
}

} // namespace bakferry
