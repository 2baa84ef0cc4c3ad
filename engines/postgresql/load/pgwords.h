#pragma once
#include "engines/postgresql/pgbackup.h"
#include "engines/script/pgtokens.h"

#include <QByteArray>
#include <QByteArrayList>
#include <QByteArrayView>

#include <vector>

namespace bakferry {

/// One word, name, literal or sign of a piece of SQL. A view into the text it was read from.
struct PgWord
{
    enum class Kind { Word, QuotedName, Literal, Sign } kind = Kind::Sign;
    QByteArrayView text; ///< as it stands, quotes included
    qsizetype offset = 0;

    /// @param keyword  in upper case
    bool is(QByteArrayView keyword) const;
    bool isName() const { return kind == Kind::Word || kind == Kind::QuotedName; }
    /// The name that an identifier means: quotes undone, or folded to lower case.
    QByteArray name() const;
    qsizetype end() const { return offset + text.size(); }
};

/// Words of a few SQL statements; comments are left out. For definitions that are held in memory anyhow, never for data.
/// @param most  stop after so many words
std::vector<PgWord> pgWordsOf(QByteArrayView sql, std::size_t most = std::size_t(-1), PgLexMode mode = {});

/// The words of a definition, without the SELECT set_config(…) lines that a script's reader may have put before it.
std::vector<PgWord> pgDefinitionWords(QByteArrayView definition, std::size_t most = std::size_t(-1));

/// The statements in `sql` without their semicolons; those inside BEGIN ATOMIC … END stay with their function.
QByteArrayList pgStatementsOf(const QByteArray& sql, PgLexMode mode = {});

/// A name, perhaps qualified, as it stands in a statement.
struct PgNameAt
{
    QByteArray schema, name;  ///< what it means; schema empty: not qualified
    QByteArray text;          ///< as it stands: "s"."t"
    std::size_t next = 0;     ///< index of the word after it
    bool isValid() const { return !text.isEmpty(); }
};
/// @returns an invalid name when no name begins at `at`
PgNameAt pgNameAt(QByteArrayView sql, const std::vector<PgWord>& words, std::size_t at);

/// How the SQL of a dump is to be read, by its own settings.
PgLexMode pgLexModeOf(const PgDatabase& database);

} // namespace bakferry
