#include "engines/mariadb/script/mydatastream.h"

#include "engines/input/inputerrors.h"

#include <QtGlobal>

#include <algorithm>
#include <array>
#include <atomic>
#include <cerrno>

#include <unistd.h>

namespace bakferry {

namespace {

constexpr std::size_t idlePasses = 4;

Error endedEarly(const QString& shown, qint64 position)
{
    return Error{ErrorKind::BackupChanged, "backup.changed",
                 {QT_TRANSLATE_NOOP("Message", "%1 ends at byte %2, earlier than when it was checked."), {shown, QString::number(position)}},
                 {QT_TRANSLATE_NOOP("Message", "Make sure that nothing writes to the backup, and start again."), {}}, {}};
}

class PartStream final : public MyDataStream
{
public:
    PartStream(std::unique_ptr<BackupInput> input, QString shown, const MyEntry& entry)
        : m_input(std::move(input)), m_shown(std::move(shown)), m_offset(entry.offset), m_left(entry.length) { }

    Result<qint64> read(char* buffer, qint64 maxBytes) override
    {
        const qint64 wanted = qMin(maxBytes, m_left);
        if (wanted <= 0)
            return 0;
        ssize_t got;
        do
            got = ::pread(m_input->descriptor(), buffer, std::size_t(wanted), m_offset);
        while (got < 0 && errno == EINTR);
        if (got < 0)
            return inputerrors::unreadableDescriptor(m_offset, errno);
        if (got == 0)
            return endedEarly(m_shown, m_offset);
        m_offset += got;
        m_left -= got;
        m_read.fetch_add(got, std::memory_order_relaxed);
        return got;
    }
    qint64 bytesRead() const override { return m_read.load(std::memory_order_relaxed); }

private:
    const std::unique_ptr<BackupInput> m_input;
    const QString m_shown;
    qint64 m_offset, m_left;
    std::atomic<qint64> m_read = 0;
};

} // namespace

/// Borrows a pass; dropped early, it leaves the rest to be skipped by whoever takes it next.
class PassStream final : public MyDataStream
{
public:
    PassStream(std::shared_ptr<MyDataOpener::Passes> passes, std::unique_ptr<BackupInput> input, const MyEntry& entry)
        : m_passes(std::move(passes)), m_input(std::move(input)), m_file(entry.file), m_offset(entry.offset), m_left(entry.length) { }
    ~PassStream() override { m_passes->giveBack(m_file, std::move(m_input)); }

    Result<qint64> read(char* buffer, qint64 maxBytes) override
    {
        if (m_left <= 0)
            return 0;
        if (const Result<void> there = skip(); !there)
            return there.error();
        const Result<qint64> got = take(buffer, qMin(maxBytes, m_left));
        if (got) {
            m_left -= *got;
            m_read.fetch_add(*got, std::memory_order_relaxed);
        }
        return got;
    }
    qint64 bytesRead() const override { return m_read.load(std::memory_order_relaxed); }

private:
    Result<qint64> take(char* buffer, qint64 bytes)
    {
        const Result<qint64> got = m_input->read(buffer, bytes);
        return got && *got == 0 ? Result<qint64>(endedEarly(m_passes->files->files()[m_file].shown, m_input->position())) : got;
    }
    Result<void> skip()
    {
        std::array<char, 64 * 1024> skipped;
        while (m_read.load(std::memory_order_relaxed) == 0 && m_input->position() < m_offset) {
            if (const Result<qint64> got = take(skipped.data(), qMin(qint64(skipped.size()), m_offset - m_input->position())); !got)
                return got.error();
        }
        return {};
    }

    const std::shared_ptr<MyDataOpener::Passes> m_passes;
    std::unique_ptr<BackupInput> m_input;
    const int m_file;
    const qint64 m_offset;
    qint64 m_left;
    std::atomic<qint64> m_read = 0;
};

Result<std::unique_ptr<BackupInput>> MyDataOpener::Passes::take(int file, qint64 offset)
{
    {
        const std::lock_guard lock(mutex);
        auto best = idle.end();
        for (auto one = idle.begin(); one != idle.end(); ++one) {
            const bool fits = one->first == file && one->second->position() <= offset;
            if (fits && (best == idle.end() || one->second->position() > best->second->position()))
                best = one;
        }
        if (best != idle.end()) {
            std::unique_ptr<BackupInput> input = std::move(best->second);
            idle.erase(best);
            return input;
        }
    }
    return files->open(file);
}

void MyDataOpener::Passes::giveBack(int file, std::unique_ptr<BackupInput> input)
{
    const std::lock_guard lock(mutex);
    idle.emplace_back(file, std::move(input));
    if (idle.size() > idlePasses)
        idle.erase(idle.begin());
}

Result<std::unique_ptr<MyDataStream>> MyDataOpener::open(const MyEntry& entry)
{
    Result<std::unique_ptr<BackupInput>> input = m_passes->take(entry.file, entry.offset);
    if (!input)
        return input.error();
    if ((*input)->compression().isEmpty())
        return std::unique_ptr<MyDataStream>(std::make_unique<PartStream>(std::move(*input), m_passes->files->files()[entry.file].shown, entry));
    return std::unique_ptr<MyDataStream>(std::make_unique<PassStream>(m_passes, std::move(*input), entry));
}

} // namespace bakferry
