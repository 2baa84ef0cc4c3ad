#pragma once
#include "models/migrationtask.h"

namespace bakferry {

// Stable words for enums, as the store keeps them and --json prints them. Never translated, never renamed.

QByteArray token(FindingLevel level);
QByteArray token(LogLevel level);
QByteArray token(Remains remains);
QByteArray token(LeftOver::Kind kind);
QByteArray token(ErrorKind kind);
QByteArray token(JobStep step);
QByteArray token(ObjectReport::State state);
QByteArray token(RestoreRequest::Parts parts);
QByteArray token(ChainLink::Kind kind);

/// @returns nothing for a word that is none of this enum's.
template <typename Enum>
std::optional<Enum> fromToken(QByteArrayView token);
template <> std::optional<FindingLevel> fromToken(QByteArrayView token);
template <> std::optional<LogLevel> fromToken(QByteArrayView token);
template <> std::optional<Remains> fromToken(QByteArrayView token);
template <> std::optional<LeftOver::Kind> fromToken(QByteArrayView token);
template <> std::optional<ErrorKind> fromToken(QByteArrayView token);
template <> std::optional<JobStep> fromToken(QByteArrayView token);
template <> std::optional<ObjectReport::State> fromToken(QByteArrayView token);
template <> std::optional<RestoreRequest::Parts> fromToken(QByteArrayView token);
template <> std::optional<ChainLink::Kind> fromToken(QByteArrayView token);

} // namespace bakferry
