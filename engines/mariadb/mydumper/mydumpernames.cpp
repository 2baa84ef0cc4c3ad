#include "engines/mariadb/mydumper/mydumpernames.h"

#include <QSet>
#include <QtGlobal>

#include <algorithm>
#include <array>
#include <optional>

namespace bakferry {

namespace {

using Role = MyFile::Role;

struct Suffix
{
    QByteArrayView ending;
    Role role;
};

// The longer ones first.
constexpr std::array<Suffix, 2> ofDatabase{{{"-schema-create", Role::CreateDatabase}, {"-schema-post", Role::Routines}}};
constexpr std::array<Suffix, 4> ofTable{{{"-schema-triggers", Role::Triggers}, {"-schema-sequence", Role::Sequence}, {"-schema-view", Role::View}, {"-schema", Role::Table}}};

QByteArray withoutCompression(QByteArray name)
{
    for (const QByteArrayView ending : {QByteArrayView(".gz"), QByteArrayView(".zst"), QByteArrayView(".lz4"), QByteArrayView(".xz"), QByteArrayView(".bz2")}) {
        if (name.endsWith(ending))
            name.chop(ending.size());
    }
    return name;
}

// mydumper writes bytes of names that are no letters, digits or few others as %XX in some versions, and "mydumper_N" in others.
QByteArray nameIn(const QByteArray& word)
{
    const bool isEncoded = word.contains('%');
    return isEncoded ? QByteArray::fromPercentEncoding(word) : word;
}

// ".00001" or ".00001.00002" at the end.
qsizetype chunkLength(const QByteArray& stem)
{
    qsizetype end = stem.size();
    for (int parts = 0; parts < 2; ++parts) {
        qsizetype at = end;
        while (at > 0 && stem[at - 1] >= '0' && stem[at - 1] <= '9')
            --at;
        if (end - at < 5 || at == 0 || stem[at - 1] != '.')
            break;
        end = at - 1;
    }
    return stem.size() - end;
}

std::optional<MyFile> readName(const MyFile& file)
{
    QByteArray stem = withoutCompression(file.name.sliced(file.name.lastIndexOf('/') + 1)); // a zip keeps its folder's name
    if (!stem.endsWith(".sql"))
        return {};
    stem.chop(4);
    MyFile read = file;
    for (const Suffix& one : ofDatabase) {
        if (stem.endsWith(one.ending)) {
            read.role = one.role;
            read.database = nameIn(stem.chopped(one.ending.size()));
            return read;
        }
    }
    read.role = Role::Data;
    for (const Suffix& one : ofTable) {
        if (stem.endsWith(one.ending)) {
            read.role = one.role;
            stem.chop(one.ending.size());
            break;
        }
    }
    if (read.role == Role::Data)
        stem.chop(chunkLength(stem));
    const qsizetype dot = stem.indexOf('.');
    if (dot <= 0 || dot + 1 == stem.size())
        return {};
    read.database = nameIn(stem.first(dot));
    read.table = nameIn(stem.sliced(dot + 1));
    return read;
}

bool mayHoldStatements(const QByteArray& name)
{
    const QByteArray plain = withoutCompression(name);
    return plain.endsWith(".sql") || plain.endsWith(".dat") || plain.endsWith(".csv");
}

} // namespace

bool isMydumperMetadata(const MyFile& file)
{
    const QByteArray name = file.name.sliced(file.name.lastIndexOf('/') + 1);
    return name == "metadata" || name == "metadata.partial";
}

bool isMydumperFolder(const QList<MyFile>& files)
{
    bool hasMetadata = false, hasDefinition = false, hasPart = false;
    for (const MyFile& file : files) {
        const std::optional<MyFile> read = readName(file);
        hasMetadata = hasMetadata || isMydumperMetadata(file);
        hasPart = hasPart || read;
        hasDefinition = hasDefinition || (read && read->role != Role::Data);
    }
    return hasDefinition || (hasMetadata && hasPart);
}

bool isMysqlShellFolder(const QList<MyFile>& files)
{
    return std::ranges::any_of(files, [](const MyFile& file) { return file.name == "@.json" || file.name == "@.done.json"; });
}

void orderMydumperFiles(QList<MyFile>& files, QList<Message>& oddities)
{
    QList<MyFile> ordered;
    for (const MyFile& file : files) {
        if (const std::optional<MyFile> read = readName(file))
            ordered += *read;
        else if (mayHoldStatements(file.name))
            oddities += {QT_TRANSLATE_NOOP("Message", "%1 does not bear a name that mydumper gives; it is left out."), {file.shown}};
    }
    std::ranges::stable_sort(ordered, {}, [](const MyFile& file) { return std::pair(int(file.role), file.name); });
    files = ordered;
}

} // namespace bakferry
