#pragma once
#include "engines/mariadb/mybackup.h"
#include "engines/script/mytokens.h"

#include <QMap>

namespace bakferry {

/// How often the objects of a backup name something.
struct MyUse
{
    int tables = 0;
    int others = 0; ///< views, routines, settings of a database or a session
};

/// What the definitions of a backup ask of a server, as one of its make and version reads them.
struct MyNeeds
{
    QMap<QByteArray, MyUse> collations, charsets, engines; ///< lower case
    int typeClauses = 0;             ///< tables with TYPE= for ENGINE=
    int wideTimestamps = 0;          ///< tables with TIMESTAMP(14) and the like
    QMap<QByteArray, int> bareNames; ///< names of columns that stand without quotes, and in how many tables
    QMap<QByteArray, int> definers;
    int events = 0;
    QByteArrayList withoutPrimaryKey; ///< tables

    static MyNeeds of(const QList<const MyDatabase*>& databases, const QList<MySettings>& settings, MyReader reader);
};

} // namespace bakferry
