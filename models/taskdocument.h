#pragma once
#include "models/migrationtask.h"

#include <QByteArray>
#include <QStringList>

namespace bakferry {

/// The report of one task as people hand it on: what was restored into what, every finding, the ledger, what was proven, the log.
///
/// Made once as words in the current language, written out in several formats. Holds no secret, because tasks have none. Names, paths
/// and server texts are untrusted: control characters are shown as \u{N}, and each writer keeps them plain text.
struct TaskDocument
{
    struct Fact
    {
        QString label;
        QStringList lines;
    };
    /// A table with a title of its own; every row has as many cells as `columns`.
    struct Table
    {
        QString title;
        QStringList columns;
        QList<QStringList> rows;
        QSet<int> numbers; ///< columns that hold numbers, written to the right
    };
    QString title;
    QString subtitle; ///< status and, beside it, what the word leaves open
    QList<Fact> facts;
    QList<Table> tables;
    QString footer;   ///< which program wrote it when
};

/// @param log  all rows, or as many as the reader shall have
TaskDocument documentOf(const MigrationTask& task, const QList<LogRow>& log);

/// One page that loads nothing and runs nothing, whatever a name in it says (TRUST T43); UTF-8.
QByteArray htmlOf(const TaskDocument& document);
/// All tables and facts below one another, RFC 4180, UTF-8 with a mark so that Excel sees it. A cell that a spreadsheet would take for
/// a formula gets an apostrophe in front (TRUST T42); JSON is the format without loss.
QByteArray csvOf(const TaskDocument& document);
/// {"task":{…},"result":{…},"log":[…]} with the keys of taskreport.h.
QByteArray jsonOf(const MigrationTask& task, const QList<LogRow>& log);

} // namespace bakferry
