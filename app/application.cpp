#include "app/application.h"

#include "app/connectionimport.h"
#include "app/retention.h"
#include "engines/catalog.h"
#include "ui/settingsdialog.h"

#include <QApplication>
#include <QLocale>
#include <QShortcut>

namespace bakferry {

using namespace Qt::StringLiterals;

namespace {

const QString languageKey = u"language"_s;
const QString themeKey = u"theme"_s;

} // namespace

Application::Application(LaunchOptions options, QObject* parent)
    : QObject(parent), m_options(std::move(options)), m_desk(engineById), m_previews(engineById), m_window(m_desk.model(), services()),
      m_notices(new Notices(m_desk.model(), m_window))
{
    QApplication::setQuitOnLastWindowClosed(false); // the store has something to write first
    wire();
    wireDesktop();
}

// The precheck of a server's draft needs its password, which may have to be fetched from the keychain first.
std::function<void()> Application::precheck(const MigrationTask& draft, bool targetAlone, QObject* context, std::function<void(JobProgress)> progress,
                                            std::function<void(PrecheckReport)> done)
{
    if (draft.plan.target.connection.host.isEmpty())
        return m_previews.precheck(draft, {}, context, std::move(progress), std::move(done), targetAlone);
    struct Way
    {
        bool isStopped = false;
        Previews::Stop stop;
    };
    const auto way = std::make_shared<Way>();
    m_secrets.find(draft.plan.target.connection, context, [this, way, draft, targetAlone, context, progress, done](const Credentials& credentials) {
        way->stop = m_previews.precheck(draft, credentials, context, progress, done, targetAlone);
        if (way->isStopped)
            way->stop();
    });
    return [way] {
        way->isStopped = true;
        if (way->stop)
            way->stop();
    };
}

PasswordServices Application::passwordServices()
{
    PasswordServices passwords;
    passwords.findKeychain = [this](QObject* context, std::function<void(bool)> done) { m_secrets.findKeychain(context, std::move(done)); };
    passwords.find = [this](const ConnectionProfile& connection, QObject* context, std::function<void(Credentials)> done) {
        m_secrets.find(connection, context, std::move(done));
    };
    passwords.keep = [this](const ConnectionProfile& connection, const Credentials& secret, bool remember) {
        m_secrets.keepForSession(connection, secret); // at hand at once, whatever the keychain says later
        if (remember)
            m_secrets.keep(connection, secret, this, [this](SecretKeeper::Place, const std::optional<Error>& why) {
                if (why) // it was to be remembered
                    m_window.showBanner(BannerLevel::Warning, why->what, why->hint, why->detail);
            });
    };
    passwords.isForThisSession = [this](const ConnectionProfile& connection) { return m_secrets.isForThisSession(connection); };
    passwords.forget = [this](const ConnectionProfile& connection) { m_secrets.forget(connection, this, [] { }); };
    return passwords;
}

Services Application::services()
{
    Services services;
    services.engineInfo = [](QByteArrayView id) -> const EngineInfo* {
        const RestoreEngine* engine = engineById(id);
        return engine ? &engine->info() : nullptr;
    };
    services.badStopAt = [](QByteArrayView id, const QString& stopAt) -> std::optional<Error> {
        const RestoreEngine* engine = engineById(id);
        return engine ? engine->badStopAt(stopAt) : std::nullopt;
    };
    services.testConnection = [this](const RestoreTarget& target, const Credentials& credentials, QObject* context,
                                     std::function<void(Result<ServerFacts>)> done) {
        return m_previews.testConnection(target, credentials, context, std::move(done));
    };
    services.passwords = passwordServices();
    services.connections = &m_connections;
    services.findConnections = [this](QObject* context, std::function<void(QList<ConnectionFile>)> done) {
        const auto found = std::make_shared<QList<ConnectionFile>>();
        const auto look = [found]() -> Result<void> {
            *found = lookForConnections(usualConnectionPlaces());
            return {};
        };
        m_previews.run(look, context, [found, done = std::move(done)](const Result<void>&) { done(*found); });
    };
    services.inspect = [this](const BackupSet& backups, QObject* context, std::function<void(Result<BackupFacts>)> done) {
        m_previews.inspect(backups, context, std::move(done));
    };
    services.precheck = [this](const MigrationTask& draft, PrecheckExtent extent, QObject* context, std::function<void(JobProgress)> progress,
                               std::function<void(PrecheckReport)> done) {
        return precheck(draft, extent == PrecheckExtent::TargetAlone, context, std::move(progress), std::move(done));
    };
    services.script = [this](const MigrationTask& draft, QObject* context, std::function<void(Result<QByteArray>)> done) { m_previews.script(draft, context, std::move(done)); };
    services.runAside = [this](std::function<Result<void>()> work, QObject* context, std::function<void(Result<void>)> done) {
        m_previews.run(std::move(work), context, std::move(done));
    };
    services.readLog = [this](const QString& taskId, qint64 from, int count, QObject* context,
                              std::function<void(QList<LogRow>, qint64)> done) {
        m_desk.store().readLog(taskId, from, count, context, std::move(done));
    };
    return services;
}

// The one page of connects between the windows and the running program.
void Application::wire()
{
    TaskRunner& runner = m_desk.runner();
    TaskStore& store = m_desk.store();
    runner.setSecrets([this](const ConnectionProfile& connection, QObject* context, std::function<void(Credentials)> done) {
        m_secrets.find(connection, context, std::move(done));
    });
    const auto each = [](auto& receiver, auto slot) {
        return [&receiver, slot](const QStringList& ids) {
            for (const QString& id : ids)
                (receiver.*slot)(id);
        };
    };
    connect(&m_secrets, &SecretKeeper::keychainGone, this, [this](const Error& error) { m_window.showBanner(BannerLevel::Warning, error.what, error.hint, error.detail); });
    connect(&m_window, &MainWindow::tasksDrafted, &m_desk.model(), &MigrationTaskModel::addDrafts);
    connect(&m_window, &MainWindow::cancelRequested, &runner, each(runner, &TaskRunner::cancel));
    connect(&m_window, &MainWindow::pauseRequested, &runner, each(runner, &TaskRunner::pause));
    connect(&m_window, &MainWindow::resumeRequested, &runner, each(runner, &TaskRunner::resume));
    connect(&m_window, &MainWindow::decisionMade, &m_desk, &TaskDesk::decide);
    connect(&m_window, &MainWindow::retryRequested, &m_desk, &TaskDesk::retry);
    connect(&m_window, &MainWindow::lookAgainRequested, this, [this](const QStringList& ids) {
        for (const QString& id : ids)
            m_desk.lookAgain(id);
    });
    connect(&m_connections, &ConnectionModel::saved, &store, &TaskStore::saveConnection);
    connect(&m_connections, &ConnectionModel::removed, &store, &TaskStore::removeConnection);
    connect(&m_window, &MainWindow::continueRequested, &m_desk, &TaskDesk::continueWith);
    connect(&m_window, &MainWindow::undoRequested, &m_desk, &TaskDesk::undo);
    connect(&m_window, &MainWindow::discardRequested, &m_desk, &TaskDesk::discard);
    connect(&m_window, &MainWindow::deleteRequested, this, [this](const QStringList& ids) {
        if (const QStringList refused = m_desk.remove(ids); !refused.isEmpty())
            m_window.showRefusal(refused);
    });
    connect(&m_window, &MainWindow::languageChosen, this, [this](const QString& locale) {
        useLanguage(locale);
        m_desk.store().saveSetting(languageKey, locale);
    });
    connect(&m_window, &MainWindow::themeChosen, this, [this](const QString& token) {
        useTheme(token);
        m_desk.store().saveSetting(themeKey, token);
    });
    connect(&m_window, &MainWindow::closeRequested, this, &Application::quit);
    connect(qApp, &QGuiApplication::lastWindowClosed, this, &Application::quit);

    connect(&runner, &TaskRunner::logged, &m_window, &MainWindow::logAppended);
    connect(&runner, &TaskRunner::refused, this, [this](const QString&, const Error& error) {
        m_window.showBanner(BannerLevel::Error, error.what, error.hint);
    });
    connect(&store, &TaskStore::saveFailed, this, [this](const Error& error) { m_window.showBanner(BannerLevel::Error, error.what, error.hint, error.detail); });
    connect(&store, &TaskStore::saveRecovered, &m_window, &MainWindow::hideBanner);
    connect(&store, &TaskStore::loaded, this, &Application::showWindow);
    connect(&store, &TaskStore::unreadableFound, this, [this](int count) {
        m_window.showBanner(BannerLevel::Warning, {QT_TRANSLATE_NOOP("Message", "%1 tasks of the store did not pass the checks and are not shown."), {QString::number(count)}},
                            {QT_TRANSLATE_NOOP("Message", "They were changed by somebody else or damaged; they stay in the store."), {}});
    });
    connect(&m_desk, &TaskDesk::opened, this, &Application::greet);
    connect(&m_desk, &TaskDesk::openFailed, this, &Application::showWithoutStore);
    connect(&m_desk, &TaskDesk::ready, this, &Application::startGivenTask);
    connect(&m_desk, &TaskDesk::closed, this, [this] {
        m_window.closeNow();
        emit ended();
    });
}

// What belongs to the desktop and to what follows a task.
void Application::wireDesktop()
{
    constexpr int refreshMs = 1'000, retentionMs = 3'600'000;
    connect(&m_desk.model(), &MigrationTaskModel::taskChanged, m_notices, &Notices::taskChanged);
    connect(m_notices, &Notices::windowWanted, &m_window, &MainWindow::comeBack);
    connect(m_notices, &Notices::taskWanted, this, [this](const QString& id) {
        m_window.comeBack();
        m_window.selectTask(id);
    });
    connect(m_notices, &Notices::quitWanted, &m_window, [this] {
        m_window.comeBack(); // to ask, when restores are running
        m_window.close();
    });
    m_window.setHasTray(m_notices->hasTray());
    auto* refresh = new QTimer(this);
    connect(refresh, &QTimer::timeout, m_notices, &Notices::refresh);
    refresh->start(refreshMs);
    connect(&m_window, &MainWindow::settingsWanted, this, &Application::openSettings);
    connect(&m_desk.model(), &MigrationTaskModel::taskChanged, &m_hooks, &TaskHooks::taskChanged);
    connect(&m_hooks, &TaskHooks::logged, &m_desk.store(), &TaskStore::appendLog);
    connect(&m_hooks, &TaskHooks::logged, &m_window, &MainWindow::logAppended);
    connect(&m_desk, &TaskDesk::ready, this, [this] {
        m_isReady = true;
        discardOverdue();
    });
    connect(&m_retentionTimer, &QTimer::timeout, this, &Application::discardOverdue);
    m_retentionTimer.start(retentionMs);
}

void Application::openSettings()
{
    auto* dialog = new SettingsDialog(m_preferences, {m_translation.current(), themeToken(m_theme.choice())}, BackupFile{m_options.storePath}.display(), &m_window);
    connect(dialog, &SettingsDialog::languageChosen, &m_window, &MainWindow::languageChosen);
    connect(dialog, &SettingsDialog::themeChosen, &m_window, &MainWindow::themeChosen);
    connect(dialog, &SettingsDialog::preferencesChosen, this, [this](const Preferences& preferences) {
        usePreferences(preferences);
        const QMap<QString, QString> settings = preferences.settings();
        for (auto setting = settings.cbegin(); setting != settings.cend(); ++setting)
            m_desk.store().saveSetting(setting.key(), setting.value());
        discardOverdue();
    });
    dialog->open();
}

void Application::usePreferences(const Preferences& preferences)
{
    m_preferences = preferences;
    m_desk.runner().setJobsAtOnce(preferences.jobsAtOnce);
    m_notices->setPreferences(preferences);
    m_hooks.setPreferences(preferences);
}

void Application::discardOverdue()
{
    if (!m_desk.isWritable() || !m_isReady)
        return;
    const MigrationTaskModel& model = m_desk.model();
    QList<OverdueDatabase> overdue;
    for (int row = 0; row < model.rowCount(); ++row)
        overdue += overdueDatabases(model.taskAt(row), m_preferences.keepOldDays, QDateTime::currentDateTimeUtc());
    for (const OverdueDatabase& database : overdue)
        m_desk.discard(database.taskId, database.leftOver);
}

void Application::start()
{
    useLanguage(m_options.language);
    useTheme(m_options.theme);
    m_desk.open(m_options.storePath, StoreAccess::ReadWrite);
}

void Application::quit() { m_desk.close(); }

void Application::greet(const StoreOpening& opening)
{
    m_connections.load(opening.connections);
    usePreferences(Preferences::of(opening.settings));
    if (m_options.language.isEmpty())
        useLanguage(opening.settings.value(languageKey));
    if (m_options.theme.isEmpty())
        useTheme(opening.settings.value(themeKey));
    if (opening.lockedBy) {
        m_window.setReadOnly(true);
        m_window.showBanner(BannerLevel::Warning, opening.lockedBy->what,
                            {QT_TRANSLATE_NOOP("Message", "You can look at the tasks here; press F5 to read them anew. To start or change tasks, close that program first."), {}});
        connect(new QShortcut(QKeySequence::Refresh, &m_window), &QShortcut::activated, &m_desk, &TaskDesk::reload);
    } else if (!opening.movedAsideTo.isEmpty()) {
        m_window.showBanner(BannerLevel::Warning, {QT_TRANSLATE_NOOP("Message", "The task store was damaged, so the history of tasks is lost. The damaged file now lies at %1."),
                                                   {BackupFile{opening.movedAsideTo}.display()}},
                            {QT_TRANSLATE_NOOP("Message", "Databases that were restored are not affected. Keep the file if you need the history."), {}});
    }
}

void Application::showWithoutStore(const Error& error)
{
    m_window.setReadOnly(true);
    m_window.showBanner(BannerLevel::Error, error.what, error.hint, error.detail);
    showWindow();
}

void Application::showWindow()
{
    if (m_window.isVisible())
        return;
    m_window.show();
    if (!m_options.files.isEmpty() && m_desk.isWritable())
        m_window.openWizard(m_options.files);
}

void Application::startGivenTask()
{
    if (!m_options.task || m_isGivenTaskStarted || !m_desk.isWritable())
        return;
    m_isGivenTaskStarted = true;
    MigrationTask task = *m_options.task;
    if (task.name.isEmpty() || m_desk.model().isNameTaken(task.name))
        task.name = m_desk.model().proposedName(task.name.isEmpty() ? task.plan.backups.first().display() : task.name);
    m_desk.model().addDrafts({task});
    m_window.selectTask(m_desk.model().taskAt(m_desk.model().rowCount() - 1).id);
}

void Application::useLanguage(const QString& locale)
{
    const QString wanted = locale.isEmpty() ? QLocale::system().name() : locale;
    m_translation.use(Translation::nearest(wanted));
    m_window.setLanguage(m_translation.current());
    m_notices->retranslateUi();
}

void Application::useTheme(const QString& token)
{
    const ThemeChoice choice = themeFromToken(token);
    m_theme.use(choice);
    m_window.setTheme(themeToken(choice));
}

} // namespace bakferry
