#include "engines/mariadb/mydumper/mydumpermetadata.h"

namespace bakferry {

namespace {

QByteArray valueBehind(const QByteArray& line, char mark)
{
    const qsizetype at = line.indexOf(mark);
    return at < 0 ? QByteArray() : line.sliced(at + 1).trimmed();
}

QByteArray unquoted(QByteArray text)
{
    for (const char quote : {'"', '\'', '`'}) {
        if (text.size() > 1 && text.front() == quote && text.back() == quote)
            return text.sliced(1, text.size() - 2).replace(QByteArray(2, quote), QByteArray(1, quote));
    }
    return text;
}

// [`shop`.`orders`]: names in backquotes or double quotes, a quote inside doubled.
std::pair<QByteArray, QByteArray> tableOf(const QByteArray& section)
{
    for (const char* middle : {"`.`", "\".\""}) {
        if (const qsizetype at = section.indexOf(middle); at > 0)
            return {unquoted(section.first(at + 1)), unquoted(section.sliced(at + 2))};
    }
    return {};
}

class Reader
{
public:
    MydumperMetadata read(const QByteArray& text)
    {
        for (const QByteArray& whole : text.split('\n'))
            takeLine(whole);
        return m_read;
    }

private:
    void takeLine(const QByteArray& whole)
    {
        QByteArray line = whole.trimmed();
        const bool isComment = line.startsWith('#');
        while (line.startsWith('#'))
            line = line.sliced(1).trimmed();
        if (line.startsWith("Started dump at:"))
            m_read.started = valueBehind(line, ':');
        else if (line.startsWith("Finished dump at:"))
            m_read.isFinished = true;
        else if (line.startsWith("SHOW ")) // MASTER STATUS, SLAVE STATUS, in the older dialect
            m_isOfServer = line.startsWith("SHOW MASTER STATUS") || line.startsWith("SHOW BINARY LOG STATUS");
        else if (line.startsWith('[') && line.endsWith(']') && !isComment)
            beginSection(line.sliced(1, line.size() - 2));
        else if (m_isOfServer)
            takePosition(line);
        else if (!m_table.first.isEmpty() && line.startsWith("rows"))
            m_read.rows.insert(m_table, valueBehind(line, '=').toLongLong());
        else if (!m_table.first.isEmpty() && line.startsWith("real_table_name"))
            m_table.second = unquoted(valueBehind(line, '='));
    }

    void beginSection(const QByteArray& section)
    {
        m_isOfServer = section == "master" || section == "source";
        m_table = tableOf(section);
    }

    void takePosition(const QByteArray& line)
    {
        const qsizetype mark = line.contains('=') ? line.indexOf('=') : line.indexOf(':');
        if (mark < 0)
            return;
        const QByteArray key = line.first(mark).trimmed().toLower();
        const QByteArray value = unquoted(line.sliced(mark + 1).trimmed());
        if (key == "log" || key == "file" || key.endsWith("_log_file"))
            m_read.position.file = value;
        else if (key == "pos" || key == "position" || key.endsWith("_log_pos"))
            m_read.position.position = value.toLongLong();
        else if (key == "gtid" || key == "executed_gtid_set" || key == "gtid_set")
            m_read.position.gtid = value;
    }

    MydumperMetadata m_read;
    bool m_isOfServer = false; ///< lines are about the server's own binary log
    std::pair<QByteArray, QByteArray> m_table;
};

} // namespace

MydumperMetadata readMydumperMetadata(const QByteArray& text) { return Reader().read(text); }

} // namespace bakferry
