#include "app/clichoices.h"

#include "app/terminaltext.h"
#include "engines/catalog.h"
#include "engines/displaytext.h"
#include "models/exitstatus.h"
#include "models/statustext.h"

#include <QCoreApplication>

#include <algorithm>

namespace bakferry {

using namespace Qt::StringLiterals;

namespace {

Message seeOptions() { return {QT_TRANSLATE_NOOP("Message", "Use --list-options to see the options of each engine."), {}}; }

std::optional<QVariant> readValue(OptionInfo::Type type, const QByteArray& value)
{
    bool isNumber = false;
    switch (type) {
    case OptionInfo::Type::Flag:
        if (QByteArrayList{"yes", "true", "on", "1"}.contains(value.toLower()))
            return true;
        if (QByteArrayList{"no", "false", "off", "0"}.contains(value.toLower()))
            return false;
        return std::nullopt;
    case OptionInfo::Type::Number: {
        const qlonglong number = value.toLongLong(&isNumber);
        return isNumber ? std::optional<QVariant>(number) : std::nullopt;
    }
    case OptionInfo::Type::Path: return QString::fromUtf8(absolutePath(value));
    case OptionInfo::Type::Text: break;
    }
    return QString::fromUtf8(value);
}

// Names that are not on the engine's list are those that findings offer ("role:shop_owner"), so they pass, but not slips of the pen.
std::optional<Error> readOption(const QByteArray& given, const QList<OptionInfo>& offered, QVariantMap& options)
{
    const qsizetype equals = given.indexOf('=');
    const QByteArray name = given.left(equals);
    if (equals <= 0)
        return usageError("usage.option-value", {QT_TRANSLATE_NOOP("Message", "The option %1 of the engine makes no sense."), {displayBytes(given)}},
                          {QT_TRANSLATE_NOOP("Message", "Write it as --option NAME=VALUE."), {}});
    const QByteArray value = given.mid(equals + 1);
    const auto known = std::ranges::find(offered, name, &OptionInfo::id);
    if (known == offered.end()) {
        QByteArrayList names;
        for (const OptionInfo& option : offered)
            names += option.id;
        if (const QByteArray nearest = nearestWord(name, names, 2); !nearest.isEmpty())
            return usageError("usage.option-value", {QT_TRANSLATE_NOOP("Message", "The engine has no option %1."), {displayBytes(name)}},
                              {QT_TRANSLATE_NOOP("Message", "Perhaps %1 was meant; --list-options lists all options."), {QString::fromUtf8(nearest)}});
        options.insert(QString::fromUtf8(name), QString::fromUtf8(value));
        return {};
    }
    const std::optional<QVariant> read = readValue(known->type, value);
    if (!read)
        return usageError("usage.option-value", {QT_TRANSLATE_NOOP("Message", "The option %1 of the engine cannot be %2."), {displayBytes(name), displayBytes(value)}}, seeOptions());
    options.insert(QString::fromUtf8(name), *read);
    return {};
}

QString typeText(const OptionInfo& option)
{
    switch (option.type) {
    case OptionInfo::Type::Flag: return u"=yes|no"_s;
    case OptionInfo::Type::Number: return u"=N"_s;
    case OptionInfo::Type::Path: return u"=PATH"_s;
    case OptionInfo::Type::Text: break;
    }
    return u"=TEXT"_s;
}

QByteArray typeToken(OptionInfo::Type type)
{
    switch (type) {
    case OptionInfo::Type::Flag: return "flag";
    case OptionInfo::Type::Number: return "number";
    case OptionInfo::Type::Path: return "path";
    case OptionInfo::Type::Text: break;
    }
    return "text";
}

QString optionLines(const OptionInfo& option)
{
    constexpr int nameColumns = 30;
    QStringList lines = wrapped(translated(option.label) + u". "_s + translated(option.explanation), 100 - nameColumns);
    QString text = u"  "_s + padded(QString::fromLatin1(option.id) + typeText(option), nameColumns - 2) + lines.value(0);
    for (const QString& line : lines.mid(1))
        text += u'\n' + QString(nameColumns, u' ') + line;
    return text;
}

} // namespace

std::optional<Error> readChoices(const GivenArguments& given, TaskPlan& plan)
{
    const RestoreEngine* engine = engineById(plan.target.connection.engineId);
    const bool isFile = !engine || engine->info().targetIsFile;
    for (const QByteArray& option : given.values("--option")) {
        if (const std::optional<Error> wrong = readOption(option, engine ? engine->info().options : QList<OptionInfo>(), plan.options))
            return wrong;
    }
    const bool schemaOnly = given.has("--schema-only");
    const bool dataOnly = given.has("--data-only");
    plan.selection = given.values("--select");
    if (schemaOnly && dataOnly)
        return usageError("usage.parts", {QT_TRANSLATE_NOOP("Message", "--schema-only and --data-only exclude each other."), {}},
                          {QT_TRANSLATE_NOOP("Message", "Leave both out to restore everything."), {}});
    // An embedded engine copies a database as a whole; doing more than was asked for would be a surprise.
    if (isFile && (schemaOnly || dataOnly || !plan.selection.isEmpty()))
        return usageError("usage.parts", {QT_TRANSLATE_NOOP("Message", "%1 restores a backup as a whole, no part of it."), {engineText(plan.target.connection.engineId)}},
                          {QT_TRANSLATE_NOOP("Message", "Leave out --schema-only, --data-only and --select."), {}});
    if (schemaOnly || dataOnly)
        plan.parts = schemaOnly ? RestoreRequest::Parts::SchemaOnly : RestoreRequest::Parts::DataOnly;
    return {};
}

std::optional<Error> readOfflinePlan(const GivenArguments& given, TaskPlan& plan)
{
    const Result<BackupFacts> facts = inspectBackup(plan.backups, JobContext{});
    if (!facts)
        return facts.error();
    const RestoreEngine* engine = engineById(facts->engineId);
    const bool can = engine && std::ranges::any_of(engine->info().options, [](const OptionInfo& option) { return option.id == "offline"; });
    if (!can)
        return usageError("usage.target", {QT_TRANSLATE_NOOP("Message", "A backup of %1 is checked together with its target only."), {engineText(facts->engineId)}},
                          {QT_TRANSLATE_NOOP("Message", "Leave --offline out, and name the target with --target."), {}});
    plan.target.connection.engineId = facts->engineId;
    if (std::optional<Error> wrong = plan.stopAt.isEmpty() ? std::nullopt : engine->badStopAt(plan.stopAt))
        return wrong;
    for (const QByteArray& database : given.values("--only"))
        plan.only += QString::fromUtf8(database);
    if (std::optional<Error> wrong = readChoices(given, plan))
        return wrong;
    plan.options.insert(u"offline"_s, true);
    return {};
}

void CliListOptions::start()
{
    const QByteArray& wanted = m_request.plan.target.connection.engineId;
    for (const RestoreEngine* engine : allEngines()) {
        const EngineInfo& info = engine->info();
        if (!wanted.isEmpty() && info.id != wanted)
            continue;
        if (!m_output.isJson())
            m_output.print(info.options.isEmpty() ? QCoreApplication::translate("Cli", "%1 has no options.").arg(info.name) : info.name + u':');
        for (const OptionInfo& option : info.options) {
            if (m_output.isJson())
                m_output.print(QJsonObject{{u"type"_s, u"option"_s}, {u"engine"_s, QString::fromLatin1(info.id)}, {u"name"_s, QString::fromLatin1(option.id)},
                                           {u"kind"_s, QString::fromLatin1(typeToken(option.type))}, {u"default"_s, QJsonValue::fromVariant(option.defaultValue)},
                                           {u"label"_s, translated(option.label)}, {u"explanation"_s, translated(option.explanation)}});
            else
                m_output.print(optionLines(option));
        }
    }
    const int status = m_output.lostOutput() ? int(ExitStatus::Failed) : int(ExitStatus::Done);
    if (m_output.isJson())
        m_output.print(QJsonObject{{u"type"_s, u"result"_s}, {u"status"_s, u"Succeeded"_s}, {u"error"_s, QJsonValue()}, {u"exitStatus"_s, status}});
    emit ended(status);
}

} // namespace bakferry
