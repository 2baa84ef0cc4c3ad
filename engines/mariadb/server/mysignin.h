#pragma once
#include "engines/connectionprofile.h"
#include "engines/result.h"

#include <QByteArray>

#include <chrono>
#include <memory>
#include <stop_token>

#include <mysql.h>

namespace bakferry {

struct CloseMy { void operator()(MYSQL* handle) const; };
using MyHandle = std::unique_ptr<MYSQL, CloseMy>;

/// Answers a server that asks for a local file (LOAD DATA LOCAL). The name it asks for is never looked at.
class MyFileAnswerer
{
public:
    virtual ~MyFileAnswerer() = default;
    virtual bool accepts() = 0;                              ///< false: not a byte goes to the server, and the connection is hung up
    virtual int read(char* buffer, unsigned int size) = 0;   ///< bytes, 0 at the end, -1 after a failure
    MYSQL* handle = nullptr;                                 ///< set by signInMy()
};

/// Where a profile leads: a Unix socket, or a host and port. A host that begins with a slash is a socket; "localhost" without a port is the
/// usual socket of this machine where there is one, as in the vendor's own programs.
struct MyAddress
{
    QByteArray socket; ///< empty: by host and port
    QByteArray host;
    unsigned int port = 0;
    bool isLocal = false; ///< this very machine: no certificate is asked for unasked

    static MyAddress of(const ConnectionProfile& profile);
};

/// Connects and signs in, once. Ends within a moment of a stop, and when `patience` is over. "sslmode", "sslrootcert", "sslcert" and "sslkey" of the
/// profile's options decide on encryption as in libpq; unsaid, servers elsewhere must prove who they are. Passwords go out in the clear only to a server that
/// did, or over a Unix socket. The session's character set is utf8mb4.
/// @param files  must outlive the connection; null: the server is told that no file can be had
/// @param number the server's (or Connector/C's) error number after a failure
Result<MyHandle> signInMy(const ConnectionProfile& profile, const Credentials& credentials, const QByteArray& database,
                          const std::stop_token& stop, MyFileAnswerer* files, int* number,
                          std::chrono::milliseconds patience = std::chrono::seconds(20));

/// While it lives, the calls of its thread take no more than so many bytes from a connection, or that is hung up: Connector/C itself keeps
/// whatever a server sends as descriptions of columns, without an end (TRUST T12).
class MyReadLimit
{
public:
    MyReadLimit(MYSQL* handle, qint64 mostBytes);
    ~MyReadLimit();
    MyReadLimit(const MyReadLimit&) = delete;
    MyReadLimit& operator=(const MyReadLimit&) = delete;
    bool wasExceeded() const { return m_left < 0; }

private:
    friend void noteReadBytes(int, MYSQL*, const unsigned char*, size_t);
    MYSQL* m_handle;
    qint64 m_left;
};

/// Ends a connection in both directions, also under the feet of a thread that waits on it.
void hangUpMy(MYSQL* handle);

} // namespace bakferry
