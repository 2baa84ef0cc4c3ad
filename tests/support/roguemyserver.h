#pragma once
#include "engines/connectionprofile.h"

#include <QByteArray>

#include <functional>
#include <mutex>
#include <thread>

namespace bakferry {

/// What a MariaDB server must never do: greets on loopback as one, lets anybody in, and answers the first statement as its script says.
/// Serves one guest after another. Source: MariaDB's manual, "Client/Server Protocol".
class RogueMyServer
{
public:
    /// One guest. Reads block; all return false (or nothing) once the guest is gone.
    class Guest
    {
    public:
        explicit Guest(int socket) : m_socket(socket) { }
        bool send(const QByteArray& bytes);
        bool sendPacket(const QByteArray& payload); ///< with the length and number it should have
        QByteArray readPacket();
        void startAnswer() { m_number = 0; }        ///< a new command has come: packets are numbered from it
        bool isGone();                              ///< waits until the guest hangs up or sends something
        QByteArray restUntilGone();                 ///< everything it still sends

    private:
        bool read(char* buffer, qint64 size);
        int m_socket;
        uchar m_number = 0;
    };
    using Script = std::function<void(Guest&)>;

    /// @param atSignIn  takes the place of the OK that lets the guest in; null: an OK
    explicit RogueMyServer(Script afterFirstStatement, Script atSignIn = {});
    ~RogueMyServer();
    ConnectionProfile profile() const;

    static QByteArray ok();
    static QByteArray error(const QByteArray& words);

private:
    void serve(int socket);
    Script m_script, m_atSignIn;
    int m_listener = -1, m_port = 0;
    std::mutex m_mutex;
    int m_guest = -1;
    std::jthread m_thread;
};

} // namespace bakferry
