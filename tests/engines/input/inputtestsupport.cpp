#include "tests/engines/input/inputtestsupport.h"

#include <QCryptographicHash>
#include <QFile>
#include <QProcess>
#include <QStandardPaths>
#include <QTest>

#include <ctime>
#include <filesystem>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace bakferry::test {

ReadResult readThrough(Result<std::unique_ptr<BackupInput>> input, qint64 blockBytes)
{
    ReadResult result;
    const auto fail = [&](const Error& error) {
        result.error = error;
        result.code = error.code;
    };
    if (!input) {
        fail(input.error());
        return result;
    }
    BackupInput& backup = **input;
    QByteArray block(blockBytes, Qt::Uninitialized);
    for (;;) {
        const Result<qint64> got = backup.read(block.data(), block.size());
        if (!got) {
            fail(got.error());
            break;
        }
        if (*got == 0)
            break;
        result.content += block.first(*got);
    }
    result.sha256 = backup.sha256();
    result.compression = backup.compression();
    result.warnings = backup.warnings();
    result.isChecksummed = backup.isChecksummed();
    return result;
}

ReadResult readThrough(const BackupFile& file, const InputLimits& limits, qint64 blockBytes)
{
    return readThrough(BackupInput::open(file, limits), blockBytes);
}

QByteArray pipeThrough(const QByteArray& input, const QStringList& commandLine)
{
    QProcess process;
    process.start(commandLine.first(), commandLine.sliced(1));
    process.write(input);
    process.closeWriteChannel();
    if (!process.waitForFinished(60000) || process.exitCode() != 0)
        qFatal("%s: %s", qPrintable(commandLine.join(u' ')), process.readAllStandardError().constData());
    return process.readAllStandardOutput();
}

QByteArray zipOf(const QList<QPair<QByteArray, QByteArray>>& namesAndContents, const QStringList& options)
{
    const Scratch scratch;
    QStringList command = QStringList{QStringLiteral("zip"), QStringLiteral("-q")} + options + QStringList{QStringLiteral("out.zip")};
    for (const auto& [name, content] : namesAndContents) {
        scratch.write(name, content);
        command += QString::fromUtf8(name);
    }
    QFile zip(QString::fromUtf8(scratch.path("out.zip")));
    if (!runIn(scratch.path(""), command) || !zip.open(QIODevice::ReadOnly))
        qFatal("%s failed", qPrintable(command.join(u' ')));
    return zip.readAll();
}

bool runIn(const QByteArray& folder, const QStringList& commandLine)
{
    QProcess process;
    process.setWorkingDirectory(QString::fromUtf8(folder));
    process.start(commandLine.first(), commandLine.sliced(1));
    return process.waitForFinished(60000) && process.exitStatus() == QProcess::NormalExit && process.exitCode() == 0;
}

bool isInstalled(const QString& program) { return !QStandardPaths::findExecutable(program).isEmpty(); }

QByteArray sampleDump(qint64 bytes)
{
    QByteArray dump = "CREATE TABLE t(id INTEGER, name TEXT);\n";
    quint32 state = 1;
    for (int row = 0; dump.size() < bytes; ++row) {
        state = state * 1664525u + 1013904223u;
        dump += "INSERT INTO t VALUES(" + QByteArray::number(row) + ",'name " + QByteArray::number(state % 100003) + "');\n";
    }
    return dump;
}

QByteArray sha256Of(const QByteArray& bytes) { return QCryptographicHash::hash(bytes, QCryptographicHash::Sha256); }

QByteArray withBitFlipped(QByteArray bytes, qint64 bit)
{
    bytes[bit / 8] = char(bytes[bit / 8] ^ (1 << (bit % 8)));
    return bytes;
}

Scratch::Scratch() { m_folder.setAutoRemove(false); }
Scratch::~Scratch() { std::filesystem::remove_all(m_folder.path().toStdString()); }

QByteArray Scratch::path(const QByteArray& name) const { return m_folder.path().toUtf8() + '/' + name; }

BackupFile Scratch::write(const QByteArray& name, const QByteArray& content) const
{
    const BackupFile file{path(name)};
    ::unlink(file.path.constData()); // emptying it instead makes ext4 write it out at once, thousands of times
    const int descriptor = ::open(file.path.constData(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0644);
    qint64 done = 0;
    while (done < content.size()) {
        const ssize_t wrote = ::write(descriptor, content.constData() + done, size_t(content.size() - done));
        if (wrote <= 0)
            qFatal("cannot write %s", file.path.constData());
        done += wrote;
    }
    const timespec anHourAgo{std::time(nullptr) - 3600, 0};
    const timespec times[2] = {anHourAgo, anHourAgo};
    ::futimens(descriptor, times);
    ::close(descriptor);
    return file;
}

} // namespace bakferry::test
