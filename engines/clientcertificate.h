#pragma once
#include "engines/connectionprofile.h"
#include "engines/error.h"

#include <optional>

namespace bakferry {

/// The certificate with which this program proves to a server who it is, as the profile's options name it.
struct ClientCertificate
{
    QByteArray certificateFile; ///< option "sslcert"; native path, empty: none
    QByteArray keyFile;         ///< option "sslkey"

    static ClientCertificate of(const ConnectionProfile& profile);
    bool isNamed() const { return !certificateFile.isEmpty() || !keyFile.isEmpty(); }
};

/// Looks at the certificate and its key before a connection is tried: the database libraries say what is wrong with them in free words
/// only, and one of them asks for a passphrase on the terminal. Reads two small files.
/// @returns Error{TargetUnusable} "server.client_certificate" or "server.client_key_open", Error{SignIn} "server.key_passphrase"; nothing
///          when they can be used or none is named. Never a part of a file or of the passphrase.
std::optional<Error> clientCertificateProblem(const ConnectionProfile& profile, const Credentials& credentials);

} // namespace bakferry
