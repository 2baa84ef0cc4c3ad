#pragma once
#include "engines/sqlserver/reader/mschecksum.h"

#include <QByteArray>
#include <QList>

namespace bakferry {

/// What reading the pages and the log of one backup set in one file proved, counted.
struct MsProof
{
    struct Place { quint16 fileId = 0; quint32 page = 0; qint64 offset = 0; };

    qint64 pages = 0;            ///< of 8 KiB, in MQDA streams
    qint64 logPages = 0;         ///< of 8 KiB, in MQTL streams
    qint64 checksumRight = 0, checksumWrong = 0;   ///< pages with a checksum
    qint64 tornRight = 0, tornWrong = 0;           ///< pages with torn-page bits
    qint64 unprotected = 0, unformatted = 0;
    qint64 encrypted = 0;        ///< pages that say they are, and do not agree with their checksum
    QList<Place> wrongPages;     ///< the first ones of those that are wrong
    qint64 backupSumsRight = 0, backupSumsWrong = 0;
    QList<qint64> wrongSums;     ///< where the streams begin that do not match theirs; the first ones
    qint64 backupSumsMissing = 0; ///< streams that promise a checksum behind them and have none
    bool oddLengths = false;     ///< a stream is no whole number of pages

    /// Of a database under TDE nearly all pages are encrypted; a few in another one are damaged ones.
    bool isUnderTde() const { return encrypted > checksumRight; }
    qint64 wrongCount() const { return checksumWrong + tornWrong + (isUnderTde() ? 0 : encrypted); }
};

/// Takes the content of MQDA and MQTL streams and of the CSUM streams behind them. One set at a time; memory: one page.
class MsProver
{
public:
    /// @param isData  MQDA, else MQTL
    /// @param hasSum  the stream says that a checksum follows
    void begin(MsProof& proof, bool isData, bool hasSum, qint64 offset);
    void add(QByteArrayView bytes);
    void end();
    void checkSum(MsProof& proof, quint32 stored);
    /// A set ended: a checksum that was promised and did not come is missing.
    void finishSet(MsProof& proof);

private:
    void takePage(const char* page);
    MsProof* m_proof = nullptr;
    bool m_isData = false;
    bool m_hasSum = false;
    bool m_awaitsSum = false;
    qint64 m_begin = 0;    ///< where the stream stands in the chain
    qint64 m_seen = 0;     ///< bytes of the stream
    QByteArray m_page;     ///< a page that came in part
    quint32 m_dataSum = 0;
    MsSectorSum m_logSum;
};

} // namespace bakferry
