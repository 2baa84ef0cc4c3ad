#include "engines/postgresql/server/pgjournal.h"

#include <QJsonArray>
#include <QJsonObject>

#include <algorithm>

namespace bakferry {

using namespace Qt::StringLiterals;

namespace {

QString packed(const QByteArray& name) { return QString::fromLatin1(name.toBase64()); }
QByteArray unpacked(const QJsonValue& name) { return QByteArray::fromBase64(name.toString().toLatin1()); }

QJsonObject factsOf(const PgStagedDatabase& one)
{
    return {{u"wanted"_s, packed(one.wanted)},
            {u"staging"_s, packed(one.staging)},
            {u"kept"_s, packed(one.kept)},
            {u"stagingOid"_s, QString::number(one.stagingOid)},
            {u"oldOid"_s, QString::number(one.oldOid)},
            {u"oldAllowed"_s, one.oldAllowed},
            {u"transaction"_s, QString::number(one.transaction)}};
}

PgStagedDatabase databaseOf(const QJsonObject& facts)
{
    return {unpacked(facts["wanted"_L1]), unpacked(facts["staging"_L1]), unpacked(facts["kept"_L1]),
            facts["stagingOid"_L1].toString().toUInt(), facts["oldOid"_L1].toString().toUInt(), facts["oldAllowed"_L1].toBool(true),
            facts["transaction"_L1].toString().toULongLong(), {}};
}

} // namespace

JournalEntry pgJournalEntry(QByteArray step, const QList<PgStagedDatabase>& databases)
{
    QJsonArray all;
    for (const PgStagedDatabase& one : databases)
        all += factsOf(one);
    return {std::move(step), {{u"databases"_s, all}}};
}

PgStory PgStory::of(const Journal& journal)
{
    PgStory story;
    for (const JournalEntry& entry : journal) {
        const bool begins = entry.step == pgstep::creatingStaging || entry.step == pgstep::loadingInPlace;
        if (begins && story.switching)
            story = {}; // another attempt
        for (const QJsonValue& facts : entry.facts["databases"_L1].toArray()) {
            const PgStagedDatabase one = databaseOf(facts.toObject());
            const auto known = std::ranges::find(story.databases, one.wanted, &PgStagedDatabase::wanted);
            if (known == story.databases.end())
                story.databases += one;
            else
                *known = one;
        }
        story.switching |= entry.step == pgstep::switchingOver;
        story.switched |= entry.step == pgstep::switchedOver;
        story.undoing |= entry.step == pgstep::undoing;
        story.undone |= entry.step == pgstep::undone;
    }
    return story;
}

} // namespace bakferry
