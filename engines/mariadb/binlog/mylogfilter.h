#pragma once
#include "engines/mariadb/binlog/mybinlogreader.h"
#include "engines/mariadb/binlog/mylogpolicy.h"
#include "engines/precheck.h"

#include <QDateTime>
#include <QHash>

namespace bakferry {

/// How much of a log concerns some databases.
struct MyLogCount
{
    qint64 transactions = 0; ///< groups with anything in them that concerns us
    qint64 statements = 0;   ///< that change something
    qint64 rowEvents = 0;
    MyLogCount& operator+=(const MyLogCount& other);
    friend bool operator==(const MyLogCount&, const MyLogCount&) = default;
};

/// Goes through the events of one log in order and tells which of them a replay into some databases needs.
///
/// Knows where transactions begin and end; everything before the start and from the stop on is passed over. The same walk serves the
/// precheck, which only counts, and the replay, which feeds a decoder: both see the same. One thread, one log.
class MyLogFilter
{
public:
    struct Range
    {
        qint64 from = 4;                        ///< byte; what begins before it is passed over
        std::optional<MyGtidState> behindGtid;  ///< or: behind these transactions
        std::optional<QDateTime> stopUtc;       ///< in front of the first transaction that ended then or later
        qint64 stopAt = -1;                     ///< in front of the first transaction that begins here or later; -1: none
    };
    MyLogFilter(QByteArrayList databases, Range range, QString shownFile);

    /// Takes the next event; what is to be fed because of it is appended to `feed` (null: nobody wants it).
    void take(const MyBinlogEvent& event, QByteArray* feed);
    /// No event will come any more. What was begun and not ended is not part of the range.
    void finish();

    const MyLogCount& count() const { return m_count; }
    /// Where the last event of the range began that is a statement or row event for us.
    qint64 lastApproved() const { return m_lastApproved; }
    const QList<Finding>& findings() const { return m_findings; } ///< blockers and warnings, the first of each kind with its place
    bool isStopped() const { return m_stopped; }
    bool sawStart() const { return m_sawStart; }         ///< an event begins at `from`, and no transaction is under way there
    qint64 startPosition() const { return m_start; }     ///< of the first transaction in range; -1: none
    qint64 endPosition() const { return m_end; }         ///< behind the last whole transaction in range, or the stop
    qint64 goodEnd() const { return m_goodEnd; }         ///< the same, but in front of the first one with a problem
    QDateTime goodUtc() const { return m_goodUtc; }
    qint64 openSince() const { return m_inGroup ? m_groupAt : -1; } ///< a transaction that the log does not end
    QDateTime firstUtc() const { return m_firstUtc; }    ///< of a transaction in range, by the servers' clock
    QDateTime lastUtc() const { return m_lastUtc; }
    QByteArray firstGtid() const { return m_firstGtid; }
    QByteArray lastGtid() const { return m_lastGtid; }
    const std::optional<MyGtidState>& listed() const { return m_listed; } ///< what the log says came before it; MariaDB only
    const MyGtidState& state() const { return m_state; } ///< behind the last whole transaction read
    const MyGtidState& stateAtStart() const { return m_stateAtStart; }
    QByteArray nextFile() const { return m_nextFile; }   ///< as its last event names it; empty: none
    bool isClosed() const { return m_closed; }           ///< ends as a server ends a log

private:
    void beginGroup(const MyBinlogEvent& event, QByteArray gtid, bool standalone);
    void endGroup(const MyBinlogEvent& event);
    bool inRange() const { return m_rangeBegun && !m_stopped; }
    void query(const MyBinlogEvent& event);
    void tableMap(const MyBinlogEvent& event);
    void rows(const MyBinlogEvent& event);
    void load(const MyBinlogEvent& event);
    void feedEvent(QByteArrayView bytes);
    void concern();
    void problem(const MyBinlogEvent& event, Error error);
    void leftOut(const Message& note);

    const QByteArrayList m_databases;
    const Range m_range;
    const QString m_shownFile;
    QByteArray* m_feed = nullptr; ///< during take()

    bool m_rangeBegun = false, m_stopped = false, m_sawStart = false;
    bool m_inGroup = false, m_standalone = false, m_concerned = false;
    qint64 m_groupAt = -1;
    QByteArray m_groupGtid;
    std::optional<MyGtid> m_groupDomainGtid;
    QByteArray m_opening;        ///< the events that begin the group at hand, until it turns out to concern us
    QByteArray m_forNext;        ///< Intvar, Rand, UserVar: belong to the statement behind them
    QHash<quint64, bool> m_tables; ///< table ids of the statement at hand: ours or not
    bool m_ourRows = false, m_otherRows = false;
    MyLogCount m_group, m_count;
    qint64 m_lastApproved = -1;
    QList<Finding> m_groupFindings, m_findings;

    qint64 m_start = -1, m_end = 4;
    qint64 m_goodEnd = 4;
    QDateTime m_firstUtc, m_lastUtc, m_goodUtc;
    QByteArray m_firstGtid, m_lastGtid;
    std::optional<MyGtidState> m_listed;
    MyGtidState m_state, m_stateAtStart;
    QByteArray m_nextFile;
    bool m_closed = false;
};

} // namespace bakferry
