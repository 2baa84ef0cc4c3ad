#pragma once
#include "engines/error.h"

#include <QByteArray>

#include <mysql.h>

namespace bakferry {

/// What was tried, for people.
struct MyConnecting
{
    QString server;
    unsigned int port = 0; ///< 0: a Unix socket
    QString database;
    bool withPassword = false;
};

/// Why a connection could not be made: by the server's number, or Connector/C's and the errno it names; never by words.
Error myConnectFailure(MYSQL* handle, const MyConnecting& connecting);
/// The connection asks for encryption, and the server has none.
Error myNotEncrypted(const MyConnecting& connecting);
/// The server did not answer in time.
Error myNoAnswer(const QString& server);
/// Why a statement failed, by the server's number.
Error myFailure(MYSQL* handle);
/// The server broke the protocol's rules: asked for a file nobody offered, or sent more than was asked for.
Error myBrokenProtocol(QString detail);

/// A sentence of the server without what may be values of rows or text of statements (TRUST T40): "Duplicate entry … for key 'PRIMARY'".
QString myWordsWithoutValues(int number, const QByteArray& words);

} // namespace bakferry
