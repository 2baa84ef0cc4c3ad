#include "ui/statusfilterbar.h"

#include "models/statustext.h"

#include <QButtonGroup>
#include <QEvent>
#include <QHBoxLayout>
#include <QLocale>
#include <QPushButton>

#include <array>

namespace bakferry {

using namespace Qt::StringLiterals;

namespace {

constexpr std::array statuses{TaskStatus::Restoring, TaskStatus::Succeeded, TaskStatus::Failed, TaskStatus::PrecheckFailed};
constexpr int allTasks = int(statuses.size()); // the button's id in the group

QString segmentStyle(bool first, bool last)
{
    const QString radius = u"border-top-left-radius:%1; border-bottom-left-radius:%1; border-top-right-radius:%2; "
                           "border-bottom-right-radius:%2;"_s.arg(first ? u"5px"_s : u"0"_s, last ? u"5px"_s : u"0"_s);
    return u"QPushButton { border:1px solid palette(mid); %1 background:palette(base); color:palette(text); "
           "padding:4px 12px; %2 }"
           "QPushButton:hover { background:palette(button); }"
           "QPushButton:checked { background:palette(highlight); color:palette(highlighted-text); border-color:palette(highlight); }"
           "QPushButton:focus { border:2px solid palette(link); padding:3px 11px; }"
           "QPushButton:checked:focus { border-color:palette(text); }"_s.arg(radius, first ? QString() : u"margin-left:-1px;"_s);
}

} // namespace

StatusFilterBar::StatusFilterBar(QWidget* parent)
    : QWidget(parent)
    , m_buttons(new QButtonGroup(this))
{
    setObjectName(u"statusFilter"_s);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    const auto addSegment = [&](int id, const QString& name) {
        auto* button = new QPushButton(this);
        button->setObjectName(name);
        button->setCheckable(true);
        button->setAutoDefault(false);
        m_buttons->addButton(button, id);
        row->addWidget(button);
    };
    addSegment(allTasks, u"filterAll"_s);
    for (size_t i = 0; i < statuses.size(); ++i)
        addSegment(int(i), u"filter"_s + QString::fromLatin1(statusToken(statuses[i])));
    m_buttons->button(allTasks)->setChecked(true);
    takeStyle();
    connect(m_buttons, &QButtonGroup::idClicked, this, [this](int id) {
        emit statusChosen(id == allTasks ? std::nullopt : std::optional(statuses[size_t(id)]));
    });
    retranslateUi();
}

void StatusFilterBar::setCounts(const QHash<TaskStatus, int>& counts)
{
    if (counts == m_counts)
        return;
    m_counts = counts;
    retranslateUi();
}

void StatusFilterBar::choose(std::optional<TaskStatus> status)
{
    const auto* found = status ? std::find(statuses.begin(), statuses.end(), *status) : statuses.end();
    m_buttons->button(int(found - statuses.begin()))->click();
}

void StatusFilterBar::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslateUi();
    else if (event->type() == QEvent::PaletteChange)
        takeStyle();
}

// A style sheet looks up palette() when it is set, and not again when the theme changes.
void StatusFilterBar::takeStyle()
{
    for (QAbstractButton* button : m_buttons->buttons()) {
        const int id = m_buttons->id(button);
        button->setStyleSheet({});
        button->setStyleSheet(segmentStyle(id == allTasks, id + 1 == allTasks));
    }
}

void StatusFilterBar::retranslateUi()
{
    const auto label = [](const QString& word, int count) { return u"%1  %2"_s.arg(word, QLocale().toString(count)); };
    int total = 0;
    for (size_t i = 0; i < statuses.size(); ++i) {
        const int count = m_counts.value(statuses[i]);
        total += count;
        m_buttons->button(int(i))->setText(label(statusText(statuses[i]), count));
    }
    m_buttons->button(allTasks)->setText(label(tr("All"), total));
    setAccessibleName(tr("Filter by status"));
}

} // namespace bakferry
