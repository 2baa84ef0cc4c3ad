#pragma once
#include "engines/engine.h"

#include <QMap>

namespace bakferry {

/// The choices of a MariaDB restore, read from RestoreRequest::options.
struct MyOptions
{
    enum class Definers { Keep, Current, Drop }; ///< "definer": "keep", "current" (the user who restores), "drop" (the clause is left out)
    Definers definers = Definers::Keep;
    QMap<QByteArray, QByteArray> collations; ///< "collation:NAME" = NAME: what takes the place of one that the server does not know
    QMap<QByteArray, QByteArray> engines;    ///< "engine:NAME" = NAME
    QByteArray charset;          ///< "charset": of text that declares none
    bool oldSyntax = false;      ///< TYPE= becomes ENGINE=, names that are reserved words today get quotes, TIMESTAMP(14) loses its width
    bool splitStatements = false; ///< INSERTs longer than the server's max_allowed_packet are cut between rows
    bool skipSystem = false;     ///< members of mysql, performance_schema, sys and information_schema are left out
    bool skipHostile = false;    ///< statements that reach beyond the databases of the backup, which are never run, do not stop the restore
    bool disableEvents = false;  ///< events come back DISABLEd
    bool endSessions = false;    ///< sessions that hold locks on the old tables are ended at the switch-over
    bool intoExisting = false;   ///< without staging, into the existing empty database

    static MyOptions of(const RestoreRequest& request);
    static const QList<OptionInfo>& offered();
};

} // namespace bakferry
