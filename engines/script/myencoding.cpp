#include "engines/script/myencoding.h"

#include <QString>

#include <array>

#include <iconv.h>

namespace bakferry {

namespace {

struct Charset
{
    const char* name;
    const char* iconvName;
    MyEncoding encoding = MyEncoding::Plain;
};
// Names as SHOW CHARACTER SET gives them, of both makers. What is missing has no counterpart in iconv.
constexpr Charset charsets[] = {
    {"utf8mb4", "UTF-8"}, {"utf8mb3", "UTF-8"}, {"utf8", "UTF-8"}, {"binary", "UTF-8"}, {"ascii", "ASCII"},
    {"latin1", "CP1252"}, {"latin2", "ISO-8859-2"}, {"latin5", "ISO-8859-9"}, {"latin7", "ISO-8859-13"},
    {"greek", "ISO-8859-7"}, {"hebrew", "ISO-8859-8"}, {"tis620", "TIS-620"}, {"koi8r", "KOI8-R"}, {"koi8u", "KOI8-U"},
    {"cp1250", "CP1250"}, {"cp1251", "CP1251"}, {"cp1256", "CP1256"}, {"cp1257", "CP1257"},
    {"cp850", "CP850"}, {"cp852", "CP852"}, {"cp866", "CP866"},
    {"macroman", "MACINTOSH"}, {"macce", "MAC-CENTRALEUROPE"}, {"hp8", "HP-ROMAN8"}, {"armscii8", "ARMSCII-8"},
    {"geostd8", "GEORGIAN-PS"}, {"swe7", "SEN_850200_B"},
    {"euckr", "UHC"}, {"gb2312", "EUC-CN"}, {"ujis", "EUC-JP"}, {"eucjpms", "EUC-JP-MS"},
    {"big5", "BIG5", MyEncoding::Big5}, {"gbk", "GBK", MyEncoding::Gbk}, {"gb18030", "GB18030", MyEncoding::Gb18030},
    // A backslash of sjis is a backslash, as in CP932, and no yen sign.
    {"sjis", "CP932", MyEncoding::Sjis}, {"cp932", "CP932", MyEncoding::Sjis},
};

const Charset* charsetNamed(QByteArrayView name)
{
    for (const Charset& charset : charsets) {
        if (name.compare(charset.name, Qt::CaseInsensitive) == 0)
            return &charset;
    }
    return nullptr;
}

std::optional<QByteArray> convert(QByteArrayView bytes, const char* from, const char* to)
{
    const iconv_t converter = iconv_open(to, from);
    if (converter == iconv_t(-1))
        return {};
    QByteArray in = bytes.toByteArray(), out(bytes.size() * 4 + 16, Qt::Uninitialized);
    char *inAt = in.data(), *outAt = out.data();
    std::size_t inLeft = std::size_t(in.size()), outLeft = std::size_t(out.size());
    const bool whole = iconv(converter, &inAt, &inLeft, &outAt, &outLeft) == 0 && iconv(converter, nullptr, nullptr, &outAt, &outLeft) == 0;
    iconv_close(converter);
    if (!whole || inLeft > 0)
        return {};
    out.truncate(out.size() - qsizetype(outLeft));
    return out;
}

bool isAsciiSuperset(const Charset& charset) { return QByteArrayView(charset.name) != "swe7"; }

bool isAscii(QByteArrayView bytes)
{
    for (const char c : bytes) {
        if (static_cast<unsigned char>(c) >= 0x80)
            return false;
    }
    return true;
}

std::optional<QByteArray> convertWith(QByteArrayView bytes, QByteArrayView charset, bool toUtf8)
{
    const Charset* const known = charsetNamed(charset.isEmpty() ? QByteArrayView("utf8mb4") : charset);
    if (isAscii(bytes) && (!known || isAsciiSuperset(*known)))
        return bytes.toByteArray();
    if (!known)
        return {};
    return toUtf8 ? convert(bytes, known->iconvName, "UTF-8") : convert(bytes, "UTF-8", known->iconvName);
}

constexpr std::uint8_t lead = 1, trail = 2;
constexpr std::array<std::uint8_t, 256> makeRoles(MyEncoding encoding)
{
    std::array<std::uint8_t, 256> roles{};
    const auto mark = [&](int from, int to, std::uint8_t role) {
        for (int c = from; c <= to; ++c)
            roles[std::size_t(c)] |= role;
    };
    mark(0x40, 0x7e, trail);
    switch (encoding) {
    case MyEncoding::Big5: mark(0xa1, 0xf9, lead); mark(0xa1, 0xfe, trail); break;
    case MyEncoding::Sjis: mark(0x81, 0x9f, lead); mark(0xe0, 0xfc, lead); mark(0x80, 0xfc, trail); break;
    default: mark(0x81, 0xfe, lead); mark(0x80, 0xfe, trail); break;
    }
    return roles;
}
constexpr std::array<std::array<std::uint8_t, 256>, 5> roles{
    std::array<std::uint8_t, 256>{}, makeRoles(MyEncoding::Big5), makeRoles(MyEncoding::Gbk), makeRoles(MyEncoding::Sjis), makeRoles(MyEncoding::Gb18030)};

} // namespace

MyEncoding myEncodingOf(QByteArrayView charset)
{
    const Charset* const known = charsetNamed(charset);
    return known ? known->encoding : MyEncoding::Plain;
}

bool isAsciiInMyCharset(QByteArrayView charset)
{
    const Charset* const known = charsetNamed(charset);
    return known && isAsciiSuperset(*known);
}

std::size_t myCharacterBytes(MyEncoding encoding, QByteArrayView text)
{
    const auto byte = [&](qsizetype at) { return static_cast<unsigned char>(text[at]); };
    const auto& role = roles[std::size_t(encoding)];
    if (text.size() < 2 || !(role[byte(0)] & lead))
        return 1;
    if (role[byte(1)] & trail)
        return 2;
    const auto isDigit = [&](qsizetype at) { return byte(at) >= '0' && byte(at) <= '9'; };
    return encoding == MyEncoding::Gb18030 && text.size() >= 4 && isDigit(1) && (role[byte(2)] & lead) && isDigit(3) ? 4 : 1;
}

std::optional<QByteArray> myToUtf8(QByteArrayView bytes, QByteArrayView charset) { return convertWith(bytes, charset, true); }
std::optional<QByteArray> myFromUtf8(QByteArrayView utf8, QByteArrayView charset) { return convertWith(utf8, charset, false); }

} // namespace bakferry
