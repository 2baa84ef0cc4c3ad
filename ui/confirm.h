#pragma once
#include "ui/fitteddialog.h"
#include <QStringList>

namespace bakferry {

/// A question before something is lost. The title and the button name the act and its object; Cancel is the default and
/// what Esc means. Opened without blocking; emits accepted() when the DBA goes on.
class ConfirmDialog : public FittedDialog
{
    Q_OBJECT

public:
    struct Question
    {
        QString title;      ///< "Delete 2 tasks"
        QString text;       ///< what is lost and what stays
        QStringList items;  ///< untrusted names, listed
        QString action;     ///< words of the button
        QString keep = {};  ///< words of the harmless button; "Cancel" when empty
        QString typedWord = {};  ///< not empty: must be typed before the button works; for destroying data only
        QStringList others = {}; ///< words of further buttons, for other ways to go on
    };
    /// Deletes itself when closed.
    ConfirmDialog(const Question& question, QWidget* parent);

signals:
    /// One of `others`, by its index; accepted() is not emitted then.
    void otherChosen(int index);
};

} // namespace bakferry
