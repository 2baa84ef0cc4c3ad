#include "engines/mariadb/load/myoldsyntax.h"

#include <QList>

namespace bakferry {

namespace {

class Modernizer
{
public:
    Modernizer(const QByteArray& statement, MyLexMode mode) : m_statement(statement), m_tokens(statement, mode) { }

    QByteArray result()
    {
        if (!m_tokens.takeWord("CREATE"))
            return m_statement;
        m_tokens.takeWord("TEMPORARY");
        if (!m_tokens.takeWord("TABLE"))
            return m_statement;
        m_tokens.takeWords({"IF", "NOT", "EXISTS"});
        quote(m_tokens.take());
        if (!m_tokens.takeSymbol('('))
            return m_statement;
        while (readItem()) { }
        readTail();
        return edited();
    }

private:
    void quote(const MyToken& token)
    {
        if (token.type == MyToken::Word)
            m_edits += MyTextEdit{token.offset, token.end(), '`' + token.text.toByteArray() + '`'};
    }

    // @returns false behind the last one
    bool readItem()
    {
        static const char* const keyWords[] = {"PRIMARY", "UNIQUE", "FULLTEXT", "SPATIAL", "CONSTRAINT", "FOREIGN", "CHECK", "KEY", "INDEX"};
        bool isKey = false;
        for (const char* word : keyWords)
            isKey = m_tokens.takeWord(word) || isKey;
        if (isKey) {
            if (m_tokens.peek().isName())
                quote(m_tokens.take()); // its name
            readKeyColumns();
        } else {
            quote(m_tokens.take());
            readType();
        }
        for (int depth = 0; !m_tokens.peek().isEnd();) {
            const MyToken token = m_tokens.take();
            if (depth == 0 && (token.isSymbol(',') || token.isSymbol(')')))
                return token.isSymbol(',');
            depth += token.isSymbol('(') ? 1 : token.isSymbol(')') ? -1 : 0;
        }
        return false;
    }

    void readKeyColumns()
    {
        if (!m_tokens.takeSymbol('('))
            return;
        do {
            quote(m_tokens.take());
            if (m_tokens.peek().isSymbol('('))
                m_tokens.skipParentheses();
            if (!m_tokens.takeWord("ASC"))
                m_tokens.takeWord("DESC");
        } while (m_tokens.takeSymbol(','));
        m_tokens.takeSymbol(')');
    }

    void readType()
    {
        const bool hadWidth = m_tokens.takeWord("TIMESTAMP") || m_tokens.takeWord("TIME");
        if (!hadWidth || !m_tokens.peek().isSymbol('('))
            return;
        const qsizetype begin = m_tokens.peek().offset;
        m_tokens.take();
        const bool isOldWidth = m_tokens.peek().text.toInt() > 6; // up to 6 are digits of a fraction
        while (!m_tokens.peek().isEnd() && !m_tokens.takeSymbol(')'))
            m_tokens.take();
        if (isOldWidth)
            m_edits += MyTextEdit{begin, m_tokens.position(), {}};
    }

    void readTail()
    {
        while (!m_tokens.peek().isEnd()) {
            const MyToken token = m_tokens.take();
            if (token.isWord("TYPE") && m_tokens.peek().isSymbol('='))
                m_edits += MyTextEdit{token.offset, token.end(), "ENGINE"};
        }
    }

    QByteArray edited() const
    {
        QByteArray out;
        qsizetype from = 0;
        for (const MyTextEdit& edit : m_edits) {
            out += QByteArrayView(m_statement).sliced(from, edit.begin - from);
            out += edit.with;
            from = edit.end;
        }
        return out + m_statement.sliced(from);
    }

    const QByteArray m_statement;
    MyTokens m_tokens;
    QList<MyTextEdit> m_edits;
};

} // namespace

QByteArray myModernSyntax(const QByteArray& statement, MyLexMode mode) { return Modernizer(statement, mode).result(); }

} // namespace bakferry
