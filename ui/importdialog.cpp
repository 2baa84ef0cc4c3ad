#include "ui/importdialog.h"

#include "engines/displaytext.h"
#include "models/statustext.h"
#include "ui/plaintext.h"
#include "ui/problemlabel.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QHeaderView>
#include <QLineEdit>
#include <QPushButton>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace bakferry {

using namespace Qt::StringLiterals;

namespace {

enum Column { NameColumn, EngineColumn, AddressColumn, UserColumn, NoteColumn, ColumnCount };
constexpr int indexRole = Qt::UserRole;

QString addressText(const ConnectionProfile& profile)
{
    const QString host = displayText(profile.host, 80);
    return profile.port > 0 ? host + u':' + QString::number(profile.port) : host;
}

bool isSameAddress(const ConnectionProfile& one, const ConnectionProfile& other)
{
    return one.engineId == other.engineId && one.host == other.host && one.port == other.port && one.user == other.user;
}

} // namespace

ImportDialog::ImportDialog(const Services& services, QWidget* parent)
    : QDialog(parent)
    , m_services(services)
    , m_state(new PlainLabel(tr("Looking for .pgpass, pg_service.conf, .my.cnf and odbc.ini…"), this))
    , m_tree(new QTreeWidget(this))
    , m_noteText(new PlainLabel(this))
    , m_group(new QComboBox(this))
    , m_remember(new QCheckBox(tr("&Remember their passwords in the keychain"), this))
    , m_noKeychain(new PlainLabel(tr("There is no keychain: passwords are kept until BakFerry ends."), this))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setObjectName(u"importDialog"_s);
    setWindowTitle(tr("Import Connections"));
    resize(760, 520);
    m_state->setObjectName(u"importState"_s);
    m_noteText->setObjectName(u"importNotes"_s);
    m_tree->setObjectName(u"importTree"_s);
    m_tree->setAccessibleName(tr("Connections that were found"));
    m_tree->setColumnCount(ColumnCount);
    m_tree->setHeaderLabels({tr("Name"), tr("Engine"), tr("Address"), tr("User"), tr("Password")});
    m_tree->setUniformRowHeights(true);
    m_tree->setTabKeyNavigation(false);
    m_group->setObjectName(u"importGroup"_s);
    m_group->setEditable(true);
    m_group->addItems(QStringList(QString()) + m_services.connections->groups());
    m_group->lineEdit()->setPlaceholderText(tr("none"));
    m_remember->setObjectName(u"importRemember"_s);
    m_remember->hide();
    m_noKeychain->setObjectName(u"importNoKeychain"_s);
    m_noKeychain->setForegroundRole(QPalette::PlaceholderText);
    m_noKeychain->hide();
    auto* buttons = new QDialogButtonBox(this);
    m_import = buttons->addButton(QString(), QDialogButtonBox::AcceptRole);
    m_import->setObjectName(u"importGo"_s);
    buttons->addButton(tr("Cancel"), QDialogButtonBox::RejectRole)->setObjectName(u"importCancel"_s);
    auto* form = new QFormLayout;
    form->addRow(tr("Into the &group"), m_group);
    auto* column = new QVBoxLayout(this);
    column->addWidget(m_state);
    column->addWidget(m_tree, 1);
    column->addWidget(m_noteText);
    column->addLayout(form);
    column->addWidget(m_remember);
    column->addWidget(m_noKeychain);
    column->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::accepted, this, &ImportDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_tree, &QTreeWidget::itemChanged, this, &ImportDialog::countTicked);
    countTicked();
    m_services.passwords.findKeychain(this, [this](bool isThere) {
        m_remember->setVisible(isThere);
        m_noKeychain->setVisible(!isThere);
    });
    m_services.findConnections(this, [this](const QList<ConnectionFile>& files) { list(files); });
}

void ImportDialog::list(const QList<ConnectionFile>& files)
{
    const QSignalBlocker quiet(m_tree);
    for (const ConnectionFile& file : files)
        addFile(file);
    m_tree->expandAll();
    for (int column = 0; column < ColumnCount - 1; ++column) {
        m_tree->resizeColumnToContents(column);
        m_tree->setColumnWidth(column, qMin(m_tree->columnWidth(column) + 12, 280));
    }
    m_noteText->setUntrustedLines(m_notes);
    m_noteText->setVisible(!m_notes.isEmpty());
    m_state->setText(m_found.isEmpty() ? tr("No servers were found in .pgpass, pg_service.conf, .my.cnf or odbc.ini.")
                                       : tr("%n server(s) were found in files of other programs. The files stay as they are.", nullptr, int(m_found.size())));
    countTicked();
    m_tree->setFocus();
}

void ImportDialog::addFile(const ConnectionFile& file)
{
    const QString path = displayBytes(file.path, 200);
    if (file.error)
        m_notes += problemText(*file.error);
    if (file.isOpenToOthers && file.kind == ConnectionFileKind::PgPass)
        m_notes += tr("%1 is open to other users of this machine: psql ignores its passwords, and others may know them. Let its owner alone read it: chmod 600.").arg(path);
    else if (file.isOpenToOthers)
        m_notes += tr("%1 is open to other users of this machine, who may know its passwords. Let its owner alone read it: chmod 600.").arg(path);
    if (file.includesOthers)
        m_notes += tr("%1 includes other files; those were not read.").arg(path);
    if (file.passedOver > 0)
        m_notes += tr("%n entries of %1 were passed over: they stand for any server, or make no sense.", nullptr, file.passedOver).arg(path);
    if (file.connections.isEmpty())
        return;
    auto* heading = new QTreeWidgetItem(m_tree, {path});
    heading->setFirstColumnSpanned(true);
    heading->setFlags(Qt::ItemIsEnabled);
    QFont bold = m_tree->font();
    bold.setBold(true);
    heading->setFont(NameColumn, bold);
    for (const FoundConnection& found : file.connections) {
        heading->addChild(rowFor(found, int(m_found.size())));
        m_found += found;
    }
}

QTreeWidgetItem* ImportDialog::rowFor(const FoundConnection& found, int index)
{
    const EngineInfo* engine = m_services.engineInfo(found.profile.engineId);
    bool isSaved = false;
    for (int row = 0; row < m_services.connections->rowCount(); ++row)
        isSaved = isSaved || isSameAddress(m_services.connections->at(row).profile, found.profile);
    auto* item = new QTreeWidgetItem({displayText(found.name, 80), engine ? engine->name : engineText(found.profile.engineId), addressText(found.profile), displayText(found.profile.user, 80)});
    item->setText(NoteColumn, !engine ? tr("no engine for it") : isSaved ? tr("saved already") : found.secret.isEmpty() ? QString() : tr("yes"));
    item->setData(NameColumn, indexRole, index);
    item->setFlags(engine ? Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable : Qt::ItemIsSelectable);
    item->setCheckState(NameColumn, engine && !isSaved ? Qt::Checked : Qt::Unchecked);
    if (!found.database.isEmpty())
        item->setToolTip(NameColumn, plainToolTip(tr("Database: %1").arg(displayText(found.database, 80))));
    return item;
}

QList<int> ImportDialog::ticked() const
{
    QList<int> indexes;
    for (int file = 0; file < m_tree->topLevelItemCount(); ++file) {
        const QTreeWidgetItem* heading = m_tree->topLevelItem(file);
        for (int row = 0; row < heading->childCount(); ++row) {
            if (heading->child(row)->checkState(NameColumn) == Qt::Checked)
                indexes += heading->child(row)->data(NameColumn, indexRole).toInt();
        }
    }
    return indexes;
}

void ImportDialog::countTicked()
{
    const int count = int(ticked().size());
    m_import->setEnabled(count > 0);
    m_import->setText(tr("Import %n Connection(s)", nullptr, count));
}

void ImportDialog::accept()
{
    QStringList ids;
    for (const int index : ticked()) {
        const FoundConnection& found = m_found.at(index);
        ids += m_services.connections->save({{}, found.name, found.profile, m_group->currentText().trimmed()});
        if (!found.secret.isEmpty())
            m_services.passwords.keep(found.profile, found.secret, m_remember->isVisible() && m_remember->isChecked());
    }
    emit imported(ids);
    QDialog::accept();
}

} // namespace bakferry
