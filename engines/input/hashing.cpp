#include "engines/input/hashing.h"

#include "engines/input/inputerrors.h"

#include <cerrno>
#include <new>

#include <openssl/evp.h>
#include <unistd.h>

namespace bakferry {

namespace {

// Only a missing provider or memory can fail here; a wrong hash must never come out instead.
void require(bool worked)
{
    if (!worked)
        throw std::bad_alloc();
}

} // namespace

Sha256::Sha256() : m_context(EVP_MD_CTX_new(), &EVP_MD_CTX_free)
{
    require(m_context && EVP_DigestInit_ex(m_context.get(), EVP_sha256(), nullptr) == 1);
}

Sha256::~Sha256() = default;

void Sha256::add(QByteArrayView bytes)
{
    require(EVP_DigestUpdate(m_context.get(), bytes.data(), size_t(bytes.size())) == 1);
}

QByteArray Sha256::result() const
{
    const std::unique_ptr<EVP_MD_CTX, void (*)(EVP_MD_CTX*)> copy(EVP_MD_CTX_new(), &EVP_MD_CTX_free);
    QByteArray digest(32, Qt::Uninitialized);
    require(copy && EVP_MD_CTX_copy_ex(copy.get(), m_context.get()) == 1
            && EVP_DigestFinal_ex(copy.get(), reinterpret_cast<unsigned char*>(digest.data()), nullptr) == 1);
    return digest;
}

Result<QByteArray> sha256OfDescriptor(int descriptor, const JobContext& context,
                                      const std::function<void(qint64)>& progress)
{
    Sha256 hash;
    QByteArray block(1024 * 1024, Qt::Uninitialized);
    for (qint64 offset = 0;;) {
        if (!context.goOn())
            return cancelledError();
        const ssize_t got = ::pread(descriptor, block.data(), size_t(block.size()), offset);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return inputerrors::unreadableDescriptor(offset, errno);
        if (got == 0)
            return hash.result();
        hash.add(QByteArrayView(block).first(got));
        offset += got;
        if (progress)
            progress(offset);
    }
}

} // namespace bakferry
