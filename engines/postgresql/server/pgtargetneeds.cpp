// What the backup needs of the server: version, settings, roles, extensions, tablespaces.
#include "engines/displaytext.h"
#include "engines/postgresql/server/pgreferences.h"
#include "engines/postgresql/server/pgtargetlook.h"

#include <QtGlobal>

#include <algorithm>
#include <array>

namespace bakferry {

using namespace Qt::StringLiterals;

namespace {

// "13.2" → 130000, "9.6.24" → 90600, "17devel" → 170000; 0: no version.
int majorOf(QByteArrayView version)
{
    const auto numberAt = [&](qsizetype& at) {
        int number = 0;
        for (; at < version.size() && version[at] >= '0' && version[at] <= '9' && number < 1000; ++at)
            number = number * 10 + (version[at] - '0');
        return number;
    };
    qsizetype at = 0;
    const int first = numberAt(at);
    if (first >= 10 || at >= version.size() || version[at] != '.')
        return first * 10000;
    return first * 10000 + numberAt(++at) * 100;
}

int majorOf(int serverVersion) { return serverVersion >= 100000 ? serverVersion / 10000 * 10000 : serverVersion / 100 * 100; }

Result<QSet<QByteArray>> namesFrom(const PgTargetLook& look, const QByteArray& sql)
{
    const Result<PgAnswer> rows = look.connection.query(sql);
    if (!rows)
        return rows.error();
    QSet<QByteArray> names;
    for (int row = 0; row < rows->rows(); ++row)
        names += rows->text(row, 0);
    return names;
}

QString listed(QByteArrayList names)
{
    std::ranges::sort(names);
    QStringList shown;
    for (const QByteArray& name : names)
        shown += displayBytes(name, 64);
    return shown.join(u", "_s);
}

// Settings that change how a session waits or talks, not what is in a database.
bool isHarmless(QByteArrayView name)
{
    constexpr std::array harmless{"client_min_messages", "check_function_bodies", "synchronize_seqscans", "row_security", "xmloption"};
    return name.endsWith("_timeout") || std::ranges::find(harmless, name) != harmless.end();
}

QList<FixIt> roleFixes(const PgTargetLook& look, const QByteArray& role, const PgRoleUse& use)
{
    const QString shown = displayBytes(role), user = displayBytes(look.user), objects = QString::number(use.owns);
    QList<FixIt> fixes{{"role:" + role, QString::fromUtf8(look.user), {QT_TRANSLATE_NOOP("Message", "Put %1 in the place of %2"), {user, shown}},
                        {QT_TRANSLATE_NOOP("Message", "%1 objects will belong to %2, and privileges of %3 go to %2."), {objects, user, shown}}}};
    if (look.createRole && look.question.rolesInBackup.contains(role)) {
        fixes += FixIt{"createRoles", true, {QT_TRANSLATE_NOOP("Message", "Create the roles of the backup"), {}},
                       {QT_TRANSLATE_NOOP("Message", "The role %1 will be made on the server, for all its databases."), {shown}}};
    }
    if (use.owns > 0) {
        fixes += FixIt{"noOwner", true, {QT_TRANSLATE_NOOP("Message", "Restore without owners"), {}},
                       {QT_TRANSLATE_NOOP("Message", "All objects will belong to %1."), {user}}};
    }
    if (use.granted > 0) {
        fixes += FixIt{"noPrivileges", true, {QT_TRANSLATE_NOOP("Message", "Restore without privileges"), {}},
                       {QT_TRANSLATE_NOOP("Message", "No GRANT and no REVOKE of the backup will be run."), {}}};
    }
    return fixes;
}

Finding missingRole(const PgTargetLook& look, const QByteArray& role, const PgRoleUse& use)
{
    const QString shown = displayBytes(role);
    const Message remedy{QT_TRANSLATE_NOOP("Message", "Create the role (CREATE ROLE %1), or choose another one for it."), {displayBytes(quotedPgName(role))}};
    Finding finding = use.policies > 0
        ? blockerFinding("roles", pgTargetError("target.role", {QT_TRANSLATE_NOOP("Message", "The server has no role %1, which %2 row security policies or user mappings are made for."),
                                                                {shown, QString::number(use.policies)}}, remedy))
        : warningFinding("roles", {QT_TRANSLATE_NOOP("Message", "The server has no role %1, which owns %2 objects and is named in %3 privileges. They would go to the restoring user, the privileges be left out."),
                                   {shown, QString::number(use.owns), QString::number(use.granted)}}, remedy);
    finding.fixes = roleFixes(look, role, use);
    return finding;
}

Finding foreignRole(const PgTargetLook& look, const QByteArray& role, const PgRoleUse& use)
{
    Finding finding = warningFinding("roles", {QT_TRANSLATE_NOOP("Message", "%1 objects belong to the role %2, of which %3 is no member: they would stay with %3."),
                                               {QString::number(use.owns), displayBytes(role), displayBytes(look.user)}},
                                     {QT_TRANSLATE_NOOP("Message", "Run as an administrator: GRANT %1 TO %2"), {displayBytes(quotedPgName(role)), displayBytes(quotedPgName(look.user))}});
    finding.fixes = roleFixes(look, role, use);
    return finding;
}

QMap<QByteArray, PgRoleUse> rolesNeeded(const PgTargetLook& look)
{
    QMap<QByteArray, PgRoleUse> needed;
    for (const PgTargetItem& item : look.question.items) {
        const QMap<QByteArray, PgRoleUse> named = pgRolesNamedIn(*item.source);
        for (auto use = named.cbegin(); use != named.cend(); ++use) {
            PgRoleUse& all = needed[look.options.roles.value(use.key(), use.key())];
            all.owns += look.options.noOwner ? 0 : use->owns;
            all.granted += look.options.noPrivileges ? 0 : use->granted;
            all.policies += use->policies;
        }
    }
    return needed;
}

// Not trusted, an extension is for superusers only. Source: manual, "pg_available_extension_versions".
QByteArray extensionsQuery(int serverVersion)
{
    return serverVersion >= 130000
        ? QByteArray("SELECT e.name, coalesce(v.superuser AND NOT v.trusted, false) FROM pg_catalog.pg_available_extensions e"
                     " LEFT JOIN pg_catalog.pg_available_extension_versions v ON v.name = e.name AND v.version = e.default_version")
        : QByteArray("SELECT e.name, coalesce(v.superuser, false) FROM pg_catalog.pg_available_extensions e"
                     " LEFT JOIN pg_catalog.pg_available_extension_versions v ON v.name = e.name AND v.version = e.default_version");
}

Finding badExtension(const QByteArray& name, Message what, Message remedy)
{
    Finding finding = blockerFinding("extensions", pgTargetError("target.extension", std::move(what), std::move(remedy)));
    finding.fixes += FixIt{"extension:" + name, u"skip"_s, {QT_TRANSLATE_NOOP("Message", "Leave the extension %1 out"), {displayBytes(name)}},
                           {QT_TRANSLATE_NOOP("Message", "Objects that need it cannot be restored; each is named in the log."), {}}};
    return finding;
}

QByteArrayList withoutDoubles(const QByteArrayList& names)
{
    QByteArrayList once;
    for (const QByteArray& name : names) {
        if (!once.contains(name))
            once += name;
    }
    return once;
}

QByteArrayList tablespacesNeeded(const PgTargetLook& look)
{
    QByteArrayList needed;
    for (const PgTargetItem& item : look.question.items) {
        if (!look.request.overwrite && !look.options.intoExisting)
            needed += item.source->tablespace;
        for (const PgEntry& entry : item.source->entries) {
            if (!entry.tablespace.isEmpty() && needed.value(needed.size() - 1) != entry.tablespace)
                needed += entry.tablespace;
        }
    }
    for (QByteArray& one : needed)
        one = look.options.tablespaces.value(one, one);
    needed = withoutDoubles(needed);
    needed.removeAll("");
    needed.removeAll("pg_default");
    needed.removeAll("pg_global");
    return needed;
}

} // namespace

// Source of the fixed versions: PostgreSQL's security page, CVE-2025-12818.
Finding pgLibraryFinding(int version, bool isLocalServer)
{
    constexpr std::array fixed{130023, 140020, 150015, 160011, 170007, 180001};
    const QString shown = u"%1.%2"_s.arg(version / 10000).arg(version % 10000);
    const auto line = std::ranges::find_if(fixed, [&](int one) { return one / 10000 == version / 10000; });
    const bool isFixed = line != fixed.end() ? version >= *line : version > fixed.back();
    if (isFixed || isLocalServer)
        return passedFinding("library", {QT_TRANSLATE_NOOP("Message", "BakFerry talks to the server through libpq %1."), {shown}});
    return warningFinding("library", {QT_TRANSLATE_NOOP("Message", "BakFerry talks to the server through libpq %1, which a hostile server could attack (CVE-2025-12818)."), {shown}},
                          {QT_TRANSLATE_NOOP("Message", "Update the libpq package of this machine, or go on only if you trust the server and the network to it."), {}});
}

QList<Finding> checkPgVersion(const PgTargetLook& look)
{
    const Finding library = pgLibraryFinding(PQlibVersion(), isLocalPgHost(look.request.target.connection.host));
    const QByteArray& from = look.question.header.serverVersion;
    const int theirs = majorOf(from), ours = majorOf(look.version());
    if (theirs == 0)
        return {library};
    const QString server = ours >= 100000 ? QString::number(ours / 10000) : u"%1.%2"_s.arg(ours / 10000).arg(ours / 100 % 100);
    if (theirs > ours) {
        return {warningFinding("version", {QT_TRANSLATE_NOOP("Message", "The backup comes from PostgreSQL %1, newer than the server's %2: it may use what this server does not know."), {displayBytes(from), server}},
                               {QT_TRANSLATE_NOOP("Message", "Restore into a server of the same or a newer version. If this one must be: nothing is switched over unless everything went in."), {}}),
                library};
    }
    return {passedFinding("version", {QT_TRANSLATE_NOOP("Message", "The backup comes from PostgreSQL %1, the server is %2."), {displayBytes(from), server}}), library};
}

QList<Finding> checkPgSettings(const PgTargetLook& look)
{
    const auto known = namesFrom(look, "SELECT name FROM pg_catalog.pg_settings");
    if (!known)
        return {pgNotAnswered("settings", known.error())};
    QByteArrayList harmless, others;
    for (const PgTargetItem& item : look.question.items) {
        for (const QByteArray& setting : item.source->settings) {
            const QByteArray name = setting.first(std::max<qsizetype>(setting.indexOf('='), 0)).toLower();
            // A name with a dot may be set whether or not an extension knows it.
            if (!name.isEmpty() && !name.contains('.') && !known->contains(name))
                (isHarmless(name) ? harmless : others) += name;
        }
    }
    QList<Finding> findings;
    if (!others.isEmpty()) {
        findings += warningFinding("settings", {QT_TRANSLATE_NOOP("Message", "Skipped, because this server does not know them: the settings %1."), {listed(withoutDoubles(others))}},
                                   {QT_TRANSLATE_NOOP("Message", "Look them up in the manual of the version the backup comes from; most only matter there."), {}});
    }
    if (!harmless.isEmpty())
        findings += passedFinding("settings", {QT_TRANSLATE_NOOP("Message", "Skipped, because this server does not know them; they change nothing in a database: the settings %1."), {listed(withoutDoubles(harmless))}});
    return findings;
}

QList<Finding> checkPgRoles(const PgTargetLook& look)
{
    const auto known = namesFrom(look, "SELECT rolname FROM pg_catalog.pg_roles");
    const auto mine = namesFrom(look, "SELECT rolname FROM pg_catalog.pg_roles WHERE pg_catalog.pg_has_role(oid, 'MEMBER')");
    if (!known || !mine)
        return {pgNotAnswered("roles", known ? mine.error() : known.error())};
    const bool createRoles = look.request.options.value(u"createRoles"_s).toBool();
    const QMap<QByteArray, PgRoleUse> needed = rolesNeeded(look);
    QList<Finding> findings;
    int present = 0;
    for (auto use = needed.cbegin(); use != needed.cend(); ++use) {
        if (use->owns + use->granted + use->policies == 0)
            continue;
        const bool willBeMade = createRoles && look.question.rolesInBackup.contains(use.key());
        if (!known->contains(use.key()) && !willBeMade)
            findings += missingRole(look, use.key(), *use);
        else if (use->owns > 0 && !willBeMade && !mine->contains(use.key()))
            findings += foreignRole(look, use.key(), *use);
        else
            ++present;
    }
    if (findings.isEmpty() && present > 0)
        findings += passedFinding("roles", {QT_TRANSLATE_NOOP("Message", "All %1 roles that the backup names are there."), {QString::number(present)}});
    return findings;
}

QList<Finding> checkPgExtensions(const PgTargetLook& look)
{
    const Result<PgAnswer> available = look.connection.query(extensionsQuery(look.version()));
    if (!available)
        return {pgNotAnswered("extensions", available.error())};
    QHash<QByteArray, bool> onlySuperuser;
    for (int row = 0; row < available->rows(); ++row)
        onlySuperuser.insert(available->text(row, 0), available->isTrue(row, 1));
    QByteArrayList needed;
    for (const PgTargetItem& item : look.question.items) {
        for (const PgEntry& entry : item.source->entries) {
            if (entry.kind == "EXTENSION" && entry.name != "plpgsql" && !look.options.skippedExtensions.contains(entry.name))
                needed += entry.name;
        }
    }
    needed = withoutDoubles(needed);
    QList<Finding> findings;
    for (const QByteArray& name : std::as_const(needed)) {
        const QString shown = displayBytes(name);
        if (!onlySuperuser.contains(name))
            findings += badExtension(name, {QT_TRANSLATE_NOOP("Message", "The extension %1 is not installed on the server."), {shown}},
                                     {QT_TRANSLATE_NOOP("Message", "Install its package on the server's machine, or leave the extension out."), {}});
        else if (onlySuperuser.value(name) && !look.superuser && !look.options.intoExisting)
            findings += badExtension(name, {QT_TRANSLATE_NOOP("Message", "Only a superuser may create the extension %1, and %2 is none."), {shown, displayBytes(look.user)}},
                                     {QT_TRANSLATE_NOOP("Message", "Sign in as a superuser, restore into an existing database in which a superuser has created it, or leave it out."), {}});
    }
    if (findings.isEmpty() && !needed.isEmpty())
        findings += passedFinding("extensions", {QT_TRANSLATE_NOOP("Message", "The server has the extensions of the backup: %1."), {listed(needed)}});
    return findings;
}

QList<Finding> checkPgTablespaces(const PgTargetLook& look)
{
    const QByteArrayList needed = look.options.noTablespaces ? QByteArrayList() : tablespacesNeeded(look);
    if (needed.isEmpty())
        return {};
    const auto known = namesFrom(look, "SELECT spcname FROM pg_catalog.pg_tablespace");
    const auto usable = namesFrom(look, "SELECT spcname FROM pg_catalog.pg_tablespace WHERE pg_catalog.has_tablespace_privilege(oid, 'CREATE')");
    if (!known || !usable)
        return {pgNotAnswered("tablespaces", known ? usable.error() : known.error())};
    QList<Finding> findings;
    for (const QByteArray& name : needed) {
        if (usable->contains(name) || (look.request.options.value(u"createRoles"_s).toBool() && look.question.tablespacesInBackup.contains(name)))
            continue;
        const QString shown = displayBytes(name), quoted = displayBytes(quotedPgName(name));
        Finding finding = known->contains(name)
            ? blockerFinding("tablespaces", pgTargetError("target.tablespace", {QT_TRANSLATE_NOOP("Message", "%2 may put nothing into the tablespace %1."), {shown, displayBytes(look.user)}},
                                                          {QT_TRANSLATE_NOOP("Message", "Run as an administrator: GRANT CREATE ON TABLESPACE %1 TO %2"), {quoted, displayBytes(quotedPgName(look.user))}}))
            : blockerFinding("tablespaces", pgTargetError("target.tablespace", {QT_TRANSLATE_NOOP("Message", "The server has no tablespace %1."), {shown}},
                                                          {QT_TRANSLATE_NOOP("Message", "Create it (CREATE TABLESPACE %1 LOCATION …), or do without it."), {quoted}}));
        finding.fixes = {FixIt{"tablespace:" + name, QString(), {QT_TRANSLATE_NOOP("Message", "Use the default tablespace instead of %1"), {shown}},
                               {QT_TRANSLATE_NOOP("Message", "What lay in %1 goes into the default tablespace of the database."), {shown}}},
                         FixIt{"noTablespaces", true, {QT_TRANSLATE_NOOP("Message", "Restore without tablespaces"), {}},
                               {QT_TRANSLATE_NOOP("Message", "Everything goes into the default tablespace of the database."), {}}}};
        findings += finding;
    }
    if (findings.isEmpty())
        findings += passedFinding("tablespaces", {QT_TRANSLATE_NOOP("Message", "The server has the tablespaces of the backup: %1."), {listed(needed)}});
    return findings;
}

} // namespace bakferry
