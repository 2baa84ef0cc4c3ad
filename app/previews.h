#pragma once
#include "engines/engine.h"
#include "models/migrationtask.h"

#include <QObject>
#include <QThreadPool>

#include <functional>
#include <memory>

namespace bakferry {

/// Looks at backups and servers and prechecks drafts before they are tasks: for the wizard and for `bakferry-cli inspect|precheck`.
///
/// Lives on the GUI (main) thread; the engines it asks run on its own few threads. An answer comes later on the GUI
/// thread, and not at all when `context` was destroyed before.
class Previews : public QObject
{
    Q_OBJECT

public:
    using Engines = std::function<const RestoreEngine*(QByteArrayView id)>;
    using Stop = std::function<void()>;

    explicit Previews(Engines engines, QObject* parent = nullptr);
    /// Stops what runs and waits for it.
    ~Previews() override;

    Stop inspect(const BackupSet& backups, QObject* context, std::function<void(Result<BackupFacts>)> done);
    /// @param targetAlone  RestoreRequest::targetAlone
    Stop precheck(const MigrationTask& draft, const Credentials& credentials, QObject* context, std::function<void(JobProgress)> progress,
                  std::function<void(PrecheckReport)> done, bool targetAlone = false);
    /// Signs in once and looks around.
    Stop testConnection(const RestoreTarget& target, const Credentials& credentials, QObject* context, std::function<void(Result<ServerFacts>)> done);

    /// RestoreEngine::script of a draft.
    Stop script(const MigrationTask& draft, QObject* context, std::function<void(Result<QByteArray>)> done);

    /// Anything else that blocks.
    Stop run(std::function<Result<void>()> work, QObject* context, std::function<void(Result<void>)> done);

private:
    struct Run;

    std::shared_ptr<Run> newRun(QObject* context);
    template <typename Answer, typename Work>
    Stop ask(QObject* context, Work work, std::function<void(Answer)> done);

    Engines m_engines;
    QThreadPool m_pool;
    std::stop_source m_stopAll;
};

} // namespace bakferry
