#include "ui/tagtext.h"

#include <QRegularExpression>

namespace bakferry {

using namespace Qt::StringLiterals;

QList<TaskTag> tagsFromText(const QString& text)
{
    static const QRegularExpression separators(u"[,;，；\\n]"_s);
    QList<TaskTag> tags;
    for (const QString& part : text.split(separators, Qt::SkipEmptyParts)) {
        const QString tag = part.trimmed();
        if (tag.isEmpty())
            continue;
        const qsizetype equals = tag.indexOf(u'=');
        tags.append(equals < 0 ? TaskTag{tag, {}} : TaskTag{tag.first(equals).trimmed(), tag.sliced(equals + 1).trimmed()});
    }
    return tags;
}

QString textOfTags(const QList<TaskTag>& tags)
{
    QStringList words;
    for (const TaskTag& tag : tags)
        words.append(tag.value.isEmpty() ? tag.key : tag.key + u'=' + tag.value);
    return words.join(u", "_s);
}

} // namespace bakferry
