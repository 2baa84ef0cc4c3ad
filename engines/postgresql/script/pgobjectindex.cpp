#include "engines/postgresql/script/pgobjectindex.h"

namespace bakferry {

namespace {

// Definitions longer than this are bodies of functions, which need nothing before they run.
constexpr qsizetype textLookedThrough = 256 * 1024;
constexpr qsizetype longestNameInLiteral = 300;

QByteArray key(const PgReference& reference, const QByteArray& schema)
{
    return char(reference.of) + (reference.of == PgReference::Other ? reference.kind + '\0' : QByteArray()) + schema + '\0' + reference.name.name;
}

} // namespace

void PgObjectIndex::setSearchPath(const std::optional<QByteArray>& path)
{
    m_path.clear();
    PgTokens tokens(path ? QByteArrayView(*path) : QByteArrayView("\"$user\", public"));
    while (!tokens.peek().isEnd()) {
        const PgToken token = tokens.take();
        const QByteArray schema = token.isName() ? pgIdentifier(token) : QByteArray();
        if (!schema.isEmpty() && schema != "$user" && schema != "pg_catalog")
            m_path += schema;
    }
}

QByteArrayList PgObjectIndex::schemasFor(const PgReference& reference) const
{
    if (!reference.name.schema.isEmpty())
        return {reference.name.schema};
    QByteArrayList schemas = m_path;
    schemas += QByteArray(); // of what lies in no schema
    return schemas;
}

void PgObjectIndex::add(const PgReference& reference, int entry) { m_entries[key(reference, reference.name.schema)] += entry; }

QList<int> PgObjectIndex::find(const PgReference& reference) const
{
    for (const QByteArray& schema : schemasFor(reference)) {
        const auto found = m_entries.constFind(key(reference, schema));
        if (found != m_entries.constEnd())
            return *found;
    }
    return {};
}

QByteArray PgObjectIndex::schemaOf(const PgReference& reference) const
{
    const QByteArrayList schemas = schemasFor(reference);
    for (const QByteArray& schema : schemas) {
        if (m_entries.contains(key(reference, schema)))
            return schema;
    }
    return schemas.first();
}

void PgObjectIndex::findName(const PgObjectName& name, QList<int>& found) const
{
    for (const PgReference::Class of : {PgReference::Relation, PgReference::Type, PgReference::Function}) {
        for (int entry : find({of, name, {}})) {
            if (!found.contains(entry))
                found += entry;
        }
    }
}

QList<int> PgObjectIndex::findInText(QByteArrayView sql, PgLexMode mode) const
{
    QList<int> found;
    PgTokens tokens(sql.first(qMin(sql.size(), textLookedThrough)), mode);
    while (!tokens.peek().isEnd()) {
        if (tokens.peek().isName()) {
            // schema.name.column: whichever part is known
            PgObjectName name;
            do {
                name = {name.name, tokens.peek().isName() ? pgIdentifier(tokens.take()) : QByteArray()};
                findName(name, found);
            } while (tokens.takeSymbol('.'));
            continue;
        }
        const PgToken token = tokens.take();
        if (token.type == PgToken::String && token.text.size() <= longestNameInLiteral && !token.text.startsWith('$')) {
            const QByteArray text = pgStringValue(token, mode);
            PgTokens inner(text);
            const PgObjectName name = takePgName(inner);
            if (inner.peek().isEnd() && !name.isEmpty())
                findName(name, found);
        }
    }
    return found;
}

} // namespace bakferry
