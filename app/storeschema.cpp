#include "app/storeschema.h"

#include "engines/displaytext.h"

#include <QDir>
#include <QFile>
#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>

namespace bakferry {

using namespace Qt::StringLiterals;

namespace {

Error upgradeError(const QSqlDatabase& database, const QSqlError& error)
{
    return {ErrorKind::StoreFailed, "store.upgrade",
            {QT_TRANSLATE_NOOP("Message", "The task store %1 could not be brought to this version of BakFerry; it is as it was."), {displayText(database.databaseName())}},
            {QT_TRANSLATE_NOOP("Message", "Free some space beside it and start again, or choose another store with --store."), {}}, error.text()};
}

// QSQLITE runs one statement a call. In our own files each ends with a semicolon at the end of a line.
QStringList statementsOf(const QByteArray& script)
{
    QString text;
    for (const QString& line : QString::fromUtf8(script).split(u'\n'))
        text += line.section(u"--"_s, 0, 0).trimmed() + u'\n';
    QStringList statements;
    for (const QString& statement : text.split(u";\n"_s)) {
        if (!statement.trimmed().isEmpty())
            statements += statement;
    }
    return statements;
}

Result<void> runSteps(QSqlDatabase& database, const QByteArrayList& steps, int version)
{
    QSqlQuery query(database);
    for (qsizetype step = version; step < steps.size(); ++step) {
        for (const QString& statement : statementsOf(steps[step])) {
            if (!query.exec(statement))
                return upgradeError(database, query.lastError());
        }
    }
    // Numbers of ours: a PRAGMA takes no bound values.
    if (!query.exec(u"PRAGMA user_version = %1"_s.arg(steps.size())) || !query.exec(u"PRAGMA application_id = %1"_s.arg(storeApplicationId)))
        return upgradeError(database, query.lastError());
    return {};
}

Result<void> keepCopy(QSqlDatabase& database, qsizetype newVersion)
{
    const QString copy = database.databaseName() + u".before-v%1"_s.arg(newVersion);
    QFile::remove(copy); // of an upgrade that did not come to its end
    QSqlQuery query(database);
    query.prepare(u"VACUUM INTO ?"_s);
    query.addBindValue(copy);
    if (!query.exec())
        return upgradeError(database, query.lastError());
    QFile::setPermissions(copy, QFile::ReadOwner | QFile::WriteOwner);
    return {};
}

} // namespace

QByteArrayList schemaSteps()
{
    QByteArrayList steps;
    const QDir folder(u":/schema"_s);
    for (const QString& name : folder.entryList({u"*.sql"_s}, QDir::Files, QDir::Name)) {
        QFile file(folder.filePath(name));
        if (file.open(QIODevice::ReadOnly))
            steps += file.readAll();
    }
    return steps;
}

int schemaVersion(QSqlDatabase& database)
{
    QSqlQuery query(database);
    return query.exec(u"PRAGMA user_version"_s) && query.next() ? query.value(0).toInt() : -1;
}

Result<void> upgradeSchema(QSqlDatabase& database, const QByteArrayList& steps)
{
    const int version = schemaVersion(database);
    if (version == steps.size())
        return {};
    if (version > 0) {
        if (Result<void> kept = keepCopy(database, steps.size()); !kept)
            return kept;
    }
    if (!database.transaction())
        return upgradeError(database, database.lastError());
    Result<void> upgraded = runSteps(database, steps, version);
    if (upgraded && !database.commit())
        upgraded = upgradeError(database, database.lastError());
    if (!upgraded)
        database.rollback();
    return upgraded;
}

} // namespace bakferry
