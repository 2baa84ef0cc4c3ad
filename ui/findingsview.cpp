#include "ui/findingsview.h"

#include "models/findingsmodel.h"
#include "models/statustext.h"
#include "ui/icons.h"
#include "ui/plaintext.h"
#include "ui/tables.h"
#include "ui/taskdelegate.h"

#include <QEvent>
#include <QHeaderView>
#include <QToolButton>

#include <utility>

namespace bakferry {

using namespace Qt::StringLiterals;

FindingsView::FindingsView(QWidget* parent)
    : QTableView(parent)
    , m_findings(new FindingsModel(this))
{
    setObjectName(u"findingsView"_s);
    setModel(m_findings);
    prepareTable(*this);
    setWordWrap(true);
    setTextElideMode(Qt::ElideNone);
    setItemDelegate(new PlainTextDelegate(this));
    setItemDelegateForColumn(FindingsModel::LevelColumn, new FindingLevelDelegate(this));
    horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    horizontalHeader()->setSectionResizeMode(FindingsModel::LevelColumn, QHeaderView::ResizeToContents);
    horizontalHeader()->setSectionResizeMode(FindingsModel::CheckColumn, QHeaderView::ResizeToContents);
    verticalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    horizontalHeader()->setSectionResizeMode(FindingsModel::AgainColumn, QHeaderView::ResizeToContents);
    horizontalHeader()->setStretchLastSection(false);
    setColumnHidden(FindingsModel::AgainColumn, true);
    setAccessibleName(tr("Findings of the precheck"));
}

void FindingsView::setRecheckable(bool recheckable)
{
    m_recheckable = recheckable;
    setColumnHidden(FindingsModel::AgainColumn, !recheckable);
    makeButtons();
}

// Buttons of the table's own go with their rows.
void FindingsView::makeButtons()
{
    for (int row = 0; m_recheckable && row < m_findings->rowCount(); ++row) {
        const QModelIndex place = m_findings->index(row, FindingsModel::AgainColumn);
        const QByteArray checkId = place.data(FindingsModel::CheckIdRole).toByteArray();
        const QString words = tr("Check again: %1").arg(checkText(checkId));
        auto* button = new QToolButton(this);
        button->setObjectName(u"recheck_"_s + QString::fromLatin1(checkId));
        button->setIcon(themedIcon(u"retry"_s));
        button->setAutoRaise(true);
        button->setFocusPolicy(Qt::StrongFocus);
        button->setAccessibleName(words);
        setPlainToolTip(button, words);
        connect(button, &QToolButton::clicked, this, [this, checkId, name = button->objectName()] {
            m_refocus = name;
            emit recheckRequested(checkId);
        });
        setIndexWidget(place, button);
    }
}

void FindingsView::showFindings(const QList<Finding>& findings)
{
    if (findings == m_shown)
        return; // a task that changes otherwise must not lose the DBA's place in the list
    m_shown = findings;
    m_findings->setFindings(findings);
    setFocusPolicy(findings.isEmpty() ? Qt::NoFocus : Qt::StrongFocus); // an empty table has nothing to show the focus on
    makeButtons();
}

void FindingsView::changeEvent(QEvent* event)
{
    QTableView::changeEvent(event);
    if (event->type() == QEvent::EnabledChange && isEnabled() && !m_refocus.isEmpty()) {
        const QString wanted = std::exchange(m_refocus, {});
        for (int row = 0; row < m_findings->rowCount(); ++row) { // not findChild(): buttons of the findings before are still waiting to be deleted
            QWidget* button = indexWidget(m_findings->index(row, FindingsModel::AgainColumn));
            if (button && button->objectName() == wanted)
                button->setFocus(); // whoever works with the keyboard goes on where he was
        }
    }
    if (event->type() == QEvent::LanguageChange) {
        setAccessibleName(tr("Findings of the precheck"));
        m_findings->retranslate();
        makeButtons();
    }
}

// A table without a current cell does not show that it has the focus.
void FindingsView::focusInEvent(QFocusEvent* event)
{
    QTableView::focusInEvent(event);
    if (!currentIndex().isValid() && m_findings->rowCount() > 0)
        selectionModel()->setCurrentIndex(m_findings->index(0, 0), QItemSelectionModel::NoUpdate);
}

void FindingsView::resizeEvent(QResizeEvent* event)
{
    QTableView::resizeEvent(event);
    resizeRowsToContents(); // narrower columns break into more lines
}

} // namespace bakferry
