#include "engines/postgresql/archive/tarwalker.h"

#include "engines/postgresql/archive/pgarchiveerrors.h"

#include <algorithm>

namespace bakferry {

namespace {

constexpr qint64 maxExtendedBytes = 64 * 1024; // a path has at most 4096

// Fields of a header: offset and length.
constexpr qsizetype nameAt = 0, nameBytes = 100, sizeAt = 124, sizeBytes = 12, sumAt = 148, sumBytes = 8, typeAt = 156;
constexpr qsizetype magicAt = 257, prefixAt = 345, prefixBytes = 155;

QByteArray textField(QByteArrayView block, qsizetype at, qsizetype bytes)
{
    const QByteArrayView field = block.sliced(at, bytes);
    const qsizetype end = field.indexOf('\0');
    return field.first(end < 0 ? bytes : end).toByteArray();
}

// Octal digits, or GNU's base 256 where the first bit is set. @returns -1: neither
qint64 numberField(QByteArrayView block, qsizetype at, qsizetype bytes)
{
    const QByteArrayView field = block.sliced(at, bytes);
    quint64 value = 0;
    if (quint8(field[0]) == 0x80) {
        for (const char c : field.sliced(1)) {
            if (value >> 54)
                return -1;
            value = value << 8 | quint8(c);
        }
        return qint64(value);
    }
    const QByteArray digits = QByteArray(field.data(), field.size()).replace('\0', ' ').trimmed();
    bool isOctal = false;
    value = digits.toULongLong(&isOctal, 8);
    return isOctal && value < (quint64(1) << 62) ? qint64(value) : digits.isEmpty() ? 0 : -1;
}

bool isZero(QByteArrayView bytes)
{
    return std::ranges::all_of(bytes, [](char c) { return c == '\0'; });
}

} // namespace

bool TarWalker::isHeader(QByteArrayView block)
{
    if (block.size() < blockBytes)
        return false;
    quint64 sum = 0;
    qint64 signedSum = 0; // as some old programs counted
    for (qsizetype i = 0; i < blockBytes; ++i) {
        const char c = i >= sumAt && i < sumAt + sumBytes ? ' ' : block[i];
        sum += quint8(c);
        signedSum += static_cast<signed char>(c);
    }
    const qint64 stored = numberField(block, sumAt, sumBytes);
    return stored > 0 && block[nameAt] != '\0' && (stored == qint64(sum) || stored == signedSum);
}

bool TarWalker::readBlock()
{
    m_block.resize(blockBytes);
    if (m_reader->readSome(m_block.data(), blockBytes) != blockBytes)
        m_reader->failTruncated();
    return !m_reader->failed();
}

QByteArray TarWalker::headerName() const
{
    const QByteArray name = textField(m_block, nameAt, nameBytes);
    const bool isUstar = QByteArrayView(m_block).sliced(magicAt).startsWith(QByteArrayView("ustar\0", 6)); // GNU has no prefix
    const QByteArray prefix = isUstar ? textField(m_block, prefixAt, prefixBytes) : QByteArray();
    return prefix.isEmpty() ? name : prefix + '/' + name;
}

Result<std::optional<TarMember>> TarWalker::next()
{
    for (;;) {
        m_reader->skip(m_left + m_padding);
        m_left = m_padding = 0;
        if (!readBlock())
            return m_reader->failure();
        if (isZero(m_block)) {
            if (readBlock() && !isZero(m_block))
                m_reader->fail("one zero block of the tar instead of two");
            return m_reader->failed() ? Result<std::optional<TarMember>>(m_reader->failure()) : std::optional<TarMember>();
        }
        const char type = m_block[typeAt];
        const qint64 size = m_longSize >= 0 && type != 'x' && type != 'g' && type != 'L' ? m_longSize : numberField(m_block, sizeAt, sizeBytes);
        if (!isHeader(m_block) || size < 0)
            m_reader->fail("no tar header, or its checksum is wrong");
        if (m_reader->failed())
            return m_reader->failure();
        if (type == 'x' || type == 'g' || type == 'L' || type == 'K') {
            readExtended(size, type);
            continue;
        }
        TarMember member{m_longName.isEmpty() ? headerName() : m_longName, size, m_reader->position(), type != '5'};
        m_longName.clear();
        m_longSize = -1;
        if (type != '0' && type != '\0' && type != '7' && type != '5')
            return pgarchiveerrors::hostileMember(m_reader->file(), member.name);
        m_left = member.isFile ? size : 0;
        m_padding = (blockBytes - m_left % blockBytes) % blockBytes;
        return std::optional<TarMember>(std::move(member));
    }
}

// Headers that say something of the next member: pax records, or GNU's long name. The long name of a link (K) says nothing here.
void TarWalker::readExtended(qint64 size, char type)
{
    if (size > maxExtendedBytes) {
        m_reader->fail("an endless extended header of the tar");
        return;
    }
    QByteArray content(size, Qt::Uninitialized);
    if (m_reader->readSome(content.data(), size) != size)
        m_reader->failTruncated();
    m_reader->skip((blockBytes - size % blockBytes) % blockBytes);
    if (type == 'L')
        m_longName = content.first(std::max<qsizetype>(0, content.indexOf('\0') < 0 ? content.size() : content.indexOf('\0')));
    else if (type == 'x')
        takePax(content);
}

void TarWalker::takePax(QByteArrayView records) // "length key=value\n" …
{
    while (!records.isEmpty()) {
        const qsizetype space = records.indexOf(' ');
        const qint64 length = space > 0 ? records.first(space).toByteArray().toLongLong() : 0;
        if (length <= space + 1 || length > records.size()) {
            m_reader->fail("a wrong extended header of the tar");
            return;
        }
        const QByteArray record = records.sliced(space + 1, length - space - 2).toByteArray();
        if (record.startsWith("path="))
            m_longName = record.sliced(5);
        else if (record.startsWith("size="))
            m_longSize = record.sliced(5).toLongLong();
        records = records.sliced(length);
    }
}

Result<qint64> TarWalker::read(char* buffer, qint64 maxBytes)
{
    const qint64 wanted = std::min(maxBytes, m_left);
    const qint64 got = wanted > 0 ? m_reader->readSome(buffer, wanted) : 0;
    if (got < wanted)
        m_reader->failTruncated();
    m_left -= got;
    return m_reader->failed() ? Result<qint64>(m_reader->failure()) : Result<qint64>(got);
}

Result<bool> TarWalker::restIsPadding()
{
    QByteArray rest(PgByteReader::wholeBuffer, Qt::Uninitialized);
    bool isPadding = true;
    while (!m_reader->atEnd() && !m_reader->failed()) {
        const qint64 got = m_reader->readSome(rest.data(), rest.size());
        isPadding = isPadding && isZero(QByteArrayView(rest).first(got));
    }
    return m_reader->failed() ? Result<bool>(m_reader->failure()) : Result<bool>(isPadding);
}

} // namespace bakferry
