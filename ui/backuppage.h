#pragma once
#include "engines/backupfile.h"

#include <QWizardPage>

class QGroupBox;
class QLineEdit;
class QPlainTextEdit;
class QPushButton;
class QStackedWidget;
class QTableView;

namespace bakferry {

class ChainView;
class DraftModel;
class DropArea;
class FactForm;
class ObjectTree;
class PlainLabel;
class ProblemLabel;

/// Step 1, 选定备份: the files, what each tells of itself, and the name of the task made from it.
class BackupPage : public QWizardPage
{
    Q_OBJECT

public:
    explicit BackupPage(DraftModel& drafts, QWidget* parent = nullptr);
    bool isComplete() const override;

public slots:
    void addFiles(const QList<bakferry::BackupFile>& files);

protected:
    void changeEvent(QEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    QWidget* makeFileList();
    QWidget* makeFactsSide();
    QWidget* makeTaskSide();
    void retranslateUi();
    void showCurrent();
    void showFacts(int row);
    void showProblems(int row);
    void removeCurrent();
    int currentRow() const;

    DraftModel& m_drafts;
    DropArea* m_dropArea;
    QTableView* m_files = nullptr;
    QPushButton* m_remove = nullptr;
    QStackedWidget* m_below = nullptr;
    PlainLabel* m_nothingYet = nullptr;
    QGroupBox* m_factsBox = nullptr;
    ProblemLabel* m_fileProblem = nullptr;
    FactForm* m_facts = nullptr;
    ObjectTree* m_objects = nullptr;
    QWidget* m_chainArea = nullptr;
    ChainView* m_chain = nullptr;
    QPushButton* m_removeChain = nullptr;
    PlainLabel* m_choice = nullptr;
    ProblemLabel* m_choiceProblem = nullptr;
    QGroupBox* m_taskBox = nullptr;
    PlainLabel* m_nameLabel = nullptr;
    QLineEdit* m_name = nullptr;
    ProblemLabel* m_nameProblem = nullptr;
    PlainLabel* m_descriptionLabel = nullptr;
    QPlainTextEdit* m_description = nullptr;
    ProblemLabel* m_descriptionProblem = nullptr;
    PlainLabel* m_tagsLabel = nullptr;
    QLineEdit* m_tags = nullptr;
    ProblemLabel* m_tagsProblem = nullptr;
};

} // namespace bakferry
