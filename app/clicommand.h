#pragma once
#include "app/clioutput.h"
#include "app/clirequest.h"

#include <QObject>

#include <memory>

namespace bakferry {

/// One command of `bakferry-cli` on its way. Asynchronous: start() returns, ended() brings the exit status. Main thread.
class CliTask : public QObject
{
    Q_OBJECT

public:
    CliTask(CliRequest request, CliOutput& output) : m_request(std::move(request)), m_output(output) { }

    virtual void start() = 0;
    /// A signal came: stop, and end with what is true then.
    virtual void stop() = 0;

signals:
    void ended(int exitStatus);

protected:
    /// Tells the error the way it was asked for and ends with its status.
    void fail(const Error& error);

    const CliRequest m_request;
    CliOutput& m_output;
};

std::unique_ptr<CliTask> makeCliTask(const CliRequest& request, CliOutput& output);

/// Tells an error of what never became a task: a sentence, or {"type":"result","status":"Failed","error":{…},"exitStatus":…}.
void tellFailure(CliOutput& output, const Error& error);
/// @param wanted  as typed
Error noSuchTask(const QString& wanted);

} // namespace bakferry
