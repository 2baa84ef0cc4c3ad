#include "ui/objecttree.h"

#include "engines/displaytext.h"
#include "models/humantext.h"
#include "ui/icons.h"

#include <QCoreApplication>
#include <QEvent>
#include <QHeaderView>
#include <QSignalBlocker>
#include <QTreeWidgetItemIterator>

#include <algorithm>

namespace bakferry {

using namespace Qt::StringLiterals;

namespace {

constexpr int mostShown = 2000; // a backup with 100,000 tables is not read through in a wizard
constexpr int openBelow = 60;

QString iconFor(QByteArrayView kind)
{
    static constexpr std::pair<const char*, const char*> icons[] = {
        {"table", "table"}, {"foreignTable", "table"}, {"data", "table"}, {"view", "view"}, {"materializedView", "view"}, {"index", "index"},
        {"constraint", "index"}, {"trigger", "trigger"}, {"rule", "trigger"}, {"eventTrigger", "trigger"}, {"function", "terminal"},
        {"procedure", "terminal"}, {"database", "database"}, {"schema", "database"},
        {"fullBackup", "database"}, {"differentialBackup", "database"}, {"logBackup", "database"}, {"backupSet", "database"},
    };
    for (const auto& [known, icon] : icons) {
        if (kind == known)
            return QString::fromLatin1(icon);
    }
    return u"file"_s;
}

// The object an item stands for, in ObjectTree::m_objects, and the database it belongs to.
enum ItemData { ObjectRole = Qt::UserRole, DatabaseRole };

const BackupObject& objectOf(const QTreeWidgetItem& item)
{
    return *reinterpret_cast<const BackupObject*>(item.data(0, ObjectRole).value<quintptr>());
}

bool isSame(const QList<BackupObject>& left, const QList<BackupObject>& right)
{
    return std::equal(left.begin(), left.end(), right.begin(), right.end(), [](const BackupObject& a, const BackupObject& b) {
        return a.kind == b.kind && a.name == b.name && a.sizeBytes == b.sizeBytes && a.id == b.id && isSame(a.children, b.children);
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
        {"sequence", QT_TRANSLATE_NOOP("ObjectKind", "Sequence")},
        {"constraint", QT_TRANSLATE_NOOP("ObjectKind", "Constraint")},
        {"function", QT_TRANSLATE_NOOP("ObjectKind", "Function")},
        {"procedure", QT_TRANSLATE_NOOP("ObjectKind", "Procedure")},
        {"materializedView", QT_TRANSLATE_NOOP("ObjectKind", "Materialised view")},
        {"foreignTable", QT_TRANSLATE_NOOP("ObjectKind", "Foreign table")},
        {"extension", QT_TRANSLATE_NOOP("ObjectKind", "Extension")},
        {"type", QT_TRANSLATE_NOOP("ObjectKind", "Type")},
        {"rule", QT_TRANSLATE_NOOP("ObjectKind", "Rule")},
        {"policy", QT_TRANSLATE_NOOP("ObjectKind", "Policy")},
        {"eventTrigger", QT_TRANSLATE_NOOP("ObjectKind", "Event trigger")},
        {"cast", QT_TRANSLATE_NOOP("ObjectKind", "Cast")},
        {"collation", QT_TRANSLATE_NOOP("ObjectKind", "Collation")},
        {"operator", QT_TRANSLATE_NOOP("ObjectKind", "Operator")},
        {"publication", QT_TRANSLATE_NOOP("ObjectKind", "Publication")},
        {"subscription", QT_TRANSLATE_NOOP("ObjectKind", "Subscription")},
        {"role", QT_TRANSLATE_NOOP("ObjectKind", "Role")},
        {"tablespace", QT_TRANSLATE_NOOP("ObjectKind", "Tablespace")},
        {"data", QT_TRANSLATE_NOOP("ObjectKind", "Rows")},
        {"largeObjects", QT_TRANSLATE_NOOP("ObjectKind", "Large objects")},
        {"fullBackup", QT_TRANSLATE_NOOP("ObjectKind", "Full backup")},
        {"differentialBackup", QT_TRANSLATE_NOOP("ObjectKind", "Differential backup")},
        {"logBackup", QT_TRANSLATE_NOOP("ObjectKind", "Log backup")},
        {"backupSet", QT_TRANSLATE_NOOP("ObjectKind", "Backup")},
        {"dataFile", QT_TRANSLATE_NOOP("ObjectKind", "Data file")},
        {"logFile", QT_TRANSLATE_NOOP("ObjectKind", "Log file")},
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
    connect(this, &QTreeWidget::itemChanged, this, &ObjectTree::takeTick);
    rebuild();
}

void ObjectTree::showObjects(const QList<BackupObject>& objects, bool complete, const LeftOut& leftOut)
{
    const bool isSameTree = isSame(objects, m_objects) && complete == m_complete;
    if (isSameTree && leftOut == m_leftOut)
        return;
    m_leftOut = leftOut;
    if (isSameTree)
        return showTicks();
    m_objects = objects;
    m_complete = complete;
    m_hasSeveralDatabases = complete && std::ranges::count(objects, QByteArray("database"), &BackupObject::kind) > 1;
    rebuild();
}

bool ObjectTree::isChosenDatabase(const BackupObject& object, int depth) const
{
    return m_hasSeveralDatabases && depth == 0 && object.kind == "database";
}

int ObjectTree::addObjects(QTreeWidgetItem* parent, const QList<BackupObject>& objects, const QString& database, int room)
{
    const int depth = parent == invisibleRootItem() ? 0 : 1;
    for (const BackupObject& object : objects) {
        if (room-- <= 0)
            return 0;
        auto* item = new QTreeWidgetItem(parent);
        const QString inDatabase = isChosenDatabase(object, depth) ? object.name : database;
        item->setText(0, displayText(object.name));
        item->setIcon(0, themedIcon(iconFor(object.kind)));
        item->setText(1, objectKindText(object.kind));
        item->setText(2, sizeText(object.sizeBytes));
        item->setTextAlignment(2, Qt::AlignRight | Qt::AlignVCenter);
        item->setData(0, ObjectRole, QVariant::fromValue(reinterpret_cast<quintptr>(&object)));
        item->setData(0, DatabaseRole, inDatabase);
        room = addObjects(item, object.children, inDatabase, room);
    }
    return room;
}

// A box says whether the object comes along; half ticked when something below it does not. Nothing for what cannot be chosen.
std::optional<Qt::CheckState> ObjectTree::stateOf(const BackupObject& object, const QString& database) const
{
    const bool isDatabase = m_hasSeveralDatabases && object.kind == "database" && object.name == database;
    if (m_hasSeveralDatabases && database.isEmpty())
        return std::nullopt; // roles and the like belong to none of the databases
    const QByteArrayList keys = keysUnder(object, database);
    if (isDatabase && m_leftOut.contains(objectKey(database, {})))
        return Qt::Unchecked;
    if (keys.isEmpty())
        return isDatabase ? std::optional(Qt::Checked) : std::nullopt;
    const auto gone = std::ranges::count_if(keys, [this](const QByteArray& key) { return m_leftOut.contains(key); });
    const bool isGoneItself = !object.id.isEmpty() && m_leftOut.contains(objectKey(database, object.id));
    if (isGoneItself || gone == keys.size())
        return Qt::Unchecked;
    return gone > 0 ? Qt::PartiallyChecked : Qt::Checked;
}

void ObjectTree::showTicks()
{
    if (!m_complete)
        return;
    const QSignalBlocker quiet(this);
    for (QTreeWidgetItemIterator it(this); *it; ++it) {
        if (!(*it)->data(0, ObjectRole).isValid())
            continue;
        if (const auto state = stateOf(objectOf(**it), (*it)->data(0, DatabaseRole).toString()))
            (*it)->setCheckState(0, *state);
    }
    viewport()->update();
}

void ObjectTree::takeTick(QTreeWidgetItem* item, int column)
{
    if (column != 0 || !item->data(0, ObjectRole).isValid())
        return;
    const BackupObject& object = objectOf(*item);
    const QString database = item->data(0, DatabaseRole).toString();
    const bool isIn = item->checkState(0) != Qt::Unchecked;
    const bool isDatabase = !item->parent() && isChosenDatabase(object, 0);
    if (isDatabase && isIn)
        m_leftOut.remove(objectKey(database, {}));
    else if (isDatabase)
        m_leftOut.insert(objectKey(database, {}));
    // A database that is left out keeps its ticks: they are there again when it comes back.
    const QByteArrayList keys = isDatabase && !isIn ? QByteArrayList() : keysUnder(object, database);
    for (const QByteArray& key : keys) {
        if (isIn)
            m_leftOut.remove(key);
        else
            m_leftOut.insert(key);
    }
    showTicks();
    emit leftOutChanged(m_leftOut);
}

void ObjectTree::changeEvent(QEvent* event)
{
    QTreeWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        rebuild();
}

void ObjectTree::rebuild()
{
    const QSignalBlocker quiet(this);
    clear();
    setHeaderLabels({tr("Object"), tr("Kind"), tr("Size")});
    setAccessibleName(tr("Objects in the backup"));
    const int total = countOf(m_objects);
    addObjects(invisibleRootItem(), m_objects, {}, mostShown);
    if (total > mostShown || !m_complete) {
        auto* more = new QTreeWidgetItem(this);
        more->setFirstColumnSpanned(true);
        more->setText(0, m_complete ? tr("… and %n more", nullptr, total - mostShown)
                                    : tr("Only the beginning of the file was looked at; it may hold more."));
        more->setFlags(Qt::ItemIsEnabled);
    }
    if (total <= openBelow)
        expandAll();
    else if (m_objects.size() == 1)
        expandToDepth(0);
    showTicks();
}

} // namespace bakferry
