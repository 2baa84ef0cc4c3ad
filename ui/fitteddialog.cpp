#include "ui/fitteddialog.h"

#include <QLayout>
#include <QScreen>
#include <QShowEvent>

namespace bakferry {

void FittedDialog::showEvent(QShowEvent* event)
{
    QDialog::showEvent(event);
    if (!event->spontaneous())
        fit();
}

void FittedDialog::fit()
{
    if (!layout())
        return;
    layout()->activate();
    const int needs = layout()->hasHeightForWidth() ? layout()->totalHeightForWidth(width()) : layout()->totalSizeHint().height();
    resize(width(), qMin(needs, screen()->availableGeometry().height()));
}

} // namespace bakferry
