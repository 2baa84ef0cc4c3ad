#include "ui/contentscroll.h"
#include "ui/taskoverview.h"

#include "engines/displaytext.h"
#include "models/environment.h"
#include "models/humantext.h"
#include "models/statustext.h"
#include "ui/factform.h"
#include "ui/optionsbox.h"
#include "ui/plaintext.h"
#include "ui/serverfields.h"
#include "ui/tagtext.h"
#include "ui/taskactions.h"

#include <QAction>
#include <QGroupBox>
#include <QHBoxLayout>
#include <QToolButton>

namespace bakferry {

using namespace Qt::StringLiterals;
using Row = FactForm::Row;

namespace {

// Long facts are scrolled by keyboard, too.
ContentScroll* scrolled(QWidget* content, QWidget* parent)
{
    auto* area = new ContentScroll(Qt::StrongFocus, parent);
    area->setContent(content);
    return area;
}

QString timeText(const QDateTime& utc)
{
    return utc.isValid() ? localTimeText(utc) + u"  ·  "_s + relativeTimeText(utc, QDateTime::currentDateTimeUtc()) : QString();
}

} // namespace

TaskOverview::TaskOverview(const Services& services, const TaskActions& actions, QWidget* parent)
    : QWidget(parent)
    , m_services(services)
    , m_taskBox(new QGroupBox(this))
    , m_taskForm(new FactForm(m_taskBox))
{
    setObjectName(u"taskOverview"_s);
    m_taskForm->setObjectName(u"taskFacts"_s);
    auto* taskColumn = new QVBoxLayout(m_taskBox);
    m_taskScroll = scrolled(m_taskForm, m_taskBox);
    taskColumn->addWidget(m_taskScroll);
    auto* row = new QHBoxLayout(this);
    row->setSpacing(10);
    row->addWidget(m_taskBox, 5);
    row->addWidget(makeResultSide(actions), 5);
    retranslateUi();
}

QWidget* TaskOverview::makeResultSide(const TaskActions& actions)
{
    m_resultBox = new QGroupBox(this);
    m_resultForm = new FactForm(m_resultBox);
    m_resultForm->setObjectName(u"resultFacts"_s);
    auto* column = new QVBoxLayout(m_resultBox);
    m_resultScroll = scrolled(m_resultForm, m_resultBox);
    column->addWidget(m_resultScroll, 1);
    auto* buttons = new QHBoxLayout;
    for (const auto act : {TaskActions::Undo, TaskActions::DiscardOld, TaskActions::DiscardStaging}) {
        auto* button = new QToolButton(m_resultBox);
        QAction* action = actions.action(act);
        button->setDefaultAction(action);
        button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
        const auto follow = [button, action] { button->setVisible(action->isEnabled()); };
        connect(action, &QAction::changed, button, follow);
        follow();
        buttons->addWidget(button);
    }
    buttons->addStretch();
    column->addLayout(buttons);
    return m_resultBox;
}

void TaskOverview::showTask(const MigrationTask& task)
{
    const bool sameBackup = task.id == m_task.id && task.plan.backups == m_task.plan.backups;
    m_task = task;
    if (!sameBackup)
        readBackup(task);
    showForms();
}

// The file itself is asked again, so that a backup that has gone meanwhile is seen here.
void TaskOverview::readBackup(const MigrationTask& task)
{
    delete m_reading;
    m_reading = new QObject(this);
    m_facts.reset();
    m_services.inspect(task.plan.backups, m_reading, [this](Result<BackupFacts> facts) {
        m_facts = std::move(facts);
        showForms();
    });
}

void TaskOverview::showForms()
{
    QStringList backups;
    for (const BackupFile& file : m_task.plan.backups)
        backups.append(file.display());
    QStringList format;
    if (m_facts && m_facts->ok()) {
        format = {translated((*m_facts)->formatName), QString::fromLatin1((*m_facts)->compression.join(", ")), sizeText((*m_facts)->sizeBytes)};
    } else if (m_facts) {
        format = {tr("cannot be read now: %1").arg(translated(m_facts->error().what))};
    }
    const TaskPlan& plan = m_task.plan;
    m_taskForm->setRows({{tr("Name"), {m_task.name}},
                         {tr("Description"), {m_task.description}, true},
                         {tr("Tags"), {textOfTags(m_task.tags)}},
                         {tr("Backup"), backups, backups.size() > 1},
                         {tr("Backup format"), format},
                         {tr("Target"), {plan.target.display()}},
                         {tr("If it exists"), {plan.overwrite ? tr("overwrite, keep the old one") : tr("stop, change nothing")}},
                         {tr("Databases"), plan.only},
                         {tr("Parts"), {plan.parts == RestoreRequest::Parts::All ? QString() : partsText(plan.parts)}},
                         {tr("Objects"), {plan.selection.isEmpty() ? QString() : tr("%n chosen", nullptr, int(plan.selection.size()))}},
                         {tr("Options"), {optionsText(m_services.engineInfo(plan.target.connection.engineId), plan.options)}, true},
                         {tr("Connection"), {plan.target.connection.host.isEmpty() ? QString() : encryptionText(plan.target.connection.options.value(u"sslmode"_s).toString())}},
                         {tr("Serves as"), {environmentOf(plan.target.connection) == Environment::Unlabelled ? QString() : environmentText(environmentOf(plan.target.connection))}},
                         {tr("Precheck"), {plan.precheck ? tr("before the restore") : tr("switched off by the DBA")}},
                         {tr("Jobs at once"), {plan.jobs > 0 ? countText(plan.jobs) : QString()}},
                         {tr("Created"), {timeText(m_task.createdUtc)}},
                         {tr("Started"), {timeText(m_task.startedUtc)}},
                         {tr("Finished"), {timeText(m_task.finishedUtc)}},
                         {tr("Duration"), {m_task.startedUtc.isValid() ? durationText(m_task.elapsedMs / 1000) : QString()}}});

    const TaskResult& result = m_task.result;
    const bool ended = isFinal(m_task.phase);
    QStringList verification, warnings, leftOvers, error, statements;
    for (const Finding& finding : result.verification)
        verification.append(findingLevelText(finding.level) + u" · "_s + translated(finding.what));
    for (const Message& warning : result.warnings)
        warnings.append(translated(warning));
    for (const LeftOver& leftOver : result.leftOvers)
        leftOvers.append(u"%1: %2 %3"_s.arg(leftOverText(leftOver.kind), displayBytes(leftOver.place), sizeText(leftOver.sizeBytes)).trimmed());
    if (result.error)
        error = {translated(result.error->what), translated(result.error->hint)};
    if (result.statements.found > 0)
        statements = {tr("found %1 = executed %2 + skipped %3 + failed %4")
                          .arg(countText(result.statements.found), countText(result.statements.executed),
                               countText(result.statements.skipped), countText(result.statements.failed))};
    const bool knowsRemains = ended && m_task.phase != TaskPhase::PrecheckFailed;
    m_resultForm->setRows({{tr("Status"), {statusSentence(m_task)}},
                           {tr("Phase"), {ended ? QString() : phaseText(m_task.phase)}},
                           {tr("Progress"), {ended ? QString() : percentText(m_task.progressPermille()),
                                             ended ? QString() : rateText(m_task.bytesPerSecond), ended ? QString() : displayText(m_task.progress.object)}},
                           {tr("Cause and remedy"), error, true},
                           {tr("What remains"), {knowsRemains ? remainsText(result.remains) : QString()}, true},
                           {tr("Tables and rows"), {result.tables > 0 ? u"%1 / %2"_s.arg(countText(result.tables), countText(result.rows)) : QString()}},
                           {tr("Statements"), statements, true},
                           {tr("Verification"), verification, true},
                           {tr("Warnings"), warnings, true},
                           {tr("Left over"), leftOvers, true}});
}

void TaskOverview::retranslateUi()
{
    m_taskBox->setTitle(tr("Task"));
    m_resultBox->setTitle(tr("Result"));
    m_taskScroll->setAccessibleName(m_taskBox->title());
    m_resultScroll->setAccessibleName(m_resultBox->title());
    if (!m_task.id.isEmpty())
        showForms();
}

} // namespace bakferry
