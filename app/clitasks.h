#pragma once
#include "app/clicommand.h"
#include "app/clisignin.h"
#include "app/clitaskwatch.h"
#include "app/taskdesk.h"

namespace bakferry {

/// `bakferry-cli tasks …`: looks at the store, or changes what is in it.
///
/// Opens it as its writer where it can, and then first looks after tasks that a dead program left unfinished, so that no
/// list says of a task that it is running when nobody runs it. What only looks does so beside another writer as well.
class CliTasks : public CliTask
{
    Q_OBJECT

public:
    CliTasks(CliRequest request, CliOutput& output);
    void start() override;
    void stop() override;

private:
    bool onlyLooks() const;
    void begin();
    void list();
    void show(const MigrationTask& task);
    void showLog(const MigrationTask& task);
    void writeReport(const MigrationTask& task);
    void remove();
    void signInThen(const MigrationTask& task, void (CliTasks::*act)(const MigrationTask&));
    void undo(const MigrationTask& task);
    void discard(const MigrationTask& task);
    void goOn(const MigrationTask& task);
    void cancel(const MigrationTask& task);
    void retry(const MigrationTask& task);
    void retryFailed(const MigrationTask& task);
    void watch(const MigrationTask& task);
    void undoEnded(const QString& id);
    void discardEnded();
    void giveUp(const Error& error);
    void close(int exitStatus);

    const MigrationTask* wantedTask(const QString& wanted) const;

    CliSignIn m_signIn;
    TaskDesk m_desk;
    CliTaskWatch m_watch;
    bool m_hasBegun = false;
    std::optional<Error> m_refusal; ///< of an undo or a discard
    qsizetype m_waitingFor = 0;     ///< left-overs under way
    int m_exitStatus = 0;
};

} // namespace bakferry
