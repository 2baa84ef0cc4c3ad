#pragma once
#include "app/clicommand.h"
#include "app/clisignin.h"
#include "app/previews.h"

namespace bakferry {

/// `bakferry-cli inspect`: opens no store.
class CliInspect : public CliTask
{
    Q_OBJECT

public:
    CliInspect(CliRequest request, CliOutput& output);
    void start() override;
    void stop() override;

private:
    void tell(const Result<BackupFacts>& facts);

    Previews m_previews;
    Previews::Stop m_stop;
};

/// `bakferry-cli precheck`: changes nothing and opens no store.
class CliPrecheck : public CliTask
{
    Q_OBJECT

public:
    CliPrecheck(CliRequest request, CliOutput& output);
    void start() override;
    void stop() override;

private:
    void precheck(const Credentials& credentials);
    void tell(const PrecheckReport& report);

    MigrationTask m_draft;
    CliSignIn m_signIn;
    Previews m_previews;
    Previews::Stop m_stop;
};

} // namespace bakferry
