#pragma once
#include "engines/mariadb/script/mytuples.h"
#include "engines/script/mysplitter.h"

namespace bakferry {

/// The work behind MyInsertReader: finds the statements in the bytes of an entry, and hands their tuples on as rows or as statements.
class MyInsertParser
{
public:
    MyInsertParser(MyDataStream& stream, MyLexMode mode, MyInsertOptions options);
    Result<bool> next(MyInsertBatch& batch);

private:
    using Parse = MyTupleReader::Parse;
    /// The front of an INSERT or REPLACE.
    struct Head
    {
        QByteArray text;      ///< as it stands, up to its first tuple; up to and with the table's name where it has no VALUES
        QByteArray statement; ///< the same for the target's table
        QByteArray load;      ///< LOAD DATA for its tuples, with enclosureMark in it; empty: they become no rows
        std::vector<MyColumnKind> kinds; ///< of the columns that it names
        bool hasValues = false;
    };
    /// What the step says about the batch.
    enum class Step { GoesOn, BatchEnds, NeedsMore };
    enum class Place : std::uint8_t { Between, Tuples, CutTuples };

    Result<bool> fill();
    Result<Step> betweenStatements(MyInsertBatch& batch);
    Parse skipBetween();
    void beginTuples();
    Result<Step> tuples();
    Result<Step> unfit();
    Result<Step> cutTuples(MyInsertBatch& batch);
    Result<Step> wholeStatement(MyInsertBatch& batch);
    void giveStatement(MyInsertBatch& batch, QByteArrayView sql, const MySplitter::Statement& facts);
    void giveRows(MyInsertBatch& batch);

    Parse readHead();
    Parse readColumns(MyTokens& tokens, std::vector<MyColumnKind>& kinds, QByteArray& columns) const;
    QByteArray loadStatement(QByteArrayView modifier, QByteArrayView columns) const;

    const char* begin() const { return m_buffer.constData(); }
    const char* end() const { return m_buffer.constData() + m_filled; }
    QByteArrayView rest(qsizetype from) const { return QByteArrayView(m_buffer.constData() + from, m_filled - from); }

    MyDataStream& m_stream;
    const MyLexMode m_mode;
    const MyInsertOptions m_options;
    const QByteArray m_table; ///< in the script's character set; empty: names stay as they are
    QByteArray m_buffer;
    qsizetype m_filled = 0;
    qsizetype m_at = 0;    ///< what is in front of it is done with …
    qsizetype m_start = 0; ///< … but for the statement that begins here, while its tuples may have to be taken back
    bool m_atEnd = false;

    Place m_place = Place::Between;
    Head m_head;
    MyTupleReader m_tuples;
    MyTupleReader::Mark m_startOfRows{};
    QByteArray m_load;          ///< of the rows that are not handed over yet
    qint64 m_rows = 0;          ///< how many they are
    qint64 m_rowsOfStatement = 0;
    qint64 m_ended = 0;         ///< statements whose rows are among them
    bool m_isCommitted = false; ///< so much of the statement at hand was read that it is not taken back any more
    bool m_isStatement = false; ///< the statement at m_at cannot become rows
};

} // namespace bakferry
