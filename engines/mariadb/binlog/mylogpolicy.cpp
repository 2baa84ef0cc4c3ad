#include "engines/mariadb/binlog/mylogpolicy.h"

#include "engines/displaytext.h"
#include "engines/mariadb/script/myrisks.h"
#include "engines/mariadb/script/mystatement.h"

#include <QtGlobal>

#include <algorithm>

namespace bakferry {

namespace {

using Does = MyLogVerdict::Does;

MyLogVerdict refused(const char* code, const Message& what, const Message& hint) { return {Does::Refused, {}, Error{ErrorKind::BackupUnusable, code, what, hint, {}}}; }

Message stopBefore() { return {QT_TRANSLATE_NOOP("Message", "Stop the restore in front of it, take a newer full backup, or have the server log in ROW format."), {}}; }

bool isOneOf(const QByteArray& word, std::initializer_list<const char*> words)
{
    return std::ranges::any_of(words, [&](const char* one) { return word == one; });
}

// The words a statement begins with, in capitals.
QByteArrayList firstWords(const MyQueryEvent& query, int most)
{
    QByteArrayList words;
    MyTokens tokens(query.sql, query.mode);
    while (words.size() < most && tokens.peek().type == MyToken::Word)
        words += tokens.take().text.toByteArray().toUpper();
    return words;
}

// What is about accounts, rights or the server itself; a restore of databases leaves it alone. Told by names alone: passwords stand behind.
Message aboutTheServer(const QByteArrayList& words)
{
    const QByteArray first = words.value(0);
    const QByteArray second = words.value(1) == "OR" ? words.value(3) : words.value(1);
    const bool isAccount = isOneOf(first, {"GRANT", "REVOKE"}) || (isOneOf(first, {"CREATE", "ALTER", "DROP", "RENAME"}) && isOneOf(second, {"USER", "ROLE"}))
        || (first == "SET" && isOneOf(second, {"PASSWORD", "ROLE", "DEFAULT"}));
    if (isAccount)
        return {QT_TRANSLATE_NOOP("Message", "Statements about users and rights (%1 …) are left out."), {QString::fromLatin1((words.value(0) + ' ' + words.value(1)).trimmed())}};
    if (isOneOf(first, {"FLUSH", "INSTALL", "UNINSTALL"}) || (isOneOf(first, {"CREATE", "ALTER", "DROP"}) && isOneOf(second, {"SERVER", "LOGFILE", "TABLESPACE"})))
        return {QT_TRANSLATE_NOOP("Message", "Statements about the server (%1 …) are left out."), {QString::fromLatin1(first)}};
    return {};
}

struct Touched
{
    bool ours = false, others = false;
    QByteArray other; ///< one of them
};

} // namespace

bool isOneOfMyDatabases(const QByteArrayList& databases, QByteArrayView name)
{
    return std::ranges::any_of(databases, [&](const QByteArray& one) { return name.compare(one, Qt::CaseInsensitive) == 0; });
}

MyLogControl myLogControl(QByteArrayView sql, MyLexMode mode)
{
    MyTokens tokens(sql, mode);
    const MyToken first = tokens.take();
    if (first.isWord("BEGIN") || (first.isWord("START") && tokens.peek().isWord("TRANSACTION")))
        return MyLogControl::Begin;
    if (first.isWord("COMMIT"))
        return MyLogControl::Commit;
    if (first.isWord("ROLLBACK"))
        return tokens.peek().isWord("TO") ? MyLogControl::Other : MyLogControl::Rollback;
    if (first.isWord("SAVEPOINT") || first.isWord("RELEASE"))
        return MyLogControl::Other;
    return MyLogControl::None;
}

MyLogVerdict judgeMyLogStatement(const MyQueryEvent& query, const QByteArrayList& databases)
{
    const auto isOurs = [&](const QByteArray& name) { return isOneOfMyDatabases(databases, name); };
    if (myLogControl(query.sql, query.mode) != MyLogControl::None)
        return {Does::Controls, {}, {}};
    const QByteArrayList words = firstWords(query, 4);
    if (Message note = aboutTheServer(words); !note.isEmpty())
        return {Does::LeftOut, std::move(note), {}};
    if (words.value(0) == "XA")
        return refused("chain.statement", {QT_TRANSLATE_NOOP("Message", "The log holds an XA transaction, which may span several servers."), {}}, stopBefore());

    const MyStatement statement = readMyStatement(query.sql, query.mode);
    const auto ownDatabase = [&] { return isOurs(statement.objects.value(0).name); };
    switch (statement.does) {
    case MyStatement::Does::CreatesDatabase:
    case MyStatement::Does::AltersDatabase:
        if (!ownDatabase())
            return {Does::Elsewhere, {}, {}};
        return {Does::LeftOut, {QT_TRANSLATE_NOOP("Message", "%1 of the database itself is left out: it keeps the defaults of the full backup."), {QString::fromLatin1(words.value(0) + ' ' + words.value(1))}}, {}};
    case MyStatement::Does::DropsDatabase:
        if (!ownDatabase())
            return {Does::Elsewhere, {}, {}};
        return refused("chain.database_dropped", {QT_TRANSLATE_NOOP("Message", "The log drops the database %1."), {displayBytes(statement.objects.value(0).name)}},
                       {QT_TRANSLATE_NOOP("Message", "Stop the restore in front of it, and go on behind it with a newer full backup."), {}});
    default: break;
    }

    Touched touched;
    bool readsFiles = false, reachesServer = false;
    const auto touch = [&](const QByteArray& database) {
        if (isOurs(database)) {
            touched.ours = true;
        } else {
            touched.others = true;
            touched.other = database;
        }
    };
    for (const MyReader& reader : myReaders(query.sql)) {
        const MyReach reach = myReachOf(query.sql, query.mode, reader);
        readsFiles = readsFiles || reach.file;
        reachesServer = reachesServer || reach.server || reach.dynamic;
        for (const QByteArray& database : reach.databases)
            touch(database);
    }
    const bool isAllQualified = !statement.objects.isEmpty()
        && std::ranges::none_of(statement.objects, [](const MyQualifiedName& name) { return name.database.isEmpty(); })
        && (statement.does == MyStatement::Does::Drops || statement.does == MyStatement::Does::Makes || statement.does == MyStatement::Does::Fills);
    const bool isTableQualified = !statement.table.database.isEmpty();
    if (!isAllQualified && !isTableQualified && !query.database.isEmpty())
        touch(query.database);
    if (!touched.ours)
        return {Does::Elsewhere, {}, {}};
    if (touched.others)
        return refused("chain.cross_database", {QT_TRANSLATE_NOOP("Message", "A statement touches the database %1 besides those that are restored."), {displayBytes(touched.other)}}, stopBefore());
    if (readsFiles || reachesServer)
        return refused("chain.hostile", {QT_TRANSLATE_NOOP("Message", "A statement reads or writes files of the server, or reaches beyond the database (%1 …)."), {QString::fromLatin1(words.value(0))}}, stopBefore());
    if (statement.does == MyStatement::Does::Refused)
        return refused("chain.statement", {QT_TRANSLATE_NOOP("Message", "BakFerry does not know what a statement does (%1 …)."), {QString::fromLatin1(words.join(' '))}}, stopBefore());
    return {Does::Runs, {}, {}};
}

} // namespace bakferry
