#include "models/environment.h"

#include <QCoreApplication>

#include <array>

namespace bakferry {

using namespace Qt::StringLiterals;

namespace {

const QString optionKey = u"environment"_s;

struct Word
{
    QLatin1StringView token;
    const char* text;
};

// In the order of the enum.
constexpr std::array<Word, environmentCount> words{{{""_L1, QT_TRANSLATE_NOOP("Environment", "not labelled")},
                                                    {"production"_L1, QT_TRANSLATE_NOOP("Environment", "Production")},
                                                    {"test"_L1, QT_TRANSLATE_NOOP("Environment", "Test")},
                                                    {"development"_L1, QT_TRANSLATE_NOOP("Environment", "Development")}}};

} // namespace

Environment environmentOf(const ConnectionProfile& profile)
{
    const QString token = profile.options.value(optionKey).toString();
    for (int i = 0; i < environmentCount; ++i) {
        if (token == words[size_t(i)].token)
            return Environment(i);
    }
    return Environment::Unlabelled;
}

void setEnvironment(ConnectionProfile& profile, Environment environment)
{
    if (environment == Environment::Unlabelled)
        profile.options.remove(optionKey);
    else
        profile.options.insert(optionKey, QString(words[size_t(environment)].token));
}

QString environmentText(Environment environment) { return QCoreApplication::translate("Environment", words[size_t(environment)].text); }

} // namespace bakferry
