#include "engines/sqlserver/reader/mschainkeeper.h"

#include "engines/displaytext.h"
#include "engines/sqlserver/reader/msblocks.h"
#include "engines/sqlserver/reader/msbytes.h"

#include <QtGlobal>

namespace bakferry {

using namespace Qt::StringLiterals;

namespace {

constexpr quint16 sumFollows = 0x0100, streamEncrypted = 0x0008; ///< media attributes of a stream
constexpr qint64 longestDescription = 64 * 1024 * 1024;          ///< some 50,000 files
constexpr qint64 addressUnit = 1024;

bool isOutsideNumbering(const QByteArray& type) { return type == "SFMB" || type == "ESET" || type == "EOTM"; }

bool sameDescription(const MsBackupInfo& a, const MsBackupInfo& b)
{
    if (a.kind != b.kind || a.database != b.database || a.server != b.server || a.version != b.version || a.databaseVersion != b.databaseVersion || a.created != b.created
        || a.started != b.started || a.hasChecksum != b.hasChecksum || a.familyGuid != b.familyGuid || a.compatibilityLevel != b.compatibilityLevel || a.files.size() != b.files.size())
        return false;
    for (qsizetype i = 0; i < a.files.size(); ++i) {
        const MsDatabaseFile &one = a.files[i], &two = b.files[i];
        if (one.fileId != two.fileId || one.type != two.type || one.logicalName != two.logicalName || one.physicalName != two.physicalName || one.fileGroup != two.fileGroup)
            return false;
    }
    return true;
}

} // namespace

void MsChainKeeper::note(const char* what, const QStringList& arguments) { m_reading.oddities += Message{what, QStringList{m_name.display()} + arguments}; }

Error MsChainKeeper::broken(const char* what, const MsBlock& block, const QString& detail) const
{
    return {ErrorKind::BackupUnusable, "backup.damaged", {what, {m_name.display(), displayText(QString::fromLatin1(block.type), 40), QString::number(block.offset)}},
            {QT_TRANSLATE_NOOP("Message", "Copy the backup once more from where it was made, or take another one."), {}}, detail};
}

std::optional<Error> MsChainKeeper::block(const MsBlock& block)
{
    m_block = block.type;
    if (std::optional<Error> wrong = checkPlace(block))
        return wrong;
    bool fits = true;
    if (block.type == "TAPE") {
        m_place = Place::BetweenSets;
        m_reading.isMedia = true;
        fits = readMsTape(block, m_reading.media);
    } else if (block.type == "SSET") {
        if (std::optional<Error> wrong = beginSet(block))
            return wrong;
        fits = readMsSet(block, *set());
    } else if (block.type == "VOLB" && set()) {
        fits = readMsVolume(block, *set());
    } else if (block.type == "MSLS") {
        m_place = Place::AfterDescription;
    } else if (block.type == "ESET") {
        readMsSetEnd(block, *set());
        set()->isComplete = true;
        m_place = Place::AfterEnd;
    } else if (block.type == "SFMB") {
        takeFilemark(block);
    }
    static const QByteArrayList known{"TAPE", "SSET", "VOLB", "MSCI", "MSDA", "MSTL", "MSLS", "ESET", "SFMB", "EOTM"};
    if (!known.contains(block.type) && !m_unknownTypes.contains(block.type)) {
        m_unknownTypes += block.type;
        note(QT_TRANSLATE_NOOP("Message", "%1 holds blocks of a kind that BakFerry does not know: %2."), {QString::fromLatin1(block.type)});
    }
    if (!isOutsideNumbering(block.type))
        m_lastId = block.id;
    if (!fits)
        note(QT_TRANSLATE_NOOP("Message", "%1: a text of the block %2 at byte %3 lies outside of its block."), {QString::fromLatin1(block.type), QString::number(block.offset)});
    return {};
}

std::optional<Error> MsChainKeeper::checkPlace(const MsBlock& block) const
{
    const bool isFirst = m_place == Place::Start;
    if (isFirst != (block.type == "TAPE"))
        return broken(isFirst ? QT_TRANSLATE_NOOP("Message", "%1 does not begin with the head of a media set, but with %2 at byte %3.")
                              : QT_TRANSLATE_NOOP("Message", "%1 is damaged: the block %2 at byte %3 stands in a wrong place."), block, {});
    if (isFirst || block.type == "SFMB" || block.type == "EOTM")
        return {};
    if (block.type == "SSET") {
        const bool isInTurn = m_place == Place::BetweenSets && block.id == 0;
        return isInTurn ? std::nullopt : std::optional(broken(QT_TRANSLATE_NOOP("Message", "%1 is damaged: the block %2 at byte %3 stands in a wrong place."), block, u"set unfinished"_s));
    }
    const bool isEnd = block.type == "ESET";
    const bool isInTurn = isEnd ? m_place == Place::AfterDescription || m_place == Place::AfterEnd : m_place == Place::InSet;
    if (!isInTurn)
        return broken(QT_TRANSLATE_NOOP("Message", "%1 is damaged: the block %2 at byte %3 stands in a wrong place."), block, {});
    if (isEnd)
        return {};
    if (block.id != m_lastId + 1)
        return broken(QT_TRANSLATE_NOOP("Message", "%1 is damaged: blocks are missing in front of %2 at byte %3."), block, u"control block id %1 after %2"_s.arg(block.id).arg(m_lastId));
    if (block.logicalAddress * addressUnit != quint64(block.offset - m_setOffset))
        return broken(QT_TRANSLATE_NOOP("Message", "%1 is damaged: the block %2 at byte %3 does not lie where it was written; bytes are missing or were put in before it."), block,
                      u"logical address %1"_s.arg(block.logicalAddress));
    return {};
}

std::optional<Error> MsChainKeeper::beginSet(const MsBlock& block)
{
    const int number = MsBytes(block.bytes).u16(62);
    const int before = set() ? set()->position : 0;
    if (number != before + 1)
        note(QT_TRANSLATE_NOOP("Message", "%1: backup set %2 follows backup set %3."), {QString::number(number), QString::number(before)});
    m_reading.media.sets += MsBackupInfo{};
    m_reading.proofs += MsProof{};
    m_place = Place::InSet;
    m_setOffset = block.offset;
    m_first.reset();
    return {};
}

void MsChainKeeper::takeFilemark(const MsBlock& block)
{
    if (m_place != Place::AfterEnd)
        return;
    m_place = Place::BetweenSets;
    m_prover.finishSet(m_reading.proofs.last());
    const quint32 used = MsBytes(block.bytes).u32(56);
    if (used != 2 * quint32(m_reading.media.sets.size()))
        note(QT_TRANSLATE_NOOP("Message", "%1: the filemark at byte %2 counts %3 others, which does not fit to %4 backup sets."),
             {QString::number(block.offset), QString::number(used), QString::number(m_reading.media.sets.size())});
}

bool MsChainKeeper::stream(const MsStream& stream)
{
    m_stream = stream.id;
    m_collected.clear();
    if (set() && (stream.encryption != 0 || (stream.mediaAttributes & streamEncrypted)))
        set()->isEncrypted = true;
    const bool isPages = stream.id == "MQDA" || stream.id == "MQTL";
    if (isPages && m_readsPages && set() && stream.length > 0)
        m_prover.begin(m_reading.proofs.last(), stream.id == "MQDA", stream.mediaAttributes & sumFollows, stream.offset);
    if (isPages)
        return m_readsPages && set() && stream.length > 0;
    return stream.id == "RAID" || (stream.id == "MQCI" && set() && stream.length <= longestDescription) || (stream.id == "CSUM" && stream.length <= 64);
}

void MsChainKeeper::content(QByteArrayView bytes)
{
    if (m_stream == "MQDA" || m_stream == "MQTL")
        m_prover.add(bytes);
    else if (m_collected.size() + bytes.size() <= longestDescription)
        m_collected += bytes;
}

void MsChainKeeper::streamEnded()
{
    if (m_stream == "MQDA" || m_stream == "MQTL")
        m_prover.end();
    else if (m_stream == "RAID" && m_block == "TAPE")
        readMsStripe(m_collected, m_reading.media);
    else if (m_stream == "CSUM" && m_readsPages && set())
        m_prover.checkSum(m_reading.proofs.last(), MsBytes(m_collected).u32(0));
    else if (m_stream == "MQCI")
        takeRecords();
    m_collected = {};
}

// The set describes itself twice. The second one has the final sizes and dates; what cannot have changed in between must be equal.
void MsChainKeeper::takeRecords()
{
    const bool isFinal = m_block == "MSLS";
    MsBackupInfo& info = *set();
    if (!readMsRecords(m_collected, info))
        note(QT_TRANSLATE_NOOP("Message", "%1: the description of backup set %2 does not make sense as a whole; what it says may be wrong."), {QString::number(info.position)});
    if (!isFinal) {
        m_first = info;
        info.ownGuid.clear();
        return;
    }
    // A backup that leaves the base of differentials as it was (of a read-only database) is none itself.
    if (m_first && m_first->ownGuid == info.ownGuid)
        info.ownGuid.clear();
    if (m_first && !sameDescription(*m_first, info))
        note(QT_TRANSLATE_NOOP("Message", "%1: the two descriptions of backup set %2 differ: one of them was changed."), {QString::number(info.position)});
}

std::optional<Error> MsChainKeeper::missingEnd() const
{
    if (m_place == Place::BetweenSets && !m_reading.media.sets.isEmpty())
        return {};
    if (m_place == Place::BetweenSets)
        return Error{ErrorKind::BackupUnusable, "backup.empty", {QT_TRANSLATE_NOOP("Message", "%1 is the head of a media set without any backup in it."), {m_name.display()}},
                     {QT_TRANSLATE_NOOP("Message", "Take another backup."), {}}, {}};
    return Error{ErrorKind::BackupUnusable, "backup.truncated", {QT_TRANSLATE_NOOP("Message", "%1 is incomplete: the end of backup set %2 is missing."),
                 {m_name.display(), QString::number(m_reading.media.sets.isEmpty() ? 1 : m_reading.media.sets.last().position)}},
                 {QT_TRANSLATE_NOOP("Message", "Copy the backup once more from where it was made, or take another one."), {}}, {}};
}

} // namespace bakferry
