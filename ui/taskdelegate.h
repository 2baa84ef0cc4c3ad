#pragma once
#include "ui/theme.h"

#include <QStyledItemDelegate>

namespace bakferry {

/// Cells of untrusted text: bidi overrides and control characters are shown as \u{N}, markup as its characters.
class PlainTextDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;
    QString displayText(const QVariant& value, const QLocale& locale) const override;
};

/// A path or URL: what does not fit is left out in the middle.
class PathDelegate : public PlainTextDelegate
{
    Q_OBJECT

public:
    using PlainTextDelegate::PlainTextDelegate;

protected:
    void initStyleOption(QStyleOptionViewItem* option, const QModelIndex& index) const override;
};

/// A mark of shape, word and tint: readable without colour, in light and dark, and on a selected row.
class BadgeDelegate : public PlainTextDelegate
{
    Q_OBJECT

public:
    using PlainTextDelegate::PlainTextDelegate;
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;

protected:
    struct Badge
    {
        QString icon;
        TintKind tint;
    };
    virtual Badge badge(const QModelIndex& index) const = 0;
};

/// The status column of the task table.
class StatusDelegate : public BadgeDelegate
{
    Q_OBJECT

public:
    using BadgeDelegate::BadgeDelegate;

protected:
    Badge badge(const QModelIndex& index) const override;
};

/// The state column of the objects of a restore.
class ObjectStateDelegate : public BadgeDelegate
{
    Q_OBJECT

public:
    using BadgeDelegate::BadgeDelegate;

protected:
    Badge badge(const QModelIndex& index) const override;
};

/// The level column of a list of findings.
class FindingLevelDelegate : public BadgeDelegate
{
    Q_OBJECT

public:
    using BadgeDelegate::BadgeDelegate;

protected:
    Badge badge(const QModelIndex& index) const override;
};

/// A bar with its percentage beside it; an empty track while a step has no measure, nothing when there is no progress
/// to tell.
class ProgressDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
};

} // namespace bakferry
