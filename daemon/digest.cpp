#include "daemon/digest.hpp"

#include "rules/check.hpp"

#include <openssl/evp.h>

#include <array>
#include <memory>

namespace vesper {

namespace {

struct EndDigest {
    void operator()(EVP_MD* digest) const { EVP_MD_free(digest); }
    void operator()(EVP_MD_CTX* work) const { EVP_MD_CTX_free(work); }
};

}  // namespace

std::string sha256_hex(std::string_view bytes) {
    static constexpr std::string_view digits = "0123456789abcdef";
    // Looked up once: OpenSSL 3 searches its providers at each use of a mere name.
    static const std::unique_ptr<EVP_MD, EndDigest> sha256{
        EVP_MD_fetch(nullptr, "SHA256", nullptr)};
    thread_local const std::unique_ptr<EVP_MD_CTX, EndDigest> work{EVP_MD_CTX_new()};
    std::array<unsigned char, 32> digest{};
    const bool made = sha256 && work &&
                      EVP_DigestInit_ex2(work.get(), sha256.get(), nullptr) == 1 &&
                      EVP_DigestUpdate(work.get(), bytes.data(), bytes.size()) == 1 &&
                      EVP_DigestFinal_ex(work.get(), digest.data(), nullptr) == 1;
    VESPER_CHECK(made, "OpenSSL has SHA-256");
    std::string hex;
    hex.reserve(2 * digest.size());
    for (const unsigned char byte : digest) {
        hex += digits[byte >> 4];
        hex += digits[byte & 0xf];
    }
    return hex;
}

}  // namespace vesper
