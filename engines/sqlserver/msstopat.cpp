#include "engines/displaytext.h"
#include "engines/sqlserver/msreading.h"

#include <QRegularExpression>
#include <QtGlobal>

namespace bakferry {

using namespace Qt::StringLiterals;

QString MsStopAt::text() const { return lsn ? lsn->decimal() : time ? time->toString(time->time().msec() > 0 ? u"yyyy-MM-dd HH:mm:ss.zzz"_s : u"yyyy-MM-dd HH:mm:ss"_s) : QString(); }

Result<MsStopAt> parseMsStopAt(const QString& text)
{
    MsStopAt stop;
    const QString trimmed = text.trimmed();
    if (trimmed.isEmpty())
        return stop;
    if (const std::optional<MsLsn> lsn = MsLsn::fromDecimal(trimmed)) {
        stop.lsn = lsn;
        return stop;
    }
    static const QRegularExpression form(u"^([0-9]{4}-[0-9]{2}-[0-9]{2})[ T]([0-9]{2}:[0-9]{2})(:[0-9]{2})?(\\.[0-9]{1,3})?$"_s);
    if (const auto found = form.match(trimmed); found.hasMatch()) {
        const QString seconds = found.captured(3).isEmpty() ? u":00"_s : found.captured(3);
        const QDate date = QDate::fromString(found.captured(1), Qt::ISODate);
        const QTime time = QTime::fromString(found.captured(2) + seconds + found.captured(4), Qt::ISODateWithMs);
        if (date.isValid() && time.isValid()) {
            stop.time = QDateTime(date, time, Qt::UTC); // a clock without a zone: it is compared with others of the same server only
            return stop;
        }
    }
    return Error{ErrorKind::Usage, "stop.form", {QT_TRANSLATE_NOOP("Message", "%1 is neither a time nor a log sequence number."), {displayText(trimmed, 80)}},
                 {QT_TRANSLATE_NOOP("Message", "Write a time of the server's clock as 2026-11-25 08:30:00, or a number as 24000000006800099."), {}}, {}};
}

} // namespace bakferry
