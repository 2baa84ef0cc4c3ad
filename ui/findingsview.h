#pragma once
#include "engines/precheck.h"

#include <QTableView>

namespace bakferry {

class FindingsModel;

/// The findings of one precheck: level as shape, word and tint, what was found, and what to do, in lines as high as their
/// text. Used by the wizard and by the details pane.
class FindingsView : public QTableView
{
    Q_OBJECT

public:
    explicit FindingsView(QWidget* parent = nullptr);
    void showFindings(const QList<Finding>& findings);
    /// Each row gets a button that asks its check again.
    void setRecheckable(bool recheckable);

signals:
    void recheckRequested(const QByteArray& checkId);

protected:
    void changeEvent(QEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void makeButtons();

    FindingsModel* m_findings;
    QList<Finding> m_shown;
    bool m_recheckable = false;
    QString m_refocus; ///< the button that was pressed, while the view is disabled
};

} // namespace bakferry
