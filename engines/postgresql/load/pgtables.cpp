#include "engines/postgresql/load/pgtables.h"

#include "engines/postgresql/load/pgwords.h"

#include <algorithm>

namespace bakferry {

namespace {

using Words = std::vector<PgWord>;

std::size_t indexOf(const Words& words, const char* keyword, std::size_t from = 0)
{
    const auto at = std::find_if(words.begin() + std::ptrdiff_t(qMin(from, words.size())), words.end(), [&](const PgWord& word) { return word.is(keyword); });
    return std::size_t(at - words.begin());
}

// The table whose name stands behind words[at], past ONLY and IF EXISTS.
PgTableName tableAfter(const PgEntry& entry, const Words& words, std::size_t at)
{
    ++at;
    while (at < words.size() && (words[at].is("ONLY") || words[at].is("IF") || words[at].is("EXISTS")))
        ++at;
    const PgNameAt name = pgNameAt(entry.definition, words, at);
    return name.isValid() ? PgTableName{name.schema.isEmpty() ? entry.schema : name.schema, name.name} : PgTableName{};
}

void add(PgTablesTouched& touched, const PgTableName& table)
{
    if (!table.name.isEmpty())
        touched.tables += table;
}

} // namespace

PgTablesTouched tablesTouchedBy(const PgEntry& entry)
{
    PgTablesTouched touched;
    const Words words = pgDefinitionWords(entry.definition, 400);
    if (words.size() < 3)
        return touched;
    if (words[0].is("ALTER") && (words[1].is("TABLE") || words[1].is("FOREIGN"))) {
        add(touched, tableAfter(entry, words, indexOf(words, "TABLE")));
        if (const std::size_t references = indexOf(words, "REFERENCES"); entry.kind == "FK CONSTRAINT" && references < words.size())
            add(touched, tableAfter(entry, words, references));
    } else if (words[0].is("CREATE")) {
        // CREATE RULE's ON names an event, its TO the table; all others have ON before the table.
        const bool isRule = words[1].is("RULE") || (words.size() > 3 && words[3].is("RULE"));
        const bool isIndex = words[1].is("INDEX") || words[2].is("INDEX");
        if (isRule || isIndex || indexOf(words, "TRIGGER") < 4 || words[1].is("POLICY"))
            add(touched, tableAfter(entry, words, indexOf(words, isRule ? "TO" : "ON")));
        // A second statement in the definition (CLUSTER ON, REPLICA IDENTITY) wants the table for itself.
        touched.isShared = isIndex && indexOf(words, ";") + 1 >= words.size();
    }
    return touched;
}

PgCopyTarget copyTargetOf(const QByteArray& copyStatement)
{
    PgCopyTarget target;
    const Words words = pgWordsOf(copyStatement);
    if (words.empty() || !words[0].is("COPY"))
        return target;
    const PgNameAt name = pgNameAt(copyStatement, words, 1);
    target.relation = name.text;
    target.table = {name.schema, name.name};
    const std::size_t from = indexOf(words, "FROM", name.next);
    std::size_t last = words.size();
    while (last > 0 && words[last - 1].is(";"))
        --last;
    target.isPlainText = name.isValid() && from + 2 == last && words[from + 1].is("STDIN");
    target.head = last > 0 ? copyStatement.first(words[last - 1].end()) : copyStatement;
    return target;
}

} // namespace bakferry
