#pragma once
#include "engines/precheck.h"
#include "models/migrationtask.h"

#include <QColor>
#include <QPalette>

namespace bakferry {

enum class ThemeChoice { System, Light, Dark };

/// "system", "light", "dark": as stored in the settings and given on the command line.
QString themeToken(ThemeChoice choice);
ThemeChoice themeFromToken(const QString& token);

/// Puts the whole program into a light or dark palette. GUI thread; make one before the first window.
class Theme
{
public:
    /// Remembers the desktop's own palette, by which System decides (Qt 6.4 cannot be asked for the colour scheme).
    Theme();
    void use(ThemeChoice choice);
    ThemeChoice choice() const { return m_choice; }

private:
    bool m_systemIsDark;
    ThemeChoice m_choice = ThemeChoice::System;
};

QPalette lightPalette();
QPalette darkPalette();
bool isDark(const QPalette& palette);

/// Ink and ground of a coloured mark. The pair has a contrast of at least 4.5 in both themes (WCAG 2.1, 1.4.3).
struct Tint
{
    QColor ink;
    QColor ground;
};
enum class TintKind { Neutral, Information, Good, Caution, Bad };
Tint tint(TintKind kind, const QPalette& palette);
TintKind tintKindOf(TaskStatus status);
TintKind tintKindOf(FindingLevel level);
TintKind tintKindOf(LogLevel level);
TintKind tintKindOf(ObjectReport::State state);

/// Contrast of two opaque colours, 1–21 (WCAG 2.1, "contrast ratio").
double contrast(const QColor& a, const QColor& b);

} // namespace bakferry
