#include "tests/ui/clipping.h"

#include <QAbstractButton>
#include <QAbstractScrollArea>
#include <QComboBox>
#include <QGroupBox>
#include <QLabel>
#include <QStyle>
#include <QStyleOption>
#include <QTabBar>

namespace bakferry::test {

using namespace Qt::StringLiterals;

namespace {

QString report(const QWidget& widget, const QString& text, int needs, int has, const char* what)
{
    QString named = widget.objectName();
    for (const QWidget* parent = widget.parentWidget(); named.isEmpty() && parent; parent = parent->parentWidget())
        named = parent->objectName().isEmpty() ? QString() : u"in "_s + parent->objectName();
    return u"%1 %2: “%3” needs %4 of %5 %6"_s.arg(QString::fromLatin1(widget.metaObject()->className()), named, text.left(60)).arg(needs).arg(has).arg(QString::fromLatin1(what));
}

int textWidth(const QWidget& widget, const QString& text)
{
    int most = 0;
    for (const QString& line : text.split(u'\n'))
        most = qMax(most, widget.fontMetrics().size(Qt::TextShowMnemonic, line).width());
    return most;
}

void lookAtLabel(const QLabel& label, QStringList& found)
{
    if (label.text().isEmpty())
        return;
    const QRect room = label.contentsRect().adjusted(label.margin(), 0, -label.margin(), 0);
    if (label.wordWrap() && label.heightForWidth(label.width()) > label.height())
        found += report(label, label.text(), label.heightForWidth(label.width()), label.height(), "high");
    else if (!label.wordWrap() && textWidth(label, label.text()) > room.width())
        found += report(label, label.text(), textWidth(label, label.text()), room.width(), "wide");
}

void lookAtButton(const QAbstractButton& button, QStringList& found)
{
    if (button.text().isEmpty())
        return;
    const QSize needs = button.sizeHint();
    if (needs.width() > button.width())
        found += report(button, button.text(), needs.width(), button.width(), "wide");
    else if (needs.height() > button.height() + 2)
        found += report(button, button.text(), needs.height(), button.height(), "high");
}

void lookAtBox(const QComboBox& box, QStringList& found)
{
    QStyleOptionComboBox option;
    option.initFrom(&box);
    option.editable = box.isEditable();
    const int room = box.style()->subControlRect(QStyle::CC_ComboBox, &option, QStyle::SC_ComboBoxEditField, &box).width() - (box.itemIcon(box.currentIndex()).isNull() ? 0 : box.iconSize().width() + 4);
    if (!box.isEditable() && textWidth(box, box.currentText()) > room)
        found += report(box, box.currentText(), textWidth(box, box.currentText()), room, "wide");
}

void lookAtTabs(const QTabBar& bar, QStringList& found)
{
    for (int i = 0; i < bar.count(); ++i) {
        if (bar.isTabVisible(i) && textWidth(bar, bar.tabText(i)) + 8 > bar.tabRect(i).width())
            found += report(bar, bar.tabText(i), textWidth(bar, bar.tabText(i)) + 8, bar.tabRect(i).width(), "wide");
    }
}

bool scrolls(const QWidget& parent) { return qobject_cast<const QAbstractScrollArea*>(parent.parentWidget()) || qobject_cast<const QAbstractScrollArea*>(&parent); }

} // namespace

QString LongWords::translate(const char*, const char* source, const char*, int) const
{
    QStringList words = QString::fromUtf8(source).split(u' ');
    for (QString& word : words) {
        if (!word.contains(u'%') && !word.contains(u'<') && !word.contains(u'\n') && word.size() > 1)
            word.insert(word.size() - 1, QString(int(word.size() + 1) / 2, u'é'));
    }
    return words.join(u' ');
}

QStringList clippedTexts(const QWidget& window)
{
    QStringList found;
    for (const auto* widget : window.findChildren<QWidget*>()) {
        if (!widget->isVisible() || widget->window() != &window)
            continue;
        if (const auto* label = qobject_cast<const QLabel*>(widget))
            lookAtLabel(*label, found);
        else if (const auto* button = qobject_cast<const QAbstractButton*>(widget))
            lookAtButton(*button, found);
        else if (const auto* box = qobject_cast<const QComboBox*>(widget))
            lookAtBox(*box, found);
        else if (const auto* tabs = qobject_cast<const QTabBar*>(widget))
            lookAtTabs(*tabs, found);
        else if (const auto* group = qobject_cast<const QGroupBox*>(widget); group && textWidth(*group, group->title()) + 16 > group->width())
            found += report(*group, group->title(), textWidth(*group, group->title()) + 16, group->width(), "wide");
        const QWidget* parent = widget->parentWidget();
        if (parent && !scrolls(*parent) && !parent->rect().adjusted(-1, -1, 1, 1).contains(widget->geometry()) && !widget->size().isEmpty())
            found += report(*widget, u"sticks out"_s, widget->geometry().right(), parent->width(), "wide");
    }
    return found;
}

} // namespace bakferry::test
