#pragma once
#include "ui/serverchoice.h"
#include "ui/services.h"

#include <QWidget>

class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QSpinBox;
class QStringListModel;

namespace bakferry {

class FileField;
class PlainLabel;

/// The fields of a server target: saved connections by group, address, user, password, encryption and certificates, a test of all that,
/// and the name of the database. The test signs in and says what the connection really is, not what was asked for. GUI thread.
class ServerFields : public QWidget
{
    Q_OBJECT

public:
    ServerFields(const Services& services, QWidget* parent = nullptr);

    /// Shows the choice in the fields, as far as it differs from what they hold.
    void showChoice(const EngineInfo& engine, const ServerChoice& choice);
    void retranslateUi();

signals:
    void changed(const bakferry::ServerChoice& choice);

private:
    void makeFields();
    void layOut();
    void nameFields();
    void nameCertificates();
    void connectFields();
    void fillConnections();
    void showSaving();
    void showKeychain();
    void importConnections();
    void takeFields();
    void takePastedUrl();
    void pickConnection();
    void saveConnection();
    void removeConnection();
    void test();
    void showFacts(const Result<ServerFacts>& facts);
    void forgetTest();
    void setTestText(const QString& text, const QString& icon = {}, bool isBad = false);
    QString encryptionMode() const;

    const Services& m_services;
    EngineInfo m_engine;
    ServerChoice m_choice;
    bool m_hasKeychain = false;
    bool m_isListStale = true;
    std::function<void()> m_stopTest;
    QObject* m_testing = nullptr; ///< context of the test under way
    std::optional<Result<ServerFacts>> m_facts;

    PlainLabel* m_connectionLabel = nullptr;
    QComboBox* m_connections = nullptr;
    QPushButton* m_import = nullptr;
    PlainLabel* m_nameLabel = nullptr;
    QLineEdit* m_name = nullptr;
    QComboBox* m_group = nullptr;
    QPushButton* m_save = nullptr;
    QPushButton* m_remove = nullptr;
    PlainLabel* m_hostLabel = nullptr;
    QLineEdit* m_host = nullptr;
    PlainLabel* m_portLabel = nullptr;
    QSpinBox* m_port = nullptr;
    PlainLabel* m_userLabel = nullptr;
    QLineEdit* m_user = nullptr;
    PlainLabel* m_passwordLabel = nullptr;
    QLineEdit* m_password = nullptr;
    QCheckBox* m_remember = nullptr;
    PlainLabel* m_noKeychain = nullptr;
    PlainLabel* m_encryptionLabel = nullptr;
    QComboBox* m_encryption = nullptr;
    PlainLabel* m_certificateLabel = nullptr;
    FileField* m_certificate = nullptr;
    PlainLabel* m_ownCertificateLabel = nullptr;
    FileField* m_ownCertificate = nullptr;
    PlainLabel* m_keyLabel = nullptr;
    FileField* m_key = nullptr;
    PlainLabel* m_passphraseLabel = nullptr;
    QLineEdit* m_passphrase = nullptr; ///< shown with a key only
    QPushButton* m_test = nullptr;
    QLabel* m_testIcon = nullptr;
    PlainLabel* m_testText = nullptr;
    PlainLabel* m_environmentLabel = nullptr;
    QComboBox* m_environment = nullptr;
    PlainLabel* m_databaseLabel = nullptr;
    QLineEdit* m_database = nullptr;
    QStringListModel* m_databases = nullptr;
};

/// What the connection was found to be, in sentences.
QString serverFactsText(const ServerFacts& facts);
/// "encrypted and verified" …, of the words a profile's option "sslmode" may hold; for people.
QString encryptionText(const QString& sslMode);

} // namespace bakferry
