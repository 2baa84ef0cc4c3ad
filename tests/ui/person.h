#pragma once
#include <QAbstractButton>
#include <QAbstractItemView>
#include <QApplication>
#include <QMenu>
#include <QTest>
#include <QWindow>

namespace bakferry::test {

/// Somebody before the screen: presses where a thing is seen, and types into whatever has the focus. Events go to the windows, not to
/// the widgets, so a button that is hidden, disabled or covered is not pressed and a field without the focus gets nothing.
class Person
{
public:
    /// @returns false when it is not there to be pressed.
    static bool click(QWidget* widget, QPoint at = {}, Qt::KeyboardModifiers modifiers = {})
    {
        if (!QTest::qWaitFor([&] { return widget && widget->isVisible() && widget->isEnabled(); }))
            return false;
        const bool hasMark = widget->inherits("QRadioButton") || widget->inherits("QCheckBox");
        if (at.isNull())
            at = hasMark ? QPoint(10, widget->height() / 2) : widget->rect().center();
        QWidget* const window = widget->window();
        activate(window);
        const QPoint place = widget->mapTo(window, at);
        QWidget* hit = window->childAt(place);
        while (hit && hit != widget)
            hit = hit->parentWidget();
        if (hit != widget && widget != window)
            return false; // something lies over it
        QTest::mouseClick(window->windowHandle(), Qt::LeftButton, modifiers, place);
        return true;
    }
    static bool clickRow(QAbstractItemView* view, const QModelIndex& index, Qt::KeyboardModifiers modifiers = {})
    {
        view->scrollTo(index);
        return click(view->viewport(), view->visualRect(index).center(), modifiers);
    }
    /// As a window manager does for whoever looks at a window.
    static void activate(QWidget* window)
    {
        if (window->isActiveWindow() || window->inherits("QMenu"))
            return;
        window->activateWindow();
        // On a screen without a window manager nobody else gives the focus.
        if (!QTest::qWaitFor([window] { return window->isActiveWindow(); }, 200))
            QApplication::setActiveWindow(window);
    }
    /// Keys go where the focus is, as from a keyboard.
    static void key(Qt::Key key, Qt::KeyboardModifiers modifiers = {})
    {
        QWidget* window = QApplication::activePopupWidget();
        window = window ? window : QApplication::activeModalWidget();
        window = window ? window : QApplication::activeWindow();
        if (window)
            QTest::keyClick(window->windowHandle(), key, modifiers);
    }
    /// Any letters, also those that no key of a Latin keyboard makes.
    static void write(const QString& text)
    {
        for (const QChar letter : text) {
            if (QWidget* field = QApplication::focusWidget())
                QTest::sendKeyEvent(QTest::Click, field, Qt::Key_unknown, QString(letter), Qt::NoModifier);
        }
    }
    /// Replaces what stands in a field.
    static bool enter(QWidget* field, const QString& text)
    {
        if (!click(field) || !QTest::qWaitFor([&] { return field->hasFocus(); }))
            return false;
        key(Qt::Key_A, Qt::ControlModifier);
        key(Qt::Key_Delete);
        write(text);
        return true;
    }
};

} // namespace bakferry::test
