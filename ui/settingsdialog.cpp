#include "ui/settingsdialog.h"

#include "ui/contentscroll.h"
#include "ui/plaintext.h"
#include "ui/problemlabel.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QEvent>
#include <QFormLayout>
#include <QGroupBox>
#include <QPushButton>
#include <QSpinBox>
#include <QUrl>
#include <QVBoxLayout>

namespace bakferry {

using namespace Qt::StringLiterals;

namespace {

template <typename Field>
Field* named(Field* field, const char* name)
{
    field->setObjectName(QString::fromLatin1(name));
    return field;
}

QSpinBox* numberField(const char* name, int least, int most, int value, QWidget* parent)
{
    auto* field = named(new QSpinBox(parent), name);
    field->setRange(least, most);
    field->setValue(value);
    return field;
}

} // namespace

SettingsDialog::SettingsDialog(const Preferences& preferences, const Look& look, const QString& storePlace, QWidget* parent)
    : FittedDialog(parent), m_before(preferences), m_lookBefore(look)
{
    setAttribute(Qt::WA_DeleteOnClose);
    setObjectName(u"settingsDialog"_s);
    setMinimumWidth(580);
    // Scrolled where the screen is small or the letters are large; the buttons stay in sight.
    auto* content = new QWidget;
    m_column = new QVBoxLayout(content);
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSpacing(12);
    addLook(look);
    addRestores(storePlace);
    addNotices();
    addHooks();
    auto* buttons = new QDialogButtonBox(this);
    m_save = named(buttons->addButton(QString(), QDialogButtonBox::AcceptRole), "settingsSave");
    m_cancel = named(buttons->addButton(QString(), QDialogButtonBox::RejectRole), "settingsCancel");
    connect(buttons, &QDialogButtonBox::accepted, this, &SettingsDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &SettingsDialog::reject);
    auto* area = new ContentScroll(Qt::NoFocus, this);
    area->setContent(content);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(18, 18, 18, 14);
    all->setSpacing(12);
    all->addWidget(area, 1);
    all->addWidget(buttons);
    retranslateUi();
}

QFormLayout* SettingsDialog::addBox(const char* title)
{
    auto* box = new QGroupBox(this);
    m_boxes += {box, title};
    m_column->addWidget(box);
    auto* form = new QFormLayout(box);
    form->setFieldGrowthPolicy(QFormLayout::ExpandingFieldsGrow);
    return form;
}

void SettingsDialog::addRow(QFormLayout& form, const char* label, QWidget* field)
{
    auto* words = new PlainLabel(this);
    words->setWordWrap(false);
    words->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Preferred);
    words->setBuddy(field);
    m_labels += {words, label};
    form.addRow(words, field);
}

void SettingsDialog::addLook(const Look& look)
{
    QFormLayout* form = addBox(QT_TR_NOOP("Look"));
    m_language = named(new QComboBox(this), "settingsLanguage");
    m_language->addItem(u"简体中文"_s, u"zh_CN"_s); // each names itself
    m_language->addItem(u"English"_s, u"en"_s);
    m_language->setCurrentIndex(qMax(0, m_language->findData(look.language)));
    m_theme = named(new QComboBox(this), "settingsTheme");
    for (const QString& token : {u"system"_s, u"light"_s, u"dark"_s})
        m_theme->addItem(QString(), token);
    m_theme->setCurrentIndex(qMax(0, m_theme->findData(look.theme)));
    addRow(*form, QT_TR_NOOP("Language"), m_language);
    addRow(*form, QT_TR_NOOP("Theme"), m_theme);
    connect(m_language, &QComboBox::currentIndexChanged, this, [this] { emit languageChosen(m_language->currentData().toString()); });
    connect(m_theme, &QComboBox::currentIndexChanged, this, [this] { emit themeChosen(m_theme->currentData().toString()); });
}

void SettingsDialog::addRestores(const QString& storePlace)
{
    QFormLayout* form = addBox(QT_TR_NOOP("Restores"));
    m_jobs = numberField("settingsJobs", 1, Preferences::mostJobsAtOnce, m_before.jobsAtOnce, this);
    m_days = numberField("settingsDays", 0, Preferences::mostDays, m_before.keepOldDays, this);
    m_store = named(new ValueField(this), "settingsStore");
    m_store->setUntrustedText(storePlace);
    addRow(*form, QT_TR_NOOP("Tasks at once"), m_jobs);
    addRow(*form, QT_TR_NOOP("Keep overwritten databases"), m_days);
    addRow(*form, QT_TR_NOOP("Task store"), m_store);
}

void SettingsDialog::addNotices()
{
    QFormLayout* form = addBox(QT_TR_NOOP("Notices while the window is not in front"));
    m_done = named(new QCheckBox(this), "settingsNoticeDone");
    m_failed = named(new QCheckBox(this), "settingsNoticeFailed");
    m_decision = named(new QCheckBox(this), "settingsNoticeDecision");
    m_done->setChecked(m_before.noticeDone);
    m_failed->setChecked(m_before.noticeFailed);
    m_decision->setChecked(m_before.noticeDecision);
    for (QCheckBox* box : {m_done, m_failed, m_decision})
        form->addRow(box);
}

void SettingsDialog::addHooks()
{
    QFormLayout* form = addBox(QT_TR_NOOP("After each task"));
    m_command = named(new QLineEdit(m_before.hookCommand, this), "settingsCommand");
    m_url = named(new QLineEdit(m_before.hookUrl, this), "settingsUrl");
    m_urlProblem = named(new ProblemLabel(this), "settingsUrlProblem");
    m_seconds = numberField("settingsSeconds", 1, Preferences::mostHookSeconds, m_before.hookSeconds, this);
    addRow(*form, QT_TR_NOOP("Run a program"), m_command);
    addRow(*form, QT_TR_NOOP("Post to an address"), m_url);
    form->addRow(m_urlProblem);
    addRow(*form, QT_TR_NOOP("Stop it after"), m_seconds);
    connect(m_url, &QLineEdit::textChanged, this, &SettingsDialog::checkAddress);
}

void SettingsDialog::checkAddress()
{
    const QUrl url(m_url->text(), QUrl::StrictMode);
    const bool isGood = m_url->text().isEmpty() || (url.isValid() && (url.scheme() == u"https" || url.scheme() == u"http") && !url.host().isEmpty());
    m_urlProblem->setProblem(isGood ? QString() : tr("An address begins with https:// or http:// and names a machine."));
    m_save->setEnabled(isGood);
}

Preferences SettingsDialog::chosen() const
{
    Preferences preferences;
    preferences.jobsAtOnce = m_jobs->value();
    preferences.keepOldDays = m_days->value();
    preferences.noticeDone = m_done->isChecked();
    preferences.noticeFailed = m_failed->isChecked();
    preferences.noticeDecision = m_decision->isChecked();
    preferences.hookCommand = m_command->text().trimmed();
    preferences.hookUrl = m_url->text();
    preferences.hookSeconds = m_seconds->value();
    return preferences;
}

void SettingsDialog::accept()
{
    if (const Preferences preferences = chosen(); preferences != m_before)
        emit preferencesChosen(preferences);
    QDialog::accept();
}

void SettingsDialog::reject()
{
    if (m_language->currentData().toString() != m_lookBefore.language)
        emit languageChosen(m_lookBefore.language);
    if (m_theme->currentData().toString() != m_lookBefore.theme)
        emit themeChosen(m_lookBefore.theme);
    QDialog::reject();
}

void SettingsDialog::changeEvent(QEvent* event)
{
    QDialog::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslateUi();
}

void SettingsDialog::retranslateUi()
{
    setWindowTitle(tr("Settings"));
    for (const auto& [label, text] : m_labels)
        label->setText(tr(text));
    for (const auto& [box, text] : m_boxes)
        box->setTitle(tr(text));
    const QStringList themes{tr("As the system"), tr("Light"), tr("Dark")};
    for (int i = 0; i < themes.size(); ++i)
        m_theme->setItemText(i, themes[i]);
    m_days->setSpecialValueText(tr("until I discard them"));
    m_days->setSuffix(tr(" days"));
    m_seconds->setSuffix(tr(" seconds"));
    m_done->setText(tr("A task succeeded"));
    m_failed->setText(tr("A task failed"));
    m_decision->setText(tr("A task waits for a decision"));
    m_command->setPlaceholderText(tr("/usr/local/bin/program argument"));
    m_url->setPlaceholderText(u"https://"_s);
    setPlainToolTip(m_command, tr("Runs without a shell; the report of the task comes as JSON on standard input."));
    setPlainToolTip(m_url, tr("Gets the report of the task as JSON by POST."));
    m_save->setText(tr("Save"));
    m_cancel->setText(tr("Cancel"));
    checkAddress();
}

} // namespace bakferry
