#pragma once
#include <QByteArray>
#include <QList>

namespace bakferry::test {

/// One entry of a hand-made zip. What is left at its default is what an honest zip program on Unix writes.
struct ForgedEntry
{
    QByteArray name;
    QByteArray content = "CREATE TABLE t(a);\n";
    quint32 mode = 0100644;
    quint16 flags = 0;
    quint16 method = 0;
    QByteArray localName = {};  ///< empty: the same
    qint64 claimedBytes = -1;   ///< of the content; -1: the truth
    qint64 storedBytes = -1;    ///< in the directory; -1: the truth
    qint64 offset = -1;         ///< in the directory; -1: the truth
    QByteArray extra = {};      ///< extra fields in the directory
};

/// A zip put together byte by byte, honest or not. Source: PKWARE APPNOTE.TXT 4.3.
QByteArray forgedZip(const QList<ForgedEntry>& entries, const QByteArray& comment = {});

} // namespace bakferry::test
