#pragma once
#include "engines/sqlserver/msmedia.h"
#include "engines/sqlserver/reader/mswalker.h"

namespace bakferry {

/// What the fields of each kind of block say. Texts whose address points outside of the block are left empty and make the answer false.
/// Source: Microsoft Tape Format 1.00a, MTF_TAPE_BLK, MTF_SSET_BLK, MTF_VOLB_BLK, MTF_ESET_BLK, and the README.
bool readMsTape(const MsBlock& block, MsMediaFile& media);
bool readMsSet(const MsBlock& block, MsBackupInfo& info);
bool readMsVolume(const MsBlock& block, MsBackupInfo& info);
void readMsSetEnd(const MsBlock& block, MsBackupInfo& info);
/// The data stream RAID of the TAPE block.
void readMsStripe(QByteArrayView content, MsMediaFile& media);

/// The records of an MQCI stream: SCIN, SFGI, SFIN. Called twice for a set, with what was known before it and what is known at its end.
/// The own GUID of a full backup is that of its predecessor the first time.
/// @returns false when the records do not fill the stream or an address points outside
bool readMsRecords(QByteArrayView content, MsBackupInfo& info);

} // namespace bakferry
