#pragma once
#include "engines/connectionprofile.h"

#include <QString>

#include <mutex>
#include <optional>

namespace bakferry {

/// The ODBC driver that speaks with SQL Server: Microsoft's, newest first, or FreeTDS; whichever is registered (odbcinst).
struct MsDriver
{
    QString name;            ///< as registered: "ODBC Driver 18 for SQL Server"
    bool isMicrosoft = false;
    int version = 0;         ///< 18, 17; 0 for FreeTDS

    /// @returns Error{TargetUnusable} server.driver when QODBC or every such driver is missing
    static Result<MsDriver> find();
    /// The best of registered names; nothing where none speaks with SQL Server.
    static std::optional<MsDriver> best(const QStringList& registered);
};

/// How far a connection is encrypted and the server's certificate checked: the profile's "sslmode", or what is safe for the host.
enum class MsEncryption { Off, Preferred, Required, VerifiedAuthority, VerifiedName };
MsEncryption msEncryptionOf(const ConnectionProfile& profile);
bool isLocalMsHost(const QString& host);

/// A connection string for SQLDriverConnect in which no value can become a keyword (TRUST T32).
/// @returns Error{Usage} server.connect_string for a host that is none, and for a user or password that this driver's own reading of {…}
///          cannot carry: control characters, with FreeTDS also "}" together with ";"
Result<QString> msConnectionString(const MsDriver& driver, const ConnectionProfile& profile, const Credentials& credentials);

/// What FreeTDS takes from a file only: whom to trust. While it lives, the file says what `profile` wants and no other thread may connect.
/// The file lies in memory; the environment variable that leads FreeTDS to it is set before main(), when there is one thread.
class MsFreeTdsFile
{
public:
    explicit MsFreeTdsFile(const ConnectionProfile& profile);

private:
    std::unique_lock<std::mutex> m_lock;
};

} // namespace bakferry
