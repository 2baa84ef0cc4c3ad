#include "models/preferences.h"

namespace bakferry {

using namespace Qt::StringLiterals;

namespace {

const QString jobsKey = u"jobsAtOnce"_s, daysKey = u"keepOldDays"_s, doneKey = u"noticeDone"_s, failedKey = u"noticeFailed"_s, decisionKey = u"noticeDecision"_s,
              commandKey = u"hookCommand"_s, urlKey = u"hookUrl"_s, secondsKey = u"hookSeconds"_s;

void take(const QMap<QString, QString>& settings, const QString& key, int least, int most, int& value)
{
    bool isNumber = false;
    const int number = settings.value(key).toInt(&isNumber);
    if (isNumber && number >= least && number <= most)
        value = number;
}

void take(const QMap<QString, QString>& settings, const QString& key, bool& value)
{
    const QString word = settings.value(key);
    if (word == u"yes" || word == u"no")
        value = word == u"yes";
}

QString word(bool value) { return value ? u"yes"_s : u"no"_s; }

} // namespace

Preferences Preferences::of(const QMap<QString, QString>& settings)
{
    Preferences found;
    take(settings, jobsKey, 1, mostJobsAtOnce, found.jobsAtOnce);
    take(settings, daysKey, 0, mostDays, found.keepOldDays);
    take(settings, doneKey, found.noticeDone);
    take(settings, failedKey, found.noticeFailed);
    take(settings, decisionKey, found.noticeDecision);
    take(settings, secondsKey, 1, mostHookSeconds, found.hookSeconds);
    found.hookCommand = settings.value(commandKey);
    found.hookUrl = settings.value(urlKey);
    return found;
}

QMap<QString, QString> Preferences::settings() const
{
    return {{jobsKey, QString::number(jobsAtOnce)}, {daysKey, QString::number(keepOldDays)}, {doneKey, word(noticeDone)}, {failedKey, word(noticeFailed)},
            {decisionKey, word(noticeDecision)}, {commandKey, hookCommand}, {urlKey, hookUrl}, {secondsKey, QString::number(hookSeconds)}};
}

} // namespace bakferry
