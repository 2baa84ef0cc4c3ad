#pragma once
#include <QByteArray>

#include <atomic>
#include <list>
#include <mutex>
#include <thread>

namespace bakferry {

/// A TCP port of its own on 127.0.0.1 whose connections go on to a Unix socket, until a test lets the network fail (TRUST.md, F05).
class FaultProxy
{
public:
    /// @param socketPath  of the server: FOLDER/.s.PGSQL.5432
    explicit FaultProxy(QByteArray socketPath);
    ~FaultProxy();
    quint16 port() const { return m_port; }
    /// From now on nothing passes in either direction, on old connections and new ones; nobody is told.
    void stall() { m_isStalled = true; }
    void goOn() { m_isStalled = false; }
    /// Closes every connection.
    void cut();
    qint64 bytesPassed() const { return m_bytesPassed; }

private:
    void accept(std::stop_token stop);
    void pass(std::stop_token stop, int from, int to);

    const QByteArray m_socketPath;
    int m_listener = -1;
    quint16 m_port = 0;
    std::atomic_bool m_isStalled = false;
    std::atomic<qint64> m_bytesPassed = 0;
    std::mutex m_mutex;
    std::list<int> m_sockets;
    std::list<std::jthread> m_passers;
    std::jthread m_acceptor;
};

} // namespace bakferry
