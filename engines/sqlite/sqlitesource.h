#pragma once
#include "engines/input/backupinput.h"
#include "engines/jobcontext.h"
#include "engines/sqlite/backupview.h"

#include <memory>

namespace bakferry {

/// A descriptor that closes itself.
class OwnedDescriptor
{
public:
    OwnedDescriptor() = default;
    explicit OwnedDescriptor(int descriptor) : m_descriptor(descriptor) { }
    OwnedDescriptor(OwnedDescriptor&& other) noexcept : m_descriptor(std::exchange(other.m_descriptor, -1)) { }
    OwnedDescriptor& operator=(OwnedDescriptor&& other) noexcept;
    ~OwnedDescriptor();
    int get() const { return m_descriptor; }
    bool isOpen() const { return m_descriptor >= 0; }

private:
    int m_descriptor = -1;
};

/// What the first 100 bytes of a database file say. Source: sqlite.org/fileformat2.html#the_database_header
struct SqliteHeader
{
    int pageSize = 0;
    bool writeAheadLog = false;
    qint64 pageCount = 0;       ///< 0: the header does not know (written by an old version)
    int encoding = 0;           ///< 1 UTF-8, 2 UTF-16le, 3 UTF-16be
    quint32 userVersion = 0, applicationId = 0, sqliteVersion = 0;
    int schemaFormat = 0;
    bool autoVacuum = false;
    quint32 freePages = 0;
};
/// @returns nothing when the bytes are no header.
std::optional<SqliteHeader> readSqliteHeader(QByteArrayView head);

/// A database file as a backup: the file itself and the -wal or -journal beside it, which belong to it.
///
/// A compressed file is unpacked into an unnamed temporary file, because a database is read at random places.
class SqliteSource
{
public:
    /// Opens the files; reads nothing but the head.
    static Result<std::unique_ptr<SqliteSource>> open(const BackupFile& file, const InputLimits& limits = {});

    const SqliteHeader* header() const { return m_header ? &*m_header : nullptr; }
    QByteArray head() const { return m_head; }
    BackupInput& input() { return *m_input; }
    const BackupInput& input() const { return *m_input; }
    bool isCompressed() const { return !m_input->compression().isEmpty(); }
    bool hasWal() const { return m_walBytes > 0; }
    bool hasJournal() const { return m_journalBytes > 0; }
    qint64 sideBytes() const { return m_walBytes + m_journalBytes; }

    /// Unpacks a compressed file; does nothing for a plain one. Afterwards sha256() is known for compressed files.
    Result<void> unpack(const JobContext& context, JobStep step);
    /// The plain database: the backup itself, or what was unpacked.
    int databaseDescriptor() const { return m_unpacked.isOpen() ? m_unpacked.get() : m_input->descriptor(); }
    qint64 databaseBytes() const;

    /// SQLite's view of the backup, side files included; made once.
    Result<BackupView*> view();
    /// SHA-256 over main file, then -wal, then -journal; reads them.
    Result<QByteArray> sha256(const JobContext& context, const std::function<void(qint64)>& progress);
    /// SHA-256 of a set whose main file is already hashed.
    Result<QByteArray> sha256With(const QByteArray& mainSha256, const JobContext& context) const;
    /// Whether main and side files still are what was opened.
    Result<void> checkUnchanged() const;

private:
    SqliteSource() = default;
    Result<void> openSideFile(const QByteArray& path, OwnedDescriptor& descriptor, qint64& bytes);

    BackupFile m_file;
    std::unique_ptr<BackupInput> m_input;
    QByteArray m_head;
    std::optional<SqliteHeader> m_header;
    OwnedDescriptor m_wal, m_journal, m_unpacked;
    qint64 m_walBytes = 0, m_journalBytes = 0;
    QByteArray m_mainSha256; ///< of a compressed file, once unpacked
    std::unique_ptr<BackupView> m_view;
};

} // namespace bakferry
