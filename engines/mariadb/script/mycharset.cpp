#include "engines/mariadb/script/mycharset.h"

#include "engines/script/myencoding.h"

#include <QString>

#include <algorithm>
#include <array>

namespace bakferry {

namespace {

constexpr qsizetype sampleBytes = 256 * 1024;

unsigned char byteAt(QByteArrayView text, qsizetype at) { return static_cast<unsigned char>(text[at]); }
bool isHigh(char c) { return static_cast<unsigned char>(c) >= 0x80; }
bool isBetween(int value, int first, int last) { return value >= first && value <= last; }
bool isLetter(char c) { return isBetween(c | 0x20, 'a', 'z'); }

constexpr qsizetype nearby = 256;

// Whether control characters stand nearby, as in a picture and in no text.
bool isAmongBinary(QByteArrayView bytes, qsizetype at)
{
    const qsizetype begin = qMax<qsizetype>(0, at - nearby);
    const QByteArrayView around = bytes.sliced(begin, qMin(bytes.size() - begin, at - begin + nearby));
    return around.indexOf("\\0") >= 0
        || std::ranges::any_of(around, [](char c) { return (c >= 0 && c < ' ' && c != '\t' && c != '\n' && c != '\r') || c == '\x7f'; });
}

// How well the bytes fit one set: characters that its texts are mostly made of, beside all of them.
struct Score
{
    qint64 common = 0, all = 0, wrong = 0;
    double value() const { return all == 0 || wrong * 50 > all ? 0.0 : double(common) / double(all + 4 * wrong); }
};

struct PairRule
{
    bool (*isLead)(int);
    bool (*isTrail)(int);
    bool (*isCommon)(int, int);
    bool (*isSingle)(int); ///< a character of one byte beyond ASCII
};

Score scoreOf(QByteArrayView text, const PairRule& rule)
{
    Score score;
    for (qsizetype at = 0; at < text.size(); ++at) {
        const int lead = byteAt(text, at);
        if (lead < 0x80)
            continue;
        ++score.all;
        if (rule.isSingle(lead))
            continue;
        const int trail = at + 1 < text.size() ? byteAt(text, at + 1) : 0;
        if (!rule.isLead(lead) || !rule.isTrail(trail)) {
            ++score.wrong;
            continue;
        }
        score.common += rule.isCommon(lead, trail);
        ++at;
    }
    return score;
}

// GB 2312's first level, sorted by sound, and its punctuation; the 6,763 characters of which nearly all modern text is made.
const PairRule gbkRule{[](int c) { return isBetween(c, 0x81, 0xfe); }, [](int c) { return isBetween(c, 0x40, 0xfe) && c != 0x7f; },
                       [](int lead, int trail) { return trail >= 0xa1 && (isBetween(lead, 0xb0, 0xd7) || lead == 0xa1 || lead == 0xa3); }, [](int) { return false; }};
// Big5's level 1, A4 to C6, and its punctuation.
const PairRule big5Rule{[](int c) { return isBetween(c, 0xa1, 0xf9); }, [](int c) { return isBetween(c, 0x40, 0x7e) || isBetween(c, 0xa1, 0xfe); },
                        [](int lead, int) { return isBetween(lead, 0xa4, 0xc6) || lead == 0xa1; }, [](int) { return false; }};
// Kana, punctuation and JIS level 1.
const PairRule sjisRule{[](int c) { return isBetween(c, 0x81, 0x9f) || isBetween(c, 0xe0, 0xfc); }, [](int c) { return isBetween(c, 0x40, 0xfc) && c != 0x7f; },
                        [](int lead, int) { return isBetween(lead, 0x81, 0x83) || isBetween(lead, 0x88, 0x97); }, [](int c) { return isBetween(c, 0xa1, 0xdf); }};

// Western text has its letters beyond ASCII one by one between others.
Score latinScore(QByteArrayView text)
{
    Score score;
    for (qsizetype at = 0; at < text.size(); ++at) {
        if (!isHigh(text[at]))
            continue;
        ++score.all;
        const bool besideLetter = (at > 0 && isLetter(text[at - 1])) || (at + 1 < text.size() && isLetter(text[at + 1]));
        const bool alone = (at == 0 || !isHigh(text[at - 1])) && (at + 1 == text.size() || !isHigh(text[at + 1]));
        score.common += (besideLetter || alone) && byteAt(text, at) >= 0xc0;
    }
    return score;
}

bool hasFourByteCharacters(QByteArrayView text)
{
    for (qsizetype at = 0; at + 3 < text.size(); ++at) {
        if (isHigh(text[at]) && isBetween(text[at + 1], '0', '9') && isHigh(text[at + 2]) && isBetween(text[at + 3], '0', '9'))
            return true;
        at += isHigh(text[at]);
    }
    return false;
}

} // namespace

QByteArray myNameToUtf8(QByteArrayView bytes, QByteArrayView charset)
{
    const std::optional<QByteArray> text = myToUtf8(bytes, charset);
    return text ? *text : bytes.isValidUtf8() ? bytes.toByteArray() : QString::fromLatin1(bytes).toUtf8();
}

qsizetype MyCharsetSample::add(QByteArrayView bytes)
{
    const bool wasEmpty = m_sample.isEmpty();
    qsizetype first = -1, judgedTo = 0;
    bool isBinary = false;
    const char* const begin = bytes.data();
    const char* const end = begin + bytes.size();
    for (const char* at = begin; at < end; ++at) {
        if (m_pending == 0 && !isHigh(*at)) { // nearly everything: skipped by words of eight
            at = std::find_if(at, end, isHigh);
            if (at == end)
                break;
        }
        const auto c = static_cast<unsigned char>(*at);
        if (m_pending == 0 && at - begin >= judgedTo) {
            isBinary = isAmongBinary(bytes, at - begin);
            judgedTo = at - begin + nearby / 2;
        }
        if (m_pending == 0 && isBinary)
            continue;
        first = first < 0 && isHigh(*at) ? at - begin : first;
        if (m_sample.size() < sampleBytes && isHigh(*at)) {
            const bool joins = at > begin && (isHigh(at[-1]) || (at - 1 > begin && isHigh(at[-2]))); // what is between is there already
            if (!joins)
                m_sample += at > begin && isLetter(at[-1]) ? at[-1] : ' ';
            m_sample += *at;
            if (at + 1 < end && !isHigh(at[1]))
                m_sample += at[1];
        }
        if (m_pending > 0) {
            m_isUtf8 = m_isUtf8 && c >= m_low && c <= m_high;
            --m_pending;
            m_low = 0x80, m_high = 0xbf;
            if (!isHigh(*at))
                m_pending = 0;
            continue;
        }
        // Unicode 15, table 3-7: what may follow each first byte.
        m_pending = isBetween(c, 0xc2, 0xdf) ? 1 : isBetween(c, 0xe0, 0xef) ? 2 : isBetween(c, 0xf0, 0xf4) ? 3 : 0;
        m_isUtf8 = m_isUtf8 && m_pending > 0;
        m_low = c == 0xe0 ? 0xa0 : c == 0xf0 ? 0x90 : 0x80;
        m_high = c == 0xed ? 0x9f : c == 0xf4 ? 0x8f : 0xbf;
    }
    return wasEmpty ? first : -1;
}

QByteArrayList MyCharsetSample::candidates() const
{
    struct Candidate
    {
        QByteArray charset;
        double score;
    };
    const double gbk = scoreOf(m_sample, gbkRule).value();
    const bool fourBytes = hasFourByteCharacters(m_sample);
    std::array<Candidate, 6> all{{{"utf8mb4", isUtf8() ? 2.0 : 0.0},
                                  {"gbk", fourBytes ? 0.0 : gbk},
                                  {"gb18030", fourBytes ? std::max(gbk, 0.5) : gbk * 0.99},
                                  {"big5", scoreOf(m_sample, big5Rule).value() * 0.95},
                                  {"sjis", scoreOf(m_sample, sjisRule).value() * 0.95},
                                  {"latin1", std::max(0.01, latinScore(m_sample).value())}}};
    std::ranges::stable_sort(all, std::ranges::greater{}, &Candidate::score);
    QByteArrayList charsets;
    for (const Candidate& one : all) {
        if (one.score > 0)
            charsets += one.charset;
    }
    return charsets;
}

} // namespace bakferry
