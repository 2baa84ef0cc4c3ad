#pragma once
#include "ui/services.h"

#include <QWizardPage>

class QGroupBox;
class QLineEdit;
class QPushButton;
class QRadioButton;
class QStackedWidget;
class QTableView;
class QToolButton;

namespace bakferry {

class ChainChoice;
class DraftModel;
class OptionsBox;
class PlainLabel;
class ProblemLabel;
class ServerFields;

/// Step 2, 选定目标: where each backup goes, and whether something there may be replaced. Nothing is preselected but the
/// harmless intent.
class TargetPage : public QWizardPage
{
    Q_OBJECT

public:
    TargetPage(DraftModel& drafts, const Services& services, QWidget* parent = nullptr);
    void initializePage() override;
    void cleanupPage() override;
    /// Gives the passwords to their keeper, from where the precheck and the restore take them.
    bool validatePage() override;
    bool isComplete() const override;

protected:
    void changeEvent(QEvent* event) override;

private:
    QWidget* makeTargetBox();
    QWidget* makePathFields();
    QWidget* makeOptions();
    void retranslateUi();
    void showCurrent();
    void showImpact();
    void takeEdits();
    void browse();
    int currentRow() const;

    DraftModel& m_drafts;
    const Services& m_services;
    QTableView* m_table;
    QGroupBox* m_targetBox = nullptr;
    QRadioButton* m_create = nullptr;
    QRadioButton* m_overwrite = nullptr;
    PlainLabel* m_createMeaning = nullptr;
    PlainLabel* m_overwriteMeaning = nullptr;
    QStackedWidget* m_place = nullptr; ///< a path or a server
    PlainLabel* m_pathLabel = nullptr;
    QLineEdit* m_path = nullptr;
    QPushButton* m_browse = nullptr;
    ServerFields* m_server = nullptr;
    ProblemLabel* m_problem = nullptr;
    QToolButton* m_optionsToggle = nullptr;
    QGroupBox* m_chainBox = nullptr;
    ChainChoice* m_chain = nullptr;
    OptionsBox* m_options = nullptr;
};

} // namespace bakferry
