#include "engines/mariadb/script/myfiles.h"

#include "engines/displaytext.h"
#include "engines/input/backupfolder.h"
#include "engines/input/hashing.h"
#include "engines/input/storedfile.h"
#include "engines/input/ziplisting.h"

#include <QHash>

#include <algorithm>
#include <vector>

namespace bakferry {

namespace {

QByteArray nameOf(const QByteArray& path) { return path.sliced(path.lastIndexOf('/') + 1); }

class PickedFiles final : public MyFiles
{
public:
    Result<void> pick(const BackupSet& set)
    {
        for (const BackupFile& picked : set) {
            Result<std::unique_ptr<BackupInput>> input = BackupInput::open(picked);
            if (!input)
                return input.error();
            m_files += MyFile{nameOf(picked.path), picked.display(), MyFile::Role::Script, {}, {}, (*input)->storedBytes()};
            m_picked.insert(m_files.last().shown, picked);
            m_watched.push_back(std::move(*input));
        }
        return {};
    }
    Result<void> checkUnchanged() const override
    {
        for (const std::unique_ptr<BackupInput>& one : m_watched) {
            if (const Result<void> same = one->checkUnchanged(); !same)
                return same;
        }
        return {};
    }

protected:
    Result<std::unique_ptr<BackupInput>> openFile(const MyFile& file) const override { return BackupInput::open(m_picked[file.shown]); }

private:
    QHash<QString, BackupFile> m_picked;
    std::vector<std::unique_ptr<BackupInput>> m_watched; ///< as they were opened: identity and size
};

class ZippedFiles final : public MyFiles
{
public:
    explicit ZippedFiles(BackupFile zip) : m_zip(std::move(zip)) { }
    Result<void> list()
    {
        Result<QList<ZipMember>> members = listZipMembers(m_zip);
        if (!members)
            return members.error();
        std::ranges::sort(*members, {}, &ZipMember::name);
        for (const ZipMember& member : *members)
            m_files += MyFile{member.name, displayBytes(nameOf(m_zip.path) + '/' + member.name), MyFile::Role::Script, {}, {}, member.sizeBytes};
        if (m_files.isEmpty())
            return BackupInput::open(m_zip).error();
        Result<std::unique_ptr<StoredFile>> stored = StoredFile::open(m_zip);
        if (!stored)
            return stored.error();
        m_watched = std::move(*stored);
        return {};
    }
    qint64 storedBytes() const override { return m_watched->size(); }
    Result<void> checkUnchanged() const override { return m_watched->checkUnchanged(); }
    QByteArray sha256Of(const QByteArrayList& sums) const override { return sums.value(0); } // each is the zip's
    Result<QByteArray> sha256(const JobContext& context) const override { return sha256OfDescriptor(m_watched->descriptor(), context); }

protected:
    Result<std::unique_ptr<BackupInput>> openFile(const MyFile& file) const override { return BackupInput::openZipMember(m_zip, file.name); }

private:
    const BackupFile m_zip;
    std::unique_ptr<StoredFile> m_watched;
};

class FolderFiles final : public MyFiles
{
public:
    explicit FolderFiles(BackupFile folder, BackupFolder opened) : m_folder(std::move(opened))
    {
        for (const QByteArray& name : m_folder.names())
            m_files += MyFile{name, displayBytes(nameOf(folder.path) + '/' + name), MyFile::Role::Script, {}, {}, m_folder.storedBytes(name)};
    }
    Result<void> checkUnchanged() const override { return m_folder.checkUnchanged(); }

protected:
    Result<std::unique_ptr<BackupInput>> openFile(const MyFile& file) const override { return m_folder.openMember(file.name); }

private:
    const BackupFolder m_folder;
};

} // namespace

Result<std::unique_ptr<BackupInput>> MyFiles::open(int file) const
{
    const MyFile& wanted = m_files[file];
    return wanted.storedBytes == 0 ? Result<std::unique_ptr<BackupInput>>(std::unique_ptr<BackupInput>()) : openFile(wanted);
}

QByteArray MyFiles::head(int file, qint64 maxBytes) const
{
    const Result<std::unique_ptr<BackupInput>> input = open(file);
    if (!input || !*input)
        return {};
    const Result<QByteArray> head = (*input)->peek(maxBytes);
    return head ? *head : QByteArray();
}

qint64 MyFiles::storedBytes() const
{
    qint64 bytes = 0;
    for (const MyFile& file : m_files)
        bytes += file.storedBytes;
    return bytes;
}

QByteArray MyFiles::sha256Of(const QByteArrayList& sums) const
{
    if (sums.size() == 1)
        return sums.first();
    Sha256 all;
    for (const QByteArray& sum : sums)
        all.add(sum);
    return all.result();
}

Result<QByteArray> MyFiles::sha256(const JobContext& context) const
{
    QByteArrayList sums;
    qint64 done = 0;
    for (int i = 0; i < m_files.size(); ++i) {
        const Result<std::unique_ptr<BackupInput>> input = open(i);
        if (!input)
            return input.error();
        if (!*input)
            continue;
        const Result<QByteArray> sum = sha256OfDescriptor((*input)->descriptor(), context, [&](qint64 bytes) {
            context.report({JobStep::Prechecking, done + bytes, storedBytes(), 0, m_files[i].shown});
        });
        if (!sum)
            return sum.error();
        sums += *sum;
        done += m_files[i].storedBytes;
    }
    return sha256Of(sums);
}

Result<std::unique_ptr<MyFiles>> openPickedFiles(const BackupSet& files)
{
    auto picked = std::make_unique<PickedFiles>();
    if (const Result<void> done = picked->pick(files); !done)
        return done.error();
    return std::unique_ptr<MyFiles>(std::move(picked));
}

Result<std::unique_ptr<MyFiles>> openZippedFiles(const BackupFile& zip)
{
    auto zipped = std::make_unique<ZippedFiles>(zip);
    if (const Result<void> listed = zipped->list(); !listed)
        return listed.error();
    return std::unique_ptr<MyFiles>(std::move(zipped));
}

Result<std::unique_ptr<MyFiles>> openFolderFiles(const BackupFile& folder)
{
    Result<BackupFolder> opened = BackupFolder::open(folder);
    if (!opened)
        return opened.error();
    return std::unique_ptr<MyFiles>(std::make_unique<FolderFiles>(folder, std::move(*opened)));
}

} // namespace bakferry
