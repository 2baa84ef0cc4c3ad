#pragma once
#include "engines/mariadb/mybackup.h"
#include "engines/mariadb/mydumper/mydumpermetadata.h"
#include "engines/mariadb/script/myfiles.h"

namespace bakferry {

/// A backup that consists of scripts: one or several, or mydumper's folder. Looks at the first 4 MiB.
/// @param metadata  of a mydumper folder; nothing for scripts
Result<std::unique_ptr<MyBackup>> openMyScripts(std::unique_ptr<MyFiles> files, std::optional<MydumperMetadata> metadata, const JobContext& context);

/// 0 … 100: 95 by the producers' own marks, 70 by words that only MariaDB's and MySQL's scripts have, 0 for other formats, else 30 for SQL.
int recogniseMyScript(QByteArrayView head);

/// Takes out what is no script, which is named in the oddities, and puts those that make tables before those that only fill them.
void orderMyScripts(MyFiles& files);

} // namespace bakferry
