#pragma once
#include "engines/error.h"

#include <QByteArray>

#include <libpq-fe.h>

namespace bakferry {

/// Why a connection could not be made, told apart by SQLSTATE where the server gave one (never by its words, which are translated).
Error pgConnectFailure(PGconn* handle, const QString& server, const QString& database);
/// The server did not answer in time.
Error pgNoAnswer(const QString& server);
/// Why a statement failed. `result` null: the connection itself failed.
Error pgFailure(PGconn* handle, const PGresult* result);

} // namespace bakferry
