#include "engines/mariadb/binlog/mystopat.h"

#include "engines/displaytext.h"

#include <QRegularExpression>
#include <QTimeZone>
#include <QtGlobal>

namespace bakferry {

using namespace Qt::StringLiterals;

Result<MyStopAt> parseMyStopAt(const QString& text)
{
    MyStopAt stop;
    const QString trimmed = text.trimmed();
    if (trimmed.isEmpty())
        return stop;
    static const QRegularExpression place(u"^([^/:\\s]+\\.[0-9]+):([0-9]{1,18})$"_s);
    if (const auto found = place.match(trimmed); found.hasMatch()) {
        stop.file = found.captured(1).toUtf8();
        stop.position = found.captured(2).toLongLong();
        return stop;
    }
    static const QRegularExpression time(u"^([0-9]{4}-[0-9]{2}-[0-9]{2})[ T]([0-9]{2}:[0-9]{2})(:[0-9]{2})?( ?Z|[+-][0-9]{2}:[0-9]{2})?$"_s);
    if (const auto found = time.match(trimmed); found.hasMatch()) {
        const QString seconds = found.captured(3).isEmpty() ? u":00"_s : found.captured(3);
        const QDateTime when = QDateTime::fromString(found.captured(1) + u'T' + found.captured(2) + seconds + found.captured(4).trimmed(), Qt::ISODate);
        if (when.isValid()) {
            stop.utc = when.toUTC();
            return stop;
        }
    }
    return Error{ErrorKind::Usage, "stop.form", {QT_TRANSLATE_NOOP("Message", "%1 is neither a time nor a position in a binary log."), {displayText(trimmed, 80)}},
                 {QT_TRANSLATE_NOOP("Message", "Write a time as 2026-11-25 08:30:00, or a position as mysql-bin.000042:328."), {}}, {}};
}

} // namespace bakferry
