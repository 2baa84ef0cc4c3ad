#pragma once
#include <QByteArray>
#include <QDateTime>
#include <QJsonObject>
#include <QList>
#include <QString>

namespace bakferry {

/// Something a DBA did, or a task came to, that must be on record. No secrets: tasks have none.
struct AuditEvent
{
    QByteArray event; ///< stable: "created", "retried", "accepted", "declined", "ended", "edited", "undo", "discard", "deleted"
    QString taskId;
    QString taskName; ///< as it is at that moment
    QJsonObject facts;
};

/// One entry of the audit log, in the order of `number`, from 1 and without gaps.
struct AuditEntry
{
    qint64 number = 0;
    QDateTime timeUtc;
    QString actor; ///< "dba@db1 (bakferry-cli 0.1.0)"
    AuditEvent event;
    QByteArray hash; ///< 32 bytes: SHA-256 over the hash before and this entry
};

/// The hash an entry must have behind one that has the hash `before` (empty for the first): SHA-256 over `before` and the entry as
/// compact JSON with sorted keys.
QByteArray auditHash(const QByteArray& before, const AuditEntry& entry);

/// What checking the whole log told.
struct AuditVerdict
{
    qint64 entries = 0;      ///< read
    qint64 firstBroken = 0;  ///< number of the first entry that is changed, missing or out of place; 0: none
    qint64 missingAtEnd = 0; ///< entries that were written once and are gone from the end
    QByteArray lastHash;     ///< of the last entry; a note of it elsewhere also shows that nobody made the whole log anew
    bool isWhole() const { return firstBroken == 0 && missingAtEnd == 0; }
};

QString auditEventText(const QByteArray& event); ///< the word for it in the current language; an unknown one as it is

} // namespace bakferry

Q_DECLARE_METATYPE(bakferry::AuditEvent)
