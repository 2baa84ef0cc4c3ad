// Where the wizard's drafts go: reading what was typed, and one draft for each chosen database of a backup that holds several.
#include "engines/displaytext.h"
#include "models/statustext.h"
#include "ui/draftmodel.h"
#include "ui/problemlabel.h"

#include <QDir>
#include <QFile>
#include <QHash>
#include <QSet>

#include <algorithm>
#include <utility>

namespace bakferry {

using namespace Qt::StringLiterals;

namespace {

constexpr int mostRenamed = 100; // PRODUCT.md, section 3

bool isRenamed(const RestoreDraft& draft) { return !draft.database.isEmpty() && draft.server.database != draft.database; }

} // namespace

// The backup says what its database is called; a target of the same name is what a DBA means most of the time.
void DraftModel::proposeDatabaseName(RestoreDraft& draft) const
{
    if (!draft.facts() || !draft.server.database.isEmpty())
        return;
    draft.server.database = draft.database;
    for (const Fact& fact : draft.facts()->facts) {
        const QStringList names = fact.id == "databases" ? fact.value.toStringList() : QStringList();
        if (draft.server.database.isEmpty() && names.size() == 1)
            draft.server.database = names.first();
    }
}

QString DraftModel::choiceProblemText(int row) const
{
    const RestoreDraft& draft = m_drafts.at(row);
    if (!draft.facts())
        return {};
    const BackupFacts& facts = *draft.facts();
    QStringList databases = databasesIn(facts);
    if (databases.isEmpty())
        return selectionOf(facts, {}, draft.leftOut) ? QString() : tr("Tick at least one object.");
    databases.removeIf([&](const QString& name) { return draft.leftOut.contains(objectKey(name, {})); });
    if (databases.isEmpty())
        return tr("Tick at least one database.");
    for (const QString& name : databases) {
        if (!selectionOf(facts, name, draft.leftOut))
            return tr("Nothing is ticked in the database %1; untick the database itself, too.").arg(displayText(name, 80));
    }
    return {};
}

// Of the databases of one backup only so many get new names; any number may keep theirs.
QString DraftModel::renameProblemText(int row) const
{
    const RestoreDraft& draft = m_drafts.at(row);
    if (!isRenamed(draft))
        return {};
    const auto ofSameBackup = [&](const RestoreDraft& one) { return isRenamed(one) && one.file == draft.file; };
    const auto renamed = std::ranges::count_if(m_drafts, ofSameBackup);
    if (renamed <= mostRenamed)
        return {};
    return tr("%1 databases would get new names; at most %2 can. Leave the others as they are, or restore them in another run.").arg(renamed).arg(mostRenamed);
}

QString DraftModel::targetProblemText(int row) const
{
    const TargetReading reading = readTarget(row);
    if (!reading.target)
        return reading.problem;
    if (const QString tooMany = renameProblemText(row); !tooMany.isEmpty())
        return tooMany;
    const bool isServer = hasServer(row);
    for (int other = 0; other < rowCount(); ++other) {
        if (!isServer && m_drafts.at(other).file.path == reading.target->database)
            return tr("This is a backup file of this restore. Choose another place.");
        if (other == row)
            continue;
        const std::optional<RestoreTarget> taken = readTarget(other).target;
        // Two spellings of one server are one target; asking that of a path would ask the disk at every letter typed.
        if (taken == reading.target || (isServer && taken && hasServer(other) && taken->key() == reading.target->key()))
            return isServer ? tr("Two restores cannot go into one database. Give this one another name.")
                            : tr("Two backup files cannot be restored into one target.");
    }
    return {};
}

// What targetProblemText() says of each row, asked of all of them at once at every letter typed.
bool DraftModel::targetsReady() const
{
    QSet<QByteArray> taken;
    QHash<QByteArray, int> renamed;
    for (int row = 0; row < rowCount(); ++row) {
        const std::optional<RestoreTarget> target = readTarget(row).target;
        if (!target)
            return false;
        const RestoreDraft& draft = m_drafts.at(row);
        const bool isServer = hasServer(row);
        const QByteArray place = isServer ? target->key() : target->database;
        const auto isBackup = [&](const RestoreDraft& one) { return !isServer && one.file.path == place; };
        if (taken.contains(place) || std::ranges::any_of(m_drafts, isBackup))
            return false;
        taken += place;
        if (isRenamed(draft) && ++renamed[draft.file.path] > mostRenamed)
            return false;
    }
    return rowCount() > 0;
}

const EngineInfo* DraftModel::engine(int row) const
{
    const BackupFacts* facts = m_drafts.at(row).facts();
    return facts ? m_services.engineInfo(facts->engineId) : nullptr;
}

bool DraftModel::hasServer(int row) const
{
    const EngineInfo* info = engine(row);
    return info && !info->targetIsFile;
}

DraftModel::TargetReading DraftModel::readServer(const RestoreDraft& draft) const
{
    if (draft.server.profile.host.trimmed().isEmpty())
        return {std::nullopt, tr("Name the server: its host name, its address or its socket folder.")};
    if (!isHost(draft.server.profile.host))
        return {std::nullopt, tr("Write the host alone here: no URL, no user, no password.")};
    if (draft.server.database.isEmpty())
        return {std::nullopt, tr("Name the database to restore to.")};
    constexpr qsizetype longestName = 128; // PRODUCT.md, section 3; the precheck knows what the server itself allows
    if (draft.server.database.size() > longestName)
        return {std::nullopt, tr("The name of a database has 1 to %1 characters.").arg(longestName)};
    const EngineInfo* engine = m_services.engineInfo(draft.facts()->engineId);
    if (engine && engine->ownDatabases.contains(draft.server.database, Qt::CaseInsensitive))
        return {std::nullopt, tr("This is a database of the server itself. Choose another name.")};
    RestoreTarget target{draft.server.profile, draft.server.database.toUtf8()};
    target.connection.engineId = draft.facts()->engineId;
    target.connection.host = target.connection.host.trimmed();
    target.connection.user = target.connection.user.trimmed();
    return {target, {}};
}

DraftModel::TargetReading DraftModel::readTarget(int row) const
{
    const RestoreDraft& draft = m_drafts.at(row);
    const EngineInfo* info = engine(row);
    if (info && !info->targetIsFile)
        return readServer(draft);
    const QString text = draft.target.trimmed();
    if (!info || text.isEmpty())
        return {std::nullopt, tr("Say where to restore to.")};
    if (text.contains(u"://"_s)) {
        const Result<RestoreTarget> target = parseTargetUrl(text.toUtf8());
        if (!target)
            return {std::nullopt, problemText(target.error())};
        if (target->connection.engineId != info->id)
            return {std::nullopt, tr("A backup of %1 can only be restored into %1.").arg(info->name)};
        return {*target, {}};
    }
    if (!text.startsWith(u'/'))
        return {std::nullopt, tr("Write the whole path, beginning with /.")};
    if (text.endsWith(u'/'))
        return {std::nullopt, tr("This names a folder. Add the name of the database file.")};
    RestoreTarget target;
    target.connection.engineId = info->id;
    target.database = QFile::encodeName(QDir::cleanPath(text));
    return {target, {}};
}

void DraftModel::splitDatabases()
{
    QList<RestoreDraft> split;
    bool isSplit = false;
    beginResetModel();
    m_whole = m_drafts;
    for (const RestoreDraft& whole : m_whole) {
        const QStringList databases = whole.facts() ? databasesIn(*whole.facts()) : QStringList();
        for (const QString& database : databases) {
            if (whole.leftOut.contains(objectKey(database, {})))
                continue;
            isSplit = true;
            RestoreDraft one = whole;
            one.database = database;
            one.server.database = whole.newNames.value(database, database);
            split.append(one);
        }
        if (databases.isEmpty())
            split.append(whole);
    }
    m_drafts = split;
    if (!isSplit)
        m_whole.clear();
    for (int row = 0; row < rowCount(); ++row) {
        if (!m_drafts[row].database.isEmpty())
            m_drafts[row].name = freeName(legalName(m_drafts[row].name.left(24) + u'-' + m_drafts[row].database), row);
    }
    endResetModel();
}

void DraftModel::mergeDatabases()
{
    if (m_whole.isEmpty())
        return;
    beginResetModel();
    for (RestoreDraft& whole : m_whole) {
        const QString name = whole.name;
        for (const RestoreDraft& one : std::as_const(m_drafts)) {
            if (one.file != whole.file)
                continue;
            const QHash<QString, QString> newNames = whole.newNames;
            whole = one;
            whole.name = one.database.isEmpty() ? one.name : name;
            whole.newNames = newNames;
            whole.newNames.insert(one.database, one.server.database);
        }
        whole.database.clear();
    }
    m_drafts = std::exchange(m_whole, {});
    endResetModel();
}

} // namespace bakferry
