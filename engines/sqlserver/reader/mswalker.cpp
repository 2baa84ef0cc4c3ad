#include "engines/sqlserver/reader/mswalker.h"

#include "engines/displaytext.h"
#include "engines/sqlserver/reader/msbytes.h"
#include "engines/sqlserver/reader/mschecksum.h"

#include <QtGlobal>

#include <algorithm>

namespace bakferry {

using namespace Qt::StringLiterals;

namespace {

// Sources: Microsoft Tape Format 1.00a, MTF_DB_HDR and MTF_STREAM_HDR.
constexpr qint64 blockHeaderBytes = 52;
constexpr qint64 streamHeaderBytes = 22;
constexpr qint64 portionBytes = 1024 * 1024; ///< a multiple of the page size

// Newer servers may have kinds of blocks that we do not know; what is no name at all is damage.
bool isTypeName(const QByteArray& type)
{
    return std::ranges::all_of(type, [](char c) { return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); });
}

class Walker
{
public:
    Walker(MsSource& source, const BackupFile& name, MsVisitor& visitor, const JobContext& context, qint64 limit, const std::function<void()>& progress)
        : m_source(source), m_name(name), m_visitor(visitor), m_context(context), m_limit(limit), m_progress(progress)
    {
    }

    MsWalkEnd run()
    {
        while (walkBlock()) { }
        return m_end;
    }

private:
    bool stop(MsWalkEnd::Kind kind, std::optional<Error> error = {})
    {
        m_end.kind = kind;
        m_end.error = std::move(error);
        return false;
    }
    bool failed(const Error& error)
    {
        if (error.kind == ErrorKind::Cancelled)
            return stop(MsWalkEnd::Kind::Cancelled);
        if (error.code == msLimitReached().code)
            return stop(MsWalkEnd::Kind::LimitReached);
        return stop(error.code == "backup.damaged" ? MsWalkEnd::Kind::Damaged : MsWalkEnd::Kind::Failed, error);
    }
    bool truncated()
    {
        return stop(MsWalkEnd::Kind::Truncated, Error{ErrorKind::BackupUnusable, "backup.truncated",
                    {QT_TRANSLATE_NOOP("Message", "%1 is incomplete: the backup breaks off at byte %2, inside what begins at byte %3."),
                     {m_name.display(), QString::number(m_source.position()), QString::number(m_end.offset)}},
                    {QT_TRANSLATE_NOOP("Message", "Copy the backup once more from where it was made, or take another one."), {}}, {}});
    }
    bool damaged(const char* what, const QString& name)
    {
        return stop(MsWalkEnd::Kind::Damaged, Error{ErrorKind::BackupUnusable, "backup.damaged", {what, {m_name.display(), displayText(name, 40), QString::number(m_end.offset)}},
                    {QT_TRANSLATE_NOOP("Message", "Copy the backup once more from where it was made, or take another one."), {}}, {}});
    }
    bool goOn()
    {
        if (m_limit >= 0 && m_seen >= m_limit)
            return stop(MsWalkEnd::Kind::LimitReached);
        ++m_seen;
        if (m_progress)
            m_progress();
        return m_context.goOn() || stop(MsWalkEnd::Kind::Cancelled);
    }

    bool walkBlock()
    {
        m_end.offset = m_source.position();
        if (!goOn())
            return false;
        const Result<QByteArray> header = readMsBytes(m_source, blockHeaderBytes);
        if (!header)
            return failed(header.error());
        if (header->isEmpty() && m_seen > 1)
            return stop(MsWalkEnd::Kind::Complete);
        if (header->size() < blockHeaderBytes)
            return isZeros(*header) && m_seen > 1 ? walkPadding(header->size()) : truncated();
        const MsBytes fields(*header);
        MsBlock block{header->first(4), fields.u32(4), m_end.offset, fields.u64(20), fields.u32(36), *header};
        if (isZeros(*header) && m_seen > 1)
            return walkPadding(header->size());
        // 65536 does not fit into the field; the TAPE block says how long filemarks are.
        const bool isLongFilemark = block.type == "SFMB" && fields.u16(8) == 0 && m_filemarkBytes == 65536;
        const qint64 firstEvent = isLongFilemark ? m_filemarkBytes : fields.u16(8);
        if (msHeaderSum(QByteArrayView(*header).first(50)) != fields.u16(50))
            return damaged(QT_TRANSLATE_NOOP("Message", "%1 is damaged: the checksum of the block %2 at byte %3 is wrong."), QString::fromLatin1(block.type));
        if (!isTypeName(block.type) || firstEvent < blockHeaderBytes)
            return damaged(QT_TRANSLATE_NOOP("Message", "%1 is damaged: the block %2 at byte %3 makes no sense."), QString::fromLatin1(block.type));
        const Result<QByteArray> rest = readMsBytes(m_source, firstEvent - blockHeaderBytes);
        if (!rest)
            return failed(rest.error());
        block.bytes += *rest;
        if (block.bytes.size() < firstEvent)
            return truncated();
        if (block.type == "TAPE")
            m_filemarkBytes = qint64(MsBytes(block.bytes).u16(64)) * msSectorBytes;
        if (std::optional<Error> wrong = m_visitor.block(block))
            return stop(MsWalkEnd::Kind::Damaged, std::move(wrong));
        return block.type == "SFMB" || walkStreams();
    }

    // Behind the last block: nothing but zeros, as a file that was made larger beforehand keeps them.
    bool walkPadding(qint64 seen)
    {
        QByteArray portion(portionBytes, Qt::Uninitialized);
        m_end.paddingBytes = seen;
        for (;;) {
            const Result<qint64> got = m_source.read(portion.data(), portion.size());
            if (!got)
                return failed(got.error());
            if (*got == 0)
                return stop(MsWalkEnd::Kind::Complete);
            if (!isZeros(QByteArrayView(portion).first(*got)))
                return damaged(QT_TRANSLATE_NOOP("Message", "%1 is damaged: where %2 is expected at byte %3, there are zeros."), u"SSET"_s);
            m_end.paddingBytes += *got;
            if (!m_context.goOn())
                return stop(MsWalkEnd::Kind::Cancelled);
        }
    }

    static bool isZeros(QByteArrayView bytes)
    {
        return std::ranges::all_of(bytes, [](char c) { return c == '\0'; });
    }

    bool walkStreams()
    {
        for (;;) {
            m_end.offset = m_source.position();
            if (!goOn())
                return false;
            const Result<QByteArray> header = readMsBytes(m_source, streamHeaderBytes);
            if (!header)
                return failed(header.error());
            if (header->size() < streamHeaderBytes)
                return truncated();
            const MsBytes fields(*header);
            const MsStream stream{header->first(4), fields.u16(6), qint64(fields.u64(8)), fields.u16(16), fields.u16(18), m_end.offset};
            if (msHeaderSum(QByteArrayView(*header).first(20)) != fields.u16(20))
                return damaged(QT_TRANSLATE_NOOP("Message", "%1 is damaged: the checksum of the stream %2 at byte %3 is wrong."), QString::fromLatin1(stream.id));
            if (stream.length < 0)
                return damaged(QT_TRANSLATE_NOOP("Message", "%1 is damaged: the length of the stream %2 at byte %3 makes no sense."), QString::fromLatin1(stream.id));
            if (!walkContent(stream))
                return false;
            if (stream.id == "SPAD")
                return true;
            const qint64 padding = -m_source.position() & 3;
            if (const Result<qint64> skipped = m_source.skip(padding); !skipped)
                return failed(skipped.error());
            else if (*skipped < padding)
                return truncated();
        }
    }

    bool walkContent(const MsStream& stream)
    {
        const bool isWanted = m_visitor.stream(stream);
        if (m_source.size() >= 0 && stream.length > m_source.size() - m_source.position() && !isWanted)
            return truncated();
        if (!isWanted) {
            const Result<qint64> skipped = m_source.skip(stream.length);
            if (!skipped)
                return failed(skipped.error());
            return *skipped == stream.length || truncated();
        }
        if (m_portion.isEmpty())
            m_portion.resize(portionBytes);
        qint64 left = stream.length;
        while (left > 0) {
            const Result<qint64> got = m_source.read(m_portion.data(), std::min(left, portionBytes));
            if (!got)
                return failed(got.error());
            if (*got == 0)
                return truncated();
            m_visitor.content(QByteArrayView(m_portion).first(*got));
            left -= *got;
            if (m_progress)
                m_progress();
            if (left > 0 && !m_context.goOn())
                return stop(MsWalkEnd::Kind::Cancelled);
        }
        m_visitor.streamEnded();
        return true;
    }

    MsSource& m_source;
    const BackupFile& m_name;
    MsVisitor& m_visitor;
    const JobContext& m_context;
    const qint64 m_limit;
    const std::function<void()>& m_progress;
    qint64 m_seen = 0;
    qint64 m_filemarkBytes = 0;
    QByteArray m_portion;
    MsWalkEnd m_end;
};

} // namespace

MsWalkEnd walkMsChain(MsSource& source, const BackupFile& name, MsVisitor& visitor, const JobContext& context, qint64 limit, const std::function<void()>& progress)
{
    return Walker(source, name, visitor, context, limit, progress).run();
}

} // namespace bakferry
