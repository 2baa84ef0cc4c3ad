#pragma once
#include "tests/support/tds/tdsanswer.h"
#include "tests/support/tds/tdschannel.h"

#include <condition_variable>
#include <functional>
#include <list>
#include <mutex>
#include <thread>

namespace bakferry {

/// What LOGIN7 said, the password decoded. Source: [MS-TDS] 2.2.6.4.
struct TdsLogin
{
    QString host, user, password, program, server, database;
    quint32 version = 0;    ///< 0x74000004 for TDS 7.4
    bool isEncrypted = false;

    static std::optional<TdsLogin> of(QByteArrayView packet);
};

/// How a statement's answer is written, piece by piece; used on the session's thread.
class TdsTalk : public TdsAnswer
{
public:
    TdsTalk(TdsChannel& channel, int wake) : m_channel(channel), m_wake(wake) { }

    /// Sends what there is. @returns false when the client asked to stop, or is gone
    bool flush();
    /// Sends what there is and waits until `isTrue`, asked again whenever the server is woken. @returns as flush()
    bool waitUntil(const std::function<bool()>& isTrue);
    bool isStopped() const { return m_wasAttention || m_isGone; }
    bool wasAttention() const { return m_wasAttention; }
    /// The line breaks here.
    void cut() { m_channel.cut(); m_isGone = true; }

private:
    void look();
    TdsChannel& m_channel;
    int m_wake;
    bool m_wasAttention = false, m_isGone = false;
};

/// One signed-in client, as the scripted server sees it. All calls come from the session's thread.
class TdsGuest
{
public:
    virtual ~TdsGuest() = default;
    /// Writes LOGINACK and what goes with it, or an error. @returns whether the client is let in
    virtual bool signIn(const TdsLogin& login, TdsTalk& talk) = 0;
    virtual void batch(const QString& sql, TdsTalk& talk) = 0; ///< ends with a final DONE, unless it was stopped
};

/// A server that speaks TDS 7.4 on loopback: a thread a client, PRELOGIN with or without TLS, LOGIN7, SQL batches, sp_executesql and
/// sp_prepexec without parameters, attention.
///
/// It stands in for SQL Server, which cannot run here. It knows the protocol from Microsoft's specification [MS-TDS] and from what FreeTDS
/// accepts, and no SQL: that is its guests' (sqlstandin.h).
class TdsServer
{
public:
    enum class Encryption { NotSupported, LoginOnly, On };
    struct Setup
    {
        Encryption encryption = Encryption::NotSupported;
        QByteArray certificateFile, keyFile; ///< PEM; needed unless NotSupported
    };
    using NewGuest = std::function<std::unique_ptr<TdsGuest>(quint16 number)>;

    TdsServer(Setup setup, NewGuest newGuest);
    ~TdsServer();
    int port() const { return m_port; }
    void wake();                    ///< lets every TdsTalk::waitUntil() look again
    void cutAll();                  ///< every line breaks
    void cut(quint16 number);
    int sessions() const;

private:
    struct Session;
    void accept();
    void serve(Session& session);
    bool preLogin(TdsChannel& channel, const QByteArray& asked, bool* isLoginOnly);
    Setup m_setup;
    NewGuest m_newGuest;
    ssl_ctx_st* m_tls = nullptr;
    int m_listener = -1, m_port = 0, m_stop = -1;
    mutable std::mutex m_mutex;
    std::list<Session> m_sessions;
    quint16 m_lastNumber = 50;
    std::jthread m_thread;
};

} // namespace bakferry
