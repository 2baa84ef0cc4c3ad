#pragma once
#include <QString>

namespace bakferry {

/// A name as an identifier of T-SQL, always in brackets: [a]]b]. As QUOTENAME does. (TRUST T27)
QString quotedMsName(const QString& name);
/// A value as a literal of T-SQL: N'it''s'. Nothing but the quote has a meaning inside, whatever the settings of the session.
QString quotedMsText(const QString& value);

} // namespace bakferry
