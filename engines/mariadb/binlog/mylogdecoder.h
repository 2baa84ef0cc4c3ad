#pragma once
#include "engines/jobcontext.h"

#include <QByteArrayList>
#include <QPair>

#include <functional>
#include <memory>

namespace bakferry {

/// mariadb-binlog, which turns events of a binary log into SQL text. The one program of a maker that is given a part of a backup, because it
/// only decodes: it gets the events we chose on its standard input, runs nothing, connects to nothing and writes no file.
///
/// Started with an argument list, without a shell, and with an environment of its own; no option file is read. read() is for one thread; the
/// events are fed by a thread of this object. A stop ends the program at once. Errors: chain.decoder_missing, chain.decoder.
class MyLogDecoder
{
public:
    /// Puts the next bytes of the log into the buffer; empty at the end. Called on the feeding thread.
    using Feed = std::function<Result<QByteArray>()>;

    /// The program's path. @returns Error{TargetUnusable} chain.decoder_missing
    static Result<QByteArray> program();
    /// @param renames  databases as the log names them, and what the text shall name them
    static Result<std::unique_ptr<MyLogDecoder>> start(const QList<QPair<QByteArray, QByteArray>>& renames, Feed feed, const JobContext& context);
    ~MyLogDecoder();

    /// @returns 0 at the end of the text
    Result<qint64> read(char* buffer, qint64 maxBytes);
    /// Behind the end of the text: whether all was fed and the program ended well.
    Result<void> finish();

private:
    MyLogDecoder() = default;
    struct State;
    std::unique_ptr<State> m_state;
};

} // namespace bakferry
