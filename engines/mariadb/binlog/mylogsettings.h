#pragma once
#include "engines/result.h"
#include "engines/script/mytokens.h"

#include <optional>

namespace bakferry {

/// A SET statement of decoded binary logs, as far as it is ours to run.
struct MyLogSettings
{
    QByteArray sql;      ///< what is to be run; empty: nothing of it
    QByteArray charset;  ///< character_set_client, where it is set
    std::optional<bool> ansiQuotes, backslashEscapes; ///< by sql_mode, where it is set
};

/// Keeps what changes how the statements behind it act (time, AUTO_INCREMENT, sql_mode, character sets, user variables …) and leaves out
/// what is about replication itself: ids of the old server must not get into the logs of the new one.
/// @returns Error{BackupUnusable} chain.statement for a variable that is not known here
Result<MyLogSettings> readMyLogSettings(QByteArrayView sql, MyLexMode mode);

} // namespace bakferry
