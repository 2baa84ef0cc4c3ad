#pragma once
#include "engines/engine.h"
#include "engines/mariadb/server/mycatalog.h"
#include "engines/mariadb/server/myscripts.h"

namespace bakferry {

/// One database whose content is exchanged: its tables go to `to`, those of `from` take their place. A switch-over is (staging, wanted,
/// kept), its undoing (kept, wanted, staging). `from` and `to` carry marks of the task (mymark.h).
struct MyExchange
{
    QByteArray from, wanted;
    QByteArray to;               ///< empty: `wanted` did not exist and is made
    bool bringsObjects = false;  ///< `from` holds triggers, views, routines and events itself, not only their kept scripts
};

/// Carries out exchanges of several databases as one. Only tables and sequences move at one stroke, by one RENAME TABLE that also renames
/// the marks; what it cannot move is made again from scripts, before which everything is as the marks tell. Every step may be repeated.
///
/// One thread; its connection is one of openMyMaintenance() that no stop reaches.
class MyExchanger
{
public:
    MyExchanger(MyConnection& connection, const RestoreRequest& request, QList<MyExchange> exchanges);

    /// Makes `to` (or `wanted`, where there is none), and keeps the scripts of all sides in the marks. Nothing else is touched.
    /// @returns Error{TargetUnusable} target.referenced, server.privilege …, Error{TargetChanged} target.appeared
    Result<void> prepare();
    /// Takes triggers, events and views in the way off, and moves the tables; after an error everything is put back. A stop counts until
    /// the RENAME begins. @returns Error{Locked} target.in_use after some seconds; server.lost: nobody knows, look at the marks
    Result<void> move(const JobContext& context);
    /// Makes the rest again in its new place.
    Result<void> finish();
    /// Whether the tables were moved: by the marks of `from`. Nothing: some were, others not, or the marks are gone.
    Result<std::optional<bool>> isMoved();
    /// Moves on what a server without atomic RENAME TABLE (before MariaDB 10.6 and MySQL 8) left half done. @returns whether there was such a thing
    Result<bool> completeMove();
    /// After isMoved(): moves the tables back.
    Result<void> moveBack();
    /// Before a move, or after moveBack(): everything of `wanted` and `from` is as it was, `to` is dropped.
    /// @param all  what finish() may have replaced is made again, too
    Result<void> abandon(bool all);

    QList<Message> takeWarnings();

private:
    Result<void> prepareOne(const MyExchange& one);
    Result<void> makeWanted(const MyExchange& one);
    Result<void> dropWanted(const MyExchange& one);
    Result<void> dropAll(const QList<MyScript>& scripts, const QByteArray& database, const QByteArrayList& tables);
    Result<void> takeOff();
    Result<void> dropTriggersLocked();
    Result<QByteArray> renameStatement(bool back);
    Result<void> rename();
    Result<void> finishOne(const MyExchange& one);
    MyRenames renames() const;
    Result<void> repairDefaults(const MyExchange& one);
    Result<void> grantAgain(const MyExchange& one);
    Result<void> abandonOne(const MyExchange& one, bool all);
    Result<void> run(const QByteArray& sql);
    bool isMark(const QByteArray& table) const;
    Result<QByteArrayList> movingOf(const QByteArray& database);

    MyConnection& m_connection;
    const RestoreRequest& m_request;
    QList<MyExchange> m_exchanges;
    QByteArrayList m_appeared; ///< databases that somebody else made
    QList<Message> m_warnings;
};

} // namespace bakferry
