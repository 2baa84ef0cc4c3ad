#pragma once
#include <QWidget>

namespace bakferry {

/// The wizard's three steps in one line, the present one marked by weight and a filled number, those behind by a tick.
class StepHeader : public QWidget
{
    Q_OBJECT

public:
    explicit StepHeader(int currentStep, QWidget* parent = nullptr);
    QSize sizeHint() const override;

protected:
    void changeEvent(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    QStringList steps() const;

    int m_current;
};

} // namespace bakferry
