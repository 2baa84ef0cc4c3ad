#include "ui/objecttree.h"

#include "engines/displaytext.h"
#include "models/humantext.h"
#include "ui/icons.h"

#include <QCoreApplication>
#include <QEvent>
#include <QHeaderView>

namespace bakferry {

using namespace Qt::StringLiterals;

namespace {

constexpr int mostShown = 2000; // a backup with 100,000 tables is not read through in a wizard
constexpr int openBelow = 60;

QString iconFor(QByteArrayView kind)
{
    for (const char* known : {"table", "view", "index", "trigger"}) {
        if (kind == known)
            return QString::fromLatin1(known);
    }
    return u"database"_s;
}

int addObjects(QTreeWidgetItem* parent, const QList<BackupObject>& objects, int room)
{
    for (const BackupObject& object : objects) {
        if (room-- <= 0)
            return 0;
        auto* item = new QTreeWidgetItem(parent);
        item->setText(0, displayText(object.name));
        item->setIcon(0, themedIcon(iconFor(object.kind)));
        item->setText(1, objectKindText(object.kind));
        item->setText(2, sizeText(object.sizeBytes));
        item->setTextAlignment(2, Qt::AlignRight | Qt::AlignVCenter);
        room = addObjects(item, object.children, room);
    }
    return room;
}

bool isSame(const QList<BackupObject>& left, const QList<BackupObject>& right)
{
    return std::equal(left.begin(), left.end(), right.begin(), right.end(), [](const BackupObject& a, const BackupObject& b) {
        return a.kind == b.kind && a.name == b.name && a.sizeBytes == b.sizeBytes && isSame(a.children, b.children);
    });
}

int countOf(const QList<BackupObject>& objects)
{
    int count = int(objects.size());
    for (const BackupObject& object : objects)
        count += countOf(object.children);
    return count;
}

} // namespace

QString objectKindText(QByteArrayView kind)
{
    static constexpr std::pair<const char*, const char*> words[] = {
        {"database", QT_TRANSLATE_NOOP("ObjectKind", "Database")}, {"schema", QT_TRANSLATE_NOOP("ObjectKind", "Schema")},
        {"table", QT_TRANSLATE_NOOP("ObjectKind", "Table")},       {"view", QT_TRANSLATE_NOOP("ObjectKind", "View")},
        {"index", QT_TRANSLATE_NOOP("ObjectKind", "Index")},       {"trigger", QT_TRANSLATE_NOOP("ObjectKind", "Trigger")},
    };
    for (const auto& [id, word] : words) {
        if (kind == id)
            return QCoreApplication::translate("ObjectKind", word);
    }
    return displayBytes(kind, 40);
}

ObjectTree::ObjectTree(QWidget* parent)
    : QTreeWidget(parent)
{
    setObjectName(u"objectTree"_s);
    setColumnCount(3);
    setUniformRowHeights(true);
    setAlternatingRowColors(true);
    setSelectionMode(QAbstractItemView::SingleSelection);
    header()->setStretchLastSection(false);
    header()->setSectionResizeMode(0, QHeaderView::Stretch);
    header()->setSectionResizeMode(1, QHeaderView::ResizeToContents);
    header()->setSectionResizeMode(2, QHeaderView::ResizeToContents);
    rebuild();
}

void ObjectTree::showObjects(const QList<BackupObject>& objects, bool complete)
{
    if (isSame(objects, m_objects) && complete == m_complete)
        return;
    m_objects = objects;
    m_complete = complete;
    rebuild();
}

void ObjectTree::changeEvent(QEvent* event)
{
    QTreeWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        rebuild();
}

void ObjectTree::rebuild()
{
    clear();
    setHeaderLabels({tr("Object"), tr("Kind"), tr("Size")});
    setAccessibleName(tr("Objects in the backup"));
    const int total = countOf(m_objects);
    addObjects(invisibleRootItem(), m_objects, mostShown);
    if (total > mostShown || !m_complete) {
        auto* more = new QTreeWidgetItem(this);
        more->setFirstColumnSpanned(true);
        more->setText(0, m_complete ? tr("… and %n more", nullptr, total - mostShown)
                                    : tr("Only the beginning of the file was looked at; it may hold more."));
        more->setFlags(Qt::ItemIsEnabled);
    }
    if (total <= openBelow)
        expandAll();
}

} // namespace bakferry
