#pragma once
#include "engines/sqlserver/reader/msfilereader.h"

namespace bakferry {

/// Watches over the order of blocks in a chain: TAPE first, then sets of blocks without a gap, each ended by its filemarks.
/// The walker proves each block by itself; this proves that none is missing, doubled or in another place.
class MsChainKeeper final : public MsVisitor
{
public:
    MsChainKeeper(MsFileReading& reading, const BackupFile& name, bool readsPages) : m_reading(reading), m_name(name), m_readsPages(readsPages) { }
    std::optional<Error> block(const MsBlock& block) override;
    bool stream(const MsStream& stream) override;
    void content(QByteArrayView bytes) override;
    void streamEnded() override;
    /// What is missing at the end of a walk that came to the end of the file.
    std::optional<Error> missingEnd() const;

private:
    enum class Place { Start, BetweenSets, InSet, AfterDescription, AfterEnd };
    std::optional<Error> beginSet(const MsBlock& block);
    std::optional<Error> checkPlace(const MsBlock& block) const;
    void takeFilemark(const MsBlock& block);
    void takeRecords();
    void note(const char* what, const QStringList& arguments = {});
    Error broken(const char* what, const MsBlock& block, const QString& detail) const;
    MsBackupInfo* set() { return m_reading.media.sets.isEmpty() ? nullptr : &m_reading.media.sets.last(); }

    MsFileReading& m_reading;
    const BackupFile& m_name;
    const bool m_readsPages;
    Place m_place = Place::Start;
    qint64 m_setOffset = 0;
    quint32 m_lastId = 0;
    QByteArray m_block;      ///< type of the block at hand
    QByteArray m_stream;     ///< id of the stream at hand
    QByteArray m_collected;  ///< of a short stream
    std::optional<MsBackupInfo> m_first; ///< as the first description of the set has it
    QByteArrayList m_unknownTypes;
    MsProver m_prover;
};

} // namespace bakferry
