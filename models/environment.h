#pragma once
#include "engines/connectionprofile.h"

namespace bakferry {

/// What a server is for, as the DBA labels its connection. Kept in the profile's options, so that it goes along into tasks; engines do
/// not look at it.
enum class Environment { Unlabelled, Production, Test, Development };
inline constexpr int environmentCount = int(Environment::Development) + 1;

Environment environmentOf(const ConnectionProfile& profile);
void setEnvironment(ConnectionProfile& profile, Environment environment);
QString environmentText(Environment environment); ///< in the current language

} // namespace bakferry
