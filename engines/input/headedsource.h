#pragma once
#include "engines/input/bytesource.h"

#include <QByteArray>

#include <memory>
#include <optional>

namespace bakferry {

/// Lets the first bytes of a source be looked at before they are read. What was looked at is what is handed out later:
/// nothing is read twice.
class HeadedSource : public ByteSource
{
public:
    static constexpr qint64 maxHeadBytes = 64 * 1024;

    explicit HeadedSource(std::unique_ptr<ByteSource> source) : m_source(std::move(source)) { }

    /// @returns up to `maxBytes` bytes that read() has not handed out yet, fewer when the content ends or fails before;
    /// the failure only when there is not a single byte
    Result<QByteArray> peek(qint64 maxBytes);
    Result<qint64> read(char* buffer, qint64 maxBytes) override;
    qint64 storedOffset(qint64 unread) const override;

private:
    std::unique_ptr<ByteSource> m_source;
    QByteArray m_head;
    qint64 m_taken = 0; ///< bytes of m_head handed out already
    bool m_ended = false;
    std::optional<Error> m_failure;
};

} // namespace bakferry
