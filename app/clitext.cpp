#include "app/clitext.h"

#include "app/terminaltext.h"
#include "engines/displaytext.h"
#include "models/humantext.h"
#include "models/statustext.h"

#include <QCoreApplication>

namespace bakferry {

using namespace Qt::StringLiterals;

namespace {

constexpr int labelColumns = 16;

QString spoken(const char* text) { return QCoreApplication::translate("Cli", text); }

QString row(const char* label, const QString& value)
{
    return value.isEmpty() ? QString() : padded(spoken(label), labelColumns) + value + u'\n';
}

QString valueText(const QVariant& value)
{
    if (!value.isValid())
        return spoken(QT_TRANSLATE_NOOP("Cli", "unknown"));
    switch (value.typeId()) {
    case QMetaType::Bool: return value.toBool() ? spoken(QT_TRANSLATE_NOOP("Cli", "yes")) : spoken(QT_TRANSLATE_NOOP("Cli", "no"));
    case QMetaType::Int:
    case QMetaType::LongLong: return countText(value.toLongLong());
    case QMetaType::QStringList: return value.toStringList().join(u", "_s);
    default: return displayText(value.toString());
    }
}

QString objectLines(const QList<BackupObject>& objects, int depth)
{
    QString text;
    for (const BackupObject& object : objects) {
        text += QString(2 * depth, u' ') + QString::fromLatin1(object.kind) + u' ' + displayText(object.name);
        if (!object.id.isEmpty())
            text += u"  [%1]"_s.arg(displayBytes(object.id));
        text += (object.sizeBytes >= 0 ? u"  "_s + sizeText(object.sizeBytes) : QString()) + u'\n';
        text += objectLines(object.children, depth + 1);
    }
    return text;
}

QString backupText(const BackupSet& backups)
{
    QStringList paths;
    for (const BackupFile& file : backups)
        paths += file.display();
    return paths.join(u", "_s);
}

QString ledgerLines(const QList<LedgerRow>& ledger)
{
    QString text;
    for (const LedgerRow& entry : ledger) {
        const auto count = [](qint64 rows) { return rows < 0 ? u"–"_s : countText(rows); };
        text += u"  "_s + padded(displayText(entry.table, 40), 42) + padded(count(entry.read), 14) + count(entry.inTarget) + u'\n';
    }
    if (text.isEmpty())
        return {};
    return u"  "_s + padded(spoken(QT_TRANSLATE_NOOP("Cli", "table")), 42) + padded(spoken(QT_TRANSLATE_NOOP("Cli", "rows read")), 14)
        + spoken(QT_TRANSLATE_NOOP("Cli", "in target")) + u'\n' + text;
}

QString chopped(QString text)
{
    while (text.endsWith(u'\n'))
        text.chop(1);
    return text;
}

} // namespace

QString findingLines(const Finding& finding)
{
    QString text = padded(u'[' + findingLevelText(finding.level) + u']', labelColumns) + checkText(finding.checkId) + u": "_s + translated(finding.what);
    if (finding.level != FindingLevel::Passed && !finding.remedy.isEmpty())
        text += u'\n' + QString(labelColumns, u' ') + translated(finding.remedy);
    if (finding.level != FindingLevel::Passed && !finding.detail.isEmpty())
        text += u'\n' + QString(labelColumns, u' ') + displayText(finding.detail);
    for (const FixIt& fix : finding.fixes) {
        text += u'\n' + QString(labelColumns, u' ') + translated(fix.label) + u": --option "_s + displayBytes(fix.option) + u'=' + displayText(fix.value.toString());
        if (!fix.preview.isEmpty())
            text += u'\n' + QString(labelColumns + 2, u' ') + translated(fix.preview);
    }
    return text;
}

QString factLines(const BackupFacts& facts)
{
    QString text = row(QT_TRANSLATE_NOOP("Cli", "Engine"), engineText(facts.engineId));
    text += row(QT_TRANSLATE_NOOP("Cli", "Format"), translated(facts.formatName));
    text += row(QT_TRANSLATE_NOOP("Cli", "Compression"), QString::fromLatin1(facts.compression.join(", ")));
    text += row(QT_TRANSLATE_NOOP("Cli", "Size"), sizeText(facts.sizeBytes));
    for (const Fact& fact : facts.facts)
        text += padded(translated(fact.label), labelColumns) + valueText(fact.value) + u'\n';
    if (!facts.objects.isEmpty())
        text += spoken(QT_TRANSLATE_NOOP("Cli", "Objects")) + u'\n' + objectLines(facts.objects, 1);
    if (!facts.objectsComplete)
        text += spoken(QT_TRANSLATE_NOOP("Cli", "Only the beginning of the backup was looked at; there may be more objects.")) + u'\n';
    return chopped(text);
}

QString chainLines(const BackupChain& chain, const BackupSet& backups)
{
    const auto joined = [](const QString& from, const QString& to) { return from.isEmpty() || to.isEmpty() ? from + to : from + u" → "_s + to; };
    QString text = spoken(QT_TRANSLATE_NOOP("Cli", "Chain of backups")) + u'\n';
    for (const ChainLink& link : chain.links) {
        const QByteArray path = backups.value(link.file).path;
        text += (link.accepted ? u"  ✓ "_s : u"  ✗ "_s) + linkKindText(link.kind) + u"  "_s + displayBytes(path.sliced(path.lastIndexOf('/') + 1));
        if (link.applied)
            text += u"  ("_s + spoken(QT_TRANSLATE_NOOP("Cli", "in staging")) + u')';
        text += u'\n';
        for (const QString& line : {joined(link.from, link.to), joined(localTimeText(link.firstUtc), localTimeText(link.lastUtc)),
                                    QStringList{link.server, link.transactions}.join(link.server.isEmpty() || link.transactions.isEmpty() ? u""_s : u"  "_s),
                                    translated(link.why)}) {
            if (!line.isEmpty())
                text += QString(6, u' ') + displayText(line, 400) + u'\n';
        }
    }
    if (!chain.restorableTo.isEmpty())
        text += u"  "_s + spoken(QT_TRANSLATE_NOOP("Cli", "Restorable up to")) + u' ' + joined(displayText(chain.restorableTo), {})
            + (chain.restorableToUtc.isValid() ? u"  "_s + localTimeText(chain.restorableToUtc) : QString()) + u'\n';
    return chopped(text);
}

QString resultLines(const MigrationTask& task)
{
    const TaskResult& result = task.result;
    QString text = row(QT_TRANSLATE_NOOP("Cli", "Status"), statusSentence(task));
    text += row(QT_TRANSLATE_NOOP("Cli", "Task"), task.name + u"  "_s + task.id);
    text += row(QT_TRANSLATE_NOOP("Cli", "Target"), task.plan.target.display());
    text += row(QT_TRANSLATE_NOOP("Cli", "Result"), resultSentence(task));
    text += row(QT_TRANSLATE_NOOP("Cli", "Duration"), durationText(task.elapsedMs / 1000));
    if (isFinal(task.phase))
        text += row(QT_TRANSLATE_NOOP("Cli", "In the target"), remainsText(result.remains));
    text += ledgerLines(result.ledger);
    for (const Finding& finding : result.verification)
        text += findingLines(finding) + u'\n';
    for (const Message& warning : result.warnings)
        text += row(QT_TRANSLATE_NOOP("Cli", "Warning"), translated(warning));
    for (const LeftOver& leftOver : result.leftOvers)
        text += padded(leftOverText(leftOver.kind), labelColumns) + BackupFile{leftOver.place}.display() + u'\n';
    if (result.error) {
        for (const QString& line : errorSentence(*result.error).split(u'\n'))
            text += row(QT_TRANSLATE_NOOP("Cli", "Error"), line);
        text += row(QT_TRANSLATE_NOOP("Cli", "Detail"), displayText(result.error->detail, 4096));
    }
    return chopped(text);
}

QString taskLines(const MigrationTask& task)
{
    QString text = row(QT_TRANSLATE_NOOP("Cli", "Description"), displayText(task.description));
    text += row(QT_TRANSLATE_NOOP("Cli", "Backup"), backupText(task.plan.backups));
    text += row(QT_TRANSLATE_NOOP("Cli", "Created"), localTimeText(task.createdUtc));
    text += row(QT_TRANSLATE_NOOP("Cli", "Started"), localTimeText(task.startedUtc));
    text += row(QT_TRANSLATE_NOOP("Cli", "Finished"), localTimeText(task.finishedUtc));
    for (const Finding& finding : task.findings)
        text += findingLines(finding) + u'\n';
    if (!task.chain.isEmpty())
        text += chainLines(task.chain, task.plan.backups) + u'\n';
    return chopped(text);
}

QString taskLine(const MigrationTask& task)
{
    return padded(task.id.left(8), 10) + padded(statusText(task.status()), 16) + padded(phaseText(task.phase), 18)
        + padded(cut(displayText(task.name), 28), 30) + padded(localTimeText(task.createdUtc), 21) + task.plan.target.display();
}

QString logLine(const LogRow& row)
{
    return padded(localTimeText(row.timeUtc), 21) + padded(logLevelText(row.level), 10) + translated(row.text);
}

} // namespace bakferry
