#include "ui/contentscroll.h"

#include <QPainter>
#include <QStyle>
#include <QStyleOption>

namespace bakferry {

ContentScroll::ContentScroll(Qt::FocusPolicy focus, QWidget* parent)
    : QScrollArea(parent)
{
    setWidgetResizable(true);
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFocusPolicy(focus);
    viewport()->setAutoFillBackground(false);
}

void ContentScroll::setContent(QWidget* content)
{
    setWidget(content);
    content->setAutoFillBackground(false);
}

QSize ContentScroll::sizeHint() const
{
    if (!widget())
        return QScrollArea::sizeHint();
    return widget()->sizeHint() + QSize(style()->pixelMetric(QStyle::PM_ScrollBarExtent, nullptr, this), 0);
}

void ContentScroll::paintEvent(QPaintEvent* event)
{
    QScrollArea::paintEvent(event);
    if (!hasFocus())
        return;
    QPainter painter(viewport());
    QStyleOptionFocusRect option;
    option.initFrom(viewport());
    option.state |= QStyle::State_HasFocus | QStyle::State_KeyboardFocusChange;
    style()->drawPrimitive(QStyle::PE_FrameFocusRect, &option, &painter, viewport());
}

void ContentScroll::focusInEvent(QFocusEvent* event)
{
    QScrollArea::focusInEvent(event);
    viewport()->update();
}

void ContentScroll::focusOutEvent(QFocusEvent* event)
{
    QScrollArea::focusOutEvent(event);
    viewport()->update();
}

} // namespace bakferry
