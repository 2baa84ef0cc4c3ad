#include "engines/postgresql/script/pgscriptbackup.h"

#include "engines/foreignformat.h"
#include "engines/input/hashing.h"
#include "engines/postgresql/archive/pgarchiveerrors.h"
#include "engines/postgresql/script/pgscriptfindings.h"
#include "engines/postgresql/script/pgscriptscan.h"
#include "engines/postgresql/script/pgscriptstream.h"

#include <QtGlobal>

#include <algorithm>

namespace bakferry {

namespace {

constexpr qint64 headBytes = 4 * 1024 * 1024;

class ScriptReading final : public BackupReading
{
public:
    ScriptReading(QByteArray identity, PgScriptSummary summary) : identity(std::move(identity)), summary(std::move(summary)) { }
    const QByteArray identity; ///< of the file, when it was opened for being read through
    const PgScriptSummary summary;
};

class PgScriptBackup final : public PgBackup
{
public:
    PgScriptBackup(BackupFile file, std::shared_ptr<BackupInput> input) : m_file(std::move(file)), m_input(std::move(input)) { }

    const PgHeader& header() const override { return m_summary.header; }
    const QList<PgDatabase>& databases() const override { return m_summary.databases; }
    bool entriesComplete() const override { return m_entriesComplete; }
    Result<void> readHead(const JobContext& context);
    PgReading readThrough(const JobContext& context, JobStep step) override;
    std::shared_ptr<const BackupReading> reading() const override { return m_reading; }
    bool takeOver(const BackupReading& reading) override;
    bool isRandomAccess() const override { return m_input->compression().isEmpty(); }
    Result<std::unique_ptr<PgDataStream>> openData(int database, int entry) const override
    {
        return openPgScriptPart(m_input, m_file, m_summary.databases[database].entries[entry]);
    }
    Result<std::optional<PgNextData>> nextData() override;
    qint64 storedBytes() const override { return m_input->storedBytes(); }
    Result<QByteArray> sha256(const JobContext& context) override { return sha256OfDescriptor(m_input->descriptor(), context); }
    Result<void> checkUnchanged() const override { return m_input->checkUnchanged(); }

private:
    struct Place
    {
        int database, entry;
    };
    void orderData();

    const BackupFile m_file;
    std::shared_ptr<BackupInput> m_input; ///< the file as it was opened: identity, descriptor, head
    PgScriptSummary m_summary;
    bool m_entriesComplete = false;
    std::shared_ptr<const ScriptReading> m_reading;
    std::unique_ptr<PgScriptPass> m_pass;
    QList<Place> m_dataOrder;
    qsizetype m_nextData = 0;
};

// The head has an input of its own, so that the reading through begins at the first byte.
Result<void> PgScriptBackup::readHead(const JobContext& context)
{
    const Result<std::unique_ptr<BackupInput>> input = BackupInput::open(m_file);
    if (!input)
        return input.error();
    PgScriptScan scan(**input, headBytes);
    JobContext quiet;
    quiet.stop = context.stop;
    Result<PgScriptSummary> summary = scan.read(quiet, JobStep::Prechecking);
    if (!summary) // readThrough() will say it with everything else
        return {};
    m_summary = std::move(*summary);
    m_entriesComplete = scan.reachedEnd() && !m_summary.cancelled;
    orderData();
    return {};
}

PgReading PgScriptBackup::readThrough(const JobContext& context, JobStep step)
{
    PgReading reading;
    const QString shown = m_file.display();
    const Result<std::unique_ptr<BackupInput>> input = BackupInput::open(m_file);
    if (!input) {
        reading.findings += blockerFinding("readable", input.error());
        return reading;
    }
    PgScriptScan scan(**input);
    Result<PgScriptSummary> summary = scan.read(context, step);
    if (!summary) {
        reading.findings += blockerFinding("readable", summary.error());
        return reading;
    }
    reading.cancelled = summary->cancelled;
    if (reading.cancelled)
        return reading;
    reading.findings = findingsOfPgScript(*summary, **input, shown);
    if (const Result<void> same = m_input->checkUnchanged(); !same)
        reading.findings += blockerFinding("readable", same.error());
    reading.sha256 = (*input)->sha256();
    reading.rows = summary->rows;
    reading.statements.found = summary->statements;
    reading.statements.skipped = summary->skipped;
    reading.complete = std::ranges::none_of(reading.findings, [](const Finding& one) { return one.level == FindingLevel::Blocker && one.checkId != "hostile"; });
    m_summary = std::move(*summary);
    m_entriesComplete = true;
    m_reading = std::make_shared<const ScriptReading>((*input)->identity(), m_summary);
    orderData();
    return reading;
}

bool PgScriptBackup::takeOver(const BackupReading& reading)
{
    const auto* script = dynamic_cast<const ScriptReading*>(&reading);
    if (!script || script->identity != m_input->identity())
        return false;
    m_summary = script->summary;
    m_entriesComplete = true;
    orderData();
    return true;
}

void PgScriptBackup::orderData()
{
    m_pass.reset();
    m_dataOrder.clear();
    m_nextData = 0;
    for (int d = 0; d < m_summary.databases.size(); ++d) {
        for (int e = 0; e < m_summary.databases[d].entries.size(); ++e) {
            if (m_summary.databases[d].entries[e].hasData)
                m_dataOrder += Place{d, e};
        }
    }
    std::ranges::sort(m_dataOrder, {}, [this](const Place& one) { return m_summary.databases[one.database].entries[one.entry].dataOffset; });
}

Result<std::optional<PgNextData>> PgScriptBackup::nextData()
{
    if (m_nextData == m_dataOrder.size())
        return std::optional<PgNextData>();
    if (!m_pass) {
        Result<std::unique_ptr<BackupInput>> input = BackupInput::open(m_file);
        if (!input)
            return input.error();
        m_pass = std::make_unique<PgScriptPass>(std::move(input).value());
    }
    const Place next = m_dataOrder[m_nextData++];
    Result<std::unique_ptr<PgDataStream>> stream = m_pass->open(m_summary.databases[next.database].entries[next.entry]);
    if (!stream)
        return stream.error();
    return std::make_optional(PgNextData{next.database, next.entry, std::move(stream).value()});
}

bool hasOneOf(QByteArrayView text, std::initializer_list<QByteArrayView> words)
{
    return std::ranges::any_of(words, [&](QByteArrayView word) { return text.indexOf(word) >= 0; });
}

} // namespace

int recognisePgScript(QByteArrayView head)
{
    if (foreignFormat(head) && !hasOneOf(head.first(qMin<qsizetype>(head.size(), 2048)), {"-- PostgreSQL database", "\nSET statement_timeout"}))
        return 0;
    if (hasOneOf(head.first(qMin<qsizetype>(head.size(), 2048)), {"-- PostgreSQL database dump", "-- PostgreSQL database cluster dump", "-- TOC Entry ID "}))
        return 90;
    if (hasOneOf(head, {"/*!40", "ENGINE=", "AUTO_INCREMENT", "\nGO\r\n", "\nGO\n", "[dbo]", "PRAGMA ", "AUTOINCREMENT"}))
        return 0;
    const QByteArray lower = head.toByteArray().toLower();
    if (hasOneOf(lower, {" from stdin;", "\n\\connect ", "\n\\c ", "\n\\restrict ", "set statement_timeout", "pg_catalog.", "language plpgsql", " owner to ",
                         "set search_path", "nextval(", " serial", "::regclass", "create extension", "standard_conforming_strings", "client_encoding",
                         "$$", " bytea", " timestamptz", "jsonb"}))
        return 60;
    PgTokens tokens(head);
    for (const char* word : {"CREATE", "INSERT", "SET", "ALTER", "DROP", "BEGIN", "COPY", "SELECT", "GRANT", "COMMENT", "UPDATE", "DELETE", "WITH"}) {
        if (tokens.peek().isWord(word))
            return 20;
    }
    return tokens.peek().isSymbol('\\') ? 20 : 0;
}

Result<std::unique_ptr<PgBackup>> openPgScript(const BackupSet& backups, const JobContext& context)
{
    if (backups.size() != 1)
        return pgarchiveerrors::manyFiles(backups.size());
    Result<std::unique_ptr<BackupInput>> input = BackupInput::open(backups.first());
    if (!input)
        return input.error();
    const Result<QByteArray> head = (*input)->peek(4);
    if (head && (head->startsWith("\xff\xfe") || head->startsWith("\xfe\xff"))) {
        return Error{ErrorKind::BackupUnusable, "backup.other_format", {QT_TRANSLATE_NOOP("Message", "%1 is a text in UTF-16; convert it to UTF-8 first."), {backups.first().display()}},
                     {QT_TRANSLATE_NOOP("Message", "On Linux: iconv -f UTF-16 -t UTF-8 FILE > NEW."), {}}, {}};
    }
    auto backup = std::make_unique<PgScriptBackup>(backups.first(), std::move(input).value());
    if (const Result<void> read = backup->readHead(context); !read)
        return read.error();
    return std::unique_ptr<PgBackup>(std::move(backup));
}

} // namespace bakferry
