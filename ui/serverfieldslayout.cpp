// How the fields of a server target look: made, laid out and named.
#include "models/environment.h"
#include "ui/filefield.h"
#include "ui/icons.h"
#include "ui/plaintext.h"
#include "ui/serverfields.h"

#include <QCheckBox>
#include <QComboBox>
#include <QCompleter>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QStringListModel>

namespace bakferry {

using namespace Qt::StringLiterals;

namespace {

// In the order of the list. Empty: verified, but for servers on this very machine.
const QStringList encryptionModes{QString(), u"verify-full"_s, u"require"_s, u"prefer"_s, u"disable"_s};

} // namespace

void ServerFields::makeFields()
{
    const auto label = [this] {
        auto* made = new PlainLabel(this);
        made->setWordWrap(false);
        return made;
    };
    const auto line = [this](const char* name) {
        auto* made = new QLineEdit(this);
        made->setObjectName(QString::fromLatin1(name));
        return made;
    };
    const auto button = [this](const char* name) {
        auto* made = new QPushButton(this);
        made->setObjectName(QString::fromLatin1(name));
        made->setAutoDefault(false);
        return made;
    };
    m_connectionLabel = label();
    m_connections = new QComboBox(this);
    m_connections->setObjectName(u"connections"_s);
    m_connections->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_import = button("importConnections");
    m_nameLabel = label();
    m_name = line("connectionName");
    m_group = new QComboBox(this);
    m_group->setObjectName(u"connectionGroup"_s);
    m_group->setEditable(true);
    m_group->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_save = button("saveConnection");
    m_remove = button("removeConnection");
    m_hostLabel = label();
    m_host = line("serverHost");
    m_portLabel = label();
    m_port = new QSpinBox(this);
    m_port->setObjectName(u"serverPort"_s);
    m_port->setRange(0, 65535);
    m_userLabel = label();
    m_user = line("serverUser");
    m_passwordLabel = label();
    m_password = line("serverPassword");
    m_password->setEchoMode(QLineEdit::Password);
    m_remember = new QCheckBox(this);
    m_remember->setObjectName(u"rememberPassword"_s);
    m_noKeychain = new PlainLabel(this);
    m_noKeychain->setObjectName(u"noKeychain"_s);
    m_noKeychain->setForegroundRole(QPalette::PlaceholderText);
    m_encryptionLabel = label();
    m_encryption = new QComboBox(this);
    m_encryption->setObjectName(u"encryption"_s);
    m_encryption->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    for (const QString& mode : encryptionModes)
        m_encryption->addItem(QString(), mode);
    m_certificateLabel = label();
    m_certificate = new FileField("rootCertificate", "browseCertificate", this);
    m_ownCertificateLabel = label();
    m_ownCertificate = new FileField("clientCertificate", "browseClientCertificate", this);
    m_keyLabel = label();
    m_key = new FileField("clientKey", "browseClientKey", this);
    m_passphraseLabel = label();
    m_passphrase = line("keyPassphrase");
    m_passphrase->setEchoMode(QLineEdit::Password);
    m_passphraseLabel->hide();
    m_passphrase->hide();
    m_test = button("testConnection");
    m_testIcon = new QLabel(this);
    m_testText = new PlainLabel(this);
    m_testText->setObjectName(u"testResult"_s);
    m_environmentLabel = label();
    m_environment = new QComboBox(this);
    m_environment->setObjectName(u"environment"_s);
    for (int i = 0; i < environmentCount; ++i)
        m_environment->addItem(QString());
    m_databaseLabel = label();
    m_database = line("databaseName");
    m_databases = new QStringListModel(this);
    auto* completer = new QCompleter(m_databases, this);
    completer->setFilterMode(Qt::MatchContains);
    m_database->setCompleter(completer);
}

void ServerFields::layOut()
{
    auto* grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setColumnStretch(1, 3);
    grid->setColumnStretch(3, 2);
    const auto row = [](std::initializer_list<QWidget*> widgets) {
        auto* made = new QHBoxLayout;
        for (QWidget* widget : widgets)
            made->addWidget(widget);
        return made;
    };
    grid->addWidget(m_connectionLabel, 0, 0);
    auto* connectionRow = row({m_connections, m_import});
    connectionRow->setStretch(0, 1);
    grid->addLayout(connectionRow, 0, 1, 1, 3);
    grid->addWidget(m_hostLabel, 1, 0);
    grid->addWidget(m_host, 1, 1);
    grid->addWidget(m_portLabel, 1, 2);
    grid->addWidget(m_port, 1, 3);
    grid->addWidget(m_userLabel, 2, 0);
    grid->addWidget(m_user, 2, 1);
    grid->addWidget(m_passwordLabel, 2, 2);
    grid->addWidget(m_password, 2, 3);
    grid->addWidget(m_remember, 3, 3);
    grid->addWidget(m_noKeychain, 3, 3);
    grid->addWidget(m_encryptionLabel, 4, 0);
    grid->addWidget(m_encryption, 4, 1, 1, 3);
    grid->addWidget(m_certificateLabel, 5, 0);
    grid->addWidget(m_certificate, 5, 1);
    grid->addWidget(m_ownCertificateLabel, 5, 2);
    grid->addWidget(m_ownCertificate, 5, 3);
    grid->addWidget(m_keyLabel, 6, 0);
    grid->addWidget(m_key, 6, 1);
    grid->addWidget(m_passphraseLabel, 6, 2);
    grid->addWidget(m_passphrase, 6, 3);
    auto* testRow = row({m_test, m_testIcon, m_testText});
    testRow->setAlignment(m_test, Qt::AlignTop);
    testRow->setAlignment(m_testIcon, Qt::AlignTop);
    testRow->setStretch(2, 1);
    grid->addLayout(testRow, 7, 1, 1, 3);
    grid->addWidget(m_databaseLabel, 8, 0);
    grid->addWidget(m_database, 8, 1);
    grid->addWidget(m_environmentLabel, 8, 2);
    grid->addWidget(m_environment, 8, 3);
    auto* nameRow = row({m_name, m_group, m_save, m_remove});
    nameRow->setStretch(0, 3);
    nameRow->setStretch(1, 2);
    grid->addWidget(m_nameLabel, 9, 0);
    grid->addLayout(nameRow, 9, 1, 1, 3);
    const std::pair<PlainLabel*, QWidget*> buddies[] = {{m_connectionLabel, m_connections}, {m_hostLabel, m_host}, {m_portLabel, m_port},
                                                        {m_userLabel, m_user}, {m_passwordLabel, m_password}, {m_encryptionLabel, m_encryption},
                                                        {m_certificateLabel, m_certificate}, {m_environmentLabel, m_environment}, {m_databaseLabel, m_database},
                                                        {m_ownCertificateLabel, m_ownCertificate}, {m_keyLabel, m_key}, {m_passphraseLabel, m_passphrase}, {m_nameLabel, m_name}};
    for (const auto& [label, field] : buddies)
        label->setBuddy(field);
}

void ServerFields::retranslateUi()
{
    nameFields();
    nameCertificates();
    m_isListStale = true;
    fillConnections();
    if (m_facts)
        showFacts(Result<ServerFacts>(*m_facts));
}

void ServerFields::nameCertificates()
{
    m_certificateLabel->setText(tr("Root certi&ficate"));
    m_certificate->setWords(tr("Choose the Root Certificate"), tr("those of the system"), tr("File of the root certificate"));
    setPlainToolTip(m_certificate, u"sslrootcert"_s);
    m_ownCertificateLabel->setText(tr("C&lient certificate"));
    m_ownCertificate->setWords(tr("Choose the Client Certificate"), tr("none"), tr("File of the client certificate"));
    setPlainToolTip(m_ownCertificate, u"sslcert"_s);
    m_keyLabel->setText(tr("Private &key"));
    m_key->setWords(tr("Choose the Private Key"), tr("none"), tr("File of the private key"));
    setPlainToolTip(m_key, u"sslkey"_s);
    m_passphraseLabel->setText(tr("Passphra&se"));
    m_passphrase->setPlaceholderText(tr("if the key is encrypted"));
    m_passphrase->setAccessibleName(tr("Passphrase of the private key"));
}

void ServerFields::nameFields()
{
    m_connectionLabel->setText(tr("Connect&ion"));
    m_import->setText(tr("I&mport…"));
    setPlainToolTip(m_import, tr("Take over servers from .pgpass, pg_service.conf, .my.cnf and odbc.ini."));
    m_nameLabel->setText(tr("Save as"));
    m_name->setPlaceholderText(tr("name in the list"));
    m_group->lineEdit()->setPlaceholderText(tr("group"));
    m_remove->setText(tr("Remove"));
    m_hostLabel->setText(tr("&Host"));
    m_host->setPlaceholderText(tr("db.example.com, 10.0.0.7 or /run/socket-folder"));
    m_portLabel->setText(tr("&Port"));
    m_userLabel->setText(tr("&User"));
    m_user->setPlaceholderText(tr("the user of this desktop"));
    m_passwordLabel->setText(tr("Pass&word"));
    m_remember->setText(tr("&Remember in the keychain"));
    m_noKeychain->setText(tr("There is no keychain: kept until BakFerry ends."));
    m_encryptionLabel->setText(tr("&Encryption"));
    for (int i = 0; i < m_encryption->count(); ++i)
        m_encryption->setItemText(i, encryptionText(m_encryption->itemData(i).toString()));
    setPlainToolTip(m_encryption, u"sslmode"_s);
    m_test->setText(tr("&Test Connection"));
    m_environmentLabel->setText(tr("Ser&ves as"));
    for (int i = 0; i < environmentCount; ++i)
        m_environment->setItemText(i, environmentText(Environment(i)));
    for (int i = 0; i < environmentCount; ++i)
        m_environment->setItemIcon(i, environmentIcon(Environment(i), palette()));
    setPlainToolTip(m_environment, tr("Overwriting a database in production asks for its name before it starts."));
    m_databaseLabel->setText(tr("&Database name"));
    m_port->setSpecialValueText(tr("%1 (usual)").arg(m_engine.defaultPort));
    const std::pair<QWidget*, QString> names[] = {{m_connections, tr("Saved connections")}, {m_name, tr("Name of the connection")}, {m_host, tr("Host name, address or socket folder")},
                                                  {m_port, tr("Port")}, {m_user, tr("User")}, {m_password, tr("Password")}, {m_encryption, tr("Encryption")},
                                                  {m_group, tr("Group of the connection")}, {m_environment, tr("What the server is for")}, {m_database, tr("Database name")}};
    for (const auto& [field, name] : names)
        field->setAccessibleName(name);
}

} // namespace bakferry
