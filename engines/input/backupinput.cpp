#include "engines/input/backupinput.h"

#include "engines/displaytext.h"
#include "engines/input/decodingsource.h"
#include "engines/input/headedsource.h"
#include "engines/input/inputerrors.h"
#include "engines/input/zipdirectory.h"
#include "engines/input/zipmembersource.h"

#include <algorithm>
#include <atomic>

namespace bakferry {

namespace {

constexpr int maxLayers = 4;

Result<ZipEntry> chooseEntry(const StoredFile& file, const ZipDirectory& directory, const QByteArray* member)
{
    if (directory.entries.isEmpty())
        return inputerrors::zipEmpty(file.file());
    if (!member && directory.entries.size() == 1)
        return directory.entries.first();
    if (member) {
        const auto chosen = std::ranges::find(directory.entries, *member, [](const ZipEntry& entry) { return entry.member.name; });
        return chosen != directory.entries.end() ? Result<ZipEntry>(*chosen)
                                                 : Result<ZipEntry>(inputerrors::zipNoMember(file.file(), *member));
    }
    QByteArrayList names;
    for (const ZipEntry& entry : directory.entries)
        names += entry.member.name;
    return inputerrors::zipMany(file.file(), names);
}

} // namespace

struct BackupInput::State
{
    State(std::unique_ptr<StoredFile> storedFile, const InputLimits& limits)
        : file(std::move(storedFile)), context{file->file(), file->size(), limits, {}, false},
          content(std::make_unique<HeadedSource>(std::make_unique<StoredSource>(*file, 0, file->size()))) { }

    Result<void> peelLayers(const QByteArray* member);
    Result<void> enterZip(const QByteArray* member);

    std::unique_ptr<StoredFile> file; // outlives the sources that borrow it
    DecodingContext context;
    std::unique_ptr<HeadedSource> content;
    QByteArrayList layers;
    QString memberName;
    std::atomic<qint64> position = 0;
    std::optional<Error> failure;
};

Result<void> BackupInput::State::enterZip(const QByteArray* member)
{
    const Result<ZipDirectory> directory = ZipDirectory::read(*file);
    if (!directory)
        return directory.error();
    const Result<ZipEntry> entry = chooseEntry(*file, *directory, member);
    if (!entry)
        return entry.error();
    Result<std::unique_ptr<ByteSource>> source = ZipMemberSource::open(*file, *entry, context);
    if (!source)
        return source.error();
    context.warnings += directory->warnings;
    memberName = displayBytes(entry->member.name);
    content = std::make_unique<HeadedSource>(std::move(source).value());
    return {};
}

Result<void> BackupInput::State::peelLayers(const QByteArray* member)
{
    // The directory of a zip lies at its end, so a zip is told before the first byte is read in order.
    const Result<QByteArray> start = file->readAt(0, std::min<qint64>(file->size(), 4));
    if (!start)
        return start.error();
    const bool isZip = compressionOf(*start) == Compression::Zip;
    if (isZip) {
        if (const Result<void> entered = enterZip(member); !entered)
            return entered;
        layers += compressionName(Compression::Zip);
    } else if (member) {
        return inputerrors::zipNoMember(file->file(), *member);
    }
    for (;;) {
        const Result<QByteArray> head = content->peek(HeadedSource::maxHeadBytes);
        if (!head)
            return head.error();
        if (head->isEmpty())
            return inputerrors::isEmpty(file->file());
        const Compression compression = compressionOf(*head);
        if (compression == Compression::None)
            return {};
        if (compression == Compression::Zip)
            return inputerrors::zipInside(file->file(), layers.last());
        if (layers.size() == maxLayers)
            return inputerrors::nestedTooDeep(file->file());
        layers += compressionName(compression);
        content = std::make_unique<HeadedSource>(std::make_unique<DecodingSource>(compression, std::move(content), context));
    }
}

BackupInput::BackupInput(std::unique_ptr<State> state) : m_state(std::move(state)) { }
BackupInput::~BackupInput() = default;

Result<std::unique_ptr<BackupInput>> BackupInput::start(std::unique_ptr<StoredFile> file, const QByteArray* member,
                                                       const InputLimits& limits)
{
    auto state = std::make_unique<State>(std::move(file), limits);
    if (const Result<void> peeled = state->peelLayers(member); !peeled)
        return peeled.error();
    return std::unique_ptr<BackupInput>(new BackupInput(std::move(state)));
}

Result<std::unique_ptr<BackupInput>> BackupInput::open(const BackupFile& file, const InputLimits& limits)
{
    Result<std::unique_ptr<StoredFile>> stored = StoredFile::open(file);
    return stored ? start(std::move(stored).value(), nullptr, limits) : stored.error();
}

Result<std::unique_ptr<BackupInput>> BackupInput::openZipMember(const BackupFile& file, const QByteArray& member,
                                                               const InputLimits& limits)
{
    Result<std::unique_ptr<StoredFile>> stored = StoredFile::open(file);
    return stored ? start(std::move(stored).value(), &member, limits) : stored.error();
}

Result<std::unique_ptr<BackupInput>> BackupInput::openIn(int folderDescriptor, const QByteArray& name, const BackupFile& file,
                                                        const InputLimits& limits)
{
    Result<std::unique_ptr<StoredFile>> stored = StoredFile::openIn(folderDescriptor, name, file);
    return stored ? start(std::move(stored).value(), nullptr, limits) : stored.error();
}

Result<QByteArray> BackupInput::peek(qint64 maxBytes)
{
    return m_state->failure ? Result<QByteArray>(*m_state->failure) : m_state->content->peek(maxBytes);
}

Result<qint64> BackupInput::read(char* buffer, qint64 maxBytes)
{
    Q_ASSERT(maxBytes > 0);
    if (m_state->failure)
        return *m_state->failure;
    const Result<qint64> got = m_state->content->read(buffer, maxBytes);
    if (!got) {
        m_state->failure = got.error();
    } else if (*got == 0) {
        if (const Result<void> finished = m_state->file->finish(); !finished)
            m_state->failure = finished.error();
    } else {
        m_state->position.fetch_add(*got, std::memory_order_relaxed);
    }
    return m_state->failure ? Result<qint64>(*m_state->failure) : got;
}

qint64 BackupInput::storedBytes() const { return m_state->file->size(); }
qint64 BackupInput::storedPosition() const { return m_state->file->position(); }
qint64 BackupInput::position() const { return m_state->position.load(std::memory_order_relaxed); }
QByteArrayList BackupInput::compression() const { return m_state->layers; }
QString BackupInput::memberName() const { return m_state->memberName; }
QByteArray BackupInput::sha256() const { return m_state->file->sha256(); }
bool BackupInput::isChecksummed() const { return m_state->context.isChecksummed; }
QList<Message> BackupInput::warnings() const { return m_state->context.warnings; }
Result<void> BackupInput::checkUnchanged() const { return m_state->file->checkUnchanged(); }
QByteArray BackupInput::identity() const { return m_state->file->identity() + ' ' + m_state->memberName.toUtf8(); }
int BackupInput::descriptor() const { return m_state->file->descriptor(); }

} // namespace bakferry
