#include "app/argumentreader.h"

#include "engines/displaytext.h"

#include <algorithm>
#include <unistd.h>
#include <vector>

namespace bakferry {

using namespace Qt::StringLiterals;

namespace {

Message seeHelp() { return {QT_TRANSLATE_NOOP("Message", "Use --help to see the commands and options."), {}}; }

// Number of single-letter changes between two words (Levenshtein).
qsizetype distance(QByteArrayView a, QByteArrayView b)
{
    std::vector<qsizetype> row(size_t(b.size()) + 1);
    for (size_t j = 0; j < row.size(); ++j)
        row[j] = qsizetype(j);
    for (qsizetype i = 1; i <= a.size(); ++i) {
        qsizetype diagonal = row[0]++;
        for (qsizetype j = 1; j <= b.size(); ++j) {
            const qsizetype changed = diagonal + (a[i - 1] != b[j - 1]);
            diagonal = row[size_t(j)];
            row[size_t(j)] = std::min({changed, row[size_t(j)] + 1, row[size_t(j - 1)] + 1});
        }
    }
    return row.back();
}

Error unknownOption(const QByteArray& name, const QList<OptionSpec>& specs, quint32 command)
{
    QByteArrayList known;
    for (const OptionSpec& spec : specs) {
        if (spec.commands & command)
            known += spec.name;
    }
    const QByteArray nearest = nearestWord(name, known, 3);
    const Message what{QT_TRANSLATE_NOOP("Message", "The option %1 is not known here."), {displayBytes(name)}};
    if (nearest.isEmpty())
        return usageError("usage.option", what, seeHelp());
    return usageError("usage.option", what, {QT_TRANSLATE_NOOP("Message", "Perhaps %1 was meant; --help lists all options."), {QString::fromLatin1(nearest)}});
}

} // namespace

QByteArray nearestWord(QByteArrayView word, const QByteArrayList& known, qsizetype mostChanges)
{
    QByteArray nearest;
    for (const QByteArray& one : known) {
        if (const qsizetype apart = distance(word.first(qMin<qsizetype>(word.size(), 64)), one); apart <= mostChanges) {
            mostChanges = apart - 1;
            nearest = one;
        }
    }
    return nearest;
}

bool GivenArguments::has(QByteArrayView name) const
{
    return std::ranges::any_of(options, [&](const GivenOption& option) { return option.name == name; });
}

QByteArray GivenArguments::value(QByteArrayView name, const QByteArray& otherwise) const
{
    const QByteArrayList all = values(name);
    return all.isEmpty() ? otherwise : all.first();
}

QByteArrayList GivenArguments::values(QByteArrayView name) const
{
    QByteArrayList found;
    for (const GivenOption& option : options) {
        if (option.name == name)
            found += option.value;
    }
    return found;
}

Result<GivenArguments> readArguments(const QByteArrayList& arguments, const QList<OptionSpec>& specs, quint32 command)
{
    GivenArguments given;
    for (qsizetype i = 0; i < arguments.size(); ++i) {
        const QByteArray& argument = arguments[i];
        if (argument == "--") {
            given.positional += arguments.mid(i + 1);
            break;
        }
        if (!argument.startsWith('-') || argument == "-") {
            given.positional += argument;
            continue;
        }
        const qsizetype equals = argument.startsWith("--") ? argument.indexOf('=') : -1;
        const QByteArray name = equals < 0 ? argument : argument.left(equals);
        const auto spec = std::ranges::find_if(specs, [&](const OptionSpec& known) { return name == known.name && (known.commands & command); });
        if (spec == specs.end())
            return unknownOption(name, specs, command);
        if (!spec->isRepeatable && spec->valueName && given.has(name))
            return usageError("usage.twice", {QT_TRANSLATE_NOOP("Message", "The option %1 is given twice."), {QString::fromLatin1(name)}}, seeHelp());
        GivenOption option{name, {}};
        if (!spec->valueName && equals >= 0)
            return usageError("usage.value", {QT_TRANSLATE_NOOP("Message", "The option %1 takes no value."), {QString::fromLatin1(name)}}, seeHelp());
        if (spec->valueName) {
            if (equals < 0 && i + 1 == arguments.size())
                return usageError("usage.value", {QT_TRANSLATE_NOOP("Message", "The option %1 needs a value (%2)."), {QString::fromLatin1(name), QString::fromLatin1(spec->valueName)}}, seeHelp());
            option.value = equals < 0 ? arguments[++i] : argument.mid(equals + 1);
            if (option.value.isEmpty())
                return usageError("usage.value", {QT_TRANSLATE_NOOP("Message", "The option %1 needs a value (%2)."), {QString::fromLatin1(name), QString::fromLatin1(spec->valueName)}}, seeHelp());
        }
        given.options += option;
        while (spec->takesMany && i + 1 < arguments.size() && !arguments[i + 1].startsWith('-'))
            given.options += GivenOption{name, arguments[++i]};
    }
    return given;
}

Error usageError(const char* code, const Message& what, const Message& hint) { return {ErrorKind::Usage, code, what, hint, {}}; }

QByteArray absolutePath(const QByteArray& path)
{
    if (path.startsWith('/'))
        return path;
    char* folder = ::getcwd(nullptr, 0);
    const QByteArray absolute = QByteArray(folder ? folder : "/") + '/' + path;
    ::free(folder);
    return absolute;
}

} // namespace bakferry
