#include "bot/journal/keyring.h"

#include <stdexcept>

#include <boost/system/system_error.hpp>

#include "bot/codec/digest.h"
#include "bot/ports/errc.h"

namespace baton::journal {
namespace {

std::string bound_person_key(const std::string& person) { return "baton person key v1\n" + person; }

/// Another key for every use and agency: the secret key itself also signs.
Key master_key(const Secret& secret_key, const std::string& agency) {
  if (secret_key.reveal().size() != sizeof(Key::Bytes)) {
    throw std::invalid_argument("the secret key is not 32 bytes long");
  }
  return Key(codec::hmac_sha256(secret_key.reveal(), "baton person keys v1\n" + agency));
}

}  // namespace

std::string bound_text(const std::string& stream, const std::string& key_id) {
  return "baton text v1\n" + stream + "\n" + key_id;
}

std::string bound_text_key(const std::string& person, const std::string& stream,
                           const std::string& key_id) {
  return "baton text key v1\n" + person + "\n" + stream + "\n" + key_id;
}

std::string bound_reply(const std::string& delivery) { return "baton reply v1\n" + delivery; }

Keyring::Impl::Impl(const Secret& secret_key, Random& random, const std::string& agency)
    : random_(random), master_(master_key(secret_key, agency)) {}

const Keyring::Impl::Entry& Keyring::Impl::of(const std::string& person) {
  if (const auto found = entries_.find(person); found != entries_.end()) return found->second;
  const Key key = Key::fresh(random_);
  Entry entry{key, seal_key(master_, random_, bound_person_key(person), key), false};
  return entries_.emplace(person, std::move(entry)).first->second;
}

const Key* Keyring::Impl::find(const std::string& person) const {
  const auto found = entries_.find(person);
  return found == entries_.end() ? nullptr : &found->second.key;
}

void Keyring::Impl::open(const PersonKey& key) {
  const std::optional<Key> opened = unseal_key(master_, bound_person_key(key.person), key.sealed);
  if (!opened) {
    throw boost::system::system_error(
        make_error_code(AppErrc::unsealable),
        "the key of " + key.person + " was sealed with another secret key, or altered");
  }
  entries_.insert_or_assign(key.person, Entry{*opened, key.sealed, true});
}

Keyring::Keyring(const Secret& secret_key, Random& random, const std::string& agency)
    : impl_(std::make_unique<Impl>(secret_key, random, agency)) {}

Keyring::~Keyring() = default;

void Keyring::open(const std::vector<PersonKey>& keys) {
  for (const PersonKey& key : keys) impl_->open(key);
}

void Keyring::forget(const std::string& person) { impl_->forget(person); }

}  // namespace baton::journal
