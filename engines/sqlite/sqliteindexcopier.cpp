#include "engines/sqlite/sqliteindexcopier.h"

#include "engines/sqlite/sqlitesource.h"

#include <QtEndian>

#include <algorithm>
#include <unistd.h>

namespace bakferry {

namespace {

constexpr qsizetype headerBytes = 100;
constexpr quint32 lockByte = 0x40000000; // the page it lies on stays unused
constexpr quint32 interiorIndexPage = 2, leafIndexPage = 10;

quint32 number(const char* at) { return qFromBigEndian<quint32>(at); }
quint32 shortNumber(const char* at) { return qFromBigEndian<quint16>(at); }
void setNumber(char* at, quint32 value) { qToBigEndian(value, at); }

// A variable-length integer; nine bytes at most.
bool readVarint(const char*& at, const char* end, quint64& value)
{
    value = 0;
    for (int i = 0; i < 9 && at < end; ++i) {
        const auto byte = static_cast<unsigned char>(*at++);
        if (i == 8)
            value = value << 8 | byte;
        else
            value = value << 7 | (byte & 0x7f);
        if (i == 8 || byte < 0x80)
            return true;
    }
    return false;
}

// How many bytes of an index entry stay on its b-tree page.
quint64 localBytes(quint64 payload, quint64 usable)
{
    const quint64 most = (usable - 12) * 64 / 255 - 23, least = (usable - 12) * 32 / 255 - 23;
    if (payload <= most)
        return payload;
    const quint64 wanted = least + (payload - least) % (usable - 4);
    return wanted <= most ? wanted : least;
}

} // namespace

SqliteIndexCopier::SqliteIndexCopier(int file) : m_file(file)
{
    QByteArray head(headerBytes, '\0');
    if (::pread(file, head.data(), size_t(head.size()), 0) != head.size())
        return;
    const std::optional<SqliteHeader> header = readSqliteHeader(head);
    if (!header || header->autoVacuum || header->pageCount <= 0)
        return;
    m_pageSize = quint32(header->pageSize);
    m_usableBytes = m_pageSize - static_cast<unsigned char>(head[20]);
    m_pageCount = quint32(header->pageCount);
}

quint32 SqliteIndexCopier::nextPage()
{
    ++m_pageCount;
    if (m_pageCount == lockByte / m_pageSize + 1)
        ++m_pageCount;
    return m_pageCount;
}

quint32 SqliteIndexCopier::copy(const PageReader& read, quint32 root)
{
    QByteArray page(m_pageSize, Qt::Uninitialized);
    const quint32 newRoot = nextPage();
    m_open = {{root, newRoot, false}};
    while (!m_open.empty()) {
        const Page next = m_open.back();
        m_open.pop_back();
        const std::size_t waiting = m_open.size();
        if (!read(next.from, page.data()) || !redirectAll(page.data(), next.overflow) || !writePage(next.to, page))
            return 0;
        std::reverse(m_open.begin() + std::ptrdiff_t(waiting), m_open.end()); // the first child next, so that pages are written in order
    }
    return newRoot;
}

// `number` is where one page names another: it gets the new page's number, and the page is to be copied.
bool SqliteIndexCopier::redirect(char* at, bool overflow)
{
    const quint32 from = number(at);
    if (from == 0)
        return false;
    const quint32 to = nextPage();
    m_open.push_back({from, to, overflow});
    setNumber(at, to);
    return true;
}

bool SqliteIndexCopier::redirectAll(char* page, bool overflow)
{
    if (overflow)
        return number(page) == 0 || redirect(page, true);
    const quint32 type = static_cast<unsigned char>(page[0]);
    const bool interior = type == interiorIndexPage;
    if (!interior && type != leafIndexPage)
        return false;
    const quint32 pointers = interior ? 12 : 8, cells = shortNumber(page + 3);
    if (pointers + 2 * cells > m_usableBytes)
        return false;
    for (quint32 i = 0; i < cells; ++i) {
        const quint32 cell = shortNumber(page + pointers + 2 * i);
        if (cell < pointers || cell + 4 > m_usableBytes || (interior && !redirect(page + cell, false)) || !redirectOverflow(page, cell + (interior ? 4 : 0)))
            return false;
    }
    return !interior || redirect(page + 8, false);
}

bool SqliteIndexCopier::redirectOverflow(char* page, quint32 payloadAt)
{
    const char* at = page + payloadAt;
    const char* const end = page + m_usableBytes;
    quint64 payload = 0;
    if (!readVarint(at, end, payload))
        return false;
    const quint64 local = localBytes(payload, m_usableBytes);
    if (local == payload)
        return true;
    return quint64(end - at) >= local + 4 && redirect(page + (at - page) + local, true);
}

bool SqliteIndexCopier::writePage(quint32 page, const QByteArray& bytes) const
{
    const qint64 offset = qint64(page - 1) * m_pageSize;
    return ::pwrite(m_file, bytes.constData(), size_t(bytes.size()), offset) == bytes.size();
}

bool SqliteIndexCopier::finish()
{
    QByteArray header(headerBytes, '\0');
    if (::pread(m_file, header.data(), size_t(header.size()), 0) != header.size())
        return false;
    const quint32 changes = number(header.constData() + 24) + 1;
    setNumber(header.data() + 24, changes);
    setNumber(header.data() + 28, m_pageCount);
    setNumber(header.data() + 92, changes);
    return ::pwrite(m_file, header.constData(), size_t(header.size()), 0) == header.size();
}

} // namespace bakferry
