#pragma once
#include "engines/connectionprofile.h"

#include <QString>

namespace bakferry {

/// What the wizard was told of one server target. The password stays in here and in the keeper, in memory.
struct ServerChoice
{
    QString connectionId; ///< of the saved connection it began with; empty: none
    ConnectionProfile profile;
    Credentials password;
    bool remember = false; ///< the password, in the keychain
    QString database;      ///< name the database gets on the server
};

/// A host name, an address or an absolute path; no URL and nothing with a user or a password in it. Spaces around it do not count.
inline bool isHost(const QString& text)
{
    const QString host = text.trimmed();
    return !host.isEmpty() && (host.startsWith(u'/') || !(host.contains(u'/') || host.contains(u'@') || host.contains(u' ')));
}

} // namespace bakferry
