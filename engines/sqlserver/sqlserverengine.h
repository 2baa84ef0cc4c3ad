#pragma once
#include "engines/engine.h"

namespace bakferry {

/// SQL Server: .bak and .trn files, read and proven by us and restored by the server itself. Stateless; see engines/sqlserver/README.md.
class SqlServerEngine final : public RestoreEngine
{
public:
    const EngineInfo& info() const override;
    const QList<FormatInfo>& formats() const override;
    int recognise(QByteArrayView head) const override;
    Result<BackupFacts> inspect(const BackupSet& backups, const JobContext& context) const override;
    PrecheckReport precheck(const RestoreRequest& request, const JobContext& context) const override;
    RestoreOutcome restore(const RestoreRequest& request, const JobContext& context) const override;
    std::optional<Error> badStopAt(const QString& stopAt) const override;
    Recovery reconcile(const RestoreRequest& request, const Journal& journal) const override;
    RestoreOutcome undoOverwrite(const RestoreRequest& request, const Journal& journal, const JobContext& context) const override;
    Result<void> discard(const RestoreRequest& request, const Journal& journal, const LeftOver& leftOver) const override;
};

} // namespace bakferry
