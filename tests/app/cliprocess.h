#pragma once
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>

namespace bakferry {

/// One run of the real bakferry-cli with the real engine.
struct CliRun
{
    int status = -1;       ///< exit status; -1 when it crashed or did not end
    QByteArray out;
    QByteArray err;
    QList<QJsonObject> lines; ///< of stdout with --json; an empty object for a line that is no JSON
    QJsonObject result() const { return lines.isEmpty() ? QJsonObject() : lines.last(); }
    QList<QJsonObject> of(const QString& type) const;
};

/// The bytes of an argument reach the program as they are.
/// @param onDescriptor3  what the program can read there; null: it is closed
CliRun runCli(const QByteArrayList& arguments, const QString& workingFolder = {}, const QByteArray& onDescriptor3 = {});
QString cliPath();
/// An open SQLite corpus of the project, "chinook-lerocha-sql/Chinook_Sqlite.sql".
QByteArray corpus(const QByteArray& name);
/// All rows of all tables of a database, hashed; empty when it cannot be read.
QByteArray contentHash(const QString& databasePath);
/// Runs one statement a line on a new or existing database.
void makeDatabase(const QString& path, const QByteArray& script);

} // namespace bakferry
