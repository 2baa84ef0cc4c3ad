#pragma once
#include "ui/services.h"

#include <QObject>

#include <memory>

class QWidget;

namespace bakferry {

/// Makes sure that the passwords a wish needs are at hand before it is sent on: asks for those that are not kept, or that the
/// server refused the last time. One dialog at a time; cancelling it drops the tasks of that connection. GUI thread.
class SignIn : public QObject
{
    Q_OBJECT

public:
    /// @param window  parent of the questions
    SignIn(const Services& services, QWidget& window);

    /// `then` is called with the ids of the tasks that can go on, at once when none needs a password; not at all when none can.
    void before(const QList<MigrationTask>& tasks, std::function<void(const QStringList& ids)> then);

private:
    struct Way;
    void goOn(const std::shared_ptr<Way>& way);
    void ask(const std::shared_ptr<Way>& way, const RestoreTarget& target);
    QDateTime lastSignIn(const ConnectionProfile& connection) const;

    const Services& m_services;
    QWidget& m_window;
    QList<std::pair<ConnectionProfile, QDateTime>> m_signIns; ///< that went well, in this run of the program
};

} // namespace bakferry
