#pragma once
#include "engines/sqlserver/msmedia.h"

#include <QByteArrayView>
#include <QtEndian>

namespace bakferry {

/// Little-endian numbers and texts out of untrusted bytes. What lies outside reads as zero or empty, never as a neighbour's bytes.
class MsBytes
{
public:
    explicit MsBytes(QByteArrayView bytes) : m_bytes(bytes) { }

    bool has(qsizetype offset, qsizetype length) const { return offset >= 0 && length >= 0 && offset <= m_bytes.size() - length; }
    quint8 u8(qsizetype offset) const { return has(offset, 1) ? quint8(m_bytes[offset]) : 0; }
    quint16 u16(qsizetype offset) const { return number<quint16>(offset); }
    quint32 u32(qsizetype offset) const { return number<quint32>(offset); }
    quint64 u64(qsizetype offset) const { return number<quint64>(offset); }
    QByteArray guid(qsizetype offset) const;   ///< 16 raw bytes; empty where all are zero or outside
    MsLsn lsn(qsizetype offset) const { return {u32(offset), u32(offset + 4), u16(offset + 8)}; }
    QDateTime date(qsizetype offset) const;    ///< MTF_DATE_TIME, kept as if it were UTC; invalid for none
    /// The text at an address {u16 size, u16 offset from the start of these bytes}; UTF-16.
    /// @param fits  set to false when the address points outside
    QString text(qsizetype address, bool& fits) const;
    QByteArrayView view() const { return m_bytes; }

private:
    template <typename T>
    T number(qsizetype offset) const { return has(offset, sizeof(T)) ? qFromLittleEndian<T>(m_bytes.data() + offset) : T(0); }
    QByteArrayView m_bytes;
};

} // namespace bakferry
