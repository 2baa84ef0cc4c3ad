#include "ui/filterpanel.h"

#include "ui/icons.h"
#include "ui/plaintext.h"

#include <QCheckBox>
#include <QDateEdit>
#include <QEvent>
#include <QFormLayout>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QMenu>
#include <QPushButton>
#include <QSettings>
#include <QWidgetAction>

namespace bakferry {

using namespace Qt::StringLiterals;

namespace {

constexpr auto settingsKey = "mainWindow/filter"_L1;
// In the order of TaskQuery.
constexpr QDate TaskQuery::*days[]{&TaskQuery::createdFrom, &TaskQuery::createdTo, &TaskQuery::finishedFrom, &TaskQuery::finishedTo};
constexpr const char* dayNames[]{"filterCreatedFrom", "filterCreatedTo", "filterFinishedFrom", "filterFinishedTo"};

} // namespace

QDate FilterPanel::Day::value() const { return tick->isChecked() ? date->date() : QDate(); }

FilterPanel::FilterPanel(const QList<std::pair<QByteArray, QString>>& engines, QWidget* parent) : QToolButton(parent)
{
    setObjectName(u"filterButton"_s);
    setIcon(themedIcon(u"filter"_s));
    setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    setPopupMode(QToolButton::InstantPopup);
    setFocusPolicy(Qt::TabFocus);
    makePanel(engines);
    auto* menu = new QMenu(this);
    m_whole = new QWidgetAction(menu);
    m_whole->setDefaultWidget(m_panel);
    menu->addAction(m_whole);
    setMenu(menu);
    show(TaskQuery::fromMap(QSettings().value(settingsKey).toMap()));
    retranslateUi();
}

void FilterPanel::makePanel(const QList<std::pair<QByteArray, QString>>& engines)
{
    m_panel = new QWidget(this);
    auto* form = new QFormLayout(m_panel);
    const auto label = [this] {
        auto* made = new PlainLabel(m_panel);
        made->setWordWrap(false);
        return made;
    };
    auto* boxes = new QGridLayout; // in pairs: four names side by side are wider than the dates below
    for (const auto& [id, name] : engines) {
        auto* box = new QCheckBox(name, m_panel);
        box->setObjectName(u"filterEngine_"_s + QString::fromLatin1(id));
        m_engines += {id, box};
        boxes->addWidget(box, int(m_engines.size() - 1) / 2, int(m_engines.size() - 1) % 2);
        connect(box, &QCheckBox::toggled, this, &FilterPanel::take);
    }
    boxes->setColumnStretch(1, 1);
    form->addRow(m_engineLabel = label(), boxes);
    m_target = new QLineEdit(m_panel);
    m_target->setObjectName(u"filterTarget"_s);
    m_tag = new QLineEdit(m_panel);
    m_tag->setObjectName(u"filterTag"_s);
    form->addRow(m_targetLabel = label(), m_target);
    form->addRow(m_tagLabel = label(), m_tag);
    for (QLineEdit* field : {m_target, m_tag})
        connect(field, &QLineEdit::textChanged, this, &FilterPanel::take);
    for (int i = 0; i < 4; ++i) {
        m_dayLabels[i] = label();
        m_days[i] = makeDay(dayNames[i], *form, m_dayLabels[i]);
    }
    m_clear = new QPushButton(m_panel);
    m_clear->setObjectName(u"filterClear"_s);
    m_clear->setAutoDefault(false);
    connect(m_clear, &QPushButton::clicked, this, &FilterPanel::clear);
    form->addRow(m_clear);
}

FilterPanel::Day FilterPanel::makeDay(const char* name, QFormLayout& form, QLabel*& label)
{
    Day day{new QCheckBox(m_panel), new QDateEdit(QDate::currentDate(), m_panel)};
    day.tick->setObjectName(QString::fromLatin1(name));
    day.date->setObjectName(QString::fromLatin1(name) + u"Day"_s);
    day.date->setCalendarPopup(true);
    day.date->setEnabled(false);
    auto* row = new QHBoxLayout;
    row->addWidget(day.tick);
    row->addWidget(day.date, 1);
    form.addRow(label, row);
    connect(day.tick, &QCheckBox::toggled, day.date, &QWidget::setEnabled);
    connect(day.tick, &QCheckBox::toggled, this, &FilterPanel::take);
    connect(day.date, &QDateEdit::dateChanged, this, &FilterPanel::take);
    return day;
}

void FilterPanel::show(const TaskQuery& query)
{
    m_isShowing = true;
    for (const auto& [id, box] : m_engines)
        box->setChecked(query.engineIds.contains(id));
    m_target->setText(query.target);
    m_tag->setText(query.tag);
    for (int i = 0; i < 4; ++i) {
        const QDate day = query.*days[i];
        m_days[i].tick->setChecked(day.isValid());
        if (day.isValid())
            m_days[i].date->setDate(day);
    }
    m_isShowing = false;
    take();
}

void FilterPanel::take()
{
    if (m_isShowing)
        return;
    TaskQuery query;
    for (const auto& [id, box] : m_engines) {
        if (box->isChecked())
            query.engineIds.insert(id);
    }
    query.target = m_target->text().trimmed();
    query.tag = m_tag->text().trimmed();
    for (int i = 0; i < 4; ++i)
        query.*days[i] = m_days[i].value();
    if (query == m_query)
        return;
    m_query = query;
    QSettings().setValue(settingsKey, query.toMap());
    retranslateUi();
    emit queryChanged(query);
}

void FilterPanel::clear() { show({}); }

void FilterPanel::changeEvent(QEvent* event)
{
    QToolButton::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslateUi();
}

void FilterPanel::retranslateUi()
{
    setText(m_query.isEmpty() ? tr("Filter") : tr("Filter (%1)").arg(m_query.count()));
    setPlainToolTip(this, tr("Show only tasks of some engines, targets, tags or days"));
    setAccessibleName(text());
    m_engineLabel->setText(tr("Engine"));
    m_targetLabel->setText(tr("Target contains"));
    m_tagLabel->setText(tr("Tag contains"));
    const QStringList words{tr("Created from"), tr("Created until"), tr("Finished from"), tr("Finished until")};
    for (int i = 0; i < 4; ++i) {
        m_dayLabels[i]->setText(words[i]);
        m_days[i].tick->setAccessibleName(words[i]);
        m_days[i].date->setAccessibleName(words[i]);
    }
    m_target->setAccessibleName(m_targetLabel->text());
    m_tag->setAccessibleName(m_tagLabel->text());
    m_clear->setText(tr("Show All"));
    m_clear->setEnabled(!m_query.isEmpty());
    m_whole->setText(text()); // the menu measures its panel again only when its action changes
}

} // namespace bakferry
