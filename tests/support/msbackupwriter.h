#pragma once
#include "engines/sqlserver/msmedia.h"

#include <QByteArray>
#include <QDateTime>
#include <QList>

class QIODevice;

namespace bakferry {

/// One backup set to be written; the defaults are a small full backup of a database called shop.
struct MsWrittenSet
{
    char type = 'D';
    bool copyOnly = false;
    QString database = QStringLiteral("shop"), server = QStringLiteral("SRV\\TEST"), name;
    QDateTime started = QDateTime(QDate(2026, 3, 1), QTime(8, 0), Qt::UTC);
    QDateTime finished = QDateTime(QDate(2026, 3, 1), QTime(8, 1), Qt::UTC);
    MsLsn first, last, checkpoint, databaseBackup;
    QByteArray family = QByteArray(16, 'f'), fork = QByteArray(16, 'k'), firstFork, own, base;
    QList<MsDatabaseFile> files = {{QStringLiteral("shop"), QStringLiteral("D:\\data\\shop.mdf"), QStringLiteral("PRIMARY"), 'D', 1, 24, 4 << 20},
                                   {QStringLiteral("shop_log"), QStringLiteral("D:\\data\\shop.ldf"), {}, 'L', 2, 8, 1 << 20}};
    int pagesHere = -1;          ///< of data in this stripe; -1: all that the files have
    int logPages = 8;            ///< in this stripe; a multiple of 8
    bool withChecksum = true;    ///< WITH CHECKSUM
    bool withPageChecksums = true;
    bool underTde = false;       ///< pages say they are encrypted, and their checksum is that of other bytes
    quint16 passwordAlgorithm = 0;
    quint16 streamEncryption = 0;
    bool aborted = false;
};

/// Writes media sets as SQL Server does, of any size, for tests and the bench. It knows the format from the same facts as the reader but
/// shares no code with it; checksums are computed here one word at a time.
class MsBackupWriter
{
public:
    /// @param device  open for writing, at its start; borrowed
    explicit MsBackupWriter(QIODevice& device, QByteArray mediaSet = QByteArray(16, 'm'), int family = 1, int families = 1, bool mediaPassword = false);
    void add(const MsWrittenSet& set);

    /// Where things lie in what was written last, for tests that damage it.
    struct Places { qint64 set = 0, description = 0, pages = 0, log = 0, lastDescription = 0, end = 0; };
    const Places& places() const { return m_places; }

private:
    void write(QByteArrayView bytes);
    QByteArray block(const char* type, qsizetype fields, quint32 attributes = 0);
    void finishBlock(QByteArray& block);
    void stream(const char* id, quint16 mediaAttributes, QByteArrayView content);
    void streamHead(const char* id, quint16 mediaAttributes, quint64 length);
    void alignStream();
    void padTo(qint64 alignment);
    void padData();
    void filemark();
    void writePages(const MsWrittenSet& set, qint64 pages);
    void writeLog(const MsWrittenSet& set);
    void writeSetEnd(const MsWrittenSet& set);
    QByteArray records(const MsWrittenSet& set, bool isFinal) const;

    QIODevice& m_device;
    qint64 m_position = 0;
    qint64 m_setOffset = 0;
    quint32 m_nextId = 0;
    quint32 m_filemarks = 0;
    quint16 m_sets = 0;
    quint16 m_encryption = 0;
    Places m_places;
};

} // namespace bakferry
