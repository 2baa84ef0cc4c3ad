#pragma once
#include "engines/mariadb/mybackup.h"

namespace bakferry {

/// What the comments of one script tell of its making: they never tell what a statement is. One thread.
class MyHeading
{
public:
    enum class Producer { Unknown, Mysqldump, PhpMyAdmin, HeidiSql, Navicat, Adminer, Workbench, Other };

    /// @param comment     one comment or several lines of them, with their marks
    /// @param statements  how many stand before it
    void take(QByteArrayView comment, qint64 statements);
    /// A statement follows what may have been the end.
    void takeStatement() { m_endsBehindTrailer = false; }

    Producer producer() const { return m_producer; }
    const MyHeader& header() const { return m_header; } ///< producer, vendor, serverVersion, created, position
    QByteArray database() const { return m_database; }  ///< as a comment names it, UTF-8
    int headings() const { return m_headings; }         ///< how often a dump begins here
    /// Whether the producer writes a mark at the end of every dump, and one is missing.
    bool isTrailerMissing() const { return m_expectsTrailer && m_trailers < m_headings; }
    bool hasTrailer() const { return m_trailers > 0; }
    bool endsBehindTrailer() const { return m_endsBehindTrailer; }

private:
    void takeLine(const QByteArray& line, qint64 statements);
    void takeProducer(const QByteArray& line);
    void takeServer(const QByteArray& line);
    void takePosition(const QByteArray& line);
    void begin(Producer producer, QByteArray words, bool expectsTrailer);

    Producer m_producer = Producer::Unknown;
    MyHeader m_header;
    QByteArray m_database;
    int m_headings = 0, m_trailers = 0;
    bool m_expectsTrailer = false, m_endsBehindTrailer = false;
};

} // namespace bakferry
