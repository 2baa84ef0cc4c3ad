#include "engines/input/ziplisting.h"

#include "engines/input/zipdirectory.h"

namespace bakferry {

Result<QList<ZipMember>> listZipMembers(const BackupFile& file)
{
    const Result<std::unique_ptr<StoredFile>> stored = StoredFile::open(file);
    if (!stored)
        return stored.error();
    const Result<ZipDirectory> directory = ZipDirectory::read(**stored);
    if (!directory)
        return directory.error();
    QList<ZipMember> members;
    for (const ZipEntry& entry : directory->entries)
        members += entry.member;
    return members;
}

} // namespace bakferry
