#pragma once

#include <QDialog>

namespace bakferry {

/// A dialog that is shown as high as its texts need. Qt opens a window with at most two thirds of the screen, and squeezes what is in it: at twice
/// the scale that cuts off lines and buttons of an ordinary question. GUI thread.
class GrowingDialog : public QDialog
{
    Q_OBJECT

public:
    using QDialog::QDialog;

protected:
    void showEvent(QShowEvent* event) override;
};

} // namespace bakferry
