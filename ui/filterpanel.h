#pragma once
#include "models/taskquery.h"

#include <QToolButton>

class QCheckBox;
class QDateEdit;
class QFormLayout;
class QLabel;
class QLineEdit;
class QPushButton;
class QWidgetAction;

namespace bakferry {

/// The button "Filter" beside the search, and the panel it drops: engine, target, tag, days of creation and end. The button says how many
/// questions are asked; the answers are remembered in QSettings. GUI thread.
class FilterPanel : public QToolButton
{
    Q_OBJECT

public:
    /// @param engines  id and name of those that can be asked for
    FilterPanel(const QList<std::pair<QByteArray, QString>>& engines, QWidget* parent = nullptr);

    const TaskQuery& query() const { return m_query; }

public slots:
    /// Asks for nothing.
    void clear();

signals:
    void queryChanged(const bakferry::TaskQuery& query);

protected:
    void changeEvent(QEvent* event) override;

private:
    /// A day that may be left open: a tick and a date.
    struct Day
    {
        QCheckBox* tick;
        QDateEdit* date;
        QDate value() const;
    };
    void makePanel(const QList<std::pair<QByteArray, QString>>& engines);
    Day makeDay(const char* name, QFormLayout& form, QLabel*& label);
    void show(const TaskQuery& query);
    void take();
    void retranslateUi();

    TaskQuery m_query;
    bool m_isShowing = false;
    QWidget* m_panel;
    QWidgetAction* m_whole;
    QList<std::pair<QByteArray, QCheckBox*>> m_engines;
    QLineEdit* m_target;
    QLineEdit* m_tag;
    QLabel* m_engineLabel;
    QLabel* m_targetLabel;
    QLabel* m_tagLabel;
    QLabel* m_dayLabels[4] = {};
    Day m_days[4] = {};
    QPushButton* m_clear;
};

} // namespace bakferry
