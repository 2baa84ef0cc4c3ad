#include "engines/sqlite/sqliteindexbuilder.h"

#include "engines/sqlite/backupview.h"
#include "engines/sqlite/sqliteindexcopier.h"
#include "engines/sqlite/sqlitescriptsession.h"
#include "engines/sqlite/sqlitesource.h"
#include "engines/sqlite/sqlitetarget.h"

#include <algorithm>
#include <atomic>
#include <fcntl.h>
#include <thread>

namespace bakferry {

namespace {

// Below this size one connection is done before others have read the schema.
constexpr qint64 leastBytes = 1024 * 1024;
// Shared by the caches and the sorters of all parts, which take as much again each.
constexpr qint64 cacheKibibytes = 80 * 1024;

struct MadeIndex
{
    QByteArray name, table, sql;
    quint32 root = 0;
};

bool enterIntoSchema(const SqliteHandle& staging, const QList<MadeIndex>& indexes)
{
    const SqliteSchemaAccess access(staging, SqliteSchemaAccess::AtEnd::Reload);
    const SqliteStatement row = staging.prepare("INSERT INTO sqlite_schema(type,name,tbl_name,rootpage,sql) VALUES('index',?1,?2,?3,?4)");
    bool ok = row && staging.run("BEGIN") == SQLITE_OK;
    const auto bind = [&](int parameter, const QByteArray& text) {
        return sqlite3_bind_text(row.get(), parameter, text.constData(), int(text.size()), SQLITE_STATIC) == SQLITE_OK;
    };
    for (const MadeIndex& index : indexes) {
        ok = ok && bind(1, index.name) && bind(2, index.table) && bind(4, index.sql) && sqlite3_bind_int64(row.get(), 3, index.root) == SQLITE_OK
            && sqlite3_step(row.get()) == SQLITE_DONE && sqlite3_reset(row.get()) == SQLITE_OK;
    }
    return ok && staging.run("COMMIT") == SQLITE_OK;
}

} // namespace

// A connection of its own to the staging file as it is, with the indexes it made.
class SqliteIndexBuilder::Part
{
public:
    static std::unique_ptr<Part> open(int file, const QByteArray& folder, qint64 cacheKibibytes)
    {
        auto part = std::make_unique<Part>();
        Result<std::unique_ptr<BackupView>> view = BackupView::make(file, -1, -1, folder);
        if (!view)
            return nullptr;
        part->m_view = std::move(*view);
        Result<SqliteHandle> handle = part->m_view->connectForWriting();
        if (!handle)
            return nullptr;
        part->m_handle = std::move(*handle);
        part->m_handle.run(("PRAGMA cache_size=-" + QByteArray::number(cacheKibibytes)).constData());
        part->m_handle.run("PRAGMA temp_store=FILE");
        part->m_session = std::make_unique<SqliteScriptSession>(part->m_handle);
        return part;
    }

    bool make(const ApartIndex& index, const JobContext& context)
    {
        const SqliteInterrupter interrupter(m_handle, context);
        return m_session->run(index.statement) == SQLITE_OK;
    }
    bool find(const QByteArray& name, MadeIndex& made) const
    {
        const SqliteStatement row = m_handle.prepare("SELECT name, tbl_name, sql, rootpage FROM sqlite_schema WHERE type='index' AND name=?1 COLLATE NOCASE");
        if (!row || sqlite3_bind_text(row.get(), 1, name.constData(), int(name.size()), SQLITE_STATIC) != SQLITE_OK || sqlite3_step(row.get()) != SQLITE_ROW)
            return false;
        made = {columnBytes(row.get(), 0), columnBytes(row.get(), 1), columnBytes(row.get(), 2), quint32(sqlite3_column_int64(row.get(), 3))};
        return true;
    }
    bool readPage(quint32 page, char* to, int bytes) const
    {
        sqlite3_file* file = nullptr;
        sqlite3_file_control(m_handle.get(), "main", SQLITE_FCNTL_FILE_POINTER, &file);
        return file->pMethods->xRead(file, to, bytes, qint64(page - 1) * bytes) == SQLITE_OK;
    }

private:
    std::unique_ptr<BackupView> m_view;
    SqliteHandle m_handle;
    std::unique_ptr<SqliteScriptSession> m_session;
};

SqliteIndexBuilder::SqliteIndexBuilder(SqliteHandle& staging, int workers, const JobContext& context)
    : m_staging(staging), m_workers(workers), m_context(context)
{
}

bool SqliteIndexBuilder::isUsefulFor(const QList<ApartIndex>& indexes) const
{
    return m_workers > 1 && indexes.size() > 1 && m_staging.number("PRAGMA auto_vacuum") == 0
        && m_staging.number("PRAGMA page_count") * m_staging.number("PRAGMA page_size") >= leastBytes;
}

bool SqliteIndexBuilder::build(const QList<ApartIndex>& indexes)
{
    const OwnedDescriptor file(::open(sqlite3_db_filename(m_staging.get(), "main"), O_RDWR | O_NOFOLLOW | O_CLOEXEC));
    Parts parts;
    sqlite3_db_release_memory(m_staging.get()); // the parts have caches of their own
    return file.isOpen() && buildParts(indexes, file.get(), parts) && bringTogether(indexes, file.get(), parts);
}

bool SqliteIndexBuilder::buildParts(const QList<ApartIndex>& indexes, int file, Parts& parts) const
{
    QList<const ApartIndex*> order; // the longest first, so that the parts end together
    for (const ApartIndex& index : indexes)
        order += &index;
    std::ranges::stable_sort(order, [](const ApartIndex* a, const ApartIndex* b) { return a->rows > b->rows; });
    const qsizetype count = qMin<qsizetype>(m_workers, indexes.size());
    for (qsizetype i = 0; i < count; ++i) {
        parts.push_back(Part::open(file, folderOf(sqlite3_db_filename(m_staging.get(), "main")), cacheKibibytes / count));
        if (!parts.back())
            return false;
    }
    std::atomic<qsizetype> next = 0;
    std::atomic<bool> ok = true;
    const auto work = [&](Part& part) {
        for (qsizetype i = next++; i < order.size() && ok && m_context.goOn(); i = next++)
            ok = part.make(*order[i], m_context) && ok;
    };
    {
        std::vector<std::jthread> helpers;
        for (std::size_t i = 1; i < parts.size(); ++i)
            helpers.emplace_back([&, i] { work(*parts[i]); });
        work(*parts[0]);
    }
    return ok && m_context.goOn();
}

// Behind the back of the staging connection, which takes it for the write of another program once it let go of its lock.
bool SqliteIndexBuilder::bringTogether(const QList<ApartIndex>& indexes, int file, const Parts& parts)
{
    m_staging.run("PRAGMA locking_mode=NORMAL");
    m_staging.number("SELECT count(*) FROM sqlite_schema");
    const int pageSize = int(m_staging.number("PRAGMA page_size"));
    SqliteIndexCopier copier(file);
    QList<MadeIndex> made;
    for (const ApartIndex& index : indexes) {
        MadeIndex one;
        const auto part = std::ranges::find_if(parts, [&](const auto& p) { return p->find(index.name, one); });
        if (part == parts.end())
            return false;
        one.root = copier.copy([&](quint32 page, char* to) { return (*part)->readPage(page, to, pageSize); }, one.root);
        if (one.root == 0)
            return false;
        made += one;
    }
    const bool entered = copier.finish() && enterIntoSchema(m_staging, made);
    m_staging.run("PRAGMA locking_mode=EXCLUSIVE");
    return entered;
}

} // namespace bakferry
