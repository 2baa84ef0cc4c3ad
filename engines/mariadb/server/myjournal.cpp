#include "engines/mariadb/server/myjournal.h"

#include <QJsonArray>
#include <QJsonObject>

#include <algorithm>

namespace bakferry {

using namespace Qt::StringLiterals;

namespace {

QString packed(const QByteArray& name) { return QString::fromLatin1(name.toBase64()); }
QByteArray unpacked(const QJsonValue& name) { return QByteArray::fromBase64(name.toString().toLatin1()); }

QJsonObject factsOf(const MyStagedDatabase& one)
{
    return {{u"wanted"_s, packed(one.wanted)}, {u"staging"_s, packed(one.staging)}, {u"kept"_s, packed(one.kept)}, {u"existed"_s, one.existed},
            {u"charset"_s, packed(one.charset)}, {u"collation"_s, packed(one.collation)}};
}

MyStagedDatabase databaseOf(const QJsonObject& facts)
{
    return {unpacked(facts["wanted"_L1]), unpacked(facts["staging"_L1]), unpacked(facts["kept"_L1]), facts["existed"_L1].toBool(),
            unpacked(facts["charset"_L1]), unpacked(facts["collation"_L1])};
}

} // namespace

JournalEntry myJournalEntry(QByteArray step, const QList<MyStagedDatabase>& databases)
{
    QJsonArray all;
    for (const MyStagedDatabase& one : databases)
        all += factsOf(one);
    return {std::move(step), {{u"databases"_s, all}}};
}

MyStory MyStory::of(const Journal& journal)
{
    MyStory story;
    for (const JournalEntry& entry : journal) {
        const bool begins = entry.step == mystep::creatingStaging || entry.step == mystep::loadingInPlace;
        if (begins && story.switching)
            story = {}; // another attempt
        for (const QJsonValue& facts : entry.facts["databases"_L1].toArray()) {
            const MyStagedDatabase one = databaseOf(facts.toObject());
            const auto known = std::ranges::find(story.databases, one.wanted, &MyStagedDatabase::wanted);
            if (known == story.databases.end())
                story.databases += one;
            else
                *known = one;
        }
        story.switching |= entry.step == mystep::switchingOver;
        story.switched |= entry.step == mystep::switchedOver;
        story.undoing |= entry.step == mystep::undoing;
        story.undone |= entry.step == mystep::undone;
    }
    return story;
}

} // namespace bakferry
