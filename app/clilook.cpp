#include "app/clilook.h"

#include "app/clitext.h"
#include "engines/catalog.h"
#include "models/exitstatus.h"
#include "models/statustext.h"
#include "models/taskreport.h"

#include <QCoreApplication>
#include <QJsonArray>

namespace bakferry {

using namespace Qt::StringLiterals;

namespace {

QJsonArray objectReport(const QList<BackupObject>& objects)
{
    QJsonArray array;
    for (const BackupObject& object : objects) {
        QJsonObject row{{u"kind"_s, QString::fromLatin1(object.kind)}, {u"name"_s, object.name}};
        if (!object.id.isEmpty())
            row.insert(u"id"_s, QString::fromUtf8(object.id));
        row.insert(u"sizeBytes"_s, object.sizeBytes < 0 ? QJsonValue() : QJsonValue(object.sizeBytes));
        if (!object.children.isEmpty())
            row.insert(u"children"_s, objectReport(object.children));
        array.append(row);
    }
    return array;
}

QJsonObject factsReport(const BackupFacts& facts, const BackupSet& backups)
{
    QJsonObject values;
    for (const Fact& fact : facts.facts)
        values.insert(QString::fromLatin1(fact.id), QJsonValue::fromVariant(fact.value));
    QJsonArray compression;
    for (const QByteArray& name : facts.compression)
        compression.append(QString::fromLatin1(name));
    QJsonObject report{{u"type"_s, u"result"_s}, {u"status"_s, u"Succeeded"_s}, {u"engine"_s, QString::fromLatin1(facts.engineId)},
            {u"format"_s, QString::fromLatin1(facts.formatId)}, {u"formatName"_s, translated(facts.formatName)}, {u"compression"_s, compression},
            {u"sizeBytes"_s, facts.sizeBytes}, {u"facts"_s, values}, {u"objects"_s, objectReport(facts.objects)},
            {u"objectsComplete"_s, facts.objectsComplete}, {u"error"_s, QJsonValue()}, {u"exitStatus"_s, 0}};
    if (!facts.chain.isEmpty()) {
        QJsonObject chain = chainReport(facts.chain, backups);
        chain.remove(u"type"_s);
        report.insert(u"chain"_s, chain);
    }
    return report;
}

Error stopped()
{
    return {ErrorKind::Cancelled, "job.cancelled", {QT_TRANSLATE_NOOP("Message", "Stopped on request; nothing was changed."), {}},
            {QT_TRANSLATE_NOOP("Message", "Start it again when it is wanted."), {}}, {}};
}

} // namespace

CliInspect::CliInspect(CliRequest request, CliOutput& output) : CliTask(std::move(request), output), m_previews(engineById) { }

void CliInspect::start()
{
    m_stop = m_previews.inspect(m_request.plan.backups, this, [this](const Result<BackupFacts>& facts) { tell(facts); });
}

void CliInspect::stop() { m_stop(); }

void CliInspect::tell(const Result<BackupFacts>& facts)
{
    if (!facts)
        return fail(facts.error());
    if (m_output.isJson())
        m_output.print(factsReport(*facts, m_request.plan.backups));
    else
        m_output.print(factLines(*facts));
    if (!m_output.isJson() && !facts->chain.isEmpty())
        m_output.print(chainLines(facts->chain, m_request.plan.backups));
    emit ended(m_output.lostOutput() ? int(ExitStatus::Failed) : int(ExitStatus::Done));
}

CliPrecheck::CliPrecheck(CliRequest request, CliOutput& output)
    : CliTask(std::move(request), output), m_signIn(m_request.password), m_previews(engineById)
{
    m_draft.id = QString(32, u'0'); // never stored
    m_draft.plan = m_request.plan;
    m_draft.phase = TaskPhase::Prechecking;
}

void CliPrecheck::start()
{
    if (m_draft.plan.options.value(u"offline"_s).toBool())
        return precheck({});
    m_signIn.begin(m_draft.plan.target, [this](const Result<Credentials>& credentials) {
        if (credentials)
            precheck(*credentials);
        else
            fail(credentials.error());
    });
}

void CliPrecheck::precheck(const Credentials& credentials)
{
    const auto show = [this](const JobProgress& progress) {
        m_draft.progress = progress;
        m_output.progress(m_draft);
    };
    m_stop = m_previews.precheck(m_draft, credentials, this, show, [this](const PrecheckReport& report) { tell(report); });
}

void CliPrecheck::stop()
{
    if (m_stop)
        m_stop();
    else
        m_signIn.stop();
}

void CliPrecheck::tell(const PrecheckReport& report)
{
    m_output.endProgress();
    for (const Finding& finding : report.findings) {
        if (m_output.isJson())
            m_output.print(findingReport(finding));
        else
            m_output.print(findingLines(finding));
    }
    if (!report.facts.chain.isEmpty() && m_output.isJson())
        m_output.print(chainReport(report.facts.chain, m_draft.plan.backups));
    else if (!report.facts.chain.isEmpty())
        m_output.print(chainLines(report.facts.chain, m_draft.plan.backups));
    if (report.cancelled)
        return fail(stopped());
    int status = exitStatusOf(report.findings);
    const Finding* worst = report.worstBlocker();
    if (m_output.isJson()) {
        m_output.print(QJsonObject{
            {u"type"_s, u"result"_s}, {u"status"_s, worst ? u"PrecheckFailed"_s : u"Succeeded"_s},
            {u"passed"_s, report.count(FindingLevel::Passed)}, {u"warnings"_s, report.count(FindingLevel::Warning)},
            {u"blockers"_s, report.count(FindingLevel::Blocker)}, {u"notCheckable"_s, report.count(FindingLevel::NotCheckable)},
            {u"error"_s, worst ? QJsonValue(errorReport({worst->kind, worst->code, worst->what, worst->remedy, worst->detail})) : QJsonValue()},
            {u"exitStatus"_s, status}});
    } else {
        m_output.print(QCoreApplication::translate("Cli", "%1 passed, %2 warnings, %3 not checkable, %4 blockers")
                           .arg(report.count(FindingLevel::Passed)).arg(report.count(FindingLevel::Warning))
                           .arg(report.count(FindingLevel::NotCheckable)).arg(report.count(FindingLevel::Blocker)));
    }
    if (status == int(ExitStatus::Done) && m_output.lostOutput())
        status = int(ExitStatus::Failed);
    emit ended(status);
}

} // namespace bakferry
