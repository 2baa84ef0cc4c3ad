#pragma once
#include <QObject>

class QSocketNotifier;

namespace bakferry {

/// Turns SIGINT, SIGTERM and SIGHUP into a Qt signal through a pipe, because a signal handler may do next to nothing.
/// One at a time in a program; main thread.
class StopSignals : public QObject
{
    Q_OBJECT

public:
    explicit StopSignals(QObject* parent = nullptr);
    ~StopSignals() override;

    /// A signal came, whether it was delivered already or not. Any thread.
    static bool isPending();

signals:
    void received();

private:
    QSocketNotifier* m_notifier;
};

/// Keeps secrets out of core files and out of the reach of debuggers of the same user (TRUST.md, T40).
void protectMemory();
/// A reader that goes away must be an error of write(), not the end of a running restore.
void ignoreBrokenPipes();

} // namespace bakferry
