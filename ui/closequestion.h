#pragma once

class QWidget;

namespace bakferry {

class ConfirmDialog;

/// The question of a window that is closed while restores run: accepted() means stop and quit, otherChosen(RunInTray) and
/// otherChosen(PauseInTray) what their names say, anything else keeps the window open. The caller opens it.
enum CloseChoice { RunInTray, PauseInTray };
ConfirmDialog* closeQuestion(int runningTasks, bool hasTray, QWidget* window);

} // namespace bakferry
