#pragma once
#include "models/migrationtask.h"

#include <QElapsedTimer>
#include <QJsonObject>
#include <QString>

namespace bakferry {

/// What `bakferry-cli` says: results to stdout, the rest to stderr. Main thread.
///
/// Every line is made safe for a terminal, whatever a backup calls its tables. When stdout is closed or full, what
/// should go there is dropped from then on and the work goes on; when a write hangs, a signal frees it.
class CliOutput
{
public:
    explicit CliOutput(bool json);

    bool isJson() const { return m_isJson; }
    /// stdout; plain text may have several lines.
    void print(const QString& text);
    void print(const QJsonObject& object);
    /// stderr.
    void note(const QString& text);
    void error(const Error& error);
    /// JSON: at most 4 a second. A terminal: one line that changes. Else: a line for each phase.
    void progress(const MigrationTask& task);
    /// Clears the changing line, so that other lines can follow.
    void endProgress();
    /// Something did not fit (disk full, I/O error); a reader that went away does not count.
    bool lostOutput() const { return m_lostOutput; }

private:
    bool write(int fd, const QByteArray& bytes);
    QString progressLine(const MigrationTask& task, int columns) const;

    const bool m_isJson;
    const bool m_isTerminal;
    bool m_stdoutGone = false;
    bool m_lostOutput = false;
    bool m_hasBar = false;
    std::optional<TaskPhase> m_phase;
    QElapsedTimer m_sinceProgress;
};

} // namespace bakferry
