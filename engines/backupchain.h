#pragma once
#include "engines/message.h"

#include <QByteArray>
#include <QDateTime>
#include <QList>
#include <QString>

namespace bakferry {

/// One backup of a chain, as an engine understands it: what it holds, where it joins the one before, and whether it may.
/// Positions are in the engine's own words ("mysql-bin.000042:328", a log sequence number) and shown as plain text.
struct ChainLink
{
    enum class Kind { Full, Incremental } kind = Kind::Full;
    int file = 0;          ///< index of its (first) file in the BackupSet
    QString from;          ///< where it begins; empty: not known. Of a full backup: empty
    QString to;            ///< where it ends; of a full backup the position it was taken at. Empty: not known
    QDateTime firstUtc, lastUtc; ///< of its first and last change; of a full backup the last one is when it was made. Invalid: not known
    QString server;        ///< who made it ("server id 7"); empty: not known
    QString transactions;  ///< identifiers of its first and last transaction ("0-7-12 – 0-7-98"); empty: none
    qint64 sizeBytes = -1;
    bool accepted = true;  ///< it joins the links before it
    bool applied = false;  ///< it is in the staging database already
    QByteArray code;       ///< why it was not accepted; as of the finding that says so: "chain.gap"
    Message why;           ///< the same for people; of an accepted link a remark, or empty
    friend bool operator==(const ChainLink&, const ChainLink&) = default;
};

/// The backups of one set, in the order in which they were given.
struct BackupChain
{
    QList<ChainLink> links;
    QString restorableTo;       ///< the last position that the accepted links reach, or where a stop falls
    QDateTime restorableToUtc;  ///< when the last change up to there was made; invalid: not known

    bool isEmpty() const { return links.isEmpty(); }
    friend bool operator==(const BackupChain&, const BackupChain&) = default;
};

} // namespace bakferry
