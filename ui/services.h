#pragma once
#include "models/connectionfiles.h"
#include "models/connectionmodel.h"
#include "models/migrationtask.h"

#include <QObject>

#include <functional>

namespace bakferry {

/// Where passwords lie, handed in by Application: a keychain, or memory until the program ends. Nothing else keeps one.
struct PasswordServices
{
    /// Whether there is a keychain to remember passwords in.
    std::function<void(QObject* context, std::function<void(bool isThere)> done)> findKeychain;
    /// `done` gets empty credentials when none is kept for this server and user.
    std::function<void(const ConnectionProfile&, QObject* context, std::function<void(Credentials)> done)> find;
    /// @param remember  in the keychain where there is one; else until the program ends
    std::function<void(const ConnectionProfile&, const Credentials&, bool remember)> keep;
    std::function<void(const ConnectionProfile&)> forget;
    /// What is kept for it lies in memory only; answers at once.
    std::function<bool(const ConnectionProfile&)> isForThisSession;
};

enum class PrecheckExtent { Whole, TargetAlone };

/// What the windows may ask of the running program, handed in by Application. All asynchronous: each returns at once and
/// calls `done` later on the GUI thread, unless `context` was destroyed before. No window names a database or a file itself.
struct Services
{
    /// What an engine is and offers; null for an id that none has. The one call that answers at once.
    std::function<const EngineInfo*(QByteArrayView id)> engineInfo;
    /// RestoreEngine::badStopAt of an engine; at once, too.
    std::function<std::optional<Error>(QByteArrayView id, const QString& stopAt)> badStopAt;
    /// Reads heads and headers of the picked files.
    std::function<void(const BackupSet&, QObject* context, std::function<void(Result<BackupFacts>)> done)> inspect;
    /// Prechecks a draft with the password kept for its server, all of it or RestoreRequest::targetAlone; `progress` is called while it reads, `done` with the whole
    /// report, also when stopped.
    /// @returns a function that stops the precheck.
    std::function<std::function<void()>(const MigrationTask& draft, PrecheckExtent extent, QObject* context, std::function<void(JobProgress)> progress,
                                        std::function<void(PrecheckReport)> done)> precheck;
    /// RestoreEngine::script of a draft: reads headers only.
    std::function<void(const MigrationTask& draft, QObject* context, std::function<void(Result<QByteArray>)> done)> script;
    /// Signs in once and looks around.
    /// @returns a function that stops it.
    std::function<std::function<void()>(const RestoreTarget&, const Credentials&, QObject* context,
                                        std::function<void(Result<ServerFacts>)> done)> testConnection;
    /// Work that waits for the disk, off the GUI thread.
    std::function<void(std::function<Result<void>()> work, QObject* context, std::function<void(Result<void>)> done)> runAside;
    PasswordServices passwords;
    ConnectionModel* connections = nullptr; ///< outlives the windows
    /// Reads the files in which other programs of this person keep servers.
    std::function<void(QObject* context, std::function<void(QList<ConnectionFile>)> done)> findConnections;
    /// Log rows [from, from + count) of a task and how many there are in all.
    std::function<void(const QString& taskId, qint64 from, int count, QObject* context,
                       std::function<void(QList<LogRow>, qint64 total)> done)> readLog;
};

} // namespace bakferry
