#pragma once
#include "tests/support/tds/sqlstandin.h"

namespace bakferry {

/// One client of the stand-in: what a statement does, in the order of T-SQL's own dispatch.
class StandInGuest : public TdsGuest
{
public:
    StandInGuest(SqlStandIn& server, quint16 number) : m_server(server), m_number(number) { }
    ~StandInGuest() override;
    bool signIn(const TdsLogin& login, TdsTalk& talk) override;
    void batch(const QString& sql, TdsTalk& talk) override;

private:
    struct Restore;
    struct Backup { MsBackupInfo info; QStringList paths; QList<MsMediaFile> media; };

    // All but waiting is done with the instance's mutex held. @returns rows, or nothing when the statement failed
    void statement(const QList<TsqlToken>& tokens, TdsTalk& talk, bool isLast);
    bool run(const QList<TsqlToken>& tokens, TdsTalk& talk);
    bool fail(TdsTalk& talk, int number, int severity, const QString& text);
    bool select(const QList<TsqlToken>& tokens, TdsTalk& talk);
    bool condition(TsqlReader& reader, TdsTalk& talk);
    bool use(TsqlReader& reader, TdsTalk& talk);
    bool alter(TsqlReader& reader, TdsTalk& talk);
    bool rename(StandInDatabase& database, const QString& name, TdsTalk& talk);
    bool setAccess(StandInDatabase& database, const QString& access, bool rollsBack, TdsTalk& talk);
    bool drop(TsqlReader& reader, TdsTalk& talk);
    bool raise(TsqlReader& reader, TdsTalk& talk);
    bool checkDatabase(TsqlReader& reader, TdsTalk& talk);
    bool isInUse(const StandInDatabase& database) const;

    bool restore(TsqlReader& reader, TdsTalk& talk);
    std::optional<Backup> media(const Restore& wish, TdsTalk& talk);
    bool headerOnly(const Restore& wish, TdsTalk& talk);
    bool fileListOnly(const Restore& wish, TdsTalk& talk);
    bool labelOnly(const Restore& wish, TdsTalk& talk);
    bool verifyOnly(const Restore& wish, TdsTalk& talk);
    bool recoverOnly(const Restore& wish, TdsTalk& talk);
    bool restoreBackup(const Restore& wish, TdsTalk& talk);
    bool mayApply(const Restore& wish, const Backup& backup, TdsTalk& talk);
    bool placeFiles(const Restore& wish, const Backup& backup, StandInDatabase& database, TdsTalk& talk);
    bool progress(const Restore& wish, TdsTalk& talk);
    bool scriptedAt(const Restore& wish, int percent, TdsTalk& talk);

    SqlStandIn& m_server;
    quint16 m_number;
    std::unique_lock<std::mutex>* m_lock = nullptr; ///< held while a statement runs, but for waiting
    int m_lastError = 0;
    bool m_noExec = false;
    qint64 m_rows = -1; ///< of the last SELECT
};

} // namespace bakferry
