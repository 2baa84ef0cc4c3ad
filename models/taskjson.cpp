#include "models/taskjson.h"

#include "models/jsonreader.h"
#include "models/tokens.h"

namespace bakferry {

using namespace Qt::StringLiterals;

namespace {

QString text(const QByteArray& token) { return QString::fromLatin1(token); }

void insertTime(QJsonObject& object, const QString& key, const QDateTime& timeUtc)
{
    if (timeUtc.isValid())
        object.insert(key, timeUtc.toUTC().toString(Qt::ISODateWithMs));
}

QJsonObject fileToJson(const BackupFile& file)
{
    QJsonObject object;
    insertBytes(object, u"path"_s, file.path);
    if (file.incremental)
        object.insert(u"incremental"_s, true);
    return object;
}

} // namespace

template <> std::optional<BackupFile> fromJson(const QJsonObject& object)
{
    JsonReader reader(object);
    return reader.result(BackupFile{reader.bytes(u"path"_s), reader.has(u"incremental"_s) && reader.flag(u"incremental"_s)});
}

void insertBytes(QJsonObject& object, const QString& key, const QByteArray& bytes)
{
    // Valid UTF-8 is not enough: QString drops a byte order mark at the front.
    if (const QString decoded = QString::fromUtf8(bytes); decoded.toUtf8() == bytes)
        object.insert(key, decoded);
    else
        object.insert(key + "Base64"_L1, text(bytes.toBase64()));
}

QJsonObject toJson(const Message& message)
{
    return {{u"source"_s, QString::fromUtf8(message.source)}, {u"arguments"_s, QJsonArray::fromStringList(message.arguments)}};
}

template <> std::optional<Message> fromJson(const QJsonObject& object)
{
    JsonReader reader(object);
    const Message message{reader.text(u"source"_s).toUtf8(), reader.texts(u"arguments"_s)};
    return reader.result(message);
}

QJsonObject toJson(const Error& error)
{
    return {{u"kind"_s, text(token(error.kind))}, {u"code"_s, text(error.code)}, {u"what"_s, toJson(error.what)},
            {u"hint"_s, toJson(error.hint)}, {u"detail"_s, error.detail}};
}

template <> std::optional<Error> fromJson(const QJsonObject& object)
{
    JsonReader reader(object);
    Error error;
    error.kind = reader.held(fromToken<ErrorKind>(reader.latin1(u"kind"_s)));
    error.code = reader.latin1(u"code"_s);
    error.what = reader.value<Message>(u"what"_s);
    error.hint = reader.value<Message>(u"hint"_s);
    error.detail = reader.text(u"detail"_s);
    return reader.result(error);
}

QJsonObject toJson(const FixIt& fix)
{
    QJsonObject object{{u"value"_s, QJsonValue::fromVariant(fix.value)}, {u"label"_s, toJson(fix.label)}, {u"preview"_s, toJson(fix.preview)}};
    insertBytes(object, u"option"_s, fix.option);
    return object;
}

template <> std::optional<FixIt> fromJson(const QJsonObject& object)
{
    JsonReader reader(object);
    FixIt fix;
    fix.option = reader.bytes(u"option"_s);
    fix.value = object.value(u"value"_s).toVariant();
    fix.label = reader.value<Message>(u"label"_s);
    fix.preview = reader.value<Message>(u"preview"_s);
    return reader.result(fix);
}

QJsonObject toJson(const Finding& finding)
{
    QJsonObject object{{u"check"_s, text(finding.checkId)}, {u"level"_s, text(token(finding.level))}, {u"what"_s, toJson(finding.what)},
            {u"remedy"_s, toJson(finding.remedy)}, {u"detail"_s, finding.detail}, {u"kind"_s, text(token(finding.kind))},
            {u"code"_s, text(finding.code)}};
    if (!finding.fixes.isEmpty())
        object.insert(u"fixes"_s, toJsonArray(finding.fixes));
    return object;
}

template <> std::optional<Finding> fromJson(const QJsonObject& object)
{
    JsonReader reader(object);
    Finding finding;
    finding.checkId = reader.latin1(u"check"_s);
    finding.level = reader.held(fromToken<FindingLevel>(reader.latin1(u"level"_s)));
    finding.what = reader.value<Message>(u"what"_s);
    finding.remedy = reader.value<Message>(u"remedy"_s);
    finding.detail = reader.text(u"detail"_s);
    finding.kind = reader.held(fromToken<ErrorKind>(reader.latin1(u"kind"_s)));
    finding.code = reader.latin1(u"code"_s);
    if (reader.has(u"fixes"_s))
        finding.fixes = reader.list<FixIt>(u"fixes"_s);
    return reader.result(finding);
}

QJsonObject toJson(const LedgerRow& row)
{
    return {{u"table"_s, row.table}, {u"read"_s, row.read}, {u"inTarget"_s, row.inTarget}};
}

template <> std::optional<LedgerRow> fromJson(const QJsonObject& object)
{
    JsonReader reader(object);
    return reader.result(LedgerRow{reader.text(u"table"_s), reader.integer(u"read"_s), reader.integer(u"inTarget"_s)});
}

QJsonObject toJson(const LeftOver& leftOver)
{
    QJsonObject object{{u"kind"_s, text(token(leftOver.kind))}, {u"sizeBytes"_s, leftOver.sizeBytes}};
    insertBytes(object, u"place"_s, leftOver.place);
    return object;
}

template <> std::optional<LeftOver> fromJson(const QJsonObject& object)
{
    JsonReader reader(object);
    LeftOver leftOver;
    leftOver.kind = reader.held(fromToken<LeftOver::Kind>(reader.latin1(u"kind"_s)));
    leftOver.place = reader.bytes(u"place"_s);
    leftOver.sizeBytes = reader.integer(u"sizeBytes"_s);
    return reader.result(leftOver);
}

QJsonObject toJson(const JournalEntry& entry) { return {{u"step"_s, text(entry.step)}, {u"facts"_s, entry.facts}}; }

template <> std::optional<JournalEntry> fromJson(const QJsonObject& object)
{
    JsonReader reader(object);
    return reader.result(JournalEntry{reader.latin1(u"step"_s), reader.object(u"facts"_s)});
}

QJsonObject toJson(const PrecheckEvidence& evidence)
{
    return {{u"sourceSha256"_s, text(evidence.sourceSha256.toHex())}, {u"ledger"_s, toJsonArray(evidence.ledger)},
            {u"contentProven"_s, evidence.contentProven}};
}

template <> std::optional<PrecheckEvidence> fromJson(const QJsonObject& object)
{
    JsonReader reader(object);
    PrecheckEvidence evidence;
    evidence.sourceSha256 = QByteArray::fromHex(reader.latin1(u"sourceSha256"_s));
    evidence.ledger = reader.list<LedgerRow>(u"ledger"_s);
    evidence.contentProven = reader.flag(u"contentProven"_s);
    return reader.result(evidence);
}

QJsonObject toJson(const ChainLink& link)
{
    QJsonObject object{{u"kind"_s, text(token(link.kind))}, {u"file"_s, link.file}, {u"from"_s, link.from}, {u"to"_s, link.to},
                       {u"server"_s, link.server}, {u"transactions"_s, link.transactions}, {u"sizeBytes"_s, link.sizeBytes},
                       {u"accepted"_s, link.accepted}, {u"applied"_s, link.applied}, {u"code"_s, text(link.code)}, {u"why"_s, toJson(link.why)}};
    insertTime(object, u"firstUtc"_s, link.firstUtc);
    insertTime(object, u"lastUtc"_s, link.lastUtc);
    return object;
}

template <> std::optional<ChainLink> fromJson(const QJsonObject& object)
{
    JsonReader reader(object);
    ChainLink link;
    link.kind = reader.held(fromToken<ChainLink::Kind>(reader.latin1(u"kind"_s)));
    const qint64 file = reader.integer(u"file"_s);
    reader.require(file >= 0 && file <= 1'000'000);
    link.file = int(file);
    link.from = reader.text(u"from"_s);
    link.to = reader.text(u"to"_s);
    link.firstUtc = reader.time(u"firstUtc"_s);
    link.lastUtc = reader.time(u"lastUtc"_s);
    link.server = reader.text(u"server"_s);
    link.transactions = reader.text(u"transactions"_s);
    link.sizeBytes = reader.integer(u"sizeBytes"_s);
    link.accepted = reader.flag(u"accepted"_s);
    link.applied = reader.flag(u"applied"_s);
    link.code = reader.latin1(u"code"_s);
    link.why = reader.value<Message>(u"why"_s);
    return reader.result(link);
}

QJsonObject toJson(const BackupChain& chain)
{
    QJsonObject object{{u"links"_s, toJsonArray(chain.links)}, {u"restorableTo"_s, chain.restorableTo}};
    insertTime(object, u"restorableToUtc"_s, chain.restorableToUtc);
    return object;
}

template <> std::optional<BackupChain> fromJson(const QJsonObject& object)
{
    JsonReader reader(object);
    BackupChain chain;
    chain.links = reader.list<ChainLink>(u"links"_s);
    chain.restorableTo = reader.text(u"restorableTo"_s);
    chain.restorableToUtc = reader.time(u"restorableToUtc"_s);
    return reader.result(chain);
}

QJsonObject toJson(const ConnectionProfile& connection)
{
    return {{u"engine"_s, text(connection.engineId)}, {u"host"_s, connection.host}, {u"port"_s, connection.port},
            {u"user"_s, connection.user}, {u"options"_s, QJsonObject::fromVariantMap(connection.options)}};
}

template <> std::optional<ConnectionProfile> fromJson(const QJsonObject& object)
{
    JsonReader reader(object);
    ConnectionProfile connection;
    connection.engineId = reader.latin1(u"engine"_s);
    connection.host = reader.text(u"host"_s);
    const qint64 port = reader.integer(u"port"_s);
    reader.require(port >= 0 && port <= 65535);
    connection.port = int(port);
    connection.user = reader.text(u"user"_s);
    connection.options = reader.object(u"options"_s).toVariantMap();
    return reader.result(connection);
}

// The connection's keys stand beside the database's: a target is one thing to whoever reads a stored task.
QJsonObject toJson(const RestoreTarget& target)
{
    QJsonObject object = toJson(target.connection);
    insertBytes(object, u"database"_s, target.database);
    return object;
}

template <> std::optional<RestoreTarget> fromJson(const QJsonObject& object)
{
    JsonReader reader(object);
    RestoreTarget target;
    target.connection = reader.held(fromJson<ConnectionProfile>(object));
    target.database = reader.bytes(u"database"_s);
    return reader.result(target);
}

QJsonObject toJson(const TaskTag& tag) { return {{u"key"_s, tag.key}, {u"value"_s, tag.value}}; }

template <> std::optional<TaskTag> fromJson(const QJsonObject& object)
{
    JsonReader reader(object);
    return reader.result(TaskTag{reader.text(u"key"_s), reader.text(u"value"_s)});
}

QJsonObject toJson(const TaskPlan& plan)
{
    QJsonArray backups, renames, selection;
    for (const QByteArray& id : plan.selection) {
        QJsonObject chosen;
        insertBytes(chosen, u"id"_s, id);
        selection.append(chosen);
    }
    for (const BackupFile& file : plan.backups)
        backups.append(fileToJson(file));
    for (const auto& [from, to] : plan.renames)
        renames.append(QJsonArray{from, to});
    return {{u"backups"_s, backups}, {u"target"_s, toJson(plan.target)}, {u"overwrite"_s, plan.overwrite},
            {u"precheck"_s, plan.precheck}, {u"acceptWarnings"_s, plan.acceptWarnings},
            {u"only"_s, QJsonArray::fromStringList(plan.only)}, {u"renames"_s, renames},
            {u"parts"_s, text(token(plan.parts))}, {u"selection"_s, selection}, {u"jobs"_s, plan.jobs},
            {u"options"_s, QJsonObject::fromVariantMap(plan.options)}, {u"withPassword"_s, plan.withPassword},
            {u"lastBackup"_s, plan.lastBackup}, {u"stopAt"_s, plan.stopAt}};
}

template <> std::optional<TaskPlan> fromJson(const QJsonObject& object)
{
    JsonReader reader(object);
    TaskPlan plan;
    plan.backups = reader.list<BackupFile>(u"backups"_s);
    plan.target = reader.value<RestoreTarget>(u"target"_s);
    plan.overwrite = reader.flag(u"overwrite"_s);
    plan.precheck = reader.flag(u"precheck"_s);
    plan.acceptWarnings = reader.flag(u"acceptWarnings"_s);
    plan.only = reader.texts(u"only"_s);
    for (const auto& rename : reader.array(u"renames"_s)) {
        const QJsonArray names = rename.toArray();
        reader.require(names.size() == 2 && names[0].isString() && names[1].isString());
        plan.renames.append({names[0].toString(), names[1].toString()});
    }
    const qint64 jobs = reader.integer(u"jobs"_s);
    reader.require(jobs >= 0 && jobs <= 1024);
    plan.jobs = int(jobs);
    plan.options = reader.object(u"options"_s).toVariantMap();
    // Stores of before server engines know none of these three.
    if (reader.has(u"parts"_s))
        plan.parts = reader.held(fromToken<RestoreRequest::Parts>(reader.latin1(u"parts"_s)));
    if (reader.has(u"selection"_s)) {
        for (const auto& chosen : reader.array(u"selection"_s)) {
            JsonReader one(chosen.toObject());
            plan.selection.append(one.bytes(u"id"_s));
            reader.require(one.result(true).has_value());
        }
    }
    if (reader.has(u"withPassword"_s))
        plan.withPassword = reader.flag(u"withPassword"_s);
    // Stores of before chains of backups know neither of these two.
    if (reader.has(u"lastBackup"_s))
        plan.lastBackup = reader.flag(u"lastBackup"_s);
    if (reader.has(u"stopAt"_s))
        plan.stopAt = reader.text(u"stopAt"_s);
    return reader.result(plan);
}

QJsonObject toJson(const TaskResult& result)
{
    const StatementBalance& statements = result.statements;
    QJsonObject object{
        {u"remains"_s, text(token(result.remains))}, {u"tables"_s, result.tables}, {u"rows"_s, result.rows},
        {u"bytesRead"_s, result.bytesRead},
        {u"statements"_s, QJsonArray{statements.found, statements.executed, statements.skipped, statements.failed}},
        {u"ledger"_s, toJsonArray(result.ledger)}, {u"verification"_s, toJsonArray(result.verification)},
        {u"warnings"_s, toJsonArray(result.warnings)}, {u"leftOvers"_s, toJsonArray(result.leftOvers)},
        {u"overwriteUndone"_s, result.overwriteUndone}};
    if (result.error)
        object.insert(u"error"_s, toJson(*result.error));
    return object;
}

template <> std::optional<TaskResult> fromJson(const QJsonObject& object)
{
    JsonReader reader(object);
    TaskResult result;
    result.remains = reader.held(fromToken<Remains>(reader.latin1(u"remains"_s)));
    result.tables = reader.integer(u"tables"_s);
    result.rows = reader.integer(u"rows"_s);
    result.bytesRead = reader.integer(u"bytesRead"_s);
    const QJsonArray counts = reader.array(u"statements"_s);
    reader.require(counts.size() == 4);
    result.statements = {counts[0].toInteger(), counts[1].toInteger(), counts[2].toInteger(), counts[3].toInteger()};
    result.ledger = reader.list<LedgerRow>(u"ledger"_s);
    result.verification = reader.list<Finding>(u"verification"_s);
    result.warnings = reader.list<Message>(u"warnings"_s);
    result.leftOvers = reader.list<LeftOver>(u"leftOvers"_s);
    result.overwriteUndone = reader.flag(u"overwriteUndone"_s);
    result.error = reader.optionalValue<Error>(u"error"_s);
    return reader.result(result);
}

QJsonObject toJson(const MigrationTask& task)
{
    QJsonObject object{{u"id"_s, task.id}, {u"name"_s, task.name}, {u"description"_s, task.description},
                       {u"tags"_s, toJsonArray(task.tags)}, {u"plan"_s, toJson(task.plan)},
                       {u"phase"_s, text(phaseToken(task.phase))}, {u"phaseBeforePause"_s, text(phaseToken(task.phaseBeforePause))},
                       {u"progress"_s, toJson(task.progress)}, {u"elapsedMs"_s, task.elapsedMs},
                       {u"findings"_s, toJsonArray(task.findings)}, {u"journal"_s, toJsonArray(task.journal)},
                       {u"result"_s, toJson(task.result)}};
    insertTime(object, u"createdUtc"_s, task.createdUtc);
    insertTime(object, u"startedUtc"_s, task.startedUtc);
    insertTime(object, u"finishedUtc"_s, task.finishedUtc);
    if (task.evidence)
        object.insert(u"evidence"_s, toJson(*task.evidence));
    if (!task.chain.isEmpty())
        object.insert(u"chain"_s, toJson(task.chain));
    if (!task.objects.isEmpty())
        object.insert(u"objects"_s, toJsonArray(task.objects));
    if (!task.throughput.bytes.isEmpty())
        object.insert(u"throughput"_s, toJson(task.throughput));
    if (task.appliedBackups > 0)
        object.insert(u"appliedBackups"_s, task.appliedBackups);
    return object;
}

template <> std::optional<MigrationTask> fromJson(const QJsonObject& object)
{
    JsonReader reader(object);
    MigrationTask task;
    task.id = reader.text(u"id"_s);
    reader.require(!task.id.isEmpty());
    task.name = reader.text(u"name"_s);
    task.description = reader.text(u"description"_s);
    task.tags = reader.list<TaskTag>(u"tags"_s);
    task.plan = reader.value<TaskPlan>(u"plan"_s);
    task.phase = reader.held(phaseFromToken(reader.latin1(u"phase"_s)));
    task.phaseBeforePause = reader.held(phaseFromToken(reader.latin1(u"phaseBeforePause"_s)));
    task.progress = reader.value<JobProgress>(u"progress"_s);
    task.elapsedMs = reader.integer(u"elapsedMs"_s);
    task.findings = reader.list<Finding>(u"findings"_s);
    task.journal = reader.list<JournalEntry>(u"journal"_s);
    task.result = reader.value<TaskResult>(u"result"_s);
    task.createdUtc = reader.time(u"createdUtc"_s);
    task.startedUtc = reader.time(u"startedUtc"_s);
    task.finishedUtc = reader.time(u"finishedUtc"_s);
    task.evidence = reader.optionalValue<PrecheckEvidence>(u"evidence"_s);
    task.chain = reader.optionalValue<BackupChain>(u"chain"_s).value_or(BackupChain());
    if (reader.has(u"objects"_s))
        task.objects = reader.list<ObjectReport>(u"objects"_s);
    task.throughput = reader.optionalValue<Throughput>(u"throughput"_s).value_or(Throughput());
    if (reader.has(u"appliedBackups"_s)) {
        const qint64 applied = reader.integer(u"appliedBackups"_s);
        reader.require(applied >= 0 && applied <= task.plan.backups.size());
        task.appliedBackups = int(applied);
    }
    return reader.result(task);
}

} // namespace bakferry
