#include "engines/mariadb/script/myscriptscan.h"

#include "engines/displaytext.h"
#include "engines/loading/blockreader.h"
#include "engines/mariadb/script/myfilescan.h"

#include <QtGlobal>

#include <algorithm>

namespace bakferry {

namespace {

constexpr qint64 headBytes = 64 * 1024;

QByteArray baseName(const QByteArray& path) { return path.sliced(qMax(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1); }

} // namespace

MyScriptScan::MyScriptScan(const MyFiles& files, QByteArray charset, qint64 mostBytes)
    : m_files(files), m_charset(std::move(charset)), m_bytesLeft(mostBytes), m_maker(files.files()), m_facts(files.files().size())
{
}

int MyScriptScan::fileNamed(const QByteArray& path) const
{
    const QByteArray wanted = baseName(path);
    for (int i = 0; i < m_files.files().size(); ++i) {
        if (baseName(m_files.files()[i].name) == wanted)
            return i;
    }
    return -1;
}

// A file that another one reads with "source" is read there, and not once more by itself.
void MyScriptScan::findSourced()
{
    if (m_files.files().size() < 2 || m_files.files().first().role != MyFile::Role::Script)
        return;
    for (int i = 0; i < m_files.files().size(); ++i) {
        for (const QByteArray& whole : m_files.head(i, headBytes).split('\n')) {
            const QByteArray line = whole.trimmed();
            if (!line.startsWith("source ") && !line.startsWith("SOURCE ") && !line.startsWith("\\."))
                continue;
            QByteArray path = line.sliced(line.startsWith('\\') ? 2 : 7).trimmed();
            while (path.endsWith(';') || path.endsWith(' '))
                path.chop(1);
            if (const int other = fileNamed(path); other >= 0 && other != i)
                m_sourced += other;
        }
    }
}

// Where some files of a backup are plainly UTF-8 and others are not, the set that was chosen is for the others.
void MyScriptScan::findUtf8Files()
{
    if (m_charset.isEmpty() || m_charset.startsWith("utf8") || m_files.files().size() < 2)
        return;
    bool hasOthers = false;
    for (int i = 0; i < m_files.files().size(); ++i) {
        MyCharsetSample sample;
        sample.add(m_files.head(i, headBytes));
        if (!sample.isEmpty() && sample.isUtf8())
            m_utf8Files += i;
        hasOthers = hasOthers || (!sample.isEmpty() && !sample.isUtf8());
    }
    if (!hasOthers)
        m_utf8Files.clear();
}

Result<void> MyScriptScan::read(const JobContext& context, JobStep step)
{
    m_context = &context;
    m_progress.step = step;
    m_progress.bytesTotal = m_files.storedBytes();
    findSourced();
    findUtf8Files();
    for (int i = 0; i < m_files.files().size() && !m_cancelled; ++i) {
        if (m_done.contains(i) || m_sourced.contains(i))
            continue;
        if (m_bytesLeft == 0) {
            m_reachedEnd = false;
            break;
        }
        if (const Result<void> read = readFile(i, 0); !read)
            return read;
    }
    m_maker.finish();
    return {};
}

Result<void> MyScriptScan::readFile(int index, int depth)
{
    m_done += index;
    FileScan scan(*this, index, depth);
    const Result<std::unique_ptr<BackupInput>> input = m_files.open(index);
    if (!input)
        return input.error();
    MyFileFacts& facts = m_facts[index];
    if (!*input) { // an empty file: mydumper's of an empty table
        facts.isRead = true;
        return {};
    }
    facts.compression = (*input)->compression();
    BlockReader reader(**input, m_bytesLeft);
    QByteArray rest;
    for (bool atEnd = false; !atEnd;) {
        Result<std::optional<QByteArray>> block = reader.next();
        if (!block)
            return block.error();
        if (!m_context->goOn()) {
            m_cancelled = true;
            return {};
        }
        atEnd = !*block;
        QByteArray text = atEnd ? QByteArray() : std::move(**block);
        facts.bytes += text.size();
        if (!rest.isEmpty())
            text.prepend(rest);
        const qint64 before = scan.taken();
        scan.takeText(text, atEnd && reader.reachedEnd());
        if (scan.failure())
            return *scan.failure();
        rest = text.sliced(scan.taken() - before);
        m_progress.bytesDone = qMin(m_progress.bytesTotal, m_storedBefore + (*input)->storedPosition());
        m_progress.object = displayBytes(m_maker.lastObject(), 128);
        m_context->report(m_progress);
    }
    m_reachedEnd = m_reachedEnd && reader.reachedEnd();
    if (m_bytesLeft > 0)
        m_bytesLeft = qMax<qint64>(0, m_bytesLeft - facts.bytes);
    facts.isRead = reader.reachedEnd();
    facts.sha256 = (*input)->sha256();
    facts.isChecksummed = (*input)->isChecksummed();
    facts.warnings = (*input)->warnings();
    scan.finish();
    m_storedBefore += (*input)->storedBytes();
    return {};
}

} // namespace bakferry
