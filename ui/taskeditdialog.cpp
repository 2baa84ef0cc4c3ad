#include "ui/taskeditdialog.h"

#include "models/migrationtaskmodel.h"
#include "models/statustext.h"
#include "ui/problemlabel.h"
#include "ui/tagtext.h"

#include <QDialogButtonBox>
#include <QFormLayout>
#include <QPlainTextEdit>
#include <QPushButton>

namespace bakferry {

using namespace Qt::StringLiterals;

TaskEditDialog::TaskEditDialog(MigrationTaskModel& tasks, const QString& id, QWidget* parent)
    : QDialog(parent)
    , m_tasks(tasks)
    , m_id(id)
    , m_name(new QLineEdit(this))
    , m_description(new QPlainTextEdit(this))
    , m_tags(new QLineEdit(this))
    , m_problem(new ProblemLabel(this))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setObjectName(u"taskEditDialog"_s);
    setWindowTitle(tr("Edit Name and Tags"));
    setMinimumWidth(480);
    m_name->setObjectName(u"editName"_s);
    m_description->setObjectName(u"editDescription"_s);
    m_description->setTabChangesFocus(true);
    m_tags->setObjectName(u"editTags"_s);
    m_problem->setObjectName(u"editProblem"_s);
    if (const MigrationTask* task = m_tasks.task(m_id)) {
        m_name->setText(task->name);
        m_description->setPlainText(task->description);
        m_tags->setText(textOfTags(task->tags));
    }
    auto* buttons = new QDialogButtonBox(this);
    buttons->addButton(tr("Save"), QDialogButtonBox::AcceptRole)->setObjectName(u"editSave"_s);
    buttons->addButton(tr("Cancel"), QDialogButtonBox::RejectRole);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto* form = new QFormLayout(this);
    form->addRow(tr("&Name"), m_name);
    form->addRow(tr("&Description"), m_description);
    form->addRow(tr("&Tags"), m_tags);
    form->addRow(m_problem);
    form->addRow(buttons);
}

void TaskEditDialog::accept()
{
    const Message problem = m_tasks.edit(m_id, m_name->text(), m_description->toPlainText(), tagsFromText(m_tags->text()));
    m_problem->setProblem(translated(problem));
    if (problem.isEmpty())
        QDialog::accept();
}

} // namespace bakferry
