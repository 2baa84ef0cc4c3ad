#pragma once
#include "engines/backupchain.h"
#include "engines/message.h"

#include <QByteArray>
#include <QList>
#include <QString>
#include <QVariant>

namespace bakferry {

/// What the DBA picked: one file, or one folder for folder formats. The path is kept as the file system's own
/// bytes, because a name that is not valid UTF-8 does not survive QString.
struct BackupFile
{
    QByteArray path; ///< absolute, native bytes
    bool incremental = false; ///< the DBA says that it goes on top of the files before it; else its content decides

    /// The path for people: bytes that are not UTF-8 and control characters are shown as \xNN. Never open this.
    QString display() const;
    friend bool operator==(const BackupFile&, const BackupFile&) = default;
};

/// The files of one restore: a full backup, then incremental ones in order.
using BackupSet = QList<BackupFile>;

/// One thing a backup tells about itself without being restored ("page size", "encoding", …).
struct Fact
{
    QByteArray id;  ///< stable key, lower camel case: "pageSize"
    Message label;  ///< the word shown beside the value
    QVariant value; ///< int, qint64, bool, QString or QStringList; shown as plain text. Invalid: the backup does not say it, shown as 未知
    friend bool operator==(const Fact&, const Fact&) = default;
};

/// A node of the object tree in a backup: database, schema, table, view, index, trigger, routine …
struct BackupObject
{
    QByteArray kind; ///< stable key: "table", "view", "index", "trigger"
    QString name;    ///< untrusted, plain text
    qint64 sizeBytes = -1; ///< -1: not known without reading everything
    QList<BackupObject> children;
    QByteArray id; ///< for RestoreRequest::selection; empty: cannot be chosen by itself
    friend bool operator==(const BackupObject&, const BackupObject&) = default;
};

/// What `inspect` found. Read in milliseconds from heads and headers, so it promises nothing about the rest.
struct BackupFacts
{
    QByteArray engineId;   ///< "sqlite", "postgresql", …
    QByteArray formatId;   ///< "sqlite-database", "sqlite-script", …
    Message formatName;
    QByteArrayList compression; ///< outermost first: {"gzip"}; empty when stored plain
    qint64 sizeBytes = 0;  ///< of all files on disk
    QList<Fact> facts;
    QList<BackupObject> objects;
    bool objectsComplete = true; ///< false: only the first part of the file was looked at
    BackupChain chain;     ///< empty where the set is one full backup
    QByteArray family;     ///< equal for backups of one database that may be restored together, in any order; empty: not known
    bool needsOthers = false; ///< nothing can be restored from it alone: it goes on top of another one, or is one of several stripes
};

} // namespace bakferry
