#include "engines/postgresql/archive/pgdatabasefacts.h"

#include <optional>

namespace bakferry {

namespace {

/// Words, quoted literals and quoted identifiers (without their quotes, doubled ones halved) and single signs of a short statement.
QByteArrayList tokensOf(QByteArrayView sql)
{
    QByteArrayList tokens;
    for (qsizetype i = 0; i < sql.size();) {
        const char c = sql[i];
        if (c == ' ' || c == '\n' || c == '\t' || c == '\r') {
            ++i;
        } else if (c == '\'' || c == '"') {
            QByteArray token;
            for (++i; i < sql.size() && (sql[i] != c || (i + 1 < sql.size() && sql[i + 1] == c)); ++i) {
                i += sql[i] == c ? 1 : 0;
                token += sql[i];
            }
            ++i;
            tokens += token;
        } else if (QByteArrayView("=;,()").indexOf(c) >= 0) {
            tokens += QByteArray(1, c);
            ++i;
        } else {
            const qsizetype begin = i;
            while (i < sql.size() && QByteArrayView(" \n\t\r'\"=;,()").indexOf(sql[i]) < 0)
                ++i;
            tokens += sql.sliced(begin, i - begin).toByteArray();
        }
    }
    return tokens;
}

void readOption(PgDatabase& database, const QByteArray& name, const QByteArray& value)
{
    if (name == "ENCODING")
        database.encoding = value;
    else if (name == "LOCALE")
        database.locale = database.ctype = value;
    else if (name == "LC_COLLATE")
        database.locale = value;
    else if (name == "LC_CTYPE")
        database.ctype = value;
    else if (name == "LOCALE_PROVIDER")
        database.localeProvider = value;
    else if (name == "ICU_LOCALE" || name == "BUILTIN_LOCALE")
        database.icuLocale = value;
    else if (name == "TABLESPACE")
        database.tablespace = value;
    else if (name == "LIMIT") // CONNECTION LIMIT
        database.connectionLimit = value.toLongLong();
}

// CREATE DATABASE name WITH option = value …;
void readCreateDatabase(PgDatabase& database, const PgEntry& entry)
{
    const QByteArrayList tokens = tokensOf(entry.definition);
    if (tokens.size() < 3 || tokens[0] != "CREATE" || tokens[1] != "DATABASE")
        return;
    if (database.name.isEmpty())
        database.name = tokens[2];
    database.owner = entry.owner;
    for (qsizetype i = 4; i + 2 < tokens.size(); ++i) {
        if (tokens[i + 1] == "=")
            readOption(database, tokens[i], tokens[i + 2]);
    }
}

// SET name = 'value';   or   SELECT pg_catalog.set_config('name', 'value', false);
std::optional<QByteArray> settingOf(QByteArrayView definition)
{
    const QByteArrayList tokens = tokensOf(definition);
    if (tokens.size() >= 4 && tokens[0] == "SET" && tokens[2] == "=")
        return tokens[1] + '=' + tokens[3];
    if (tokens.size() >= 6 && tokens[1].endsWith("set_config") && tokens[2] == "(" && tokens[4] == ",")
        return tokens[3] + '=' + tokens[5];
    return {};
}

} // namespace

void readPgDatabaseFacts(PgDatabase& database)
{
    for (const PgEntry& entry : database.entries) {
        if (entry.kind == "DATABASE") {
            readCreateDatabase(database, entry);
        } else if (entry.kind == "ENCODING" || entry.kind == "STDSTRINGS" || entry.kind == "SEARCHPATH") {
            if (const std::optional<QByteArray> setting = settingOf(entry.definition))
                database.settings += *setting;
        }
    }
}

} // namespace bakferry
