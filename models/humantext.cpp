#include "models/humantext.h"

#include <QCoreApplication>
#include <QLocale>

namespace bakferry {

using namespace Qt::StringLiterals;

namespace {

QString twoDigits(qint64 number) { return u"%1"_s.arg(number, 2, 10, QChar(u'0')); }

} // namespace

QString countText(qint64 count) { return QLocale().toString(count); }

QString sizeText(qint64 sizeBytes) { return sizeBytes < 0 ? QString() : QLocale().formattedDataSize(sizeBytes, 1); }

QString rateText(double bytesPerSecond)
{
    if (!(bytesPerSecond > 0))
        return {};
    return QCoreApplication::translate("HumanText", "%1/s").arg(sizeText(qint64(bytesPerSecond)));
}

QString durationText(qint64 seconds)
{
    if (seconds < 0)
        return {};
    const qint64 minutes = seconds / 60;
    const qint64 hours = minutes / 60;
    if (minutes == 0)
        return QCoreApplication::translate("HumanText", "%1 s").arg(seconds);
    if (hours == 0)
        return QCoreApplication::translate("HumanText", "%1 min %2 s").arg(QString::number(minutes), twoDigits(seconds % 60));
    if (hours < 24)
        return QCoreApplication::translate("HumanText", "%1 h %2 min").arg(QString::number(hours), twoDigits(minutes % 60));
    return QCoreApplication::translate("HumanText", "%1 d %2 h").arg(QString::number(hours / 24), twoDigits(hours % 24));
}

QString shortDurationText(qint64 ms)
{
    if (ms < 0)
        return {};
    if (ms < 10'000)
        return QCoreApplication::translate("HumanText", "%1 s").arg(QLocale().toString(double(ms) / 1000.0, 'f', ms < 1000 ? 2 : 1));
    return durationText(ms / 1000);
}

QString percentText(int permille)
{
    if (permille < 0)
        return {};
    return QCoreApplication::translate("HumanText", "%1 %").arg(permille / 10);
}

QString localTimeText(const QDateTime& timeUtc)
{
    return timeUtc.isValid() ? timeUtc.toLocalTime().toString(u"yyyy-MM-dd HH:mm:ss"_s) : QString();
}

QString relativeTimeText(const QDateTime& timeUtc, const QDateTime& nowUtc)
{
    if (!timeUtc.isValid() || !nowUtc.isValid())
        return {};
    const qint64 seconds = timeUtc.secsTo(nowUtc);
    if (qAbs(seconds) < 5)
        return QCoreApplication::translate("HumanText", "just now");
    return seconds > 0 ? QCoreApplication::translate("HumanText", "%1 ago").arg(durationText(seconds))
                       : QCoreApplication::translate("HumanText", "in %1").arg(durationText(-seconds));
}

} // namespace bakferry
