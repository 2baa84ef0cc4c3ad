#include "tests/engines/sqlite/sqlitetestsupport.h"

#include "engines/catalog.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QProcess>
#include <QtTest>

#include <algorithm>
#include <cstring>
#include <sys/stat.h>

namespace bakferry::test {

using namespace Qt::StringLiterals;

namespace {

QStringList namesIn(const QString& folder) { return QDir(folder).entryList(QDir::Files | QDir::Hidden | QDir::System, QDir::Name); }

QByteArray valueLine(sqlite3_stmt* row, int column)
{
    const int type = sqlite3_column_type(row, column);
    if (type == SQLITE_FLOAT) {
        const double value = sqlite3_column_double(row, column);
        quint64 bits = 0;
        std::memcpy(&bits, &value, sizeof bits);
        return "real " + QByteArray::number(bits, 16);
    }
    const void* bytes = type == SQLITE_BLOB ? sqlite3_column_blob(row, column) : sqlite3_column_text(row, column);
    QByteArray value(static_cast<const char*>(bytes), sqlite3_column_bytes(row, column));
    if (value.size() > 100)
        value = QByteArray::number(value.size()) + " bytes " + QCryptographicHash::hash(value, QCryptographicHash::Sha256);
    return QByteArray::number(type) + ' ' + value.toHex();
}

} // namespace

// In memory where that is possible: what these tests wait for is never the disk.
Workshop::Workshop() : m_folder(QFileInfo(u"/dev/shm"_s).isWritable() ? u"/dev/shm/bakferry-XXXXXX"_s : QDir::tempPath() + u"/bakferry-XXXXXX"_s)
{
    QDir(m_folder.path()).mkdir(u"source"_s);
    QDir(m_folder.path()).mkdir(u"target"_s);
}

QByteArray Workshop::source(const QByteArray& name) const { return QFile::encodeName(m_folder.path()) + "/source/" + name; }
QByteArray Workshop::target(const QByteArray& name) const { return QFile::encodeName(m_folder.path()) + "/target/" + name; }
QStringList Workshop::sourceNames() const { return namesIn(m_folder.filePath(u"source"_s)); }
QStringList Workshop::targetNames() const { return namesIn(m_folder.filePath(u"target"_s)); }

EngineDriver Workshop::driver(const QByteArray& backup, const QByteArray& target) const
{
    EngineDriver driver(*engineById("sqlite"));
    driver.request.taskId = u"0123456789abcdef0123456789abcdef"_s;
    driver.request.backups = {{backup}};
    driver.request.target = {{"sqlite"}, target};
    return driver;
}

QByteArray readFile(const QByteArray& path)
{
    QFile file(QFile::decodeName(path));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void writeFile(const QByteArray& path, QByteArrayView content)
{
    QFile file(QFile::decodeName(path));
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(content.data(), content.size()), content.size());
}

QByteArray runProgram(const QStringList& commandLine, const QByteArray& input)
{
    QProcess process;
    process.start(commandLine.first(), commandLine.sliced(1));
    process.write(input);
    process.closeWriteChannel();
    const bool happy = process.waitForFinished(30'000) && process.exitStatus() == QProcess::NormalExit && process.exitCode() == 0;
    if (!happy)
        QTest::qFail(qPrintable(commandLine.join(u' ') + u": "_s + QString::fromLocal8Bit(process.readAllStandardError())), __FILE__, __LINE__);
    return process.readAllStandardOutput();
}

OtherProgram::OtherProgram(const QByteArray& path)
{
    sqlite3* raw = nullptr;
    sqlite3_open(path.constData(), &raw);
    m_handle.reset(raw);
}

bool OtherProgram::run(const QByteArray& sql) const
{
    const bool ok = sqlite3_exec(get(), sql.constData(), nullptr, nullptr, nullptr) == SQLITE_OK;
    if (!ok)
        qInfo("%s: %s", sql.left(200).constData(), sqlite3_errmsg(get()));
    return ok;
}

QByteArray OtherProgram::text(const QByteArray& sql) const
{
    sqlite3_stmt* statement = nullptr;
    sqlite3_prepare_v2(get(), sql.constData(), -1, &statement, nullptr);
    QByteArray value;
    if (sqlite3_step(statement) == SQLITE_ROW)
        value = QByteArray(reinterpret_cast<const char*>(sqlite3_column_text(statement, 0)), sqlite3_column_bytes(statement, 0));
    sqlite3_finalize(statement);
    return value;
}

QByteArray dumpOf(const QByteArray& path) { return runProgram({u"sqlite3"_s, QFile::decodeName(path), u".dump"_s}); }

QByteArrayList contentOf(const QByteArray& path)
{
    const OtherProgram database(path);
    const auto read = [&](const QByteArray& sql, const QByteArray& prefix, QByteArrayList& lines) {
        sqlite3_stmt* row = nullptr;
        int code = sqlite3_prepare_v2(database.get(), sql.constData(), -1, &row, nullptr);
        while (code == SQLITE_OK && (code = sqlite3_step(row)) == SQLITE_ROW) {
            code = SQLITE_OK;
            QByteArray line = prefix;
            for (int column = 0; column < sqlite3_column_count(row); ++column)
                line += '|' + valueLine(row, column);
            lines += line;
        }
        if (code != SQLITE_DONE)
            lines += prefix + ": " + sqlite3_errmsg(database.get());
        sqlite3_finalize(row);
    };
    QByteArrayList lines, names;
    read("SELECT type, name, tbl_name, sql FROM sqlite_schema", "schema", lines);
    read("SELECT name FROM sqlite_schema WHERE type='table'", {}, names);
    for (const QByteArray& one : std::as_const(names)) {
        const QByteArray name = QByteArray::fromHex(one.sliced(3));
        read("SELECT * FROM \"" + QByteArray(name).replace('"', "\"\"") + '"', "row of " + name, lines);
    }
    std::ranges::sort(lines);
    return lines;
}

Untouched::Untouched(const QByteArray& where) : folder(where)
{
    const QStringList names = namesIn(QFile::decodeName(folder));
    for (const QString& name : names) {
        const QByteArray path = folder + '/' + QFile::encodeName(name);
        struct stat status{};
        ::lstat(path.constData(), &status);
        lines += QFile::encodeName(name) + ' ' + QByteArray::number(qint64(status.st_mtim.tv_sec)) + '.' + QByteArray::number(qint64(status.st_mtim.tv_nsec)) + ' '
            + QCryptographicHash::hash(readFile(path), QCryptographicHash::Sha256).toHex();
    }
}

QByteArray errorLine(const RestoreOutcome& outcome)
{
    static constexpr const char* kinds[] = {"Internal", "Usage", "BackupUnusable", "BackupChanged", "Locked", "SignIn", "Risk", "NoSpace", "TargetUnusable",
                                            "TargetChanged", "StatementFailed", "VerificationFailed", "StoreFailed", "Cancelled"};
    return outcome.error ? QByteArray(kinds[int(outcome.error->kind)]) + ' ' + outcome.error->code : QByteArray();
}

QByteArray recoveryLine(const Recovery& recovery)
{
    static constexpr const char* words[] = {"Nothing", "Old", "New", "Partial", "Unknown"};
    QByteArray line = words[int(recovery.remains)];
    line += recovery.switchedOver ? ", switched over" : "";
    for (const LeftOver& one : recovery.leftOvers)
        line += one.kind == LeftOver::Kind::Staging ? ", staging" : ", kept old";
    return line;
}

} // namespace bakferry::test
