#include "models/connectionfiles.h"

#include "models/inifile.h"

#include <QDir>
#include <QStringDecoder>

#include <algorithm>

namespace bakferry {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype mostConnections = 1000;
constexpr qsizetype longestName = 256, longestSecret = 4096;
using Settings = QMap<QByteArray, QByteArray>;

// Text that may stand in a profile: proper UTF-8 without control characters. Nothing when it is not.
std::optional<QString> cleanText(const QByteArray& bytes)
{
    QStringDecoder decoder(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
    const QString text = decoder(bytes);
    const bool isControl = std::ranges::any_of(text, [](QChar c) { return c.category() == QChar::Other_Control || c.category() == QChar::Other_Format; });
    if (decoder.hasError() || isControl || text.size() > longestName)
        return std::nullopt;
    return text;
}

std::optional<QString> hostFrom(const QByteArray& bytes)
{
    const std::optional<QString> host = cleanText(bytes);
    const bool isHost = host && !host->isEmpty() && (host->startsWith(u'/') || !std::ranges::any_of(*host, [](QChar c) { return QStringView(u"/@ *,\\").contains(c); }));
    return isHost ? host : std::nullopt;
}

std::optional<int> portFrom(const QByteArray& bytes)
{
    if (bytes.isEmpty())
        return 0;
    bool isNumber = false;
    const int port = bytes.toInt(&isNumber);
    return isNumber && port >= 1 && port <= 65535 ? std::optional(port) : std::nullopt;
}

bool isSecret(const QByteArray& bytes) { return bytes.size() <= longestSecret && !bytes.contains('\0'); }

// The first of these settings that is there.
QByteArray firstOf(const Settings& settings, std::initializer_list<const char*> names)
{
    for (const char* name : names) {
        if (const auto found = settings.constFind(name); found != settings.cend() && !found->isEmpty())
            return *found;
    }
    return {};
}

bool isYes(const QByteArray& value) { return QByteArrayList{"1", "yes", "true", "on", "y", "mandatory", "strict"}.contains(value.toLower()); }
bool isNo(const QByteArray& value) { return QByteArrayList{"0", "no", "false", "off", "n", "optional"}.contains(value.toLower()); }

struct Raw
{
    QByteArray name, host, port, user, password, passphrase, database, mode, rootCertificate, certificate, key;
};

// A connection of it, or nothing when some of it makes no sense.
std::optional<FoundConnection> connectionFrom(const char* engineId, const Raw& raw)
{
    const std::optional<QString> name = cleanText(raw.name), host = hostFrom(raw.host), user = cleanText(raw.user);
    const std::optional<int> port = portFrom(raw.port);
    if (!name || !host || !user || !port || !isSecret(raw.password) || !isSecret(raw.passphrase))
        return std::nullopt;
    FoundConnection found{*name, {.engineId = engineId, .host = *host, .port = *port, .user = *user}, Credentials(raw.password, raw.passphrase), cleanText(raw.database).value_or(QString())};
    const std::pair<const char*, QByteArray> options[] = {{"sslmode", raw.mode}, {"sslrootcert", raw.rootCertificate}, {"sslcert", raw.certificate}, {"sslkey", raw.key}};
    for (const auto& [key, value] : options) {
        const std::optional<QString> text = cleanText(value);
        if (text && !text->isEmpty() && (key == QByteArrayView("sslmode") || text->startsWith(u'/')))
            found.profile.options.insert(QString::fromLatin1(key), *text);
    }
    if (found.name.isEmpty())
        found.name = found.profile.user.isEmpty() ? found.profile.host : found.profile.user + u'@' + found.profile.host;
    return found;
}

void add(ConnectionFile& file, std::optional<FoundConnection> found)
{
    if (!found || file.connections.size() >= mostConnections)
        ++file.passedOver;
    else
        file.connections += *std::move(found);
}

// Words of libpq that this program has, too; others are left to its own default, which is to verify.
QByteArray postgresMode(const QByteArray& mode)
{
    if (mode == "allow")
        return "prefer"; // the nearest that is not weaker
    return QByteArrayList{"disable", "prefer", "require", "verify-ca", "verify-full"}.contains(mode) ? mode : QByteArray();
}

void readPgPass(ConnectionFile& file, QByteArrayView content)
{
    for (const QByteArrayView line : linesOf(content, &file.passedOver)) {
        if (line.trimmed().isEmpty() || line.startsWith('#'))
            continue;
        QByteArrayList fields = passwordFileFields(line);
        if (fields.size() != 5 || fields[0] == "*") {
            ++file.passedOver;
            continue;
        }
        const auto given = [](const QByteArray& field) { return field == "*" ? QByteArray() : field; };
        std::optional<FoundConnection> found = connectionFrom("postgresql", {.host = fields[0], .port = given(fields[1]), .user = given(fields[3]), .password = fields[4], .database = given(fields[2])});
        // One server may have a line for each database; the first one decides, as in libpq.
        const auto isSame = [&](const FoundConnection& one) { return found && one.profile == found->profile; };
        if (!std::ranges::any_of(file.connections, isSame))
            add(file, std::move(found));
    }
}

void readPgService(ConnectionFile& file, QByteArrayView content)
{
    const IniFile ini = readIniFile(content, {.comments = "#"});
    file.passedOver = ini.passedOver;
    for (const IniSection& section : ini.sections) {
        const Settings& said = section.settings;
        Raw raw{section.name, firstOf(said, {"host", "hostaddr"}), said.value("port"), said.value("user"), said.value("password"), said.value("sslpassword"), said.value("dbname"),
                postgresMode(said.value("sslmode")), said.value("sslrootcert"), said.value("sslcert"), said.value("sslkey")};
        raw.host = raw.host.isEmpty() ? QByteArray("/var/run/postgresql") : raw.host.split(',').first(); // of several servers the first
        raw.port = raw.port.split(',').first();
        add(file, connectionFrom("postgresql", raw));
    }
}

QByteArray mysqlMode(const Settings& said)
{
    static const QMap<QByteArray, QByteArray> modes{{"disabled", "disable"}, {"preferred", "prefer"}, {"required", "require"}, {"verify_ca", "verify-ca"}, {"verify_identity", "verify-full"}};
    if (said.contains("ssl_mode"))
        return modes.value(said.value("ssl_mode").toLower());
    if (said.contains("skip_ssl") || isNo(said.value("ssl")))
        return "disable";
    if (isNo(said.value("ssl_verify_server_cert")) || said.contains("skip_ssl_verify_server_cert") || said.contains("disable_ssl_verify_server_cert"))
        return "require";
    const bool isVerified = said.contains("ssl_verify_server_cert") && (said.value("ssl_verify_server_cert").isEmpty() || isYes(said.value("ssl_verify_server_cert")));
    return isVerified ? "verify-full" : "";
}

void readMyCnf(ConnectionFile& file, QByteArrayView content)
{
    const IniFile ini = readIniFile(content, {.comments = "#;", .hasQuotes = true});
    file.passedOver = ini.passedOver;
    file.includesOthers = ini.includesOthers;
    Settings common;
    QList<IniSection> others; // [clientNAME], of --defaults-group-suffix
    for (const IniSection& section : ini.sections) {
        if (QByteArrayList{"client", "client-server", "client-mariadb", "mysql", "mariadb", "mariadb-client"}.contains(section.name))
            common.insert(section.settings);
        else if (section.name.startsWith("client"))
            others += section;
    }
    const auto addSection = [&file](const QByteArray& name, const Settings& said) {
        if (firstOf(said, {"host", "user", "password", "socket", "port"}).isEmpty())
            return;
        const QByteArray host = said.value("host");
        const bool isSocket = (host.isEmpty() || host == "localhost") && said.value("socket").startsWith('/');
        add(file, connectionFrom("mariadb", {name, isSocket ? said.value("socket") : host.isEmpty() ? QByteArray("localhost") : host, isSocket ? QByteArray() : said.value("port"), said.value("user"),
                                             firstOf(said, {"password"}), {}, firstOf(said, {"database"}), mysqlMode(said), said.value("ssl_ca"), said.value("ssl_cert"), said.value("ssl_key")}));
    };
    addSection({}, common);
    for (const IniSection& section : std::as_const(others)) {
        Settings said = common;
        said.insert(section.settings);
        addSection(section.name.sliced(qstrlen("client")), said);
    }
}

const char* engineOfDriver(const QByteArray& driver)
{
    const QByteArray words = driver.toLower();
    static constexpr std::pair<const char*, const char*> known[] = {{"tds", "sqlserver"}, {"msodbcsql", "sqlserver"}, {"sql server", "sqlserver"}, {"sqlserver", "sqlserver"},
                                                                    {"psqlodbc", "postgresql"}, {"postgres", "postgresql"}, {"maodbc", "mariadb"}, {"mariadb", "mariadb"},
                                                                    {"myodbc", "mariadb"}, {"mysql", "mariadb"}};
    for (const auto& [word, engine] : known) {
        if (words.contains(word))
            return engine;
    }
    return nullptr;
}

QByteArray odbcMode(const char* engine, const Settings& said)
{
    if (engine == QByteArrayView("postgresql"))
        return postgresMode(said.value("sslmode"));
    if (engine == QByteArrayView("sqlserver"))
        return isNo(said.value("encrypt")) ? "disable" : isYes(said.value("trustservercertificate")) ? "require" : "";
    return isYes(firstOf(said, {"sslverify", "forcetls"})) ? "verify-full" : mysqlMode(said);
}

// "tcp:host,1433" and "host:1433" of SQL Server's drivers.
void splitHost(Raw& raw)
{
    if (raw.host.startsWith("tcp:"))
        raw.host.remove(0, 4);
    for (const char separator : {',', ':'}) {
        if (raw.host.count(separator) == 1 && raw.port.isEmpty()) {
            const QByteArrayList parts = raw.host.split(separator);
            raw.host = parts[0].trimmed();
            raw.port = parts[1].trimmed();
        }
    }
}

void readOdbcIni(ConnectionFile& file, QByteArrayView content)
{
    const IniFile ini = readIniFile(content, {});
    file.passedOver = ini.passedOver;
    Settings driverNames; // [ODBC Data Sources] says NAME = driver
    for (const IniSection& section : ini.sections) {
        if (section.name.toLower() == "odbc data sources")
            driverNames.insert(section.settings);
    }
    for (const IniSection& section : ini.sections) {
        const QByteArray name = section.name.toLower();
        if (name == "odbc data sources" || name == "odbc" || name == "default")
            continue;
        const Settings& said = section.settings;
        const char* byDriver = engineOfDriver(said.value("driver"));
        const char* engine = byDriver ? byDriver : engineOfDriver(driverNames.value(QByteArray(name).replace('-', '_')));
        if (!engine) {
            ++file.passedOver;
            continue;
        }
        Raw raw{section.name, firstOf(said, {"server", "servername", "host", "address", "socket"}), said.value("port"), firstOf(said, {"uid", "username", "user"}), firstOf(said, {"pwd", "password"}), {},
                firstOf(said, {"database", "dbname", "db"}), odbcMode(engine, said), firstOf(said, {"sslca", "pqopt_sslrootcert"}), said.value("sslcert"), said.value("sslkey")};
        splitHost(raw);
        add(file, connectionFrom(engine, raw));
    }
}

} // namespace

QByteArrayList passwordFileFields(QByteArrayView line)
{
    QByteArrayList fields{QByteArray()};
    for (qsizetype i = 0; i < line.size(); ++i) {
        if (line[i] == '\\' && i + 1 < line.size())
            fields.last() += line[++i];
        else if (line[i] == ':' && fields.size() < 5)
            fields += QByteArray();
        else
            fields.last() += line[i];
    }
    return fields;
}

ConnectionFile readConnectionFile(ConnectionFileKind kind, QByteArrayView content)
{
    ConnectionFile file;
    file.kind = kind;
    if (content.startsWith("\xef\xbb\xbf"))
        content = content.sliced(3);
    switch (kind) {
    case ConnectionFileKind::PgPass: readPgPass(file, content); break;
    case ConnectionFileKind::PgService: readPgService(file, content); break;
    case ConnectionFileKind::MyCnf: readMyCnf(file, content); break;
    case ConnectionFileKind::OdbcIni: readOdbcIni(file, content); break;
    }
    return file;
}

} // namespace bakferry
