#pragma once
#include "engines/connectionprofile.h"
#include "engines/error.h"

#include <QList>

#include <optional>

namespace bakferry {

/// Files in which other programs keep servers and passwords.
enum class ConnectionFileKind { PgPass, PgService, MyCnf, OdbcIni };

/// A server that such a file describes. Its secret goes to the keeper when the DBA takes the connection over, and nowhere else.
struct FoundConnection
{
    QString name; ///< as the file calls it, else made from the address
    ConnectionProfile profile;
    Credentials secret;
    QString database; ///< for people only
};

/// What one file held.
struct ConnectionFile
{
    ConnectionFileKind kind = ConnectionFileKind::PgPass;
    QByteArray path;
    QList<FoundConnection> connections;
    int passedOver = 0;          ///< entries that make no sense, are too long, or stand for any server
    bool includesOthers = false; ///< it names further files; those are not followed
    bool isOpenToOthers = false; ///< holds a password and other users may read it
    std::optional<Error> error;  ///< it is there and could not be read
};

/// Reads a file as its own program does, as far as servers go. Any bytes are fine: what makes no sense is counted and passed over, lines
/// beyond 16 KiB and connections beyond 1,000 too. Time and memory grow with the content only.
/// Sources: PostgreSQL's manual, "The Password File", "The Connection Service File"; MariaDB's "Configuring MariaDB with Option Files";
/// unixODBC's odbc.ini with the words of psqlodbc, MariaDB Connector/ODBC, FreeTDS and Microsoft's driver.
ConnectionFile readConnectionFile(ConnectionFileKind kind, QByteArrayView content);

/// One line of a PostgreSQL password file: "a:b\:c" → "a", "b:c". Five fields at most, the last takes the rest.
QByteArrayList passwordFileFields(QByteArrayView line);

} // namespace bakferry
