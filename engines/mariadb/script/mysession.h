#pragma once
#include "engines/mariadb/mybackup.h"
#include "engines/script/mytokens.h"

#include <QHash>

namespace bakferry {

/// What a SET statement came to.
struct MySetOutcome
{
    enum Does {
        Followed, ///< a setting that MySettings tells, or one that the restore takes care of itself
        Unknown,  ///< left out: a session variable that is not known here, or a value that cannot be worked out
        Runs,     ///< a variable of the script's own, which later statements may read
        Hostile,  ///< reaches beyond the session: GLOBAL, PERSIST, PASSWORD, ROLE …
    };
    Does does = Followed;
    QByteArray variable; ///< which one it was
    QByteArray gtid;     ///< gtid_slave_pos or GTID_PURGED, which are told and never set
};

/// Follows the session of a script through its SET statements, as far as they change how later ones are read. One thread.
class MySession
{
public:
    /// @param charset  of text that declares none; empty: not known
    explicit MySession(QByteArray charset = {});
    MySetOutcome takeSet(QByteArrayView sql, MyReader reader = {});
    const MySettings& settings() const { return m_settings; }
    MyLexMode mode() const { return m_mode; }
    bool isCharsetDeclared() const { return m_declared; }
    /// Settings that the script saved in a variable "@OLD_…" and has not put back: its end is missing. @returns such a variable
    QByteArray unrestored() const { return m_saved.isEmpty() ? QByteArray() : m_saved.first(); }
    /// Whether it was saved in a comment with a version, as programs write it and people do not.
    bool savesLikeAProgram() const { return m_savesLikeAProgram; }
    bool isForeignKeyCheckOff() const { return m_foreignKeyCheckOff; }

private:
    using Value = std::optional<QByteArray>; ///< nothing: the server's own
    struct Evaluated
    {
        Value value;
        bool isKnown = false;
        bool savesSetting = false; ///< it is what a variable of the server was set to
    };
    void takeNames(MyTokens& tokens);
    MySetOutcome takeAssignment(MyTokens& tokens);
    MySetOutcome assignUserVariable(MyTokens& tokens, const QByteArray& name);
    MySetOutcome assign(const QByteArray& name, const Evaluated& given);
    Evaluated evaluate(MyTokens& tokens);
    Evaluated evaluateCall(MyTokens& tokens, const MyToken& function);
    Value current(const QByteArray& variable) const;
    void setOther(const QByteArray& name, const Value& value);
    void update();

    MySettings m_settings;
    MyLexMode m_mode;
    bool m_declared = false;
    QByteArray m_undeclared;
    QHash<QByteArray, Evaluated> m_variables; ///< of the user, lower case
    QByteArrayList m_saved;
    bool m_foreignKeyCheckOff = false, m_savesLikeAProgram = false;
};

/// Whether a list of sql_mode's names holds this one, combined modes (ORACLE, ANSI …) counted in.
bool hasMySqlMode(QByteArrayView sqlMode, QByteArrayView name);

} // namespace bakferry
