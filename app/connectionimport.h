#pragma once
#include "models/connectionfiles.h"

namespace bakferry {

/// Where a file of connections may lie.
struct ConnectionPlace
{
    ConnectionFileKind kind;
    QByteArray path; ///< absolute
};

/// The usual places of this person and this machine: ~/.pgpass (or PGPASSFILE), pg_service.conf, .my.cnf, odbc.ini.
QList<ConnectionPlace> usualConnectionPlaces();

/// Reads the files that are there; one that is not is no error. A PostgreSQL service without a password gets it from the password files
/// among them, and a line of these that says no more than a service is left out. Blocks on the disk: any thread but the GUI's.
QList<ConnectionFile> lookForConnections(const QList<ConnectionPlace>& places);

} // namespace bakferry
