// What of the backup's statements this server would read otherwise than the one they were made for.
#include "engines/displaytext.h"
#include "engines/mariadb/server/mytargetlook.h"

#include <QtGlobal>

#include <algorithm>

namespace bakferry {

using namespace Qt::StringLiterals;

namespace {

bool isPlainWord(const QByteArray& name)
{
    return std::ranges::all_of(name, [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'; });
}

// The server's own parser is asked; no list of ours goes out of date. Nothing is read and nothing changed by it.
bool isRefused(const MyTargetLook& look, const QByteArrayList& words)
{
    QByteArray sql = "SELECT 1";
    for (const QByteArray& word : words)
        sql += ", 1 AS " + word;
    return !look.connection.execute(sql + " LIMIT 0") && look.connection.lastNumber() == 1064;
}

QByteArrayList reservedAmong(const MyTargetLook& look, const QByteArrayList& words)
{
    if (words.isEmpty() || !isRefused(look, words))
        return {};
    if (words.size() == 1)
        return words;
    const qsizetype half = words.size() / 2;
    return reservedAmong(look, words.first(half)) + reservedAmong(look, words.sliced(half));
}

QString listed(const QByteArrayList& names)
{
    QStringList shown;
    for (const QByteArray& name : names.first(std::min<qsizetype>(names.size(), 5)))
        shown += displayBytes(name, 64);
    return shown.join(u", "_s);
}

} // namespace

QList<Finding> checkMyOldSyntax(const MyTargetLook& look)
{
    const MyNeeds needs = myNeedsOf(look);
    QByteArrayList words;
    for (const QByteArray& name : needs.bareNames.keys()) {
        if (isPlainWord(name))
            words += name;
    }
    QByteArrayList reserved;
    for (qsizetype i = 0; i < words.size(); i += 500)
        reserved += reservedAmong(look, words.sliced(i, std::min<qsizetype>(500, words.size() - i)));
    if (needs.typeClauses + needs.wideTimestamps + reserved.size() == 0)
        return {};
    const QStringList counts{QString::number(needs.typeClauses), QString::number(needs.wideTimestamps), reserved.isEmpty() ? u"–"_s : listed(reserved)};
    const Message what{QT_TRANSLATE_NOOP("Message", "The backup is written in an old syntax: %1 tables say TYPE= for ENGINE=, %2 have times with a width such as TIMESTAMP(14), and these names are reserved words today: %3."), counts};
    if (look.options.oldSyntax)
        return {passedFinding("syntax", {QT_TRANSLATE_NOOP("Message", "Brought up to date: TYPE= in %1 tables, widths of times in %2, quotes around the names %3."), counts})};
    Finding finding = blockerFinding("syntax", myTargetError("target.syntax", what, {QT_TRANSLATE_NOOP("Message", "Let it be brought up to date, or restore into a server of its time."), {}}));
    finding.fixes += FixIt{"oldSyntax", true, {QT_TRANSLATE_NOOP("Message", "Bring old syntax up to date"), {}},
                           {QT_TRANSLATE_NOOP("Message", "TYPE= becomes ENGINE= in %1 tables, %2 lose widths of times, names of columns and keys get quotes (%3)."), counts}};
    return {finding};
}

QList<Finding> checkMyPrimaryKeys(const MyTargetLook& look)
{
    const QByteArray setting = look.connection.isMariaDb() ? "@@GLOBAL.innodb_force_primary_key" : "@@GLOBAL.sql_require_primary_key";
    const Result<QByteArray> isRequired = look.connection.value("SELECT " + setting);
    const MyNeeds needs = myNeedsOf(look);
    if (!isRequired || *isRequired == "0" || needs.withoutPrimaryKey.isEmpty())
        return {};
    return {blockerFinding("syntax", myTargetError("target.primary_key",
        {QT_TRANSLATE_NOOP("Message", "The server takes no table without a primary key, and %1 tables of the backup have none: %2"), {QString::number(needs.withoutPrimaryKey.size()), listed(needs.withoutPrimaryKey)}},
        {QT_TRANSLATE_NOOP("Message", "Run as an administrator, until the restore is done: SET GLOBAL %1 = OFF"), {QString::fromLatin1(setting.sliced(9))}}))};
}

QList<Finding> checkMyEvents(const MyTargetLook& look)
{
    const MyNeeds needs = myNeedsOf(look);
    if (needs.events == 0)
        return {};
    const QStringList count{QString::number(needs.events)};
    if (look.options.disableEvents)
        return {passedFinding("events", {QT_TRANSLATE_NOOP("Message", "%1 events come back disabled."), count})};
    const Result<QByteArray> scheduler = look.connection.value("SELECT @@GLOBAL.event_scheduler");
    if (!scheduler)
        return {myNotAnswered("events", scheduler.error())};
    if (*scheduler != "ON")
        return {passedFinding("events", {QT_TRANSLATE_NOOP("Message", "%1 events come back; the server's event scheduler is off, so none runs."), count})};
    Finding finding = warningFinding("events", {QT_TRANSLATE_NOOP("Message", "%1 events of the backup begin to run as soon as the restored database is in place."), count},
                                     {QT_TRANSLATE_NOOP("Message", "Make sure that they may run here, or let them come back disabled."), {}});
    finding.fixes += FixIt{"disableEvents", true, {QT_TRANSLATE_NOOP("Message", "Events disabled"), {}},
                           {QT_TRANSLATE_NOOP("Message", "%1 events come back, and none runs until you enable it (ALTER EVENT … ENABLE)."), count}};
    return {finding};
}

QList<Finding> checkMyNames(const MyTargetLook& look)
{
    const Result<QByteArray> folding = look.connection.value("SELECT @@GLOBAL.lower_case_table_names");
    if (!folding)
        return {myNotAnswered("names", folding.error())};
    if (*folding == "0")
        return {};
    QMap<QString, QByteArray> seen;
    QByteArrayList colliding;
    const auto take = [&](const QByteArray& database, const QByteArray& name) {
        const QString folded = QString::fromUtf8(database + '\0' + name).toLower();
        if (const auto other = seen.constFind(folded); other != seen.cend() && *other != database + '\0' + name)
            colliding += name.isEmpty() ? database : name;
        seen.insert(folded, database + '\0' + name);
    };
    bool foldsAny = false;
    for (const MyTargetItem& item : look.question.items) {
        take(item.wanted, {});
        for (const MyEntry& entry : item.source->entries) {
            if (entry.kind == "TABLE" || entry.kind == "VIEW" || entry.kind == "SEQUENCE") {
                take(item.wanted, entry.name);
                foldsAny |= entry.name != entry.name.toLower();
            }
        }
    }
    if (!colliding.isEmpty()) {
        return {blockerFinding("names", myTargetError("target.names_collide",
            {QT_TRANSLATE_NOOP("Message", "This server does not tell capitals from small letters in names (lower_case_table_names = %1), so these would be one: %2"), {QString::fromLatin1(*folding), listed(colliding)}},
            {QT_TRANSLATE_NOOP("Message", "Restore only some of them, or into a server with lower_case_table_names = 0."), {}}))};
    }
    if (foldsAny && *folding == "1")
        return {passedFinding("names", {QT_TRANSLATE_NOOP("Message", "The server keeps names of tables in small letters (lower_case_table_names = 1)."), {}})};
    return {};
}

} // namespace bakferry
