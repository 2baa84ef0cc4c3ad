#include "models/taskquery.h"

#include <algorithm>

namespace bakferry {

using namespace Qt::StringLiterals;

namespace {

bool isWithin(const QDateTime& timeUtc, QDate from, QDate to)
{
    if (!from.isValid() && !to.isValid())
        return true;
    if (!timeUtc.isValid())
        return false;
    const QDate day = timeUtc.toLocalTime().date();
    return (!from.isValid() || day >= from) && (!to.isValid() || day <= to);
}

bool hasTag(const QList<TaskTag>& tags, const QString& wanted)
{
    return std::ranges::any_of(tags, [&](const TaskTag& tag) { return QString(tag.key + u'=' + tag.value).contains(wanted, Qt::CaseInsensitive); });
}

struct DayField
{
    QLatin1StringView key;
    QDate TaskQuery::*day;
};

constexpr DayField dayFields[]{{"createdFrom"_L1, &TaskQuery::createdFrom}, {"createdTo"_L1, &TaskQuery::createdTo},
                               {"finishedFrom"_L1, &TaskQuery::finishedFrom}, {"finishedTo"_L1, &TaskQuery::finishedTo}};

} // namespace

bool TaskQuery::accepts(const MigrationTask& task) const
{
    const RestoreTarget& wanted = task.plan.target;
    return (engineIds.isEmpty() || engineIds.contains(wanted.connection.engineId)) && (target.isEmpty() || wanted.display().contains(target, Qt::CaseInsensitive))
        && (tag.isEmpty() || hasTag(task.tags, tag)) && isWithin(task.createdUtc, createdFrom, createdTo) && isWithin(task.finishedUtc, finishedFrom, finishedTo);
}

int TaskQuery::count() const
{
    const auto asked = [](bool is) { return is ? 1 : 0; };
    return asked(!engineIds.isEmpty()) + asked(!target.isEmpty()) + asked(!tag.isEmpty()) + asked(createdFrom.isValid() || createdTo.isValid())
        + asked(finishedFrom.isValid() || finishedTo.isValid());
}

QVariantMap TaskQuery::toMap() const
{
    QStringList engines;
    for (const QByteArray& id : engineIds)
        engines += QString::fromLatin1(id);
    engines.sort();
    QVariantMap map{{u"engines"_s, engines}, {u"target"_s, target}, {u"tag"_s, tag}};
    for (const DayField& field : dayFields)
        map.insert(field.key, (this->*field.day).toString(Qt::ISODate));
    return map;
}

TaskQuery TaskQuery::fromMap(const QVariantMap& map)
{
    TaskQuery query;
    for (const QString& id : map.value(u"engines"_s).toStringList())
        query.engineIds.insert(id.toLatin1());
    query.target = map.value(u"target"_s).toString();
    query.tag = map.value(u"tag"_s).toString();
    for (const DayField& field : dayFields)
        query.*field.day = QDate::fromString(map.value(field.key).toString(), Qt::ISODate);
    return query;
}

} // namespace bakferry
