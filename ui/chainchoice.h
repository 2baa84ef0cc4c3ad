#pragma once
#include "ui/services.h"

#include <QWidget>

class QCheckBox;
class QLineEdit;
class QRadioButton;

namespace bakferry {

class PlainLabel;
class ProblemLabel;

/// Whether the last backup of a chain is among those given, and where on the way through it the restore shall stop.
class ChainChoice : public QWidget
{
    Q_OBJECT

public:
    explicit ChainChoice(const Services& services, QWidget* parent = nullptr);

    void setEngine(const QByteArray& engineId);
    void setChoice(bool isLast, const QString& stopAt);
    bool isLast() const;
    QString stopAt() const; ///< empty where it is not the last backup
    /// What is wrong with the place to stop at; empty when it is good.
    QString problem() const;

signals:
    void changed();

protected:
    void changeEvent(QEvent* event) override;

private:
    void retranslateUi();
    void refresh();

    const Services& m_services;
    QByteArray m_engineId;
    PlainLabel* m_question;
    QRadioButton* m_yes;
    QRadioButton* m_no;
    PlainLabel* m_meaning;
    PlainLabel* m_stopLabel;
    QLineEdit* m_stopAt;
    ProblemLabel* m_problem;
};

} // namespace bakferry
