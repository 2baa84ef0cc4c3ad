#include "engines/postgresql/pgbackup.h"

#include "engines/input/backupinput.h"
#include "engines/postgresql/archive/pgarchivebackup.h"
#include "engines/postgresql/archive/pgarchiveerrors.h"
#include "engines/postgresql/archive/pgcustomstore.h"

namespace bakferry {

namespace {

constexpr QByteArrayView archiveMagic("PGDMP");
constexpr qint64 headBytes = 64 * 1024;

Result<std::unique_ptr<PgBackup>> openCustom(std::unique_ptr<BackupInput> input, const BackupFile& file)
{
    auto toc = std::make_unique<PgToc>();
    std::unique_ptr<PgArchiveStore> store;
    if (input->compression().isEmpty()) {
        const qint64 size = input->storedBytes();
        PgByteReader reader(std::make_unique<PgFileSource>(input->descriptor(), 0, size, file), file, size);
        Result<PgToc> read = readPgToc(reader, size);
        if (!read)
            return read.error();
        *toc = std::move(read).value();
        store = std::make_unique<PgCustomStore>(std::move(input), file, *toc, reader.position());
    } else {
        Result<std::unique_ptr<PgCustomSequence>> sequence = PgCustomSequence::open(std::move(input), file, *toc);
        if (!sequence)
            return sequence.error();
        store = std::move(sequence).value();
    }
    if (toc->format != PgToc::Format::Custom)
        return pgarchiveerrors::tocAlone(file);
    toc->header.format = "postgresql-custom";
    toc->header.dataCompression = toc->compression == Compression::None ? "none" : toc->compression == Compression::Zlib ? "gzip" : compressionName(toc->compression);
    return std::unique_ptr<PgBackup>(std::make_unique<PgArchiveBackup>(file, std::move(toc), std::move(store)));
}

} // namespace

Result<std::unique_ptr<PgBackup>> openPgBackup(const BackupSet& backups, const JobContext&)
{
    if (backups.size() != 1)
        return pgarchiveerrors::manyFiles(backups.size());
    const BackupFile& file = backups.first();
    Result<std::unique_ptr<BackupInput>> input = BackupInput::open(file);
    if (!input)
        return input.error();
    const Result<QByteArray> head = (*input)->peek(headBytes);
    if (!head)
        return head.error();
    if (head->startsWith(archiveMagic))
        return openCustom(std::move(input).value(), file);
    return pgarchiveerrors::notAnArchive(file);
}

int recognisePgBackup(QByteArrayView head) { return head.startsWith(archiveMagic) ? 100 : 0; }

} // namespace bakferry
