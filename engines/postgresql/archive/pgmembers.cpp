#include "engines/postgresql/archive/pgmembers.h"

#include "engines/displaytext.h"
#include "engines/input/hashing.h"
#include "engines/input/storedfile.h"
#include "engines/postgresql/archive/pgarchiveerrors.h"

#include <algorithm>

namespace bakferry {

namespace {

class FolderMemberSource : public PgFileSource
{
public:
    explicit FolderMemberSource(std::unique_ptr<StoredFile> file)
        : PgFileSource(file->descriptor(), 0, file->size(), file->file()), m_owned(std::move(file)) { }

private:
    std::unique_ptr<StoredFile> m_owned;
};

} // namespace

QByteArray tarFolderOf(const QByteArray& path) { return path.first(path.lastIndexOf('/') + 1); }

bool isAppleDouble(const QByteArray& path) { return QByteArrayView(path).sliced(path.lastIndexOf('/') + 1).startsWith("._"); }

Message tarFolderOddity(const QByteArray& folder)
{
    return {QT_TRANSLATE_NOOP("Message", "The members of the tar archive lie in its folder %1, as pg_dump never puts them: it was packed again."), {displayBytes(folder)}};
}

Result<std::unique_ptr<PgSource>> PgFolderMembers::open(const QByteArray& name) const
{
    Result<std::unique_ptr<StoredFile>> stored = m_folder.openStored(name);
    if (!stored)
        return stored.error();
    return std::unique_ptr<PgSource>(std::make_unique<FolderMemberSource>(std::move(stored).value()));
}

qint64 PgFolderMembers::totalBytes() const
{
    qint64 sum = 0;
    for (const QByteArray& name : names())
        sum += storedBytes(name);
    return sum;
}

Result<QByteArray> PgFolderMembers::sha256(const JobContext& context, const std::function<void(qint64)>& progress) const
{
    Sha256 whole;
    qint64 done = 0;
    for (const QByteArray& name : names()) {
        QByteArray digest = Sha256().result();
        if (storedBytes(name) > 0) {
            const Result<std::unique_ptr<StoredFile>> stored = m_folder.openStored(name);
            if (!stored)
                return stored.error();
            const Result<QByteArray> sum = sha256OfDescriptor((*stored)->descriptor(), context, [&](qint64 bytes) {
                if (progress)
                    progress(done + bytes);
            });
            if (!sum)
                return sum;
            digest = *sum;
            done += storedBytes(name);
        }
        whole.add(name + '\0' + digest);
    }
    return whole.result();
}

PgTarMembers::PgTarMembers(std::unique_ptr<BackupInput> input, BackupFile file) : m_input(std::move(input)), m_file(std::move(file)) { }

Result<std::unique_ptr<PgTarMembers>> PgTarMembers::open(std::unique_ptr<BackupInput> input, BackupFile file)
{
    std::unique_ptr<PgTarMembers> tar(new PgTarMembers(std::move(input), std::move(file)));
    const Result<QList<TarMember>> walked = tar->walk();
    if (!walked)
        return walked.error();
    if (const Result<void> taken = tar->take(*walked); !taken)
        return taken.error();
    return tar;
}

Result<QList<TarMember>> PgTarMembers::walk()
{
    const qint64 size = m_input->storedBytes();
    auto source = std::make_unique<PgFileSource>(m_input->descriptor(), 0, size, m_file);
    TarWalker walker(std::make_unique<PgByteReader>(std::move(source), m_file, size, PgByteReader::smallBuffer));
    QList<TarMember> members;
    for (;;) {
        const Result<std::optional<TarMember>> member = walker.next();
        if (!member && member.error().kind == ErrorKind::Risk)
            return member.error();
        if (!member) {
            m_end = member.error();
            return members;
        }
        if (!member->has_value())
            break;
        if ((*member)->isFile)
            members += **member;
    }
    const Result<bool> isPadding = walker.restIsPadding();
    if (!isPadding)
        m_end = isPadding.error();
    else if (!*isPadding)
        m_oddities += Message{QT_TRANSLATE_NOOP("Message", "Bytes follow the end of the tar archive. They are not part of the backup and were left out."), {}};
    return members;
}

Result<void> PgTarMembers::take(const QList<TarMember>& members)
{
    const auto isToc = [](const TarMember& member) { return member.name == "toc.dat" || member.name.endsWith("/toc.dat"); };
    const auto toc = std::ranges::find_if(members, isToc);
    if (toc == members.end())
        return m_end ? pgarchiveerrors::noToc(m_file) : m_end.error();
    const QByteArray folder = tarFolderOf(toc->name);
    qint64 appleDoubles = 0, others = 0;
    for (const TarMember& member : members) {
        const QByteArray name = member.name.sliced(std::min(folder.size(), member.name.size()));
        if (isAppleDouble(member.name)) {
            ++appleDoubles;
        } else if (!member.name.startsWith(folder) || name.contains('/')) {
            ++others;
        } else if (m_members.contains(name)) {
            return pgarchiveerrors::twiceInTar(m_file, member.name);
        } else {
            m_members.insert(name, member);
            m_names += name;
        }
    }
    if (!folder.isEmpty() && folder != "./")
        m_oddities += tarFolderOddity(folder);
    if (appleDoubles > 0)
        m_oddities += Message{QT_TRANSLATE_NOOP("Message", "%1 members of the tar archive are junk of macOS (AppleDouble); they were left out."), {QString::number(appleDoubles)}};
    if (others > 0)
        m_oddities += Message{QT_TRANSLATE_NOOP("Message", "%1 members of the tar archive do not belong to the backup; they were left out."), {QString::number(others)}};
    return {};
}

Result<std::unique_ptr<PgSource>> PgTarMembers::open(const QByteArray& name) const
{
    const TarMember member = m_members.value(name);
    if (member.offset + member.size > m_input->storedBytes())
        return pgarchiveerrors::truncated(m_file, m_input->storedBytes(), displayBytes(name));
    return std::unique_ptr<PgSource>(std::make_unique<PgFileSource>(m_input->descriptor(), member.offset, member.offset + member.size, m_file));
}

Result<QByteArray> PgTarMembers::sha256(const JobContext& context, const std::function<void(qint64)>& progress) const
{
    return sha256OfDescriptor(m_input->descriptor(), context, progress);
}

} // namespace bakferry
