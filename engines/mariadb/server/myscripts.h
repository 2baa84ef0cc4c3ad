#pragma once
#include "engines/mariadb/server/myconnection.h"

namespace bakferry {

/// What makes one trigger, view, routine or event again, as the server itself tells it (SHOW CREATE …).
struct MyScript
{
    QByteArray kind;      ///< "TRIGGER", "EVENT", "VIEW", "FUNCTION", "PROCEDURE", "PACKAGE", "PACKAGE BODY"; "GRANT": a privilege on a routine
    QByteArray name;      ///< of a GRANT: the routine's
    QByteArray sqlMode, charset, collation, timeZone; ///< of the session it was made in; empty: any
    QByteArray statement; ///< in the bytes of `charset`
    friend bool operator==(const MyScript&, const MyScript&) = default;
};

/// Triggers, events, views, routines and privileges on routines of a database, in the order they can be made in.
/// @pre `connection` is one of openMyMaintenance()
/// @returns Error{TargetUnusable} server.privilege when this user may not see the text of one
Result<QList<MyScript>> readMyScripts(MyConnection& connection, const QByteArray& database);

QList<MyScript> scriptsOfKind(const QList<MyScript>& scripts, QByteArrayView kind);

/// Names of the objects of one kind that a database has now.
Result<QByteArrayList> namesOfMy(MyConnection& connection, const QByteArray& database, QByteArrayView kind);

/// Databases that scripts name and what stands in their place.
using MyRenames = QList<std::pair<QByteArray, QByteArray>>;

/// Runs scripts in `database`, each after dropping what has its kind and name; views as often as they need each other. Names of
/// databases in their text change by `renames`. Leaves the session as resetMySession() does.
Result<void> makeAgain(MyConnection& connection, const QList<MyScript>& scripts, const QByteArray& database, const MyRenames& renames);

/// DROP … IF EXISTS of one kind.
Result<void> dropMyObject(MyConnection& connection, const QByteArray& database, QByteArrayView kind, const QByteArray& name);

/// A script's statement with the database `to` where `from` is named before a dot; strings and comments stay.
QByteArray withOtherDatabase(const MyScript& script, const QByteArray& from, const QByteArray& to);

} // namespace bakferry
