#pragma once
#include "engines/engine.h"

#include <QWidget>

class QComboBox;
class QFormLayout;
class QSpinBox;

namespace bakferry {

class PlainLabel;

/// The choices of a restore beyond backup and target, drawn from the engine's own description: which parts, how many jobs, and
/// each option as a tick box, a number or a text. Says only what differs from the engine's defaults.
class OptionsBox : public QWidget
{
    Q_OBJECT

public:
    explicit OptionsBox(QWidget* parent = nullptr);

    /// @param hasParts  schema and data can be restored one without the other
    void showOptions(const QList<OptionInfo>& options, const QVariantMap& values, bool hasParts, RestoreRequest::Parts parts, int jobs);
    void retranslateUi();

signals:
    void optionsChanged(const QVariantMap& values);
    void partsChanged(bakferry::RestoreRequest::Parts parts);
    void jobsChanged(int jobs);

private:
    void makeFields();
    void fillFields();
    QWidget* makeField(const OptionInfo& option);
    QWidget* makePathField(const OptionInfo& option);
    void take(const OptionInfo& option, const QVariant& value);
    QVariant valueOf(const OptionInfo& option) const { return m_values.value(QString::fromLatin1(option.id), option.defaultValue); }

    QList<OptionInfo> m_options;
    QVariantMap m_values;
    QFormLayout* m_form;
    PlainLabel* m_partsLabel;
    QComboBox* m_parts;
    PlainLabel* m_jobsLabel;
    QSpinBox* m_jobs;
};

/// The chosen options in words: "Without owners, role:shop → postgres". Names the engine does not offer are shown as they are.
QString optionsText(const EngineInfo* engine, const QVariantMap& options);

} // namespace bakferry
