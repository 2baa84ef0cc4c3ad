#pragma once
#include <QByteArray>
#include <QList>
#include <QMap>

namespace bakferry {

/// One "[name]" of a file of settings, in the order of the file.
struct IniSection
{
    QByteArray name;
    QMap<QByteArray, QByteArray> settings; ///< names in lower case, "_" for "-"; the last of two equal ones counts
};

/// How the programs differ that read such files.
struct IniRules
{
    QByteArray comments = "#;";    ///< a line that begins with one of these is none
    bool hasQuotes = false;        ///< values in quotes, backslash escapes, and "#" ends a value: option files of MariaDB and MySQL
};

struct IniFile
{
    QList<IniSection> sections;
    int passedOver = 0;          ///< lines that are no setting, or too long
    bool includesOthers = false; ///< has lines that begin with "!include"
};

/// The lines of a file without their ends; too long ones are counted, not given out.
QList<QByteArrayView> linesOf(QByteArrayView content, int* tooLong);

IniFile readIniFile(QByteArrayView content, const IniRules& rules);

} // namespace bakferry
