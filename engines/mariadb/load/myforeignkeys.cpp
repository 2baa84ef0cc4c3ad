#include "engines/mariadb/load/myforeignkeys.h"

namespace bakferry {

namespace {

constexpr int noSuchTable = 1146;

struct Range
{
    qint64 low = 0, high = 0;
    bool isEmpty = false; ///< no row has a value
};

// Numbers beyond 64 bits with a sign are not worth a case of their own.
Result<std::optional<Range>> rangeOf(MyConnection& connection, const QByteArray& table, const QByteArray& column)
{
    const QByteArray name = quotedMyName(column);
    const Result<MyAnswer> answer = connection.execute("SELECT min(" + name + "), max(" + name + ") FROM " + table);
    if (!answer)
        return answer.error();
    if (answer->isNull(0, 0))
        return std::optional(Range{0, 0, true});
    bool isLow = false, isHigh = false;
    const Range range{answer->text(0, 0).toLongLong(&isLow), answer->text(0, 1).toLongLong(&isHigh), false};
    return isLow && isHigh ? std::optional(range) : std::nullopt;
}

// One column of whole numbers on both sides, the parent's being its primary key.
Result<bool> isOneNumber(MyConnection& connection, const MyForeignKey& key)
{
    if (key.columns.size() != 1)
        return false;
    const auto integer = [](const QByteArray& schema, const QByteArray& table, const QByteArray& column) {
        return "(SELECT count(*) FROM information_schema.columns WHERE table_schema = " + quotedMyLiteral(schema) + " AND table_name = " + quotedMyLiteral(table)
            + " AND column_name = " + quotedMyLiteral(column) + " AND data_type IN ('tinyint', 'smallint', 'mediumint', 'int', 'bigint'))";
    };
    const QByteArray primary = " FROM information_schema.statistics WHERE table_schema = " + quotedMyLiteral(key.parentSchema) + " AND table_name = " + quotedMyLiteral(key.parent)
        + " AND index_name = 'PRIMARY'";
    const Result<MyAnswer> answer = connection.execute("SELECT " + integer(key.schema, key.table, key.columns.first().first) + ", " + integer(key.parentSchema, key.parent, key.columns.first().second)
                                                       + ", (SELECT count(*)" + primary + "), (SELECT count(*)" + primary + " AND column_name = " + quotedMyLiteral(key.columns.first().second) + ')');
    if (!answer)
        return answer.error();
    return answer->number(0, 0) == 1 && answer->number(0, 1) == 1 && answer->number(0, 2) == 1 && answer->number(0, 3) == 1;
}

// So many different numbers as there are from the first to the last: each of them is there.
Result<bool> holdsByRange(MyConnection& connection, const MyForeignKey& key, qint64 parentRows)
{
    const Result<bool> fits = isOneNumber(connection, key);
    if (!fits || !*fits)
        return fits;
    const Result<std::optional<Range>> child = rangeOf(connection, quotedMyName(key.schema, key.table), key.columns.first().first);
    if (!child || !*child || (*child)->isEmpty)
        return child ? Result<bool>(child->has_value()) : child.error();
    const Result<std::optional<Range>> parent = rangeOf(connection, quotedMyName(key.parentSchema, key.parent), key.columns.first().second);
    if (!parent || !*parent || (*parent)->isEmpty)
        return parent ? Result<bool>(false) : parent.error();
    const Range& all = **parent;
    return quint64(all.high) - quint64(all.low) == quint64(parentRows) - 1 && (*child)->low >= all.low && (*child)->high <= all.high;
}

} // namespace

Result<std::vector<MyForeignKey>> foreignKeysIn(MyConnection& connection, const QByteArray& schemas)
{
    const Result<MyAnswer> answer = connection.execute("SELECT constraint_name, table_schema, table_name, referenced_table_schema, referenced_table_name, column_name, referenced_column_name"
                                                       " FROM information_schema.key_column_usage WHERE table_schema IN " + schemas + " AND referenced_table_name IS NOT NULL"
                                                       " ORDER BY table_schema, table_name, constraint_name, ordinal_position");
    if (!answer)
        return answer.error();
    std::vector<MyForeignKey> keys;
    for (qsizetype row = 0; row < answer->rows(); ++row) {
        MyForeignKey key{answer->text(row, 0), answer->text(row, 1), answer->text(row, 2), answer->text(row, 3), answer->text(row, 4), {}};
        if (keys.empty() || keys.back().name != key.name || keys.back().table != key.table || keys.back().schema != key.schema)
            keys.push_back(std::move(key));
        keys.back().columns += {answer->text(row, 5), answer->text(row, 6)};
    }
    return keys;
}

Result<bool> hasOrphans(MyConnection& connection, const MyForeignKey& key, qint64 parentRows)
{
    if (parentRows > 0) {
        const Result<bool> holds = holdsByRange(connection, key, parentRows);
        if (!holds || *holds)
            return holds ? Result<bool>(false) : holds;
    }
    QByteArrayList match, isSet;
    for (const auto& [column, referenced] : key.columns) {
        match += "c." + quotedMyName(column) + " = p." + quotedMyName(referenced);
        isSet += "c." + quotedMyName(column) + " IS NOT NULL";
    }
    const QByteArray parent = "p." + quotedMyName(key.columns.first().second);
    const Result<MyAnswer> orphan = connection.execute("SELECT 1 FROM " + quotedMyName(key.schema, key.table) + " c LEFT JOIN " + quotedMyName(key.parentSchema, key.parent) + " p ON "
                                                       + match.join(" AND ") + " WHERE " + isSet.join(" AND ") + " AND " + parent + " IS NULL LIMIT 1");
    if (!orphan)
        return connection.lastNumber() == noSuchTable ? Result<bool>(true) : orphan.error();
    return orphan->rows() > 0;
}

} // namespace bakferry
