#include "engines/mariadb/load/mytableparts.h"

#include <algorithm>
#include <optional>
#include <vector>

namespace bakferry {

namespace {

/// One part of the list between the parentheses of a CREATE TABLE.
struct Item
{
    enum Kind { Column, PrimaryKey, Unique, Key, FullText, Foreign, Other } kind = Other;
    qsizetype begin = 0, end = 0; ///< of its text: all from the comma before it to the one behind it, comments included
    bool versioned = false;       ///< a token of it stands in a comment with a version, or the comma before it does
    bool isAutoIncrement = false;
    bool isPrimaryColumn = false; ///< "id int PRIMARY KEY"
    QByteArray firstColumn;       ///< of a key, or the column itself; lower case
    MyQualifiedName references;
};

class Reader
{
public:
    Reader(const QByteArray& definition, MyLexMode mode) : m_definition(definition), m_mode(mode), m_tokens(definition, mode) { }

    /// @returns false where the statement is none that can be cut
    bool read()
    {
        if (!m_tokens.takeWord("CREATE"))
            return false;
        while (!m_tokens.peek().isEnd() && !m_tokens.takeWord("TABLE"))
            m_tokens.take();
        m_tokens.takeWords({"IF", "NOT", "EXISTS"});
        if (!takeMyName(m_tokens, name) || !m_tokens.peek().isSymbol('('))
            return false;
        m_tokens.take();
        listBegin = m_tokens.position();
        for (bool more = true; more;) {
            if (!readItem(more))
                return false;
        }
        readTail();
        return true;
    }

    MyQualifiedName name;
    std::vector<Item> items;
    qsizetype listBegin = 0, listEnd = 0; ///< between the parentheses
    QByteArray engine;                    ///< lower case; empty: none named
    bool cannotCut = false;

private:
    bool readItem(bool& more)
    {
        Item item;
        item.versioned = m_commaVersioned;
        item.begin = m_tokens.position();
        readHead(item);
        for (int depth = 0;;) {
            const MyToken token = m_tokens.peek();
            if (token.isEnd())
                return false;
            if (depth == 0 && (token.isSymbol(',') || token.isSymbol(')'))) {
                more = token.isSymbol(',');
                item.end = listEnd = token.offset;
                m_commaVersioned = token.versioned;
                item.versioned = item.versioned || token.versioned;
                m_tokens.take();
                break;
            }
            depth += token.isSymbol('(') ? 1 : token.isSymbol(')') ? -1 : 0;
            takeToken(item);
        }
        items.push_back(item);
        return true;
    }

    // CONSTRAINT name, then the words that say what it is.
    void readHead(Item& item)
    {
        item.versioned = item.versioned || m_tokens.peek().versioned;
        if (takeHeadWord(item, "CONSTRAINT")) {
            const MyToken& next = m_tokens.peek();
            const bool isNamed = !next.isWord("PRIMARY") && !next.isWord("UNIQUE") && !next.isWord("FOREIGN") && !next.isWord("CHECK");
            if (isNamed)
                takeToken(item);
        }
        if (takeHeadWord(item, "PRIMARY"))
            item.kind = Item::PrimaryKey;
        else if (takeHeadWord(item, "UNIQUE"))
            item.kind = Item::Unique;
        else if (takeHeadWord(item, "FOREIGN"))
            item.kind = Item::Foreign;
        else if (takeHeadWord(item, "FULLTEXT"))
            item.kind = Item::FullText;
        else if (takeHeadWord(item, "KEY") || takeHeadWord(item, "INDEX") || takeHeadWord(item, "SPATIAL"))
            item.kind = Item::Key;
        else if (m_tokens.peek().isWord("CHECK") || m_tokens.peek().isWord("PERIOD") || m_tokens.peek().isWord("LIKE"))
            item.kind = Item::Other;
        else if (m_tokens.peek().isName()) {
            item.kind = Item::Column;
            item.firstColumn = myIdentifier(takeToken(item), m_mode).toLower();
        }
    }

    bool takeHeadWord(Item& item, const char* word)
    {
        if (!m_tokens.peek().isWord(word))
            return false;
        takeToken(item);
        return true;
    }

    MyToken takeToken(Item& item)
    {
        const MyToken token = m_tokens.take();
        item.versioned = item.versioned || token.versioned;
        item.isAutoIncrement = item.isAutoIncrement || (item.kind == Item::Column && token.isWord("AUTO_INCREMENT"));
        if (item.kind == Item::Column && token.isWord("PRIMARY"))
            item.isPrimaryColumn = true;
        if (token.isSymbol('(') && item.kind != Item::Column && item.firstColumn.isEmpty() && m_tokens.peek().isName())
            item.firstColumn = myIdentifier(m_tokens.peek(), m_mode).toLower();
        if (token.isWord("REFERENCES"))
            takeMyName(m_tokens, item.references);
        return token;
    }

    void readTail()
    {
        for (; !m_tokens.peek().isEnd();) {
            const MyToken token = m_tokens.take();
            if (token.isWord("ENGINE") || token.isWord("TYPE")) {
                m_tokens.takeSymbol('=');
                if (m_tokens.peek().isName() && engine.isEmpty())
                    engine = myIdentifier(m_tokens.take(), m_mode).toLower();
            }
            // WITH SYSTEM VERSIONING cannot be altered as it is; AS SELECT fills the table at once.
            cannotCut = cannotCut || token.isWord("VERSIONING") || token.isWord("SELECT");
        }
    }

    const QByteArray& m_definition;
    const MyLexMode m_mode;
    MyTokens m_tokens;
    bool m_commaVersioned = false;
};

QByteArray autoIncrementColumn(const std::vector<Item>& items)
{
    const auto found = std::ranges::find_if(items, &Item::isAutoIncrement);
    return found == items.end() ? QByteArray() : found->firstColumn;
}

bool isKey(const Item& item) { return item.kind == Item::Unique || item.kind == Item::Key || item.kind == Item::FullText; }

// Index of the last key that must be there before the rows; -1: none.
int lastKeyToKeep(const std::vector<Item>& items)
{
    const auto isPrimary = [](const Item& item) { return item.kind == Item::PrimaryKey || item.isPrimaryColumn; };
    const bool hasPrimary = std::ranges::any_of(items, isPrimary);
    const QByteArray counted = autoIncrementColumn(items);
    bool needsKey = !counted.isEmpty() && std::ranges::none_of(items, [&](const Item& item) { return isPrimary(item) && item.firstColumn == counted; });
    int last = -1;
    for (int i = 0; i < int(items.size()); ++i) {
        const Item& item = items[std::size_t(i)];
        const bool givesCounter = needsKey && isKey(item) && item.firstColumn == counted;
        if (givesCounter || (isKey(item) && item.versioned) || (!hasPrimary && item.kind == Item::Unique))
            last = i;
        needsKey = needsKey && !givesCounter;
    }
    return last;
}

} // namespace

MyTableParts myTableParts(const QByteArray& definition, MyLexMode mode, MyCut cut, bool defaultIsInnoDb)
{
    MyTableParts parts;
    parts.create = definition;
    Reader reader(definition, mode);
    if (!reader.read())
        return parts;
    parts.name = definition.sliced(reader.name.nameBegin, reader.name.end - reader.name.nameBegin);
    const bool isInnoDb = reader.engine.isEmpty() ? defaultIsInnoDb : reader.engine == "innodb";
    const int lastKept = lastKeyToKeep(reader.items);
    const bool mayCut = isInnoDb && !reader.cannotCut;
    QByteArrayList kept;
    for (int i = 0; i < int(reader.items.size()); ++i) {
        const Item& item = reader.items[std::size_t(i)];
        const QByteArray text = definition.sliced(item.begin, item.end - item.begin);
        if (mayCut && item.kind == Item::Foreign && !item.versioned)
            parts.foreignKeys += {text, item.references};
        else if (mayCut && cut == MyCut::KeysToo && isKey(item) && i > lastKept)
            (item.kind == Item::FullText ? parts.fullTextKeys : parts.keys) += text;
        else {
            parts.keepsUnique = parts.keepsUnique || item.kind == Item::Unique;
            kept += text;
        }
    }
    if (kept.size() == qsizetype(reader.items.size()))
        return parts;
    parts.create = definition.first(reader.listBegin) + kept.join(',') + definition.sliced(reader.listEnd);
    return parts;
}

} // namespace bakferry
