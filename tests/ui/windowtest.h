#pragma once
#include <QDialog>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>
#include <QWidget>

namespace bakferry::test {

/// Keeps the settings of a window test away from those of the person who runs it, and empty at the start.
class OwnSettings
{
public:
    OwnSettings()
    {
        QCoreApplication::setOrganizationName(QStringLiteral("bakferry-test"));
        QCoreApplication::setApplicationName(QStringLiteral("bakferry-test"));
        QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, m_folder.path());
    }

private:
    QTemporaryDir m_folder;
};

/// The child with this object name; ends the test program loudly when a name was changed.
template <typename Widget>
Widget* child(const QObject& parent, const char* name)
{
    auto* found = parent.findChild<Widget*>(QString::fromLatin1(name));
    if (!found)
        qFatal("no child named %s", name);
    return found;
}

/// Presses the button as a person would: with the mouse on it. Radio buttons and tick boxes listen at their mark and words
/// only, which lie on the left.
inline void press(QWidget* button)
{
    const bool hasMark = button->inherits("QRadioButton") || button->inherits("QCheckBox");
    QTest::mouseClick(button, Qt::LeftButton, {}, hasMark ? QPoint(8, button->height() / 2) : QPoint());
}

/// Types any letters: QTest::keyClicks() knows Latin ones only.
inline void type(QWidget* field, const QString& text)
{
    for (const QChar letter : text)
        QTest::sendKeyEvent(QTest::Click, field, Qt::Key_unknown, QString(letter), Qt::NoModifier);
}

} // namespace bakferry::test
