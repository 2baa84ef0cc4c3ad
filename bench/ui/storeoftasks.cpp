#include "bench/ui/storeoftasks.h"

#include "app/storedatabase.h"
#include "app/storeschema.h"
#include "bench/support/timedrun.h"

#include <array>

using namespace bakferry;
using namespace Qt::StringLiterals;

namespace {

constexpr std::array subjects{"orders", "payroll", "stock", "archive", "clinic", "tickets", "ledger", "parcels"};
constexpr std::array sites{"berlin", "shanghai", "lyon", "austin", "chengdu"};

Error notMade(const QByteArray& what)
{
    return {ErrorKind::Internal, "bench.store", {"%1", {QString::fromUtf8(what)}}, {}, {}};
}

// Of forty tasks one fails, one is refused by its precheck, and two end with a warning.
void giveEnd(MigrationTask& task, int number)
{
    switch (number % 40) {
    case 7:
        task.phase = TaskPhase::Failed;
        task.result.error = Error{ErrorKind::NoSpace, "target.space", {"There is no space left beside the target %1.", {task.plan.target.display()}},
                                  {"Free some space and start the task again.", {}}, u"database or disk is full"_s};
        break;
    case 19: task.phase = TaskPhase::PrecheckFailed; break;
    case 23:
    case 31: task.phase = TaskPhase::DoneWithWarnings; break;
    default: break;
    }
}

MigrationTask copyOf(const MigrationTask& real, int number, int count)
{
    const QByteArray name = QByteArray(subjects[size_t(number * 7 % 8)]) + '-' + sites[size_t(number * 3 % 5)] + '-' + QByteArray::number(number);
    MigrationTask task = real;
    task.id = u"%1"_s.arg(number + 1, 32, 16, QChar(u'0'));
    task.name = QString::fromLatin1(name);
    task.tags = {{u"site"_s, QString::fromLatin1(sites[size_t(number * 3 % 5)])}};
    task.plan.backups = {BackupFile{"/srv/backup/" + name + ".sql.gz"}};
    task.plan.target.database = "/srv/db/" + name + ".db";
    task.createdUtc = real.createdUtc.addSecs(-600LL * (count - number));
    // Tasks run side by side, so that the order of starts is not quite the order of creation.
    task.startedUtc = task.createdUtc.addSecs(number * 37 % 1500);
    task.elapsedMs = 1000 + number * 97 % 900'000;
    task.finishedUtc = task.startedUtc.addMSecs(task.elapsedMs);
    giveEnd(task, number);
    return task;
}

Result<MigrationTask> realTask(StoreDatabase& store)
{
    const Result<LoadedTasks> loaded = store.load({}, 0, 1);
    if (!loaded)
        return loaded.error();
    if (loaded->tasks.size() != 1 || loaded->tasks.first().phase != TaskPhase::Done)
        return notMade("The restore of the sample did not become a task that is done.");
    return loaded->tasks.first();
}

Result<void> saveCopies(StoreDatabase& store, const MigrationTask& real, int count)
{
    return store.inTransaction([&]() -> Result<void> {
        for (int number = 0; number < count; ++number) {
            const MigrationTask task = copyOf(real, number, count);
            if (Result<void> saved = store.save(task); !saved)
                return saved;
            for (const JournalEntry& entry : task.journal) {
                if (Result<void> recorded = store.record(task.id, entry); !recorded)
                    return recorded;
            }
        }
        return store.markDeleted(real.id);
    });
}

} // namespace

Result<void> makeStoreOfTasks(const QByteArray& path, int count)
{
    const TimedRun restore = timedRun({BAKFERRY_CLI, "restore", "--backup", BAKFERRY_SAMPLE, "--target", "sqlite://" + path + ".sample.db", "--store", path, "--json"});
    if (!restore.ok())
        return notMade("bakferry-cli could not restore the sample; it ended " + QByteArray::number(restore.exitStatus) + '.');
    StoreDatabase store;
    if (Result<StoreOpening> opened = store.open(path, StoreAccess::ReadWrite, schemaSteps()); !opened)
        return opened.error();
    const Result<MigrationTask> real = realTask(store);
    return real ? saveCopies(store, *real, count) : Result<void>(real.error());
}
