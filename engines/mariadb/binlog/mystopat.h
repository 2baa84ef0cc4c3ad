#pragma once
#include "engines/result.h"

#include <QDateTime>

#include <optional>

namespace bakferry {

/// Where a replay of binary logs shall stop: in front of the first transaction that ended then or later, or at a place in a log.
struct MyStopAt
{
    std::optional<QDateTime> utc;
    QByteArray file;    ///< "mysql-bin.000042"
    qint64 position = -1;
    bool isSet() const { return utc || position >= 0; }
};

/// "2026-11-25 08:30:00" (local time; "T" between, and Z or "+08:00" behind it are fine; seconds may be left out), "mysql-bin.000042:328".
/// Empty: none. @returns Error{Usage} stop.form
Result<MyStopAt> parseMyStopAt(const QString& text);

} // namespace bakferry
