#pragma once
#include "engines/mariadb/mybackup.h"
#include "engines/mariadb/myoptions.h"
#include "engines/mariadb/server/myconnection.h"

#include <mutex>

namespace bakferry {

/// Warnings of one statement that the server of a load session keeps to be asked for, the most it can.
constexpr int myWarningsKept = 65535;

/// What all connections of one load have in common; learnt once, by the first of them. Thread-safe where not const.
class MyServerTraits
{
public:
    Result<void> ask(MyConnection& connection);
    bool localInfile = false;        ///< the server takes LOAD DATA LOCAL
    bool innoDbIsDefault = true;
    bool isMariaDb = true;
    int version = 0;
    qint64 longestStatement = 0;     ///< bytes it takes: max_allowed_packet
    QByteArray sqlMode;              ///< its own

    /// Without the modes that this server does not know, each of which becomes a warning.
    Result<QByteArray> knownModes(MyConnection& connection, const QByteArray& sqlMode);
    void tellUnknown(const QByteArray& setting);
    QList<Message> takeWarnings();

private:
    std::mutex m_mutex;
    QHash<QByteArray, QByteArray> m_modes; ///< as the backup says it → as the server takes it
    QSet<QByteArray> m_toldOf;
    QList<Message> m_warnings;
};

/// One connection of a load. It changes to the settings and the database that the next statement means. One thread at a time.
class MyLoadSession
{
public:
    static Result<std::unique_ptr<MyLoadSession>> open(const RestoreRequest& request, const MyOptions& options, MyServerTraits& traits, const JobContext& context);

    MyConnection& connection() { return *m_connection; }
    /// For our own statements: UTF-8, the server's sql_mode without quirks.
    Result<void> becomeNeutral();
    /// For statements of the backup. @param database  chosen; UTF-8
    /// @param strict  values that do not fit are never changed in silence: for LOAD DATA
    Result<void> become(const MySettings& settings, const QByteArray& database, bool strict = false);
    Result<void> run(QByteArrayView sql);

private:
    MyLoadSession(std::unique_ptr<MyConnection> connection, const MyOptions& options, MyServerTraits& traits)
        : m_connection(std::move(connection)), m_options(options), m_traits(traits) { }
    Result<void> applyOthers(const MySettings& settings);

    std::unique_ptr<MyConnection> m_connection;
    const MyOptions& m_options;
    MyServerTraits& m_traits;
    std::optional<MySettings> m_settings; ///< unset: neutral
    bool m_strict = false;
    QByteArray m_database;
    QByteArrayList m_othersSet;
};

/// A refusal as the answer about one object: names it, its place in the backup, and keeps the server's words.
Error atMyEntry(Error error, const MyBackup& backup, const MyEntry& entry);

} // namespace bakferry
