#include "models/auditentry.h"

#include "engines/displaytext.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QJsonDocument>

namespace bakferry {

using namespace Qt::StringLiterals;

namespace {

struct EventWord
{
    const char* event;
    const char* word;
};

constexpr EventWord eventWords[]{
    {"created", QT_TRANSLATE_NOOP("Audit", "Task created")},
    {"retried", QT_TRANSLATE_NOOP("Audit", "Task started again")},
    {"accepted", QT_TRANSLATE_NOOP("Audit", "Open findings accepted")},
    {"declined", QT_TRANSLATE_NOOP("Audit", "Open findings not accepted")},
    {"ended", QT_TRANSLATE_NOOP("Audit", "Task ended")},
    {"edited", QT_TRANSLATE_NOOP("Audit", "Name, description or tags changed")},
    {"continued", QT_TRANSLATE_NOOP("Audit", "Going on with the chain")},
    {"undo", QT_TRANSLATE_NOOP("Audit", "Undoing the overwrite")},
    {"discard", QT_TRANSLATE_NOOP("Audit", "Discarding a left-over")},
    {"deleted", QT_TRANSLATE_NOOP("Audit", "Task deleted from the list")},
};

} // namespace

QByteArray auditHash(const QByteArray& before, const AuditEntry& entry)
{
    const QJsonObject object{{u"number"_s, entry.number},
                             {u"time"_s, entry.timeUtc.toMSecsSinceEpoch()},
                             {u"actor"_s, entry.actor},
                             {u"event"_s, QString::fromLatin1(entry.event.event)},
                             {u"task"_s, entry.event.taskId},
                             {u"name"_s, entry.event.taskName},
                             {u"facts"_s, entry.event.facts}};
    return QCryptographicHash::hash(before + QJsonDocument(object).toJson(QJsonDocument::Compact), QCryptographicHash::Sha256);
}

QString auditEventText(const QByteArray& event)
{
    for (const EventWord& known : eventWords) {
        if (event == known.event)
            return QCoreApplication::translate("Audit", known.word);
    }
    return displayBytes(event);
}

} // namespace bakferry
