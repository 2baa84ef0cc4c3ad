#pragma once
#include "engines/mariadb/server/myexchange.h"
#include "engines/mariadb/server/mystaging.h"

namespace bakferry {

/// The exchanges that put staging databases in place, and those that bring kept ones back.
QList<MyExchange> switchingOfMy(const QList<MyStagedDatabase>& databases);
QList<MyExchange> returningOfMy(const QList<MyStagedDatabase>& databases);

/// Prepares, moves and finishes exchanges over a connection of its own; what fails before the end is put back.
/// @param before  what the target holds as long as nothing has moved
/// @returns remains New: done; `before`: nothing has changed; Unknown: the server did not say
MySwitchOver carryOutMy(const QList<MyExchange>& exchanges, const RestoreRequest& request, const JobContext& context, Remains before);

} // namespace bakferry
