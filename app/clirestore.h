#pragma once
#include "app/clicommand.h"
#include "app/clisignin.h"
#include "app/clitaskwatch.h"
#include "app/taskdesk.h"

namespace bakferry {

/// `bakferry-cli restore`: makes a task in the store, runs it and ends with its exit status.
class CliRestore : public CliTask
{
    Q_OBJECT

public:
    CliRestore(CliRequest request, CliOutput& output);
    void start() override;
    void stop() override;

private:
    void openStore();
    void beginTask();
    void giveUp(const Error& error);

    CliSignIn m_signIn;
    TaskDesk m_desk;
    CliTaskWatch m_watch;
    QString m_taskId;      ///< empty until the task exists
    bool m_hasBegun = false;
    int m_exitStatus = 0;
};

} // namespace bakferry
