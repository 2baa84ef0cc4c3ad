#include "engines/sqlite/backupview.h"

#include <QtGlobal>

#include <algorithm>
#include <array>
#include <atomic>
#include <cerrno>
#include <cstring>
#include <map>
#include <mutex>
#include <shared_mutex>
#include <unistd.h>
#include <fcntl.h>

namespace bakferry {

namespace {

constexpr qint64 chunkBytes = 4096;

bool readFully(int file, char* to, qint64 bytes, qint64 offset, qint64& got)
{
    got = 0;
    while (got < bytes) {
        const ssize_t n = ::pread(file, to + got, size_t(bytes - got), offset + got);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return false;
        if (n == 0)
            break;
        got += n;
    }
    return true;
}

bool writeFully(int file, const char* from, qint64 bytes, qint64 offset)
{
    for (qint64 put = 0; put < bytes;) {
        const ssize_t n = ::pwrite(file, from + put, size_t(bytes - put), offset + put);
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            return false;
        put += n;
    }
    return true;
}

// One file of the backup: its own bytes below, written chunks above.
class OverlaidFile
{
public:
    void setBase(int descriptor)
    {
        m_base = descriptor;
        m_exists = descriptor >= 0;
        m_size = m_exists ? qMax<qint64>(0, ::lseek(descriptor, 0, SEEK_END)) : 0;
        m_baseSize = m_size;
    }
    bool exists() const { const std::shared_lock lock(m_mutex); return m_exists; }
    void create() { const std::unique_lock lock(m_mutex); m_exists = true; }
    void remove()
    {
        const std::unique_lock lock(m_mutex);
        m_exists = false;
        m_size = m_baseSize = 0;
        m_chunks.clear();
    }
    qint64 size() const { const std::shared_lock lock(m_mutex); return m_size; }
    bool written() const { const std::shared_lock lock(m_mutex); return !m_chunks.empty() || m_size != m_baseSize; }
    void truncate(qint64 size)
    {
        const std::unique_lock lock(m_mutex);
        m_size = size;
        m_baseSize = qMin(m_baseSize, size);
        m_chunks.erase(m_chunks.lower_bound((size + chunkBytes - 1) / chunkBytes), m_chunks.end());
    }

    int read(char* to, qint64 bytes, qint64 offset, int overlay) const
    {
        const std::shared_lock lock(m_mutex);
        const qint64 available = qBound<qint64>(0, m_size - offset, bytes);
        if (m_chunks.empty()) {
            qint64 got = 0;
            if (available > 0 && m_base >= 0 && !readFully(m_base, to, qMin(available, qMax<qint64>(0, m_baseSize - offset)), offset, got))
                return SQLITE_IOERR_READ;
            std::memset(to + got, 0, size_t(bytes - got));
        } else if (!readThroughChunks(to, available, offset, overlay)) {
            return SQLITE_IOERR_READ;
        }
        if (available == bytes)
            return SQLITE_OK;
        std::memset(to + available, 0, size_t(bytes - available)); // SQLite demands zeros behind a short read
        return SQLITE_IOERR_SHORT_READ;
    }

    int write(const char* from, qint64 bytes, qint64 offset, int overlay, std::atomic<qint64>& overlayEnd)
    {
        const std::unique_lock lock(m_mutex);
        for (qint64 done = 0; done < bytes;) {
            const qint64 chunk = (offset + done) / chunkBytes;
            const qint64 inChunk = (offset + done) % chunkBytes;
            const qint64 part = qMin(chunkBytes - inChunk, bytes - done);
            const auto place = m_chunks.find(chunk);
            if (place == m_chunks.end()) {
                std::array<char, chunkBytes> old{};
                qint64 got = 0;
                const qint64 inBase = qBound<qint64>(0, m_baseSize - chunk * chunkBytes, chunkBytes);
                if (inBase > 0 && !readFully(m_base, old.data(), inBase, chunk * chunkBytes, got))
                    return SQLITE_IOERR_READ;
                std::memcpy(old.data() + inChunk, from + done, size_t(part));
                const qint64 at = overlayEnd.fetch_add(chunkBytes);
                if (!writeFully(overlay, old.data(), chunkBytes, at))
                    return SQLITE_FULL;
                m_chunks.emplace(chunk, at);
            } else if (!writeFully(overlay, from + done, part, place->second + inChunk)) {
                return SQLITE_FULL;
            }
            done += part;
        }
        m_size = qMax(m_size, offset + bytes);
        return SQLITE_OK;
    }

private:
    bool readThroughChunks(char* to, qint64 bytes, qint64 offset, int overlay) const
    {
        for (qint64 done = 0; done < bytes;) {
            const qint64 chunk = (offset + done) / chunkBytes;
            const qint64 inChunk = (offset + done) % chunkBytes;
            const qint64 part = qMin(chunkBytes - inChunk, bytes - done);
            const auto place = m_chunks.find(chunk);
            qint64 got = 0;
            if (place != m_chunks.end()) {
                if (!readFully(overlay, to + done, part, place->second + inChunk, got))
                    return false;
            } else {
                const qint64 inBase = qBound<qint64>(0, m_baseSize - (offset + done), part);
                if (inBase > 0 && !readFully(m_base, to + done, inBase, offset + done, got))
                    return false;
                std::memset(to + done + got, 0, size_t(part - got));
            }
            done += part;
        }
        return true;
    }

    mutable std::shared_mutex m_mutex;
    int m_base = -1;
    bool m_exists = false;
    qint64 m_size = 0, m_baseSize = 0; ///< m_baseSize: how much of the base still shows
    std::map<qint64, qint64> m_chunks; ///< chunk number → place in the overlay
};

} // namespace

struct BackupView::State
{
    sqlite3_vfs vfs{};
    sqlite3_vfs* system = nullptr;
    QByteArray name;
    OverlaidFile main, wal, journal;
    bool hasWal = false;
    int overlay = -1;
    std::atomic<qint64> overlayEnd = 0;

    ~State()
    {
        if (vfs.zName)
            sqlite3_vfs_unregister(&vfs);
        if (overlay >= 0)
            ::close(overlay);
    }
    OverlaidFile* fileFor(QByteArrayView path)
    {
        return path.endsWith("-wal") ? &wal : path.endsWith("-journal") ? &journal : path == "/backup" ? &main : nullptr;
    }
};

namespace {

struct ViewFile
{
    sqlite3_file base;
    BackupView::State* state;
    OverlaidFile* file;
    bool removeAtClose;
};

ViewFile* viewFile(sqlite3_file* file) { return reinterpret_cast<ViewFile*>(file); }
BackupView::State* stateOf(sqlite3_vfs* vfs) { return static_cast<BackupView::State*>(vfs->pAppData); }

const sqlite3_io_methods* viewMethods()
{
    static const sqlite3_io_methods methods = [] {
        sqlite3_io_methods m{};
        m.iVersion = 1; // no shared memory: the WAL index lives in memory, in exclusive mode
        m.xClose = [](sqlite3_file* f) {
            if (viewFile(f)->removeAtClose)
                viewFile(f)->file->remove();
            return SQLITE_OK;
        };
        m.xRead = [](sqlite3_file* f, void* to, int bytes, sqlite3_int64 offset) {
            return viewFile(f)->file->read(static_cast<char*>(to), bytes, offset, viewFile(f)->state->overlay);
        };
        m.xWrite = [](sqlite3_file* f, const void* from, int bytes, sqlite3_int64 offset) {
            BackupView::State* state = viewFile(f)->state;
            return viewFile(f)->file->write(static_cast<const char*>(from), bytes, offset, state->overlay, state->overlayEnd);
        };
        m.xTruncate = [](sqlite3_file* f, sqlite3_int64 size) { viewFile(f)->file->truncate(size); return SQLITE_OK; };
        m.xSync = [](sqlite3_file*, int) { return SQLITE_OK; };
        m.xFileSize = [](sqlite3_file* f, sqlite3_int64* size) { *size = viewFile(f)->file->size(); return SQLITE_OK; };
        m.xLock = [](sqlite3_file*, int) { return SQLITE_OK; };
        m.xUnlock = [](sqlite3_file*, int) { return SQLITE_OK; };
        m.xCheckReservedLock = [](sqlite3_file*, int* reserved) { *reserved = 0; return SQLITE_OK; };
        m.xFileControl = [](sqlite3_file*, int, void*) { return SQLITE_NOTFOUND; };
        m.xSectorSize = [](sqlite3_file*) { return 4096; };
        m.xDeviceCharacteristics = [](sqlite3_file*) { return 0; };
        return m;
    }();
    return &methods;
}

int openViewFile(sqlite3_vfs* vfs, const char* name, sqlite3_file* file, int flags, int* outFlags)
{
    BackupView::State* state = stateOf(vfs);
    OverlaidFile* overlaid = name ? state->fileFor(name) : nullptr;
    if (!overlaid) // sorters and other temporary files
        return state->system->xOpen(state->system, name, file, flags, outFlags);
    if (!overlaid->exists() && !(flags & SQLITE_OPEN_CREATE))
        return SQLITE_CANTOPEN;
    overlaid->create();
    auto* opened = viewFile(file);
    opened->state = state;
    opened->file = overlaid;
    opened->removeAtClose = flags & SQLITE_OPEN_DELETEONCLOSE;
    opened->base.pMethods = viewMethods();
    if (outFlags)
        *outFlags = flags;
    return SQLITE_OK;
}

void fillVfs(sqlite3_vfs& vfs, BackupView::State* state)
{
    vfs = *state->system;
    vfs.pNext = nullptr;
    vfs.szOsFile = int(qMax<qsizetype>(sizeof(ViewFile), state->system->szOsFile));
    vfs.zName = state->name.constData();
    vfs.pAppData = state;
    vfs.xOpen = openViewFile;
    vfs.xDelete = [](sqlite3_vfs* v, const char* name, int sync) {
        if (OverlaidFile* file = stateOf(v)->fileFor(name)) {
            file->remove();
            return SQLITE_OK;
        }
        return stateOf(v)->system->xDelete(stateOf(v)->system, name, sync);
    };
    vfs.xAccess = [](sqlite3_vfs* v, const char* name, int flags, int* result) {
        if (const OverlaidFile* file = stateOf(v)->fileFor(name)) {
            *result = file->exists() && (flags != SQLITE_ACCESS_EXISTS || file->size() > 0);
            return SQLITE_OK;
        }
        return stateOf(v)->system->xAccess(stateOf(v)->system, name, flags, result);
    };
    vfs.xFullPathname = [](sqlite3_vfs*, const char* name, int bytes, char* out) {
        sqlite3_snprintf(bytes, out, "%s", name);
        return SQLITE_OK;
    };
    vfs.xDlOpen = [](sqlite3_vfs*, const char*) -> void* { return nullptr; };
}

} // namespace

BackupView::BackupView(std::unique_ptr<State> state) : m_state(std::move(state)) { }
BackupView::~BackupView() = default;

Result<std::unique_ptr<BackupView>> BackupView::make(int mainFile, int walFile, int journalFile, const QByteArray& overlayFolder)
{
    static std::atomic<int> count = 0;
    auto state = std::make_unique<State>();
    sqlite3_initialize();
    state->system = sqlite3_vfs_find(nullptr);
    state->name = "bakferry-view-" + QByteArray::number(++count);
    state->main.setBase(mainFile);
    state->wal.setBase(walFile);
    state->hasWal = state->wal.size() > 0;
    state->journal.setBase(journalFile);
    const char* folder = !overlayFolder.isEmpty() ? overlayFolder.constData() : qEnvironmentVariableIsSet("TMPDIR") ? ::getenv("TMPDIR") : "/tmp";
    state->overlay = ::open(folder, O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
    if (state->overlay < 0) {
        return Error{ErrorKind::NoSpace, "temporary.unwritable",
                     {QT_TRANSLATE_NOOP("Message", "No temporary file can be made in %1."), {QString::fromLocal8Bit(folder)}},
                     {QT_TRANSLATE_NOOP("Message", "Make room there, or let TMPDIR name another folder."), {}},
                     QString::fromLocal8Bit(std::strerror(errno))};
    }
    fillVfs(state->vfs, state.get());
    sqlite3_vfs_register(&state->vfs, 0);
    return std::unique_ptr<BackupView>(new BackupView(std::move(state)));
}

Result<SqliteHandle> BackupView::open() const
{
    Result<SqliteHandle> handle = SqliteHandle::open("/backup", SQLITE_OPEN_READWRITE, m_state->name.constData());
    if (handle) {
        sqlite3_db_config(handle->get(), SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
        handle->run("PRAGMA locking_mode=EXCLUSIVE");
    }
    return handle;
}

Result<SqliteHandle> BackupView::connect() const
{
    Result<SqliteHandle> handle = open();
    if (handle)
        handle->run("PRAGMA query_only=ON");
    return handle;
}

Result<SqliteHandle> BackupView::connectForWriting() const
{
    Result<SqliteHandle> handle = open();
    if (handle)
        handle->run("PRAGMA journal_mode=MEMORY; PRAGMA synchronous=OFF; PRAGMA secure_delete=OFF");
    return handle;
}

bool BackupView::differsFromMainFile() const { return m_state->hasWal || m_state->main.written(); }

} // namespace bakferry
