#pragma once
#include "engines/result.h"

#include <QByteArray>

/// Makes a task store of `count` finished tasks, newest last, as a DBA has them after years: one real restore of the bundled
/// sample is run by bakferry-cli, and its task with findings, ledger and journal is copied under other names, targets, times
/// and ends. Written by the program's own StoreDatabase. Blocks for some seconds per 10,000 tasks.
/// @param path  absolute; its folder must exist
bakferry::Result<void> makeStoreOfTasks(const QByteArray& path, int count);
