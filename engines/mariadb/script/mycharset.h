#pragma once
#include <QByteArray>
#include <QByteArrayList>
#include <QByteArrayView>

namespace bakferry {

/// A name as UTF-8 at any rate: what is no valid text becomes Latin 1, so that distinct names stay distinct.
QByteArray myNameToUtf8(QByteArrayView bytes, QByteArrayView charset);

/// Text that declares no character set, looked at to guess one: whether all of it is UTF-8, and by a sample which of the other sets
/// makes common characters of its pairs of bytes. Bytes among control characters are a picture or the like, and left out. One thread.
class MyCharsetSample
{
public:
    /// @param bytes  in order, cut anywhere
    /// @returns      where in them the first byte beyond ASCII of all stands; -1: none, or there was one before
    qsizetype add(QByteArrayView bytes);
    bool isEmpty() const { return m_sample.isEmpty(); } ///< nothing but ASCII so far, and values that are no text
    bool isUtf8() const { return m_isUtf8 && m_pending == 0; }
    /// Character sets that fit, the likeliest first: "utf8mb4", "gbk", "gb18030", "big5", "sjis", "latin1".
    QByteArrayList candidates() const;

private:
    QByteArray m_sample;    ///< the first runs beyond ASCII, a blank between two that do not touch, letters around them kept
    bool m_isUtf8 = true;
    int m_pending = 0;      ///< continuation bytes still to come
    unsigned char m_low = 0x80, m_high = 0xbf; ///< range of the next one
};

} // namespace bakferry
