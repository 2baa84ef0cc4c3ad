#include "app/cliscript.h"

#include "engines/catalog.h"
#include "engines/displaytext.h"
#include "models/exitstatus.h"

#include <QFile>
#include <QSaveFile>
#include <QUuid>

namespace bakferry {

using namespace Qt::StringLiterals;

CliScript::CliScript(CliRequest request, CliOutput& output) : CliTask(std::move(request), output), m_previews(engineById) { }

void CliScript::start()
{
    MigrationTask draft;
    draft.id = QUuid::createUuid().toString(QUuid::Id128); // names the staging database in the script
    draft.plan = m_request.plan;
    m_stop = m_previews.script(draft, this, [this](const Result<QByteArray>& script) { tell(script); });
}

void CliScript::stop() { m_stop(); }

void CliScript::tell(const Result<QByteArray>& script)
{
    if (!script)
        return fail(script.error());
    if (!m_request.outputPath.isEmpty()) {
        QSaveFile file(QFile::decodeName(m_request.outputPath));
        if (!file.open(QIODevice::WriteOnly) || file.write(*script) != script->size() || !file.commit())
            return fail({ErrorKind::StoreFailed, "script.write", {QT_TRANSLATE_NOOP("Message", "The script could not be written to %1."), {displayBytes(m_request.outputPath)}},
                         {QT_TRANSLATE_NOOP("Message", "Choose another place."), {}}, file.errorString()});
    }
    if (m_output.isJson())
        m_output.print(QJsonObject{{u"type"_s, u"result"_s}, {u"status"_s, u"Succeeded"_s}, {u"script"_s, QString::fromUtf8(*script)}, {u"error"_s, QJsonValue()}, {u"exitStatus"_s, 0}});
    else if (m_request.outputPath.isEmpty())
        m_output.print(QString::fromUtf8(*script).chopped(1));
    emit ended(m_output.lostOutput() ? int(ExitStatus::Failed) : int(ExitStatus::Done));
}

} // namespace bakferry
