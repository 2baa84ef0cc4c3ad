#pragma once
#include "engines/mariadb/binlog/mylogfilter.h"
#include "engines/mariadb/binlog/mystopat.h"
#include "engines/jobcontext.h"

#include <QSet>

namespace bakferry {

/// Where a chain goes on: the position of the full backup, or where an earlier replay ended.
struct MyChainStart
{
    QByteArray file;        ///< "mysql-bin.000042"; empty: only `gtid` is known
    qint64 position = 0;
    std::optional<MyGtidState> gtid;
    bool fileIsComplete = false; ///< nothing comes behind `position` in `file`: the next log may be the first one
    quint32 serverId = 0;   ///< 0: not known
    bool isKnown() const { return !file.isEmpty() || gtid; }
    QString text() const;   ///< "mysql-bin.000042:328"

    QJsonObject toJson() const;
    static MyChainStart fromJson(const QJsonObject& facts);
};

/// The stretch of one log that is to be replayed.
struct MyLogRange
{
    int file = 0;       ///< index in the BackupSet
    QByteArray name;    ///< on its server
    qint64 from = 4, to = 4;
    MyLogCount expected;
    QByteArray sha256;  ///< of the file as it lies on disk; empty where it was not read to its end
};

struct MyChainQuestion
{
    const BackupSet& backups;
    int firstLog = 0;
    MyChainStart start;
    QByteArrayList databases; ///< that are restored, by their names in the logs
    MyStopAt stop;
    QHash<int, Finding> noLogs; ///< files that are no logs at all, and what was found instead
    bool headsOnly = false;   ///< milliseconds: draws by names and first events, and promises nothing
};

/// What a look at all logs told.
struct MyChain
{
    BackupChain drawn;        ///< links of the logs only
    QList<Finding> findings;
    QList<MyLogRange> ranges; ///< in order; what lies in front of the start or behind the stop is left out
    MyChainStart end;         ///< where the next log has to join
    MyLogCount total;
    QSet<QByteArray> sha256;
    bool hasStatements() const { return total.statements > 0; }
    bool cancelled = false;
};

/// Reads all logs from their first to their last byte, verifies each event, and joins them: numbering, positions, server, GTIDs. Every
/// break is a blocker that says where; the links say the same for a drawing. Blocks; memory: one event.
/// Codes: chain.gap, chain.order, chain.duplicate, chain.other_server, chain.gtid, chain.position_outside, chain.position_inside,
/// chain.no_position, chain.not_closed, chain.truncated, stop.outside, those of MyBinlogReader and of MyLogFilter.
MyChain readMyChain(const MyChainQuestion& question, const JobContext& context, JobStep step);

} // namespace bakferry
