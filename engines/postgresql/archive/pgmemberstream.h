#pragma once
#include "engines/postgresql/archive/pgmemberstore.h"

namespace bakferry {

/// Content of one stored member, decompressed once as its name says. Not by content: a large object may itself be a gzip file.
class PgMemberContent : public ByteSource
{
public:
    /// @param name  one of members.names()
    static Result<std::unique_ptr<PgMemberContent>> open(const PgMembers& members, const QByteArray& name);
    Result<qint64> read(char* buffer, qint64 maxBytes) override;
    qint64 storedOffset(qint64 unread) const override;
    bool isChecksummed() const { return m_context.isChecksummed; } ///< after read() returned 0

private:
    PgMemberContent(std::unique_ptr<PgSource> source, DecodingContext context, Compression compression);

    DecodingContext m_context;
    std::unique_ptr<ByteSource> m_content; ///< null: nothing is stored
    bool m_isPlain;
};

/// One data file: rows or statements.
std::unique_ptr<PgRawStream> pgFileStream(std::unique_ptr<PgMemberContent> content);
/// The large objects that a list ("oid name" lines) names, one after the other. Its names are checked before they are used (TRUST T08).
std::unique_ptr<PgRawStream> pgLargeObjectStream(const PgMembers& members, const QByteArray& listName, std::unique_ptr<PgMemberContent> list);

} // namespace bakferry
