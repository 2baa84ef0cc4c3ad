#include "engines/sqlserver/server/msdriver.h"

#include "engines/displaytext.h"

#include <QRegularExpression>
#include <QSqlDatabase>
#include <QtGlobal>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <sys/mman.h>
#include <unistd.h>

#include <sql.h>
#include <sqlext.h>

namespace bakferry {

using namespace Qt::StringLiterals;

namespace {

constexpr char systemCertificates[] = "/etc/ssl/certs/ca-certificates.crt";
constexpr int usualPort = 1433;

// Set before there is a second thread: setenv() and getenv() of two threads do not go together. FREETDSCONF is the first place FreeTDS looks
// for its settings. Source: FreeTDS, src/tds/config.c, tds_read_conf_file()
struct FreeTdsMemory
{
    FreeTdsMemory() : file(::memfd_create("bakferry-freetds", MFD_CLOEXEC))
    {
        const QByteArray path = "/proc/self/fd/" + QByteArray::number(file);
        ::setenv("FREETDSCONF", path.constData(), 1);
        for (const char* name : {"TDSDUMP", "TDSDUMPCONFIG", "TDSHOST", "TDSPORT", "TDSVER"})
            ::unsetenv(name); // they would override what the DBA chose, or write down what is sent
    }
    int file;
    std::mutex mutex;
};
FreeTdsMemory freeTdsMemory;

QStringList registeredDrivers()
{
    QStringList names;
    SQLHENV environment = SQL_NULL_HENV;
    if (!SQL_SUCCEEDED(SQLAllocHandle(SQL_HANDLE_ENV, SQL_NULL_HANDLE, &environment)))
        return names;
    SQLSetEnvAttr(environment, SQL_ATTR_ODBC_VERSION, reinterpret_cast<SQLPOINTER>(SQL_OV_ODBC3), 0);
    std::array<SQLCHAR, 256> name;
    std::array<SQLCHAR, 1024> attributes;
    SQLSMALLINT nameSize = 0, attributesSize = 0;
    for (SQLUSMALLINT which = SQL_FETCH_FIRST; SQL_SUCCEEDED(SQLDrivers(environment, which, name.data(), SQLSMALLINT(name.size()), &nameSize, attributes.data(),
                                                                          SQLSMALLINT(attributes.size()), &attributesSize)); which = SQL_FETCH_NEXT)
        names += QString::fromUtf8(reinterpret_cast<const char*>(name.data()), nameSize);
    SQLFreeHandle(SQL_HANDLE_ENV, environment);
    return names;
}

bool hasControls(const QString& text) { return std::ranges::any_of(text, [](QChar c) { return c.unicode() < 0x20 || c.unicode() == 0x7f; }); }

// An address or name, with an instance behind a backslash.
bool isHost(const QString& host)
{
    static const QRegularExpression plain(u"^[\\p{L}\\p{N}._:%-]+(\\\\[\\p{L}\\p{N}_$#]+)?$"_s);
    return plain.match(host).hasMatch();
}

Error badValue(const char* what)
{
    return {ErrorKind::Usage, "server.connect_string", {what, {}},
            {QT_TRANSLATE_NOOP("Message", "Use another login for the restore, or change its password; Microsoft's driver for SQL Server takes more characters than FreeTDS."), {}}, {}};
}

// Microsoft's driver reads "}}" inside braces as "}". FreeTDS knows no such pair: it reads on to "};" or the end.
// Sources: Microsoft, "SQLDriverConnect Function", comments; FreeTDS, src/odbc/connectparams.c, odbc_parse_connect_string()
std::optional<QString> braced(const MsDriver& driver, const QString& value)
{
    if (hasControls(value))
        return {};
    if (driver.isMicrosoft)
        return u'{' + QString(value).replace(u'}', u"}}"_s) + u'}';
    if (value.contains(u'}') && (value.contains(u';') || value.endsWith(u'}')))
        return {};
    return u'{' + value + u'}';
}

QString microsoftEncryption(MsEncryption encryption)
{
    switch (encryption) {
    case MsEncryption::Off:
    case MsEncryption::Preferred: return u"Encrypt=no;TrustServerCertificate=yes"_s;
    case MsEncryption::Required: return u"Encrypt=yes;TrustServerCertificate=yes"_s;
    case MsEncryption::VerifiedAuthority:
    case MsEncryption::VerifiedName: break;
    }
    return u"Encrypt=yes;TrustServerCertificate=no"_s;
}

} // namespace

std::optional<MsDriver> MsDriver::best(const QStringList& registered)
{
    static const QRegularExpression microsoft(u"^ODBC Driver (\\d+) for SQL Server$"_s);
    std::optional<MsDriver> best;
    for (const QString& name : registered) {
        const QRegularExpressionMatch match = microsoft.match(name);
        if (match.hasMatch() && (!best || match.captured(1).toInt() > best->version))
            best = MsDriver{name, true, match.captured(1).toInt()};
        else if (!best && name.compare(u"FreeTDS"_s, Qt::CaseInsensitive) == 0)
            best = MsDriver{name, false, 0};
    }
    return best;
}

Result<MsDriver> MsDriver::find()
{
    const std::optional<MsDriver> driver = QSqlDatabase::isDriverAvailable(u"QODBC"_s) ? best(registeredDrivers()) : std::nullopt;
    if (driver)
        return *driver;
    return Error{ErrorKind::TargetUnusable, "server.driver", {QT_TRANSLATE_NOOP("Message", "No ODBC driver for SQL Server is installed on this machine."), {}},
                 {QT_TRANSLATE_NOOP("Message", "Install libqt6sql6-odbc, and either Microsoft's msodbcsql18 or tdsodbc (FreeTDS); odbcinst -q -d lists what is registered."), {}}, {}};
}

bool isLocalMsHost(const QString& host)
{
    const QString machine = host.section(u'\\', 0, 0);
    return machine.isEmpty() || machine == u"localhost"_s || machine == u"127.0.0.1"_s || machine == u"::1"_s;
}

MsEncryption msEncryptionOf(const ConnectionProfile& profile)
{
    const QString chosen = profile.options.value(u"sslmode"_s).toString();
    if (chosen == u"disable"_s)
        return MsEncryption::Off;
    if (chosen == u"prefer"_s || (chosen.isEmpty() && isLocalMsHost(profile.host)))
        return MsEncryption::Preferred;
    if (chosen == u"require"_s)
        return MsEncryption::Required;
    return chosen == u"verify-ca"_s ? MsEncryption::VerifiedAuthority : MsEncryption::VerifiedName;
}

Result<QString> msConnectionString(const MsDriver& driver, const ConnectionProfile& profile, const Credentials& credentials)
{
    const QString host = profile.host.isEmpty() ? u"localhost"_s : profile.host;
    if (!isHost(host)) {
        return Error{ErrorKind::Usage, "server.connect_string", {QT_TRANSLATE_NOOP("Message", "%1 is no name or address of a server."), {displayText(host)}},
                     {QT_TRANSLATE_NOOP("Message", "Write the machine's name or address, and behind a backslash the instance, if it is not the default one."), {}}, {}};
    }
    if (driver.isMicrosoft && !profile.options.value(u"sslrootcert"_s).toString().isEmpty()) {
        return Error{ErrorKind::Usage, "server.connect_string", {QT_TRANSLATE_NOOP("Message", "Microsoft's driver takes no root certificate from a file."), {}},
                     {QT_TRANSLATE_NOOP("Message", "Add the certificate to those that this machine trusts (update-ca-certificates)."), {}}, {}};
    }
    const std::optional<QString> user = braced(driver, profile.user), password = braced(driver, QString::fromUtf8(credentials.password()));
    if (!user)
        return badValue(QT_TRANSLATE_NOOP("Message", "The login holds control characters, or “}” where the driver would take what follows for a setting of its own."));
    if (!password)
        return badValue(QT_TRANSLATE_NOOP("Message", "The password holds control characters, or “}” where the driver would take what follows for a setting of its own."));
    QString text = u"Driver={"_s + driver.name + u"};"_s;
    if (driver.isMicrosoft) {
        const bool isNamed = host.contains(u'\\');
        text += u"Server="_s + (isNamed ? host : u"tcp:"_s + host + u',' + QString::number(profile.port > 0 ? profile.port : usualPort)) + u';' + microsoftEncryption(msEncryptionOf(profile)) + u';';
    } else {
        text += u"Servername=bakferry;ClientCharset=UTF-8;"_s;
    }
    return text + u"APP=BakFerry;UID="_s + *user + u";PWD="_s + *password + u';';
}

MsFreeTdsFile::MsFreeTdsFile(const ConnectionProfile& profile) : m_lock(freeTdsMemory.mutex)
{
    const MsEncryption encryption = msEncryptionOf(profile);
    const QString host = profile.host.isEmpty() ? u"localhost"_s : profile.host;
    const QString root = profile.options.value(u"sslrootcert"_s).toString();
    QString text = u"[bakferry]\ntds version = 7.4\nhost = "_s + host.section(u'\\', 0, 0) + u'\n';
    if (host.contains(u'\\'))
        text += u"instance = "_s + host.section(u'\\', 1) + u'\n';
    else
        text += u"port = "_s + QString::number(profile.port > 0 ? profile.port : usualPort) + u'\n';
    text += u"encryption = "_s + (encryption == MsEncryption::Off ? u"off"_s : encryption == MsEncryption::Preferred ? u"request"_s : u"require"_s) + u'\n';
    if (encryption >= MsEncryption::VerifiedAuthority) {
        text += u"ca file = "_s + (root.isEmpty() ? QString::fromLatin1(systemCertificates) : root) + u'\n';
        text += u"check certificate hostname = "_s + (encryption == MsEncryption::VerifiedName ? u"yes"_s : u"no"_s) + u'\n';
    }
    const QByteArray bytes = text.toUtf8();
    if (::ftruncate(freeTdsMemory.file, 0) != 0 || ::pwrite(freeTdsMemory.file, bytes.constData(), size_t(bytes.size()), 0) != bytes.size())
        (void)::ftruncate(freeTdsMemory.file, 0); // FreeTDS then finds no server of this name
}

} // namespace bakferry
