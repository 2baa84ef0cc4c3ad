#pragma once
#include <QList>
#include <QString>

namespace bakferry {

/// A piece of T-SQL.
struct TsqlToken
{
    enum Kind { Word, Name, Text, Number, Variable, Symbol } kind = Symbol;
    QString value; ///< of names and texts without their quotes, of words as written

    bool isWord(QLatin1StringView word) const { return kind == Word && value.compare(word, Qt::CaseInsensitive) == 0; }
    bool isSymbol(char16_t symbol) const { return kind == Symbol && value.size() == 1 && value[0] == QChar(symbol); }
};

/// The statements of a batch, cut at semicolons; comments left out. Empty when a quote is never closed, as SQL Server refuses the whole batch then.
QList<QList<TsqlToken>> tsqlStatements(const QString& batch);

/// A statement as SQLite reads it: names in double quotes, texts without N, @@X as a call.
QString tsqlForSqlite(const QList<TsqlToken>& statement);

/// Takes a statement apart from its front.
class TsqlReader
{
public:
    explicit TsqlReader(QList<TsqlToken> tokens) : m_tokens(std::move(tokens)) { }
    bool isAtEnd() const { return m_at >= m_tokens.size(); }
    const TsqlToken& next() const;
    bool take(QLatin1StringView word);   ///< takes it if it is next
    bool takeSymbol(char16_t symbol);
    bool takeAll(std::initializer_list<QLatin1StringView> words); ///< all or none
    QString takeName();                  ///< of a database or the like; null: none
    QString takeText();
    qint64 takeNumber();
    QList<TsqlToken> rest() const { return m_tokens.sliced(qMin(m_at, m_tokens.size())); }
    void skip() { ++m_at; }

private:
    QList<TsqlToken> m_tokens;
    qsizetype m_at = 0;
};

} // namespace bakferry
