#include "ui/problemlabel.h"

#include "models/statustext.h"
#include "ui/theme.h"

#include <QEvent>
#include <QGuiApplication>

namespace bakferry {

ProblemLabel::ProblemLabel(QWidget* parent)
    : PlainLabel(parent)
{
    takeInk();
    hide();
}

void ProblemLabel::setProblem(const QString& text)
{
    setUntrustedText(text);
    setVisible(!text.isEmpty());
}

void ProblemLabel::changeEvent(QEvent* event)
{
    PlainLabel::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        takeInk();
}

void ProblemLabel::takeInk()
{
    QPalette ink;
    ink.setColor(QPalette::WindowText, tint(TintKind::Bad, QGuiApplication::palette()).ink);
    setPalette(ink);
}

QString problemText(const Error& error) { return errorSentence(error).replace(u'\n', u' '); }

} // namespace bakferry
