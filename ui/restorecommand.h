#pragma once
#include "models/migrationtask.h"

namespace bakferry {

/// The `bakferry-cli restore …` that does what this plan does; it asks for the password, which no plan holds. Quoted for bash, zsh and ksh. It can be pasted whatever
/// the names hold: nothing in it is expanded or executed by the shell. One line of UTF-8.
QString restoreCommand(const QString& name, const TaskPlan& plan);

/// One argument for such a shell. An argument that is not printable UTF-8 is written as $'…' with octal escapes.
QString shellQuoted(QByteArrayView argument);

/// `sqlite:///absolute/path.db`: what parseTargetUrl() reads back to the same target.
QByteArray targetUrl(const RestoreTarget& target);

} // namespace bakferry
