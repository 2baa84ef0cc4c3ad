// What the runner tells of a job besides its progress: its objects and its throughput over time. These are lists that may be long,
// so they are told less often than what stands in the table.
#include "app/taskrunner.h"
#include "app/taskrunnerjob.h"

#include <utility>

namespace bakferry {

namespace {

constexpr qint64 detailsMs = 250;

} // namespace

void TaskRunner::noteDetails(const JobPtr& job, const JobFeed::News& news, qint64 elapsedMs)
{
    for (const ObjectReport& object : news.objects)
        job->objects.add(object);
    job->hasObjectNews = job->hasObjectNews || !news.objects.isEmpty();
    if (news.progress)
        job->throughput.add(*news.progress, elapsedMs);
    else
        job->throughput.pass(elapsedMs);
}

void TaskRunner::tellDetailsIfDue(const JobPtr& job, TaskUpdate& update)
{
    if (job->elapsedMs() - job->lastDetailsMs >= detailsMs)
        tellDetails(job, update);
}

void TaskRunner::tellDetails(const JobPtr& job, TaskUpdate& update)
{
    job->lastDetailsMs = job->elapsedMs();
    if (std::exchange(job->hasObjectNews, false))
        update.objects = job->objects.all();
    if (!job->throughput.throughput().bytes.isEmpty())
        update.throughput = job->throughput.throughput();
}

// Of a job that never came to restore anything, what an earlier one of the chain found stays.
void TaskRunner::finishDetails(const JobPtr& job, const Verdict& verdict, TaskUpdate& update)
{
    const bool isLoaded = statusOf(verdict.phase) == TaskStatus::Succeeded || verdict.phase == TaskPhase::AwaitingBackup;
    job->objects.finish(verdict.result.ledger, isLoaded);
    job->hasObjectNews = !job->objects.isEmpty();
    tellDetails(job, update);
}

} // namespace bakferry
