#include "engines/mariadb/script/myscriptbackup.h"

#include "engines/mariadb/mydumper/mydumperfindings.h"
#include "engines/mariadb/script/mydatastream.h"
#include "engines/mariadb/script/myfindings.h"

#include <QtGlobal>

#include <algorithm>

namespace bakferry {

namespace {

constexpr qint64 headBytes = 4 * 1024 * 1024;

class MyScriptBackup final : public MyBackup
{
public:
    MyScriptBackup(std::unique_ptr<MyFiles> files, std::optional<MydumperMetadata> metadata)
        : m_files(std::move(files)), m_metadata(std::move(metadata)), m_opener(m_files) { }

    const MyHeader& header() const override { return m_header; }
    const QList<MyDatabase>& databases() const override { return m_databases; }
    const QList<MySettings>& settings() const override { return m_settings; }
    bool entriesComplete() const override { return m_entriesComplete; }
    std::optional<Message> whyInOrder() const override { return m_whyInOrder; }
    Result<void> readHead(const JobContext& context);
    MyReading readThrough(const QByteArray& charset, const JobContext& context, JobStep step) override;
    Result<std::unique_ptr<MyDataStream>> openData(int database, int entry) override { return m_opener.open(m_databases[database].entries[entry]); }
    bool isRandomAccess() const override { return m_isRandomAccess; }
    qint64 storedBytes() const override { return m_files->storedBytes(); }
    qint64 contentBytes() const override { return m_contentBytes; }
    Result<QByteArray> sha256(const JobContext& context) override { return m_files->sha256(context); }
    Result<void> checkUnchanged() const override { return m_files->checkUnchanged(); }

private:
    void adopt(MyScriptScan& scan);
    void makeHeader(MyScriptScan& scan);
    bool canReadAnywhere(const MyScriptScan& scan) const;

    const std::shared_ptr<MyFiles> m_files;
    const std::optional<MydumperMetadata> m_metadata;
    MyDataOpener m_opener;
    MyHeader m_header;
    QList<MyDatabase> m_databases;
    QList<MySettings> m_settings;
    std::optional<Message> m_whyInOrder;
    bool m_entriesComplete = false, m_isRandomAccess = false;
    qint64 m_contentBytes = -1;
};

// What cannot be read here is for readThrough() to say, with everything else.
Result<void> MyScriptBackup::readHead(const JobContext& context)
{
    MyScriptScan scan(*m_files, {}, headBytes);
    JobContext quiet;
    quiet.stop = context.stop;
    const Result<void> read = scan.read(quiet, JobStep::Prechecking);
    if (!read)
        return {};
    m_entriesComplete = scan.reachedEnd() && !scan.isCancelled();
    adopt(scan);
    return {};
}

MyReading MyScriptBackup::readThrough(const QByteArray& charset, const JobContext& context, JobStep step)
{
    MyReading reading;
    MyScriptScan scan(*m_files, charset, -1);
    if (const Result<void> read = scan.read(context, step); !read) {
        reading.findings += blockerFinding("readable", read.error());
        return reading;
    }
    reading.cancelled = scan.isCancelled();
    if (reading.cancelled)
        return reading;
    reading.findings = findingsOfMyScripts(scan, *m_files, charset);
    if (m_metadata)
        reading.findings += findingsOfMydumper(*m_metadata, *m_files, scan);
    if (const Result<void> same = m_files->checkUnchanged(); !same)
        reading.findings += blockerFinding("readable", same.error());
    QByteArrayList sums;
    for (const MyFileFacts& facts : scan.files())
        sums += facts.sha256.isEmpty() ? QByteArrayList() : QByteArrayList{facts.sha256};
    reading.sha256 = m_files->sha256Of(sums);
    reading.rows = scan.maker().objects().rows();
    reading.statements.found = scan.maker().statements();
    reading.statements.skipped = reading.statements.found - scan.maker().objects().statements();
    reading.longestStatement = scan.longestStatement();
    reading.longestRow = scan.longestRow();
    reading.complete = std::ranges::none_of(reading.findings, [](const Finding& one) {
        return one.level == FindingLevel::Blocker && one.checkId != "hostile" && one.checkId != "charset";
    });
    m_entriesComplete = true;
    adopt(scan);
    return reading;
}

void MyScriptBackup::adopt(MyScriptScan& scan)
{
    m_databases = scan.maker().objects().databases();
    m_settings = scan.maker().settings();
    m_whyInOrder = scan.maker().whyInOrder();
    makeHeader(scan);
    m_isRandomAccess = canReadAnywhere(scan);
    qint64 bytes = 0;
    for (const MyFileFacts& facts : scan.files())
        bytes += facts.bytes;
    m_contentBytes = m_entriesComplete ? bytes : -1;
}

void MyScriptBackup::makeHeader(MyScriptScan& scan)
{
    m_header = MyHeader();
    for (const MyFileFacts& facts : scan.files()) {
        if (m_header.producer.isEmpty() && !facts.heading.header().producer.isEmpty())
            m_header = facts.heading.header();
    }
    for (const MyFileFacts& facts : scan.files()) {
        const MyHeader& one = facts.heading.header();
        m_header.vendor = m_header.vendor.isEmpty() ? one.vendor : m_header.vendor;
        m_header.serverVersion = m_header.serverVersion.isEmpty() ? one.serverVersion : m_header.serverVersion;
        m_header.created = m_header.created.isEmpty() ? one.created : m_header.created;
        if (m_header.position == MyBinlogPosition())
            m_header.position = one.position;
        if (facts.bytes > 0 && m_header.outerCompression.isEmpty())
            m_header.outerCompression = facts.compression;
    }
    const MyBinlogPosition& stated = scan.maker().position();
    if (!stated.file.isEmpty())
        m_header.position.file = stated.file, m_header.position.position = stated.position;
    if (!stated.gtid.isEmpty())
        m_header.position.gtid = stated.gtid;
    m_header.format = m_metadata ? "mariadb-mydumper" : "mariadb-script";
    if (m_metadata) {
        m_header.producer = "mydumper";
        m_header.created = m_metadata->started;
        m_header.position = m_metadata->position;
    }
    m_header.oddities = m_files->oddities();
    for (const MyFile& file : m_files->files())
        m_header.files += file.name;
}

// A compressed file has one way through it; where it holds the rows of one table, that way is as good as any.
bool MyScriptBackup::canReadAnywhere(const MyScriptScan& scan) const
{
    QList<int> dataIn(scan.files().size());
    for (const MyDatabase& database : m_databases) {
        for (const MyEntry& entry : database.entries)
            dataIn[entry.file] += entry.hasData;
    }
    for (qsizetype i = 0; i < dataIn.size(); ++i) {
        if (dataIn[i] > 1 && !scan.files()[i].compression.isEmpty())
            return false;
    }
    return true;
}

} // namespace

Result<std::unique_ptr<MyBackup>> openMyScripts(std::unique_ptr<MyFiles> files, std::optional<MydumperMetadata> metadata, const JobContext& context)
{
    auto backup = std::make_unique<MyScriptBackup>(std::move(files), std::move(metadata));
    if (const Result<void> read = backup->readHead(context); !read)
        return read.error();
    return std::unique_ptr<MyBackup>(std::move(backup));
}

} // namespace bakferry
