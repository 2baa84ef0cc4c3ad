#pragma once
#include <condition_variable>
#include <deque>
#include <mutex>

namespace bakferry {

/// Hands values from one thread to another and holds the giver back when the taker is behind, so that memory stays fixed.
template <typename T>
class BoundedQueue
{
public:
    explicit BoundedQueue(std::size_t capacity) : m_capacity(capacity) { }

    /// Waits for room. @returns false when the queue was closed: nobody will take the value.
    bool push(T value)
    {
        std::unique_lock lock(m_mutex);
        m_room.wait(lock, [this] { return m_closed || m_values.size() < m_capacity; });
        if (m_closed)
            return false;
        m_values.push_back(std::move(value));
        m_filled.notify_one();
        return true;
    }

    /// Waits for a value. @returns false once the queue is closed and empty; `value` is as it was then.
    bool pop(T& value)
    {
        std::unique_lock lock(m_mutex);
        m_filled.wait(lock, [this] { return m_closed || !m_values.empty(); });
        if (m_values.empty())
            return false;
        value = std::move(m_values.front());
        m_values.pop_front();
        m_room.notify_one();
        return true;
    }

    /// No more values come, or none are wanted any more; wakes both sides.
    void close()
    {
        const std::lock_guard lock(m_mutex);
        m_closed = true;
        m_room.notify_all();
        m_filled.notify_all();
    }

private:
    const std::size_t m_capacity;
    std::mutex m_mutex;
    std::condition_variable m_room, m_filled;
    std::deque<T> m_values;
    bool m_closed = false;
};

} // namespace bakferry
