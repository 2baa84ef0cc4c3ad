#include "engines/script/pgencoding.h"

#include <QByteArray>

namespace bakferry {

PgEncoding pgEncodingOf(QByteArrayView name)
{
    QByteArray plain;
    for (char c : name) {
        if ((c >= '0' && c <= '9') || (c >= 'a' && c <= 'z'))
            plain += c;
        else if (c >= 'A' && c <= 'Z')
            plain += char(c + 32);
    }
    struct Entry { const char* name; PgEncoding encoding; };
    static constexpr Entry entries[] = {
        {"sjis", PgEncoding::ShiftJis}, {"mskanji", PgEncoding::ShiftJis}, {"shiftjis", PgEncoding::ShiftJis}, {"win932", PgEncoding::ShiftJis},
        {"windows932", PgEncoding::ShiftJis}, {"shiftjis2004", PgEncoding::ShiftJis},
        {"big5", PgEncoding::Big5OrGbk}, {"win950", PgEncoding::Big5OrGbk}, {"windows950", PgEncoding::Big5OrGbk},
        {"gbk", PgEncoding::Big5OrGbk}, {"win936", PgEncoding::Big5OrGbk}, {"windows936", PgEncoding::Big5OrGbk},
        {"uhc", PgEncoding::Big5OrGbk}, {"win949", PgEncoding::Big5OrGbk}, {"windows949", PgEncoding::Big5OrGbk},
        {"johab", PgEncoding::Johab}, {"gb18030", PgEncoding::Gb18030},
    };
    for (const Entry& entry : entries) {
        if (plain == entry.name)
            return entry.encoding;
    }
    return PgEncoding::Plain;
}

} // namespace bakferry
