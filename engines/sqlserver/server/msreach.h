#pragma once
#include "engines/result.h"

#include <QString>

#include <stop_token>

namespace bakferry {

/// Whether anything listens there: drivers tell a wrong name, a closed port and a refused certificate apart badly, and cannot be stopped
/// while they wait.
/// @returns Error{TargetUnusable} server.unknown_host, server.refused, server.unreachable; cancelledError()
Result<void> reachMsServer(const QString& host, int port, const std::stop_token& stop);

} // namespace bakferry
