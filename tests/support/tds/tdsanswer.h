#pragma once
#include <QByteArray>
#include <QList>
#include <QString>
#include <QVariant>

#include <utility>

namespace bakferry {

/// A column of a result, in the types that our stand-in needs. Source: [MS-TDS] 2.2.5.4, "Data Type Definitions".
struct TdsColumn
{
    enum Type { Int, BigInt, Bit, Numeric, DateTime, Guid, NVarChar, VarChar, VarBinary, NVarCharMax };
    QString name;
    Type type = NVarChar;
    int precision = 25, scale = 0; ///< of Numeric

    /// By its name in T-SQL: "bigint", "numeric(25,0)", "nvarchar(128)"; anything else is nvarchar.
    static TdsColumn named(const QString& name, const QString& type);
};

/// The tokens of an answer, as bytes. Source: [MS-TDS] 2.2.7.
class TdsAnswer
{
public:
    enum Done : quint16 { Final = 0, More = 0x01, Error = 0x02, Count = 0x10, Attention = 0x20 };

    void columns(const QList<TdsColumn>& columns);
    void row(const QList<TdsColumn>& columns, const QVariantList& values);
    /// Severity up to 10 is an INFO token, above it an ERROR token.
    void message(int number, int severity, const QString& text, int state = 1, int line = 1);
    void done(quint16 status, qint64 rows = 0);
    void beginProcedure() { m_isProcedure = true; } ///< done() then ends a statement of it, and doneProcedure() the whole
    void doneProcedure(int returned = 0);
    void returnValue(const QString& name, qint32 value);
    void signedIn(const QString& program, int major, int minor, int build);
    void environment(quint8 what, const QString& now, const QString& before);
    void collation();

    QByteArray take() { return std::exchange(m_bytes, {}); }
    void append(const QByteArray& tokens) { m_bytes += tokens; }
    bool isEmpty() const { return m_bytes.isEmpty(); }

private:
    void finished(quint8 token, quint16 status, qint64 rows);
    QByteArray m_bytes;
    bool m_isProcedure = false;
};

/// Parts of the protocol that reading needs, too.
namespace tds {
QByteArray little(quint64 number, int bytes);
quint64 number(QByteArrayView little);
QByteArray utf16(const QString& text);
QString fromUtf16(QByteArrayView bytes);
}

} // namespace bakferry
