#include "engines/sqlserver/reader/msproof.h"

#include "engines/sqlserver/reader/msbytes.h"

#include <algorithm>

namespace bakferry {

namespace {

constexpr qint64 leadBytes = 2; ///< in front of the pages; not counted in the checksum
constexpr qsizetype placesKept = 5;

} // namespace

void MsProver::begin(MsProof& proof, bool isData, bool hasSum, qint64 offset)
{
    if (m_awaitsSum)
        ++proof.backupSumsMissing;
    m_awaitsSum = false;
    m_proof = &proof;
    m_isData = isData;
    m_hasSum = hasSum;
    m_begin = offset;
    m_seen = 0;
    m_page.clear();
    m_page.reserve(msPageBytes);
    m_dataSum = 0;
    m_logSum.reset();
}

void MsProver::add(QByteArrayView bytes)
{
    const qint64 lead = std::clamp<qint64>(leadBytes - m_seen, 0, bytes.size());
    m_seen += bytes.size();
    bytes = bytes.sliced(lead);
    if (!m_isData) {
        m_logSum.add(bytes);
        return;
    }
    qint64 at = 0;
    if (!m_page.isEmpty()) {
        at = std::min<qint64>(msPageBytes - m_page.size(), bytes.size());
        m_page.append(bytes.first(at));
        if (m_page.size() < msPageBytes)
            return;
        takePage(m_page.constData());
        m_page.truncate(0);
    }
    for (; bytes.size() - at >= msPageBytes; at += msPageBytes)
        takePage(bytes.data() + at);
    m_page.append(bytes.sliced(at));
}

void MsProver::takePage(const char* page)
{
    MsProof& proof = *m_proof;
    ++proof.pages;
    bool isWrong = false;
    switch (checkMsPage(page, m_hasSum ? &m_dataSum : nullptr)) {
    case MsPageState::Unformatted: ++proof.unformatted; break;
    case MsPageState::Unprotected: ++proof.unprotected; break;
    case MsPageState::ChecksumRight: ++proof.checksumRight; break;
    case MsPageState::TornBitsRight: ++proof.tornRight; break;
    case MsPageState::Encrypted: ++proof.encrypted; isWrong = true; break;
    case MsPageState::ChecksumWrong: ++proof.checksumWrong; isWrong = true; break;
    case MsPageState::TornBitsWrong: ++proof.tornWrong; isWrong = true; break;
    }
    if (isWrong && proof.wrongPages.size() < placesKept) {
        const MsBytes header(QByteArrayView(page, 96));
        proof.wrongPages += MsProof::Place{header.u16(36), header.u32(32), m_begin};
    }
}

void MsProver::end()
{
    const qint64 content = m_seen - leadBytes;
    if (m_seen > 0 && (content < 0 || content % (m_isData ? msPageBytes : msSectorBytes) != 0))
        m_proof->oddLengths = true;
    if (!m_isData && content > 0)
        m_proof->logPages += content / msPageBytes;
    m_awaitsSum = m_hasSum;
}

void MsProver::checkSum(MsProof& proof, quint32 stored)
{
    if (!m_awaitsSum)
        return;
    m_awaitsSum = false;
    if ((m_isData ? m_dataSum : m_logSum.value()) == stored) {
        ++proof.backupSumsRight;
        return;
    }
    ++proof.backupSumsWrong;
    if (proof.wrongSums.size() < placesKept)
        proof.wrongSums += m_begin;
}

void MsProver::finishSet(MsProof& proof)
{
    if (m_awaitsSum)
        ++proof.backupSumsMissing;
    m_awaitsSum = false;
}

} // namespace bakferry
