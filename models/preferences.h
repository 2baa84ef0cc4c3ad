#pragma once
#include <QMap>
#include <QMetaType>
#include <QString>

namespace bakferry {

/// What a DBA may set in the settings, beside language and theme. A plain value; kept in the task store as words.
struct Preferences
{
    static constexpr int mostJobsAtOnce = 16, mostDays = 3650, mostHookSeconds = 3600;

    int jobsAtOnce = 2;   ///< tasks that run side by side, 1 to mostJobsAtOnce
    int keepOldDays = 0;  ///< how long kept old databases stay; 0: until they are discarded by hand
    bool noticeDone = true, noticeFailed = true, noticeDecision = true; ///< on the desktop, when the window is not in front
    QString hookCommand;  ///< program and arguments that run after a task, no shell; empty: none
    QString hookUrl;      ///< gets the report of a task as JSON by POST; empty: none
    int hookSeconds = 30; ///< after which a hook is stopped

    /// What is missing or makes no sense is as it is by default.
    static Preferences of(const QMap<QString, QString>& settings);
    QMap<QString, QString> settings() const;
    friend bool operator==(const Preferences&, const Preferences&) = default;
};

} // namespace bakferry

Q_DECLARE_METATYPE(bakferry::Preferences)
