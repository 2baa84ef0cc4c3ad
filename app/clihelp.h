#pragma once
#include "app/clirequest.h"

#include <QString>

namespace bakferry {

/// The help of the program, or of one command, in the current language: usage, what it does, its options, examples and
/// exit statuses. Lines of at most 100 columns.
QString cliHelp(CliCommand command);
QString cliVersion();

} // namespace bakferry
