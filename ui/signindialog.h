#pragma once
#include "ui/fitteddialog.h"
#include "ui/services.h"

class QCheckBox;
class QLineEdit;
class QPushButton;

namespace bakferry {

class PlainLabel;
class ProblemLabel;

/// Asks for the secrets of one connection and tries them before it closes. Accepted: the password is with its keeper.
class SignInDialog : public FittedDialog
{
    Q_OBJECT

public:
    /// Deletes itself when closed.
    SignInDialog(const Services& services, const RestoreTarget& target, QWidget* parent);
    void accept() override;
    void reject() override;

private:
    void signedIn(const Result<ServerFacts>& facts);
    void endTry();
    Credentials entered() const;

    const Services& m_services;
    const RestoreTarget m_target;
    QLineEdit* m_password;
    QLineEdit* m_passphrase; ///< of the private key; hidden without one
    QCheckBox* m_remember;
    PlainLabel* m_noKeychain;
    PlainLabel* m_state;
    ProblemLabel* m_problem;
    QPushButton* m_signIn = nullptr;
    QObject* m_trying = nullptr; ///< context of the sign-in under way
    std::function<void()> m_stop;
};

} // namespace bakferry
