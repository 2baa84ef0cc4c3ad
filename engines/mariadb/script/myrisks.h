#pragma once
#include "engines/mariadb/mybackup.h"
#include "engines/mariadb/script/mystatement.h"

namespace bakferry {

/// What a statement reads or reaches besides the object it is about.
struct MyReach
{
    bool file = false;       ///< INTO OUTFILE or DUMPFILE, LOAD_FILE(), LOAD DATA: reads or writes files
    bool dynamic = false;    ///< PREPARE, EXECUTE: runs text that cannot be looked at
    bool server = false;     ///< GRANT, SET GLOBAL, INSTALL, SHUTDOWN … inside a body
    bool needsOrder = false; ///< reads variables, LAST_INSERT_ID() or other rows
    bool elsewhere = false;  ///< a table whose rows lie in other files or on other servers: CONNECT, FEDERATED, DATA DIRECTORY …
    bool setsVariable = false; ///< SELECT … INTO @x, @x := …
    QByteArrayList databases; ///< that its tables are named with, bytes in the statement's character set
    void add(const MyReach& other);
};

/// Looks through a statement token by token: comments and literals alarm nobody (TRUST T16, T18).
MyReach myReachOf(QByteArrayView sql, MyLexMode mode, MyReader reader = {});

/// "mysql", "sys", "performance_schema", "information_schema", in any case: the server's own.
bool isMySystemDatabase(QByteArrayView name);

} // namespace bakferry
