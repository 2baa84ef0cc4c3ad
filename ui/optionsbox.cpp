#include "ui/optionsbox.h"

#include "engines/displaytext.h"
#include "models/statustext.h"
#include "ui/plaintext.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFileDialog>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalBlocker>
#include <QSpinBox>

#include <algorithm>
#include <limits>

namespace bakferry {

using namespace Qt::StringLiterals;

namespace {

constexpr int mostJobs = 64;
constexpr int ownRows = 2; // parts and jobs, above the engine's options

// Whoever knows the vendor's tools looks for the option by its own name.
void explain(QWidget& field, const OptionInfo& option)
{
    field.setObjectName(u"option_"_s + QString::fromLatin1(option.id));
    QString words = translated(option.explanation) + u"\n--option "_s + QString::fromLatin1(option.id);
    if (!option.native.isEmpty())
        words += u'\n' + QString::fromLatin1(option.native);
    setPlainToolTip(&field, words);
    field.setAccessibleName(translated(option.label));
    field.setAccessibleDescription(translated(option.explanation));
}

QList<QByteArray> idsOf(const QList<OptionInfo>& options)
{
    QList<QByteArray> ids;
    for (const OptionInfo& option : options)
        ids += option.id;
    return ids;
}

} // namespace

QString optionsText(const EngineInfo* engine, const QVariantMap& options)
{
    QStringList words;
    for (auto option = options.cbegin(); option != options.cend(); ++option) {
        const QList<OptionInfo> offered = engine ? engine->options : QList<OptionInfo>();
        const auto known = std::ranges::find(offered, option.key().toLatin1(), &OptionInfo::id);
        const QString name = known == offered.end() ? displayText(option.key(), 80) : translated(known->label);
        const bool isPlainYes = option.value().typeId() == QMetaType::Bool && option.value().toBool();
        const QString value = option.value().typeId() == QMetaType::Bool ? OptionsBox::tr("no") : displayText(option.value().toString(), 80);
        words += isPlainYes ? name : u"%1 → %2"_s.arg(name, value);
    }
    return words.join(u", "_s);
}

OptionsBox::OptionsBox(QWidget* parent)
    : QWidget(parent)
    , m_form(new QFormLayout(this))
    , m_partsLabel(new PlainLabel(this))
    , m_parts(new QComboBox(this))
    , m_jobsLabel(new PlainLabel(this))
    , m_jobs(new QSpinBox(this))
{
    m_form->setContentsMargins(24, 0, 0, 0);
    m_parts->setObjectName(u"parts"_s);
    m_jobs->setObjectName(u"jobs"_s);
    m_jobs->setRange(0, mostJobs);
    for (PlainLabel* label : {m_partsLabel, m_jobsLabel})
        label->setWordWrap(false);
    m_partsLabel->setBuddy(m_parts);
    m_jobsLabel->setBuddy(m_jobs);
    for (const auto parts : {RestoreRequest::Parts::All, RestoreRequest::Parts::SchemaOnly, RestoreRequest::Parts::DataOnly})
        m_parts->addItem(QString(), int(parts));
    m_parts->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
    m_jobs->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
    m_form->addRow(m_partsLabel, m_parts);
    m_form->addRow(m_jobsLabel, m_jobs);
    connect(m_parts, &QComboBox::activated, this, [this] { emit partsChanged(RestoreRequest::Parts(m_parts->currentData().toInt())); });
    connect(m_jobs, &QSpinBox::valueChanged, this, &OptionsBox::jobsChanged);
    retranslateUi();
}

void OptionsBox::showOptions(const QList<OptionInfo>& options, const QVariantMap& values, bool hasParts, RestoreRequest::Parts parts, int jobs)
{
    const QSignalBlocker quiet(this);
    m_partsLabel->setVisible(hasParts);
    m_parts->setVisible(hasParts);
    m_parts->setCurrentIndex(m_parts->findData(int(parts)));
    m_jobs->setValue(jobs);
    m_values = values;
    const bool isSameEngine = idsOf(options) == idsOf(m_options);
    m_options = options;
    if (!isSameEngine)
        makeFields();
    fillFields();
}

void OptionsBox::makeFields()
{
    while (m_form->rowCount() > ownRows)
        m_form->removeRow(ownRows);
    for (const OptionInfo& option : std::as_const(m_options)) {
        QWidget* field = makeField(option);
        auto* label = new PlainLabel(option.type == OptionInfo::Type::Flag ? QString() : translated(option.label), this);
        label->setWordWrap(false);
        label->setBuddy(field);
        m_form->addRow(label, field);
    }
}

QWidget* OptionsBox::makeField(const OptionInfo& option)
{
    switch (option.type) {
    case OptionInfo::Type::Flag: {
        auto* box = new QCheckBox(translated(option.label), this);
        explain(*box, option);
        connect(box, &QCheckBox::clicked, this, [this, option](bool isOn) { take(option, isOn); });
        return box;
    }
    case OptionInfo::Type::Number: {
        auto* number = new QSpinBox(this);
        number->setRange(std::numeric_limits<int>::min(), std::numeric_limits<int>::max());
        number->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
        explain(*number, option);
        connect(number, &QSpinBox::valueChanged, this, [this, option](int value) { take(option, value); });
        return number;
    }
    case OptionInfo::Type::Path: return makePathField(option);
    case OptionInfo::Type::Text: break;
    }
    auto* text = new QLineEdit(this);
    explain(*text, option);
    connect(text, &QLineEdit::textEdited, this, [this, option](const QString& value) { take(option, value); });
    return text;
}

QWidget* OptionsBox::makePathField(const OptionInfo& option)
{
    auto* both = new QWidget(this);
    auto* path = new QLineEdit(both);
    explain(*path, option);
    auto* browse = new QPushButton(tr("Browse…"), both);
    browse->setAutoDefault(false);
    auto* row = new QHBoxLayout(both);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(path, 1);
    row->addWidget(browse);
    connect(path, &QLineEdit::textEdited, this, [this, option](const QString& value) { take(option, value); });
    connect(browse, &QPushButton::clicked, this, [this, option, path] {
        auto* dialog = new QFileDialog(this);
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        connect(dialog, &QFileDialog::fileSelected, this, [this, option, path](const QString& chosen) {
            path->setText(chosen);
            take(option, chosen);
        });
        dialog->open();
    });
    return both;
}

void OptionsBox::take(const OptionInfo& option, const QVariant& value)
{
    const QString id = QString::fromLatin1(option.id);
    if (value == option.defaultValue || (!option.defaultValue.isValid() && value.toString().isEmpty()))
        m_values.remove(id);
    else
        m_values.insert(id, value);
    emit optionsChanged(m_values);
}

void OptionsBox::fillFields()
{
    for (const OptionInfo& option : std::as_const(m_options)) {
        auto* field = findChild<QWidget*>(u"option_"_s + QString::fromLatin1(option.id));
        const QSignalBlocker quiet(field);
        if (auto* box = qobject_cast<QCheckBox*>(field))
            box->setChecked(valueOf(option).toBool());
        else if (auto* number = qobject_cast<QSpinBox*>(field))
            number->setValue(valueOf(option).toInt());
        else if (auto* text = qobject_cast<QLineEdit*>(field); text && text->text() != valueOf(option).toString())
            text->setText(valueOf(option).toString());
    }
}

void OptionsBox::retranslateUi()
{
    m_partsLabel->setText(tr("Wh&at to restore"));
    m_parts->setAccessibleName(tr("What to restore"));
    for (int i = 0; i < m_parts->count(); ++i)
        m_parts->setItemText(i, partsText(RestoreRequest::Parts(m_parts->itemData(i).toInt())));
    m_jobsLabel->setText(tr("&Jobs at once"));
    m_jobs->setSpecialValueText(tr("automatic"));
    m_jobs->setAccessibleName(tr("Jobs at once"));
    makeFields();
    fillFields();
}

} // namespace bakferry
