#pragma once
#include "engines/message.h"

#include <QFrame>

class QAbstractButton;
class QHBoxLayout;
class QLabel;

namespace bakferry {

class PlainLabel;

enum class BannerLevel { Information, Warning, Error };

/// A message that takes its own place in the layout, with buttons where something can be done about it.
///
/// Hidden until shown. Keeps Messages, not words, so it follows a language switch.
class Banner : public QFrame
{
    Q_OBJECT

public:
    explicit Banner(QWidget* parent = nullptr);

    void showMessage(BannerLevel level, const Message& text, const Message& hint = {});
    /// Buttons of the caller's, placed before the close button; the banner takes ownership.
    void addButton(QAbstractButton* button);
    void setClosable(bool closable);
    QString text() const;

protected:
    void changeEvent(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    void retranslateUi();
    void paintLevel();

    BannerLevel m_level = BannerLevel::Information;
    Message m_text, m_hint;
    QLabel* m_icon;
    PlainLabel* m_textLabel;
    PlainLabel* m_hintLabel;
    QHBoxLayout* m_buttons;
    QAbstractButton* m_close;
};

} // namespace bakferry
