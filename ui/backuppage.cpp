#include "ui/backuppage.h"

#include "models/humantext.h"
#include "models/statustext.h"
#include "ui/chainview.h"
#include "ui/draftmodel.h"
#include "ui/droparea.h"
#include "ui/factform.h"
#include "ui/icons.h"
#include "ui/objecttree.h"
#include "ui/problemlabel.h"
#include "ui/stepheader.h"
#include "ui/tables.h"

#include <QDragEnterEvent>
#include <QEvent>
#include <QGroupBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QStackedWidget>
#include <QTableView>

namespace bakferry {

using namespace Qt::StringLiterals;

namespace {

QString factText(const QVariant& value)
{
    if (!value.isValid())
        return BackupPage::tr("unknown");
    switch (value.typeId()) {
    case QMetaType::Bool: return value.toBool() ? BackupPage::tr("yes") : BackupPage::tr("no");
    case QMetaType::Int:
    case QMetaType::LongLong: return countText(value.toLongLong());
    case QMetaType::QStringList: return value.toStringList().join(u", "_s);
    default: return value.toString();
    }
}

} // namespace

BackupPage::BackupPage(DraftModel& drafts, QWidget* parent)
    : QWizardPage(parent)
    , m_drafts(drafts)
    , m_dropArea(new DropArea(this))
{
    setObjectName(u"backupPage"_s);
    setAcceptDrops(true);
    auto* column = new QVBoxLayout(this);
    column->setSpacing(10);
    column->addWidget(new StepHeader(0, this));
    column->addWidget(m_dropArea);
    column->addWidget(makeFileList());
    m_below = new QStackedWidget(this);
    m_nothingYet = new PlainLabel(this);
    m_nothingYet->setAlignment(Qt::AlignCenter);
    m_nothingYet->setForegroundRole(QPalette::PlaceholderText);
    auto* sides = new QWidget(this);
    auto* row = new QHBoxLayout(sides);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(makeFactsSide(), 3);
    row->addWidget(makeTaskSide(), 2);
    m_below->addWidget(m_nothingYet);
    m_below->addWidget(sides);
    column->addWidget(m_below, 1);

    connect(m_dropArea, &DropArea::filesChosen, this, &BackupPage::addFiles);
    connect(&m_drafts, &QAbstractItemModel::dataChanged, this, [this] { showProblems(currentRow()), showFacts(currentRow()); });
    for (const auto signal : {&QAbstractItemModel::rowsInserted, &QAbstractItemModel::rowsRemoved})
        connect(&m_drafts, signal, this, &BackupPage::showCurrent);
    connect(&m_drafts, &QAbstractItemModel::modelReset, this, &BackupPage::showCurrent);
    connect(&m_drafts, &QAbstractItemModel::dataChanged, this, &QWizardPage::completeChanged);
    retranslateUi();
    showCurrent();
}

QWidget* BackupPage::makeFileList()
{
    auto* list = new QWidget(this);
    m_files = new QTableView(list);
    m_files->setObjectName(u"backupFiles"_s);
    m_files->setModel(&m_drafts);
    prepareTable(*m_files);
    showColumns(*m_files, {DraftModel::FileColumn, DraftModel::FormatColumn, DraftModel::SizeColumn, DraftModel::NameColumn});
    m_remove = new QPushButton(themedIcon(u"remove"_s), {}, list);
    m_remove->setObjectName(u"removeBackup"_s);
    m_remove->setAutoDefault(false);
    connect(m_remove, &QPushButton::clicked, this, &BackupPage::removeCurrent);
    connect(m_files->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &BackupPage::showCurrent);
    auto* row = new QHBoxLayout(list);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(m_files, 1);
    row->addWidget(m_remove, 0, Qt::AlignTop);
    return list;
}

QWidget* BackupPage::makeFactsSide()
{
    m_factsBox = new QGroupBox(this);
    m_fileProblem = new ProblemLabel(m_factsBox);
    m_fileProblem->setObjectName(u"backupProblem"_s);
    m_facts = new FactForm(m_factsBox);
    m_facts->setObjectName(u"backupFacts"_s);
    m_objects = new ObjectTree(m_factsBox);
    auto* column = new QVBoxLayout(m_factsBox);
    column->addWidget(m_fileProblem);
    column->addWidget(m_facts);
    m_chainArea = new QWidget(m_factsBox);
    m_chain = new ChainView(m_chainArea);
    m_removeChain = new QPushButton(themedIcon(u"remove"_s), {}, m_chainArea);
    m_removeChain->setObjectName(u"removeChain"_s);
    m_removeChain->setAutoDefault(false);
    connect(m_removeChain, &QPushButton::clicked, this, [this] { m_drafts.removeIncrements(currentRow()); });
    auto* chainColumn = new QVBoxLayout(m_chainArea);
    chainColumn->setContentsMargins(0, 0, 0, 0);
    chainColumn->addWidget(m_chain, 1);
    chainColumn->addWidget(m_removeChain, 0, Qt::AlignRight);
    column->addWidget(m_chainArea, 1);
    m_choice = new PlainLabel(m_factsBox);
    m_choice->setForegroundRole(QPalette::PlaceholderText);
    m_choiceProblem = new ProblemLabel(m_factsBox);
    m_choiceProblem->setObjectName(u"choiceProblem"_s);
    column->addWidget(m_objects, 1);
    column->addWidget(m_choice);
    column->addWidget(m_choiceProblem);
    connect(m_objects, &ObjectTree::leftOutChanged, this, [this](const LeftOut& leftOut) {
        if (const int row = currentRow(); row >= 0)
            m_drafts.setLeftOut(row, leftOut);
    });
    return m_factsBox;
}

QWidget* BackupPage::makeTaskSide()
{
    m_taskBox = new QGroupBox(this);
    m_name = new QLineEdit(m_taskBox);
    m_name->setObjectName(u"taskName"_s);
    m_description = new QPlainTextEdit(m_taskBox);
    m_description->setObjectName(u"taskDescription"_s);
    m_description->setTabChangesFocus(true);
    m_description->setFixedHeight(m_description->fontMetrics().lineSpacing() * 3 + 14);
    m_tags = new QLineEdit(m_taskBox);
    m_tags->setObjectName(u"taskTags"_s);
    m_nameProblem = new ProblemLabel(m_taskBox);
    m_nameProblem->setObjectName(u"taskNameProblem"_s);
    m_descriptionProblem = new ProblemLabel(m_taskBox);
    m_tagsProblem = new ProblemLabel(m_taskBox);
    auto* column = new QVBoxLayout(m_taskBox);
    column->setSpacing(4);
    const auto addField = [&](PlainLabel*& label, QWidget* field, QWidget* problem) {
        label = new PlainLabel(m_taskBox);
        label->setBuddy(field);
        column->addWidget(label);
        column->addWidget(field);
        column->addWidget(problem);
        column->addSpacing(4);
    };
    addField(m_nameLabel, m_name, m_nameProblem);
    addField(m_descriptionLabel, m_description, m_descriptionProblem);
    addField(m_tagsLabel, m_tags, m_tagsProblem);
    column->addStretch();
    connect(m_name, &QLineEdit::textEdited, this, [this](const QString& text) { m_drafts.setName(currentRow(), text); });
    connect(m_tags, &QLineEdit::textEdited, this, [this](const QString& text) { m_drafts.setTags(currentRow(), text); });
    connect(m_description, &QPlainTextEdit::textChanged, this, [this] {
        if (const int row = currentRow(); row >= 0 && m_drafts.draft(row).description != m_description->toPlainText())
            m_drafts.setDescription(row, m_description->toPlainText());
    });
    return m_taskBox;
}

bool BackupPage::isComplete() const { return m_drafts.backupsReady(); }

void BackupPage::addFiles(const QList<BackupFile>& files)
{
    if (const int row = m_drafts.addFiles(files); row >= 0)
        m_files->selectRow(row);
}

void BackupPage::removeCurrent()
{
    if (const int row = currentRow(); row >= 0)
        m_drafts.removeDraft(row);
}

int BackupPage::currentRow() const
{
    const QModelIndex current = m_files->currentIndex();
    return current.isValid() ? current.row() : -1;
}

void BackupPage::showCurrent()
{
    if (currentRow() < 0 && m_drafts.rowCount() > 0)
        m_files->selectRow(0);
    const int row = currentRow();
    m_remove->setEnabled(row >= 0);
    m_below->setCurrentIndex(row >= 0 ? 1 : 0);
    m_files->parentWidget()->setVisible(m_drafts.rowCount() > 0);
    const int shownRows = qBound(1, m_drafts.rowCount(), 4);
    m_files->setFixedHeight(m_files->verticalHeader()->defaultSectionSize() * shownRows + m_files->horizontalHeader()->sizeHint().height() + 4);
    if (row >= 0) {
        const RestoreDraft& draft = m_drafts.draft(row);
        m_name->setText(draft.name);
        m_description->setPlainText(draft.description);
        m_tags->setText(draft.tags);
        showFacts(row);
        showProblems(row);
    }
    emit completeChanged();
}

void BackupPage::showFacts(int row)
{
    if (row < 0)
        return;
    const RestoreDraft& draft = m_drafts.draft(row);
    m_fileProblem->setProblem(m_drafts.fileProblem(row));
    const bool hasChain = draft.facts() && !draft.facts()->chain.isEmpty();
    m_chainArea->setVisible(hasChain);
    if (hasChain)
        m_chain->showChain(draft.facts()->chain, draft.backups());
    QList<FactForm::Row> rows{{tr("Path"), {draft.file.display()}}};
    if (const BackupFacts* facts = draft.facts()) {
        const QString packing = QString::fromLatin1(facts->compression.join(", "));
        rows.append({tr("Format"), {translated(facts->formatName)}});
        rows.append({tr("Compression"), {packing}});
        rows.append({tr("Size"), {sizeText(facts->sizeBytes)}});
        for (const Fact& fact : facts->facts)
            rows.append({translated(fact.label), {factText(fact.value)}});
        m_objects->showObjects(facts->objects, facts->objectsComplete, draft.leftOut);
    } else {
        m_objects->showObjects({}, true, {});
    }
    m_choice->setVisible(draft.facts() && hasChoice(*draft.facts()));
    m_objects->setVisible(draft.facts());
    m_facts->setRows(rows);
}

void BackupPage::showProblems(int row)
{
    if (row < 0)
        return;
    m_nameProblem->setProblem(m_drafts.nameProblemText(row));
    m_descriptionProblem->setProblem(m_drafts.descriptionProblemText(row));
    m_tagsProblem->setProblem(m_drafts.tagsProblemText(row));
    m_choiceProblem->setProblem(m_drafts.choiceProblemText(row));
}

void BackupPage::changeEvent(QEvent* event)
{
    QWizardPage::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslateUi();
}

void BackupPage::dragEnterEvent(QDragEnterEvent* event)
{
    if (!filesIn(*event->mimeData()).isEmpty())
        event->acceptProposedAction();
}

void BackupPage::dropEvent(QDropEvent* event)
{
    addFiles(filesIn(*event->mimeData()));
    event->acceptProposedAction();
}

void BackupPage::retranslateUi()
{
    m_files->setAccessibleName(tr("Chosen backup files"));
    m_remove->setText(tr("Remove"));
    m_removeChain->setText(tr("Remove Incremental Backups"));
    m_nothingYet->setText(tr("What the backup holds is shown here. The file is only read, never changed."));
    m_factsBox->setTitle(tr("What the backup says of itself"));
    m_choice->setText(tr("What is ticked is restored, with everything it depends on. Of several databases each becomes a task of its own."));
    m_taskBox->setTitle(tr("Task"));
    m_nameLabel->setText(tr("Na&me"));
    m_descriptionLabel->setText(tr("&Description (optional)"));
    m_tagsLabel->setText(tr("&Tags (optional)"));
    m_tags->setPlaceholderText(tr("env=test, owner=dba"));
    m_name->setAccessibleName(tr("Task name"));
    m_description->setAccessibleName(tr("Description"));
    m_tags->setAccessibleName(tr("Tags"));
    showCurrent();
}

} // namespace bakferry
