#pragma once
#include "engines/message.h"

#include <QString>

namespace bakferry {

/// What a failure means for the caller. The exit status of `bakferry-cli` follows from it and from nothing else.
enum class ErrorKind {
    Internal,           ///< our own mistake
    Usage,              ///< the request makes no sense (bad URL, bad name, contradictory options)
    BackupUnusable,     ///< unreadable, damaged, incomplete, encrypted, or not a backup of this engine
    BackupChanged,      ///< the backup file changed between precheck and switch-over
    Locked,             ///< target or task store is in use by somebody else
    SignIn,             ///< the server refused the credentials
    Risk,               ///< hostile or dangerous content, or a warning nobody accepted
    NoSpace,            ///< too little free space, or it ran out
    TargetUnusable,     ///< exists without leave to overwrite, not writable, a link, a wrong place
    TargetChanged,      ///< the target was changed by somebody else meanwhile
    StatementFailed,    ///< the database refused a statement or a row
    VerificationFailed, ///< everything ran, but what arrived is not what was read
    StoreFailed,        ///< the task store could not record what must be recorded
    Cancelled,          ///< the DBA stopped it
};

/// A failure: kind and code for programs, a sentence and a next step for people, the raw words of the other side.
struct Error
{
    ErrorKind kind = ErrorKind::Internal;
    QByteArray code;  ///< stable, lower case with dots: "backup.truncated"; listed in docs/error-codes.md
    Message what;     ///< names the place and the cause
    Message hint;     ///< the remedy
    QString detail;   ///< never translated, never a secret, at most 4 KiB

    friend bool operator==(const Error&, const Error&) = default;
};

} // namespace bakferry
