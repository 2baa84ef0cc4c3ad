#include "engines/sqlserver/server/msjournal.h"

namespace bakferry {

using namespace Qt::StringLiterals;

namespace {

// Cut between characters: half of a pair would be no name.
QString cutTo(const QString& name, qsizetype size)
{
    if (name.size() <= size)
        return name;
    return name.first(name[size].isLowSurrogate() ? size - 1 : size);
}

} // namespace

MsStaged MsStaged::named(const QString& wanted, const QString& taskId)
{
    constexpr qsizetype longest = 128;
    const QString staging = u"__bf_"_s + taskId.first(8), kept = u"__bf_old_"_s + taskId.first(8);
    MsStaged staged;
    staged.wanted = wanted;
    staged.staging = cutTo(wanted, longest - staging.size()) + staging;
    staged.kept = cutTo(wanted, longest - kept.size()) + kept;
    return staged;
}

JournalEntry msJournalEntry(QByteArray step, const MsStaged& staged, const QJsonObject& more)
{
    QJsonObject facts = more;
    facts[u"wanted"_s] = staged.wanted;
    facts[u"staging"_s] = staged.staging;
    facts[u"kept"_s] = staged.kept;
    facts[u"oldId"_s] = staged.oldId;
    facts[u"stagingId"_s] = staged.stagingId;
    facts[u"oldAccess"_s] = staged.oldAccess;
    return {std::move(step), facts};
}

MsStory MsStory::of(const Journal& journal)
{
    MsStory story;
    for (const JournalEntry& entry : journal) {
        if (entry.step == msstep::restoringStaging)
            story = {}; // another attempt
        if (entry.facts.contains("staging"_L1)) {
            story.began = true;
            story.staged = {entry.facts["wanted"_L1].toString(), entry.facts["staging"_L1].toString(), entry.facts["kept"_L1].toString(), entry.facts["oldId"_L1].toInt(),
                            entry.facts["stagingId"_L1].toInt(), entry.facts["oldAccess"_L1].toString()};
        }
        if (entry.step == msstep::awaitingBackup)
            story.waiting = entry.facts;
        else if (entry.step == msstep::recovering)
            story.waiting = {};
        story.recovering |= entry.step == msstep::recovering;
        story.switching |= entry.step == msstep::switchingOver;
        story.switched |= entry.step == msstep::switchedOver;
        story.undoing |= entry.step == msstep::undoing;
        story.undone |= entry.step == msstep::undone;
    }
    return story;
}

} // namespace bakferry
