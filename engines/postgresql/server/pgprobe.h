#pragma once
#include <QByteArray>

namespace bakferry {

/// What a bare look at an address tells, without signing in.
enum class PgReach {
    UnknownHost, ///< the name has no address
    Refused,     ///< nobody listens there
    NoAnswer,    ///< silence
    HungUp,      ///< somebody listens, and closes the connection without a word
    OtherServer, ///< somebody listens who does not speak PostgreSQL's protocol
    Plain,       ///< PostgreSQL without TLS
    Tls,         ///< PostgreSQL that offers TLS
};

/// Asks an address for TLS as a PostgreSQL client does, and hangs up. Takes a few seconds at most (and what DNS takes); no
/// password is sent, so no account can be locked. For telling why a connection failed, which libpq only says in words.
/// @param host  as PQhost() gives it: a name, an address, or the folder of a Unix socket
/// Source: PostgreSQL's manual, "Frontend/Backend Protocol", SSLRequest
PgReach probePgServer(const QByteArray& host, const QByteArray& port);

} // namespace bakferry
