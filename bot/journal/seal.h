#pragma once

#include <array>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "bot/ports/clock.h"

/// AES-256-GCM as the journal uses it.
namespace baton::journal {

/// 256 secret bits; they are cleansed from memory when it goes.
class Key {
 public:
  using Bytes = std::array<unsigned char, 32>;

  explicit Key(const Bytes& bytes) : bytes_(bytes) {}
  static Key fresh(Random& random);
  Key(const Key&) = default;
  Key& operator=(const Key&) = default;
  ~Key();

  [[nodiscard]] const Bytes& bytes() const { return bytes_; }

 private:
  Bytes bytes_;
};

inline constexpr std::size_t nonce_bytes = 12;
inline constexpr std::size_t tag_bytes = 16;

struct Sealed {
  std::string nonce;  ///< 12 bytes
  std::string text;   ///< ciphertext, then the tag of 16 bytes
};

/// `plain` under `key`, with a fresh nonce; `bound` must be told again to open it.
/// Throws std::runtime_error where OpenSSL fails, which means that it is broken.
Sealed seal(const Key& key, Random& random, std::string_view bound, std::string_view plain);
/// nullopt: another key, other bound bytes, or altered.
std::optional<std::string> unseal(const Key& key, std::string_view nonce, std::string_view text,
                                  std::string_view bound);

/// A key under another one: a byte 0x01, nonce, ciphertext, tag; 61 bytes in all.
std::string seal_key(const Key& under, Random& random, std::string_view bound, const Key& key);
std::optional<Key> unseal_key(const Key& under, std::string_view bound, std::string_view sealed);

}  // namespace baton::journal
