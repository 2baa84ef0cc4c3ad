#pragma once

#include <QScrollArea>

namespace bakferry {

/// A frameless, see-through area that scrolls its content up and down. Where it takes the focus itself, for content that has nothing else to
/// take it, it shows that it has it. GUI thread.
class ContentScroll : public QScrollArea
{
    Q_OBJECT

public:
    /// @param focus StrongFocus: the arrow keys scroll it; NoFocus where fields inside take the focus
    explicit ContentScroll(Qt::FocusPolicy focus, QWidget* parent);
    /// Takes ownership.
    void setContent(QWidget* content);
    /// The whole content, where there is room for it.
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
};

} // namespace bakferry
