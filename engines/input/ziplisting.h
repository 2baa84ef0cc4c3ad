#pragma once
#include "engines/backupfile.h"
#include "engines/result.h"

#include <QList>

namespace bakferry {

/// One regular file inside a zip.
struct ZipMember
{
    QByteArray name;       ///< native bytes as the zip holds them; safe: relative, no "..", unique after case folding
    qint64 sizeBytes = -1; ///< as the zip claims, untrusted; -1: not told
    friend bool operator==(const ZipMember&, const ZipMember&) = default;
};

/// Reads the directory of a zip: its regular files in stored order, without folders and the __MACOSX and ._* files that
/// macOS adds.
/// @returns the members, or the errors of BackupInput::open; Error{Risk} backup.zip_hostile names the first member that
/// is a link or device, has an absolute name, "..", a NUL, a backslash, or a name another one has in other case (T34)
Result<QList<ZipMember>> listZipMembers(const BackupFile& file);

} // namespace bakferry
