#pragma once
#include <QProcess>
#include <QTemporaryDir>

namespace bakferry {

/// A certificate of its own authority, valid for one host name, and its key; gone with the object.
class TdsCertificate
{
public:
    explicit TdsCertificate(const QByteArray& host)
    {
        const QString subject = QStringLiteral("/CN=") + QString::fromLatin1(host), names = QStringLiteral("subjectAltName=DNS:") + QString::fromLatin1(host);
        const int made = QProcess::execute(QStringLiteral("openssl"), {QStringLiteral("req"), QStringLiteral("-x509"), QStringLiteral("-newkey"), QStringLiteral("ec"), QStringLiteral("-pkeyopt"), QStringLiteral("ec_paramgen_curve:P-256"),
                                                                       QStringLiteral("-nodes"), QStringLiteral("-days"), QStringLiteral("2"), QStringLiteral("-subj"), subject, QStringLiteral("-addext"), names,
                                                                       QStringLiteral("-keyout"), QString::fromLocal8Bit(keyFile()), QStringLiteral("-out"), QString::fromLocal8Bit(certificateFile())});
        if (made != 0)
            qFatal("openssl made no certificate");
    }
    QByteArray certificateFile() const { return m_folder.filePath(QStringLiteral("server.crt")).toLocal8Bit(); }
    QByteArray keyFile() const { return m_folder.filePath(QStringLiteral("server.key")).toLocal8Bit(); }

private:
    QTemporaryDir m_folder;
};

} // namespace bakferry
