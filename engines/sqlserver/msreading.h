#pragma once
#include "engines/engine.h"
#include "engines/sqlserver/msplan.h"

namespace bakferry {

/// What the files of a set told: by their headers alone, or read to their last byte.
struct MsReading
{
    QList<MsMediaFile> media;   ///< one per file, in the order given; those that cannot be read are left out and found fault with
    QList<MsBackup> backups;    ///< all sets of all files, stripes put together
    MsRestorePlan plan;         ///< empty: nothing can be restored, the findings say why
    BackupChain chain;          ///< for the drawing
    QList<Finding> findings;    ///< readable, complete, integrity, chain, hostile …
    QByteArray sha256;          ///< raw 32 bytes over all files; empty where not read through
    bool contentProven = false; ///< everything that has a checksum was recomputed and is right
    bool cancelled = false;
};

enum class MsDepth {
    Headers, ///< milliseconds at any size: blocks and stream headers, never the pages
    Through, ///< every byte, every checksum
};

/// Reads the given files without a server and plans the restore. Memory does not grow with the files.
/// Options of the request: "database" (which of several), "fullBackup" (which of several full backups, "<file>:<position>" from 1).
/// @param from  backups in front that are restored already (RestoreRequest::appliedBackups)
MsReading readMsBackups(const RestoreRequest& request, MsDepth depth, const JobContext& context);

/// Facts and object tree for the wizard and `bakferry-cli inspect`.
BackupFacts describeMsBackups(const MsReading& reading);

/// Reads RestoreRequest::stopAt: "2026-11-25 08:30:00", or a log sequence number in decimal.
/// @returns Error{Usage} stop.form
Result<MsStopAt> parseMsStopAt(const QString& text);

} // namespace bakferry
