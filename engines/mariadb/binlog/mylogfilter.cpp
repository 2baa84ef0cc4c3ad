#include "engines/mariadb/binlog/mylogfilter.h"

#include "engines/displaytext.h"

#include <QtEndian>
#include <QtGlobal>

#include <algorithm>
#include <utility>

namespace bakferry {

namespace {

constexpr quint16 ignorableFlag = 0x80; // written by a newer server for whoever does not know the event
constexpr qsizetype mostFindings = 40;

bool isBehind(const MyGtid& gtid, const MyGtidState& state)
{
    const auto known = state.constFind(gtid.domain);
    return known == state.cend() || gtid.sequence > known->sequence;
}

bool hasControlCharacter(QByteArrayView name)
{
    return std::ranges::any_of(name, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; });
}

QDateTime utc(quint32 timestamp) { return QDateTime::fromSecsSinceEpoch(timestamp, Qt::UTC); }

Message newerBackup() { return {QT_TRANSLATE_NOOP("Message", "Stop the restore in front of it, take a newer full backup, or have the server log in ROW format."), {}}; }

} // namespace

MyLogCount& MyLogCount::operator+=(const MyLogCount& other)
{
    transactions += other.transactions;
    statements += other.statements;
    rowEvents += other.rowEvents;
    return *this;
}

MyLogFilter::MyLogFilter(QByteArrayList databases, Range range, QString shownFile)
    : m_databases(std::move(databases)), m_range(std::move(range)), m_shownFile(std::move(shownFile)), m_end(m_range.from), m_goodEnd(m_range.from)
{
}

void MyLogFilter::take(const MyBinlogEvent& event, QByteArray* feed)
{
    using enum MyEventType;
    m_feed = feed;
    const MyEventHeader& header = event.header;
    if (header.at == m_range.from && !m_inGroup)
        m_sawStart = true;
    if (!m_range.behindGtid && header.at >= m_range.from && !m_rangeBegun && !m_inGroup) {
        m_rangeBegun = true;
        m_stateAtStart = m_state;
    }
    m_closed = false;
    switch (header.type) {
    case FormatDescription: case PreviousGtids: case BinlogCheckpoint: case AnnotateRows: case RowsQuery: case Ignorable: case Heartbeat: break;
    case GtidList:
        m_listed = readMyGtidList(event.body);
        m_state = m_listed.value_or(MyGtidState());
        if (m_rangeBegun && m_start < 0)
            m_stateAtStart = m_state;
        break;
    case Gtid:
        if (const std::optional<MyGtidEvent> read = readMyGtidEvent(header, event.body)) {
            m_groupDomainGtid = read->gtid;
            beginGroup(event, read->gtid.text(), read->standalone);
            m_opening = event.bytes.toByteArray();
        }
        break;
    case MySqlGtid: beginGroup(event, readMySqlGtid(event.body), true); break; // until a BEGIN shows that it is more
    case AnonymousGtid: case TaggedGtid: beginGroup(event, {}, true); break;
    case Query: case QueryCompressed: query(event); break;
    case Xid:
        if (m_concerned)
            feedEvent(event.bytes);
        endGroup(event);
        break;
    case Intvar: case Rand: case UserVar: m_forNext += event.bytes; break;
    case TableMap: tableMap(event); break;
    case Rotate:
        if (const std::optional<MyRotation> rotation = readMyRotation(event.body))
            m_nextFile = rotation->file;
        m_closed = true;
        break;
    case Stop: m_closed = true; break;
    case XaPrepare:
        problem(event, {ErrorKind::BackupUnusable, "chain.statement", {QT_TRANSLATE_NOOP("Message", "The log holds an XA transaction, which may span several servers."), {}}, newerBackup(), {}});
        break;
    case Incident:
        problem(event, {ErrorKind::BackupUnusable, "chain.incident", {QT_TRANSLATE_NOOP("Message", "The server wrote down that it lost events here."), {}},
                        {QT_TRANSLATE_NOOP("Message", "Stop the restore in front of it, or take a newer full backup."), {}}, {}});
        break;
    default:
        if (isMyRowsEvent(header.type))
            rows(event);
        else if (isMyLoadEvent(header.type))
            load(event);
        else if (!(header.flags & ignorableFlag))
            problem(event, {ErrorKind::BackupUnusable, "chain.unsupported", {QT_TRANSLATE_NOOP("Message", "The log holds events of type %1, which cannot be replayed into MariaDB (compressed transactions, partial JSON updates …)."), {QString::number(int(header.type))}},
                            newerBackup(), {}});
    }
    m_feed = nullptr;
}

void MyLogFilter::beginGroup(const MyBinlogEvent& event, QByteArray gtid, bool standalone)
{
    if (m_range.behindGtid && m_groupDomainGtid && !m_rangeBegun && isBehind(*m_groupDomainGtid, *m_range.behindGtid)) {
        m_rangeBegun = true;
        m_stateAtStart = m_state;
    }
    if (m_range.stopAt >= 0 && event.header.at >= m_range.stopAt)
        m_stopped = true;
    if (m_inGroup && inRange())
        m_findings += m_groupFindings; // of a transaction that never ended
    m_inGroup = true;
    m_standalone = standalone;
    m_concerned = false;
    m_groupAt = event.header.at;
    m_groupGtid = std::move(gtid);
    m_opening.clear();
    m_forNext.clear();
    m_group = {};
    m_groupFindings.clear();
}

void MyLogFilter::endGroup(const MyBinlogEvent& event)
{
    if (!m_inGroup)
        return;
    m_inGroup = false;
    m_forNext.clear();
    if (m_groupDomainGtid)
        m_state.insert(m_groupDomainGtid->domain, *m_groupDomainGtid);
    m_groupDomainGtid.reset();
    if (m_range.stopUtc && inRange() && utc(event.header.timestamp) >= *m_range.stopUtc)
        m_stopped = true;
    if (!inRange())
        return;
    if (m_start < 0)
        m_start = m_groupAt;
    m_end = event.header.end();
    m_group.transactions = m_concerned;
    m_count += m_group;
    m_findings += m_groupFindings.first(std::min(m_groupFindings.size(), mostFindings - std::min(m_findings.size(), mostFindings)));
    m_lastUtc = utc(event.header.timestamp);
    if (std::ranges::none_of(m_findings, [](const Finding& finding) { return finding.level == FindingLevel::Blocker; })) {
        m_goodEnd = m_end;
        m_goodUtc = m_lastUtc;
    }
    if (!m_firstUtc.isValid())
        m_firstUtc = m_lastUtc;
    if (m_groupGtid.isEmpty())
        return;
    m_lastGtid = m_groupGtid;
    if (m_firstGtid.isEmpty())
        m_firstGtid = m_groupGtid;
}

void MyLogFilter::finish() { m_feed = nullptr; }

void MyLogFilter::feedEvent(QByteArrayView bytes)
{
    if (m_feed && inRange())
        *m_feed += bytes;
}

// The group at hand holds something for us: what begins it is fed, too.
void MyLogFilter::concern()
{
    if (!std::exchange(m_concerned, true))
        feedEvent(m_opening);
}

void MyLogFilter::query(const MyBinlogEvent& event)
{
    const std::optional<MyQueryEvent> read = readMyQueryEvent(event.header, event.body);
    if (!read) {
        problem(event, {ErrorKind::BackupUnusable, "chain.damaged", {QT_TRANSLATE_NOOP("Message", "A statement in the log cannot be read."), {}}, newerBackup(), {}});
        return;
    }
    const MyLogControl control = myLogControl(read->sql, read->mode);
    const bool hasGroup = m_inGroup;
    if (!hasGroup)
        beginGroup(event, {}, control != MyLogControl::Begin);
    if (control == MyLogControl::Begin) {
        m_standalone = false;
        m_opening += event.bytes;
        return;
    }
    if (control != MyLogControl::None) {
        if (m_concerned)
            feedEvent(event.bytes);
        if (control != MyLogControl::Other)
            endGroup(event);
        return;
    }
    const MyLogVerdict verdict = judgeMyLogStatement(*read, m_databases);
    switch (verdict.does) {
    case MyLogVerdict::Does::Runs:
        concern();
        feedEvent(m_forNext);
        feedEvent(event.bytes);
        ++m_group.statements;
        m_lastApproved = inRange() ? event.header.at : -1;
        break;
    case MyLogVerdict::Does::LeftOut: leftOut(verdict.note); break;
    case MyLogVerdict::Does::Refused:
        if (verdict.error)
            problem(event, *verdict.error);
        break;
    case MyLogVerdict::Does::Controls:
    case MyLogVerdict::Does::Elsewhere: break;
    }
    m_forNext.clear();
    if (m_standalone)
        endGroup(event);
}

void MyLogFilter::tableMap(const MyBinlogEvent& event)
{
    const std::optional<MyTableMap> map = readMyTableMap(event.body);
    if (!map)
        return problem(event, {ErrorKind::BackupUnusable, "chain.damaged", {QT_TRANSLATE_NOOP("Message", "A table map in the log cannot be read."), {}}, newerBackup(), {}});
    const bool isOurs = isOneOfMyDatabases(m_databases, map->database);
    m_tables.insert(map->id, isOurs);
    if (!isOurs)
        return;
    // The decoder writes names into comments of its text, so none may leave its line.
    if (hasControlCharacter(map->table) || hasControlCharacter(map->database))
        return problem(event, {ErrorKind::Risk, "chain.hostile", {QT_TRANSLATE_NOOP("Message", "The table %1 has control characters in its name."), {displayBytes(map->table)}}, newerBackup(), {}});
    concern();
    feedEvent(event.bytes);
}

void MyLogFilter::rows(const MyBinlogEvent& event)
{
    const std::optional<MyRowsHead> head = readMyRowsHead(event.body);
    if (!head)
        return problem(event, {ErrorKind::BackupUnusable, "chain.damaged", {QT_TRANSLATE_NOOP("Message", "A row event in the log cannot be read."), {}}, newerBackup(), {}});
    constexpr quint64 dummyTable = 0xffffffffffff; // ends a statement that changed nothing more
    const bool isOurs = m_tables.value(head->id) || (head->id == dummyTable && m_ourRows);
    if (isOurs) {
        feedEvent(event.bytes);
        m_ourRows = true;
        ++m_group.rowEvents;
        m_lastApproved = inRange() ? event.header.at : -1;
    } else {
        m_otherRows = true;
    }
    if (!head->endsStatement)
        return;
    if (!isOurs && m_ourRows)
        problem(event, {ErrorKind::BackupUnusable, "chain.cross_database", {QT_TRANSLATE_NOOP("Message", "One statement changed rows of the restored databases and of others at once."), {}}, newerBackup(), {}});
    m_tables.clear();
    m_ourRows = m_otherRows = false;
}

void MyLogFilter::load(const MyBinlogEvent& event)
{
    // The file's bytes come in blocks; which database they are for is told by the statement at their end.
    constexpr qsizetype loadHead = 13;
    constexpr qsizetype ownHead = 13;
    if (event.header.type == MyEventType::BeginLoadQuery || event.header.type == MyEventType::AppendBlock)
        return;
    if (event.header.type == MyEventType::ExecuteLoadQuery && event.body.size() > loadHead + ownHead) {
        const QByteArray asQuery = event.body.first(ownHead).toByteArray() + event.body.sliced(ownHead + loadHead).toByteArray();
        const std::optional<MyQueryEvent> query = readMyQueryEvent(event.header, asQuery);
        if (query && !isOneOfMyDatabases(m_databases, query->database))
            return;
    }
    problem(event, {ErrorKind::BackupUnusable, "chain.load_data", {QT_TRANSLATE_NOOP("Message", "The log holds a LOAD DATA statement together with its file, which BakFerry does not replay."), {}}, newerBackup(), {}});
}

// What a stopped replay never reaches is no problem, so it counts only with its group.
void MyLogFilter::problem(const MyBinlogEvent& event, Error error)
{
    const QString place = m_shownFile + QLatin1Char(':') + QString::number(event.header.at);
    error.detail = error.detail.isEmpty() ? place : place + QLatin1Char(' ') + error.detail;
    QList<Finding>& list = m_inGroup ? m_groupFindings : m_findings;
    if ((m_inGroup || inRange()) && list.size() < mostFindings)
        list += blockerFinding("chain", std::move(error));
}

void MyLogFilter::leftOut(const Message& note)
{
    const auto isSame = [&](const Finding& finding) { return finding.what == note; };
    if (std::ranges::none_of(m_findings, isSame) && std::ranges::none_of(m_groupFindings, isSame))
        m_groupFindings += warningFinding("chain", note, {QT_TRANSLATE_NOOP("Message", "Make sure that the restored databases do not need it."), {}}, m_shownFile);
}

} // namespace bakferry
