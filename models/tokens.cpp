#include "models/tokens.h"

#include <array>

namespace bakferry {

namespace {

// In the order of the enums; the tests hold both together.
constexpr std::array levelTokens{"Passed", "Warning", "Blocker", "NotCheckable"};
constexpr std::array logTokens{"Debug", "Info", "Warning", "Error"};
constexpr std::array remainsTokens{"Nothing", "Old", "New", "Partial", "Unknown"};
constexpr std::array leftOverTokens{"Staging", "KeptOld"};
constexpr std::array kindTokens{"Internal", "Usage", "BackupUnusable", "BackupChanged", "Locked", "SignIn", "Risk", "NoSpace",
                                "TargetUnusable", "TargetChanged", "StatementFailed", "VerificationFailed", "StoreFailed", "Cancelled"};
constexpr std::array stepTokens{"Prechecking", "Loading", "Indexing", "Replaying", "Verifying", "SwitchingOver"};
constexpr std::array stateTokens{"Loading", "Loaded", "Verified", "Differs", "Failed", "Stopped"};
constexpr std::array partsTokens{"All", "SchemaOnly", "DataOnly"};
constexpr std::array linkTokens{"Full", "Incremental"};

static_assert(levelTokens.size() == size_t(FindingLevel::NotCheckable) + 1);
static_assert(logTokens.size() == size_t(LogLevel::Error) + 1);
static_assert(remainsTokens.size() == size_t(Remains::Unknown) + 1);
static_assert(leftOverTokens.size() == size_t(LeftOver::Kind::KeptOld) + 1);
static_assert(kindTokens.size() == size_t(ErrorKind::Cancelled) + 1);
static_assert(stepTokens.size() == size_t(JobStep::SwitchingOver) + 1);
static_assert(stateTokens.size() == size_t(ObjectReport::State::Stopped) + 1);
static_assert(partsTokens.size() == size_t(RestoreRequest::Parts::DataOnly) + 1);
static_assert(linkTokens.size() == size_t(ChainLink::Kind::Incremental) + 1);

template <typename Enum, size_t n>
std::optional<Enum> found(const std::array<const char*, n>& tokens, QByteArrayView token)
{
    for (size_t i = 0; i < n; ++i) {
        if (token == tokens[i])
            return Enum(i);
    }
    return std::nullopt;
}

} // namespace

QByteArray token(FindingLevel level) { return levelTokens[size_t(level)]; }
QByteArray token(LogLevel level) { return logTokens[size_t(level)]; }
QByteArray token(Remains remains) { return remainsTokens[size_t(remains)]; }
QByteArray token(LeftOver::Kind kind) { return leftOverTokens[size_t(kind)]; }
QByteArray token(ErrorKind kind) { return kindTokens[size_t(kind)]; }
QByteArray token(JobStep step) { return stepTokens[size_t(step)]; }
QByteArray token(ObjectReport::State state) { return stateTokens[size_t(state)]; }
QByteArray token(RestoreRequest::Parts parts) { return partsTokens[size_t(parts)]; }
QByteArray token(ChainLink::Kind kind) { return linkTokens[size_t(kind)]; }

template <> std::optional<FindingLevel> fromToken(QByteArrayView token) { return found<FindingLevel>(levelTokens, token); }
template <> std::optional<LogLevel> fromToken(QByteArrayView token) { return found<LogLevel>(logTokens, token); }
template <> std::optional<Remains> fromToken(QByteArrayView token) { return found<Remains>(remainsTokens, token); }
template <> std::optional<LeftOver::Kind> fromToken(QByteArrayView token) { return found<LeftOver::Kind>(leftOverTokens, token); }
template <> std::optional<ErrorKind> fromToken(QByteArrayView token) { return found<ErrorKind>(kindTokens, token); }
template <> std::optional<JobStep> fromToken(QByteArrayView token) { return found<JobStep>(stepTokens, token); }
template <> std::optional<ObjectReport::State> fromToken(QByteArrayView token) { return found<ObjectReport::State>(stateTokens, token); }
template <> std::optional<RestoreRequest::Parts> fromToken(QByteArrayView token) { return found<RestoreRequest::Parts>(partsTokens, token); }
template <> std::optional<ChainLink::Kind> fromToken(QByteArrayView token) { return found<ChainLink::Kind>(linkTokens, token); }

} // namespace bakferry
