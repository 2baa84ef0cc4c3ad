#include "app/cliaudit.h"

#include "models/exitstatus.h"
#include "models/humantext.h"

#include <QCoreApplication>
#include <QJsonDocument>

namespace bakferry {

using namespace Qt::StringLiterals;

namespace {

constexpr int entriesAtOnce = 1'000;

QString spoken(const char* text) { return QCoreApplication::translate("Cli", text); }

Error brokenLog(const AuditVerdict& verdict)
{
    const Message what = verdict.firstBroken > 0
        ? Message{QT_TRANSLATE_NOOP("Message", "Entry %1 of the audit log was changed, removed or put in later."), {QString::number(verdict.firstBroken)}}
        : Message{QT_TRANSLATE_NOOP("Message", "%1 entries are missing at the end of the audit log."), {QString::number(verdict.missingAtEnd)}};
    return {ErrorKind::VerificationFailed, "audit.broken", what,
            {QT_TRANSLATE_NOOP("Message", "What the log says from there on proves nothing. Compare it with a copy of the store from before."), {}}, {}};
}

} // namespace

CliAudit::CliAudit(CliRequest request, CliOutput& output) : CliTask(std::move(request), output)
{
    connect(&m_store, &TaskStore::opened, this, &CliAudit::begin);
    connect(&m_store, &TaskStore::openFailed, this, &CliAudit::giveUp);
    connect(&m_store, &TaskStore::closed, this, [this] { emit ended(m_exitStatus); });
}

void CliAudit::start() { m_store.open(m_request.storePath, StoreAccess::ReadOnly); }

void CliAudit::stop() { giveUp(cancelledError()); }

void CliAudit::begin()
{
    if (m_request.command == CliCommand::AuditList)
        return printFrom(1);
    m_store.verifyAudit(this, [this](const Result<AuditVerdict>& verdict) {
        if (verdict)
            tell(*verdict);
        else
            giveUp(verdict.error());
    });
}

void CliAudit::printFrom(qint64 number)
{
    m_store.readAudit({}, number, entriesAtOnce, this, [this](const Result<QList<AuditEntry>>& entries) {
        if (!entries)
            return giveUp(entries.error());
        for (const AuditEntry& entry : *entries)
            print(entry);
        if (entries->size() == entriesAtOnce && !m_isClosing)
            return printFrom(entries->last().number + 1);
        close(m_output.lostOutput() ? int(ExitStatus::Failed) : int(ExitStatus::Done));
    });
}

void CliAudit::print(const AuditEntry& entry)
{
    const QString facts = QString::fromUtf8(QJsonDocument(entry.event.facts).toJson(QJsonDocument::Compact));
    if (m_output.isJson()) {
        m_output.print(QJsonObject{{u"type"_s, u"audit"_s}, {u"number"_s, entry.number}, {u"time"_s, entry.timeUtc.toString(Qt::ISODateWithMs)}, {u"actor"_s, entry.actor},
                                   {u"event"_s, QString::fromLatin1(entry.event.event)}, {u"task"_s, entry.event.taskId}, {u"name"_s, entry.event.taskName},
                                   {u"facts"_s, entry.event.facts}, {u"hash"_s, QString::fromLatin1(entry.hash.toHex())}});
    } else {
        m_output.print(u"%1  %2  %3  %4  %5  %6"_s.arg(QString::number(entry.number), localTimeText(entry.timeUtc), entry.actor, entry.event.taskName, auditEventText(entry.event.event), facts));
    }
}

void CliAudit::tell(const AuditVerdict& verdict)
{
    if (!verdict.isWhole())
        return giveUp(brokenLog(verdict));
    const QString hash = QString::fromLatin1(verdict.lastHash.toHex());
    if (m_output.isJson())
        m_output.print(QJsonObject{{u"type"_s, u"result"_s}, {u"status"_s, u"Succeeded"_s}, {u"entries"_s, verdict.entries}, {u"lastHash"_s, hash}, {u"error"_s, QJsonValue()}, {u"exitStatus"_s, 0}});
    else
        m_output.print(spoken(QT_TRANSLATE_NOOP("Cli", "The audit log is whole: %1 entries, the last one with the hash %2.")).arg(QString::number(verdict.entries), hash));
    close(int(ExitStatus::Done));
}

void CliAudit::giveUp(const Error& error)
{
    if (m_isClosing)
        return;
    tellFailure(m_output, error);
    close(int(exitStatusOf(error.kind)));
}

void CliAudit::close(int exitStatus)
{
    m_exitStatus = exitStatus;
    m_isClosing = true;
    m_store.close();
}

} // namespace bakferry
