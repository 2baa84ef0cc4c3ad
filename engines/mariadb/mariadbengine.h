#pragma once
#include "engines/engine.h"

#include <memory>

namespace bakferry {

class MyKeptReadings;

/// MariaDB and MySQL: scripts of every client and mydumper folders into databases of a server; see engines/mariadb/README.md.
/// Re-entrant. All it remembers is what the latest prechecks read, to spare the restores behind them the same work.
class MariaDbEngine final : public RestoreEngine
{
public:
    MariaDbEngine();
    ~MariaDbEngine() override;
    const EngineInfo& info() const override;
    const QList<FormatInfo>& formats() const override;
    int recognise(QByteArrayView head) const override;
    Result<BackupFacts> inspect(const BackupSet& backups, const JobContext& context) const override;
    PrecheckReport precheck(const RestoreRequest& request, const JobContext& context) const override;
    RestoreOutcome restore(const RestoreRequest& request, const JobContext& context) const override;
    std::optional<Error> badStopAt(const QString& stopAt) const override;
    PrecheckReport precheckNext(const RestoreRequest& request, const Journal& journal, const JobContext& context) const override;
    RestoreOutcome continueRestore(const RestoreRequest& request, const Journal& journal, const JobContext& context) const override;
    Result<ServerFacts> testConnection(const RestoreTarget& target, const Credentials& credentials, const JobContext& context) const override;
    Recovery reconcile(const RestoreRequest& request, const Journal& journal) const override;
    RestoreOutcome undoOverwrite(const RestoreRequest& request, const Journal& journal, const JobContext& context) const override;
    Result<void> discard(const RestoreRequest& request, const Journal& journal, const LeftOver& leftOver) const override;

private:
    const std::unique_ptr<MyKeptReadings> m_readings;
};

} // namespace bakferry
