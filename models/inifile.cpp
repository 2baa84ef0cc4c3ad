#include "models/inifile.h"

namespace bakferry {

namespace {

constexpr qsizetype longestLine = 16 * 1024;
constexpr qsizetype mostSections = 1000;
constexpr qsizetype mostSettings = 200; // in one section

// What stands behind the equals sign of an option file: quotes are taken off, escapes undone, a comment is cut away.
// Source: MariaDB's manual, "Option File Syntax"
QByteArray optionValue(QByteArrayView text)
{
    QByteArray value;
    const char quote = !text.isEmpty() && (text.front() == '"' || text.front() == '\'') ? text.front() : '\0';
    for (qsizetype i = quote ? 1 : 0; i < text.size(); ++i) {
        if (quote ? text[i] == quote : text[i] == '#')
            return quote ? value : value.trimmed();
        if (text[i] != '\\' || i + 1 == text.size()) {
            value += text[i];
            continue;
        }
        static constexpr char letters[] = "btnrs\\\"'", meanings[] = "\b\t\n\r \\\"'";
        const qsizetype at = QByteArrayView(letters).indexOf(text[++i]);
        if (at < 0)
            value += '\\';
        value += at < 0 ? text[i] : meanings[at];
    }
    return quote ? value : value.trimmed();
}

QByteArray settingName(QByteArrayView text) { return text.trimmed().toByteArray().toLower().replace('-', '_'); }

} // namespace

QList<QByteArrayView> linesOf(QByteArrayView content, int* tooLong)
{
    QList<QByteArrayView> lines;
    for (qsizetype begin = 0; begin < content.size();) {
        const qsizetype found = content.indexOf('\n', begin);
        const qsizetype end = found < 0 ? content.size() : found;
        QByteArrayView line = content.sliced(begin, end - begin);
        if (line.endsWith('\r'))
            line.chop(1);
        if (line.size() > longestLine)
            ++*tooLong;
        else
            lines += line;
        begin = end + 1;
    }
    return lines;
}

IniFile readIniFile(QByteArrayView content, const IniRules& rules)
{
    IniFile file;
    for (const QByteArrayView whole : linesOf(content, &file.passedOver)) {
        const QByteArrayView line = whole.trimmed();
        if (line.isEmpty() || rules.comments.contains(line.front()))
            continue;
        if (line.startsWith("!include")) {
            file.includesOthers = true;
            continue;
        }
        if (line.startsWith('[')) {
            const qsizetype end = line.indexOf(']');
            if (end < 0 || file.sections.size() >= mostSections)
                ++file.passedOver;
            else
                file.sections.append({line.sliced(1, end - 1).trimmed().toByteArray(), {}});
            continue;
        }
        const qsizetype equals = line.indexOf('=');
        const bool isFull = !file.sections.isEmpty() && file.sections.last().settings.size() >= mostSettings;
        if (file.sections.isEmpty() || isFull || equals == 0 || (equals < 0 && !rules.hasQuotes)) {
            ++file.passedOver;
            continue;
        }
        const QByteArrayView value = equals < 0 ? QByteArrayView() : line.sliced(equals + 1).trimmed();
        file.sections.last().settings.insert(settingName(equals < 0 ? line : line.first(equals)), rules.hasQuotes ? optionValue(value) : value.toByteArray());
    }
    return file;
}

} // namespace bakferry
