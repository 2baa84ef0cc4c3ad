#include "ui/growingdialog.h"

#include <QLayout>
#include <QScreen>

namespace bakferry {

void GrowingDialog::showEvent(QShowEvent* event)
{
    QDialog::showEvent(event);
    if (!layout())
        return;
    const int needs = layout()->hasHeightForWidth() ? layout()->totalHeightForWidth(width()) : layout()->totalSizeHint().height();
    resize(width(), qMax(height(), qMin(needs, screen()->availableGeometry().height())));
}

} // namespace bakferry
