#include "tests/app/cliprocess.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QFile>
#include <QJsonDocument>
#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>
#include <QSqlRecord>
#include <QUuid>

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

extern char** environ;

namespace bakferry {

using namespace Qt::StringLiterals;

namespace {

QByteArray contentOf(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

template <typename Use>
void withDatabase(const QString& path, Use use)
{
    const QString connection = QUuid::createUuid().toString();
    {
        QSqlDatabase database = QSqlDatabase::addDatabase(u"QSQLITE"_s, connection);
        database.setDatabaseName(path);
        if (database.open())
            use(database);
    }
    QSqlDatabase::removeDatabase(connection);
}

} // namespace

QList<QJsonObject> CliRun::of(const QString& type) const
{
    QList<QJsonObject> found;
    for (const QJsonObject& line : lines) {
        if (line[u"type"].toString() == type)
            found += line;
    }
    return found;
}

QString cliPath() { return QStringLiteral(BAKFERRY_CLI); }

// posix_spawn and not QProcess: QProcess pushes arguments through QString.
CliRun runCli(const QByteArrayList& arguments, const QString& workingFolder, const QByteArray& onDescriptor3)
{
    QTemporaryDir folder;
    const QByteArray outPath = folder.filePath(u"out"_s).toLocal8Bit();
    const QByteArray errPath = folder.filePath(u"err"_s).toLocal8Bit();
    QByteArray program = cliPath().toLocal8Bit();
    QByteArrayList kept = arguments;
    QList<char*> argv{program.data()};
    for (QByteArray& argument : kept)
        argv += argument.data();
    argv += nullptr;
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, outPath.constData(), O_WRONLY | O_CREAT, 0600);
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, errPath.constData(), O_WRONLY | O_CREAT, 0600);
    const QByteArray passedPath = folder.filePath(u"passed"_s).toLocal8Bit();
    if (!onDescriptor3.isNull()) {
        QFile passed(folder.filePath(u"passed"_s));
        if (!passed.open(QIODevice::WriteOnly) || passed.write(onDescriptor3) != onDescriptor3.size())
            qFatal("cannot write %s", passedPath.constData());
        passed.close();
        posix_spawn_file_actions_addopen(&actions, 3, passedPath.constData(), O_RDONLY, 0);
    }
    if (!workingFolder.isEmpty())
        posix_spawn_file_actions_addchdir_np(&actions, workingFolder.toLocal8Bit().constData());
    CliRun run;
    pid_t pid = -1;
    int state = 0;
    if (::posix_spawn(&pid, program.constData(), &actions, nullptr, argv.data(), environ) == 0 && ::waitpid(pid, &state, 0) == pid && WIFEXITED(state))
        run.status = WEXITSTATUS(state);
    posix_spawn_file_actions_destroy(&actions);
    run.out = contentOf(folder.filePath(u"out"_s));
    run.err = contentOf(folder.filePath(u"err"_s));
    for (const QByteArray& line : run.out.split('\n')) {
        if (!line.isEmpty())
            run.lines += QJsonDocument::fromJson(line).object();
    }
    return run;
}

QByteArray corpus(const QByteArray& name) { return QByteArrayLiteral(BAKFERRY_CORPORA_DIR "/sqlite/") + name; }

QByteArray contentHash(const QString& databasePath)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    bool isReadable = QFile::exists(databasePath);
    withDatabase(databasePath, [&](QSqlDatabase& database) {
        QStringList tables = database.tables();
        tables.sort();
        QSqlQuery query(database);
        for (const QString& table : tables) {
            hash.addData(table.toUtf8());
            isReadable &= query.exec(u"SELECT * FROM \"%1\" ORDER BY rowid"_s.arg(table));
            const int columns = query.record().count();
            while (query.next()) {
                for (int column = 0; column < columns; ++column)
                    hash.addData(query.value(column).toByteArray() + '\0');
            }
            isReadable &= !query.lastError().isValid();
        }
        isReadable &= query.exec(u"PRAGMA integrity_check"_s) && query.next() && query.value(0).toString() == u"ok";
    });
    return isReadable ? hash.result().toHex() : QByteArray();
}

void makeDatabase(const QString& path, const QByteArray& script)
{
    withDatabase(path, [&](QSqlDatabase& database) {
        QSqlQuery query(database);
        for (const QByteArray& statement : script.split('\n')) {
            if (!statement.trimmed().isEmpty() && !query.exec(QString::fromUtf8(statement)))
                qWarning() << query.lastError();
        }
    });
}

} // namespace bakferry
