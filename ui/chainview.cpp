#include "ui/chainview.h"

#include "models/chainmodel.h"
#include "ui/tables.h"
#include "ui/taskdelegate.h"

#include <QEvent>
#include <QHeaderView>
#include <QStyle>

namespace bakferry {

using namespace Qt::StringLiterals;

ChainView::ChainView(QWidget* parent) : QTableView(parent), m_chain(new ChainModel(this))
{
    setObjectName(u"chainView"_s);
    setModel(m_chain);
    prepareTable(*this);
    setItemDelegate(new PlainTextDelegate(this));
    setItemDelegateForColumn(ChainModel::KindColumn, new FindingLevelDelegate(this));
    horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    horizontalHeader()->setMinimumSectionSize(60);
    verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 10);
    setAccessibleName(tr("Chain of backups"));
}

void ChainView::showChain(const BackupChain& chain, const BackupSet& backups, int mostRows)
{
    m_chain->setChain(chain, backups);
    const int rows = qBound(1, m_chain->rowCount(), mostRows);
    setMinimumHeight(verticalHeader()->defaultSectionSize() * rows + horizontalHeader()->sizeHint().height() + style()->pixelMetric(QStyle::PM_ScrollBarExtent) + 8);
}

bool ChainView::isEmpty() const { return m_chain->rowCount() == 0; }

void ChainView::changeEvent(QEvent* event)
{
    QTableView::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) {
        setAccessibleName(tr("Chain of backups"));
        m_chain->retranslate();
    }
}

} // namespace bakferry
