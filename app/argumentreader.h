#pragma once
#include "engines/result.h"

#include <QByteArrayList>
#include <QList>

namespace bakferry {

/// One option of a program, as data: parsing and help both read it.
struct OptionSpec
{
    const char* name;      ///< "--backup"
    const char* valueName; ///< "PATH"; null: a flag
    const char* help;      ///< marked for the context "Cli"
    bool isRepeatable = false;
    quint32 commands = ~0u; ///< one bit for each command that takes it
    bool takesMany = false; ///< every argument up to the next option is a value: "--incremental a b c"
};

struct GivenOption
{
    QByteArray name;
    QByteArray value;
};

/// Arguments taken apart. Values are the bytes of argv: a path that is no UTF-8 stays what it is.
struct GivenArguments
{
    QList<GivenOption> options;
    QByteArrayList positional;

    bool has(QByteArrayView name) const;
    QByteArray value(QByteArrayView name, const QByteArray& otherwise = {}) const;
    QByteArrayList values(QByteArrayView name) const;
};

/// Understands "--name value", "--name=value" and "--" before operands.
/// @param command  bit of the command the options must belong to
/// @returns Error{Usage} naming the unknown option and the nearest known one, a missing value, or an option given twice.
Result<GivenArguments> readArguments(const QByteArrayList& arguments, const QList<OptionSpec>& specs, quint32 command);

/// The known word that `word` was probably meant to be; empty when none is near.
/// @param mostChanges  letters that may differ
QByteArray nearestWord(QByteArrayView word, const QByteArrayList& known, qsizetype mostChanges);

Error usageError(const char* code, const Message& what, const Message& hint);
/// A relative path is meant from the folder the program was started in.
QByteArray absolutePath(const QByteArray& path);

} // namespace bakferry
