#pragma once
#include "engines/jobcontext.h"

#include <QByteArray>

#include <functional>
#include <memory>

struct evp_md_ctx_st;

namespace bakferry {

/// SHA-256 over bytes added in order (OpenSSL EVP, which uses the processor's own instructions). One thread at a time.
class Sha256
{
public:
    Sha256();
    ~Sha256();
    Sha256(const Sha256&) = delete;
    Sha256& operator=(const Sha256&) = delete;

    void add(QByteArrayView bytes);
    /// Raw 32 bytes over everything added so far; more may be added afterwards.
    QByteArray result() const;

private:
    std::unique_ptr<evp_md_ctx_st, void (*)(evp_md_ctx_st*)> m_context;
};

/// Hashes a whole open file by pread in 1 MiB blocks, without moving its file position.
/// @param progress  called with the bytes hashed so far; may be empty
/// @returns raw 32 bytes, Error{Cancelled} when the job must stop, or Error{BackupUnusable} when reading fails
Result<QByteArray> sha256OfDescriptor(int descriptor, const JobContext& context,
                                      const std::function<void(qint64)>& progress = {});

} // namespace bakferry
