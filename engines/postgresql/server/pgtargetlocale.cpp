// Whether the server can hold the backup's text as it was: locales, encodings, collations.
#include "engines/displaytext.h"
#include "engines/postgresql/server/pglocale.h"
#include "engines/postgresql/server/pgreferences.h"
#include "engines/postgresql/server/pgstaging.h"
#include "engines/postgresql/server/pgtargetlook.h"

#include <QtGlobal>

namespace bakferry {

using namespace Qt::StringLiterals;

namespace {

FixIt localeFix(const QByteArray& locale)
{
    return {"locale", QString::fromUtf8(locale), {QT_TRANSLATE_NOOP("Message", "Use the locale %1"), {displayBytes(locale)}},
            {QT_TRANSLATE_NOOP("Message", "Text will be sorted and letters be told apart by the rules of %1."), {displayBytes(locale)}}};
}

QList<FixIt> localeFixes(const PgTargetLook& look, const std::optional<PgCatalogDatabase>& template0, bool utf8)
{
    QByteArrayList candidates{"C"};
    if (template0)
        candidates.prepend(template0->collate);
    candidates.prepend("C.UTF-8");
    QList<FixIt> fixes;
    for (const QByteArray& locale : std::as_const(candidates)) {
        const bool fits = pgLocaleIsUtf8(locale).value_or(utf8) == utf8;
        const FixIt fix = localeFix(locale);
        if (fits && !fixes.contains(fix) && pgHasLocale(look.connection, locale) == true)
            fixes += fix;
    }
    return fixes;
}

std::optional<Finding> checkEncoding(const PgTargetLook& look, const PgDatabase& shape)
{
    if (shape.encoding.isEmpty())
        return std::nullopt;
    const QStringList names{displayBytes(shape.encoding), displayBytes(shape.locale)};
    const FixIt toUtf8{"encoding", u"UTF8"_s, {QT_TRANSLATE_NOOP("Message", "Use the encoding UTF8"), {}},
                       {QT_TRANSLATE_NOOP("Message", "The server converts the text while it is loaded."), {}}};
    const Result<QByteArray> number = look.connection.value("SELECT pg_catalog.pg_char_to_encoding($1)", {shape.encoding});
    if (!number)
        return pgNotAnswered("encoding", number.error());
    Finding finding;
    if (number->toInt() < 0) {
        finding = blockerFinding("encoding", pgTargetError("target.encoding", {QT_TRANSLATE_NOOP("Message", "The server does not know the encoding %1."), names},
                                                           {QT_TRANSLATE_NOOP("Message", "Choose another encoding for the new database."), {}}));
        finding.fixes += toUtf8;
        return finding;
    }
    const std::optional<bool> locale = pgLocaleIsUtf8(shape.locale);
    if (locale && *locale != pgIsUtf8(shape.encoding) && shape.encoding != "SQL_ASCII") {
        finding = blockerFinding("encoding", pgTargetError("target.encoding", {QT_TRANSLATE_NOOP("Message", "The encoding %1 does not go with the locale %2 on this server."), names},
                                                           {QT_TRANSLATE_NOOP("Message", "Choose another encoding or another locale for the new database."), {}}));
        if (*locale)
            finding.fixes += toUtf8;
        finding.fixes += localeFix("C");
        return finding;
    }
    return passedFinding("encoding", {QT_TRANSLATE_NOOP("Message", "The new database will have the encoding %1."), names});
}

// Sorting rules that need a newer server fall back to those of the C library.
std::optional<Finding> checkProvider(const PgTargetLook& look, const PgDatabase& shape)
{
    const bool isLost = (shape.localeProvider == "icu" && look.version() < 150000) || (shape.localeProvider == "builtin" && look.version() < 170000);
    if (!isLost)
        return std::nullopt;
    return warningFinding("locale", {QT_TRANSLATE_NOOP("Message", "The backup's database sorts by the %1 locale %2; this server cannot do so for a whole database and will sort by %3."),
                                     {displayBytes(shape.localeProvider), displayBytes(shape.icuLocale), displayBytes(shape.locale)}},
                          {QT_TRANSLATE_NOOP("Message", "Restore into a newer server if the order of text matters."), {}});
}

QList<Finding> checkLocaleOf(const PgTargetLook& look, const PgTargetItem& item, const std::optional<PgCatalogDatabase>& template0)
{
    const auto old = findDatabase(look.connection, item.wanted);
    if (!old)
        return {pgNotAnswered("locale", old.error())};
    const auto [shape, replaced] = fitPgLocale(look.connection, look.options, pgShapeOf(look.options, *item.source, *old), *old);
    QList<Finding> findings;
    if (!replaced.isEmpty()) {
        Finding told = passedFinding("locale", replaced);
        told.fixes = localeFixes(look, template0, pgIsUtf8(shape.encoding.isEmpty() && template0 ? template0->encoding : shape.encoding));
        findings += told;
    }
    if (const auto encoding = checkEncoding(look, shape))
        findings += *encoding;
    if (const auto provider = checkProvider(look, shape))
        findings += *provider;
    QByteArrayList locales{shape.locale};
    if (shape.ctype != shape.locale)
        locales += shape.ctype;
    locales.removeAll("");
    for (const QByteArray& locale : std::as_const(locales)) {
        const std::optional<bool> present = pgHasLocale(look.connection, locale);
        if (!present) {
            findings += notCheckableFinding("locale", {QT_TRANSLATE_NOOP("Message", "Whether the server has the locale %1 could not be found out."), {displayBytes(locale)}},
                                            {QT_TRANSLATE_NOOP("Message", "Look with locale -a on the server's machine."), {}});
        } else if (!*present) {
            Finding missing = blockerFinding("locale", pgTargetError("target.locale",
                {QT_TRANSLATE_NOOP("Message", "The server's machine does not have the locale %1."), {displayBytes(locale)}},
                {QT_TRANSLATE_NOOP("Message", "Install the locale there and restart PostgreSQL, or choose another one for the new database."), {}}));
            missing.fixes = localeFixes(look, template0, pgIsUtf8(shape.encoding.isEmpty() && template0 ? template0->encoding : shape.encoding));
            findings += missing;
        } else {
            findings += passedFinding("locale", {QT_TRANSLATE_NOOP("Message", "The server has the locale %1."), {displayBytes(locale)}});
        }
    }
    return findings;
}

Message installLocale() { return {QT_TRANSLATE_NOOP("Message", "Install the locale on the server's machine, then run SELECT pg_import_system_collations('pg_catalog') in template1 and restart."), {}}; }

} // namespace

QList<Finding> checkPgLocales(const PgTargetLook& look)
{
    if (look.options.intoExisting)
        return {};
    const auto template0 = findDatabase(look.connection, QByteArray("template0"));
    if (!template0)
        return {pgNotAnswered("locale", template0.error())};
    QList<Finding> findings;
    for (const PgTargetItem& item : look.question.items) {
        for (const Finding& finding : checkLocaleOf(look, item, *template0)) {
            if (!findings.contains(finding))
                findings += finding;
        }
    }
    return findings;
}

QList<Finding> checkPgCollations(const PgTargetLook& look)
{
    QSet<QByteArray> named;
    for (const PgTargetItem& item : look.question.items)
        named += pgCollationsNamedIn(*item.source);
    QList<Finding> findings;
    for (const QByteArray& collation : std::as_const(named)) {
        const Result<QByteArray> count = look.connection.value("SELECT pg_catalog.count(*) FROM pg_catalog.pg_collation WHERE collname = $1::text"
                                                               " AND collnamespace = 'pg_catalog'::pg_catalog.regnamespace", {collation});
        if (!count)
            return {pgNotAnswered("collations", count.error())};
        if (*count == "0")
            findings += blockerFinding("collations", pgTargetError("target.collation", {QT_TRANSLATE_NOOP("Message", "The server has no collation %1, by which columns of the backup are sorted."), {displayBytes(collation)}}, installLocale()));
    }
    if (findings.isEmpty() && !named.isEmpty())
        findings += passedFinding("collations", {QT_TRANSLATE_NOOP("Message", "The server has all %1 collations that the backup names."), {QString::number(named.size())}});
    return findings;
}

} // namespace bakferry
