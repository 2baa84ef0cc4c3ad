#pragma once
#include "app/clirequest.h"

#include <QString>

namespace bakferry {

/// The help of the program, or of one command, in the current language: usage, what it does, its options, examples and
/// exit statuses. Lines of at most 100 columns.
QString cliHelp(CliCommand command);
QString cliVersion();

/// One command, as data: help, manual pages and completion are made from it. Texts are marked for the context "Cli".
struct CommandHelp
{
    CliCommand command;
    const char* operands;
    const char* what;
    const char* example;
};
const QList<CommandHelp>& commandHelps();

struct StatusHelp
{
    int status;
    const char* what;
};
const QList<StatusHelp>& statusHelps();

} // namespace bakferry
