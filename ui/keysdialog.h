#pragma once
#include <QDialog>
#include <QKeySequence>

#include <functional>

class QTableWidget;

namespace bakferry {

class PlainLabel;

/// All keys of the program and what they do. The keys of acts come from the acts themselves, so that none is missing or out of date.
class KeysDialog : public QDialog
{
    Q_OBJECT

public:
    struct Key
    {
        QString keys;
        QString meaning;
    };

    /// @param window  whose actions are listed, its parent; the keys that are no action's are known here
    explicit KeysDialog(QWidget* window);

protected:
    void changeEvent(QEvent* event) override;

private:
    void retranslateUi();
    QList<Key> keys() const;

    QWidget* m_window;
    PlainLabel* m_intro;
    QTableWidget* m_table;
};

} // namespace bakferry
