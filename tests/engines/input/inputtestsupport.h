#pragma once
#include "engines/input/backupinput.h"

#include <QList>
#include <QStringList>
#include <QTemporaryDir>

#include <optional>

namespace bakferry::test {

/// What reading a backup to its end, or to its failure, gave.
struct ReadResult
{
    QByteArray content; ///< what was delivered before the end or the failure
    QByteArray code;    ///< of the error; empty when the end was proven
    Error error;
    QByteArray sha256;
    QByteArrayList compression;
    QList<Message> warnings;
    bool isChecksummed = false;
};

/// @param blockBytes  how much each read asks for
ReadResult readThrough(const BackupFile& file, const InputLimits& limits = {}, qint64 blockBytes = 64 * 1024);
ReadResult readThrough(Result<std::unique_ptr<BackupInput>> input, qint64 blockBytes = 64 * 1024);

/// The standard output of a program that was given `input`; fails the running test when it is missing or unhappy.
QByteArray pipeThrough(const QByteArray& input, const QStringList& commandLine);
/// A zip with these files, made by Info-ZIP with these options, as bytes.
QByteArray zipOf(const QList<QPair<QByteArray, QByteArray>>& namesAndContents, const QStringList& options = {});
/// Runs a program in a folder. @returns whether it ended with 0.
bool runIn(const QByteArray& folder, const QStringList& commandLine);
/// A program's name if it is installed, for QSKIP when it is not.
bool isInstalled(const QString& program);

/// SQL-like text of about `bytes` bytes: compressible like a dump, the same in every run.
QByteArray sampleDump(qint64 bytes);
QByteArray sha256Of(const QByteArray& bytes);
QByteArray withBitFlipped(QByteArray bytes, qint64 bit);

/// A folder of its own for each test, with files by native names.
class Scratch
{
public:
    Scratch();
    ~Scratch(); // not QTemporaryDir's: that one leaves names that are not UTF-8
    QByteArray path(const QByteArray& name) const;
    /// Writes the file and sets its modification time an hour back, so that any later change shows whatever the clock's grain.
    BackupFile write(const QByteArray& name, const QByteArray& content) const;

private:
    QTemporaryDir m_folder;
};

} // namespace bakferry::test
