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

} // namespace bakferry
