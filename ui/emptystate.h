#pragma once
#include <QWidget>

class QLabel;
class QPushButton;

namespace bakferry {

class PlainLabel;

/// What stands in the list's place while there is no task: what to do, and the button that does it.
class EmptyState : public QWidget
{
    Q_OBJECT

public:
    explicit EmptyState(QWidget* parent = nullptr);
    /// No task at all, or none that fits the filters; the latter offers to show all.
    void setFiltered(bool filtered);
    void setReadOnly(bool readOnly);

signals:
    void newTaskRequested();
    void showAllRequested();

protected:
    void changeEvent(QEvent* event) override;

private:
    void retranslateUi();
    void paintIcon();

    QLabel* m_icon;
    PlainLabel* m_sentence;
    QPushButton* m_button;
    PlainLabel* m_dropHint;
    bool m_filtered = false;
    bool m_readOnly = false;
};

} // namespace bakferry
