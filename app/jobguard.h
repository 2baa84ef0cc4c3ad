#pragma once
#include "engines/precheck.h"
#include "engines/result.h"

#include <exception>

namespace bakferry {

Error internalError(const char* words);
Error unknownEngine(QByteArrayView engineId);
/// A precheck that could not be made, as the one finding it has.
PrecheckReport blockedBy(const Error& error);

/// Runs a job's work; an exception that crosses a thread loses its text, so it becomes an Error here, on the worker's side.
template <typename Work, typename Fallback>
auto guarded(const Work& work, const Fallback& fallback) noexcept -> decltype(work())
{
    try {
        return work();
    } catch (const std::exception& mistake) {
        return fallback(internalError(mistake.what()));
    } catch (...) {
        return fallback(internalError("an exception of unknown type"));
    }
}

} // namespace bakferry
