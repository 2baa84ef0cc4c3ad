#include "engines/postgresql/server/pglocale.h"

#include "engines/displaytext.h"

#include <QtGlobal>

namespace bakferry {

namespace {

QByteArray fittingLocale(PgConnection& connection, const QByteArray& encoding, const std::optional<PgCatalogDatabase>& old)
{
    const auto template0 = findDatabase(connection, QByteArray("template0"));
    QByteArrayList candidates;
    if (old)
        candidates += old->collate;
    if (template0 && *template0)
        candidates += (*template0)->collate;
    const bool utf8 = pgIsUtf8(encoding.isEmpty() && template0 && *template0 ? (*template0)->encoding : encoding);
    for (const QByteArray& candidate : std::as_const(candidates)) {
        if (!candidate.isEmpty() && pgLocaleIsUtf8(candidate).value_or(utf8) == utf8)
            return candidate;
    }
    return "C";
}

} // namespace

// This setting is checked with the same setlocale() that CREATE DATABASE uses, may be set by anybody, and is taken back with the
// transaction.
std::optional<bool> pgHasLocale(PgConnection& connection, const QByteArray& locale)
{
    const Result<PgAnswer> set = connection.query("SELECT pg_catalog.set_config('lc_monetary', $1, true)", {locale});
    if (set)
        return true;
    return connection.lastState() == "22023" ? std::optional(false) : std::nullopt; // invalid_parameter_value
}

bool pgIsUtf8(QByteArrayView encoding) { return encoding.compare("UTF8", Qt::CaseInsensitive) == 0 || encoding.compare("UTF-8", Qt::CaseInsensitive) == 0; }

std::optional<bool> pgLocaleIsUtf8(const QByteArray& locale)
{
    const qsizetype dot = locale.lastIndexOf('.');
    return dot < 0 ? std::nullopt : std::optional(pgIsUtf8(QByteArrayView(locale).sliced(dot + 1)));
}

PgFittedShape fitPgLocale(PgConnection& connection, const PgOptions& options, PgDatabase shape, const std::optional<PgCatalogDatabase>& old)
{
    PgFittedShape fitted{std::move(shape), {}};
    if (!options.locale.isEmpty() || fitted.shape.locale.isEmpty())
        return fitted;
    for (QByteArray* locale : {&fitted.shape.locale, &fitted.shape.ctype}) {
        if (locale->isEmpty() || pgHasLocale(connection, *locale) != false)
            continue;
        const QByteArray instead = fittingLocale(connection, fitted.shape.encoding, old);
        fitted.replaced = {QT_TRANSLATE_NOOP("Message", "The server's machine does not have the backup's locale %1; text in the new database is sorted by %2. Rows and objects are the same."),
                           {displayBytes(*locale), displayBytes(instead)}};
        *locale = instead;
    }
    return fitted;
}

} // namespace bakferry
