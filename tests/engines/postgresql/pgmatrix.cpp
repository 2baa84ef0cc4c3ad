// Restores every kind of PostgreSQL backup into the server that BAKFERRY_PG_BIN names and prints a line of a Markdown table for each.
// The backups: the open corpus, and a database of 50 kinds of object dumped by Debian's pg_dump. Run by scripts/compat.sh.
#include "engines/catalog.h"
#include "tests/support/enginedriver.h"
#include "tests/support/pgserver.h"

#include <QCoreApplication>
#include <QDir>
#include <QDirIterator>

#include <cstdio>

using namespace bakferry;
using namespace Qt::StringLiterals;

namespace {

// Makes the database of kinds on the source server and dumps it in all formats. Returns the files, none when it could not be done.
QStringList dumpKinds(const PgServer& source, const QString& folder)
{
    QFile script(QStringLiteral(BAKFERRY_SOURCE_DIR "/tests/data/postgresql/kinds.sql"));
    QByteArray output;
    const auto admin = source.connect();
    if (!script.open(QIODevice::ReadOnly) || !admin->execute("CREATE ROLE kinds_owner").ok() || !admin->execute("CREATE ROLE kinds_reader").ok()
        || !admin->execute("CREATE DATABASE kinds").ok()
        || source.runTool(u"psql"_s, {u"-q"_s, u"-v"_s, u"ON_ERROR_STOP=1"_s, u"kinds"_s}, &output, script.readAll()) != 0) {
        std::fprintf(stderr, "The database of kinds cannot be made: %s\n", output.constData());
        return {};
    }
    QStringList files;
    for (const auto& [option, name] : {std::pair{"-Fp", "kinds.sql"}, {"-Fc", "kinds.dump"}, {"-Ft", "kinds.tar"}, {"-Fd", "kinds.dir"}}) {
        const QString file = folder + u'/' + QString::fromLatin1(name);
        if (source.runTool(u"pg_dump"_s, {QString::fromLatin1(option), u"-f"_s, file, u"kinds"_s}, &output) == 0)
            files += file;
        else
            std::fprintf(stderr, "pg_dump %s: %s\n", option, output.constData());
    }
    return files;
}

QStringList corpus()
{
    QStringList files;
    QDirIterator all(QStringLiteral(BAKFERRY_CORPORA_DIR "/postgres"), QDir::Files, QDirIterator::Subdirectories);
    while (all.hasNext())
        files += all.next();
    files.sort();
    return files;
}

void printRow(const PgServer& server, const QString& file, const EngineDriver& driver, const RestoreOutcome& outcome, const QString& content)
{
    static constexpr const char* ends[] = {"restored", "restored, with warnings", "refused or failed", "cancelled"};
    const QString reason = outcome.error ? QString::fromLatin1(outcome.error->code) + u' ' + outcome.error->detail : QString();
    std::printf("| %d.%d | %s | %s | %lld | %lld | %lld | %s%s |\n", server.connect()->serverVersion() / 10000, server.connect()->serverVersion() % 10000,
                qPrintable(QFileInfo(file).fileName()), ends[int(outcome.end)], static_cast<long long>(outcome.tables), static_cast<long long>(outcome.rows),
                static_cast<long long>(driver.report.openQuestions()), qPrintable(content), qPrintable(reason.simplified()));
    std::fflush(stdout);
}

} // namespace

int main(int argc, char** argv)
{
    const QCoreApplication application(argc, argv);
    const PgServer server, source({}, PgServer::toolsFolder());
    if (!server.isRunning() || !source.isRunning()) {
        std::fprintf(stderr, "%s%s\n", server.why().constData(), source.why().constData());
        return 1;
    }
    const auto admin = server.connect();
    const QTemporaryDir folder;
    QFile::setPermissions(folder.path(), QFile::Permissions(0x7777));
    const QStringList kinds = dumpKinds(source, folder.path());
    if (kinds.isEmpty() || !admin->execute("CREATE ROLE kinds_owner").ok() || !admin->execute("CREATE ROLE kinds_reader").ok())
        return 1;
    const QByteArray wanted = source.contentHash("kinds");
    int number = 0, different = 0;
    for (const QString& file : corpus() + kinds) {
        EngineDriver driver(*engineById("postgresql"));
        const QByteArray name = "restored" + QByteArray::number(++number);
        driver.request.backups = {{QFile::encodeName(file)}};
        driver.request.target = server.target(name);
        driver.request.options.insert(u"acceptRisks"_s, true);
        const RestoreOutcome outcome = driver.restore();
        const bool isRestored = outcome.end == RestoreEnd::Complete || outcome.end == RestoreEnd::WithWarnings;
        const bool isKinds = kinds.contains(file);
        const bool same = isRestored && isKinds && server.contentHash(name) == wanted;
        different += isKinds && !same;
        printRow(server, file, driver, outcome, !isKinds || !isRestored ? QString() : same ? u"same rows as the source"_s : u"DIFFERENT ROWS"_s);
    }
    return different ? 2 : 0;
}
