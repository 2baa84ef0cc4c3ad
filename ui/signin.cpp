#include "ui/signin.h"

#include "ui/signindialog.h"

#include <algorithm>
#include <memory>

namespace bakferry {

/// One wish on its way, connection by connection.
struct SignIn::Way
{
    QList<MigrationTask> waiting; ///< need a password
    QStringList ready;
    std::function<void(const QStringList&)> then;

    /// Moves the tasks of a connection out of the waiting ones.
    void settle(const ConnectionProfile& connection, bool isSignedIn)
    {
        for (const MigrationTask& task : std::as_const(waiting)) {
            if (isSignedIn && task.plan.target.connection == connection)
                ready += task.id;
        }
        waiting.removeIf([&](const MigrationTask& task) { return task.plan.target.connection == connection; });
    }
};

SignIn::SignIn(const Services& services, QWidget& window)
    : QObject(&window)
    , m_services(services)
    , m_window(window)
{
}

void SignIn::before(const QList<MigrationTask>& tasks, std::function<void(const QStringList& ids)> then)
{
    const auto way = std::make_shared<Way>();
    way->then = std::move(then);
    for (const MigrationTask& task : tasks) {
        if (task.needsPassword())
            way->waiting += task;
        else
            way->ready += task.id;
    }
    goOn(way);
}

void SignIn::goOn(const std::shared_ptr<Way>& way)
{
    if (way->waiting.isEmpty()) {
        if (!way->ready.isEmpty())
            way->then(way->ready);
        return;
    }
    const RestoreTarget target = way->waiting.first().plan.target;
    // A refusal counts as long as nobody has signed in since.
    const QDateTime signedInUtc = lastSignIn(target.connection);
    const auto wasRefused = [&](const MigrationTask& task) {
        const bool isSince = !signedInUtc.isValid() || task.finishedUtc > signedInUtc;
        return task.plan.target.connection == target.connection && task.wasSignInRefused() && isSince;
    };
    if (std::any_of(way->waiting.cbegin(), way->waiting.cend(), wasRefused))
        return ask(way, target); // the kept one, if there is one, did not do
    m_services.passwords.find(target.connection, this, [this, way, target](const Credentials& found) {
        if (found.isEmpty())
            return ask(way, target);
        way->settle(target.connection, true);
        goOn(way);
    });
}

void SignIn::ask(const std::shared_ptr<Way>& way, const RestoreTarget& target)
{
    auto* dialog = new SignInDialog(m_services, target, &m_window);
    connect(dialog, &QDialog::finished, this, [this, way, target](int result) {
        if (result == QDialog::Accepted)
            m_signIns.append({target.connection, QDateTime::currentDateTimeUtc()});
        way->settle(target.connection, result == QDialog::Accepted);
        goOn(way);
    });
    dialog->open();
}

QDateTime SignIn::lastSignIn(const ConnectionProfile& connection) const
{
    QDateTime last;
    for (const auto& [signedIn, timeUtc] : m_signIns) {
        if (signedIn == connection)
            last = timeUtc;
    }
    return last;
}

} // namespace bakferry
