#include "ui/restorewizard.h"

#include "ui/backuppage.h"
#include "ui/confirmpage.h"
#include "ui/draftmodel.h"
#include "ui/targetpage.h"

#include <QEvent>

namespace bakferry {

using namespace Qt::StringLiterals;

RestoreWizard::RestoreWizard(const MigrationTaskModel& tasks, Services services, QWidget* parent)
    : QWizard(parent)
    , m_services(std::move(services))
    , m_drafts(new DraftModel(tasks, m_services, this))
{
    setObjectName(u"restoreWizard"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    setWizardStyle(QWizard::ClassicStyle);
    setOption(QWizard::NoBackButtonOnStartPage);
    setOption(QWizard::CancelButtonOnLeft, false);
    m_backupPage = new BackupPage(*m_drafts, this);
    m_confirmPage = new ConfirmPage(*m_drafts, m_services, this);
    addPage(m_backupPage);
    addPage(new TargetPage(*m_drafts, m_services, this));
    addPage(m_confirmPage);
    retranslateUi();
    resize(980, 700);
}

void RestoreWizard::addFiles(const QList<BackupFile>& files)
{
    if (currentPage() == m_backupPage || currentId() < 0)
        m_backupPage->addFiles(files);
}

void RestoreWizard::accept()
{
    if (result() == QDialog::Accepted)
        return; // a second click must not start a second restore
    QList<MigrationTask> tasks;
    for (int row = 0; row < m_drafts->rowCount(); ++row)
        tasks.append(m_drafts->task(row, m_confirmPage->precheckWanted()));
    QWizard::accept();
    emit tasksDrafted(tasks);
}

void RestoreWizard::changeEvent(QEvent* event)
{
    QWizard::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslateUi();
}

void RestoreWizard::retranslateUi()
{
    setWindowTitle(tr("New Restore Task"));
    setButtonText(QWizard::BackButton, tr("< &Back"));
    setButtonText(QWizard::NextButton, tr("&Next >"));
    setButtonText(QWizard::CancelButton, tr("Cancel"));
}

} // namespace bakferry
