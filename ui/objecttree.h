#pragma once
#include "engines/backupfile.h"

#include <QTreeWidget>

namespace bakferry {

/// The objects in a backup: tables, views, indexes and triggers, as far as its head tells.
class ObjectTree : public QTreeWidget
{
    Q_OBJECT

public:
    explicit ObjectTree(QWidget* parent = nullptr);
    void showObjects(const QList<BackupObject>& objects, bool complete);

protected:
    void changeEvent(QEvent* event) override;

private:
    void rebuild();

    QList<BackupObject> m_objects;
    bool m_complete = true;
};

/// "Table", "View" … for BackupObject::kind; an unknown kind is shown as it is.
QString objectKindText(QByteArrayView kind);

} // namespace bakferry
