#pragma once
#include "engines/message.h"

#include <QList>
#include <QString>

namespace bakferry {

/// Something in a script that keeps it from being restored, or that a DBA should know.
struct MyProblem
{
    enum class Kind {
        Hostile,       ///< reaches beyond the database
        System,        ///< a database of the server's own; can be left out
        CutOff, Damaged, TooLong,
        SourceMissing, ///< a file that the script reads is not there
        MadeAgain,     ///< what one dump made and filled, another one in the same file drops
        Suspicious,    ///< a warning
        LeftOut,       ///< a warning: a statement that is not run
    };
    Kind kind;
    Message what;   ///< names file, line and object
    QString detail; ///< never from rows or from statements that may hold a password
};

/// The first problems of a backup, and how many there are in all. One thread.
class MyProblems
{
public:
    static constexpr qsizetype most = 50;
    void add(MyProblem problem)
    {
        ++m_count;
        if (m_problems.size() < most)
            m_problems += std::move(problem);
    }
    const QList<MyProblem>& all() const { return m_problems; }
    qint64 count() const { return m_count; }

private:
    QList<MyProblem> m_problems;
    qint64 m_count = 0;
};

} // namespace bakferry
