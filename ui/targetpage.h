#pragma once
#include <QWizardPage>

class QGroupBox;
class QLineEdit;
class QPushButton;
class QRadioButton;
class QSpinBox;
class QTableView;
class QToolButton;

namespace bakferry {

class DraftModel;
class PlainLabel;
class ProblemLabel;

/// Step 2, 选定目标: where each backup goes, and whether something there may be replaced. Nothing is preselected but the
/// harmless intent.
class TargetPage : public QWizardPage
{
    Q_OBJECT

public:
    explicit TargetPage(DraftModel& drafts, QWidget* parent = nullptr);
    void initializePage() override;
    bool isComplete() const override;

protected:
    void changeEvent(QEvent* event) override;

private:
    QWidget* makeTargetBox();
    QWidget* makeAdvanced();
    void retranslateUi();
    void showCurrent();
    void showImpact();
    void takeEdits();
    void browse();
    int currentRow() const;

    DraftModel& m_drafts;
    QTableView* m_table;
    QGroupBox* m_targetBox = nullptr;
    QRadioButton* m_create = nullptr;
    QRadioButton* m_overwrite = nullptr;
    PlainLabel* m_createMeaning = nullptr;
    PlainLabel* m_overwriteMeaning = nullptr;
    PlainLabel* m_pathLabel = nullptr;
    QLineEdit* m_path = nullptr;
    QPushButton* m_browse = nullptr;
    ProblemLabel* m_problem = nullptr;
    QToolButton* m_advancedToggle = nullptr;
    QWidget* m_advanced = nullptr;
    PlainLabel* m_jobsLabel = nullptr;
    QSpinBox* m_jobs = nullptr;
};

} // namespace bakferry
