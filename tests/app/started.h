#pragma once
#include "app/application.h"

#include <QSignalSpy>
#include <QTest>

namespace bakferry {

/// A started program that ends cleanly with its test.
struct Started
{
    explicit Started(const LaunchOptions& options) : program(options)
    {
        QSignalSpy ready(&program.desk(), &TaskDesk::ready);
        QSignalSpy failed(&program.desk(), &TaskDesk::openFailed);
        program.start();
        [&] { QTRY_VERIFY(program.window().isVisible() && ready.size() + failed.size() > 0); }();
    }
    ~Started()
    {
        QSignalSpy ended(&program, &Application::ended);
        program.quit();
        [&] { QTRY_VERIFY(!ended.isEmpty()); }();
    }
    MigrationTaskModel& model() { return program.desk().model(); }
    TaskPhase phase(int row = 0) { return model().rowCount() > row ? model().taskAt(row).phase : TaskPhase::Queued; }
    template <typename T>
    T* find(const QString& name) { return program.window().findChild<T*>(name); }

    Application program;
};

} // namespace bakferry
