#include "ui/chainchoice.h"

#include "models/statustext.h"
#include "ui/plaintext.h"
#include "ui/problemlabel.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QRadioButton>
#include <QSignalBlocker>
#include <QVBoxLayout>

namespace bakferry {

using namespace Qt::StringLiterals;

ChainChoice::ChainChoice(const Services& services, QWidget* parent)
    : QWidget(parent)
    , m_services(services)
    , m_question(new PlainLabel(this))
    , m_yes(new QRadioButton(this))
    , m_no(new QRadioButton(this))
    , m_meaning(new PlainLabel(this))
    , m_stopLabel(new PlainLabel(this))
    , m_stopAt(new QLineEdit(this))
    , m_problem(new ProblemLabel(this))
{
    m_question->setWordWrap(false);
    m_yes->setObjectName(u"lastBackupYes"_s);
    m_no->setObjectName(u"lastBackupNo"_s);
    m_stopAt->setObjectName(u"stopAt"_s);
    m_problem->setObjectName(u"stopAtProblem"_s);
    m_yes->setChecked(true);
    m_meaning->setForegroundRole(QPalette::PlaceholderText);
    m_stopLabel->setBuddy(m_stopAt);
    auto* answers = new QHBoxLayout;
    answers->addWidget(m_question);
    answers->addWidget(m_yes);
    answers->addWidget(m_no);
    answers->addStretch();
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addLayout(answers);
    column->addWidget(m_meaning);
    column->addWidget(m_stopLabel);
    column->addWidget(m_stopAt);
    column->addWidget(m_problem);
    const auto edited = [this] {
        refresh();
        emit changed();
    };
    connect(m_yes, &QRadioButton::toggled, this, edited);
    connect(m_stopAt, &QLineEdit::textEdited, this, edited);
    retranslateUi();
}

void ChainChoice::setEngine(const QByteArray& engineId)
{
    m_engineId = engineId;
    refresh();
}

void ChainChoice::setChoice(bool isLast, const QString& stopAt)
{
    const QSignalBlocker yes(m_yes), no(m_no);
    (isLast ? m_yes : m_no)->setChecked(true);
    if (m_stopAt->text() != stopAt && isLast)
        m_stopAt->setText(stopAt);
    refresh();
}

bool ChainChoice::isLast() const { return m_yes->isChecked(); }

QString ChainChoice::stopAt() const { return isLast() ? m_stopAt->text().trimmed() : QString(); }

QString ChainChoice::problem() const
{
    if (stopAt().isEmpty() || !m_services.badStopAt)
        return {};
    const std::optional<Error> wrong = m_services.badStopAt(m_engineId, stopAt());
    return wrong ? problemText(*wrong) : QString();
}

void ChainChoice::refresh()
{
    m_stopAt->setVisible(isLast());
    m_stopLabel->setVisible(isLast());
    m_meaning->setText(isLast() ? tr("The restored database takes its place; no further backup can be put on top of it.")
                                : tr("Everything stays in staging and the target as it is. The task waits for the next backup."));
    m_problem->setProblem(problem());
}

void ChainChoice::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslateUi();
}

void ChainChoice::retranslateUi()
{
    m_question->setText(tr("Last backup of the chain?"));
    m_yes->setText(tr("Yes"));
    m_no->setText(tr("No, more will come"));
    m_stopLabel->setText(tr("Stop on the way (optional)"));
    m_stopAt->setPlaceholderText(u"2026-11-25 08:30:00  ·  mysql-bin.000042:328"_s);
    m_stopAt->setAccessibleName(tr("Time or position to stop at"));
    refresh();
}

} // namespace bakferry
