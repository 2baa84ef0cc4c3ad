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
    virtual bool accepts() = 0;                              ///< false: not a byte goes to the server
    virtual int read(char* buffer, unsigned int size) = 0;   ///< bytes, 0 at the end, -1 after a failure
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

/// Connects and signs in, once. Ends within a moment of a stop, and when `patience` is over. "sslmode" and "sslrootcert" of the profile's options
/// decide on encryption as in libpq; unsaid, servers elsewhere must prove who they are. Passwords go out in the clear only to a server that
/// did, or over a Unix socket. The session's character set is utf8mb4.
/// @param files  must outlive the connection; null: the server is told that no file can be had
/// @param number the server's (or Connector/C's) error number after a failure
Result<MyHandle> signInMy(const ConnectionProfile& profile, const Credentials& credentials, const QByteArray& database,
                          const std::stop_token& stop, MyFileAnswerer* files, int* number,
                          std::chrono::milliseconds patience = std::chrono::seconds(20));

/// Ends a connection in both directions, also under the feet of a thread that waits on it.
void hangUpMy(MYSQL* handle);

} // namespace bakferry
