#include "engines/mariadb/binlog/mybinlogchain.h"

#include "engines/displaytext.h"

#include <QJsonObject>
#include <QtGlobal>

#include <algorithm>

namespace bakferry {

using namespace Qt::StringLiterals;

namespace {

QString place(const QByteArray& file, qint64 position) { return displayBytes(file) + u':' + QString::number(position); }

QByteArray stemOf(QByteArrayView name) { return name.first(std::max<qsizetype>(0, name.lastIndexOf('.'))).toByteArray(); }

QByteArray numbered(const QByteArray& like, qint64 number)
{
    const qsizetype digits = like.size() - like.lastIndexOf('.') - 1;
    return stemOf(like) + '.' + QByteArray::number(number).rightJustified(digits, '0');
}

// Domains that only one of the two knows tell nothing: a full backup also names what its server replicated and never logged.
bool contradicts(const MyGtidState& a, const MyGtidState& b)
{
    bool hasCommon = false;
    for (const MyGtid& gtid : a) {
        const auto other = b.constFind(gtid.domain);
        if (other == b.cend())
            continue;
        hasCommon = true;
        if (other->sequence != gtid.sequence || other->server != gtid.server)
            return true;
    }
    return !hasCommon && !a.isEmpty() && !b.isEmpty();
}

bool covers(const MyGtidState& state, const MyGtidState& other)
{
    return std::ranges::all_of(other, [&](const MyGtid& gtid) { return state.value(gtid.domain).sequence >= gtid.sequence; });
}

Message fillGap() { return {QT_TRANSLATE_NOOP("Message", "Give all logs from the full backup on, in the order of their numbers."), {}}; }
Message rightLogs() { return {QT_TRANSLATE_NOOP("Message", "Give the logs of the server that the full backup was made on."), {}}; }

/// Joins the logs one after another.
class ChainReader
{
public:
    ChainReader(const MyChainQuestion& question, const JobContext& context, JobStep step)
        : m_question(question), m_context(context), m_step(step) { m_chain.end = question.start; }

    MyChain run()
    {
        if (!m_question.start.isKnown())
            m_chain.findings += blockerFinding("chain", {ErrorKind::BackupUnusable, "chain.no_position",
                                                         {QT_TRANSLATE_NOOP("Message", "The full backup does not say its position in the binary logs, so it cannot be told where to begin."), {}},
                                                         {QT_TRANSLATE_NOOP("Message", "Make the full backup with mariadb-dump --master-data=2 --single-transaction, or with mydumper."), {}}, {}});
        m_broken = !m_question.start.isKnown();
        for (int file = m_question.firstLog; file < m_question.backups.size(); ++file)
            m_bytesTotal += sizeOf(file);
        for (int file = m_question.firstLog; file < m_question.backups.size() && !m_chain.cancelled; ++file)
            join(file);
        if (!m_chain.cancelled)
            conclude();
        return std::move(m_chain);
    }

private:
    struct Log
    {
        QByteArray name;
        qint64 number = -1;
        quint32 serverId = 0;
        std::optional<MyGtidState> state; ///< at its end
        QByteArray nextFile;
        bool isClosed = false;
        qint64 end = 4;
    };

    qint64 sizeOf(int file) const
    {
        const Result<std::unique_ptr<BackupInput>> input = BackupInput::open(m_question.backups[file]);
        return input ? (*input)->storedBytes() : 0;
    }
    QString shown(int file) const { return m_question.backups[file].display(); }

    void refuse(ChainLink& link, const char* code, const Message& what, const Message& hint, ErrorKind kind = ErrorKind::BackupUnusable)
    {
        refuse(link, Error{kind, code, what, hint, {}});
    }
    void refuse(ChainLink& link, const Error& error)
    {
        m_chain.findings += blockerFinding("chain", error);
        if (!link.accepted)
            return; // the first reason is the one that is drawn
        link.accepted = false;
        link.code = error.code;
        link.why = error.what;
    }

    void join(int file)
    {
        ChainLink link;
        link.kind = ChainLink::Kind::Incremental;
        link.file = file;
        link.sizeBytes = sizeOf(file);
        const bool wasBroken = m_broken;
        Log log;
        log.name = myBinlogName(m_question.backups[file]);
        log.number = myBinlogNumber(log.name);
        if (const auto other = m_question.noLogs.constFind(file); other != m_question.noLogs.cend()) {
            link.accepted = false;
            link.code = other->code;
            link.why = other->what;
        } else if (const bool isTwice = std::ranges::any_of(m_names, [&](const QByteArray& name) { return name == log.name; }); isTwice) {
            refuse(link, "chain.duplicate", {QT_TRANSLATE_NOOP("Message", "The log %1 was given twice."), {displayBytes(log.name)}}, fillGap(), ErrorKind::Usage);
            m_broken = true;
        } else {
            compareNumbers(link, log);
            read(file, link, log);
        }
        if (wasBroken && link.accepted) {
            link.accepted = false;
            link.code = "chain.behind_break";
            link.why = {QT_TRANSLATE_NOOP("Message", "It stands behind a break of the chain."), {}};
        }
        m_broken = m_broken || !link.accepted;
        m_names += log.name;
        m_chain.drawn.links += link;
        m_bytesBefore += link.sizeBytes;
        if (log.end > 4)
            m_previous = log;
    }

    // By what the names say; what the logs say of each other comes when they are read.
    void compareNumbers(ChainLink& link, const Log& log)
    {
        const QByteArray before = m_previous ? m_previous->name : m_question.start.file;
        if (before.isEmpty() || m_stopped)
            return;
        const qint64 number = myBinlogNumber(before);
        if (stemOf(before) != stemOf(log.name) || log.number < 0 || number < 0) {
            if (!m_previous || m_previous->nextFile != log.name)
                refuse(link, "chain.position_outside", {QT_TRANSLATE_NOOP("Message", "%1 does not go on from %2: its name is of another series."), {displayBytes(log.name), displayBytes(before)}}, rightLogs());
            return;
        }
        const bool isFirst = !m_previous;
        if (isFirst && log.number <= number)
            return; // the log of the start itself, or an older one
        if (!isFirst && log.number <= number) {
            refuse(link, "chain.order", {QT_TRANSLATE_NOOP("Message", "%1 was given behind %2, but is older."), {displayBytes(log.name), displayBytes(before)}}, fillGap(), ErrorKind::Usage);
            return;
        }
        const bool startsHere = isFirst && !m_question.start.fileIsComplete;
        const qint64 expected = startsHere ? number : number + 1;
        if (log.number == expected || (!isFirst && !isNeededYet() && log.number == number + 1))
            return;
        const QString missing = log.number - expected == 1 ? displayBytes(numbered(before, expected))
                                                           : displayBytes(numbered(before, expected)) + u" – "_s + displayBytes(numbered(before, log.number - 1));
        refuse(link, "chain.gap", {QT_TRANSLATE_NOOP("Message", "%1 is missing in front of %2."), {missing, displayBytes(log.name)}}, fillGap());
    }
    bool isNeededYet() const { return m_begun; }

    MyLogFilter::Range rangeOf(const Log& log) const
    {
        MyLogFilter::Range range;
        const MyChainStart& start = m_question.start;
        if (m_begun || (start.fileIsComplete && log.number > myBinlogNumber(start.file)))
            range.from = 4;
        else if (start.file.isEmpty())
            range.behindGtid = start.gtid;
        else if (log.name == start.file)
            range.from = start.position;
        else if (log.number < myBinlogNumber(start.file))
            range.from = std::numeric_limits<qint64>::max(); // older: nothing of it is needed
        range.stopUtc = m_question.stop.utc;
        if (m_question.stop.position >= 0 && m_question.stop.file == log.name)
            range.stopAt = m_question.stop.position;
        return range;
    }

    void read(int file, ChainLink& link, Log& log)
    {
        if (m_stopped) {
            link.why = {QT_TRANSLATE_NOOP("Message", "It lies behind the place to stop at, and is not needed."), {}};
            return;
        }
        const Result<std::unique_ptr<MyBinlogReader>> opened = MyBinlogReader::open(m_question.backups[file]);
        if (!opened)
            return refuse(link, opened.error());
        MyBinlogReader& reader = **opened;
        log.serverId = reader.serverId();
        link.server = QStringLiteral("server id %1").arg(log.serverId);
        if (m_question.headsOnly) {
            link.from = place(log.name, 4);
            link.firstUtc = reader.createdUtc();
            m_begun = m_begun || link.accepted;
            log.end = reader.position();
            return;
        }
        MyLogFilter filter(m_question.databases, rangeOf(log), displayBytes(log.name));
        const std::optional<Error> broken = walk(reader, filter);
        if (m_chain.cancelled)
            return;
        takeFacts(reader, filter, link, log);
        compareContents(filter, link, log, reader, broken.has_value());
        const bool joins = link.accepted;
        if (broken && !filter.isStopped())
            refuse(link, withLastWhole(*broken, log, filter));
        else if (filter.openSince() >= 0 && !filter.isStopped() && filter.openSince() >= rangeOf(log).from)
            refuse(link, withLastWhole(Error{ErrorKind::BackupUnusable, "chain.truncated",
                                             {QT_TRANSLATE_NOOP("Message", "%1 ends inside the transaction that begins at byte %2."), {shown(file), QString::number(filter.openSince())}}, {}, {}}, log, filter));
        for (const Finding& finding : filter.findings()) {
            if (finding.level == FindingLevel::Blocker)
                refuse(link, errorOf(finding));
            else if (!std::ranges::any_of(m_chain.findings, [&](const Finding& known) { return known.what == finding.what; }))
                m_chain.findings += finding;
        }
        takeRange(file, reader, filter, link, log, joins);
    }

    std::optional<Error> walk(MyBinlogReader& reader, MyLogFilter& filter)
    {
        MyBinlogEvent event;
        for (qint64 count = 0;; ++count) {
            if (count % 256 == 0) {
                if (!m_context.goOn()) {
                    m_chain.cancelled = true;
                    return {};
                }
                m_context.report({m_step, m_bytesBefore + reader.input().storedPosition(), m_bytesTotal, 0, {}});
            }
            const Result<bool> more = reader.next(event);
            if (!more)
                return more.error();
            if (!*more)
                return {};
            filter.take(event, nullptr);
            if (filter.isStopped())
                return {};
        }
    }

    void takeFacts(const MyBinlogReader& reader, const MyLogFilter& filter, ChainLink& link, Log& log)
    {
        log.end = reader.position();
        log.state = filter.listed() ? std::optional(filter.state()) : std::nullopt;
        log.nextFile = filter.nextFile();
        log.isClosed = filter.isClosed();
        const bool isOlder = rangeOf(log).from > log.end;
        link.from = place(log.name, filter.startPosition() >= 0 ? std::max(rangeOf(log).from, qint64(4)) : 4);
        link.to = place(log.name, filter.startPosition() >= 0 && filter.isStopped() ? filter.endPosition() : log.end);
        link.firstUtc = filter.firstUtc().isValid() ? filter.firstUtc() : reader.createdUtc();
        link.lastUtc = filter.lastUtc();
        if (!filter.firstGtid().isEmpty())
            link.transactions = QString::fromLatin1(filter.firstGtid() == filter.lastGtid() ? filter.firstGtid() : filter.firstGtid() + " – " + filter.lastGtid());
        if (isOlder && !m_begun)
            link.why = {QT_TRANSLATE_NOOP("Message", "It is older than the full backup, and not needed."), {}};
    }

    void compareContents(const MyLogFilter& filter, ChainLink& link, const Log& log, const MyBinlogReader& reader, bool isBroken)
    {
        const MyLogFilter::Range range = rangeOf(log);
        const bool isStart = !m_begun && log.name == m_question.start.file;
        if (isStart && !isBroken && !filter.sawStart() && range.from != reader.position() && link.accepted) {
            if (range.from > reader.position())
                refuse(link, "chain.position_outside", {QT_TRANSLATE_NOOP("Message", "The full backup was taken at byte %1 of %2, but the log given ends at byte %3."),
                                                        {QString::number(range.from), displayBytes(log.name), QString::number(reader.position())}}, rightLogs());
            else
                refuse(link, "chain.position_inside", {QT_TRANSLATE_NOOP("Message", "The full backup was taken at byte %1 of %2, but no transaction of the log given begins there."),
                                                       {QString::number(range.from), displayBytes(log.name)}}, rightLogs());
        }
        if (!m_begun && m_question.start.file.isEmpty() && m_question.start.gtid && filter.listed() && link.accepted && !covers(*m_question.start.gtid, *filter.listed())) {
            refuse(link, "chain.gap", {QT_TRANSLATE_NOOP("Message", "%1 begins behind transaction %2, but the full backup was taken at %3: a log is missing in front of it."),
                                       {displayBytes(log.name), QString::fromLatin1(textOf(*filter.listed())), QString::fromLatin1(textOf(*m_question.start.gtid))}}, fillGap());
        }
        const quint32 serverBefore = m_previous ? m_previous->serverId : m_question.start.serverId;
        const bool goesOnFromStart = !m_previous && m_question.start.fileIsComplete && !isStart;
        const std::optional<MyGtidState> stateBefore = m_previous ? m_previous->state : goesOnFromStart ? m_question.start.gtid : std::nullopt;
        const bool joinsByGtid = stateBefore && filter.listed() && sameProgress(*stateBefore, *filter.listed());
        if (serverBefore != 0 && log.serverId != serverBefore && !joinsByGtid && link.accepted) {
            refuse(link, "chain.other_server", {QT_TRANSLATE_NOOP("Message", "%1 was written by the server with id %2, the log before it by the one with id %3."),
                                                {displayBytes(log.name), QString::number(log.serverId), QString::number(serverBefore)}}, rightLogs());
        }
        if (stateBefore && filter.listed() && !joinsByGtid && link.accepted) {
            refuse(link, "chain.gtid", {QT_TRANSLATE_NOOP("Message", "%1 begins behind transaction %2, but the log before it ends with %3: something is missing, or it is of another server."),
                                        {displayBytes(log.name), QString::fromLatin1(textOf(*filter.listed())), QString::fromLatin1(textOf(*stateBefore))}}, fillGap());
        }
        if (isStart && m_question.start.gtid && filter.listed() && link.accepted && contradicts(*m_question.start.gtid, filter.stateAtStart())) {
            refuse(link, "chain.gtid", {QT_TRANSLATE_NOOP("Message", "At %1 the log given has come to transaction %2, but the full backup to %3: the log is of another server."),
                                        {place(log.name, range.from), QString::fromLatin1(textOf(filter.stateAtStart())), QString::fromLatin1(textOf(*m_question.start.gtid))}}, rightLogs());
        }
        if (m_previous && !m_previous->nextFile.isEmpty() && m_previous->nextFile != log.name && link.accepted) {
            refuse(link, "chain.gap", {QT_TRANSLATE_NOOP("Message", "Behind %1 the server went on with %2, not with %3."),
                                       {displayBytes(m_previous->name), displayBytes(m_previous->nextFile), displayBytes(log.name)}}, fillGap());
        }
        if (m_previous && !m_previous->isClosed && !joinsByGtid && link.accepted) {
            m_chain.findings += notCheckableFinding("chain", {QT_TRANSLATE_NOOP("Message", "%1 was not closed by its server, and no GTIDs say whether its end is there."), {displayBytes(m_previous->name)}},
                                                    {QT_TRANSLATE_NOOP("Message", "Compare its size with SHOW BINARY LOGS on the server."), {}});
        }
    }

    Error withLastWhole(Error error, const Log& log, const MyLogFilter& filter) const
    {
        error.hint = {QT_TRANSLATE_NOOP("Message", "Copy the log from the server once more, or stop at %1, up to where everything is whole."), {place(log.name, filter.endPosition())}};
        return error;
    }

    void takeRange(int file, MyBinlogReader& reader, const MyLogFilter& filter, ChainLink& link, const Log& log, bool joins)
    {
        const bool reachesGtid = m_question.start.file.isEmpty() && m_question.start.gtid && log.state && covers(*log.state, *m_question.start.gtid);
        const bool isInRange = reachesGtid || filter.startPosition() >= 0 || filter.sawStart() || rangeOf(log).from == reader.position() || m_begun;
        if (!isInRange || rangeOf(log).from > reader.position())
            return;
        m_begun = true;
        m_stopped = filter.isStopped();
        if (m_broken || !link.accepted) {
            if (!m_broken && joins && filter.startPosition() >= 0)
                reach(log, filter); // up to the damage it could be restored
            return;
        }
        reach(log, filter);
        MyLogRange range{file, log.name, filter.startPosition(), filter.endPosition(), filter.count(), reader.input().sha256()};
        if (range.from < 0)
            range.from = range.to = log.end; // nothing but events that change nothing
        m_chain.total += range.expected;
        m_chain.ranges += range;
        m_chain.end = MyChainStart{log.name, m_stopped ? filter.endPosition() : reader.position(), log.state, log.isClosed && !m_stopped, log.serverId};
    }

    void reach(const Log& log, const MyLogFilter& filter)
    {
        m_chain.drawn.restorableTo = place(log.name, filter.startPosition() < 0 && !filter.isStopped() ? log.end : filter.goodEnd());
        if (filter.goodUtc().isValid())
            m_chain.drawn.restorableToUtc = filter.goodUtc();
    }

    void conclude()
    {
        if (m_question.headsOnly)
            return;
        const MyStopAt& stop = m_question.stop;
        if (m_chain.drawn.restorableTo.isEmpty())
            m_chain.drawn.restorableTo = m_question.start.text();
        if (!m_begun && !m_broken && m_question.start.isKnown() && m_question.firstLog < m_question.backups.size()) {
            m_broken = true;
            m_chain.findings += blockerFinding("chain", {ErrorKind::BackupUnusable, "chain.position_outside",
                                                         {QT_TRANSLATE_NOOP("Message", "None of the given logs holds the position of the full backup, %1."), {m_question.start.text()}}, rightLogs(), {}});
        }
        if (stop.position >= 0 && !m_stopped && !m_broken) {
            const bool isEnd = m_previous && m_previous->name == stop.file && m_previous->end == stop.position;
            if (!isEnd)
                m_chain.findings += blockerFinding("chain", {ErrorKind::Usage, "stop.outside", {QT_TRANSLATE_NOOP("Message", "The place to stop at, %1, does not lie between %2 and %3."),
                                                             {place(stop.file, stop.position), m_question.start.text(), m_chain.drawn.restorableTo}},
                                                             {QT_TRANSLATE_NOOP("Message", "Choose a place between both, or give the logs up to it."), {}}, {}});
        }
        if (stop.utc && !m_stopped && !m_broken) {
            m_chain.findings += warningFinding("chain", {QT_TRANSLATE_NOOP("Message", "The logs end at %1, before the time to stop at (%2) was reached."),
                                                         {m_chain.drawn.restorableTo, stop.utc->toLocalTime().toString(u"yyyy-MM-dd HH:mm:ss"_s)}},
                                               {QT_TRANSLATE_NOOP("Message", "Give the later logs as well, or go on if nothing was changed in between."), {}});
        }
        if (m_broken && !m_chain.drawn.restorableTo.isEmpty()) {
            m_chain.findings += warningFinding("chain", {QT_TRANSLATE_NOOP("Message", "The chain is unbroken up to %1."), {m_chain.drawn.restorableTo}},
                                               {QT_TRANSLATE_NOOP("Message", "To restore up to there, leave out what lies behind it."), {}});
        }
        if (m_broken)
            return;
        m_chain.findings += passedFinding("chain", {QT_TRANSLATE_NOOP("Message", "The chain is unbroken from %1 to %2: %3 transactions of the restored databases, %4 statements and %5 row events."),
                                                    {m_question.start.text(), m_chain.drawn.restorableTo, QString::number(m_chain.total.transactions), QString::number(m_chain.total.statements),
                                                     QString::number(m_chain.total.rowEvents)}});
    }

    const MyChainQuestion& m_question;
    const JobContext& m_context;
    const JobStep m_step;
    MyChain m_chain;
    std::optional<Log> m_previous;
    QByteArrayList m_names;
    qint64 m_bytesBefore = 0, m_bytesTotal = 0;
    bool m_begun = false;   ///< the start was found
    bool m_stopped = false;
    bool m_broken = false;
};

} // namespace

QString MyChainStart::text() const { return !file.isEmpty() ? place(file, position) : gtid ? QString::fromLatin1(textOf(*gtid)) : QString(); }

QJsonObject MyChainStart::toJson() const
{
    QJsonObject facts{{u"file"_s, QString::fromLatin1(file.toBase64())}, {u"position"_s, position}, {u"complete"_s, fileIsComplete}, {u"serverId"_s, qint64(serverId)}};
    if (gtid)
        facts.insert(u"gtid"_s, QString::fromLatin1(textOf(*gtid)));
    return facts;
}

MyChainStart MyChainStart::fromJson(const QJsonObject& facts)
{
    MyChainStart start;
    start.file = QByteArray::fromBase64(facts[u"file"_s].toString().toLatin1());
    start.position = facts[u"position"_s].toInteger();
    start.fileIsComplete = facts[u"complete"_s].toBool();
    start.serverId = quint32(facts[u"serverId"_s].toInteger());
    if (const QString gtid = facts[u"gtid"_s].toString(); !gtid.isEmpty())
        start.gtid = parseMyGtidState(gtid.toLatin1());
    return start;
}

MyChain readMyChain(const MyChainQuestion& question, const JobContext& context, JobStep step) { return ChainReader(question, context, step).run(); }

} // namespace bakferry
