#pragma once
#include <QDialog>

class QLineEdit;

namespace bakferry {

class ManualPage;

/// The manual in the language of the window, with a search line. The pages are docs/user/, compiled in; links in them open nothing.
class HelpWindow : public QDialog
{
    Q_OBJECT

public:
    explicit HelpWindow(QWidget* parent = nullptr);

protected:
    void changeEvent(QEvent* event) override;

private:
    void retranslateUi();
    void find(const QString& text);

    ManualPage* m_page;
    QLineEdit* m_search;
};

} // namespace bakferry
