#include "engines/postgresql/script/pgscriptstream.h"

#include "engines/input/inputerrors.h"

#include <QtGlobal>

#include <array>
#include <atomic>
#include <cerrno>

#include <unistd.h>

namespace bakferry {

namespace {

class PartStream final : public PgDataStream
{
public:
    PartStream(std::shared_ptr<BackupInput> file, BackupFile name, qint64 offset, qint64 size)
        : m_file(std::move(file)), m_name(std::move(name)), m_offset(offset), m_left(size) { }

    Result<qint64> read(char* buffer, qint64 maxBytes) override
    {
        const qint64 wanted = qMin(maxBytes, m_left);
        if (wanted <= 0)
            return 0;
        ssize_t got;
        do
            got = ::pread(m_file->descriptor(), buffer, std::size_t(wanted), m_offset);
        while (got < 0 && errno == EINTR);
        if (got < 0)
            return inputerrors::unreadable(m_name, m_offset, errno);
        if (got == 0) // shorter than when it was read through
            return inputerrors::changed(m_name);
        m_offset += got;
        m_left -= got;
        m_read.fetch_add(got, std::memory_order_relaxed);
        return got;
    }
    qint64 storedBytesRead() const override { return m_read.load(std::memory_order_relaxed); }

private:
    const std::shared_ptr<BackupInput> m_file;
    const BackupFile m_name;
    qint64 m_offset, m_left;
    std::atomic<qint64> m_read = 0;
};

// Borrows the pass; dropped early, it leaves the rest to be skipped by the next entry.
class PassStream final : public PgDataStream
{
public:
    PassStream(BackupInput& input, qint64 size) : m_input(input), m_left(size), m_begin(input.storedPosition()) { }

    Result<qint64> read(char* buffer, qint64 maxBytes) override
    {
        const qint64 wanted = qMin(maxBytes, m_left);
        if (wanted <= 0)
            return 0;
        const Result<qint64> got = m_input.read(buffer, wanted);
        if (got && *got == 0) {
            return Error{ErrorKind::BackupChanged, "backup.changed",
                         {QT_TRANSLATE_NOOP("Message", "The script ends at byte %1, earlier than when it was checked."), {QString::number(m_input.position())}},
                         {QT_TRANSLATE_NOOP("Message", "Make sure that nothing writes to the backup, and start again."), {}}, {}};
        }
        if (got)
            m_left -= *got;
        return got;
    }
    qint64 storedBytesRead() const override { return m_input.storedPosition() - m_begin; }

private:
    BackupInput& m_input;
    qint64 m_left;
    const qint64 m_begin;
};

} // namespace

std::unique_ptr<PgDataStream> openPgScriptPart(std::shared_ptr<BackupInput> file, BackupFile name, const PgEntry& entry)
{
    return std::make_unique<PartStream>(std::move(file), std::move(name), entry.dataOffset, entry.dataSize);
}

Result<std::unique_ptr<PgDataStream>> PgScriptPass::open(const PgEntry& entry)
{
    std::array<char, 64 * 1024> skipped;
    PassStream gap(*m_input, entry.dataOffset - m_input->position());
    for (;;) {
        const Result<qint64> got = gap.read(skipped.data(), qint64(skipped.size()));
        if (!got)
            return got.error();
        if (*got == 0)
            return std::unique_ptr<PgDataStream>(std::make_unique<PassStream>(*m_input, entry.dataSize));
    }
}

} // namespace bakferry
