#pragma once
#include "models/preferences.h"
#include "ui/fitteddialog.h"

class QCheckBox;
class QComboBox;
class QFormLayout;
class QGroupBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QSpinBox;
class QVBoxLayout;

namespace bakferry {

class ValueField;
class ProblemLabel;

/// What a DBA may set, in one form; nothing counts before Save. Language and theme are shown at once and come back on Cancel.
class SettingsDialog : public FittedDialog
{
    Q_OBJECT

public:
    struct Look
    {
        QString language; ///< "zh_CN", "en"
        QString theme;    ///< "system", "light", "dark"
    };
    SettingsDialog(const Preferences& preferences, const Look& look, const QString& storePlace, QWidget* parent);
    void accept() override;
    void reject() override;

signals:
    void preferencesChosen(const bakferry::Preferences& preferences);
    void languageChosen(const QString& locale);
    void themeChosen(const QString& themeToken);

protected:
    void changeEvent(QEvent* event) override;

private:
    QFormLayout* addBox(const char* title);
    void addRow(QFormLayout& form, const char* label, QWidget* field);
    void addLook(const Look& look);
    void addRestores(const QString& storePlace);
    void addNotices();
    void addHooks();
    Preferences chosen() const;
    void retranslateUi();
    void checkAddress();

    const Preferences m_before;
    const Look m_lookBefore;
    QComboBox* m_language = nullptr;
    QComboBox* m_theme = nullptr;
    QSpinBox* m_jobs = nullptr;
    QSpinBox* m_days = nullptr;
    QCheckBox* m_done = nullptr;
    QCheckBox* m_failed = nullptr;
    QCheckBox* m_decision = nullptr;
    QLineEdit* m_command = nullptr;
    QLineEdit* m_url = nullptr;
    ProblemLabel* m_urlProblem = nullptr;
    QSpinBox* m_seconds = nullptr;
    QPushButton* m_save = nullptr;
    QPushButton* m_cancel = nullptr;
    QVBoxLayout* m_column;
    ValueField* m_store = nullptr;
    // Words that are said anew when the language changes, by what they stand on.
    QList<std::pair<QLabel*, const char*>> m_labels;
    QList<std::pair<QGroupBox*, const char*>> m_boxes;
};

} // namespace bakferry
