#pragma once
#include "app/argumentreader.h"
#include "app/clicommand.h"
#include "models/migrationtask.h"

namespace bakferry {

/// Reads --option, --schema-only, --data-only and --select into a plan whose target is known: its engine says which options it has.
/// @returns Error{Usage} naming what makes no sense
std::optional<Error> readChoices(const GivenArguments& given, TaskPlan& plan);
/// A precheck of files alone: the content says whose they are. Only engines with the option "offline" can do that.
std::optional<Error> readOfflinePlan(const GivenArguments& given, TaskPlan& plan);

/// `--list-options`: the options of the target's engine, or of all engines.
class CliListOptions : public CliTask
{
    Q_OBJECT

public:
    using CliTask::CliTask;
    void start() override;
    void stop() override { }
};

} // namespace bakferry
