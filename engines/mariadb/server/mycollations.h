#pragma once
#include <QByteArray>
#include <QSet>

namespace bakferry {

/// What may take the place of a collation that a server does not know, best first: alike in what it tells apart (accents, case), in the
/// newest Unicode the server has. Names of `known` only, lower case.
/// "utf8mb4_0900_ai_ci" → utf8mb4_uca1400_ai_ci, utf8mb4_unicode_520_ci, utf8mb4_unicode_ci, utf8mb4_general_ci
/// Sources: MariaDB's manual, "Supported Character Sets and Collations"; MySQL's, "Unicode Character Sets"
QByteArrayList myCollationsInstead(const QByteArray& unknown, const QSet<QByteArray>& known);

} // namespace bakferry
