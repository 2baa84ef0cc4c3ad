#pragma once
#include <QByteArray>

#include <functional>
#include <vector>

namespace bakferry {

/// Copies the b-trees of indexes from elsewhere to the end of a database file, page by page, with the page numbers in them set right.
///
/// Knows of pages only; the schema has to be told the new roots. Nothing in the file counts until finish() was called.
/// Source: sqlite.org/fileformat2.html, sections 1.3 (header), 1.6 (b-tree pages), 1.7 (overflow pages); 1.4 (lock-byte page)
class SqliteIndexCopier
{
public:
    /// Reads one whole page of the file an index comes from. @returns false when it could not be read
    using PageReader = std::function<bool(quint32 page, char* to)>;

    /// @param file  of a database without auto_vacuum that nobody else reads or writes meanwhile; stays the caller's
    explicit SqliteIndexCopier(int file);

    /// Whether the file has a header this class understands.
    bool isReady() const { return m_pageSize > 0; }
    /// Copies one index. The two files must have the same page size and as many bytes reserved on each page.
    /// @returns the page number of its root here; 0 when a page could not be read or written or is none of an index
    quint32 copy(const PageReader& read, quint32 root);
    /// Lets the header count the pages that were added, as a change of the file. @returns false when it could not be written
    bool finish();

private:
    struct Page
    {
        quint32 from = 0, to = 0;
        bool overflow = false;
    };
    quint32 nextPage();
    bool redirect(char* number, bool overflow);
    bool redirectAll(char* page, bool overflow);
    bool redirectOverflow(char* page, quint32 payloadAt);
    bool writePage(quint32 number, const QByteArray& page) const;

    const int m_file;
    quint32 m_pageSize = 0, m_usableBytes = 0;
    quint32 m_pageCount = 0;
    std::vector<Page> m_open; ///< referred to, and not copied yet
};

} // namespace bakferry
