// What the backup names that the server may not have: versions, collations, character sets, engines, accounts.
#include "engines/displaytext.h"
#include "engines/mariadb/server/mycollations.h"
#include "engines/mariadb/server/myneeds.h"
#include "engines/mariadb/server/mytargetlook.h"

#include <QHash>
#include <QtGlobal>

#include <algorithm>

namespace bakferry {

using namespace Qt::StringLiterals;

namespace {

Result<QSet<QByteArray>> namesFrom(const MyTargetLook& look, const QByteArray& query)
{
    const Result<MyAnswer> rows = look.connection.execute(query);
    if (!rows)
        return rows.error();
    QSet<QByteArray> names;
    for (qsizetype row = 0; row < rows->rows(); ++row)
        names += rows->text(row, 0).toLower();
    return names;
}

// From MariaDB 10.10 on new collations are listed without their character set, and whole in another table.
Result<QSet<QByteArray>> knownCollations(const MyTargetLook& look)
{
    Result<QSet<QByteArray>> names = namesFrom(look, "SELECT COLLATION_NAME FROM information_schema.COLLATIONS");
    if (const auto full = look.connection.isMariaDb() ? namesFrom(look, "SELECT FULL_COLLATION_NAME FROM information_schema.COLLATION_CHARACTER_SET_APPLICABILITY") : names; names && full)
        names.value() += *full;
    return names;
}

// 10, 5, 17 of "10.5.17-MariaDB-log", 80036 as the server counts.
int versionNumber(const QByteArray& words)
{
    const QByteArrayList parts = words.split('.');
    int number = 0;
    for (int i = 0; i < 3; ++i) {
        int digits = 0;
        for (const char c : parts.value(i)) {
            if (c < '0' || c > '9')
                break;
            digits = digits * 10 + (c - '0');
        }
        number = number * 100 + digits;
    }
    return number;
}

QStringList counted(const QByteArray& name, const MyUse& use) { return {displayBytes(name, 64), QString::number(use.tables), QString::number(use.others)}; }

Finding missingCollation(const MyTargetLook& look, const QByteArray& name, const MyUse& use, const QSet<QByteArray>& known)
{
    const QByteArrayList instead = myCollationsInstead(name, known);
    Finding finding = blockerFinding("collations", myTargetError("target.collation",
        {QT_TRANSLATE_NOOP("Message", "The server does not know the collation %1, which %2 tables and %3 other objects or settings of the backup name."), counted(name, use)},
        instead.isEmpty() ? Message{QT_TRANSLATE_NOOP("Message", "Restore into a server that has it, such as %1."), {displayBytes(look.question.header.vendor + ' ' + look.question.header.serverVersion)}}
                          : Message{QT_TRANSLATE_NOOP("Message", "Choose a collation to take its place. Sorting, and what counts as equal in unique keys, may differ."), {}}));
    for (const QByteArray& one : instead.first(std::min<qsizetype>(instead.size(), 3))) {
        finding.fixes += FixIt{"collation:" + name, QString::fromLatin1(one), {QT_TRANSLATE_NOOP("Message", "Use %1 in its place"), {displayBytes(one)}},
                               {QT_TRANSLATE_NOOP("Message", "%2 tables and %3 other objects get %1 where %4 stands."), counted(one, use) + QStringList{displayBytes(name, 64)}}};
    }
    return finding;
}

Finding missingEngine(const QByteArray& name, const MyUse& use, const QByteArray& instead)
{
    const QStringList names{displayBytes(name, 64), QString::number(use.tables), displayBytes(instead)};
    Finding finding = blockerFinding("engines", myTargetError("target.engine",
        {QT_TRANSLATE_NOOP("Message", "The server has no storage engine %1, which %2 tables of the backup name."), names},
        {QT_TRANSLATE_NOOP("Message", "Install the engine's plugin on the server, or choose another engine."), {}}));
    finding.fixes += FixIt{"engine:" + name, QString::fromLatin1(instead), {QT_TRANSLATE_NOOP("Message", "Use %1 in its place"), {names[2]}},
                           {QT_TRANSLATE_NOOP("Message", "%2 tables get the engine %3 instead of %1."), names}};
    return finding;
}

QList<FixIt> definerFixes(const MyTargetLook& look, int objects)
{
    const QStringList names{displayBytes(look.user), QString::number(objects)};
    return {{"definer", u"current"_s, {QT_TRANSLATE_NOOP("Message", "Make %1 the definer"), names}, {QT_TRANSLATE_NOOP("Message", "%2 views, routines, triggers and events run with the rights of %1."), names}},
            {"definer", u"drop"_s, {QT_TRANSLATE_NOOP("Message", "Leave the DEFINER clauses out"), {}},
             {QT_TRANSLATE_NOOP("Message", "%2 objects lose their DEFINER clause; the server then makes %1 their definer."), names}}};
}

MyReader readerOf(const MyTargetLook& look) { return {look.connection.isMariaDb() ? MyReader::MariaDb : MyReader::MySql, look.connection.serverVersion()}; }

} // namespace

MyNeeds myNeedsOf(const MyTargetLook& look)
{
    QList<const MyDatabase*> databases;
    for (const MyTargetItem& item : look.question.items)
        databases += item.source;
    return MyNeeds::of(databases, look.question.settings, readerOf(look));
}

QList<Finding> checkMyVersion(const MyTargetLook& look)
{
    const MyHeader& header = look.question.header;
    const int from = versionNumber(header.serverVersion), to = look.connection.serverVersion();
    if (from == 0)
        return {};
    const bool fromMariaDb = header.vendor == "MariaDB" || header.serverVersion.contains("MariaDB");
    const QStringList names{displayBytes((fromMariaDb ? "MariaDB " : "MySQL ") + header.serverVersion, 64), look.serverName()};
    if (fromMariaDb != look.connection.isMariaDb() && (from >= (fromMariaDb ? 100000 : 80000))) {
        return {warningFinding("version", {QT_TRANSLATE_NOOP("Message", "The backup comes from %1, the server is %2: the two makers have gone separate ways, and some types, functions and defaults differ."), names},
                               {QT_TRANSLATE_NOOP("Message", "What the server does not understand stops the restore before anything is switched over. Try the application against the result."), {}})};
    }
    if (fromMariaDb == look.connection.isMariaDb() && from / 100 > to / 100) {
        return {warningFinding("version", {QT_TRANSLATE_NOOP("Message", "The backup comes from %1, newer than the server, which is %2: it may use what this server does not know."), names},
                               {QT_TRANSLATE_NOOP("Message", "Restore into a server of the same or a newer version. If this one must be: nothing is switched over unless everything went in."), {}})};
    }
    return {passedFinding("version", {QT_TRANSLATE_NOOP("Message", "The backup comes from %1, the server is %2."), names})};
}

QList<Finding> checkMyCollations(const MyTargetLook& look)
{
    const MyNeeds needs = myNeedsOf(look);
    const auto collations = knownCollations(look);
    const auto charsets = namesFrom(look, "SELECT CHARACTER_SET_NAME FROM information_schema.CHARACTER_SETS");
    if (!collations || !charsets)
        return {myNotAnswered("collations", collations ? charsets.error() : collations.error())};
    QList<Finding> findings;
    for (auto use = needs.collations.cbegin(); use != needs.collations.cend(); ++use) {
        const QByteArray name = use.key(), instead = look.options.collations.value(name);
        const bool isAlias = name.startsWith("utf8_") ? collations->contains("utf8mb3" + name.sliced(4)) : name.startsWith("utf8mb3_") && collations->contains("utf8" + name.sliced(7));
        // A short name of MariaDB's, such as uca1400_ai_ci, goes with any Unicode character set.
        if (collations->contains(name) || isAlias)
            continue;
        if (!instead.isEmpty() && collations->contains(instead.toLower()))
            findings += passedFinding("collations", {QT_TRANSLATE_NOOP("Message", "%2 tables and %3 other objects get %1 where %4 stands."), counted(instead, *use) + QStringList{displayBytes(name, 64)}});
        else
            findings += missingCollation(look, name, *use, *collations);
    }
    for (auto use = needs.charsets.cbegin(); use != needs.charsets.cend(); ++use) {
        const bool isAlias = (use.key() == "utf8" && charsets->contains("utf8mb3")) || (use.key() == "utf8mb3" && look.connection.serverVersion() >= (look.connection.isMariaDb() ? 100000 : 50700));
        if (!charsets->contains(use.key()) && !isAlias) {
            findings += blockerFinding("collations", myTargetError("target.charset",
                {QT_TRANSLATE_NOOP("Message", "The server does not know the character set %1, which %2 tables and %3 other objects or settings of the backup name."), counted(use.key(), *use)},
                {QT_TRANSLATE_NOOP("Message", "Restore into a server that has it, such as %1."), {displayBytes(look.question.header.vendor + ' ' + look.question.header.serverVersion)}}));
        }
    }
    if (findings.isEmpty() && !needs.collations.isEmpty() + !needs.charsets.isEmpty() > 0)
        findings += passedFinding("collations", {QT_TRANSLATE_NOOP("Message", "The server has all %1 collations and %2 character sets that the backup names."),
                                                 {QString::number(needs.collations.size()), QString::number(needs.charsets.size())}});
    return findings;
}

QList<Finding> checkMyEngines(const MyTargetLook& look)
{
    const Result<MyAnswer> rows = look.connection.execute("SELECT ENGINE, SUPPORT, TRANSACTIONS FROM information_schema.ENGINES");
    if (!rows)
        return {myNotAnswered("engines", rows.error())};
    QHash<QByteArray, bool> transactional;
    for (qsizetype row = 0; row < rows->rows(); ++row) {
        if (rows->text(row, 1) == "YES" || rows->text(row, 1) == "DEFAULT")
            transactional.insert(rows->text(row, 0).toLower(), rows->text(row, 2) == "YES");
    }
    // Old names that servers still take. Source: MariaDB, sql/handler.cc, sys_table_aliases
    const QHash<QByteArray, QByteArray> aliases{{"innobase", "innodb"}, {"heap", "memory"}, {"merge", "mrg_myisam"}, {"isam", "myisam"}, {"ndb", "ndbcluster"}};
    QList<Finding> findings;
    int unsafe = 0, present = 0;
    const MyNeeds needs = myNeedsOf(look);
    for (auto use = needs.engines.cbegin(); use != needs.engines.cend(); ++use) {
        const QByteArray chosen = look.options.engines.value(use.key()).toLower();
        const QByteArray name = chosen.isEmpty() ? aliases.value(use.key(), use.key()) : chosen;
        if (!transactional.contains(name)) {
            findings += missingEngine(use.key(), *use, "InnoDB");
            continue;
        }
        present += use->tables;
        unsafe += transactional.value(name) ? 0 : use->tables;
    }
    if (findings.isEmpty() && present > 0)
        findings += passedFinding("engines", unsafe > 0
            ? Message{QT_TRANSLATE_NOOP("Message", "The server has the storage engines of all %1 tables. Those of %2 know no transactions: after a crash of the server such tables may need REPAIR TABLE."), {QString::number(present), QString::number(unsafe)}}
            : Message{QT_TRANSLATE_NOOP("Message", "The server has the storage engines of all %1 tables."), {QString::number(present)}});
    return findings;
}

QList<Finding> checkMyDefiners(const MyTargetLook& look)
{
    const MyNeeds needs = myNeedsOf(look);
    if (needs.definers.isEmpty())
        return {};
    if (look.options.definers != MyOptions::Definers::Keep)
        return {passedFinding("definers", {QT_TRANSLATE_NOOP("Message", "All views, routines, triggers and events will run with the rights of %1."), {displayBytes(look.user)}})};
    const Result<MyAnswer> accounts = look.connection.execute("SELECT CONCAT(User, '@', Host), Super_priv FROM mysql.user");
    QHash<QByteArray, bool> isSuper;
    for (qsizetype row = 0; accounts && row < accounts->rows(); ++row)
        isSuper.insert(accounts->text(row, 0), accounts->text(row, 1) == "Y");
    QList<Finding> findings;
    for (auto use = needs.definers.cbegin(); use != needs.definers.cend(); ++use) {
        const QStringList names{displayBytes(use.key(), 128), QString::number(*use), displayBytes(look.user)};
        const bool isUs = use.key() == look.user || use.key() == "CURRENT_USER";
        Finding finding;
        if (!isUs && !look.grants.maySetDefiners()) {
            finding = blockerFinding("definers", myTargetError("server.privilege", {QT_TRANSLATE_NOOP("Message", "%2 objects name %1 as their definer, and %3 may not make objects in another account's name."), names},
                                                               {look.connection.isMariaDb() ? QT_TRANSLATE_NOOP("Message", "Run as an administrator: GRANT SET USER ON *.* TO %1; or choose another definer.")
                                                                                            : QT_TRANSLATE_NOOP("Message", "Run as an administrator: GRANT SET_USER_ID ON *.* TO %1 (SET_ANY_DEFINER from MySQL 8.2 on); or choose another definer."),
                                                                {displayBytes(quotedMyAccount(look.user))}}));
        } else if (!isUs && !accounts) {
            finding = notCheckableFinding("definers", {QT_TRANSLATE_NOOP("Message", "Whether the server has the account %1, which %2 objects name as their definer, cannot be seen by this user."), names},
                                          {QT_TRANSLATE_NOOP("Message", "Look for it in mysql.user, or choose another definer."), {}}, accounts.error().detail);
        } else if (!isUs && !isSuper.contains(use.key())) {
            finding = warningFinding("definers", {QT_TRANSLATE_NOOP("Message", "The server has no account %1, which %2 objects name as their definer: they would come back, but not run."), names},
                                     {QT_TRANSLATE_NOOP("Message", "Create the account (CREATE USER %1), or choose another definer."), {displayBytes(quotedMyAccount(use.key()))}});
        } else if (!isUs && isSuper.value(use.key()) && !look.grants.isSuperuser()) {
            finding = warningFinding("definers", {QT_TRANSLATE_NOOP("Message", "%2 objects run with the rights of %1, an administrator, whoever uses them."), names},
                                     {QT_TRANSLATE_NOOP("Message", "Look at them in the backup, or choose another definer."), {}});
        } else {
            continue;
        }
        finding.fixes = definerFixes(look, *use);
        findings += finding;
    }
    if (findings.isEmpty())
        findings += passedFinding("definers", {QT_TRANSLATE_NOOP("Message", "The server has all %1 accounts that the backup names as definers."), {QString::number(needs.definers.size())}});
    return findings;
}

} // namespace bakferry
