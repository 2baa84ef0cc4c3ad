#include "ui/closequestion.h"

#include "ui/confirm.h"

#include <QCoreApplication>

namespace bakferry {

namespace {

QString word(const char* text, int count = -1) { return QCoreApplication::translate("bakferry::CloseQuestion", text, nullptr, count); }

} // namespace

ConfirmDialog* closeQuestion(int runningTasks, bool hasTray, QWidget* window)
{
    ConfirmDialog::Question question;
    question.title = word(QT_TRANSLATE_N_NOOP("bakferry::CloseQuestion", "Stop %n restore(s) and quit"), runningTasks);
    question.text = word(QT_TRANSLATE_NOOP("bakferry::CloseQuestion", "Each is stopped at a safe point first; its task then says what remains in the target."));
    question.action = word(QT_TRANSLATE_NOOP("bakferry::CloseQuestion", "Stop and Quit"));
    question.keep = word(QT_TRANSLATE_NOOP("bakferry::CloseQuestion", "Keep Running"));
    if (hasTray)
        question.others = {word(QT_TRANSLATE_NOOP("bakferry::CloseQuestion", "Run On in the Tray")), word(QT_TRANSLATE_NOOP("bakferry::CloseQuestion", "Pause in the Tray"))};
    return new ConfirmDialog(question, window);
}

} // namespace bakferry
