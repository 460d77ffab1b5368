#include <stdexcept>

#include <nlohmann/json.hpp>

#include "bot/codec/digest.h"
#include "bot/codec/json_guard.h"
#include "bot/journal/journal.h"
#include "bot/journal/keyring.h"
#include "bot/journal/member_json.h"
#include "bot/journal/shapes.h"

namespace baton::journal {

struct Sealer::Collected {
  std::vector<TextKey> text_keys;
  std::map<std::string, PersonKey> person_keys;

  /// The key of `person`, which travels with the change unless the store is known to have it.
  const Key& key_of(Keyring& keyring, const std::string& person) {
    const Keyring::Impl::Entry& entry = keyring.impl().of(person);
    if (!entry.stored) person_keys.insert_or_assign(person, PersonKey{person, entry.sealed});
    return entry.key;
  }
};

namespace {

std::string name_of(const Author& author) {
  switch (author.kind) {
    case Author::Kind::person:
      if (author.person.empty() || author.person.value.front() == '@') {
        throw std::invalid_argument("an event's author has no name of a person");
      }
      return author.person.value;
    case Author::Kind::clock: return "@clock";
    case Author::Kind::file: return "@file";
    case Author::Kind::system: return "@system";
  }
  throw std::invalid_argument("an event without an author");
}

/// Visits the members of a fact and writes them down.
template <class SealText>
class Writer {
 public:
  explicit Writer(SealText seal_text) : seal_text_(std::move(seal_text)) {}

  template <class T>
  void plain(const char* name, const T& value) {
    data_[name] = write(value);
  }
  void personal(const char* name, const std::string& text) { data_[name] = sealed({}, text); }
  void personal_of(const PersonId& person, const char* name, const std::string& text) {
    data_[name] = sealed(person, text);
  }
  [[nodiscard]] const nlohmann::json& data() const { return data_; }

 private:
  nlohmann::json sealed(const PersonId& person, const std::string& text) {
    if (text.empty()) return "";  // there is nothing to hide, and nothing to shred
    return seal_text_(person, text);
  }

  SealText seal_text_;
  nlohmann::json data_ = nlohmann::json::object();
};

}  // namespace

Sealer::Sealer(Keyring& keyring) : keyring_(keyring), collected_(std::make_unique<Collected>()) {}
Sealer::~Sealer() = default;
Sealer::Sealer(Sealer&&) noexcept = default;

namespace {

template <class Event, class SealText>
NewEvent encoded(const Event& event, SealText seal_text) {
  Writer writer(std::move(seal_text));
  auto fact = event.fact;
  std::visit([&](auto& alternative) { members(writer, alternative); }, fact);
  const auto& types = types_of(&event.fact);
  // What is stored can never be mended: what could not be read again is not written.
  std::string data = codec::canonical(writer.data(), data_limits);
  return {std::string(types[event.fact.index()]), shape_version, name_of(event.by), event.at,
          std::move(data)};
}

/// Seals `text` under a key of its own, and that key under the key of its person.
template <class Collected>
nlohmann::json seal_text(Keyring& keyring, Collected& collected, const StreamId& stream,
                         const std::string& person, const std::string& text) {
  const Key& person_key = collected.key_of(keyring, person);
  Random& random = keyring.impl().random();
  const Key key = Key::fresh(random);
  const std::string id = random_id(random);
  const Sealed sealed = seal(key, random, bound_text(stream.value, id), text);
  collected.text_keys.push_back(
      {id, person, stream,
       seal_key(person_key, random, bound_text_key(person, stream.value, id), key)});
  return {{"k", id}, {"n", codec::to_base64(sealed.nonce)}, {"c", codec::to_base64(sealed.text)}};
}

template <class Event, class Collected>
NewEvent encode_with(Keyring& keyring, Collected& collected, const StreamId& stream,
                     const Event& event) {
  const std::string author =
      event.by.kind == Author::Kind::person ? event.by.person.value : std::string(agency_person);
  return encoded(event, [&](const PersonId& person, const std::string& text) {
    return seal_text(keyring, collected, stream, person.empty() ? author : person.value, text);
  });
}

}  // namespace

NewEvent Sealer::encode(const StreamId& stream, const TaskEvent& event) {
  return encode_with(keyring_, *collected_, stream, event);
}

NewEvent Sealer::encode(const StreamId& stream, const ClientEvent& event) {
  return encode_with(keyring_, *collected_, stream, event);
}

NewEvent Sealer::encode(const StreamId& stream, const DirectoryEvent& event) {
  return encode_with(keyring_, *collected_, stream, event);
}

std::string Sealer::encode_reply(const std::string& delivery, const std::string& reply) {
  const Key& key = collected_->key_of(keyring_, std::string(agency_person));
  const Sealed sealed = seal(key, keyring_.impl().random(), bound_reply(delivery), reply);
  // Canonical JSON: base64 has nothing to escape.
  return R"({"c":")" + codec::to_base64(sealed.text) + R"(","n":")" +
         codec::to_base64(sealed.nonce) + R"("})";
}

void Sealer::add_keys_to(Change& change) {
  for (TextKey& key : collected_->text_keys) change.text_keys.push_back(std::move(key));
  for (auto& [person, key] : collected_->person_keys) change.person_keys.push_back(std::move(key));
  *collected_ = {};
}

}  // namespace baton::journal
