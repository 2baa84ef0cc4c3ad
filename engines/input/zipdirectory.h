#pragma once
#include "engines/input/storedfile.h"
#include "engines/input/streamdecoder.h"
#include "engines/input/ziplisting.h"

namespace bakferry {

/// A regular file in a zip with what is needed to read it. All numbers are the directory's claims, within the file.
struct ZipEntry
{
    ZipMember member;
    int method = 0;            ///< APPNOTE.TXT 4.4.5
    bool isEncrypted = false;
    quint32 crc32 = 0;
    qint64 storedBytes = 0;
    qint64 headerOffset = 0;   ///< of the local file header
    qint64 endOffset = 0;      ///< no byte of the member lies at or behind it
};

/// The central directory of a zip: where it is, what it lists, and whether a list like that is to be trusted.
struct ZipDirectory
{
    QList<ZipEntry> entries; ///< in the directory's order
    QList<Message> warnings; ///< bytes behind the zip

    /// Source: PKWARE APPNOTE.TXT 6.3.10, sections 4.3.7 to 4.3.16 and 4.5.3.
    /// @returns Error backup.truncated without an end record, .damaged when it contradicts itself, .zip_hostile (T34)
    static Result<ZipDirectory> read(const StoredFile& file);
};

/// Where the bytes of a member begin, after its local header was found to agree with the directory.
Result<qint64> zipDataOffset(const StoredFile& file, const ZipEntry& entry);

} // namespace bakferry
