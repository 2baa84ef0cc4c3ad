#pragma once

#include <QDialog>

namespace bakferry {

/// A dialog that is shown as high as its texts need. Qt opens a window by the height its texts would have in a
/// narrower one, but with at most two thirds of the screen: some stand in empty space, and at twice the scale lines and buttons are cut off. GUI thread.
class FittedDialog : public QDialog
{
    Q_OBJECT

public:
    using QDialog::QDialog;
    /// As high as the texts need now. Called when shown; call it again when some came or went.
    void fit();

protected:
    void showEvent(QShowEvent* event) override;
};

} // namespace bakferry
