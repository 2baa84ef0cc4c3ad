#pragma once
#include "engines/result.h"
#include "engines/script/mysplitter.h"

#include <functional>

namespace bakferry {

/// Cuts the text of mariadb-binlog into statements, as it comes. Memory: one statement. One thread.
class MyLogScript
{
public:
    /// Fills the buffer with the next bytes of the text; 0 at its end.
    using Source = std::function<Result<qint64>(char* buffer, qint64 size)>;
    explicit MyLogScript(Source source) : m_source(std::move(source)) { }

    /// The next statement without its delimiter; an empty one at the end.
    Result<QByteArray> next();
    void setMode(MyLexMode mode) { m_splitter.setMode(mode); }
    MyLexMode mode() const { return m_splitter.mode(); }

private:
    Source m_source;
    MySplitter m_splitter;
    QByteArray m_text, m_statement;
    std::size_t m_at = 0, m_begin = 0;
    bool m_inStatement = false, m_atEnd = false;
};

} // namespace bakferry
