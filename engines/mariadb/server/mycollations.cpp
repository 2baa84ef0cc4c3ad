#include "engines/mariadb/server/mycollations.h"

#include <QByteArrayList>

namespace bakferry {

QByteArrayList myCollationsInstead(const QByteArray& unknown, const QSet<QByteArray>& known)
{
    const qsizetype underscore = unknown.indexOf('_');
    const QByteArray charset = unknown.first(underscore < 0 ? unknown.size() : underscore);
    const QByteArray otherName = charset == "utf8" ? QByteArray("utf8mb3") : charset == "utf8mb3" ? QByteArray("utf8") : QByteArray();
    const QByteArray rest = unknown.sliced(charset.size());
    const bool isBinary = rest.endsWith("_bin"), tellsCase = rest.endsWith("_cs"), tellsAccents = rest.contains("_as_");
    const QByteArray telling = tellsAccents ? (tellsCase ? "_as_cs" : "_as_ci") : (tellsCase ? "_ai_cs" : "_ai_ci");
    QByteArrayList wishes;
    for (const QByteArray& set : {charset, otherName}) {
        if (set.isEmpty())
            continue;
        wishes += set + rest; // utf8_x and utf8mb3_x are one
        if (!isBinary)
            wishes += {set + "_uca1400" + telling, set + "_0900" + telling};
        if (isBinary || tellsCase)
            wishes += {set + "_bin", set + "_general_cs"};
        if (!isBinary)
            wishes += {set + "_unicode_520_ci", set + "_unicode_ci", set + "_general_ci"};
    }
    QByteArrayList instead;
    for (const QByteArray& wish : std::as_const(wishes)) {
        if (wish != unknown && known.contains(wish) && !instead.contains(wish))
            instead += wish;
    }
    return instead;
}

} // namespace bakferry
