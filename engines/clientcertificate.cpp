#include "engines/clientcertificate.h"

#include "engines/displaytext.h"

#include <QFile>
#include <QtGlobal>

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <memory>
#include <sys/stat.h>
#include <unistd.h>

#include <openssl/err.h>
#include <openssl/pem.h>

namespace bakferry {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 largestFile = 1024 * 1024;

struct Free
{
    void operator()(BIO* one) const { BIO_free(one); }
    void operator()(EVP_PKEY* one) const { EVP_PKEY_free(one); }
    void operator()(X509* one) const { X509_free(one); }
};
template <typename Thing>
using Owned = std::unique_ptr<Thing, Free>;

struct FileContent
{
    QByteArray bytes;
    bool isOpenToOthers = false;
};

Error unusable(const char* what, const QStringList& arguments, const char* hint, const QString& detail = {})
{
    return {ErrorKind::TargetUnusable, "server.client_certificate", {what, arguments}, {hint, {}}, detail};
}

Result<FileContent> contentOf(const QByteArray& path)
{
    const auto failure = [&path](const QString& detail) {
        return unusable(QT_TRANSLATE_NOOP("Message", "The file %1 of the client certificate cannot be read."), {displayBytes(path)},
                        QT_TRANSLATE_NOOP("Message", "Check the path and who may read the file."), detail);
    };
    const int fd = ::open(path.constData(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (fd < 0)
        return failure(QString::fromLocal8Bit(std::strerror(errno)));
    struct stat facts = {};
    QFile file;
    file.open(fd, QIODevice::ReadOnly, QFileDevice::AutoCloseHandle);
    if (::fstat(fd, &facts) != 0 || !S_ISREG(facts.st_mode) || facts.st_size > largestFile)
        return failure({});
    // As libpq has it: the owner's alone, but one of root's may be shared with a group.
    const mode_t others = facts.st_uid == 0 ? S_IWGRP | S_IXGRP | S_IRWXO : S_IRWXG | S_IRWXO;
    return FileContent{file.read(largestFile), (facts.st_mode & others) != 0};
}

// Gives the library the passphrase; without this it would ask for one on the terminal.
extern "C" int givePassphrase(char* buffer, int size, int, void* given)
{
    const auto* passphrase = static_cast<const QByteArray*>(given);
    if (passphrase->size() > size)
        return 0;
    std::memcpy(buffer, passphrase->constData(), size_t(passphrase->size()));
    return int(passphrase->size());
}

bool isEncrypted(const QByteArray& pem) { return pem.contains("-----BEGIN ENCRYPTED PRIVATE KEY-----") || pem.contains("Proc-Type: 4,ENCRYPTED"); }

std::optional<Error> keyProblem(const ClientCertificate& named, const QByteArray& certificatePem, const QByteArray& keyPem, const QByteArray& passphrase)
{
    const Owned<BIO> certificateText(BIO_new_mem_buf(certificatePem.constData(), int(certificatePem.size())));
    const Owned<BIO> keyText(BIO_new_mem_buf(keyPem.constData(), int(keyPem.size())));
    QByteArray given = passphrase;
    const Owned<X509> certificate(PEM_read_bio_X509(certificateText.get(), nullptr, givePassphrase, &given));
    const Owned<EVP_PKEY> key(PEM_read_bio_PrivateKey(keyText.get(), nullptr, givePassphrase, &given));
    ERR_clear_error();
    if (!key && isEncrypted(keyPem)) {
        const Message what = passphrase.isEmpty() ? Message{QT_TRANSLATE_NOOP("Message", "The private key %1 is encrypted, and no passphrase was given."), {displayBytes(named.keyFile)}}
                                                  : Message{QT_TRANSLATE_NOOP("Message", "The passphrase does not open the private key %1."), {displayBytes(named.keyFile)}};
        return Error{ErrorKind::SignIn, "server.key_passphrase", what, {QT_TRANSLATE_NOOP("Message", "Enter the passphrase of the key."), {}}, {}};
    }
    if (!certificate || !key) {
        return unusable(QT_TRANSLATE_NOOP("Message", "The file %1 holds no %2 in PEM format."), {displayBytes(certificate ? named.keyFile : named.certificateFile), certificate ? u"PRIVATE KEY"_s : u"CERTIFICATE"_s},
                        QT_TRANSLATE_NOOP("Message", "Choose the files as they were issued for this user, or convert them to PEM."));
    }
    if (X509_check_private_key(certificate.get(), key.get()) != 1) {
        ERR_clear_error();
        return unusable(QT_TRANSLATE_NOOP("Message", "The private key %1 does not belong to the client certificate."), {displayBytes(named.keyFile)},
                        QT_TRANSLATE_NOOP("Message", "Choose the key and the certificate that were issued together."));
    }
    return {};
}

} // namespace

ClientCertificate ClientCertificate::of(const ConnectionProfile& profile)
{
    return {QFile::encodeName(profile.options.value(u"sslcert"_s).toString()), QFile::encodeName(profile.options.value(u"sslkey"_s).toString())};
}

std::optional<Error> clientCertificateProblem(const ConnectionProfile& profile, const Credentials& credentials)
{
    const ClientCertificate named = ClientCertificate::of(profile);
    if (!named.isNamed() || profile.options.value(u"sslmode"_s).toString() == u"disable")
        return {};
    if (named.certificateFile.isEmpty() || named.keyFile.isEmpty()) {
        return unusable(QT_TRANSLATE_NOOP("Message", "A client certificate and its private key go together; one of them is not named."), {},
                        QT_TRANSLATE_NOOP("Message", "Name both files, or neither."));
    }
    const Result<FileContent> certificate = contentOf(named.certificateFile);
    if (!certificate)
        return certificate.error();
    const Result<FileContent> key = contentOf(named.keyFile);
    if (!key)
        return key.error();
    if (key->isOpenToOthers) {
        return Error{ErrorKind::TargetUnusable, "server.client_key_open", {QT_TRANSLATE_NOOP("Message", "The private key %1 is open to other users."), {displayBytes(named.keyFile)}},
                     {QT_TRANSLATE_NOOP("Message", "Let its owner alone read it: chmod 600."), {}}, {}};
    }
    return keyProblem(named, certificate->bytes, key->bytes, credentials.keyPassphrase());
}

} // namespace bakferry
