#include "ui/taskdelegate.h"

#include "engines/displaytext.h"
#include "models/findingsmodel.h"
#include "models/migrationtaskmodel.h"
#include "models/objectsmodel.h"
#include "ui/icons.h"

#include <QApplication>
#include <QPainter>

namespace bakferry {

namespace {

constexpr int iconEdge = 14;
constexpr int padding = 7;
constexpr int barHeight = 8;
constexpr int percentGap = 8;

void drawCellGround(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index)
{
    QStyleOptionViewItem ground(option);
    ground.text.clear();
    ground.icon = {};
    ground.index = index;
    const QStyle* style = option.widget ? option.widget->style() : QApplication::style();
    style->drawControl(QStyle::CE_ItemViewItem, &ground, painter, option.widget);
}

} // namespace

QString PlainTextDelegate::displayText(const QVariant& value, const QLocale&) const
{
    return bakferry::displayText(value.toString(), 2000);
}

void PathDelegate::initStyleOption(QStyleOptionViewItem* option, const QModelIndex& index) const
{
    PlainTextDelegate::initStyleOption(option, index);
    option->textElideMode = Qt::ElideMiddle; // the ends of a path tell more than its middle
}

void BadgeDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    QStyleOptionViewItem cell(option);
    initStyleOption(&cell, index);
    const QString text = cell.text;
    drawCellGround(painter, cell, index);

    const Badge mark = badge(index);
    const Tint colours = tint(mark.tint, option.palette);
    const QFontMetrics metrics(cell.font);
    const int height = metrics.height() + 4;
    const int room = cell.rect.width() - 8;
    const int wanted = padding * 2 + iconEdge + 5 + metrics.horizontalAdvance(text);
    const int top = cell.rect.height() > height * 2 ? cell.rect.top() + 5 : cell.rect.center().y() - height / 2 + 1;
    const QRect pill(cell.rect.left() + 4, top, qMin(wanted, room), height);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(Qt::NoPen);
    painter->setBrush(colours.ground);
    painter->drawRoundedRect(pill, height / 2.0, height / 2.0);
    painter->drawPixmap(pill.left() + padding, pill.top() + (height - iconEdge) / 2,
                        colouredIcon(mark.icon, colours.ink, iconEdge, painter->device()->devicePixelRatioF()));
    painter->setPen(colours.ink);
    painter->setFont(cell.font);
    const QRect words = pill.adjusted(padding + iconEdge + 5, 0, -padding, 0);
    painter->drawText(words, Qt::AlignVCenter | Qt::AlignLeft, metrics.elidedText(text, Qt::ElideRight, words.width() + 1));
    painter->restore();
}

QSize BadgeDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    QStyleOptionViewItem cell(option);
    initStyleOption(&cell, index);
    const QFontMetrics metrics(cell.font);
    return {8 + padding * 2 + iconEdge + 6 + metrics.horizontalAdvance(cell.text), metrics.height() + 12};
}

BadgeDelegate::Badge StatusDelegate::badge(const QModelIndex& index) const
{
    const auto status = TaskStatus(index.data(MigrationTaskModel::StatusRole).toInt());
    return {iconName(status), tintKindOf(status)};
}

BadgeDelegate::Badge FindingLevelDelegate::badge(const QModelIndex& index) const
{
    const auto level = FindingLevel(index.data(FindingsModel::LevelRole).toInt());
    return {iconName(level), tintKindOf(level)};
}

BadgeDelegate::Badge ObjectStateDelegate::badge(const QModelIndex& index) const
{
    const auto state = ObjectReport::State(index.data(ObjectsModel::StateRole).toInt());
    return {iconName(state), tintKindOf(state)};
}

void ProgressDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    QStyleOptionViewItem cell(option);
    initStyleOption(&cell, index);
    const QString percent = cell.text;
    drawCellGround(painter, cell, index);
    const auto phase = TaskPhase(index.data(MigrationTaskModel::PhaseRole).toInt());
    const int permille = index.data(MigrationTaskModel::PermilleRole).toInt();
    const bool waits = phase == TaskPhase::Queued || phase == TaskPhase::NeedsDecision || phase == TaskPhase::AwaitingBackup;
    if (waits || (isFinal(phase) && permille <= 0))
        return;

    const bool selected = cell.state & QStyle::State_Selected;
    const QFontMetrics metrics(cell.font);
    const int percentWidth = metrics.horizontalAdvance(QStringLiteral("100 %"));
    QRect track(cell.rect.left() + 6, cell.rect.center().y() - barHeight / 2, cell.rect.width() - 12 - percentWidth - percentGap, barHeight);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const QColor text = cell.palette.color(QPalette::Active, selected ? QPalette::HighlightedText : QPalette::Text);
    if (track.width() > 20) {
        QColor ground = text;
        ground.setAlphaF(0.16F);
        painter->setPen(Qt::NoPen);
        painter->setBrush(ground);
        painter->drawRoundedRect(track, barHeight / 2.0, barHeight / 2.0);
        if (permille > 0) {
            const Tint colours = tint(tintKindOf(statusOf(phase)), cell.palette);
            painter->setBrush(selected ? text : colours.ink);
            track.setWidth(qMax(barHeight, track.width() * permille / 1000));
            painter->drawRoundedRect(track, barHeight / 2.0, barHeight / 2.0);
        }
    }
    painter->setPen(text);
    painter->setFont(cell.font);
    painter->drawText(cell.rect.adjusted(0, 0, -6, 0), Qt::AlignVCenter | Qt::AlignRight, permille < 0 ? QStringLiteral("…") : percent);
    painter->restore();
}

QSize ProgressDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex&) const
{
    return {140, option.fontMetrics.height() + 12};
}

} // namespace bakferry
