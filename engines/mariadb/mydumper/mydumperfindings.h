#pragma once
#include "engines/mariadb/mydumper/mydumpermetadata.h"
#include "engines/mariadb/script/myscriptscan.h"
#include "engines/precheck.h"

namespace bakferry {

/// Whether the files of a mydumper folder are all there, by its metadata and by the numbers of the chunks: findings "complete".
QList<Finding> findingsOfMydumper(const MydumperMetadata& metadata, const MyFiles& files, MyScriptScan& scan);

} // namespace bakferry
