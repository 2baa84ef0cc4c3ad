#pragma once
#include "engines/sqlserver/msreading.h"
#include "engines/sqlserver/reader/msproof.h"
#include "engines/sqlserver/reader/mswalker.h"

namespace bakferry {

/// One file as it was read: what it says, how far its chain of blocks holds, and what was proven of each set.
struct MsFileReading
{
    MsMediaFile media;
    QList<MsProof> proofs;       ///< one per set of `media`
    MsWalkEnd end;
    bool isMedia = false;        ///< the head of a media set was read
    bool isThrough = false;      ///< every byte was looked at (of a container: every record decoded)
    bool isRepacked = false;     ///< inside gzip, zip … : a server cannot read it like this
    bool isKnownContainer = true; ///< false: compressed in a way that is not known
    QList<Message> oddities;     ///< what does not fit together but does not end the walk
    QByteArray sha256;           ///< raw, of the file on disk; empty unless read through
};

/// Reads one file of a set; every problem is in the answer, nothing throws or ends the program. Memory: a few MiB.
/// @param progress  bytes of the file on disk so far
MsFileReading readMsFile(int index, const BackupFile& file, MsDepth depth, const JobContext& context, const std::function<void(qint64)>& progress = {});

} // namespace bakferry
