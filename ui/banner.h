#pragma once
#include "engines/message.h"

#include <QFrame>

class QAbstractButton;
class QHBoxLayout;
class QLabel;
class QPlainTextEdit;
class QToolButton;

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

    /// @param detail  raw words of a database or the system: untrusted, folded until the DBA opens them
    void showMessage(BannerLevel level, const Message& text, const Message& hint = {}, const QString& detail = {});
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
    void makeDetail();
    void foldDetail(bool folded);

    BannerLevel m_level = BannerLevel::Information;
    Message m_text, m_hint;
    QString m_detail;
    QLabel* m_icon;
    PlainLabel* m_textLabel;
    PlainLabel* m_hintLabel;
    QHBoxLayout* m_buttons;
    QAbstractButton* m_close;
    QToolButton* m_unfold = nullptr;
    QPlainTextEdit* m_raw = nullptr;
};

} // namespace bakferry
