#include "engines/input/decodingsource.h"

#include "engines/input/inputerrors.h"

#include <QtGlobal>

#include <algorithm>

namespace bakferry {

namespace {

constexpr qint64 blockBytes = 256 * 1024;
constexpr qint64 streamHeadBytes = 12; // the longest beginning streamStart() looks at is 10

} // namespace

bool DecodingContext::isBomb(qint64 producedBytes) const
{
    const bool beatsRatio = producedBytes > limits.floorBytes && producedBytes / limits.maxRatio > storedBytes;
    return beatsRatio && (limits.maxBytes < 0 || producedBytes > limits.maxBytes);
}

DecodingSource::DecodingSource(Compression compression, std::unique_ptr<ByteSource> source, DecodingContext& context)
    : m_compression(compression), m_source(std::move(source)), m_context(context), m_decoder(makeDecoder(compression))
{
    Q_ASSERT(m_decoder);
}

Result<qint64> DecodingSource::read(char* buffer, qint64 maxBytes)
{
    if (m_failure)
        return *m_failure;
    while (m_position != Position::Ended) {
        if (m_position == Position::BeforeStream) {
            const Result<bool> begun = beginStream();
            if (!begun)
                return begun.error();
            if (!*begun)
                break;
        }
        const Result<qint64> got = decodeSome(buffer, maxBytes);
        if (!got || *got > 0)
            return got;
    }
    m_position = Position::Ended;
    m_context.isChecksummed = m_context.isChecksummed || m_isChecksummed;
    return qint64(0);
}

// @returns 0 when a stream ended without giving more bytes.
Result<qint64> DecodingSource::decodeSome(char* buffer, qint64 maxBytes)
{
    while (m_position == Position::InStream) {
        const DecodeStep step = m_decoder->decode(QByteArrayView(m_input).sliced(m_used), buffer, maxBytes);
        m_used += step.consumed;
        m_consumed += step.consumed;
        m_produced += step.produced;
        if (m_context.isBomb(m_produced))
            return inputerrors::bomb(m_context.file, m_produced, m_context.storedBytes, m_context.limits.maxBytes);
        if (step.outcome == DecodeStep::Outcome::StreamEnd)
            m_position = Position::BeforeStream;
        else if (step.outcome != DecodeStep::Outcome::Running)
            m_failure = failure(step.outcome);
        if (step.produced > 0)
            return step.produced;
        if (m_failure)
            return *m_failure;
        if (m_position == Position::InStream && step.consumed == 0) {
            // No way on without more input. A decoder that takes nothing of what it has would never end.
            if (unread() > blockBytes)
                return failure(DecodeStep::Outcome::Damaged);
            const Result<bool> more = fill(unread() + 1);
            if (!more)
                return more.error();
            if (!*more)
                return truncation();
        }
    }
    return qint64(0);
}

// Reads until `wantedBytes` are unread. @returns false when the source ends before.
Result<bool> DecodingSource::fill(qint64 wantedBytes)
{
    if (unread() >= wantedBytes)
        return true;
    m_input.remove(0, m_used);
    m_used = 0;
    while (m_input.size() < wantedBytes) {
        const qint64 known = m_input.size();
        m_input.resize(known + blockBytes);
        const Result<qint64> got = m_source->read(m_input.data() + known, blockBytes);
        m_input.resize(known + (got ? *got : 0));
        if (!got)
            return got.error();
        if (*got == 0)
            return false;
    }
    return true;
}

// @returns false when the last stream has ended.
Result<bool> DecodingSource::beginStream()
{
    const bool isFirst = m_consumed == 0;
    if (!isFirst && m_compression == Compression::Xz) {
        if (const Result<void> skipped = skipPadding(); !skipped)
            return skipped.error();
    }
    if (const Result<bool> filled = fill(streamHeadBytes); !filled)
        return filled.error();
    const QByteArrayView head = QByteArrayView(m_input).sliced(m_used).first(std::min(unread(), streamHeadBytes));
    const StreamStart start = isFirst ? StreamStart::Whole : streamStart(m_compression, head);
    if (head.isEmpty() && isFirst)
        return truncation();
    if (start == StreamStart::Cut)
        return truncation();
    if (start == StreamStart::None) {
        const Result<void> drained = head.isEmpty() ? Result<void>() : drain();
        return drained ? Result<bool>(false) : Result<bool>(drained.error());
    }
    m_decoder->begin(head);
    m_isChecksummed = m_isChecksummed && m_decoder->isChecksummed();
    m_position = Position::InStream;
    return true;
}

// xz streams may be followed by groups of four zero bytes (xz-file-format.txt 2.2).
Result<void> DecodingSource::skipPadding()
{
    for (;;) {
        const Result<bool> filled = fill(4);
        if (!filled)
            return filled.error();
        if (!*filled || !QByteArrayView(m_input).sliced(m_used).startsWith(QByteArrayView("\0\0\0\0", 4)))
            return {};
        m_used += 4;
        m_consumed += 4;
    }
}

// What follows the last stream is no backup, but it is read to its end: the layers below prove themselves there.
Result<void> DecodingSource::drain()
{
    const qint64 offset = m_consumed;
    do {
        m_consumed += unread();
        m_used = m_input.size();
        const Result<bool> more = fill(1);
        if (!more)
            return more.error();
    } while (unread() > 0);
    m_context.warnings += Message{
        QT_TRANSLATE_NOOP("Message", "%1 bytes follow the end of the %2 data of %3, from its byte %4 on. They are not part of the backup and were left out."),
        {QString::number(m_consumed - offset), QString::fromLatin1(compressionName(m_compression)), m_context.file.display(),
         QString::number(offset)}};
    return {};
}

Error DecodingSource::failure(DecodeStep::Outcome outcome) const
{
    const inputerrors::Place place{compressionName(m_compression), m_source->storedOffset(unread()), m_produced};
    return outcome == DecodeStep::Outcome::NeedsMemory ? inputerrors::needsMemory(m_context.file, place, m_decoder->detail())
                                                       : inputerrors::damaged(m_context.file, place, m_decoder->detail());
}

Error DecodingSource::truncation() const
{
    return inputerrors::truncated(m_context.file,
                                  {compressionName(m_compression), m_source->storedOffset(unread()), m_produced});
}

} // namespace bakferry
