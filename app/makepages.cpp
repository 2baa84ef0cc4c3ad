// makepages FOLDER: writes the manual pages in every language and the completion for bash. Run by the build.
#include "app/climanual.h"
#include "models/translation.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>

#include <cstdio>

using namespace bakferry;
using namespace Qt::StringLiterals;

namespace {

bool write(const QString& path, const QByteArray& bytes)
{
    QFile file(path);
    return QDir().mkpath(QFileInfo(path).path()) && file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size();
}

} // namespace

int main(int argc, char** argv)
{
    QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationVersion(QStringLiteral(BAKFERRY_VERSION));
    if (argc != 2) {
        std::fputs("usage: makepages FOLDER\n", stderr);
        return 2;
    }
    const QString folder = QString::fromLocal8Bit(argv[1]);
    bool isWritten = write(folder + u"/bakferry-cli.bash"_s, bashCompletion());
    Translation translation;
    for (const QString& language : Translation::available()) {
        translation.use(language);
        const QString place = folder + u"/man/"_s + (language == u"en" ? QString() : language + u'/') + u"man1/"_s;
        isWritten = write(place + u"bakferry-cli.1"_s, cliManualPage()) && write(place + u"bakferry.1"_s, windowManualPage()) && isWritten;
    }
    return isWritten ? 0 : 1;
}
