#pragma once
#include <QByteArray>

#include <memory>
#include <optional>

struct ssl_ctx_st;

namespace bakferry {

/// One message of TDS: what all its packets carried. Source: Microsoft, [MS-TDS] 2.2.3.1, "Packet Header".
struct TdsMessage
{
    enum Type : quint8 { SqlBatch = 0x01, Rpc = 0x03, Answer = 0x04, Attention = 0x06, BulkLoad = 0x07, Transaction = 0x0e, Login7 = 0x10, PreLogin = 0x12 };
    quint8 type = 0;
    QByteArray data;
};

/// The server's end of one TDS connection: packets on a socket, inside TLS where that was agreed upon. One thread at a time, but cut() is
/// for any thread.
class TdsChannel
{
public:
    explicit TdsChannel(int socket); ///< owns it
    ~TdsChannel();
    TdsChannel(const TdsChannel&) = delete;
    TdsChannel& operator=(const TdsChannel&) = delete;

    /// The next whole message; nothing when the client is gone.
    std::optional<TdsMessage> read();
    /// @param isLast  false: more packets of the same answer will follow, which lets a client see what is there already
    bool write(quint8 type, const QByteArray& data, bool isLast = true);
    /// Waits until something can be read, or `wake` (an eventfd) is raised. @returns whether something can be read
    bool waitForInput(int wake);

    /// TLS as [MS-TDS] 2.2.6.5 wants it: the handshake travels inside PRELOGIN packets, what follows is TLS around TDS packets.
    bool beginTls(ssl_ctx_st* context);
    void endTls(); ///< after a login that alone was encrypted
    bool isEncrypted() const { return m_tls != nullptr; }

    void cut(); ///< as if the line broke: no farewell
    void setNumber(quint16 number) { m_number = number; } ///< of the session, in every packet

private:
    struct Tls;
    bool receive(char* buffer, qsizetype size);
    bool send(const QByteArray& bytes);
    bool receiveRaw(char* buffer, qsizetype size);
    bool sendRaw(const QByteArray& bytes);
    std::optional<QByteArray> readPacket(quint8* type, bool* isLast);
    int m_socket;
    quint16 m_number = 0;
    std::unique_ptr<Tls> m_tls;
};

} // namespace bakferry
