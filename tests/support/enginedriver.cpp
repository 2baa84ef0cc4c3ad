#include "tests/support/enginedriver.h"

namespace bakferry {

using namespace Qt::StringLiterals;

JobContext EngineDriver::context()
{
    JobContext context;
    context.stop = stop.get_token();
    context.progress = onProgress;
    context.objectProgress = [this](const ObjectReport& object) {
        const std::lock_guard lock(*m_mutex);
        objects[object.object] = object;
    };
    context.log = [this](LogLevel, const Message& message) { log += QString::fromUtf8(message.source); };
    context.record = [this](const JournalEntry& entry) -> Result<void> {
        if (onJournal) {
            if (const Result<void> answer = onJournal(entry); !answer)
                return answer;
        }
        journal += entry;
        return {};
    };
    return context;
}

RestoreOutcome EngineDriver::restore()
{
    if (request.taskId.isEmpty())
        request.taskId = u"0123456789abcdef0123456789abcdef"_s;
    report = precheck();
    if (const Finding* blocker = report.worstBlocker()) {
        RestoreOutcome refused;
        refused.error = errorOf(*blocker);
        return refused;
    }
    request.evidence = report.evidence;
    return m_engine.restore(request, context());
}

QStringList openFindings(const PrecheckReport& report)
{
    static constexpr const char* words[] = {"Passed", "Warning", "Blocker", "NotCheckable"};
    QStringList lines;
    for (const Finding& finding : report.findings) {
        if (finding.level != FindingLevel::Passed)
            lines += u"%1: %2 %3"_s.arg(QLatin1StringView(finding.checkId), QLatin1StringView(words[int(finding.level)]), QLatin1StringView(finding.code)).trimmed();
    }
    return lines;
}

} // namespace bakferry
