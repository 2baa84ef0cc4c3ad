#pragma once
#include "tests/support/tds/standinguest.h"

#include <QPair>

namespace bakferry {

/// A RESTORE statement taken apart.
struct StandInGuest::Restore
{
    enum Kind { Database, Log, HeaderOnly, FileListOnly, LabelOnly, VerifyOnly } kind = Database;
    QString database;
    QStringList paths;
    int file = 1;
    QList<QPair<QString, QString>> moves;
    QHash<QString, QString> options; ///< upper case, "" where it has no value
    bool isWellFormed = false;

    bool has(const char* option) const { return options.contains(QString::fromLatin1(option)); }
    QString word() const { return kind == Log ? QStringLiteral("RESTORE LOG") : kind == VerifyOnly ? QStringLiteral("VERIFY DATABASE") : QStringLiteral("RESTORE DATABASE"); }
    static Restore of(TsqlReader& reader);
};

} // namespace bakferry
