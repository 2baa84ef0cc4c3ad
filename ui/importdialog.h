#pragma once
#include "models/connectionfiles.h"
#include "ui/services.h"

#include <QDialog>

class QCheckBox;
class QComboBox;
class QPushButton;
class QTreeWidget;
class QTreeWidgetItem;

namespace bakferry {

class PlainLabel;

/// Offers the servers that other programs' files describe and saves the ticked ones. Secrets go to their keeper, never to the list of
/// connections. Nothing is changed before the button is pressed. GUI thread.
class ImportDialog : public QDialog
{
    Q_OBJECT

public:
    ImportDialog(const Services& services, QWidget* parent = nullptr);
    void accept() override;

signals:
    void imported(const QStringList& ids);

private:
    void list(const QList<ConnectionFile>& files);
    void addFile(const ConnectionFile& file);
    QTreeWidgetItem* rowFor(const FoundConnection& found, int index);
    void countTicked();
    QList<int> ticked() const;

    const Services& m_services;
    QList<FoundConnection> m_found;
    QStringList m_notes;
    PlainLabel* m_state;
    QTreeWidget* m_tree;
    PlainLabel* m_noteText;
    QComboBox* m_group;
    QCheckBox* m_remember;
    PlainLabel* m_noKeychain;
    QPushButton* m_import;
};

} // namespace bakferry
