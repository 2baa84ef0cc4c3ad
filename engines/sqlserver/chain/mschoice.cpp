#include "engines/sqlserver/chain/mschoice.h"

#include "engines/displaytext.h"

#include <QtGlobal>

#include <algorithm>

namespace bakferry {

using namespace Qt::StringLiterals;

namespace {

Finding ask(const char* code, Message what, Message hint, QList<FixIt> fixes)
{
    Finding finding = blockerFinding("chain", {ErrorKind::Usage, code, std::move(what), std::move(hint), {}});
    finding.fixes = std::move(fixes);
    return finding;
}

QString placeOf(const MsBackup& backup) { return u"%1:%2"_s.arg(backup.files.first() + 1).arg(backup.info.position); }

QString timeOf(const MsBackup& backup) { return backup.info.finished.isValid() ? backup.info.finished.toString(u"yyyy-MM-dd HH:mm:ss"_s) : u"?"_s; }

bool isStart(const MsBackup& backup) { return backup.info.kind == MsBackupInfo::Kind::Full && backup.isUsable; }

class Chooser
{
public:
    Chooser(const QList<MsBackup>& backups, const MsOptions& options, const QStringList& only, const MsStopAt& stop) : m_backups(backups), m_options(options), m_only(only), m_stop(stop) { }

    MsChoice run()
    {
        if (chooseDatabase())
            chooseFull();
        return m_choice;
    }

private:
    bool chooseDatabase()
    {
        QStringList names;
        for (const MsBackup& backup : m_backups) {
            if (std::ranges::none_of(names, [&](const QString& name) { return isSameMsName(name, backup.info.database); }))
                names += backup.info.database;
        }
        const QString wanted = !m_options.database.isEmpty() ? m_options.database : m_only.size() == 1 ? m_only.first() : QString();
        if (!wanted.isEmpty()) {
            const auto found = std::ranges::find_if(names, [&](const QString& name) { return isSameMsName(name, wanted); });
            if (found == names.end()) {
                m_choice.findings += blockerFinding("selection", {ErrorKind::Usage, "selection.unknown", {QT_TRANSLATE_NOOP("Message", "The backup has no database %1."), {displayText(wanted, 128)}},
                                                                  {QT_TRANSLATE_NOOP("Message", "It holds: %1."), {displayText(names.join(u", "_s))}}, {}});
                return false;
            }
            m_choice.database = *found;
            return true;
        }
        if (names.size() > 1) {
            QList<FixIt> fixes;
            for (const QString& name : std::as_const(names))
                fixes += FixIt{"database", name, {QT_TRANSLATE_NOOP("Message", "Restore the database %1"), {displayText(name, 128)}}, {}};
            m_choice.findings += ask("chain.which_database", {QT_TRANSLATE_NOOP("Message", "The files hold backups of %1 databases: %2."), {QString::number(names.size()), displayText(names.join(u", "_s))}},
                                     {QT_TRANSLATE_NOOP("Message", "Choose which one is restored with the option \"database\"; each one needs a task of its own."), {}}, fixes);
            return false;
        }
        m_choice.database = names.value(0);
        return !names.isEmpty();
    }

    void chooseFull()
    {
        QList<qsizetype> fulls;
        for (qsizetype i = 0; i < m_backups.size(); ++i) {
            if (isStart(m_backups[i]) && isSameMsName(m_backups[i].info.database, m_choice.database))
                fulls += i;
        }
        std::ranges::stable_sort(fulls, std::ranges::less{}, [&](qsizetype i) { return m_backups[i].info.lastLsn; });
        if (!m_options.fullBackup.isEmpty())
            return takeNamed(fulls);
        if (fulls.isEmpty()) {
            m_choice.findings += blockerFinding("chain", {ErrorKind::BackupUnusable, "chain.no_full",
                                                          {QT_TRANSLATE_NOOP("Message", "No usable full backup of %1 was given; nothing can be restored without one."), {displayText(m_choice.database, 128)}},
                                                          {QT_TRANSLATE_NOOP("Message", "Give the full backup that the others go on top of, with all its stripes."), {}}, {}});
            return;
        }
        m_choice.full = fulls.last();
        if (m_stop.isSet())
            return takeBeforeStop(fulls);
        if (fulls.size() > 1)
            m_choice.findings += ask("chain.which_full", {QT_TRANSLATE_NOOP("Message", "The files hold %1 full backups of %2."), {QString::number(fulls.size()), displayText(m_choice.database, 128)}},
                                     {QT_TRANSLATE_NOOP("Message", "Choose which one to begin with by the option \"fullBackup\"."), {}}, alternatives(fulls));
    }

    QList<FixIt> alternatives(const QList<qsizetype>& fulls) const
    {
        QList<FixIt> fixes;
        for (qsizetype i = fulls.size() - 1; i >= 0; --i) {
            const MsBackup& backup = m_backups[fulls[i]];
            fixes += FixIt{"fullBackup", placeOf(backup),
                           {QT_TRANSLATE_NOOP("Message", "Begin with backup %1, finished at %2"), {placeOf(backup), timeOf(backup)}},
                           {QT_TRANSLATE_NOOP("Message", "What was changed after log sequence number %1 comes from the backups on top."), {backup.info.lastLsn.decimal()}}};
        }
        return fixes;
    }

    void takeNamed(const QList<qsizetype>& fulls)
    {
        const auto found = std::ranges::find_if(fulls, [&](qsizetype i) { return placeOf(m_backups[i]) == m_options.fullBackup.trimmed(); });
        if (found != fulls.end())
            m_choice.full = *found;
        else
            m_choice.findings += ask("chain.which_full", {QT_TRANSLATE_NOOP("Message", "There is no usable full backup %1 of %2."), {displayText(m_options.fullBackup, 40), displayText(m_choice.database, 128)}},
                                     {QT_TRANSLATE_NOOP("Message", "Write the number of the file, a colon and the number of the backup in it."), {}}, alternatives(fulls));
    }

    void takeBeforeStop(const QList<qsizetype>& fulls)
    {
        m_choice.full = -1;
        for (const qsizetype i : fulls) {
            const MsBackupInfo& info = m_backups[i].info;
            if ((m_stop.time && info.finished.isValid() && info.finished <= *m_stop.time) || (m_stop.lsn && info.lastLsn <= *m_stop.lsn))
                m_choice.full = i;
        }
        if (m_choice.full < 0)
            m_choice.findings += blockerFinding("chain", {ErrorKind::Usage, "stop.outside", {QT_TRANSLATE_NOOP("Message", "The place to stop at, %1, lies before the end of the first full backup (%2, log sequence number %3)."),
                                                                                             {m_stop.text(), timeOf(m_backups[fulls.first()]), m_backups[fulls.first()].info.lastLsn.decimal()}},
                                                          {QT_TRANSLATE_NOOP("Message", "Choose a later place, or give an earlier full backup."), {}}, {}});
    }

    const QList<MsBackup>& m_backups;
    const MsOptions& m_options;
    const QStringList& m_only;
    const MsStopAt& m_stop;
    MsChoice m_choice;
};

} // namespace

MsChoice chooseMsStart(const QList<MsBackup>& backups, const MsOptions& options, const QStringList& only, const MsStopAt& stop) { return Chooser(backups, options, only, stop).run(); }

bool isSameMsName(const QString& a, const QString& b) { return a.compare(b, Qt::CaseInsensitive) == 0; }

} // namespace bakferry
