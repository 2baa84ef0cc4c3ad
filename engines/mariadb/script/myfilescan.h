#pragma once
#include "engines/mariadb/script/myscriptscan.h"

namespace bakferry {

/// Reads one file in portions and hands its statements to the maker of entries. One thread.
class MyScriptScan::FileScan
{
public:
    FileScan(MyScriptScan& scan, int index, int depth);
    void takeText(QByteArrayView text, bool atEnd);
    qint64 taken() const { return m_base; } ///< bytes of the file that are done with
    const std::optional<Error>& failure() const { return m_failure; }
    void finish();

private:
    void takeEvent(MySplitter::Event event, QByteArrayView text, std::size_t at);
    void takeStatement(QByteArrayView text, std::size_t at);
    void takeUnterminated(QByteArrayView sql, const MySplitter::Statement& facts);
    void takeClientLine(QByteArrayView line, qint64 offset);
    void source(const QByteArray& path, qint64 offset);
    void collect(QByteArrayView text, std::size_t at);
    void sample(QByteArrayView bytes);
    std::size_t skipForeignLines(QByteArrayView text);
    void countLinesTo(QByteArrayView text, std::size_t at);
    void problem(MyProblem::Kind kind, const char* what, const QStringList& arguments, const QString& detail = {});
    MyEntryMaker& maker() { return m_scan.m_maker; }
    MyFileFacts& facts() { return m_scan.m_facts[m_index]; }

    MyScriptScan& m_scan;
    const int m_index, m_depth;
    MySplitter m_splitter;
    qint64 m_base = 0;         ///< offset in the file of the text at hand
    qint64 m_line = 1;         ///< at m_countedTo
    std::size_t m_countedTo = 0;
    MyPlace m_place;           ///< of the statement at hand
    std::size_t m_local = 0;   ///< where its bytes go on in the text at hand
    QByteArray m_collected;    ///< its bytes from earlier portions
    bool m_tooLong = false, m_atStart = true, m_hasNul = false;
    std::optional<Error> m_failure;
};

} // namespace bakferry
