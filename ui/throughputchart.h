#pragma once
#include "models/migrationtask.h"

#include <QWidget>

namespace bakferry {

/// How fast a restore read its backup, over its time, as a small filled curve with two scales. Pointing at it tells the speed of that
/// moment; a screen reader hears average and highest speed. Follows theme, font and language.
class ThroughputChart : public QWidget
{
    Q_OBJECT

public:
    explicit ThroughputChart(QWidget* parent = nullptr);
    /// @param isOver  nothing will come any more, so an empty chart says so
    void showThroughput(const Throughput& throughput, bool isOver = false);
    /// Average, highest and time in words; empty when there is nothing to tell.
    QString summary() const;
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    bool event(QEvent* event) override;
    void changeEvent(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    QRect plotRect() const;
    double rateAt(qsizetype stretch) const;
    double highestRate() const;
    double topOfScale() const;
    void paintScales(QPainter& painter, const QRect& plot) const;
    void paintCurve(QPainter& painter, const QRect& plot) const;
    void retranslateUi();

    Throughput m_throughput;
    bool m_isOver = false;
};

} // namespace bakferry
