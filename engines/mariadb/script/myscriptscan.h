#pragma once
#include "engines/mariadb/script/mycharset.h"
#include "engines/mariadb/script/myentrymaker.h"
#include "engines/mariadb/script/myheading.h"

#include <QSet>

namespace bakferry {

/// What reading one file told of it.
struct MyFileFacts
{
    MyHeading heading;
    qint64 bytes = 0;           ///< decompressed
    QByteArray sha256;          ///< empty: not read to its end
    bool isRead = false, isChecksummed = false;
    QByteArrayList compression;
    QList<Message> warnings;    ///< of the compression
    QByteArray unrestored;      ///< a setting that the file's beginning saved and its end does not bring back
    bool savesLikeAProgram = false;
    bool foreignKeyCheckOff = false; ///< its end leaves foreign_key_checks switched off
    bool endsInStatement = false;
    MyCharsetSample undeclared; ///< text that declares no character set
    qint64 undeclaredLine = 0;
    QByteArray undeclaredText;  ///< some of it, around its first byte beyond ASCII
    QString lastObject;         ///< the last whole one, for people
};

/// Reads the files of a backup once, in their order: splits them, counts, finds databases and entries. For each file a thread of its own
/// reads, decompresses and hashes ahead. Memory is fixed but for the definitions themselves.
class MyScriptScan
{
public:
    /// @param charset    of text that declares none; empty: not known
    /// @param mostBytes  of decompressed script to look at, over all files; -1: everything
    MyScriptScan(const MyFiles& files, QByteArray charset, qint64 mostBytes = -1);
    /// @returns what kept the backup from being read to its end; findings are for problems()
    Result<void> read(const JobContext& context, JobStep step);

    MyEntryMaker& maker() { return m_maker; }
    const QList<MyFileFacts>& files() const { return m_facts; }
    bool isCancelled() const { return m_cancelled; }
    bool reachedEnd() const { return m_reachedEnd; }
    qint64 longestStatement() const { return m_longestStatement; }
    qint64 longestRow() const { return m_longestRow; }

private:
    class FileScan;
    Result<void> readFile(int index, int depth);
    QByteArray charsetOf(int file) const { return m_utf8Files.contains(file) ? QByteArray("utf8mb4") : m_charset; }
    void findUtf8Files();
    int fileNamed(const QByteArray& path) const;
    void findSourced();

    const MyFiles& m_files;
    const QByteArray m_charset;
    qint64 m_bytesLeft;
    MyEntryMaker m_maker;
    QList<MyFileFacts> m_facts;
    QSet<int> m_sourced, m_done; ///< files that another one reads; files that were read
    QSet<int> m_utf8Files;       ///< that are not in the set that the others need
    const JobContext* m_context = nullptr;
    JobProgress m_progress;
    qint64 m_storedBefore = 0;   ///< of the files that are done
    bool m_cancelled = false, m_reachedEnd = true;
    qint64 m_longestStatement = 0, m_longestRow = 0;
};

} // namespace bakferry
