#pragma once
#include <QLabel>
#include <QLineEdit>

namespace bakferry {

/// Text of unknown origin in windows: Qt guesses rich text in labels and tool tips, and a table named "<img src=…>" must
/// be shown as these characters. Every label and tool tip of ui/ is made here (TRUST.md, T43).

/// A label that shows exactly its characters, wraps at any place when it must, and never asks for more room than it has.
class PlainLabel : public QLabel
{
    Q_OBJECT

public:
    explicit PlainLabel(QWidget* parent = nullptr);
    explicit PlainLabel(const QString& text, QWidget* parent = nullptr);
    /// Bidi overrides and control characters are shown as \u{N}, and long words get places to break.
    void setUntrustedText(const QString& text);
    /// One line each; a line break inside a text is escaped, so it cannot pass for a line of its own.
    void setUntrustedLines(const QStringList& lines);
};

/// One line of text to read and copy: a path or a name of any length scrolls and never pushes the layout.
class ValueField : public QLineEdit
{
    Q_OBJECT

public:
    explicit ValueField(QWidget* parent = nullptr);
    void setUntrustedText(const QString& text);
};

/// A tool tip that shows exactly these characters, wrapped.
void setPlainToolTip(QWidget* widget, const QString& text);
/// For item models' ToolTipRole and the like.
QString plainToolTip(const QString& text);

} // namespace bakferry
