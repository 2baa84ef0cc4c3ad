#pragma once
#include "engines/connectionprofile.h"

#include <optional>

namespace bakferry {

/// Where the command line was told to take a password from. Never an argument and never the environment: other users, or all
/// programs of the same user, can read those there (TRUST.md, T38).
struct PasswordSource
{
    int fd = -1;        ///< its first line is the password
    QByteArray file;    ///< absolute path of a file with lines "host:port:database:user:password"
    int keyFd = -1;     ///< its first line is the passphrase of the client certificate's private key
    bool isGiven() const { return fd >= 0 || keyFd >= 0 || !file.isEmpty(); }
};

/// Reads the password for this target, and the passphrase of its key; a descriptor gives them once only.
/// @returns Error{Usage} naming what is wrong with the source; never a part of its content.
Result<Credentials> readPassword(const PasswordSource& source, const RestoreTarget& target);

/// Finds the password in the lines of a password file: "*" stands for anything, "\:" and "\\" for the characters themselves,
/// lines that begin with "#" are passed over. The first line that fits decides.
/// Source: PostgreSQL's manual, "The Password File"; any engine's target may stand in it.
std::optional<QByteArray> passwordInLines(const QByteArray& lines, const RestoreTarget& target, int defaultPort);

/// There is a person at the terminal to be asked.
bool canAskForPassword();
/// Asks on the terminal, without echo. Blocks; a stop signal ends it.
/// @returns Error{Cancelled} when the person or a signal stopped it
Result<Credentials> askForPassword(const QString& prompt);

/// Takes out of the environment what database libraries would silently follow: passwords, and other servers or settings than the
/// ones the DBA named and sees. Call before any thread starts.
void dropDatabaseEnvironment();

} // namespace bakferry
