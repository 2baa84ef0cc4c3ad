#pragma once
#include "engines/result.h"

#include <QByteArray>

namespace bakferry {

/// Looks at a file before it is opened as the task store. Reads only. All paths absolute native bytes.

/// @returns Error{StoreFailed} when the file holds something that was never a store of ours, so that a mistyped
///          `--store` cannot harm it. A damaged store is still ours: its lock file lies beside it.
Result<void> checkIsStore(const QByteArray& path);

struct StoreProbe
{
    enum class State { Good, Damaged, Newer };
    State state = State::Good;
    int version = 0;
    QString detail; ///< SQLite's words about the damage
};

/// Blocks; on the store's thread. Small stores are checked page by page, large ones by their schema only.
StoreProbe probeStore(const QByteArray& path, int knownVersion);

Error newerStore(const QByteArray& path, int version);
Error damagedStore(const QByteArray& path, const QString& detail);

} // namespace bakferry
