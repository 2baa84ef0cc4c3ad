#pragma once
#include "models/taskjson.h"

namespace bakferry {

/// Reads one JSON object field by field; a missing or wrong field is remembered and makes the whole reading fail.
class JsonReader
{
public:
    explicit JsonReader(const QJsonObject& object) : m_object(object) { }

    QString text(const QString& key);
    QByteArray bytes(const QString& key);     ///< as insertBytes() wrote them
    QByteArray latin1(const QString& key);    ///< ids and codes of ours
    qint64 integer(const QString& key);
    double number(const QString& key);
    bool flag(const QString& key);
    QStringList texts(const QString& key);
    QDateTime time(const QString& key);       ///< null when the key is absent
    QJsonObject object(const QString& key);
    QJsonArray array(const QString& key);
    bool has(const QString& key) const { return m_object.contains(key); }

    template <typename T>
    T value(const QString& key) { return held(fromJson<T>(object(key))); }
    /// Absent is fine, wrong is not.
    template <typename T>
    std::optional<T> optionalValue(const QString& key) { return has(key) ? std::optional<T>(value<T>(key)) : std::nullopt; }
    template <typename T>
    QList<T> list(const QString& key) { return held(fromJsonArray<T>(array(key))); }

    /// The value inside; nothing inside makes the reading fail.
    template <typename T>
    T held(std::optional<T> found)
    {
        m_good = m_good && found.has_value();
        return found ? std::move(*found) : T();
    }
    void require(bool condition) { m_good = m_good && condition; }

    template <typename T>
    std::optional<T> result(T value) const { return m_good ? std::optional<T>(std::move(value)) : std::nullopt; }

private:
    QJsonValue field(const QString& key, QJsonValue::Type type);

    const QJsonObject m_object;
    bool m_good = true;
};

} // namespace bakferry
