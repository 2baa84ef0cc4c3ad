#pragma once
#include "ui/objectchoice.h"

#include <QTreeWidget>

namespace bakferry {

/// The objects in a backup: databases, schemas, tables, views, indexes …, as far as its head tells. What can be restored by itself
/// has a tick box.
class ObjectTree : public QTreeWidget
{
    Q_OBJECT

public:
    explicit ObjectTree(QWidget* parent = nullptr);
    void showObjects(const QList<BackupObject>& objects, bool complete, const LeftOut& leftOut);

signals:
    /// The DBA ticked or unticked something.
    void leftOutChanged(const bakferry::LeftOut& leftOut);

protected:
    void changeEvent(QEvent* event) override;

private:
    void rebuild();
    int addObjects(QTreeWidgetItem* parent, const QList<BackupObject>& objects, const QString& database, int room);
    void showTicks();
    void takeTick(QTreeWidgetItem* item, int column);
    std::optional<Qt::CheckState> stateOf(const BackupObject& object, const QString& database) const;
    bool isChosenDatabase(const BackupObject& object, int depth) const;

    QList<BackupObject> m_objects;
    LeftOut m_leftOut;
    bool m_complete = true; ///< else nothing has a tick box: what is not seen would be left out
    bool m_hasSeveralDatabases = false;
};

/// "Table", "View" … for BackupObject::kind; an unknown kind is shown as it is.
QString objectKindText(QByteArrayView kind);

} // namespace bakferry
