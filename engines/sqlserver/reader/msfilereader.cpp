#include "engines/sqlserver/reader/msfilereader.h"

#include "engines/foreignformat.h"
#include "engines/sqlserver/reader/mschainkeeper.h"
#include "engines/sqlserver/reader/mscontainer.h"

#include <QtGlobal>

namespace bakferry {

namespace {

constexpr qint64 headBytes = 64 * 1024;
constexpr qint64 headerLimit = 200'000;         ///< blocks and streams that a look at headers goes through: some 2,000 sets
constexpr qint64 recordLimit = 8192;            ///< records of a container: 512 MiB

Error notMedia(const BackupFile& file, QByteArrayView head)
{
    const char* sentence = head.startsWith("TAPE") ? nullptr : foreignFormat(head);
    if (!sentence)
        sentence = likelyScriptOf(head);
    if (!sentence)
        sentence = QT_TRANSLATE_NOOP("Message", "%1 is no SQL Server backup: it begins neither with the head of a media set nor with a compressed one.");
    return {ErrorKind::BackupUnusable, "backup.other_format", {sentence, {file.display()}},
            {QT_TRANSLATE_NOOP("Message", "Choose what BACKUP DATABASE or BACKUP LOG wrote."), {}}, {}};
}

Error unknownContainer(const BackupFile& file)
{
    return {ErrorKind::BackupUnusable, "backup.unknown_record",
            {QT_TRANSLATE_NOOP("Message", "%1 is compressed or encrypted in a way that BakFerry does not know: nothing of it can be read."), {file.display()}},
            {QT_TRANSLATE_NOOP("Message", "Let a server tell what it is with RESTORE HEADERONLY."), {}}, {}};
}

MsFileReading failed(MsFileReading reading, Error error)
{
    reading.end.kind = error.kind == ErrorKind::Cancelled ? MsWalkEnd::Kind::Cancelled : MsWalkEnd::Kind::Failed;
    reading.end.error = std::move(error);
    return reading;
}

// A head that is complete but leads to another end than the file's; and the rest of the file for its hash.
void finish(MsFileReading& reading, MsChainKeeper& keeper, BackupInput& input, const JobContext& context, const std::function<void(qint64)>& progress)
{
    using Kind = MsWalkEnd::Kind;
    if (reading.end.kind == Kind::Complete) {
        if (const std::optional<Error> missing = keeper.missingEnd()) {
            reading.end.kind = Kind::Truncated;
            reading.end.error = missing;
        }
    }
    QByteArray portion(1024 * 1024, Qt::Uninitialized);
    while (reading.end.kind != Kind::Cancelled) {
        if (!context.goOn()) {
            reading.end.kind = Kind::Cancelled;
            return;
        }
        const Result<qint64> got = input.read(portion.data(), portion.size());
        if (!got) {
            if (!reading.end.error) {
                reading.end.kind = Kind::Failed;
                reading.end.error = got.error();
            }
            return;
        }
        if (progress)
            progress(input.storedPosition());
        if (*got == 0)
            break;
    }
    reading.isThrough = reading.end.kind == Kind::Complete;
    reading.sha256 = input.sha256();
}

void markContainer(MsFileReading& reading)
{
    reading.media.isCompressed = true;
    for (MsBackupInfo& set : reading.media.sets)
        set.isCompressed = true;
}

} // namespace

MsFileReading readMsFile(int index, const BackupFile& file, MsDepth depth, const JobContext& context, const std::function<void(qint64)>& progress)
{
    MsFileReading reading;
    reading.media.file = index;
    reading.media.path = file;
    const Result<std::unique_ptr<BackupInput>> input = BackupInput::open(file);
    if (!input)
        return failed(std::move(reading), input.error());
    reading.media.sizeBytes = (*input)->storedBytes();
    reading.isRepacked = !(*input)->compression().isEmpty();
    const Result<QByteArray> head = (*input)->peek(headBytes);
    if (!head)
        return failed(std::move(reading), head.error());
    const bool isContainer = head->startsWith("MSSQLBAK");
    if (!isContainer && !head->startsWith("TAPE"))
        return failed(std::move(reading), notMedia(file, *head));
    std::optional<MsContainerLayout> layout = isContainer ? findMsContainer(*head) : std::nullopt;
    const bool headers = depth == MsDepth::Headers;
    if (isContainer && !layout) {
        reading.isKnownContainer = false;
        reading.media.isCompressed = true;
        return failed(std::move(reading), unknownContainer(file));
    }
    MsFileSource plain(**input, headers);
    MsContainerSource unpacked(plain, file, layout.value_or(MsContainerLayout{}), headers ? recordLimit : -1);
    MsSource& source = isContainer ? static_cast<MsSource&>(unpacked) : plain;
    MsChainKeeper keeper(reading, file, !headers);
    reading.end = walkMsChain(source, file, keeper, context, headers ? headerLimit : -1, progress ? std::function<void()>([&] { progress(source.storedPosition()); }) : std::function<void()>());
    if (!headers)
        finish(reading, keeper, **input, context, progress);
    else if (reading.end.kind == MsWalkEnd::Kind::Complete && keeper.missingEnd())
        reading.end = {MsWalkEnd::Kind::Truncated, reading.end.offset, keeper.missingEnd()};
    reading.media.setsComplete = reading.end.kind == MsWalkEnd::Kind::Complete;
    if (isContainer)
        markContainer(reading);
    return reading;
}

} // namespace bakferry
