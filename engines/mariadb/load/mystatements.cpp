#include "engines/mariadb/load/mystatements.h"

#include "engines/mariadb/load/myoldsyntax.h"
#include "engines/mariadb/script/mysession.h"
#include "engines/mariadb/server/myconnection.h"
#include "engines/script/myencoding.h"

#include <algorithm>
#include <optional>
#include <vector>

namespace bakferry {

namespace {

std::vector<MyToken> tokensOf(QByteArrayView sql, MyLexMode mode)
{
    std::vector<MyToken> all;
    for (MyTokens tokens(sql, mode); !tokens.peek().isEnd();)
        all.push_back(tokens.take());
    return all;
}

/// One statement while it is changed.
class Rewriting
{
public:
    Rewriting(const QByteArray& sql, MyLexMode mode, const QByteArray& charset) : m_sql(sql), m_mode(mode), m_charset(charset), m_tokens(tokensOf(sql, mode)) { }

    std::size_t size() const { return m_tokens.size(); }
    const MyToken& at(std::size_t i) const
    {
        static const MyToken end;
        return i < m_tokens.size() ? m_tokens[i] : end;
    }
    QByteArray name(std::size_t i) const
    {
        const QByteArray bytes = myIdentifier(at(i), m_mode);
        return myToUtf8(bytes, m_charset).value_or(bytes);
    }
    QByteArray inCharset(const QByteArray& utf8) const { return myFromUtf8(utf8, m_charset).value_or(utf8); }
    void replace(qsizetype begin, qsizetype end, const QByteArray& with) { m_edits.push_back({begin, end, with}); }
    MyLexMode mode() const { return m_mode; }

    QByteArray result()
    {
        if (m_edits.empty())
            return m_sql;
        std::ranges::stable_sort(m_edits, {}, &MyTextEdit::begin);
        QByteArray out;
        qsizetype from = 0;
        for (const MyTextEdit& edit : m_edits) {
            if (edit.begin < from)
                continue;
            out += QByteArrayView(m_sql).sliced(from, edit.begin - from);
            out += edit.with;
            from = edit.end;
        }
        return out + m_sql.sliced(from);
    }

private:
    const QByteArray m_sql;
    const MyLexMode m_mode;
    const QByteArray m_charset;
    const std::vector<MyToken> m_tokens;
    std::vector<MyTextEdit> m_edits;
};

bool isBehindTableWord(const Rewriting& sql, std::size_t i)
{
    static const char* const words[] = {"FROM", "JOIN", "STRAIGHT_JOIN", "INTO", "UPDATE", "TABLE", "REFERENCES", "CALL", "VIEW", "TRIGGER", "PROCEDURE", "FUNCTION", "EVENT",
                                        "SEQUENCE", "EXISTS", "IGNORE", "REPLACE"};
    return i > 0 && std::ranges::any_of(words, [&](const char* word) { return sql.at(i - 1).isWord(word); });
}

/// Finds "database." in front of names.
class NameMapper
{
public:
    NameMapper(const MyStatements& statements, const QByteArray& own, Rewriting& sql) : m_statements(statements), m_own(own), m_sql(sql) { }

    /// @param bodyBegin  index of the first token of a body that is kept as text
    void map(std::size_t bodyBegin)
    {
        for (std::size_t i = 0; i + 2 < m_sql.size(); ++i) {
            if (!m_sql.at(i).isName() || !m_sql.at(i + 1).isSymbol('.') || !m_sql.at(i + 2).isName() || (i > 0 && m_sql.at(i - 1).isSymbol('.')))
                continue;
            const QByteArray name = m_sql.name(i);
            const MyStatements::Names* names = m_statements.databaseNamed(name);
            if (!names || !meansDatabase(i, *names))
                continue;
            if (i >= bodyBegin) {
                if (names->wanted != name)
                    m_sql.replace(m_sql.at(i).offset, m_sql.at(i).end(), quoted(names->wanted));
            } else if (name == m_own) {
                m_sql.replace(m_sql.at(i).offset, m_sql.at(i + 2).offset, {});
            } else {
                m_sql.replace(m_sql.at(i).offset, m_sql.at(i).end(), quoted(names->staging));
            }
        }
    }

private:
    QByteArray quoted(const QByteArray& name) const { return m_sql.inCharset(quotedMyName(name)); }

    // "a.b" may as well be a column of the table a.
    bool meansDatabase(std::size_t i, const MyStatements::Names& names) const
    {
        if (m_sql.at(i + 3).isSymbol('.') || isBehindTableWord(m_sql, i))
            return true;
        const QByteArray second = m_sql.name(i + 2);
        if (m_sql.at(i + 3).isSymbol('('))
            return names.routines.contains(second);
        const MyStatements::Names* own = m_statements.databaseNamed(m_own);
        return names.tables.contains(second) && !(own && own->tables.contains(m_sql.name(i)));
    }

    const MyStatements& m_statements;
    const QByteArray m_own;
    Rewriting& m_sql;
};

// The clause before the kind of the object: DEFINER = user [@ host], DEFINER = CURRENT_USER [()].
void rewriteDefiner(Rewriting& sql, MyOptions::Definers definers)
{
    if (definers == MyOptions::Definers::Keep)
        return;
    for (std::size_t i = 0; i + 2 < std::min<std::size_t>(sql.size(), 24); ++i) {
        if (!sql.at(i).isWord("DEFINER") || !sql.at(i + 1).isSymbol('='))
            continue;
        std::size_t last = i + 2;
        if (sql.at(last + 1).type == MyToken::Variable)
            ++last;
        else if (sql.at(last + 1).isSymbol('@'))
            last += 2;
        else if (sql.at(last + 1).isSymbol('('))
            last += 2;
        const bool drop = definers == MyOptions::Definers::Drop;
        sql.replace(drop ? sql.at(i).offset : sql.at(i + 2).offset, sql.at(last).end(), drop ? QByteArray() : QByteArray("CURRENT_USER"));
        return;
    }
}

void rewriteCollations(Rewriting& sql, const QMap<QByteArray, QByteArray>& collations)
{
    if (collations.isEmpty())
        return;
    for (std::size_t i = 0; i < sql.size(); ++i) {
        if (!sql.at(i).isWord("COLLATE"))
            continue;
        const std::size_t at = sql.at(i + 1).isSymbol('=') ? i + 2 : i + 1;
        const MyToken& token = sql.at(at);
        const QByteArray name = (token.type == MyToken::String ? myStringValue(token, sql.mode()) : sql.name(at)).toLower();
        if (const auto found = collations.constFind(name); found != collations.cend())
            sql.replace(token.offset, token.end(), *found);
    }
}

void rewriteEngines(Rewriting& sql, const QMap<QByteArray, QByteArray>& engines)
{
    for (std::size_t i = 0; !engines.isEmpty() && i < sql.size(); ++i) {
        if (!sql.at(i).isWord("ENGINE") && !sql.at(i).isWord("TYPE"))
            continue;
        const std::size_t at = sql.at(i + 1).isSymbol('=') ? i + 2 : i + 1;
        if (!sql.at(at).isName())
            continue;
        if (const auto found = engines.constFind(sql.name(at).toLower()); found != engines.cend())
            sql.replace(sql.at(at).offset, sql.at(at).end(), *found);
    }
}

// Where [ON COMPLETION [NOT] PRESERVE] [ENABLE | DISABLE [ON SLAVE]] [COMMENT …] DO … tells the state. @returns ENABLE, or an empty place
// where it could be told; nothing when it is disabled.
std::optional<MyTextEdit> enabledStateOf(const Rewriting& sql)
{
    for (std::size_t i = 0; i < sql.size(); ++i) {
        const MyToken& token = sql.at(i);
        if (token.isWord("DISABLE"))
            return {};
        if (token.isWord("ENABLE"))
            return MyTextEdit{token.offset, token.end(), "DISABLE"};
        if (token.isWord("DO") || token.isWord("COMMENT"))
            return MyTextEdit{token.offset, token.offset, "DISABLE "};
    }
    return {};
}

// Index of the first token that is kept as text.
std::size_t bodyOf(const MyEntry& entry, const Rewriting& sql)
{
    const auto behind = [&](std::initializer_list<const char*> words) {
        for (std::size_t i = 0; i < sql.size(); ++i) {
            std::size_t at = i;
            const bool all = std::ranges::all_of(words, [&](const char* word) { return sql.at(at++).isWord(word); });
            if (all)
                return i + words.size();
        }
        return sql.size();
    };
    if (entry.kind == "TRIGGER")
        return behind({"EACH", "ROW"});
    if (entry.kind == "EVENT")
        return behind({"SCHEDULE"});
    if (entry.kind == "PACKAGE" || entry.kind == "PACKAGE BODY" || entry.kind == "FUNCTION" || entry.kind == "PROCEDURE") {
        for (std::size_t i = 0; i < sql.size(); ++i) {
            if (sql.at(i).isSymbol('(') || ((sql.at(i).isWord("AS") || sql.at(i).isWord("IS")) && i > 2))
                return i;
        }
    }
    return sql.size();
}

} // namespace

const MyStatements::Names* MyStatements::databaseNamed(const QByteArray& name) const
{
    const auto found = m_databases.constFind(name);
    return found == m_databases.cend() ? nullptr : &*found;
}

QByteArray MyStatements::of(const MyEntry& entry, const QByteArray& database, MyLexMode mode, const QByteArray& charset) const
{
    const QByteArray definition = m_options.oldSyntax ? myModernSyntax(entry.definition, mode) : entry.definition;
    Rewriting sql(definition, mode, charset);
    NameMapper(*this, database, sql).map(bodyOf(entry, sql));
    rewriteCollations(sql, m_options.collations);
    if (entry.kind == "TABLE")
        rewriteEngines(sql, m_options.engines);
    else
        rewriteDefiner(sql, m_options.definers);
    if (const auto enabled = entry.kind == "EVENT" ? enabledStateOf(sql) : std::nullopt)
        sql.replace(enabled->begin, enabled->end, enabled->with);
    return sql.result();
}

QByteArray MyStatements::inOrder(const QByteArray& statement, const QByteArray& database, MyLexMode mode, const QByteArray& charset) const
{
    Rewriting sql(statement, mode, charset);
    NameMapper(*this, database, sql).map(sql.size());
    return sql.result();
}

bool isMyEventEnabled(const MyEntry& event, MyLexMode mode) { return enabledStateOf(Rewriting(event.definition, mode, {})).has_value(); }

MyLexMode myLexModeOf(const MySettings& settings)
{
    MyLexMode mode;
    mode.encoding = myEncodingOf(settings.charset);
    mode.ansiQuotes = hasMySqlMode(settings.sqlMode.value_or(QByteArray()), "ANSI_QUOTES");
    mode.backslashEscapes = !hasMySqlMode(settings.sqlMode.value_or(QByteArray()), "NO_BACKSLASH_ESCAPES");
    return mode;
}

} // namespace bakferry
