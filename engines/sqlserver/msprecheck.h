#pragma once
#include "engines/sqlserver/msreading.h"

namespace bakferry {

/// Reads all files to their last byte, judges the chain, and then asks the target, unless the option "offline" is set.
PrecheckReport precheckMs(const RestoreRequest& request, const JobContext& context);

} // namespace bakferry
