#include "ui/continuedialog.h"

#include "models/chainmodel.h"
#include "ui/chainchoice.h"
#include "ui/chainview.h"
#include "ui/droparea.h"
#include "ui/plaintext.h"

#include <QDialogButtonBox>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace bakferry {

using namespace Qt::StringLiterals;

ContinueDialog::ContinueDialog(const MigrationTask& task, const Services& services, QWidget* parent)
    : FittedDialog(parent)
    , m_task(task)
    , m_chain(new ChainView(this))
    , m_choice(new ChainChoice(services, this))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setObjectName(u"continueDialog"_s);
    setWindowTitle(tr("Continue with the Next Backup"));
    setMinimumWidth(760);
    auto* where = new PlainLabel(this);
    where->setText(tr("Task %1 waits in staging; %2 is as it was.").arg(task.name, task.plan.target.display()));
    auto* drop = new DropArea(this);
    m_choice->setEngine(task.plan.target.connection.engineId);
    auto* buttons = new QDialogButtonBox(this);
    m_start = buttons->addButton(tr("Continue"), QDialogButtonBox::AcceptRole);
    m_start->setObjectName(u"continueStart"_s);
    m_clear = buttons->addButton(tr("Clear Files"), QDialogButtonBox::ResetRole);
    buttons->addButton(tr("Cancel"), QDialogButtonBox::RejectRole);
    auto* column = new QVBoxLayout(this);
    column->addWidget(where);
    column->addWidget(drop);
    column->addWidget(m_chain, 1);
    column->addWidget(m_choice);
    column->addWidget(buttons);
    connect(drop, &DropArea::filesChosen, this, &ContinueDialog::addFiles);
    connect(m_choice, &ChainChoice::changed, this, &ContinueDialog::refresh);
    connect(m_clear, &QPushButton::clicked, this, [this] {
        m_backups.clear();
        refresh();
    });
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    refresh();
}

bool ContinueDialog::isLast() const { return m_choice->isLast(); }
QString ContinueDialog::stopAt() const { return m_choice->stopAt(); }

// Dropped files come in any order; logs are numbered, and the precheck judges what is still wrong.
void ContinueDialog::addFiles(const QList<BackupFile>& files)
{
    for (BackupFile file : files) {
        file.incremental = true;
        if (!m_backups.contains(file))
            m_backups += file;
    }
    std::ranges::stable_sort(m_backups, {}, &BackupFile::path);
    refresh();
}

void ContinueDialog::refresh()
{
    BackupChain drawn = m_task.chain;
    const int known = int(m_task.plan.backups.size());
    drawn.links.removeIf([&](const ChainLink& link) { return link.file >= known; });
    for (int i = 0; i < m_backups.size(); ++i) {
        ChainLink link;
        link.kind = ChainLink::Kind::Incremental;
        link.file = known + i;
        link.code = ChainModel::notLookedAt;
        link.why = {QT_TRANSLATE_NOOP("Message", "Is checked when you continue."), {}};
        drawn.links += link;
    }
    m_chain->showChain(drawn, m_task.plan.backups + m_backups, 8);
    m_start->setEnabled(!m_backups.isEmpty() && m_choice->problem().isEmpty());
    m_clear->setEnabled(!m_backups.isEmpty());
}

} // namespace bakferry
