#include "engines/engine.h"

namespace bakferry {

Result<ServerFacts> RestoreEngine::testConnection(const RestoreTarget&, const Credentials&, const JobContext&) const { return ServerFacts{}; }

} // namespace bakferry
