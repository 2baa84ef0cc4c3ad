#pragma once
#include "app/clicommand.h"
#include "app/previews.h"

namespace bakferry {

/// `bakferry-cli script`: prints the plan of a restore as statements, or writes it to a file. Opens no store and asks no server.
class CliScript : public CliTask
{
    Q_OBJECT

public:
    CliScript(CliRequest request, CliOutput& output);
    void start() override;
    void stop() override;

private:
    void tell(const Result<QByteArray>& script);

    Previews m_previews;
    Previews::Stop m_stop;
};

} // namespace bakferry
