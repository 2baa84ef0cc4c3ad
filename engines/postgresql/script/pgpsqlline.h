#pragma once
#include <QByteArray>
#include <QByteArrayList>

namespace bakferry {

/// \connect: where the statements behind it go.
struct PgConnectLine
{
    QByteArray database; ///< empty: stays the same
    QByteArray user;     ///< empty: stays the same; pg_dump before 7.3 names owners so
};

/// One line for psql. Nothing in it is ever run: backquotes, variables and pipes are bytes.
struct PgPsqlLine
{
    enum class Does { Connects, Restricts, Unrestricts, EndsRows, SetsEncoding, Nothing, Hostile };
    Does does = Does::Hostile;
    PgConnectLine connect;
    QByteArray argument; ///< key of \restrict, name of an encoding
};

/// Reads a line from its backslash on. Known are \connect (\c), \restrict and \unrestrict with a key of up to 128 letters and
/// digits, "\.", \encoding, and \set of variables that only steer psql itself; everything else is Hostile (TRUST T01, T02).
PgPsqlLine readPgPsqlLine(QByteArrayView line);

} // namespace bakferry
