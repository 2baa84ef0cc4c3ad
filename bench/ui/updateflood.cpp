#include "bench/ui/updateflood.h"

#include <algorithm>

using namespace bakferry;
using namespace Qt::StringLiterals;

namespace {

constexpr int tickMs = 40; // as in app/taskrunner.cpp
constexpr qint64 bytesTotal = 4LL << 30;

} // namespace

UpdateFlood::UpdateFlood(MigrationTaskModel& model, int perSecond) : m_model(model), m_perSecond(perSecond)
{
    QList<MigrationTask> tasks;
    for (int number = 0; number < std::max(1, perSecond * tickMs / 1000); ++number) {
        MigrationTask task = model.taskAt(0);
        task.id = u"f%1"_s.arg(number, 31, 16, QChar(u'0'));
        task.name = u"running-%1"_s.arg(number);
        task.phase = TaskPhase::Loading;
        task.createdUtc = task.startedUtc = QDateTime::currentDateTimeUtc();
        task.finishedUtc = {};
        task.result = {};
        m_ids += task.id;
        tasks += task;
    }
    model.loadMore(tasks);
    m_timer.setInterval(tickMs);
    QObject::connect(&m_timer, &QTimer::timeout, &m_model, [this] { send(); });
}

void UpdateFlood::start()
{
    m_sent = 0;
    m_clock.start();
    m_timer.start();
}

void UpdateFlood::send()
{
    const qint64 owed = m_clock.elapsed() * m_perSecond / 1000;
    for (; m_sent < owed; ++m_sent) {
        const qint64 task = m_sent % m_ids.size();
        const qint64 round = m_sent / m_ids.size();
        JobProgress progress;
        progress.step = JobStep::Loading;
        progress.bytesTotal = bytesTotal;
        progress.bytesDone = (round * (3 + task % 7) * 1'000'000 + task * 9'000'000) % bytesTotal; // each at its own pace: they overtake
        progress.rowsDone = progress.bytesDone / 80;
        progress.object = u"orderline"_s;
        m_model.apply({.taskId = m_ids[task], .progress = progress, .bytesPerSecond = 3e7 + double(progress.bytesDone % 1'000'000),
                       .secondsLeft = (bytesTotal - progress.bytesDone) / 30'000'000, .elapsedMs = m_clock.elapsed()});
    }
}
