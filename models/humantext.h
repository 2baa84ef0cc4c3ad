#pragma once
#include <QDateTime>
#include <QString>

namespace bakferry {

// Numbers as people read them, by QLocale() and the current language. Same rules as statustext.h: ask again, never keep.

QString countText(qint64 count);                    ///< "15,607"
QString sizeText(qint64 sizeBytes);                 ///< "1.2 GiB"; empty below 0 = unknown
QString rateText(double bytesPerSecond);            ///< "35.1 MiB/s"; empty when not above 0
QString durationText(qint64 seconds);               ///< "42 s", "3 min 05 s", "1 h 03 min", "2 d 04 h"; empty below 0
QString shortDurationText(qint64 ms);               ///< "0.25 s", "3.1 s", then as durationText(); empty below 0
QString percentText(int permille);                  ///< "42 %"; empty below 0. Says 100 % only at 1000.
QString localTimeText(const QDateTime& timeUtc);    ///< "2026-11-23 15:04:05" in local time; empty when not valid
/// "just now", "5 min ago", "in 2 min"; empty when not valid.
QString relativeTimeText(const QDateTime& timeUtc, const QDateTime& nowUtc);

} // namespace bakferry
