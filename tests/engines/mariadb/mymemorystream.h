#pragma once
#include "engines/mariadb/mybackup.h"

#include <algorithm>
#include <cstring>

namespace bakferry {

/// The data of an entry, handed out in small portions that end anywhere.
class MyMemoryStream : public MyDataStream
{
public:
    explicit MyMemoryStream(QByteArray data, qsizetype portion = 1 << 20) : m_data(std::move(data)), m_portion(portion) { }
    Result<qint64> read(char* buffer, qint64 maxBytes) override
    {
        const qint64 size = std::min({maxBytes, qint64(m_portion), qint64(m_data.size() - m_at)});
        std::memcpy(buffer, m_data.constData() + m_at, std::size_t(size));
        m_at += size;
        return size;
    }
    qint64 bytesRead() const override { return m_at; }

private:
    const QByteArray m_data;
    const qsizetype m_portion;
    qsizetype m_at = 0;
};

} // namespace bakferry
