#pragma once
#include <QByteArray>

#include <cstdint>
#include <vector>

namespace bakferry {

/// One literal of a VALUES list. Text and blobs are places in the script's block, so nothing is copied.
struct Literal
{
    enum Type : std::uint8_t {
        Null, Integer, Real,
        Text,        ///< the bytes at offset/length are the value
        QuotedText,  ///< the same, with doubled quotes still in it
        Hex,         ///< the bytes at offset/length are hexadecimal digits of a blob
        Call,        ///< replace('…','\n',char(10)) or unistr('…') as sqlite3's .dump writes them; see literalBytes()
    };
    Type type = Null;
    std::uint32_t length = 0;
    union {
        std::int64_t integer = 0;
        double real;
        std::uint64_t offset;
    };
};

/// An INSERT whose values are all literals, taken apart.
struct InsertValues
{
    std::size_t headLength = 0; ///< bytes from the statement's start up to and without the word VALUES
    int columns = 0;            ///< values in each row
    std::size_t rows = 0;
    std::size_t firstLiteral = 0; ///< index of the first value in the vector handed to parse
};

/// Takes the INSERTs of one SQLite script apart. One object serves one script on one thread: most INSERTs begin like the one before,
/// which is then not looked at again.
class SqliteInsertReader
{
public:
    /// Takes `INSERT … VALUES (…),(…);` at `offset` apart and finds its end on the way.
    /// @param literals  values are appended here, row by row
    /// @returns         the statement's length, semicolon included; 0, and nothing appended, when its semicolon is not in the block, any
    ///                  value is more than a literal, or anything follows the rows: such a statement must be run as it stands
    std::size_t read(QByteArrayView block, std::size_t offset, std::vector<Literal>& literals, InsertValues& values);

    /// Takes the rows at the front of an INSERT apart whose end is not in the block yet.
    /// @returns  how many bytes of the statement are done with (one past the comma behind the last whole row), 0 when there is no
    ///           whole row of literals; the rest means the same behind another copy of the head and the word VALUES
    std::size_t readPrefix(QByteArrayView block, std::size_t offset, std::vector<Literal>& literals, InsertValues& values);

private:
    /// @returns the offset of the first row's parenthesis, 0 when there is none; fills values.headLength
    std::size_t findRows(QByteArrayView block, std::size_t offset, std::size_t end, InsertValues& values);

    QByteArray m_head; ///< of the INSERT read last, first parenthesis included
    std::size_t m_headLength = 0;
};

/// The table's name in the head of an INSERT, quotes removed, schema left out. Empty when it cannot be told.
QByteArray insertTable(QByteArrayView head);

} // namespace bakferry
