#pragma once
#include "engines/error.h"

#include <QByteArray>

#include <libpq-fe.h>

namespace bakferry {

/// Why a connection could not be made: by SQLSTATE where the server gave one (the connection must have had PQERRORS_VERBOSE), else by
/// looking at the address; never by words, which are translated. May take some seconds.
Error pgConnectFailure(PGconn* handle, const QString& server, const QString& database);
/// The server did not answer in time.
Error pgNoAnswer(const QString& server);
/// Why a statement failed. `result` null: the connection itself failed.
Error pgFailure(PGconn* handle, const PGresult* result);

} // namespace bakferry
