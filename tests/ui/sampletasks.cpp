#include "tests/ui/sampletasks.h"

#include "engines/catalog.h"

#include <QMetaObject>
#include <QTimeZone>

#include <algorithm>

namespace bakferry::test {

using namespace Qt::StringLiterals;

namespace {

Message text(const char* source, const QStringList& arguments = {}) { return {source, arguments}; }

Finding finding(const char* check, FindingLevel level, Message what, Message remedy = {}, const char* code = "")
{
    Finding made;
    made.checkId = check;
    made.level = level;
    made.what = std::move(what);
    made.remedy = std::move(remedy);
    made.code = code;
    return made;
}

} // namespace

QList<Finding> sampleFindings()
{
    return {finding("readable", FindingLevel::Passed, text("The backup can be read.")),
            finding("complete", FindingLevel::Passed, text("The script is complete: %1 statements, COMMIT reached.", {u"15,682"_s})),
            finding("hostile", FindingLevel::Passed, text("Nothing in the backup reaches outside the database.")),
            finding("foreignKeys", FindingLevel::Warning, text("%1 rows refer to rows that do not exist.", {u"3"_s}),
                    text("They are restored as they are in the backup. Look at them after the restore.")),
            finding("space", FindingLevel::NotCheckable, text("The free space of %1 cannot be measured.", {u"/srv/databases"_s}),
                    text("Make sure that 1.5 times the size of the data is free."))};
}

BackupFacts sampleFacts()
{
    BackupFacts facts;
    facts.engineId = "sqlite";
    facts.formatId = "sqlite-script";
    facts.formatName = text("SQLite script");
    facts.compression = {"gzip"};
    facts.sizeBytes = 1'234'567;
    facts.facts = {{"encoding", text("Encoding"), u"UTF-8"_s}, {"userVersion", text("User version"), 7}};
    for (const char* name : {"Album", "Artist", "Customer", "Employee", "Invoice", "Track"})
        facts.objects.append({"table", QString::fromLatin1(name), -1, {}});
    facts.objects[0].children = {{"index", u"IFK_AlbumArtistId"_s, -1, {}}, {"trigger", u"album_stamp"_s, -1, {}}};
    facts.objects.append({"view", u"SalesByCountry"_s, -1, {}});
    return facts;
}

const EngineInfo& scriptedServerEngine()
{
    static const EngineInfo info{"scripted", u"Scripted"_s, 5432, false,
                                 {{"noOwner", text("Without owners"), text("Everything belongs to the user who restores."), OptionInfo::Type::Flag, false},
                                  {"fill", text("Fill views"), text("Their queries run on the server."), OptionInfo::Type::Flag, true},
                                  {"batch", text("Rows at once"), text("More rows need more memory."), OptionInfo::Type::Number, 1000},
                                  {"locale", text("Locale"), text("Instead of the backup's."), OptionInfo::Type::Text, QString()},
                                  {"map", text("Mapping file"), text("Names old and new."), OptionInfo::Type::Path, QString()}}};
    return info;
}

BackupFacts serverFacts()
{
    BackupFacts facts;
    facts.engineId = "scripted";
    facts.formatId = "scripted";
    facts.formatName = text("Scripted archive");
    facts.sizeBytes = 7'654'321;
    facts.facts = {{"databases", text("Databases"), QStringList(u"shop"_s)}};
    BackupObject schema{"schema", u"public"_s, -1, {}, {}};
    int id = 10;
    for (const char* name : {"customer", "orders", "item"})
        schema.children.append({"table", QString::fromLatin1(name), 4096, {}, QByteArray::number(id++)});
    facts.objects = {schema, {"extension", u"citext"_s, -1, {}, "20"}};
    return facts;
}

MigrationTask sampleTask(const QString& id, const QString& name, TaskPhase phase)
{
    MigrationTask task;
    task.id = id;
    task.name = name;
    task.phase = phase;
    task.plan.backups = {{"/backup/2026-11-23/" + name.toUtf8() + ".sql.gz"}};
    task.plan.target.connection.engineId = "sqlite";
    task.plan.target.database = "/srv/databases/" + name.toUtf8() + ".db";
    const QDateTime created(QDate(2026, 11, 23), QTime(9, 0), QTimeZone::utc());
    task.createdUtc = created.addSecs(60 * id.toInt());
    if (phase != TaskPhase::Queued)
        task.startedUtc = task.createdUtc.addSecs(5);
    task.elapsedMs = 83'000;
    task.findings = sampleFindings();
    if (isFinal(phase))
        task.finishedUtc = task.createdUtc.addSecs(88);
    return task;
}

QList<MigrationTask> sampleTasks()
{
    MigrationTask done = sampleTask(u"1"_s, u"chinook"_s, TaskPhase::Done);
    done.tags = {{u"env"_s, u"test"_s}, {u"owner"_s, u"dba"_s}};
    done.description = u"Monthly restore drill of the music shop."_s;
    done.plan.overwrite = true;
    done.result = {.remains = Remains::New, .tables = 11, .rows = 15'607, .statements = {15'682, 15'682, 0, 0}};
    for (const auto& [table, rows] : {std::pair{"Album", 347}, {"Artist", 275}, {"Customer", 59}, {"Employee", 8}, {"Genre", 25},
                                      {"Invoice", 412}, {"InvoiceLine", 2240}, {"MediaType", 5}, {"Playlist", 18}, {"PlaylistTrack", 8715}, {"Track", 3503}})
        done.result.ledger.append({QString::fromLatin1(table), rows, rows});
    done.result.verification = {finding("ledger", FindingLevel::Passed, text("Rows read and rows in the target agree in %1 tables.", {u"11"_s}))};
    done.result.leftOvers = {{LeftOver::Kind::KeptOld, "/srv/databases/chinook.db.bakferry-old", 1'067'008}};

    MigrationTask warned = sampleTask(u"2"_s, u"northwind"_s, TaskPhase::DoneWithWarnings);
    warned.result = {.remains = Remains::New, .tables = 13, .rows = 3'362};
    warned.result.warnings = {text("%1 rows refer to rows that do not exist.", {u"3"_s})};

    MigrationTask failed = sampleTask(u"3"_s, u"orders-2026"_s, TaskPhase::Failed);
    failed.result.remains = Remains::Old;
    failed.result.error = Error{ErrorKind::NoSpace, "target.space", text("%1 has too little free space: %2 needed, %3 free.", {u"/srv/databases"_s, u"6.0 GiB"_s, u"1.2 GiB"_s}),
                                text("Free some space, or choose a target on another disk."), u"SQLITE_FULL: database or disk is full"_s};
    failed.result.ledger = {{u"orders"_s, 120'000, 118'200}, {u"customers"_s, 5'000, 5'000}};

    MigrationTask blocked = sampleTask(u"4"_s, u"crm-cut-off"_s, TaskPhase::PrecheckFailed);
    blocked.findings.prepend(finding("complete", FindingLevel::Blocker, text("The backup ends in the middle of a statement, at byte %1.", {u"1,048,576"_s}),
                                     text("Make the backup again, or copy it again from its source."), "backup.truncated"));
    blocked.result.remains = Remains::Nothing;

    MigrationTask loading = sampleTask(u"5"_s, u"warehouse"_s, TaskPhase::Loading);
    loading.progress = {JobStep::Loading, 420, 1000, 1'830'411, u"stock_moves"_s};
    loading.bytesPerSecond = 36.8e6;
    loading.secondsLeft = 96;
    MigrationTask paused = sampleTask(u"6"_s, u"archive"_s, TaskPhase::Paused);
    paused.progress = {JobStep::Loading, 130, 1000, 220'000, u"letters"_s};
    MigrationTask waiting = sampleTask(u"7"_s, u"billing"_s, TaskPhase::NeedsDecision);
    MigrationTask verifying = sampleTask(u"8"_s, u"hr"_s, TaskPhase::Verifying);
    MigrationTask cancelled = sampleTask(u"9"_s, u"playground"_s, TaskPhase::Cancelled);
    cancelled.result.remains = Remains::Nothing;
    cancelled.result.leftOvers = {{LeftOver::Kind::Staging, "/srv/databases/.bakferry-9.staging", 4096}};
    return {done, warned, failed, blocked, loading, paused, waiting, verifying, cancelled,
            sampleTask(u"10"_s, u"报表库"_s, TaskPhase::Queued)};
}

BackupFacts chainFacts()
{
    const auto at = [](int minutes) { return QDateTime::fromSecsSinceEpoch(1'795'600'000 + 60 * minutes, Qt::UTC); };
    const auto link = [&](int file, int number, int from, int to) {
        const QString name = u"mysql-bin.%1:"_s.arg(number, 6, 10, QChar(u'0'));
        return ChainLink{ChainLink::Kind::Incremental, file, name + QString::number(4), name + QString::number(to), at(from), at(from + 55), u"server id 7"_s,
                         u"0-7-%1 – 0-7-%2"_s.arg(from).arg(from + 50), 4096, true, false, {}, {}};
    };
    BackupFacts facts;
    facts.engineId = "mariadb";
    facts.formatId = "mariadb-script";
    facts.formatName = {"MariaDB or MySQL script", {}};
    facts.sizeBytes = 48'000'000;
    facts.chain.links = {ChainLink{ChainLink::Kind::Full, 0, {}, u"mysql-bin.000042:328"_s, {}, {}, {}, {}, 48'000'000, true, false, {}, {}}, link(1, 42, 60, 81'204), link(2, 43, 120, 90'117), link(3, 45, 240, 1'204)};
    facts.chain.links[3].accepted = false;
    facts.chain.links[3].code = "chain.gap";
    facts.chain.links[3].why = {"%1 is missing in front of %2.", {u"mysql-bin.000044"_s, u"mysql-bin.000045"_s}};
    facts.chain.restorableTo = u"mysql-bin.000043:90117"_s;
    return facts;
}

MigrationTask waitingTask()
{
    MigrationTask task = sampleTask(u"11"_s, u"shop-migration"_s, TaskPhase::AwaitingBackup);
    task.plan.backups = {{"/backup/shop.sql"}, {"/backup/mysql-bin.000042", true}, {"/backup/mysql-bin.000043", true}};
    task.plan.target = {};
    task.plan.target.connection.engineId = "mariadb";
    task.plan.target.connection.host = u"db1.example.com"_s;
    task.plan.target.database = "shop";
    task.plan.lastBackup = false;
    task.appliedBackups = 3;
    task.chain = chainFacts().chain;
    task.chain.links.removeLast();
    for (ChainLink& link : task.chain.links)
        link.applied = true;
    task.result.remains = Remains::Old;
    task.result.leftOvers = {{LeftOver::Kind::Staging, "shop__bf_1a2b3c4d", -1}};
    return task;
}

Services ScriptedServices::services()
{
    const auto later = [](QObject* context, std::function<void()> answer) {
        QMetaObject::invokeMethod(context, std::move(answer), Qt::QueuedConnection);
    };
    Services services;
    services.inspect = [this, later](const BackupSet&, QObject* context, std::function<void(Result<BackupFacts>)> done) {
        later(context, [done, answer = inspection] { done(answer); });
    };
    services.precheck = [this, later](const MigrationTask& draft, PrecheckExtent extent, QObject* context, std::function<void(JobProgress)>,
                                      std::function<void(PrecheckReport)> done) -> std::function<void()> {
        prechecked.append(draft);
        extents.append(extent);
        const auto answer = [later, context, done, given = report] { later(context, [done, given] { done(given); }); };
        if (holdsPrecheck)
            m_held = answer;
        else
            answer();
        return [this] { ++stopped; };
    };
    services.engineInfo = [](QByteArrayView id) -> const EngineInfo* {
        if (id == scriptedServerEngine().id)
            return &scriptedServerEngine();
        const RestoreEngine* engine = engineById(id);
        return engine ? &engine->info() : nullptr;
    };
    services.badStopAt = [](QByteArrayView id, const QString& stopAt) -> std::optional<Error> {
        const RestoreEngine* engine = engineById(id);
        return engine ? engine->badStopAt(stopAt) : std::nullopt;
    };
    services.testConnection = [this, later](const RestoreTarget&, const Credentials& credentials, QObject* context,
                                            std::function<void(Result<ServerFacts>)> done) -> std::function<void()> {
        tried.append(credentials.password());
        later(context, [done, answer = serverFacts] { done(answer); });
        return [this] { ++stopped; };
    };
    services.connections = &connections;
    services.passwords.findKeychain = [this, later](QObject* context, std::function<void(bool)> done) {
        later(context, [done, isThere = hasKeychain] { done(isThere); });
    };
    services.passwords.find = [this, later](const ConnectionProfile& connection, QObject* context, std::function<void(Credentials)> done) {
        Credentials found;
        for (const Kept& one : kept) {
            if (one.connection == connection)
                found = Credentials(one.password, one.keyPassphrase);
        }
        later(context, [done, found] { done(found); });
    };
    services.passwords.keep = [this](const ConnectionProfile& connection, const Credentials& secret, bool remember) {
        kept.append({connection, secret.password(), remember, secret.keyPassphrase()});
    };
    services.passwords.forget = [this](const ConnectionProfile& connection) {
        kept.removeIf([&](const Kept& one) { return one.connection == connection; });
    };
    services.passwords.isForThisSession = [this](const ConnectionProfile& connection) {
        return std::ranges::any_of(kept, [&](const Kept& one) { return one.connection == connection && !one.remember; });
    };
    services.findConnections = [this, later](QObject* context, std::function<void(QList<ConnectionFile>)> done) {
        later(context, [done, files = connectionFiles] { done(files); });
    };
    services.runAside = [later](const std::function<Result<void>()>& work, QObject* context, std::function<void(Result<void>)> done) {
        later(context, [done, answer = work()] { done(answer); });
    };
    services.readLog = [this, later](const QString&, qint64 from, int count, QObject* context, std::function<void(QList<LogRow>, qint64)> done) {
        const QList<LogRow> page = log.mid(from, count);
        later(context, [done, page, total = log.size()] { done(page, total); });
    };
    return services;
}

void ScriptedServices::release()
{
    if (m_held)
        std::exchange(m_held, {})();
}

} // namespace bakferry::test
