#pragma once
#include "ui/plaintext.h"

namespace bakferry {

/// The line under a field that says what is wrong with its content; takes no room while all is well.
class ProblemLabel : public PlainLabel
{
    Q_OBJECT

public:
    explicit ProblemLabel(QWidget* parent = nullptr);
    void setProblem(const QString& text);

protected:
    void changeEvent(QEvent* event) override;

private:
    void takeInk();
};

} // namespace bakferry
