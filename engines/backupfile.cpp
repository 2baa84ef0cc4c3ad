#include "engines/backupfile.h"

#include "engines/displaytext.h"

namespace bakferry {

QString BackupFile::display() const { return displayBytes(path); }

} // namespace bakferry
