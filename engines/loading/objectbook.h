#pragma once
#include "engines/jobcontext.h"

#include <QElapsedTimer>
#include <QHash>

#include <mutex>

namespace bakferry {

/// Keeps for each object of a load what was read of it and for how long, and reports that through the job's context: at its
/// begin, at its end, and in between at most a few times a second. Thread-safe.
///
/// Memory: one entry an object, of at most mostObjects; more are loaded all the same, but not reported one by one.
class ObjectBook
{
public:
    static constexpr qsizetype mostObjects = 20'000;

    /// @param context  outlives the book
    explicit ObjectBook(const JobContext& context) : m_context(context) { m_clock.start(); }

    /// Stands in front of all names from now on: "shop." where several databases are restored at once.
    void setPrefix(const QString& prefix);
    /// Of several connections that load one object the first begins it and the last ends it.
    void begin(const QString& object, const QByteArray& id);
    /// Of an object that was begun; others are none of the book's.
    void add(const QString& object, qint64 bytes, qint64 rows);
    void end(const QString& object);
    void fail(const QString& object, const QByteArray& id);
    /// @param rowsRead  -1: cannot be told
    void count(const QString& object, qint64 rowsRead, qint64 rowsInTarget);

private:
    struct Entry
    {
        ObjectReport report;
        int users = 0;
        qint64 beganMs = 0, toldMs = 0;
    };
    void tell(Entry& entry);

    const JobContext& m_context;
    QElapsedTimer m_clock;
    std::mutex m_mutex;
    QString m_prefix;
    QHash<QString, Entry> m_entries;
};

} // namespace bakferry
