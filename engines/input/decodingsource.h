#pragma once
#include "engines/backupfile.h"
#include "engines/input/backupinput.h"
#include "engines/input/bytesource.h"
#include "engines/input/streamdecoder.h"

#include <functional>
#include <memory>
#include <optional>

namespace bakferry {

/// What every layer of one backup file shares: whose bytes they are, how far they may grow, and where oddities go.
struct DecodingContext
{
    BackupFile file;
    qint64 storedBytes = 0;
    InputLimits limits;
    QList<Message> warnings;
    bool isChecksummed = false; ///< some layer reached its end with checksums over everything it held

    /// TRUST T33. Asked by every layer, so that a middle one cannot grow unseen.
    bool isBomb(qint64 producedBytes) const;
};

/// One layer of compression over another source: stream after stream of one format, then whatever is odd behind them.
/// Borrows the context. One thread at a time.
class DecodingSource : public ByteSource
{
public:
    DecodingSource(Compression compression, std::unique_ptr<ByteSource> source, DecodingContext& context);
    Result<qint64> read(char* buffer, qint64 maxBytes) override;
    qint64 storedOffset(qint64) const override { return m_source->storedOffset(unread()); }

private:
    qint64 unread() const { return m_input.size() - m_used; }
    Result<bool> fill(qint64 wantedBytes);
    Result<bool> beginStream();
    Result<qint64> decodeSome(char* buffer, qint64 maxBytes);
    Result<void> skipPadding();
    Result<void> drain();
    Error failure(DecodeStep::Outcome outcome) const;
    Error truncation() const;

    Compression m_compression;
    std::unique_ptr<ByteSource> m_source;
    DecodingContext& m_context;
    std::unique_ptr<StreamDecoder> m_decoder;
    QByteArray m_input;      ///< read from m_source; the first m_used bytes are decoded
    qint64 m_used = 0;
    qint64 m_consumed = 0;   ///< bytes of this layer's input decoded in all
    qint64 m_produced = 0;
    bool m_isChecksummed = true; ///< so far: every stream of this layer carries a checksum over its content
    enum class Position { BeforeStream, InStream, Ended } m_position = Position::BeforeStream;
    std::optional<Error> m_failure; ///< told after the bytes decoded before it were handed out
};

} // namespace bakferry
