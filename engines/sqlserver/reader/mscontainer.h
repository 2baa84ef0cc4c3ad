#pragma once
#include "engines/sqlserver/reader/mssource.h"

#include <optional>

namespace bakferry {

/// Where the first record of an MSSQLBAK container lies and how long the header of each record is.
struct MsContainerLayout
{
    qint64 firstRecord = 0;
    int headerBytes = 28; ///< 8 in containers of version 1
};

/// @param head  the first 64 KiB of the file, or all of a shorter one
/// @returns nothing where no record decodes to the head of a media set
std::optional<MsContainerLayout> findMsContainer(QByteArrayView head);

/// What is inside a container (WITH COMPRESSION), as the same chain of blocks that an uncompressed backup is. Memory: one record.
/// Errors: backup.damaged where a record does not decode, backup.unknown_record where its kind is not known.
class MsContainerSource final : public MsSource
{
public:
    /// @param mostRecords  that are gone through; -1: all
    MsContainerSource(MsFileSource& file, const BackupFile& name, MsContainerLayout layout, qint64 mostRecords) : m_file(file), m_name(name), m_layout(layout), m_mostRecords(mostRecords) { }
    Result<qint64> read(char* buffer, qint64 maxBytes) override;
    Result<qint64> skip(qint64 bytes) override;
    qint64 position() const override { return m_position; }
    qint64 size() const override { return -1; }
    qint64 storedPosition() const override { return m_file.storedPosition(); }
    qint64 records() const { return m_records; }

private:
    enum class Next { Content, End };
    Result<Next> advance(qint64 skipping);
    Result<Next> takeRecord(QByteArray& header, quint32 tag, qint64 skipping);
    Result<Next> takeFilemark(const QByteArray& start);
    Result<Next> seekFilemark();
    Error damaged(const QString& detail) const;

    MsFileSource& m_file;
    const BackupFile m_name;
    const MsContainerLayout m_layout;
    const qint64 m_mostRecords;
    QByteArray m_content;     ///< of the record or filemark at hand
    qint64 m_used = 0;
    qint64 m_skipped = 0;     ///< of a record that was passed over without decoding it
    qint64 m_position = 0;
    qint64 m_records = 0;
    bool m_begun = false;
};

} // namespace bakferry
