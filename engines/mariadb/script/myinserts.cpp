#include "engines/mariadb/script/myinserts.h"

#include "engines/mariadb/script/myinsertparser.h"

#include <algorithm>

namespace bakferry {

MyColumnKind myColumnKindOf(QByteArrayView dataType)
{
    struct Entry { const char* type; MyColumnKind kind; };
    static constexpr Entry entries[] = {
        {"tinyint", MyColumnKind::Integer}, {"smallint", MyColumnKind::Integer}, {"mediumint", MyColumnKind::Integer}, {"int", MyColumnKind::Integer},
        {"bigint", MyColumnKind::Integer}, {"decimal", MyColumnKind::Decimal}, {"float", MyColumnKind::Float}, {"double", MyColumnKind::Float},
        {"year", MyColumnKind::Year}, {"date", MyColumnKind::Time}, {"time", MyColumnKind::Time}, {"datetime", MyColumnKind::Time},
        {"timestamp", MyColumnKind::Time}, {"bit", MyColumnKind::Bit}, {"enum", MyColumnKind::Choice}, {"set", MyColumnKind::Choice},
        {"char", MyColumnKind::Text}, {"varchar", MyColumnKind::Text}, {"tinytext", MyColumnKind::Text}, {"text", MyColumnKind::Text},
        {"mediumtext", MyColumnKind::Text}, {"longtext", MyColumnKind::Text}, {"json", MyColumnKind::Text},
        {"binary", MyColumnKind::Binary}, {"varbinary", MyColumnKind::Binary}, {"tinyblob", MyColumnKind::Binary}, {"blob", MyColumnKind::Binary},
        {"mediumblob", MyColumnKind::Binary}, {"longblob", MyColumnKind::Binary},
        {"geometry", MyColumnKind::Binary}, {"point", MyColumnKind::Binary}, {"linestring", MyColumnKind::Binary}, {"polygon", MyColumnKind::Binary},
        {"multipoint", MyColumnKind::Binary}, {"multilinestring", MyColumnKind::Binary}, {"multipolygon", MyColumnKind::Binary},
        {"geometrycollection", MyColumnKind::Binary}, {"geomcollection", MyColumnKind::Binary},
    };
    const auto* const known = std::ranges::find_if(entries, [&](const Entry& entry) { return dataType.compare(entry.type, Qt::CaseInsensitive) == 0; });
    return known == std::end(entries) ? MyColumnKind::Unknown : known->kind;
}

bool storesMyBytes(const QList<MyInsertColumn>& columns, const QByteArray& charset)
{
    const auto isUtf8 = [](const QByteArray& name) { return name == "utf8mb4" || name == "utf8mb3" || name == "utf8"; };
    return isUtf8(charset) && std::ranges::all_of(columns, [&](const MyInsertColumn& column) {
        return column.kind != MyColumnKind::Unknown && (column.charset.isEmpty() || isUtf8(column.charset));
    });
}

MyInsertReader::MyInsertReader(std::unique_ptr<MyDataStream> stream, MyLexMode mode, MyInsertOptions options)
    : m_stream(std::move(stream)), m_parser(std::make_unique<MyInsertParser>(*m_stream, mode, std::move(options))) { }

MyInsertReader::~MyInsertReader() = default;

Result<bool> MyInsertReader::next(MyInsertBatch& batch) { return m_parser->next(batch); }

} // namespace bakferry
