#include "ui/signindialog.h"

#include "engines/displaytext.h"
#include "ui/plaintext.h"
#include "ui/problemlabel.h"

#include <QCheckBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QPushButton>
#include <QVBoxLayout>

namespace bakferry {

using namespace Qt::StringLiterals;

SignInDialog::SignInDialog(const Services& services, const RestoreTarget& target, QWidget* parent)
    : FittedDialog(parent)
    , m_services(services)
    , m_target(target)
    , m_password(new QLineEdit(this))
    , m_passphrase(new QLineEdit(this))
    , m_remember(new QCheckBox(tr("&Remember in the keychain"), this))
    , m_noKeychain(new PlainLabel(tr("There is no keychain: kept until BakFerry ends."), this))
    , m_state(new PlainLabel(this))
    , m_problem(new ProblemLabel(this))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setObjectName(u"signInDialog"_s);
    setWindowTitle(tr("Sign In to %1").arg(displayText(target.connection.host, 80)));
    setMinimumWidth(460);
    m_password->setObjectName(u"signInPassword"_s);
    m_password->setEchoMode(QLineEdit::Password);
    m_passphrase->setObjectName(u"signInPassphrase"_s);
    m_passphrase->setEchoMode(QLineEdit::Password);
    m_remember->setObjectName(u"signInRemember"_s);
    m_remember->hide();
    m_noKeychain->hide();
    m_noKeychain->setForegroundRole(QPalette::PlaceholderText);
    m_problem->setObjectName(u"signInProblem"_s);
    m_state->hide();
    auto* shown = new ValueField(this);
    shown->setUntrustedText(target.display());
    auto* buttons = new QDialogButtonBox(this);
    m_signIn = buttons->addButton(tr("Sign In"), QDialogButtonBox::AcceptRole);
    m_signIn->setObjectName(u"signInGo"_s);
    buttons->addButton(tr("Cancel"), QDialogButtonBox::RejectRole)->setObjectName(u"signInCancel"_s);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto* form = new QFormLayout;
    form->addRow(tr("Target"), shown);
    form->addRow(tr("&Password"), m_password);
    const bool hasKey = !target.connection.options.value(u"sslkey"_s).toString().isEmpty();
    m_passphrase->setVisible(hasKey);
    if (hasKey)
        form->addRow(tr("Passp&hrase of the key"), m_passphrase);
    auto* column = new QVBoxLayout(this);
    column->addLayout(form);
    for (QWidget* below : std::initializer_list<QWidget*>{m_remember, m_noKeychain, m_state, m_problem, buttons})
        column->addWidget(below);
    m_services.passwords.findKeychain(this, [this](bool isThere) {
        m_remember->setVisible(isThere);
        m_noKeychain->setVisible(!isThere);
        fit();
    });
    m_password->setFocus();
}

Credentials SignInDialog::entered() const { return Credentials(m_password->text().toUtf8(), m_passphrase->text().toUtf8()); }

void SignInDialog::accept()
{
    if (m_trying)
        return;
    QObject* const attempt = m_trying = new QObject(this);
    m_signIn->setEnabled(false);
    m_problem->setProblem({});
    m_state->setText(tr("Signing in…"));
    m_state->show();
    m_stop = m_services.testConnection(m_target, entered(), attempt,
                                       [this, attempt](const Result<ServerFacts>& facts) {
                                           if (attempt == m_trying)
                                               signedIn(facts);
                                       });
}

void SignInDialog::signedIn(const Result<ServerFacts>& facts)
{
    endTry();
    if (!facts) {
        m_problem->setProblem(problemText(facts.error()));
        m_password->selectAll();
        m_password->setFocus();
        return;
    }
    m_services.passwords.keep(m_target.connection, entered(), m_remember->isVisible() && m_remember->isChecked());
    QDialog::accept();
}

void SignInDialog::reject()
{
    if (m_stop)
        m_stop();
    endTry();
    QDialog::reject();
}

void SignInDialog::endTry()
{
    if (m_trying)
        m_trying->deleteLater();
    m_trying = nullptr;
    m_stop = {};
    m_signIn->setEnabled(true);
    m_state->hide();
}

} // namespace bakferry
