#include "models/translation.h"

#include <QCoreApplication>
#include <QLibraryInfo>

namespace bakferry {

using namespace Qt::StringLiterals;

Translation::~Translation()
{
    QCoreApplication::removeTranslator(&m_program);
    QCoreApplication::removeTranslator(&m_qt);
}

QStringList Translation::available() { return {u"zh_CN"_s, u"en"_s}; }

QString Translation::nearest(const QString& localeName)
{
    return QLocale(localeName).language() == QLocale::Chinese ? u"zh_CN"_s : u"en"_s;
}

bool Translation::use(const QString& locale)
{
    const QString wanted = nearest(locale);
    // Loaded on trial first: a translator that is installed and fails to load would leave the program without words.
    if (!QTranslator().load(u":/i18n/bakferry_%1.qm"_s.arg(wanted)))
        return false;
    QCoreApplication::removeTranslator(&m_program);
    QCoreApplication::removeTranslator(&m_qt);
    QLocale::setDefault(QLocale(wanted));
    if (m_qt.load(u"qtbase_"_s + wanted, QLibraryInfo::path(QLibraryInfo::TranslationsPath)))
        QCoreApplication::installTranslator(&m_qt);
    if (m_program.load(u":/i18n/bakferry_%1.qm"_s.arg(wanted)))
        QCoreApplication::installTranslator(&m_program);
    m_current = wanted;
    return true;
}

} // namespace bakferry
