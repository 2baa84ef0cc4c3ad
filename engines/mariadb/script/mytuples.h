#pragma once
#include "engines/mariadb/script/myinserts.h"

#include <cstring>
#include <vector>

namespace bakferry {

/// Bytes that are put together, without an allocation for each piece.
class MyRowBytes
{
public:
    qsizetype size() const { return m_size; }
    void truncate(qsizetype size) { m_size = size; }
    void append(const char* from, qsizetype length)
    {
        if (length == 0)
            return;
        std::memcpy(room(length), from, std::size_t(length));
        m_size += length;
    }
    void append(char c) { append(&c, 1); }
    void append(QByteArrayView bytes) { append(bytes.data(), bytes.size()); }
    /// Room for so many bytes, of which used() tells how many were written.
    char* room(qsizetype length)
    {
        if (m_bytes.size() - m_size < length)
            m_bytes.resize(qMax(m_bytes.size() * 2, m_size + length));
        return m_bytes.data() + m_size;
    }
    void used(const char* end) { m_size = end - m_bytes.constData(); }
    /// Hands the bytes over and takes the room of `bytes` instead.
    void swapInto(QByteArray& bytes)
    {
        m_bytes.truncate(m_size);
        m_bytes.swap(bytes);
        m_size = 0;
        m_bytes.resize(m_bytes.capacity());
    }

private:
    QByteArray m_bytes;
    qsizetype m_size = 0;
};

/// Whether the bytes of a literal are its value, whatever character set it is read in.
inline bool holdsBytes(MyColumnKind kind) { return kind == MyColumnKind::Binary || kind == MyColumnKind::Bit || kind == MyColumnKind::Generated; }

/// Turns tuples of literals into rows for LOAD DATA, see MyInsertReader. Tuples that follow each other in the text and need no change are
/// copied in one go.
class MyTupleReader
{
public:
    enum class Parse { Fits, Unfit, Incomplete };

    MyTupleReader(MyLexMode mode, const QByteArray& charset) : m_mode(mode), m_charset(charset), m_isBinaryCharset(charset == "binary") { }
    /// Of the columns that the next tuples name.
    void setKinds(std::vector<MyColumnKind> kinds);
    /// The quote around texts: that of the first text.
    char enclosure() const { return m_enclosure == '\0' ? '\'' : m_enclosure; }

    /// @param at  on "("; on one past ")" after Fits, else where it was
    Parse read(const char*& at, const char* end);
    /// Takes blanks and comments; Unfit where a comment with a version stands, Incomplete where they may go on.
    Parse skipGap(const char*& at, const char* end) const;

    /// Writes what was read up to `at` and not written yet. To be called before the text moves.
    void flush(const char* at);
    MyRowBytes& rows() { return m_rows; }
    /// Where the rows go on after an earlier place.
    struct Mark { qsizetype size; const char* from; };
    Mark mark() const { return {m_rows.size(), m_from}; }
    void rewind(Mark mark) { m_rows.truncate(mark.size); m_from = mark.from; }

private:
    /// Which whole numbers a column stores as it stores their text, at a glance.
    enum class Integers : std::uint8_t { None, WithoutZero, All }; ///< WithoutZero: those that do not begin with a zero

    static bool isPlain(const char*& at, const char* end, Integers integers);
    Parse value(const char*& at, const char* end, MyColumnKind kind);
    Parse text(const char*& at, const char* end, bool isBinary);
    Parse otherText(const char*& at, const char* end, bool isBinary);
    Parse introduced(const char*& at, const char* end, MyColumnKind kind);
    Parse number(const char*& at, const char* end, MyColumnKind kind);
    Parse bytesLiteral(const char*& at, const char* end, MyColumnKind kind);
    Parse word(const char*& at, const char* end, MyColumnKind kind);
    Parse skip(const char*& at, const char* end);
    void replace(const char* from, const char* to, QByteArrayView by);
    bool hasTrailingBackslash(QByteArrayView bytes) const;
    void appendText(QByteArrayView bytes);
    void appendHex(const char* digits, qsizetype count);
    std::size_t characterBytes(const char* at, const char* end) const;

    const MyLexMode m_mode;
    const QByteArray m_charset;
    const bool m_isBinaryCharset;
    std::vector<MyColumnKind> m_kinds;
    std::vector<Integers> m_integers; ///< of the same columns
    char m_enclosure = '\0';
    const char* m_from = nullptr; ///< of what is to be copied as it stands
    MyRowBytes m_rows;
};

} // namespace bakferry
