#pragma once
#include "app/passwordinput.h"
#include "app/previews.h"

#include <QObject>

namespace bakferry {

/// Gets the password with which a command signs in to the target's server: from the source it was given; else by asking the person
/// at the terminal, once, when the server wants one. Kept in memory only. Main thread.
class CliSignIn : public QObject
{
    Q_OBJECT

public:
    explicit CliSignIn(PasswordSource source, QObject* parent = nullptr);

    /// `done` gets the credentials, empty ones where none are wanted or nobody can be asked; Error{Usage} for a bad source,
    /// Error{Cancelled} when the question was not answered. May answer at once.
    void begin(const RestoreTarget& target, std::function<void(const Result<Credentials>&)> done);
    /// Ends the look at the server that finds out whether a password is wanted.
    void stop();
    /// What is known so far without asking anybody.
    Credentials credentials(const RestoreTarget& target);

private:
    const Result<Credentials>& given(const RestoreTarget& target);
    void ask(const RestoreTarget& target, bool forKey, const std::function<void(const Result<Credentials>&)>& done);

    const PasswordSource m_source;
    std::optional<Result<Credentials>> m_known;
    Previews m_previews;
    Previews::Stop m_stop;
};

} // namespace bakferry
