#pragma once
#include "ui/services.h"

#include <QWizardPage>

class QCheckBox;
class QGroupBox;
class QLabel;
class QProgressBar;
class QPushButton;
class QTableView;

namespace bakferry {

class DraftModel;
class FindingsView;
class FixItPanel;
class PlainLabel;
class PrecheckRun;
class ScriptRow;
class TypedNames;

/// Step 3, 信息确认: what will happen in words, and the precheck of it. The start button counts what is still open and stays
/// disabled while the precheck runs or a blocker stands.
class ConfirmPage : public QWizardPage
{
    Q_OBJECT

public:
    ConfirmPage(DraftModel& drafts, const Services& services, QWidget* parent = nullptr);
    void initializePage() override;
    /// On the way back, and when the wizard is cancelled: ends a running precheck and forgets what it found.
    void cleanupPage() override;
    bool isComplete() const override;
    bool precheckWanted() const;

protected:
    void changeEvent(QEvent* event) override;

private:
    QWidget* makePlanBox();
    QWidget* makePrecheckBox();
    void retranslateUi();
    void precheckOrNot();
    void showPlan();
    void showPrecheck();
    void showProgress(const JobProgress& progress);
    QString planText(int row) const;
    QStringList endangeredNames() const;
    QStringList choicesText(int row) const;
    QString verdictText() const;
    FindingLevel verdictLevel() const;
    QString startText() const;
    int currentRow() const;
    int total(FindingLevel level) const;
    bool allReported() const;
    bool isOutdated() const;
    void chooseFix(const QList<FixIt>& alternatives, const std::optional<FixIt>& chosen);

    DraftModel& m_drafts;
    PrecheckRun* m_run;
    ScriptRow* m_script;
    QGroupBox* m_planBox = nullptr;
    PlainLabel* m_plan = nullptr;
    QTableView* m_table = nullptr;
    QGroupBox* m_precheckBox = nullptr;
    QCheckBox* m_precheck = nullptr;
    QPushButton* m_again = nullptr;
    QProgressBar* m_progress = nullptr;
    FindingsView* m_findings = nullptr;
    FixItPanel* m_fixes = nullptr;
    TypedNames* m_typedNames = nullptr;
    QLabel* m_verdictIcon = nullptr;
    PlainLabel* m_verdict = nullptr;
};

} // namespace bakferry
