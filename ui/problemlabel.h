#pragma once
#include "engines/error.h"
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

/// Cause and remedy of an error in one line, for the place under a field.
QString problemText(const Error& error);

} // namespace bakferry
