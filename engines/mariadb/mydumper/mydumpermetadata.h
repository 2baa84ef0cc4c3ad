#pragma once
#include "engines/mariadb/mybackup.h"

#include <QHash>

namespace bakferry {

/// What mydumper's metadata say of the dump, in either dialect: lines of words (up to 0.10), or sections of "name = value" (since 0.12).
struct MydumperMetadata
{
    QByteArray started;      ///< as the file words it; empty: not said
    bool isFinished = false; ///< it says when the dump was finished, which mydumper writes last
    MyBinlogPosition position;
    /// Rows by database and table, in UTF-8 names; only the newer dialect counts them. Rows that mydumper only estimated are not here.
    QHash<std::pair<QByteArray, QByteArray>, qint64> rows;
};

MydumperMetadata readMydumperMetadata(const QByteArray& text);

} // namespace bakferry
