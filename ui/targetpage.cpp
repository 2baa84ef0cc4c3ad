#include "ui/targetpage.h"

#include "engines/displaytext.h"
#include "ui/chainchoice.h"
#include "ui/contentscroll.h"
#include "ui/draftmodel.h"
#include "ui/optionsbox.h"
#include "ui/problemlabel.h"
#include "ui/serverfields.h"
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
#include <QStackedWidget>
#include <QTableView>
#include <QToolButton>

namespace bakferry {

using namespace Qt::StringLiterals;

namespace {

PlainLabel* explanation(QWidget* parent)
{
    auto* label = new PlainLabel(parent);
    label->setForegroundRole(QPalette::PlaceholderText);
    label->setContentsMargins(24, 0, 0, 6);
    return label;
}

} // namespace

TargetPage::TargetPage(DraftModel& drafts, const Services& services, QWidget* parent)
    : QWizardPage(parent)
    , m_drafts(drafts)
    , m_services(services)
    , m_table(new QTableView(this))
{
    setObjectName(u"targetPage"_s);
    m_table->setObjectName(u"targetTable"_s);
    m_table->setModel(&m_drafts);
    prepareTable(*m_table);
    showColumns(*m_table, {DraftModel::FileColumn, DraftModel::FormatColumn, DraftModel::TargetColumn});
    m_table->horizontalHeader()->setSectionResizeMode(DraftModel::FormatColumn, QHeaderView::ResizeToContents);
    m_table->setMinimumHeight(90);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &TargetPage::showCurrent);
    // A server's fields with its options open need more room than a small screen has.
    auto* fields = new QWidget(this);
    auto* fieldColumn = new QVBoxLayout(fields);
    fieldColumn->setContentsMargins(0, 0, 4, 0); // a scroll bar needs a distance
    fieldColumn->addWidget(makeTargetBox());
    m_chainBox = new QGroupBox(this);
    m_chain = new ChainChoice(m_services, m_chainBox);
    auto* chainColumn = new QVBoxLayout(m_chainBox);
    chainColumn->addWidget(m_chain);
    connect(m_chain, &ChainChoice::changed, this, [this] {
        if (const int row = currentRow(); row >= 0)
            m_drafts.setChain(row, m_chain->isLast(), m_chain->stopAt());
    });
    fieldColumn->addWidget(m_chainBox);
    fieldColumn->addWidget(makeOptions());
    fieldColumn->addStretch();
    auto* area = new ContentScroll(Qt::NoFocus, this);
    area->setContent(fields);
    auto* column = new QVBoxLayout(this);
    column->setSpacing(10);
    column->addWidget(new StepHeader(1, this));
    column->addWidget(m_table, 1);
    column->addWidget(area, 4);
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
    m_place = new QStackedWidget(m_targetBox);
    m_place->addWidget(makePathFields());
    m_server = new ServerFields(m_services, m_targetBox);
    m_place->addWidget(m_server);
    m_problem = new ProblemLabel(m_targetBox);
    m_problem->setObjectName(u"targetProblem"_s);
    auto* column = new QVBoxLayout(m_targetBox);
    column->addWidget(m_create);
    column->addWidget(m_createMeaning);
    column->addWidget(m_overwrite);
    column->addWidget(m_overwriteMeaning);
    column->addWidget(m_place);
    column->addWidget(m_problem);
    connect(m_overwrite, &QRadioButton::clicked, this, &TargetPage::takeEdits);
    connect(m_create, &QRadioButton::clicked, this, &TargetPage::takeEdits);
    connect(m_server, &ServerFields::changed, this, [this](const ServerChoice& choice) {
        if (const int row = currentRow(); row >= 0)
            m_drafts.setServer(row, choice, m_overwrite->isChecked());
    });
    return m_targetBox;
}

QWidget* TargetPage::makePathFields()
{
    auto* fields = new QWidget(m_place);
    m_pathLabel = new PlainLabel(fields);
    m_path = new QLineEdit(fields);
    m_path->setObjectName(u"targetPath"_s);
    m_pathLabel->setBuddy(m_path);
    m_browse = new QPushButton(fields);
    m_browse->setObjectName(u"browseTarget"_s);
    m_browse->setAutoDefault(false);
    auto* pathRow = new QHBoxLayout;
    pathRow->addWidget(m_path, 1);
    pathRow->addWidget(m_browse);
    auto* column = new QVBoxLayout(fields);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_pathLabel);
    column->addLayout(pathRow);
    column->addStretch();
    connect(m_path, &QLineEdit::textEdited, this, &TargetPage::takeEdits);
    connect(m_browse, &QPushButton::clicked, this, &TargetPage::browse);
    return fields;
}

QWidget* TargetPage::makeOptions()
{
    auto* area = new QWidget(this);
    m_optionsToggle = new QToolButton(area);
    m_optionsToggle->setObjectName(u"optionsToggle"_s);
    m_optionsToggle->setCheckable(true);
    m_optionsToggle->setAutoRaise(true);
    m_optionsToggle->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_optionsToggle->setArrowType(Qt::RightArrow);
    m_options = new OptionsBox(area);
    m_options->hide();
    auto* column = new QVBoxLayout(area);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_optionsToggle);
    column->addWidget(m_options);
    connect(m_optionsToggle, &QToolButton::toggled, this, [this](bool open) {
        m_optionsToggle->setArrowType(open ? Qt::DownArrow : Qt::RightArrow);
        m_options->setVisible(open);
    });
    connect(m_options, &OptionsBox::jobsChanged, this, [this](int jobs) { m_drafts.setJobs(currentRow(), jobs); });
    connect(m_options, &OptionsBox::partsChanged, this, [this](RestoreRequest::Parts parts) { m_drafts.setParts(currentRow(), parts); });
    connect(m_options, &OptionsBox::optionsChanged, this, [this](const QVariantMap& options) { m_drafts.setOptions(currentRow(), options); });
    return area;
}

void TargetPage::initializePage()
{
    m_drafts.splitDatabases();
    m_table->setVisible(m_drafts.rowCount() > 1);
    m_table->selectRow(0);
    showCurrent();
    m_place->currentWidget()->setFocus();
    m_path->setFocus();
}

void TargetPage::cleanupPage() { m_drafts.mergeDatabases(); }

bool TargetPage::validatePage()
{
    for (int row = 0; row < m_drafts.rowCount(); ++row) {
        const ServerChoice& server = m_drafts.draft(row).server;
        if (m_drafts.hasServer(row) && !server.password.isEmpty())
            m_services.passwords.keep(m_drafts.task(row, true).plan.target.connection, server.password, server.remember);
    }
    return true;
}

bool TargetPage::isComplete() const { return m_drafts.targetsReady() && m_chain->problem().isEmpty(); }

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
    const EngineInfo* engine = m_drafts.engine(row);
    const bool hasServer = m_drafts.hasServer(row);
    m_place->setCurrentIndex(hasServer ? 1 : 0);
    m_place->currentWidget()->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Preferred);
    m_place->widget(hasServer ? 0 : 1)->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Ignored); // else the taller one sets the height
    if (hasServer)
        m_server->showChoice(*engine, draft.server);
    m_chainBox->setVisible(m_drafts.takesIncrements(row));
    m_chain->setEngine(engine ? engine->id : QByteArray());
    m_chain->setChoice(draft.lastBackup, draft.stopAt);
    m_options->showOptions(engine ? engine->options : QList<OptionInfo>(), draft.options, hasServer, draft.parts, draft.jobs);
    retranslateUi();
}

void TargetPage::showImpact()
{
    const int row = currentRow();
    if (row < 0)
        return;
    // An empty field needs no scolding: the disabled Next button and the placeholder say enough.
    const RestoreDraft& draft = m_drafts.draft(row);
    const bool isEmpty = m_drafts.hasServer(row) ? draft.server.profile.host.trimmed().isEmpty() : draft.target.trimmed().isEmpty();
    m_problem->setProblem(isEmpty ? QString() : m_drafts.targetProblemText(row));
}

void TargetPage::takeEdits()
{
    const int row = currentRow();
    if (row < 0)
        return;
    if (m_drafts.hasServer(row))
        m_drafts.setServer(row, m_drafts.draft(row).server, m_overwrite->isChecked());
    else
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
    if (event->type() != QEvent::LanguageChange)
        return;
    m_server->retranslateUi();
    m_options->retranslateUi();
    retranslateUi();
}

void TargetPage::retranslateUi()
{
    const int row = currentRow();
    m_table->setAccessibleName(tr("Backup files and their targets"));
    m_targetBox->setTitle(row < 0 ? QString() : tr("Target of %1").arg(displayText(m_drafts.index(row, DraftModel::FileColumn).data().toString(), 80)));
    m_create->setText(tr("&Create a new database"));
    m_createMeaning->setText(tr("Nothing may stand in this place yet."));
    m_overwrite->setText(tr("&Overwrite an existing database"));
    m_overwriteMeaning->setText(tr("The old database is replaced only after the new one is proven, and is kept until you discard it."));
    m_pathLabel->setText(tr("&Path of the database file"));
    m_path->setPlaceholderText(tr("/path/of/the/database.db"));
    m_path->setAccessibleName(tr("Path of the database file"));
    m_browse->setText(tr("Browse…"));
    m_optionsToggle->setText(tr("Options"));
    m_chainBox->setTitle(tr("Chain of backups"));
    showImpact();
}

} // namespace bakferry
