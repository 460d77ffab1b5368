#include "bot/codec/digest.h"

#include <algorithm>
#include <cstdint>
#include <memory>
#include <stdexcept>

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/params.h>

namespace baton::codec {
namespace {

constexpr std::string_view hex_digits = "0123456789abcdef";
constexpr std::string_view base64_digits =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

std::span<const unsigned char> bytes_of(std::string_view text) {
  return {reinterpret_cast<const unsigned char*>(text.data()), text.size()};
}

/// What each byte stands for in a digit alphabet; -1: nothing.
constexpr std::array<int, 256> values_of(std::string_view alphabet) {
  std::array<int, 256> values{};
  values.fill(-1);
  for (std::size_t i = 0; i < alphabet.size(); ++i) {
    values[static_cast<unsigned char>(alphabet[i])] = static_cast<int>(i);
  }
  return values;
}
constexpr auto hex_values = values_of(hex_digits);
constexpr auto base64_values = values_of(base64_digits);

struct FreeContext {
  void operator()(EVP_MAC_CTX* context) const { EVP_MAC_CTX_free(context); }
};
using MacContext = std::unique_ptr<EVP_MAC_CTX, FreeContext>;

// What OpenSSL looks up by name costs more than a short text's digest: it is looked up once.
const EVP_MD* sha256_algorithm() {
  static EVP_MD* const found = EVP_MD_fetch(nullptr, "SHA256", nullptr);
  if (found == nullptr) throw std::runtime_error("this OpenSSL has no SHA-256");
  return found;
}

MacContext new_hmac_context() {
  EVP_MAC* const hmac = EVP_MAC_fetch(nullptr, "HMAC", nullptr);
  if (hmac == nullptr) throw std::runtime_error("this OpenSSL has no HMAC");
  MacContext context(EVP_MAC_CTX_new(hmac));
  EVP_MAC_free(hmac);  // the context holds it
  char digest[] = "SHA256";
  const std::array params{OSSL_PARAM_construct_utf8_string("digest", digest, 0),
                          OSSL_PARAM_construct_end()};
  if (!context || EVP_MAC_CTX_set_params(context.get(), params.data()) != 1) {
    throw std::runtime_error("this OpenSSL has no HMAC with SHA-256");
  }
  return context;
}

/// One without a key, to be copied.
const MacContext& hmac_context() {
  static const MacContext context = new_hmac_context();
  return context;
}

}  // namespace

Digest sha256(std::string_view bytes) {
  Digest digest{};
  unsigned int size = 0;
  if (EVP_Digest(bytes.data(), bytes.size(), digest.data(), &size, sha256_algorithm(), nullptr) !=
          1 ||
      size != digest.size()) {
    throw std::runtime_error("SHA-256 failed");
  }
  return digest;
}

Digest hmac_sha256(std::string_view key, std::string_view message) {
  Digest digest{};
  std::size_t size = 0;
  const MacContext context(EVP_MAC_CTX_dup(hmac_context().get()));
  const std::span<const unsigned char> text = bytes_of(message);
  // OpenSSL takes a null key for "none set", which an empty one is not.
  const std::span<const unsigned char> secret = bytes_of(key.empty() ? "" : key);
  if (!context || EVP_MAC_init(context.get(), secret.data(), secret.size(), nullptr) != 1 ||
      EVP_MAC_update(context.get(), text.data(), text.size()) != 1 ||
      EVP_MAC_final(context.get(), digest.data(), &size, digest.size()) != 1 ||
      size != digest.size()) {
    throw std::runtime_error("HMAC-SHA-256 failed");
  }
  return digest;
}

bool equal_in_constant_time(std::string_view left, std::string_view right) {
  if (left.size() != right.size()) return false;
  return left.empty() || CRYPTO_memcmp(left.data(), right.data(), left.size()) == 0;
}

std::string to_hex(std::span<const unsigned char> bytes) {
  std::string hex;
  hex.reserve(bytes.size() * 2);
  for (const unsigned char byte : bytes) {
    hex += hex_digits[byte >> 4];
    hex += hex_digits[byte & 15];
  }
  return hex;
}
std::string to_hex(std::string_view bytes) { return to_hex(bytes_of(bytes)); }

std::optional<std::string> from_hex(std::string_view hex) {
  if (hex.size() % 2 != 0) return std::nullopt;
  std::string bytes;
  bytes.reserve(hex.size() / 2);
  for (std::size_t i = 0; i < hex.size(); i += 2) {
    const int high = hex_values[static_cast<unsigned char>(hex[i])];
    const int low = hex_values[static_cast<unsigned char>(hex[i + 1])];
    if (high < 0 || low < 0) return std::nullopt;
    bytes += static_cast<char>(high * 16 + low);
  }
  return bytes;
}

std::string to_base64(std::span<const unsigned char> bytes) {
  std::string text;
  text.reserve((bytes.size() + 2) / 3 * 4);
  for (std::size_t i = 0; i < bytes.size(); i += 3) {
    const std::span<const unsigned char> group =
        bytes.subspan(i, std::min<std::size_t>(3, bytes.size() - i));
    std::uint32_t bits = 0;
    for (std::size_t j = 0; j < 3; ++j) bits = (bits << 8) | (j < group.size() ? group[j] : 0u);
    for (std::size_t j = 0; j < 4; ++j) {
      text += j <= group.size() ? base64_digits[(bits >> (18 - 6 * j)) & 63] : '=';
    }
  }
  return text;
}
std::string to_base64(std::string_view bytes) { return to_base64(bytes_of(bytes)); }

std::optional<std::string> from_base64(std::string_view text) {
  if (text.size() % 4 != 0) return std::nullopt;
  const std::size_t last = text.find_last_not_of('=');
  const std::size_t digits = last == std::string_view::npos ? 0 : last + 1;
  if (text.size() - digits > 2) return std::nullopt;
  std::string bytes;
  bytes.reserve(text.size() / 4 * 3);
  std::uint32_t bits = 0;
  int waiting = 0;  // bits not yet given out
  for (const char digit : text.substr(0, digits)) {
    const int value = base64_values[static_cast<unsigned char>(digit)];
    if (value < 0) return std::nullopt;
    bits = (bits << 6) | static_cast<std::uint32_t>(value);
    waiting += 6;
    if (waiting < 8) continue;
    waiting -= 8;
    bytes += static_cast<char>((bits >> waiting) & 0xFFu);
  }
  const std::uint32_t unused = bits & ((1u << waiting) - 1u);
  if (unused != 0) return std::nullopt;
  return bytes;
}

}  // namespace baton::codec
