#include "ui/stepheader.h"

#include "ui/icons.h"

#include <QEvent>
#include <QLocale>
#include <QPainter>

namespace bakferry {

using namespace Qt::StringLiterals;

namespace {
constexpr int discDiameter = 24;
constexpr int gap = 8;
}

StepHeader::StepHeader(int currentStep, QWidget* parent)
    : QWidget(parent)
    , m_current(currentStep)
{
    setObjectName(u"stepHeader"_s);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setAccessibleName(steps().at(m_current));
}

QSize StepHeader::sizeHint() const { return {400, qMax(discDiameter, fontMetrics().height()) + 16}; }

QStringList StepHeader::steps() const { return {tr("Choose Backup"), tr("Choose Target"), tr("Confirm")}; }

void StepHeader::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) {
        setAccessibleName(steps().at(m_current));
        update();
    }
}

void StepHeader::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QStringList words = steps();
    QFont bold = font();
    bold.setBold(true);
    int taken = 0;
    for (const QString& word : words)
        taken += discDiameter + gap + QFontMetrics(bold).horizontalAdvance(word) + 2 * gap;
    const int line = qBound(16, (width() - taken) / int(words.size() - 1), 120);
    int x = 0;
    for (int i = 0; i < words.size(); ++i) {
        const bool reached = i <= m_current;
        const QRectF disc(x + 0.5, (height() - discDiameter) / 2 + 0.5, discDiameter - 1, discDiameter - 1);
        painter.setPen(reached ? palette().color(QPalette::Highlight) : palette().color(QPalette::PlaceholderText));
        painter.setBrush(reached ? palette().brush(QPalette::Highlight) : Qt::NoBrush);
        painter.drawEllipse(disc);
        painter.setPen(palette().color(reached ? QPalette::HighlightedText : QPalette::PlaceholderText));
        painter.setFont(bold);
        painter.drawText(disc, Qt::AlignCenter, i < m_current ? u"✓"_s : QLocale().toString(i + 1));
        x += discDiameter + gap;
        painter.setFont(i == m_current ? bold : font());
        painter.setPen(palette().color(i == m_current ? QPalette::WindowText : QPalette::PlaceholderText));
        const int wordWidth = QFontMetrics(painter.font()).horizontalAdvance(words[i]);
        painter.drawText(QRect(x, 0, wordWidth + 4, height()), Qt::AlignVCenter | Qt::AlignLeft, words[i]);
        x += wordWidth + gap;
        if (i + 1 < words.size()) {
            painter.setPen(palette().color(QPalette::Mid));
            painter.drawLine(x + 4, height() / 2, x + line - 4, height() / 2);
            x += line;
        }
    }
}

} // namespace bakferry
