// The audit log in the task store: entries are only ever added, each with a hash over the one before it.
#include "app/storedatabase.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QSqlError>
#include <QSqlQuery>
#include <QSysInfo>

#include <pwd.h>
#include <unistd.h>

namespace bakferry {

using namespace Qt::StringLiterals;

namespace {

// Asked of the system, not of the environment, which anybody may set.
QString actorOfThisProgram()
{
    const passwd* user = ::getpwuid(::getuid());
    const QString name = user ? QString::fromLocal8Bit(user->pw_name) : QString::number(::getuid());
    return u"%1@%2 (%3 %4)"_s.arg(name, QSysInfo::machineHostName(), QCoreApplication::applicationName(), QCoreApplication::applicationVersion());
}

AuditEntry entryAt(const QSqlQuery& query)
{
    AuditEntry entry;
    entry.number = query.value(0).toLongLong();
    entry.timeUtc = QDateTime::fromMSecsSinceEpoch(query.value(1).toLongLong(), Qt::UTC);
    entry.actor = query.value(2).toString();
    entry.event = {query.value(3).toString().toLatin1(), query.value(4).toString(), query.value(5).toString(),
                   QJsonDocument::fromJson(query.value(6).toString().toUtf8()).object()};
    entry.hash = query.value(7).toByteArray();
    return entry;
}

const QString columns = u"number, time_ms, actor, event, task_id, name, facts, hash"_s;

} // namespace

Result<void> StoreDatabase::appendAudit(const AuditEvent& event, const QDateTime& timeUtc)
{
    QSqlQuery last(m_database);
    if (!last.exec(u"SELECT number, hash FROM audit ORDER BY number DESC LIMIT 1"_s))
        return writeError(last.lastError());
    AuditEntry entry;
    QByteArray before;
    if (last.next()) {
        entry.number = last.value(0).toLongLong();
        before = last.value(1).toByteArray();
    }
    ++entry.number;
    entry.timeUtc = timeUtc;
    entry.actor = actorOfThisProgram();
    entry.event = event;
    QSqlQuery query(m_database);
    query.prepare(u"INSERT INTO audit (%1) VALUES (?,?,?,?,?,?,?,?)"_s.arg(columns));
    query.addBindValue(entry.number);
    query.addBindValue(entry.timeUtc.toMSecsSinceEpoch());
    query.addBindValue(entry.actor);
    query.addBindValue(QString::fromLatin1(event.event));
    query.addBindValue(event.taskId);
    query.addBindValue(event.taskName);
    query.addBindValue(QString::fromUtf8(QJsonDocument(event.facts).toJson(QJsonDocument::Compact)));
    query.addBindValue(auditHash(before, entry));
    return run(query);
}

Result<QList<AuditEntry>> StoreDatabase::readAudit(const QString& taskId, qint64 from, int count)
{
    QSqlQuery query(m_database);
    query.prepare(u"SELECT %1 FROM audit WHERE number >= ? AND (? = '' OR task_id = ?) ORDER BY number LIMIT ?"_s.arg(columns));
    query.addBindValue(from);
    query.addBindValue(taskId.isNull() ? u""_s : taskId);
    query.addBindValue(taskId);
    query.addBindValue(count);
    if (!query.exec())
        return writeError(query.lastError());
    QList<AuditEntry> entries;
    while (query.next())
        entries += entryAt(query);
    return entries;
}

Result<AuditVerdict> StoreDatabase::verifyAudit()
{
    QSqlQuery query(m_database);
    query.setForwardOnly(true);
    if (!query.exec(u"SELECT %1 FROM audit ORDER BY number"_s.arg(columns)))
        return writeError(query.lastError());
    AuditVerdict verdict;
    while (query.next()) {
        const AuditEntry entry = entryAt(query);
        ++verdict.entries;
        if (verdict.firstBroken == 0 && (entry.number != verdict.entries || entry.hash != auditHash(verdict.lastHash, entry)))
            verdict.firstBroken = qMin(entry.number, verdict.entries);
        verdict.lastHash = entry.hash;
    }
    QSqlQuery sequence(m_database);
    if (sequence.exec(u"SELECT seq FROM sqlite_sequence WHERE name = 'audit'"_s) && sequence.next() && verdict.firstBroken == 0)
        verdict.missingAtEnd = qMax<qint64>(0, sequence.value(0).toLongLong() - verdict.entries);
    return verdict;
}

} // namespace bakferry
