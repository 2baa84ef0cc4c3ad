#pragma once
#include <QByteArray>

namespace bakferry {

// Pages made from the lists that --help prints, so that they cannot say anything else. Manual pages are roff with the man macros, in the
// current language, UTF-8.

QByteArray cliManualPage();    ///< bakferry-cli(1)
QByteArray windowManualPage(); ///< bakferry(1)
/// For bash: commands, the options of each, files behind options that take one.
QByteArray bashCompletion();

} // namespace bakferry
