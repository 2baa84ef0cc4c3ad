#pragma once
#include "models/migrationtask.h"

#include <QJsonArray>
#include <QJsonObject>

namespace bakferry {

// Tasks and their parts as JSON, both ways, without loss: what the store keeps. Keys and tokens are stable; messages are
// kept as source and arguments, so a stored task speaks the language of the day it is read. Bytes (paths, names of
// databases) are a string under their key when they are UTF-8, else base64 under the key with "Base64" behind it.
// No secret passes here: the values have none. Any thread.

QJsonObject toJson(const Message& message);
QJsonObject toJson(const Error& error);
QJsonObject toJson(const FixIt& fix);
QJsonObject toJson(const Finding& finding);
QJsonObject toJson(const LedgerRow& row);
QJsonObject toJson(const LeftOver& leftOver);
QJsonObject toJson(const JournalEntry& entry);
QJsonObject toJson(const PrecheckEvidence& evidence);
QJsonObject toJson(const ConnectionProfile& connection);
QJsonObject toJson(const RestoreTarget& target);
QJsonObject toJson(const TaskTag& tag);
QJsonObject toJson(const TaskPlan& plan);
QJsonObject toJson(const JobProgress& progress);
QJsonObject toJson(const ObjectReport& object);
QJsonObject toJson(const Throughput& throughput);
QJsonObject toJson(const TaskResult& result);
QJsonObject toJson(const MigrationTask& task);

/// Reads what toJson wrote. The store may have been tampered with, so every value is checked.
/// @returns nothing when a needed key is missing, of a wrong type, or holds an unknown token.
template <typename T>
std::optional<T> fromJson(const QJsonObject& object);
template <> std::optional<Message> fromJson(const QJsonObject& object);
template <> std::optional<Error> fromJson(const QJsonObject& object);
template <> std::optional<FixIt> fromJson(const QJsonObject& object);
template <> std::optional<Finding> fromJson(const QJsonObject& object);
template <> std::optional<LedgerRow> fromJson(const QJsonObject& object);
template <> std::optional<LeftOver> fromJson(const QJsonObject& object);
template <> std::optional<JournalEntry> fromJson(const QJsonObject& object);
template <> std::optional<PrecheckEvidence> fromJson(const QJsonObject& object);
template <> std::optional<ConnectionProfile> fromJson(const QJsonObject& object);
template <> std::optional<RestoreTarget> fromJson(const QJsonObject& object);
template <> std::optional<TaskTag> fromJson(const QJsonObject& object);
template <> std::optional<TaskPlan> fromJson(const QJsonObject& object);
template <> std::optional<JobProgress> fromJson(const QJsonObject& object);
template <> std::optional<ObjectReport> fromJson(const QJsonObject& object);
template <> std::optional<Throughput> fromJson(const QJsonObject& object);
template <> std::optional<TaskResult> fromJson(const QJsonObject& object);
template <> std::optional<MigrationTask> fromJson(const QJsonObject& object);

template <typename T>
QJsonArray toJsonArray(const QList<T>& values)
{
    QJsonArray array;
    for (const T& value : values)
        array.append(toJson(value));
    return array;
}

/// @returns nothing when one element is no T.
template <typename T>
std::optional<QList<T>> fromJsonArray(const QJsonArray& array)
{
    QList<T> values;
    for (const auto& element : array) {
        std::optional<T> value = fromJson<T>(element.toObject());
        if (!value)
            return std::nullopt;
        values.append(std::move(*value));
    }
    return values;
}

/// Bytes under `key`, or under `key` + "Base64" when they are not UTF-8.
void insertBytes(QJsonObject& object, const QString& key, const QByteArray& bytes);

} // namespace bakferry
