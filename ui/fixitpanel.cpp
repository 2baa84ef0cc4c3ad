#include "ui/fixitpanel.h"

#include "models/statustext.h"
#include "ui/plaintext.h"

#include <QButtonGroup>
#include <QRadioButton>
#include <QVBoxLayout>

#include <algorithm>

namespace bakferry {

using namespace Qt::StringLiterals;

namespace {

bool isSame(const FixIt& left, const FixIt& right) { return left.option == right.option && left.value == right.value; }

} // namespace

FixItPanel::FixItPanel(QWidget* parent)
    : ContentScroll(Qt::NoFocus, parent)
{
    setObjectName(u"fixIts"_s);
    hide();
}

void FixItPanel::showFixes(const QList<Finding>& findings, const QList<FixIt>& chosen)
{
    QList<Group> groups;
    QList<FixIt> gone = chosen;
    for (const Finding& finding : findings) {
        if (finding.fixes.isEmpty())
            continue;
        groups.append({finding, finding.fixes});
        gone.removeIf([&](const FixIt& one) {
            return std::ranges::any_of(finding.fixes, [&](const FixIt& fix) { return isSame(fix, one); });
        });
    }
    for (const FixIt& one : std::as_const(gone))
        groups.append({{}, {one}});
    m_chosen = chosen;
    if (groups == m_groups && widget())
        return showChosen(); // the DBA may be on the way to one of the buttons
    m_groups = groups;
    rebuild();
}

void FixItPanel::showChosen()
{
    for (int number = 0; number < m_groups.size(); ++number) {
        const QList<FixIt>& alternatives = m_groups[number].alternatives;
        int index = 0;
        for (int i = 0; i < alternatives.size(); ++i) {
            if (std::ranges::any_of(m_chosen, [&](const FixIt& one) { return isSame(one, alternatives[i]); }))
                index = i + 1;
        }
        if (auto* button = widget()->findChild<QRadioButton*>(u"fix_%1_%2"_s.arg(number).arg(index)))
            button->setChecked(true);
    }
}

void FixItPanel::rebuild()
{
    auto* content = new QWidget(this);
    auto* column = new QVBoxLayout(content);
    column->setContentsMargins(0, 0, 8, 0);
    for (int number = 0; number < m_groups.size(); ++number)
        column->addWidget(makeGroup(m_groups[number], number));
    column->addStretch();
    if (QWidget* before = takeWidget())
        before->deleteLater(); // the click on one of its buttons may have brought us here
    setContent(content);
    showChosen();
    setVisible(!m_groups.isEmpty());
    // Two findings with their choices fit without scrolling; more of them must not push the findings off the page.
    setMinimumHeight(qMin(content->sizeHint().height(), 150));
    setMaximumHeight(qMin(content->sizeHint().height() + 4, 220));
}

QWidget* FixItPanel::makeGroup(const Group& group, int number)
{
    auto* box = new QWidget(this);
    auto* column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 6);
    column->setSpacing(2);
    auto* title = new PlainLabel(box);
    title->setUntrustedText(group.finding.checkId.isEmpty() ? tr("Chosen before the last precheck")
                                                            : checkText(group.finding.checkId) + u": "_s + translated(group.finding.what));
    QFont bold = title->font();
    bold.setBold(true);
    title->setFont(bold);
    column->addWidget(title);
    auto* buttons = new QButtonGroup(box);
    const auto addChoice = [&](const QString& words, const QString& preview, const std::optional<FixIt>& fix, int index) {
        auto* button = new QRadioButton(box);
        button->setObjectName(u"fix_%1_%2"_s.arg(number).arg(index));
        button->setText(QString(words).replace(u'&', u"&&"_s));
        button->setAccessibleDescription(preview);
        buttons->addButton(button);
        column->addWidget(button);
        if (!preview.isEmpty()) {
            auto* meaning = new PlainLabel(box);
            meaning->setUntrustedText(preview);
            meaning->setForegroundRole(QPalette::PlaceholderText);
            meaning->setContentsMargins(24, 0, 0, 2);
            column->addWidget(meaning);
        }
        connect(button, &QRadioButton::clicked, this, [this, alternatives = group.alternatives, fix] { emit fixChosen(alternatives, fix); });
    };
    addChoice(group.finding.checkId.isEmpty() ? tr("Take this choice back") : tr("Leave it as it is"), {}, std::nullopt, 0);
    int index = 0;
    for (const FixIt& fix : group.alternatives)
        addChoice(translated(fix.label), translated(fix.preview), fix, ++index);
    return box;
}

void FixItPanel::retranslateUi() { rebuild(); }

} // namespace bakferry
