#include "engines/postgresql/pgbackup.h"

#include "engines/input/backupinput.h"
#include "engines/postgresql/archive/pgarchivebackup.h"
#include "engines/postgresql/archive/pgarchiveerrors.h"
#include "engines/postgresql/archive/pgcustomstore.h"
#include "engines/postgresql/archive/pgmemberstore.h"
#include "engines/postgresql/archive/pgtarsequence.h"
#include "engines/postgresql/script/pgscriptbackup.h"

#include <sys/stat.h>

namespace bakferry {

namespace {

constexpr QByteArrayView archiveMagic("PGDMP");
constexpr qint64 headBytes = 64 * 1024;

using Opened = Result<std::unique_ptr<PgBackup>>;

QByteArray wordOf(Compression compression)
{
    return compression == Compression::None ? "none" : compression == Compression::Zlib ? "gzip" : compressionName(compression);
}

Opened openCustom(std::unique_ptr<BackupInput> input, const BackupFile& file)
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
    toc->header.dataCompression = wordOf(toc->compression);
    return std::unique_ptr<PgBackup>(std::make_unique<PgArchiveBackup>(file, std::move(toc), std::move(store)));
}

Opened openMembers(std::unique_ptr<PgMembers> members, const BackupFile& file, const QByteArray& format)
{
    Result<PgToc> read = PgMemberStore::readToc(*members, file);
    if (!read)
        return read.error();
    auto toc = std::make_unique<PgToc>(std::move(read).value());
    toc->header.format = format;
    toc->header.oddities = members->oddities();
    auto store = std::make_unique<PgMemberStore>(std::move(members), file, *toc);
    toc->header.dataCompression = store->compressionWord();
    return std::unique_ptr<PgBackup>(std::make_unique<PgArchiveBackup>(file, std::move(toc), std::move(store)));
}

Opened openTar(std::unique_ptr<BackupInput> input, const BackupFile& file)
{
    if (input->compression().isEmpty()) {
        Result<std::unique_ptr<PgTarMembers>> members = PgTarMembers::open(std::move(input), file);
        return members ? openMembers(std::move(members).value(), file, "postgresql-tar") : members.error();
    }
    auto toc = std::make_unique<PgToc>();
    Result<std::unique_ptr<PgTarSequence>> sequence = PgTarSequence::open(std::move(input), file, *toc);
    if (!sequence)
        return sequence.error();
    toc->header.format = "postgresql-tar";
    toc->header.oddities = (*sequence)->oddities();
    toc->header.dataCompression = wordOf(toc->compression);
    return std::unique_ptr<PgBackup>(std::make_unique<PgArchiveBackup>(file, std::move(toc), std::move(sequence).value()));
}

Opened openFolder(const BackupFile& file)
{
    Result<BackupFolder> folder = BackupFolder::open(file);
    if (!folder)
        return folder.error();
    return openMembers(std::make_unique<PgFolderMembers>(file, std::move(folder).value()), file, "postgresql-directory");
}

bool isFolder(const BackupFile& file)
{
    struct stat status {};
    return ::stat(file.path.constData(), &status) == 0 && S_ISDIR(status.st_mode);
}

// Whether the tar that begins like this is a dump: by a member that only pg_dump writes.
int recogniseTar(QByteArrayView head)
{
    for (const QByteArrayView name : {QByteArrayView("toc.dat"), QByteArrayView("restore.sql"), QByteArrayView("blobs.toc")}) {
        for (qsizetype at = 0; at + TarWalker::blockBytes <= head.size(); at += TarWalker::blockBytes) {
            const QByteArrayView block = head.sliced(at, TarWalker::blockBytes);
            const QByteArrayView path = block.first(qstrnlen(block.data(), 100));
            if ((path == name || (path.endsWith(name) && path[path.size() - name.size() - 1] == '/')) && TarWalker::isHeader(block))
                return 100;
        }
    }
    return 0;
}

} // namespace

Opened openPgBackup(const BackupSet& backups, const JobContext& context)
{
    if (backups.size() != 1)
        return pgarchiveerrors::manyFiles(backups.size());
    const BackupFile& file = backups.first();
    if (isFolder(file))
        return openFolder(file);
    Result<std::unique_ptr<BackupInput>> input = BackupInput::open(file);
    if (!input)
        return input.error();
    const Result<QByteArray> head = (*input)->peek(headBytes);
    if (!head)
        return head.error();
    if (head->startsWith(archiveMagic))
        return openCustom(std::move(input).value(), file);
    if (TarWalker::isHeader(QByteArrayView(*head).first(std::min(head->size(), TarWalker::blockBytes))))
        return openTar(std::move(input).value(), file);
    return recognisePgScript(*head) > 0 ? openPgScript(backups, context) : Opened(pgarchiveerrors::notPostgres(file, *head));
}

int recognisePgBackup(QByteArrayView head)
{
    return head.startsWith(archiveMagic) ? 100 : std::max(recogniseTar(head), recognisePgScript(head));
}

} // namespace bakferry
