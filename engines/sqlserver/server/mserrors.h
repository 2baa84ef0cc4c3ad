#pragma once
#include "engines/error.h"

#include <QList>
#include <QString>

namespace bakferry {

/// One record of an ODBC diagnosis: a message or an error of the server, or one of the driver's own.
struct MsMessage
{
    int number = 0;      ///< of the server's list of messages (sys.messages); of FreeTDS 20000 and more, of Microsoft's driver 0
    QByteArray state;    ///< SQLSTATE; class 01 and 00 are no errors
    QString text;        ///< without the driver's brackets in front

    bool isError() const { return !state.startsWith("01") && !state.startsWith("00"); }
    friend bool operator==(const MsMessage&, const MsMessage&) = default;
};

/// What connecting failed with.
/// @param server  "host:port", fit to be shown
Error msConnectFailure(const QList<MsMessage>& messages, const QString& server, const QString& user, bool wasEncryptionWanted);
/// What a statement failed with: the kind and code from the most telling number, all of the server's words in detail.
Error msFailure(const QList<MsMessage>& messages);
Error msConnectionLost(const QString& words);
Error msTargetError(QByteArray code, Message what, Message hint, QString detail = {});

} // namespace bakferry
