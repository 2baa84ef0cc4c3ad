#include "ui/throughputchart.h"

#include "models/humantext.h"
#include "ui/plaintext.h"
#include "ui/theme.h"

#include <QEvent>
#include <QHelpEvent>
#include <QPainter>
#include <QPainterPath>
#include <QToolTip>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace bakferry {

namespace {

constexpr int margin = 4;
constexpr int gridLines = 3;

// The next number people like to read at the top of a scale, in the unit it is shown in.
double niceAbove(double rate)
{
    double unit = 1;
    while (rate / unit >= 1024)
        unit *= 1024;
    const double decade = std::pow(10.0, std::floor(std::log10(qMax(1.0, rate / unit))));
    for (const double step : {1.0, 1.5, 2.0, 3.0, 4.0, 6.0, 8.0, 10.0}) {
        if (rate <= step * decade * unit)
            return step * decade * unit;
    }
    return rate;
}

} // namespace

ThroughputChart::ThroughputChart(QWidget* parent)
    : QWidget(parent)
{
    setObjectName(QStringLiteral("throughputChart"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    retranslateUi();
}

void ThroughputChart::showThroughput(const Throughput& throughput, bool isOver)
{
    if (m_throughput == throughput && m_isOver == isOver)
        return;
    m_throughput = throughput;
    m_isOver = isOver;
    retranslateUi();
    update();
}

double ThroughputChart::rateAt(qsizetype stretch) const { return 1000.0 * double(m_throughput.bytes[stretch]) / double(m_throughput.stretchMs); }

double ThroughputChart::highestRate() const
{
    double highest = 0;
    for (qsizetype i = 0; i < m_throughput.bytes.size(); ++i)
        highest = qMax(highest, rateAt(i));
    return highest;
}

double ThroughputChart::topOfScale() const { return niceAbove(qMax(1024.0, highestRate())); }

QString ThroughputChart::summary() const
{
    if (m_throughput.bytes.isEmpty())
        return {};
    const qint64 ms = m_throughput.stretchMs * m_throughput.bytes.size();
    const double bytes = double(std::accumulate(m_throughput.bytes.begin(), m_throughput.bytes.end(), qint64(0)));
    if (bytes <= 0)
        return {};
    return tr("Average %1, highest %2, over %3").arg(rateText(1000.0 * bytes / double(ms)), rateText(highestRate()), durationText(qMax<qint64>(1, ms / 1000)));
}

QSize ThroughputChart::sizeHint() const { return {360, fontMetrics().height() * 8}; }

QSize ThroughputChart::minimumSizeHint() const { return {160, fontMetrics().height() * 4}; }

QRect ThroughputChart::plotRect() const
{
    const int below = fontMetrics().height() + margin;
    return rect().adjusted(margin, fontMetrics().height() + margin, -margin, -below);
}

bool ThroughputChart::event(QEvent* event)
{
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto* help = static_cast<QHelpEvent*>(event);
    const QRect plot = plotRect();
    const qsizetype count = m_throughput.bytes.size();
    if (count > 0 && plot.contains(help->pos())) {
        const qsizetype at = qBound<qsizetype>(0, count * (help->pos().x() - plot.left()) / qMax(1, plot.width()), count - 1);
        const QString rate = rateAt(at) > 0 ? rateText(rateAt(at)) : tr("nothing read");
        QToolTip::showText(help->globalPos(), plainToolTip(tr("After %1: %2").arg(durationText(at * m_throughput.stretchMs / 1000), rate)), this);
    } else {
        QToolTip::hideText();
    }
    return true;
}

void ThroughputChart::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslateUi();
}

void ThroughputChart::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRect plot = plotRect();
    if (summary().isEmpty()) {
        painter.setPen(palette().color(QPalette::PlaceholderText));
        painter.drawText(rect(), int(Qt::AlignCenter) | Qt::TextWordWrap, m_isOver ? tr("No throughput was recorded.") : tr("The curve is drawn while the backup is read."));
        return;
    }
    paintScales(painter, plot);
    paintCurve(painter, plot);
}

void ThroughputChart::paintScales(QPainter& painter, const QRect& plot) const
{
    QColor line = palette().color(QPalette::Text);
    line.setAlphaF(0.14F);
    painter.setPen(line);
    for (int i = 0; i <= gridLines; ++i) {
        const int y = plot.bottom() - plot.height() * i / gridLines;
        painter.drawLine(plot.left(), y, plot.right(), y);
    }
    painter.setPen(palette().color(QPalette::PlaceholderText));
    painter.drawText(QRect(plot.left(), 0, plot.width(), plot.top()), Qt::AlignLeft | Qt::AlignVCenter, rateText(topOfScale()));
    const QRect below(plot.left(), plot.bottom() + margin, plot.width(), height() - plot.bottom() - margin);
    painter.drawText(below, Qt::AlignLeft | Qt::AlignTop, durationText(0));
    painter.drawText(below, Qt::AlignRight | Qt::AlignTop, durationText(m_throughput.stretchMs * m_throughput.bytes.size() / 1000));
}

void ThroughputChart::paintCurve(QPainter& painter, const QRect& plot) const
{
    const Tint colours = tint(TintKind::Information, palette());
    const double width = double(plot.width()) / double(m_throughput.bytes.size());
    const double top = topOfScale();
    QPainterPath curve;
    for (qsizetype i = 0; i < m_throughput.bytes.size(); ++i) {
        const double y = plot.bottom() - plot.height() * rateAt(i) / top;
        const double left = plot.left() + width * double(i);
        i == 0 ? curve.moveTo(left, y) : curve.lineTo(left, y); // a step a stretch: nothing is known of what lies between
        curve.lineTo(left + width, y);
    }
    QPainterPath area = curve;
    area.lineTo(plot.right() + 1, plot.bottom());
    area.lineTo(plot.left(), plot.bottom());
    area.closeSubpath();
    QColor ground = colours.ink;
    ground.setAlphaF(0.18F);
    painter.fillPath(area, ground);
    painter.setPen(QPen(colours.ink, 1.6));
    painter.setBrush(Qt::NoBrush);
    painter.drawPath(curve);
}

void ThroughputChart::retranslateUi()
{
    setAccessibleName(tr("Throughput over time"));
    setAccessibleDescription(summary());
}

} // namespace bakferry
