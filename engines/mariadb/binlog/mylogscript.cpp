#include "engines/mariadb/binlog/mylogscript.h"

namespace bakferry {

namespace {

constexpr qsizetype portion = 256 * 1024;

// In front of a change of the character set the decoder tells the mariadb client of it, "/*!\\C gbk *//*!*/;", in a line that is for nobody else.
QByteArray withoutClientsLine(const QByteArray& statement)
{
    constexpr QByteArrayView begin("/*!\\C "), end("*//*!*/;\n");
    const qsizetype at = statement.startsWith(begin) ? statement.indexOf(end) : -1;
    return (at < 0 ? statement : statement.sliced(at + end.size())).trimmed();
}

} // namespace

Result<QByteArray> MyLogScript::next()
{
    using Event = MySplitter::Event;
    m_statement.clear();
    while (true) {
        const Event event = m_splitter.next(m_text, m_at, m_atEnd);
        switch (event) {
        case Event::StatementBegins:
            m_begin = m_splitter.begin();
            m_inStatement = true;
            break;
        case Event::StatementEnds:
            m_statement += QByteArrayView(m_text).sliced(qsizetype(m_begin), qsizetype(m_at - m_begin));
            m_statement.chop(m_splitter.statement().delimiterLength);
            m_inStatement = false;
            if (const QByteArray own = withoutClientsLine(m_statement); !own.isEmpty())
                return own;
            m_statement.clear();
            break;
        case Event::More: {
            if (m_atEnd)
                return QByteArray();
            if (m_inStatement)
                m_statement += QByteArrayView(m_text).sliced(qsizetype(m_begin), qsizetype(m_at - m_begin));
            m_text.remove(0, qsizetype(m_at));
            m_at = m_begin = 0;
            const qsizetype kept = m_text.size();
            m_text.resize(kept + portion);
            const Result<qint64> got = m_source(m_text.data() + kept, portion);
            if (!got)
                return got.error();
            m_text.resize(kept + *got);
            m_atEnd = *got == 0;
            break;
        }
        case Event::Comment: case Event::ClientLine: case Event::Delimiter: break;
        }
    }
}

} // namespace bakferry
