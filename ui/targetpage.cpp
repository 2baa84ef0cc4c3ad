#include "ui/targetpage.h"

#include "engines/catalog.h"
#include "engines/displaytext.h"
#include "ui/draftmodel.h"
#include "ui/problemlabel.h"
#include "ui/stepheader.h"
#include "ui/tables.h"

#include <QFileDialog>
#include <QEvent>
#include <QGroupBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLineEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QSpinBox>
#include <QTableView>
#include <QToolButton>

namespace bakferry {

using namespace Qt::StringLiterals;

namespace {

constexpr int mostJobs = 64;

PlainLabel* explanation(QWidget* parent)
{
    auto* label = new PlainLabel(parent);
    label->setForegroundRole(QPalette::PlaceholderText);
    label->setContentsMargins(24, 0, 0, 6);
    return label;
}

} // namespace

TargetPage::TargetPage(DraftModel& drafts, QWidget* parent)
    : QWizardPage(parent)
    , m_drafts(drafts)
    , m_table(new QTableView(this))
{
    setObjectName(u"targetPage"_s);
    m_table->setObjectName(u"targetTable"_s);
    m_table->setModel(&m_drafts);
    prepareTable(*m_table);
    showColumns(*m_table, {DraftModel::FileColumn, DraftModel::FormatColumn, DraftModel::TargetColumn});
    m_table->horizontalHeader()->setSectionResizeMode(DraftModel::FormatColumn, QHeaderView::ResizeToContents);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &TargetPage::showCurrent);
    auto* column = new QVBoxLayout(this);
    column->setSpacing(10);
    column->addWidget(new StepHeader(1, this));
    column->addWidget(m_table, 1);
    column->addWidget(makeTargetBox());
    column->addWidget(makeAdvanced());
    column->addStretch();
    connect(&m_drafts, &QAbstractItemModel::dataChanged, this, [this] {
        showImpact();
        emit completeChanged();
    });
    retranslateUi();
}

QWidget* TargetPage::makeTargetBox()
{
    m_targetBox = new QGroupBox(this);
    m_create = new QRadioButton(m_targetBox);
    m_create->setObjectName(u"createNew"_s);
    m_overwrite = new QRadioButton(m_targetBox);
    m_overwrite->setObjectName(u"overwriteExisting"_s);
    m_create->setChecked(true);
    m_createMeaning = explanation(m_targetBox);
    m_overwriteMeaning = explanation(m_targetBox);
    m_pathLabel = new PlainLabel(m_targetBox);
    m_path = new QLineEdit(m_targetBox);
    m_path->setObjectName(u"targetPath"_s);
    m_pathLabel->setBuddy(m_path);
    m_browse = new QPushButton(m_targetBox);
    m_browse->setObjectName(u"browseTarget"_s);
    m_browse->setAutoDefault(false);
    m_problem = new ProblemLabel(m_targetBox);
    m_problem->setObjectName(u"targetProblem"_s);

    auto* pathRow = new QHBoxLayout;
    pathRow->addWidget(m_path, 1);
    pathRow->addWidget(m_browse);
    auto* column = new QVBoxLayout(m_targetBox);
    column->addWidget(m_create);
    column->addWidget(m_createMeaning);
    column->addWidget(m_overwrite);
    column->addWidget(m_overwriteMeaning);
    column->addWidget(m_pathLabel);
    column->addLayout(pathRow);
    column->addWidget(m_problem);
    connect(m_path, &QLineEdit::textEdited, this, &TargetPage::takeEdits);
    connect(m_overwrite, &QRadioButton::clicked, this, &TargetPage::takeEdits);
    connect(m_create, &QRadioButton::clicked, this, &TargetPage::takeEdits);
    connect(m_browse, &QPushButton::clicked, this, &TargetPage::browse);
    return m_targetBox;
}

QWidget* TargetPage::makeAdvanced()
{
    auto* area = new QWidget(this);
    m_advancedToggle = new QToolButton(area);
    m_advancedToggle->setObjectName(u"advancedToggle"_s);
    m_advancedToggle->setCheckable(true);
    m_advancedToggle->setAutoRaise(true);
    m_advancedToggle->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_advancedToggle->setArrowType(Qt::RightArrow);
    m_advanced = new QWidget(area);
    m_jobsLabel = new PlainLabel(m_advanced);
    m_jobsLabel->setWordWrap(false);
    m_jobs = new QSpinBox(m_advanced);
    m_jobs->setObjectName(u"jobs"_s);
    m_jobs->setRange(0, mostJobs);
    m_jobsLabel->setBuddy(m_jobs);
    auto* row = new QHBoxLayout(m_advanced);
    row->setContentsMargins(24, 0, 0, 0);
    row->addWidget(m_jobsLabel);
    row->addWidget(m_jobs);
    row->addStretch();
    m_advanced->hide();
    auto* column = new QVBoxLayout(area);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_advancedToggle);
    column->addWidget(m_advanced);
    connect(m_advancedToggle, &QToolButton::toggled, this, [this](bool open) {
        m_advancedToggle->setArrowType(open ? Qt::DownArrow : Qt::RightArrow);
        m_advanced->setVisible(open);
    });
    connect(m_jobs, &QSpinBox::valueChanged, this, [this](int jobs) {
        if (const int current = currentRow(); current >= 0 && m_drafts.draft(current).jobs != jobs)
            m_drafts.setJobs(current, jobs);
    });
    return area;
}

void TargetPage::initializePage()
{
    m_table->setVisible(m_drafts.rowCount() > 1);
    m_table->selectRow(0);
    showCurrent();
    m_path->setFocus();
}

bool TargetPage::isComplete() const { return m_drafts.targetsReady(); }

int TargetPage::currentRow() const
{
    const QModelIndex current = m_table->currentIndex();
    return current.isValid() ? current.row() : -1;
}

void TargetPage::showCurrent()
{
    const int row = currentRow();
    if (row < 0)
        return;
    const RestoreDraft& draft = m_drafts.draft(row);
    (draft.overwrite ? m_overwrite : m_create)->setChecked(true);
    m_path->setText(draft.target);
    m_jobs->setValue(draft.jobs);
    retranslateUi();
}

void TargetPage::showImpact()
{
    const int row = currentRow();
    if (row < 0)
        return;
    // An empty field needs no scolding: the disabled Next button and the placeholder say enough.
    m_problem->setProblem(m_drafts.draft(row).target.trimmed().isEmpty() ? QString() : m_drafts.targetProblemText(row));
}

void TargetPage::takeEdits()
{
    if (const int row = currentRow(); row >= 0)
        m_drafts.setTarget(row, m_path->text(), m_overwrite->isChecked());
}

void TargetPage::browse()
{
    const bool overwrite = m_overwrite->isChecked();
    auto* dialog = new QFileDialog(this, overwrite ? tr("Choose the Database to Overwrite") : tr("Choose the New Database"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setNameFilter(tr("All files (*)"));
    dialog->setAcceptMode(overwrite ? QFileDialog::AcceptOpen : QFileDialog::AcceptSave);
    dialog->setFileMode(overwrite ? QFileDialog::ExistingFile : QFileDialog::AnyFile);
    // The dialog would ask whether to replace a file; that is this page's question, and the precheck's.
    dialog->setOption(QFileDialog::DontConfirmOverwrite);
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString& path) {
        m_path->setText(path);
        takeEdits();
    });
    dialog->open();
}

void TargetPage::changeEvent(QEvent* event)
{
    QWizardPage::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslateUi();
}

void TargetPage::retranslateUi()
{
    const int row = currentRow();
    const RestoreEngine* engine = row >= 0 && m_drafts.draft(row).facts() ? engineById(m_drafts.draft(row).facts()->engineId) : nullptr;
    const bool isFile = !engine || engine->info().targetIsFile;
    m_table->setAccessibleName(tr("Backup files and their targets"));
    m_targetBox->setTitle(row < 0 ? QString() : tr("Target of %1").arg(displayText(m_drafts.index(row, DraftModel::FileColumn).data().toString(), 80)));
    m_create->setText(tr("&Create a new database"));
    m_createMeaning->setText(tr("Nothing may stand in this place yet."));
    m_overwrite->setText(tr("&Overwrite an existing database"));
    m_overwriteMeaning->setText(tr("The old database is replaced only after the new one is proven, and is kept until you discard it."));
    m_pathLabel->setText(isFile ? tr("&Path of the database file") : tr("&URL of the database"));
    m_path->setPlaceholderText(isFile ? tr("/path/of/the/database.db") : u"%1://user@host/database"_s.arg(QString::fromLatin1(engine->info().id)));
    m_path->setAccessibleName(isFile ? tr("Path of the database file") : tr("URL of the database"));
    m_browse->setText(tr("Browse…"));
    m_browse->setVisible(isFile);
    m_advancedToggle->setText(tr("Advanced"));
    m_jobsLabel->setText(tr("&Jobs at once"));
    m_jobs->setSpecialValueText(tr("automatic"));
    m_jobs->setAccessibleName(tr("Jobs at once"));
    showImpact();
}

} // namespace bakferry
