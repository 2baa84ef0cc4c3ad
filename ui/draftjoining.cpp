#include "ui/draftmodel.h"

#include <algorithm>

namespace bakferry {

// Content tells what goes on top of a full backup; files are dropped in any order, and logs are numbered.
void DraftModel::joinIncrements()
{
    int full = -1;
    for (int row = 0; row < rowCount() && full < 0; ++row) {
        // What says its family is joined by that, and takes nothing else.
        if (takesIncrements(row) && m_drafts[row].facts()->family.isEmpty())
            full = row;
    }
    if (full < 0)
        return;
    const BackupFile file = m_drafts[full].file;
    BackupSet increments = m_drafts[full].increments;
    for (int row = rowCount() - 1; row >= 0; --row) {
        if (!m_drafts[row].awaitsFull)
            continue;
        increments += BackupFile{m_drafts[row].file.path, true};
        removeDraft(row);
    }
    full = rowOf(file);
    if (increments.size() == m_drafts[full].increments.size())
        return;
    std::ranges::stable_sort(increments, {}, &BackupFile::path);
    m_drafts[full].increments = increments;
    touched(full);
    inspect(m_drafts[full].backups());
}

// Backups that need others, such as stripes and differentials, go to a row with a backup of the same database.
void DraftModel::joinFamilies()
{
    const auto partnerOf = [this](int row) {
        const BackupFacts& part = *m_drafts[row].facts();
        int partner = -1;
        for (int other = 0; other < rowCount() && !part.family.isEmpty(); ++other) {
            const BackupFacts* facts = other == row ? nullptr : m_drafts[other].facts();
            if (facts && facts->engineId == part.engineId && facts->family == part.family && (partner < 0 || !facts->needsOthers))
                partner = other;
        }
        return partner;
    };
    for (int row = rowCount() - 1; row >= 0; --row) {
        const int partner = m_drafts[row].facts() && m_drafts[row].facts()->needsOthers ? partnerOf(row) : -1;
        if (partner < 0)
            continue;
        const BackupFile file = m_drafts[partner].file;
        for (const BackupFile& moved : m_drafts[row].backups())
            m_drafts[partner].increments += BackupFile{moved.path, true};
        std::ranges::stable_sort(m_drafts[partner].increments, {}, &BackupFile::path);
        removeDraft(row);
        touched(rowOf(file));
        return inspect(m_drafts[rowOf(file)].backups()); // its answer joins the next one
    }
}

} // namespace bakferry
