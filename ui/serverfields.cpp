#include "ui/serverfields.h"

#include "engines/displaytext.h"
#include "models/environment.h"
#include "models/statustext.h"
#include "ui/filefield.h"
#include "ui/icons.h"
#include "ui/importdialog.h"
#include "ui/plaintext.h"
#include "ui/problemlabel.h"
#include "ui/theme.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalBlocker>
#include <QSpinBox>
#include <QStandardItemModel>
#include <QStringListModel>

namespace bakferry {

using namespace Qt::StringLiterals;

namespace {

const QString modeOption = u"sslmode"_s;
const QString certificateOption = u"sslrootcert"_s;
const QString ownCertificateOption = u"sslcert"_s;
const QString keyOption = u"sslkey"_s;

void setOrRemove(QVariantMap& options, const QString& key, const QString& value)
{
    if (value.isEmpty())
        options.remove(key);
    else
        options.insert(key, value);
}

} // namespace

QString encryptionText(const QString& sslMode)
{
    if (sslMode == u"verify-full")
        return ServerFields::tr("Verified: encrypted, and the server proves who it is");
    if (sslMode == u"verify-ca")
        return ServerFields::tr("Certified: encrypted, certificate checked without the host name");
    if (sslMode == u"require")
        return ServerFields::tr("Encrypted: but anybody may be the server");
    if (sslMode == u"prefer")
        return ServerFields::tr("Preferred: encrypted if the server offers it");
    if (sslMode == u"disable")
        return ServerFields::tr("Off: everything can be read on the way");
    return ServerFields::tr("Automatic: verified, on this machine preferred");
}

QString serverFactsText(const ServerFacts& facts)
{
    QStringList sentences;
    sentences += facts.encrypted ? ServerFields::tr("The connection is encrypted.") : ServerFields::tr("The connection is not encrypted.");
    sentences += ServerFields::tr("%n database(s) to restore into.", nullptr, int(facts.databases.size()));
    if (facts.superuser)
        sentences += ServerFields::tr("This user is a superuser: code in a backup could do anything on the server. A user who may only create databases is safer.");
    return displayText(facts.version, 200) + u'\n' + sentences.join(u' ');
}

ServerFields::ServerFields(const Services& services, QWidget* parent)
    : QWidget(parent)
    , m_services(services)
{
    setObjectName(u"serverFields"_s);
    makeFields();
    layOut();
    connectFields();
    retranslateUi();
    m_services.passwords.findKeychain(this, [this](bool isThere) {
        m_hasKeychain = isThere;
        showKeychain();
    });
}

void ServerFields::connectFields()
{
    connect(m_connections, &QComboBox::activated, this, &ServerFields::pickConnection);
    connect(m_import, &QPushButton::clicked, this, &ServerFields::importConnections);
    connect(m_name, &QLineEdit::textEdited, this, &ServerFields::showSaving);
    connect(m_group, &QComboBox::currentTextChanged, this, &ServerFields::showSaving);
    connect(m_save, &QPushButton::clicked, this, &ServerFields::saveConnection);
    connect(m_remove, &QPushButton::clicked, this, &ServerFields::removeConnection);
    connect(m_host, &QLineEdit::textEdited, this, &ServerFields::takePastedUrl);
    const auto takeAnew = [this] {
        forgetTest();
        takeFields();
    };
    for (QLineEdit* field : {m_host, m_user, m_password, m_passphrase})
        connect(field, &QLineEdit::textEdited, this, takeAnew);
    for (FileField* field : {m_certificate, m_ownCertificate, m_key})
        connect(field, &FileField::edited, this, takeAnew);
    connect(m_port, &QSpinBox::valueChanged, this, takeAnew);
    connect(m_encryption, &QComboBox::activated, this, takeAnew);
    connect(m_environment, &QComboBox::activated, this, &ServerFields::takeFields);
    connect(m_database, &QLineEdit::textChanged, this, &ServerFields::takeFields); // typed, or taken from the completer
    connect(m_remember, &QCheckBox::clicked, this, &ServerFields::takeFields);
    connect(m_test, &QPushButton::clicked, this, &ServerFields::test);
    for (const auto signal : {&QAbstractItemModel::rowsInserted, &QAbstractItemModel::rowsRemoved}) {
        connect(m_services.connections, signal, this, [this] {
            m_isListStale = true;
            fillConnections();
        });
    }
}

QString ServerFields::encryptionMode() const { return m_encryption->currentData().toString(); }

void ServerFields::showChoice(const EngineInfo& engine, const ServerChoice& choice)
{
    if (m_engine.id != engine.id || m_choice.profile != choice.profile)
        forgetTest();
    m_isListStale = m_isListStale || m_engine.id != engine.id;
    m_engine = engine;
    m_choice = choice;
    const ConnectionProfile& profile = choice.profile;
    const auto show = [](QLineEdit* field, const QString& text) {
        const QSignalBlocker quiet(field);
        if (field->text() != text) // a cursor in the middle of the text stays where it is
            field->setText(text);
    };
    if (const SavedConnection* saved = m_services.connections->find(choice.connectionId); saved && !m_name->isModified())
        show(m_name, saved->name);
    fillConnections();
    show(m_host, profile.host);
    show(m_user, profile.user);
    show(m_password, QString::fromUtf8(choice.password.password()));
    show(m_passphrase, QString::fromUtf8(choice.password.keyPassphrase()));
    for (const auto& [field, option] : {std::pair(m_certificate, certificateOption), std::pair(m_ownCertificate, ownCertificateOption), std::pair(m_key, keyOption)})
        show(field->line(), profile.options.value(option).toString());
    m_passphraseLabel->setVisible(!m_key->path().isEmpty());
    m_passphrase->setVisible(!m_key->path().isEmpty());
    show(m_database, choice.database);
    const QSignalBlocker quietPort(m_port);
    m_port->setValue(profile.port);
    m_port->setSpecialValueText(tr("%1 (usual)").arg(engine.defaultPort));
    // A mode of a pasted URL that is not in the list is added to it rather than changed.
    const QString mode = profile.options.value(modeOption).toString();
    if (m_encryption->findData(mode) < 0)
        m_encryption->addItem(encryptionText(mode), mode);
    m_encryption->setCurrentIndex(m_encryption->findData(mode));
    m_environment->setCurrentIndex(int(environmentOf(profile)));
    m_remember->setChecked(choice.remember);
    showKeychain();
}

void ServerFields::fillConnections()
{
    const ConnectionModel& saved = *m_services.connections;
    if (std::exchange(m_isListStale, false)) {
        m_connections->clear();
        m_connections->addItem(tr("New connection"), QString());
        QString heading;
        for (int row = 0; row < saved.rowCount(); ++row) {
            const SavedConnection& one = saved.at(row);
            if (one.profile.engineId != m_engine.id)
                continue;
            if (one.group != std::exchange(heading, one.group)) {
                m_connections->addItem(u"— "_s + displayText(one.group, 80) + u" —"_s);
                static_cast<QStandardItemModel*>(m_connections->model())->item(m_connections->count() - 1)->setFlags(Qt::NoItemFlags); // a heading, not to be chosen
            }
            const Environment environment = environmentOf(one.profile);
            const QString label = environment == Environment::Unlabelled ? QString() : u" · "_s + environmentText(environment);
            m_connections->addItem(environmentIcon(environment, palette()), displayText(one.name, 80) + label, one.id);
        }
        const QString group = m_group->currentText();
        const QSignalBlocker quiet(m_group);
        m_group->clear();
        m_group->addItems(QStringList(QString()) + saved.groups());
        m_group->setEditText(group);
    }
    m_connections->setCurrentIndex(qMax(0, m_connections->findData(m_choice.connectionId)));
    showSaving();
}

void ServerFields::showSaving()
{
    const SavedConnection* current = m_services.connections->find(m_choice.connectionId);
    m_remove->setEnabled(current);
    m_save->setText(current ? tr("Save Changes") : tr("Save"));
    const bool isAsSaved = current && current->profile == m_choice.profile && current->name == m_name->text().trimmed() && current->group == m_group->currentText().trimmed();
    m_save->setEnabled(isHost(m_choice.profile.host) && !isAsSaved);
    m_test->setEnabled(isHost(m_choice.profile.host) && !m_testing);
}

void ServerFields::showKeychain()
{
    m_remember->setVisible(m_hasKeychain);
    m_noKeychain->setVisible(!m_hasKeychain);
}

void ServerFields::takeFields()
{
    ConnectionProfile& profile = m_choice.profile;
    profile.engineId = m_engine.id;
    profile.host = m_host->text();
    profile.port = m_port->value();
    profile.user = m_user->text();
    setOrRemove(profile.options, modeOption, encryptionMode());
    setOrRemove(profile.options, certificateOption, m_certificate->path());
    setOrRemove(profile.options, ownCertificateOption, m_ownCertificate->path());
    setOrRemove(profile.options, keyOption, m_key->path());
    setEnvironment(profile, Environment(m_environment->currentIndex()));
    m_choice.password = Credentials(m_password->text().toUtf8(), m_key->path().isEmpty() ? QByteArray() : m_passphrase->text().toUtf8());
    m_choice.remember = m_hasKeychain && m_remember->isChecked();
    m_choice.database = m_database->text();
    m_passphraseLabel->setVisible(!m_key->path().isEmpty());
    m_passphrase->setVisible(!m_key->path().isEmpty());
    showSaving();
    emit changed(m_choice);
}

// DBAs have their servers as URLs at hand; one pasted as the host fills all the fields. One with a password is not taken apart.
void ServerFields::takePastedUrl()
{
    if (!m_host->text().contains(u"://"_s))
        return;
    const Result<RestoreTarget> target = parseTargetUrl(m_host->text().trimmed().toUtf8());
    if (!target || target->connection.engineId != m_engine.id)
        return;
    m_choice.connectionId.clear();
    m_choice.profile = target->connection;
    m_choice.database = QString::fromUtf8(target->database);
    showChoice(EngineInfo(m_engine), ServerChoice(m_choice));
}

void ServerFields::pickConnection()
{
    const SavedConnection* saved = m_services.connections->find(m_connections->currentData().toString());
    m_choice.connectionId = saved ? saved->id : QString();
    m_name->setText(saved ? saved->name : QString());
    m_group->setEditText(saved ? saved->group : QString());
    m_choice.profile = saved ? saved->profile : ConnectionProfile{.engineId = m_engine.id};
    m_choice.password = {};
    m_choice.remember = false;
    showChoice(EngineInfo(m_engine), ServerChoice(m_choice));
    forgetTest();
    emit changed(m_choice);
    if (!saved)
        return;
    m_services.passwords.find(saved->profile, this, [this, id = saved->id](const Credentials& found) {
        if (found.isEmpty() || m_choice.connectionId != id || !m_choice.password.isEmpty())
            return;
        m_choice.password = found;
        m_choice.remember = m_hasKeychain && !m_services.passwords.isForThisSession(m_choice.profile);
        showChoice(EngineInfo(m_engine), ServerChoice(m_choice));
        emit changed(m_choice);
    });
}

void ServerFields::saveConnection()
{
    const SavedConnection* current = m_services.connections->find(m_choice.connectionId);
    ConnectionProfile profile = m_choice.profile;
    profile.host = profile.host.trimmed();
    const QString typed = m_name->text().trimmed();
    const QString name = typed.isEmpty() ? m_services.connections->proposedName(profile) : typed;
    m_name->setText(name);
    const QString id = current ? current->id : QString();
    m_choice.connectionId = m_services.connections->save({id, name, profile, m_group->currentText().trimmed()});
    if (!m_choice.password.isEmpty())
        m_services.passwords.keep(profile, m_choice.password, m_choice.remember);
    fillConnections();
    emit changed(m_choice);
}

// What was imported waits in the list; the fields stay as they are.
void ServerFields::importConnections()
{
    auto* dialog = new ImportDialog(m_services, this);
    connect(dialog, &ImportDialog::imported, m_connections, qOverload<>(&QWidget::setFocus));
    dialog->open();
}

// The fields stay as they are, so saving again takes the removal back.
void ServerFields::removeConnection()
{
    if (const SavedConnection* current = m_services.connections->find(m_choice.connectionId))
        m_services.passwords.forget(current->profile);
    m_services.connections->remove(std::exchange(m_choice.connectionId, {}));
    fillConnections();
    emit changed(m_choice);
}

void ServerFields::test()
{
    forgetTest();
    QObject* const attempt = m_testing = new QObject(this);
    m_test->setEnabled(false);
    setTestText(tr("Signing in…"));
    RestoreTarget target{m_choice.profile, m_choice.database.toUtf8()};
    target.connection.host = target.connection.host.trimmed();
    m_stopTest = m_services.testConnection(target, m_choice.password, attempt, [this, attempt](const Result<ServerFacts>& facts) {
        if (attempt == m_testing)
            showFacts(facts);
    });
}

void ServerFields::showFacts(const Result<ServerFacts>& facts)
{
    forgetTest();
    m_facts = facts;
    if (facts) {
        m_databases->setStringList(facts->databases);
        const bool staysHere = m_choice.profile.host.trimmed().startsWith(u'/');
        setTestText(serverFactsText(*facts), facts->superuser || !(facts->encrypted || staysHere) ? u"level-warning"_s : u"status-succeeded"_s);
    } else {
        const QString detail = displayText(facts.error().detail, 400);
        setTestText(problemText(facts.error()) + (detail.isEmpty() ? QString() : u'\n' + detail), u"status-failed"_s, true);
    }
}

// What a test found is true of the fields it was made with only.
void ServerFields::forgetTest()
{
    if (m_testing) {
        if (m_stopTest)
            m_stopTest();
        m_testing->deleteLater();
        m_testing = nullptr;
    }
    m_stopTest = {};
    m_facts.reset();
    m_test->setEnabled(isHost(m_choice.profile.host));
    setTestText(QString());
}

void ServerFields::setTestText(const QString& text, const QString& icon, bool isBad)
{
    m_testText->setUntrustedLines(text.split(u'\n'));
    m_testText->setVisible(!text.isEmpty());
    m_testIcon->setVisible(!icon.isEmpty());
    if (icon.isEmpty())
        return;
    const TintKind kind = isBad ? TintKind::Bad : icon == u"level-warning" ? TintKind::Caution : TintKind::Good;
    m_testIcon->setPixmap(colouredIcon(icon, tint(kind, palette()).ink, 18, devicePixelRatioF()));
}

} // namespace bakferry
