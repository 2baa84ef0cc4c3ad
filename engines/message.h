#pragma once
#include <QByteArray>
#include <QStringList>

namespace bakferry {

/// A sentence for people: source text marked with QT_TRANSLATE_NOOP("Message", "…") and its arguments (%1 …).
///
/// A plain value, safe to store and to hand between threads. It is translated only when shown, by
/// `translated()` in models/statustext.h; arguments are untrusted plain text and never translated.
struct Message
{
    QByteArray source;
    QStringList arguments;

    bool isEmpty() const { return source.isEmpty(); }
    friend bool operator==(const Message&, const Message&) = default;
};

} // namespace bakferry
