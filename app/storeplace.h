#pragma once
#include "engines/result.h"

#include <QByteArray>

namespace bakferry {

/// Where a task store may lie: nobody else may write it, or what BakFerry believes of its tasks could be forged
/// (TRUST.md, T47). All paths are native bytes, absolute.

/// Makes the folder (0700) and an empty store file (0600) where they are missing; refuses a place that others own or may
/// write. Takes reading away from others where they have it.
Result<void> prepareStorePlace(const QByteArray& path);
/// Moves a damaged store with its side files to "name.damaged-TIMESTAMP". @returns the new path.
Result<QByteArray> moveStoreAside(const QByteArray& path);

} // namespace bakferry
