#include "app/taskhooks.h"

#include "engines/displaytext.h"
#include "models/taskreport.h"

#include <QJsonDocument>
#include <QNetworkReply>
#include <QProcess>
#include <QTimer>
#include <QUrl>

#include <memory>

namespace bakferry {

using namespace Qt::StringLiterals;

TaskHooks::TaskHooks(QObject* parent) : QObject(parent)
{
    m_network.setRedirectPolicy(QNetworkRequest::ManualRedirectPolicy); // the report goes where the DBA said and nowhere else
}

void TaskHooks::log(const QString& taskId, LogLevel level, const Message& text) { emit logged(taskId, {QDateTime::currentDateTimeUtc(), level, text}); }

void TaskHooks::taskChanged(const MigrationTask& task)
{
    if (!isFinal(task.phase))
        m_atWork.insert(task.id);
    else if (m_atWork.remove(task.id))
        taskEnded(task);
}

void TaskHooks::taskEnded(const MigrationTask& task)
{
    if (m_preferences.hookCommand.isEmpty() && m_preferences.hookUrl.isEmpty())
        return;
    const QByteArray report = QJsonDocument(resultReport(task)).toJson(QJsonDocument::Compact) + '\n';
    if (!m_preferences.hookCommand.isEmpty())
        runCommand(task, report);
    if (!m_preferences.hookUrl.isEmpty())
        post(task, report);
}

void TaskHooks::runCommand(const MigrationTask& task, const QByteArray& report)
{
    QStringList words = QProcess::splitCommand(m_preferences.hookCommand);
    if (words.isEmpty())
        return;
    auto* process = new QProcess(this);
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"BAKFERRY_TASK_ID"_s, task.id);
    environment.insert(u"BAKFERRY_TASK_NAME"_s, task.name);
    environment.insert(u"BAKFERRY_STATUS"_s, QString::fromLatin1(statusToken(task.status())));
    environment.insert(u"BAKFERRY_TARGET"_s, task.plan.target.display());
    process->setProcessEnvironment(environment);
    process->setProgram(words.takeFirst());
    process->setArguments(words);
    process->setStandardOutputFile(QProcess::nullDevice());
    process->setStandardErrorFile(QProcess::nullDevice());
    const QString shown = displayText(m_preferences.hookCommand);
    const auto isTooLate = std::make_shared<bool>(false);
    auto* clock = new QTimer(process);
    clock->setSingleShot(true);
    connect(clock, &QTimer::timeout, process, [process, isTooLate] {
        *isTooLate = true;
        process->kill();
    });
    connect(process, &QProcess::errorOccurred, this, [this, process, id = task.id, shown](QProcess::ProcessError error) {
        if (error != QProcess::FailedToStart)
            return;
        log(id, LogLevel::Warning, {QT_TRANSLATE_NOOP("Message", "The command %1 could not be started: %2."), {shown, displayText(process->errorString())}});
        process->deleteLater();
    });
    connect(process, &QProcess::finished, this, [this, process, isTooLate, id = task.id, shown](int exitCode, QProcess::ExitStatus status) {
        if (*isTooLate)
            log(id, LogLevel::Warning, {QT_TRANSLATE_NOOP("Message", "The command %1 was stopped, because it did not end in time."), {shown}});
        else if (status == QProcess::NormalExit && exitCode == 0)
            log(id, LogLevel::Info, {QT_TRANSLATE_NOOP("Message", "The command %1 ran."), {shown}});
        else
            log(id, LogLevel::Warning, {QT_TRANSLATE_NOOP("Message", "The command %1 ended with status %2."), {shown, QString::number(exitCode)}});
        process->deleteLater();
    });
    process->start();
    process->write(report);
    process->closeWriteChannel();
    clock->start(m_preferences.hookSeconds * 1000);
}

void TaskHooks::post(const MigrationTask& task, const QByteArray& report)
{
    const QUrl url(m_preferences.hookUrl, QUrl::StrictMode);
    QNetworkRequest request(url);
    request.setHeader(QNetworkRequest::ContentTypeHeader, u"application/json"_s);
    request.setTransferTimeout(m_preferences.hookSeconds * 1000);
    QNetworkReply* reply = m_network.post(request, report);
    // A user name or password in the address is nobody's business in a log.
    const QString shown = displayText(url.toDisplayString(QUrl::RemoveUserInfo | QUrl::RemoveQuery));
    connect(reply, &QNetworkReply::finished, this, [this, reply, id = task.id, shown] {
        const int status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
        if (status >= 200 && status < 300)
            log(id, LogLevel::Info, {QT_TRANSLATE_NOOP("Message", "%1 was told how the task ended."), {shown}});
        else if (status > 0)
            log(id, LogLevel::Warning, {QT_TRANSLATE_NOOP("Message", "%1 answered with status %2 when told how the task ended."), {shown, QString::number(status)}});
        else
            log(id, LogLevel::Warning, {QT_TRANSLATE_NOOP("Message", "%1 could not be told how the task ended: %2."), {shown, displayText(reply->errorString())}});
        reply->deleteLater();
    });
}

} // namespace bakferry
