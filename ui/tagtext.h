#pragma once
#include "models/migrationtask.h"

namespace bakferry {

/// Reads "key=value, key" as typed. A tag without "=" has an empty value. Chinese commas separate, too.
QList<TaskTag> tagsFromText(const QString& text);
/// The same tags as text that tagsFromText() reads back.
QString textOfTags(const QList<TaskTag>& tags);

} // namespace bakferry
