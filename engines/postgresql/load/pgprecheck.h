#pragma once
#include "engines/engine.h"

namespace bakferry {

/// See RestoreEngine::precheck: reads the whole backup, looks at the server, changes nothing.
PrecheckReport precheckPg(const RestoreRequest& request, const JobContext& context);

} // namespace bakferry
