#include "ui/restorecommand.h"

#include "engines/displaytext.h"

#include <algorithm>
#include <utility>

namespace bakferry {

using namespace Qt::StringLiterals;

namespace {

bool isPlainWord(QByteArrayView text)
{
    return !text.isEmpty() && std::all_of(text.begin(), text.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || QByteArrayView("-_./:=,@%+").contains(c);
    });
}

// displayBytes() escapes exactly what a terminal must not be given raw; text that it leaves alone is safe to paste.
bool isPrintable(QByteArrayView text) { return displayBytes(text, text.size() * 2).toUtf8() == text; }

} // namespace

QString shellQuoted(QByteArrayView argument)
{
    if (isPlainWord(argument))
        return QString::fromLatin1(argument.data(), argument.size());
    if (isPrintable(argument))
        return u'\'' + QString::fromUtf8(argument).replace(u'\'', u"'\\''"_s) + u'\'';
    QString quoted = u"$'"_s;
    for (const char c : argument) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == '\\' || c == '\'')
            quoted += u'\\' + QChar::fromLatin1(c);
        else if (byte >= 0x20 && byte < 0x7f)
            quoted += QChar::fromLatin1(c);
        else
            quoted += u"\\%1"_s.arg(uint(byte), 3, 8, QChar(u'0')); // three octal digits end by themselves in every shell
    }
    return quoted + u'\'';
}

QByteArray targetUrl(const RestoreTarget& target)
{
    const ConnectionProfile& connection = target.connection;
    QByteArray url = connection.engineId + "://";
    if (connection.host.isEmpty())
        return url + target.database.toPercentEncoding("/");
    if (!connection.user.isEmpty())
        url += connection.user.toUtf8().toPercentEncoding() + '@';
    const bool isAddress = connection.host.contains(u':') && !connection.host.startsWith(u'/'); // IPv6
    url += isAddress ? '[' + connection.host.toUtf8() + ']' : connection.host.toUtf8().toPercentEncoding();
    if (connection.port > 0)
        url += ':' + QByteArray::number(connection.port);
    url += '/' + target.database.toPercentEncoding();
    char separator = '?';
    for (const QString& setting : {u"sslmode"_s, u"sslrootcert"_s, u"sslcert"_s, u"sslkey"_s}) {
        if (const QByteArray value = connection.options.value(setting).toString().toUtf8(); !value.isEmpty())
            url += std::exchange(separator, '&') + setting.toUtf8() + '=' + value.toPercentEncoding("/");
    }
    return url;
}

QString restoreCommand(const QString& name, const TaskPlan& plan)
{
    QStringList words{u"bakferry-cli"_s, u"restore"_s};
    const auto add = [&words](const QString& option, QByteArrayView value) { words << option << shellQuoted(value); };
    for (const BackupFile& backup : plan.backups)
        add(backup.incremental ? u"--incremental"_s : u"--backup"_s, backup.path);
    add(u"--target"_s, targetUrl(plan.target));
    if (!name.isEmpty())
        add(u"--name"_s, name.toUtf8());
    if (!plan.lastBackup)
        words << u"--last-backup"_s << u"no"_s;
    if (!plan.stopAt.isEmpty())
        add(u"--stop-at"_s, plan.stopAt.toUtf8());
    if (plan.overwrite)
        words << u"--overwrite"_s;
    if (!plan.precheck)
        words << u"--no-precheck"_s;
    if (plan.acceptWarnings)
        words << u"--accept-warnings"_s;
    for (const QString& database : plan.only)
        add(u"--only"_s, database.toUtf8());
    for (const auto& [from, to] : plan.renames)
        add(u"--rename"_s, QByteArray(from.toUtf8() + '=' + to.toUtf8()));
    if (plan.parts != RestoreRequest::Parts::All)
        words << (plan.parts == RestoreRequest::Parts::SchemaOnly ? u"--schema-only"_s : u"--data-only"_s);
    for (const QByteArray& id : plan.selection)
        add(u"--select"_s, id);
    for (auto option = plan.options.cbegin(); option != plan.options.cend(); ++option)
        add(u"--option"_s, QByteArray(option.key().toUtf8() + '=' + option.value().toString().toUtf8()));
    if (plan.jobs > 0)
        add(u"--jobs"_s, QByteArray::number(plan.jobs));
    return words.join(u' ');
}

} // namespace bakferry
