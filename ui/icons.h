#pragma once
#include "engines/precheck.h"
#include "models/environment.h"
#include "models/migrationtask.h"

#include <QIcon>
#include <QPalette>
#include <QPixmap>

namespace bakferry {

/// An icon of resources/icons that is painted in the text colour of the palette in force, so a theme change needs no new
/// icons. @param name  file name without folder and suffix: "pause"
QIcon themedIcon(const QString& name);
/// The same drawing in a colour of choice. @param edge  in device-independent pixels
QPixmap colouredIcon(const QString& name, const QColor& colour, int edge, qreal devicePixelRatio);

/// Each status and each level has an outline of its own: told apart without colour.
QString iconName(TaskStatus status);
QString iconName(FindingLevel level);
QString iconName(ObjectReport::State state);

/// A dot in the colour of what a server is for; none for one without a label. Stands beside the word, never for it.
QIcon environmentIcon(Environment environment, const QPalette& palette);

} // namespace bakferry
