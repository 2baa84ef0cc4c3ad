#pragma once
#include "engines/mariadb/mybackup.h"
#include "engines/script/mytokens.h"

namespace bakferry {

/// What one statement of a MariaDB or MySQL script does, as far as a restore must know. Told by its own words alone, and only what a
/// restore knows how to treat is told: everything else is Refused (TRUST T18).
struct MyStatement
{
    enum class Does {
        Nothing,         ///< left out without a loss: transactions, locks, KEYS on and off, ANALYZE, SELECT of something …
        Sets,            ///< SET …, which MySession follows
        Uses, CreatesDatabase, DropsDatabase, AltersDatabase, ///< `objects` names the database, in `name`
        Makes,           ///< an object of the kind
        Drops,           ///< `objects` of the kind
        Fills,           ///< INSERT or REPLACE … VALUES
        Alters,          ///< adds to `table` what may as well be added behind the rows: keys, constraints, AUTO_INCREMENT; also SETVAL
        Reshapes,        ///< changes `table` in a way that later statements count on: ADD COLUMN, RENAME …
        RunsOnRows,      ///< UPDATE, DELETE, INSERT … SELECT, TRUNCATE …: makes sense in its order alone
        Runs,            ///< the like without rows
        TellsPosition,   ///< CHANGE MASTER TO with nothing but a position
        LeftOut,         ///< not run, which the DBA is told: FLUSH, STOP SLAVE …
        Refused,         ///< reaches beyond the database, or could
    };
    Does does = Does::Refused;
    QByteArray kind;                ///< as MyEntry's
    QList<MyQualifiedName> objects; ///< bytes in the statement's character set; the first is what it is about
    MyQualifiedName table;          ///< of triggers, indexes and ALTERs
    QByteArray definer;             ///< "root@localhost"
    QByteArray charset, collation;  ///< of CREATE and ALTER DATABASE
    bool mayExist = false;          ///< IF NOT EXISTS
    bool readsRows = false;         ///< CREATE TABLE … AS SELECT
    MyBinlogPosition position;      ///< of TellsPosition
};

/// Whether a variable is one with which Percona's mysqldump finds out about MyRocks.
bool isOfBulkLoad(QByteArrayView variable);

MyStatement readMyStatement(QByteArrayView sql, MyLexMode mode, MyReader reader = {});

} // namespace bakferry
