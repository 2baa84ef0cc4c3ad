#pragma once
#include "engines/postgresql/archive/pgbytereader.h"

#include <optional>

namespace bakferry {

/// One member of a tar as its headers describe it.
struct TarMember
{
    QByteArray name;   ///< whole path, as stored
    qint64 size = 0;
    qint64 offset = 0; ///< of its content in the tar
    bool isFile = true; ///< false: a folder
};

/// Walks a tar from header to header to its two zero blocks. Knows POSIX ustar, pax (x, g) and GNU (L, base-256 sizes) headers,
/// and the old ones without a mark. Every step needs bytes that are there, so a cut tar ends the walk (TRUST T10).
/// Works on a plain file by going over contents, and on a stream by reading them. One thread at a time.
/// Sources: POSIX.1-2017 pax, "ustar Interchange Format" and "pax Extended Header"; GNU tar manual, "Basic Tar Format"
class TarWalker
{
public:
    static constexpr qint64 blockBytes = 512;

    /// @param reader  at the tar's beginning
    explicit TarWalker(std::unique_ptr<PgByteReader> reader) : m_reader(std::move(reader)) { }

    /// The next file or folder, over what was not read of the one before. @returns null at the proven end.
    /// Error{BackupUnusable} with backup.damaged or .truncated; Error{Risk} with backup.archive_hostile for links and devices.
    Result<std::optional<TarMember>> next();
    /// Content of the member that next() told last. @returns 0 at its end
    Result<qint64> read(char* buffer, qint64 maxBytes);
    /// After the proven end: reads what follows. @returns whether it is only zeros, as padding is
    Result<bool> restIsPadding();

    qint64 position() const { return m_reader->position(); }
    qint64 storedOffset() const { return m_reader->storedOffset(); }

    /// Whether these 512 bytes are a header: its checksum says so.
    static bool isHeader(QByteArrayView block);

private:
    bool readBlock();
    void readExtended(qint64 size, char type);
    void takePax(QByteArrayView records);
    QByteArray headerName() const;

    std::unique_ptr<PgByteReader> m_reader;
    QByteArray m_block;
    qint64 m_left = 0;    ///< of the member's content
    qint64 m_padding = 0; ///< behind it, to the next block
    QByteArray m_longName;
    qint64 m_longSize = -1;
};

} // namespace bakferry
