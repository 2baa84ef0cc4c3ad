#include "tests/support/tds/tsqltext.h"

namespace bakferry {

using namespace Qt::StringLiterals;

namespace {

bool isWordPart(QChar c) { return c.isLetterOrNumber() || c == u'_' || c == u'#' || c == u'$' || c == u'@'; }

// What stands between two quotes, the closing one doubled where it is meant. @returns false when it never ends
bool takeQuoted(const QString& text, qsizetype& at, QChar close, QString* value)
{
    for (++at; at < text.size(); ++at) {
        if (text[at] != close) {
            *value += text[at];
        } else if (at + 1 < text.size() && text[at + 1] == close) {
            *value += close;
            ++at;
        } else {
            ++at;
            return true;
        }
    }
    return false;
}

bool skipComment(const QString& text, qsizetype& at)
{
    if (QStringView(text).sliced(at).startsWith(u"--")) {
        const qsizetype end = text.indexOf(u'\n', at);
        at = end < 0 ? text.size() : end;
        return true;
    }
    if (!QStringView(text).sliced(at).startsWith(u"/*"))
        return false;
    int depth = 0; // comments nest in T-SQL
    while (at < text.size()) {
        const QStringView here = QStringView(text).sliced(at);
        const int step = here.startsWith(u"/*") ? 1 : here.startsWith(u"*/") ? -1 : 0;
        depth += step;
        at += step == 0 ? 1 : 2;
        if (depth == 0)
            break;
    }
    return true;
}

// @returns false when a quote is never closed
bool takeToken(const QString& text, qsizetype& at, TsqlToken* token)
{
    const QChar c = text[at];
    if (c == u'\'' || ((c == u'N' || c == u'n') && at + 1 < text.size() && text[at + 1] == u'\'')) {
        at += c == u'\'' ? 0 : 1;
        token->kind = TsqlToken::Text;
        return takeQuoted(text, at, u'\'', &token->value);
    }
    if (c == u'[' || c == u'"') {
        token->kind = TsqlToken::Name;
        return takeQuoted(text, at, c == u'[' ? u']' : u'"', &token->value);
    }
    if (!isWordPart(c)) {
        token->value = text[at++];
        return true;
    }
    token->kind = c.isDigit() ? TsqlToken::Number : c == u'@' ? TsqlToken::Variable : TsqlToken::Word;
    while (at < text.size() && (isWordPart(text[at]) || (token->kind == TsqlToken::Number && text[at] == u'.')))
        token->value += text[at++];
    return true;
}

} // namespace

QList<QList<TsqlToken>> tsqlStatements(const QString& batch)
{
    QList<QList<TsqlToken>> statements{{}};
    for (qsizetype at = 0; at < batch.size();) {
        if (batch[at].isSpace()) {
            ++at;
            continue;
        }
        if (skipComment(batch, at))
            continue;
        TsqlToken token;
        if (!takeToken(batch, at, &token))
            return {};
        if (token.isSymbol(u';'))
            statements += QList<TsqlToken>();
        else
            statements.last() += token;
    }
    statements.removeIf([](const QList<TsqlToken>& one) { return one.isEmpty(); });
    return statements;
}

QString tsqlForSqlite(const QList<TsqlToken>& statement)
{
    QString sql;
    for (const TsqlToken& token : statement) {
        const bool joins = token.isSymbol(u'.') || sql.endsWith(u'.') || (token.isSymbol(u'=') && (sql.endsWith(u'<') || sql.endsWith(u'>'))) || (token.isSymbol(u'>') && sql.endsWith(u'<'));
        if (!joins && !sql.isEmpty())
            sql += u' ';
        if (token.kind == TsqlToken::Name)
            sql += u'"' + QString(token.value).replace(u'"', u"\"\""_s) + u'"';
        else if (token.kind == TsqlToken::Text)
            sql += u'\'' + QString(token.value).replace(u'\'', u"''"_s) + u'\'';
        else if (token.kind == TsqlToken::Variable)
            sql += u"server_variable('"_s + token.value.toUpper() + u"')"_s;
        else
            sql += token.value;
    }
    return sql;
}

const TsqlToken& TsqlReader::next() const
{
    static const TsqlToken none;
    return isAtEnd() ? none : m_tokens[m_at];
}

bool TsqlReader::take(QLatin1StringView word)
{
    if (!next().isWord(word))
        return false;
    ++m_at;
    return true;
}

bool TsqlReader::takeSymbol(char16_t symbol)
{
    if (!next().isSymbol(symbol))
        return false;
    ++m_at;
    return true;
}

bool TsqlReader::takeAll(std::initializer_list<QLatin1StringView> words)
{
    const qsizetype before = m_at;
    for (const QLatin1StringView word : words) {
        if (!take(word)) {
            m_at = before;
            return false;
        }
    }
    return true;
}

QString TsqlReader::takeName()
{
    if (next().kind != TsqlToken::Name && next().kind != TsqlToken::Word)
        return {};
    return m_tokens[m_at++].value;
}

QString TsqlReader::takeText()
{
    if (next().kind != TsqlToken::Text)
        return {};
    return m_tokens[m_at++].value;
}

qint64 TsqlReader::takeNumber()
{
    if (next().kind != TsqlToken::Number)
        return -1;
    return m_tokens[m_at++].value.toLongLong();
}

} // namespace bakferry
