#pragma once
#include <QLocale>
#include <QString>
#include <QTranslator>

namespace bakferry {

/// The language the program speaks. Both programs make one; it must live as long as the application object.
///
/// GUI (main) thread only. Switching posts QEvent::LanguageChange to every window and sets the default QLocale, so
/// numbers and dates follow.
class Translation
{
public:
    Translation() = default;
    ~Translation();
    Q_DISABLE_COPY_MOVE(Translation)

    /// @param locale  "zh_CN" or "en"; anything else is taken as a wish and met with the nearest of the two
    /// @returns false when the compiled translation could not be loaded; the language is then unchanged
    bool use(const QString& locale);
    QString current() const { return m_current; }

    static QStringList available();
    /// The one of available() that fits a locale's name best: Chinese of any kind is zh_CN, all others are English.
    static QString nearest(const QString& localeName);

private:
    QTranslator m_program;
    QTranslator m_qt; ///< Qt's own words (file dialog, context menus of text fields); optional on the machine
    QString m_current;
};

} // namespace bakferry
