#include "bot/journal/seal.h"

#include <algorithm>
#include <memory>
#include <stdexcept>

#include <openssl/crypto.h>
#include <openssl/evp.h>

namespace baton::journal {
namespace {

constexpr char key_format = 1;
constexpr std::size_t sealed_key_bytes = 1 + nonce_bytes + sizeof(Key::Bytes) + tag_bytes;

struct FreeContext {
  void operator()(EVP_CIPHER_CTX* context) const { EVP_CIPHER_CTX_free(context); }
};
using Context = std::unique_ptr<EVP_CIPHER_CTX, FreeContext>;

const unsigned char* bytes_of(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}
unsigned char* bytes_of(std::string& text) { return reinterpret_cast<unsigned char*>(text.data()); }

int length_of(std::string_view text) {
  constexpr std::size_t plain_bytes_max = std::size_t{1} << 30;
  if (text.size() > plain_bytes_max) throw std::length_error("a text too long to be sealed");
  return static_cast<int>(text.size());
}

void require(int result) {
  if (result != 1) throw std::runtime_error("OpenSSL cannot seal");
}

enum class Direction { open = 0, seal = 1 };

/// Looked up by name once: that costs more than to seal a short text.
const EVP_CIPHER* aes_256_gcm() {
  static EVP_CIPHER* const found = EVP_CIPHER_fetch(nullptr, "AES-256-GCM", nullptr);
  require(found != nullptr ? 1 : 0);
  return found;
}

Context context_for(const Key& key, std::string_view nonce, std::string_view bound,
                    Direction direction) {
  Context context(EVP_CIPHER_CTX_new());
  require(context ? 1 : 0);
  require(EVP_CipherInit_ex2(context.get(), aes_256_gcm(), key.bytes().data(), bytes_of(nonce),
                             static_cast<int>(direction), nullptr));
  int written = 0;
  require(EVP_CipherUpdate(context.get(), nullptr, &written, bytes_of(bound), length_of(bound)));
  return context;
}

}  // namespace

Key Key::fresh(Random& random) {
  Key key{Bytes{}};
  random.fill(key.bytes_);
  return key;
}

Key::~Key() { OPENSSL_cleanse(bytes_.data(), bytes_.size()); }

Sealed seal(const Key& key, Random& random, std::string_view bound, std::string_view plain) {
  Sealed sealed;
  sealed.nonce.resize(nonce_bytes);
  random.fill(std::span(bytes_of(sealed.nonce), nonce_bytes));
  const Context context = context_for(key, sealed.nonce, bound, Direction::seal);
  sealed.text.resize(plain.size() + tag_bytes);
  int written = 0;
  require(EVP_CipherUpdate(context.get(), bytes_of(sealed.text), &written, bytes_of(plain),
                           length_of(plain)));
  int rest = 0;
  require(EVP_CipherFinal_ex(context.get(), bytes_of(sealed.text) + written, &rest));
  require(EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_AEAD_GET_TAG, tag_bytes,
                              bytes_of(sealed.text) + plain.size()));
  return sealed;
}

std::optional<std::string> unseal(const Key& key, std::string_view nonce, std::string_view text,
                                  std::string_view bound) {
  if (nonce.size() != nonce_bytes || text.size() < tag_bytes) return std::nullopt;
  const Context context = context_for(key, nonce, bound, Direction::open);
  const std::string_view cipher = text.substr(0, text.size() - tag_bytes);
  std::string tag(text.substr(cipher.size()));
  require(EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_AEAD_SET_TAG, tag_bytes, bytes_of(tag)));
  std::string plain(cipher.size(), '\0');
  int written = 0;
  require(EVP_CipherUpdate(context.get(), bytes_of(plain), &written, bytes_of(cipher),
                           length_of(cipher)));
  int rest = 0;
  if (EVP_CipherFinal_ex(context.get(), bytes_of(plain) + written, &rest) != 1) {
    OPENSSL_cleanse(plain.data(), plain.size());
    return std::nullopt;
  }
  return plain;
}

std::string seal_key(const Key& under, Random& random, std::string_view bound, const Key& key) {
  const std::string_view bytes(reinterpret_cast<const char*>(key.bytes().data()),
                               key.bytes().size());
  const Sealed sealed = seal(under, random, bound, bytes);
  return std::string(1, key_format) + sealed.nonce + sealed.text;
}

std::optional<Key> unseal_key(const Key& under, std::string_view bound, std::string_view sealed) {
  if (sealed.size() != sealed_key_bytes || sealed.front() != key_format) return std::nullopt;
  std::optional<std::string> opened =
      unseal(under, sealed.substr(1, nonce_bytes), sealed.substr(1 + nonce_bytes), bound);
  if (!opened) return std::nullopt;
  std::string& plain = *opened;
  Key::Bytes bytes{};
  std::ranges::copy(plain, bytes.begin());
  Key key(bytes);
  OPENSSL_cleanse(plain.data(), plain.size());
  OPENSSL_cleanse(bytes.data(), bytes.size());
  return key;
}

}  // namespace baton::journal
