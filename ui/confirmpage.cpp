#include "ui/confirmpage.h"

#include "engines/displaytext.h"
#include "models/environment.h"
#include "models/humantext.h"
#include "models/statustext.h"
#include "ui/draftmodel.h"
#include "ui/findingsview.h"
#include "ui/fixitpanel.h"
#include "ui/icons.h"
#include "ui/optionsbox.h"
#include "ui/plaintext.h"
#include "ui/precheckrun.h"
#include "ui/scriptrow.h"
#include "ui/serverfields.h"
#include "ui/stepheader.h"
#include "ui/tables.h"
#include "ui/theme.h"
#include "ui/typednames.h"

#include <QCheckBox>
#include <QEvent>
#include <QGroupBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QProgressBar>
#include <QPushButton>
#include <QTableView>
#include <QWizard>

namespace bakferry {

using namespace Qt::StringLiterals;

ConfirmPage::ConfirmPage(DraftModel& drafts, const Services& services, QWidget* parent)
    : QWizardPage(parent)
    , m_drafts(drafts)
    , m_run(new PrecheckRun(drafts, services, this))
    , m_script(new ScriptRow(services, this))
{
    setObjectName(u"confirmPage"_s);
    setFinalPage(true);
    auto* column = new QVBoxLayout(this);
    column->setSpacing(10);
    column->addWidget(new StepHeader(2, this));
    column->addWidget(makePlanBox());
    column->addWidget(makePrecheckBox(), 1);
    connect(&m_drafts, &QAbstractItemModel::dataChanged, this, &ConfirmPage::showPrecheck);
    connect(m_run, &PrecheckRun::runningChanged, this, &ConfirmPage::showPrecheck);
    connect(m_run, &PrecheckRun::progressed, this, &ConfirmPage::showProgress);
    retranslateUi();
}

QWidget* ConfirmPage::makePlanBox()
{
    m_planBox = new QGroupBox(this);
    m_plan = new PlainLabel(m_planBox);
    m_plan->setObjectName(u"planText"_s);
    m_table = new QTableView(m_planBox);
    m_table->setObjectName(u"confirmTable"_s);
    m_table->setModel(&m_drafts);
    prepareTable(*m_table);
    showColumns(*m_table, {DraftModel::FileColumn, DraftModel::NameColumn, DraftModel::TargetColumn, DraftModel::ResultColumn});
    m_table->setMaximumHeight(140);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this] {
        showPlan();
        showPrecheck();
    });
    auto* column = new QVBoxLayout(m_planBox);
    column->addWidget(m_table);
    column->addWidget(m_plan);
    column->addWidget(m_script);
    return m_planBox;
}

QWidget* ConfirmPage::makePrecheckBox()
{
    m_precheckBox = new QGroupBox(this);
    m_precheck = new QCheckBox(m_precheckBox);
    m_precheck->setObjectName(u"precheckWanted"_s);
    m_precheck->setChecked(true);
    m_again = new QPushButton(themedIcon(u"retry"_s), {}, m_precheckBox);
    m_again->setObjectName(u"checkAgain"_s);
    m_again->setAutoDefault(false);
    m_progress = new QProgressBar(m_precheckBox);
    m_progress->setTextVisible(false);
    m_progress->setFixedHeight(8);
    m_findings = new FindingsView(m_precheckBox);
    m_findings->setRecheckable(true);
    connect(m_findings, &FindingsView::recheckRequested, this, [this](const QByteArray& checkId) { m_run->recheck(currentRow(), checkId); });
    m_fixes = new FixItPanel(m_precheckBox);
    m_verdict = new PlainLabel(m_precheckBox);
    m_verdict->setObjectName(u"precheckVerdict"_s);
    auto* top = new QHBoxLayout;
    top->addWidget(m_precheck);
    top->addStretch();
    top->addWidget(m_again);
    auto* column = new QVBoxLayout(m_precheckBox);
    column->addLayout(top);
    column->addWidget(m_progress);
    column->addWidget(m_findings, 1);
    column->addWidget(m_fixes);
    m_verdictIcon = new QLabel(m_precheckBox);
    auto* verdict = new QHBoxLayout;
    verdict->addWidget(m_verdictIcon, 0, Qt::AlignTop);
    verdict->addWidget(m_verdict, 1);
    column->addLayout(verdict);
    m_typedNames = new TypedNames(m_precheckBox);
    column->addWidget(m_typedNames);
    connect(m_typedNames, &TypedNames::completeChanged, this, &QWizardPage::completeChanged);
    connect(m_precheck, &QCheckBox::toggled, this, &ConfirmPage::precheckOrNot);
    connect(m_again, &QPushButton::clicked, this, [this] { isOutdated() ? m_run->startOutdated() : m_run->start(); });
    connect(m_fixes, &FixItPanel::fixChosen, this, &ConfirmPage::chooseFix);
    return m_precheckBox;
}

void ConfirmPage::initializePage()
{
    m_table->setVisible(m_drafts.rowCount() > 1);
    m_table->selectRow(0);
    m_typedNames->clear();
    m_typedNames->setNames(endangeredNames());
    showPlan();
    precheckOrNot();
}

void ConfirmPage::cleanupPage()
{
    m_run->stop();
    m_drafts.clearReports();
}

bool ConfirmPage::precheckWanted() const { return m_precheck->isChecked(); }

bool ConfirmPage::isComplete() const
{
    if (!m_typedNames->isComplete())
        return false;
    if (!precheckWanted())
        return true;
    return !m_run->isRunning() && allReported() && !isOutdated() && total(FindingLevel::Blocker) == 0;
}

void ConfirmPage::precheckOrNot()
{
    if (precheckWanted()) {
        m_run->start();
    } else {
        m_run->stop();
        m_drafts.clearReports();
    }
    showPrecheck();
}

int ConfirmPage::currentRow() const { return qMax(0, m_table->currentIndex().row()); }

bool ConfirmPage::allReported() const
{
    for (int row = 0; row < m_drafts.rowCount(); ++row) {
        if (!m_drafts.draft(row).report)
            return false;
    }
    return m_drafts.rowCount() > 0;
}

bool ConfirmPage::isOutdated() const
{
    for (int row = 0; row < m_drafts.rowCount(); ++row) {
        if (m_drafts.draft(row).isReportOutdated)
            return true;
    }
    return false;
}

// A choice changes what would be restored, so it is prechecked before it counts: at once where that is quick, and when the DBA
// wants it where the backup takes long to read.
void ConfirmPage::chooseFix(const QList<FixIt>& alternatives, const std::optional<FixIt>& chosen)
{
    constexpr qint64 quickMs = 2'000;
    m_drafts.chooseFix(currentRow(), alternatives, chosen);
    if (!m_run->isRunning() && m_run->lastMs() <= quickMs)
        m_run->startOutdated();
}

int ConfirmPage::total(FindingLevel level) const
{
    int count = 0;
    for (int row = 0; row < m_drafts.rowCount(); ++row) {
        if (const auto& report = m_drafts.draft(row).report)
            count += report->count(level);
    }
    return count;
}

void ConfirmPage::showPlan()
{
    if (m_drafts.rowCount() == 0)
        return;
    m_plan->setText(planText(currentRow()));
    m_script->setDraft(m_drafts.task(currentRow(), precheckWanted()));
}

void ConfirmPage::showPrecheck()
{
    const bool wanted = precheckWanted();
    const bool running = m_run->isRunning();
    m_progress->setVisible(running);
    m_again->setVisible(wanted);
    m_again->setEnabled(!running);
    m_findings->setVisible(wanted);
    if (m_drafts.rowCount() > 0) {
        const RestoreDraft& draft = m_drafts.draft(currentRow());
        const QList<Finding> findings = draft.report ? draft.report->findings : QList<Finding>();
        m_findings->showFindings(findings);
        m_findings->setEnabled(!running);
        m_fixes->setEnabled(!running);
        m_fixes->showFixes(wanted ? findings : QList<Finding>(), draft.chosenFixes);
        showPlan();
    }
    m_verdict->setText(verdictText());
    const FindingLevel level = verdictLevel();
    m_verdictIcon->setVisible(!m_run->isRunning());
    m_verdictIcon->setPixmap(colouredIcon(iconName(level), tint(tintKindOf(level), palette()).ink, 18, devicePixelRatioF()));
    setButtonText(QWizard::FinishButton, startText());
    emit completeChanged();
}

void ConfirmPage::showProgress(const JobProgress& progress)
{
    // Permille, because a progress bar counts in int and a backup has more bytes than that.
    m_progress->setRange(0, progress.bytesTotal > 0 ? 1000 : 0);
    if (progress.bytesTotal > 0)
        m_progress->setValue(int(double(progress.bytesDone) / double(progress.bytesTotal) * 1000));
}

QString ConfirmPage::planText(int row) const
{
    const RestoreDraft& draft = m_drafts.draft(row);
    const MigrationTask task = m_drafts.task(row, true);
    const QString backup = displayText(m_drafts.index(row, DraftModel::FileColumn).data().toString(), 120);
    const QString format = draft.facts() ? translated(draft.facts()->formatName) : QString();
    const QString size = draft.facts() ? sizeText(draft.facts()->sizeBytes) : QString();
    const QString target = task.plan.target.display();
    QStringList sentences{tr("Task %1: read the backup %2 (%3, %4) and restore it to %5.").arg(displayText(draft.name, 80), backup, format, size, target)};
    if (draft.overwrite)
        sentences.append(tr("The database there is replaced, but only after the restored one is proven complete. The old one is kept "
                            "beside it: the overwrite can be undone until you discard it."));
    else
        sentences.append(tr("A new database is made. It appears in its place only when it is proven complete; if anything stands there by "
                            "then, nothing is touched."));
    sentences += choicesText(row);
    sentences.append(tr("The backup file is only read."));
    return sentences.join(u'\n');
}

// Databases on servers labelled as production that would be replaced, each once.
QStringList ConfirmPage::endangeredNames() const
{
    QStringList names;
    for (int row = 0; row < m_drafts.rowCount(); ++row) {
        const RestoreTarget target = m_drafts.task(row, true).plan.target;
        const QString name = QString::fromUtf8(target.database);
        if (m_drafts.draft(row).overwrite && environmentOf(target.connection) == Environment::Production && !names.contains(name))
            names += name;
    }
    return names;
}

QStringList ConfirmPage::choicesText(int row) const
{
    const TaskPlan plan = m_drafts.task(row, true).plan;
    QStringList sentences;
    if (plan.parts != RestoreRequest::Parts::All)
        sentences += tr("Only a part is restored: %1.").arg(partsText(plan.parts));
    if (!plan.selection.isEmpty())
        sentences += tr("%n object(s) are restored, with everything they depend on.", nullptr, int(plan.selection.size()));
    if (!plan.options.isEmpty())
        sentences += tr("Options: %1.").arg(optionsText(m_drafts.engine(row), plan.options));
    if (const Environment environment = environmentOf(plan.target.connection); environment != Environment::Unlabelled)
        sentences += tr("The server is labelled: %1.").arg(environmentText(environment));
    if (m_drafts.hasServer(row))
        sentences += tr("Connection: %1.").arg(encryptionText(plan.target.connection.options.value(u"sslmode"_s).toString()));
    return sentences;
}

QString ConfirmPage::verdictText() const
{
    if (!precheckWanted())
        return tr("Without the precheck you take the responsibility: damage and dangers in the backup are found only while it is being "
                  "restored, and the task will say that it was not prechecked.");
    if (m_run->isRunning())
        return m_drafts.rowCount() > 1 ? tr("Prechecking %1 of %2…").arg(m_run->currentRow() + 1).arg(m_drafts.rowCount())
                                       : tr("Prechecking… The backup is being read; nothing is changed.");
    if (isOutdated())
        return tr("You chose something after the precheck. Check again to see what becomes of it; reading the backup takes as long as before.");
    if (!allReported())
        return tr("The precheck did not finish. Check again.");
    if (const int blockers = total(FindingLevel::Blocker))
        return tr("%n blocker(s): the restore cannot be started. Follow the remedy, then check again.", nullptr, blockers);
    if (total(FindingLevel::Warning) + total(FindingLevel::NotCheckable) > 0)
        return tr("Weigh the points above: starting the restore accepts them.");
    return tr("Everything that was checked has passed.");
}

FindingLevel ConfirmPage::verdictLevel() const
{
    if (total(FindingLevel::Blocker) > 0)
        return FindingLevel::Blocker;
    if (!precheckWanted() || isOutdated() || total(FindingLevel::Warning) > 0)
        return FindingLevel::Warning;
    return !allReported() || total(FindingLevel::NotCheckable) > 0 ? FindingLevel::NotCheckable : FindingLevel::Passed;
}

QString ConfirmPage::startText() const
{
    const int warnings = precheckWanted() ? total(FindingLevel::Warning) : 0;
    const int notCheckable = precheckWanted() ? total(FindingLevel::NotCheckable) : 0;
    const QString warningPart = tr("%n warning(s)", nullptr, warnings);
    const QString notCheckablePart = tr("%n not checkable", nullptr, notCheckable);
    if (warnings > 0 && notCheckable > 0)
        return tr("Start Restore (%1, %2)").arg(warningPart, notCheckablePart);
    if (warnings > 0 || notCheckable > 0)
        return tr("Start Restore (%1)").arg(warnings > 0 ? warningPart : notCheckablePart);
    return precheckWanted() ? tr("Start Restore") : tr("Start Restore without Precheck");
}

void ConfirmPage::changeEvent(QEvent* event)
{
    QWizardPage::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslateUi();
}

void ConfirmPage::retranslateUi()
{
    m_planBox->setTitle(tr("What will happen"));
    m_table->setAccessibleName(tr("Restores to confirm"));
    m_precheckBox->setTitle(tr("Precheck"));
    m_precheck->setText(tr("&Precheck before the restore"));
    m_again->setText(tr("Check &Again"));
    m_progress->setAccessibleName(tr("Progress of the precheck"));
    m_fixes->retranslateUi();
    m_script->retranslateUi();
    m_typedNames->retranslateUi();
    showPlan();
    showPrecheck();
}

} // namespace bakferry
