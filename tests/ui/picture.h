#pragma once
#include <QString>

class QWidget;

namespace bakferry::test {

/// Saves what a window shows right now as FOLDER/NAME.png, after its pending layout and paint work.
bool savePicture(QWidget& window, const QString& folder, const QString& name);

} // namespace bakferry::test
