#pragma once
#include "engines/script/mytokens.h"

#include <QByteArray>

namespace bakferry {

/// A change of a text: [begin, end) becomes `with`.
struct MyTextEdit
{
    qsizetype begin = 0, end = 0;
    QByteArray with;
};

/// A CREATE TABLE of MySQL 3.23 to 5.0 as today's servers read it: TYPE= becomes ENGINE=, the widths of TIMESTAMP and TIME go, names of
/// columns and keys get quotes, for some are reserved words today. Any other statement stays as it is.
/// Source: MySQL's manuals, "Changes in MySQL 5.5" (TYPE), 4.1 (TIMESTAMP widths); MariaDB's manual, "Reserved Words".
QByteArray myModernSyntax(const QByteArray& statement, MyLexMode mode);

} // namespace bakferry
