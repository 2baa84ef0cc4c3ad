#pragma once
#include "engines/loading/loadteam.h"

namespace bakferry {

using PgTeam = LoadTeam;

} // namespace bakferry
