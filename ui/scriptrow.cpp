#include "ui/scriptrow.h"

#include "engines/displaytext.h"
#include "models/statustext.h"
#include "ui/plaintext.h"

#include <QFile>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QPushButton>
#include <QSaveFile>
#include <QUuid>

namespace bakferry {

using namespace Qt::StringLiterals;

namespace {

Result<void> writeScriptFile(const QByteArray& path, const QByteArray& script)
{
    QSaveFile file(QFile::decodeName(path));
    if (file.open(QIODevice::WriteOnly) && file.write(script) == script.size() && file.commit())
        return {};
    return Error{ErrorKind::TargetUnusable, "script.write", {QT_TRANSLATE_NOOP("Message", "The script could not be written to %1."), {displayBytes(path)}},
                 {QT_TRANSLATE_NOOP("Message", "Choose a folder that you may write and that has room."), {}}, file.errorString()};
}

} // namespace

ScriptRow::ScriptRow(const Services& services, QWidget* parent) : QWidget(parent), m_services(services), m_button(new QPushButton(this)), m_result(new PlainLabel(this))
{
    m_button->setObjectName(u"saveScript"_s);
    m_button->setAutoDefault(false);
    m_result->setObjectName(u"scriptResult"_s);
    connect(m_button, &QPushButton::clicked, this, &ScriptRow::ask);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins({});
    row->addWidget(m_button);
    row->addWidget(m_result, 1);
    retranslateUi();
}

void ScriptRow::retranslateUi() { m_button->setText(tr("Save as &Script…")); }

void ScriptRow::setDraft(const MigrationTask& draft)
{
    m_draft = draft;
    m_draft.id = QUuid::createUuid().toString(QUuid::Id128); // names the staging database in the script
    const EngineInfo* engine = m_services.engineInfo(draft.plan.target.connection.engineId);
    setVisible(engine && engine->writesScript);
}

void ScriptRow::tell(const Message& what) { m_result->setText(translated(what)); }

void ScriptRow::ask()
{
    m_result->setText({});
    auto* dialog = new QFileDialog(this, tr("Save the restore as a script"));
    dialog->setObjectName(u"scriptDialog"_s);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setNameFilters({tr("SQL script (*.sql)")});
    dialog->setDefaultSuffix(u"sql"_s);
    dialog->selectFile(m_draft.name);
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString& path) { write(QFile::encodeName(path)); });
    dialog->open();
}

void ScriptRow::write(const QByteArray& path)
{
    m_services.script(m_draft, this, [this, path](const Result<QByteArray>& script) {
        if (!script)
            return tell(script.error().what);
        m_services.runAside([path, bytes = *script] { return writeScriptFile(path, bytes); }, this, [this, path](const Result<void>& done) {
            tell(done ? Message{QT_TRANSLATE_NOOP("Message", "The script was written to %1."), {displayBytes(path)}} : done.error().what);
        });
    });
}

} // namespace bakferry
