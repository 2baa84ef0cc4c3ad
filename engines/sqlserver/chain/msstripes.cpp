#include "engines/sqlserver/chain/msstripes.h"

#include <QtGlobal>

#include <algorithm>

namespace bakferry {

using namespace Qt::StringLiterals;

namespace {

/// The files of one media set that were given: one place for each stripe, -1 where it is missing.
struct Group
{
    QByteArray mediaSet;
    QList<qsizetype> stripes;
};

Finding blocker(ErrorKind kind, const char* code, Message what, Message hint) { return blockerFinding("complete", {kind, code, std::move(what), std::move(hint), {}}); }

class Joiner
{
public:
    Joiner(const QList<MsMediaFile>& media, const QList<qsizetype>& usable) : m_media(media), m_usable(usable) { }

    MsJoined run()
    {
        for (qsizetype i = 0; i < m_media.size(); ++i)
            place(i);
        QStringList incomplete;
        for (const Group& group : std::as_const(m_groups)) {
            if (group.stripes.contains(-1))
                incomplete += reportMissing(group);
        }
        if (incomplete.size() > 1) {
            m_joined.findings += blocker(ErrorKind::BackupUnusable, "backup.stripe_mixed",
                                         {QT_TRANSLATE_NOOP("Message", "Stripes of different media sets were given together: %1."), {incomplete.join(u", "_s)}},
                                         {QT_TRANSLATE_NOOP("Message", "Give all stripes of one backup; they carry the same media set."), {}});
        }
        for (const Group& group : std::as_const(m_groups))
            join(group);
        return m_joined;
    }

private:
    const MsMediaFile& first(const Group& group) const { return m_media[*std::ranges::find_if(group.stripes, [](qsizetype i) { return i >= 0; })]; }

    void place(qsizetype index)
    {
        const MsMediaFile& file = m_media[index];
        const bool isStriped = file.families > 1 && file.family >= 1 && file.family <= file.families;
        auto group = std::ranges::find_if(m_groups, [&](const Group& one) { return !file.mediaSet.isEmpty() && one.mediaSet == file.mediaSet && one.stripes.size() == (isStriped ? file.families : 1); });
        if (group == m_groups.end()) {
            m_groups += Group{file.mediaSet, QList<qsizetype>(isStriped ? file.families : 1, -1)};
            group = m_groups.end() - 1;
        }
        qsizetype& stripe = group->stripes[isStriped ? file.family - 1 : 0];
        if (stripe < 0) {
            stripe = index;
            return;
        }
        m_joined.findings += blocker(ErrorKind::Usage, "backup.stripe_twice", {QT_TRANSLATE_NOOP("Message", "%1 and %2 are the same file of one media set, or copies of it."),
                                                                               {m_media[stripe].path.display(), file.path.display()}},
                                     {QT_TRANSLATE_NOOP("Message", "Leave one of them out: the larger one holds all backups of the other."), {}});
    }

    QString reportMissing(const Group& group)
    {
        const MsMediaFile& known = first(group);
        QStringList missing;
        for (qsizetype i = 0; i < group.stripes.size(); ++i) {
            if (group.stripes[i] < 0)
                missing += QString::number(i + 1);
        }
        m_joined.findings += blocker(ErrorKind::BackupUnusable, "backup.stripe_missing",
                                     {QT_TRANSLATE_NOOP("Message", "%1 is one of %2 stripes of its backup: stripe %3 of %2 missing."),
                                      {known.path.display(), QString::number(group.stripes.size()), missing.join(u", "_s)}},
                                     {QT_TRANSLATE_NOOP("Message", "Give all files of the media set %1 together."), {known.mediaSetText()}});
        return u"%1 (%2)"_s.arg(known.path.display(), known.mediaSetText());
    }

    void join(const Group& group)
    {
        const MsMediaFile& known = first(group);
        bool isMixed = false;
        for (qsizetype position = 0; position < known.sets.size(); ++position) {
            MsBackup backup{known.sets[position], {}, group.mediaSet};
            for (const qsizetype index : group.stripes) {
                backup.files += index < 0 ? -1 : m_media[index].file;
                if (index < 0)
                    continue;
                backup.isUsable = backup.isUsable && position < m_usable[index];
                isMixed = isMixed || !isSame(m_media[index], known, position);
            }
            backup.isUsable = backup.isUsable && backup.isWhole() && !backup.info.isAborted && !isMixed;
            m_joined.backups += backup;
        }
        if (isMixed) {
            m_joined.findings += blocker(ErrorKind::BackupUnusable, "backup.stripe_mixed", {QT_TRANSLATE_NOOP("Message", "The stripes of the media set of %1 do not hold the same backups."), {known.path.display()}},
                                         {QT_TRANSLATE_NOOP("Message", "Give stripes that were written together."), {}});
        }
    }

    // A stripe that could not be read that far is found fault with elsewhere.
    static bool isSame(const MsMediaFile& one, const MsMediaFile& known, qsizetype position)
    {
        if (position >= one.sets.size())
            return !one.setsComplete || !known.setsComplete;
        const MsBackupInfo &a = one.sets[position], &b = known.sets[position];
        return a.position == b.position && a.database == b.database && a.kind == b.kind && a.firstLsn == b.firstLsn && a.checkpointLsn == b.checkpointLsn && a.started == b.started;
    }

    const QList<MsMediaFile>& m_media;
    const QList<qsizetype>& m_usable;
    QList<Group> m_groups;
    MsJoined m_joined;
};

} // namespace

MsJoined joinMsStripes(const QList<MsMediaFile>& media, const QList<qsizetype>& usable) { return Joiner(media, usable).run(); }

} // namespace bakferry
