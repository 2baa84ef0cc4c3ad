#pragma once
#include "engines/postgresql/pgbackup.h"

#include <QDir>
#include <QFile>

namespace bakferry {

/// Path of a collected backup, relative to the folder of the PostgreSQL ones; empty where it is absent.
inline QByteArray pgCorpusFile(const QString& name)
{
    const QString path = QDir(QStringLiteral(BAKFERRY_CORPORA_DIR "/postgres")).filePath(name);
    return QFile::exists(path) ? QFile::encodeName(QDir(path).absolutePath()) : QByteArray();
}

inline Result<std::unique_ptr<PgBackup>> openPg(const QByteArray& path) { return openPgBackup({BackupFile{path}}, {}); }

/// Rows of all data entries together.
inline qint64 rowsOf(const PgReading& reading)
{
    qint64 sum = 0;
    for (const QList<qint64>& database : reading.rows) {
        for (const qint64 rows : database)
            sum += rows > 0 ? rows : 0;
    }
    return sum;
}

/// "readable: … | complete: backup.truncated …", for messages of failing tests.
inline QByteArray wordsOf(const PgReading& reading)
{
    QByteArray words;
    for (const Finding& finding : reading.findings)
        words += finding.checkId + ' ' + finding.code + ' ' + finding.what.source + ' ' + finding.what.arguments.join(u' ').toUtf8() + ' ' + finding.detail.toUtf8() + " | ";
    return words;
}

} // namespace bakferry
