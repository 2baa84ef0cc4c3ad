#pragma once
#include "engines/sqlserver/reader/mssource.h"

#include <optional>

namespace bakferry {

/// One descriptor block without its streams.
struct MsBlock
{
    QByteArray type;            ///< "TAPE", "SSET", "MSDA" …
    quint32 attributes = 0;
    qint64 offset = 0;          ///< in the chain
    quint64 logicalAddress = 0; ///< in units of 1 KiB from the SSET
    quint32 id = 0;             ///< control block id
    QByteArray bytes;           ///< header, fields and texts, up to the first stream
};

/// The header of one data stream.
struct MsStream
{
    QByteArray id;              ///< "MQDA", "MQCI", "SPAD" …
    quint16 mediaAttributes = 0;
    qint64 length = 0;
    quint16 encryption = 0, compression = 0;
    qint64 offset = 0;          ///< of the header
};

/// Takes what a walker comes by. Bytes are handed over in pieces and belong to the walker.
class MsVisitor
{
public:
    virtual ~MsVisitor() = default;
    /// @returns what is wrong with it in this place, which ends the walk
    virtual std::optional<Error> block(const MsBlock& block) = 0;
    /// @returns whether the content is wanted; otherwise it is passed over
    virtual bool stream(const MsStream& stream) = 0;
    virtual void content(QByteArrayView bytes) = 0;
    virtual void streamEnded() = 0;
};

/// How a walk along the chain of blocks ended.
struct MsWalkEnd
{
    enum class Kind { Complete, Truncated, Damaged, Failed, Cancelled, LimitReached } kind = Kind::Complete;
    qint64 offset = 0;           ///< of the last block or stream that was begun
    std::optional<Error> error;  ///< of all but Complete, Cancelled and LimitReached
    qint64 paddingBytes = 0;     ///< zero bytes behind the last block
};

/// Follows the chain of blocks and streams from the first byte to the last; never goes back, so it ends with the file.
/// @param name   for people
/// @param limit  blocks and streams that are looked at; -1: all
MsWalkEnd walkMsChain(MsSource& source, const BackupFile& name, MsVisitor& visitor, const JobContext& context, qint64 limit, const std::function<void()>& progress = {});

} // namespace bakferry
