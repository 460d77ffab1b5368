#include <algorithm>

#include <boost/system/system_error.hpp>
#include <nlohmann/json.hpp>

#include "bot/codec/digest.h"
#include "bot/codec/json_guard.h"
#include "bot/journal/journal.h"
#include "bot/journal/keyring.h"
#include "bot/journal/member_json.h"
#include "bot/journal/shapes.h"
#include "bot/ports/errc.h"

namespace baton::journal {
namespace {

[[noreturn]] void fail(AppErrc code, const std::string& what) {
  throw boost::system::system_error(make_error_code(code), what);
}

nlohmann::json parsed(const std::string& text) {
  const auto json = codec::parse_json(text, data_limits);
  if (!json) throw Malformed("its data is no JSON");
  if (!json->is_object()) throw Malformed("its data is no object");
  return *json;
}

std::string base64_member(const nlohmann::json& json, const char* name) {
  std::string text;
  read_member(json, name, text);
  std::optional<std::string> bytes = codec::from_base64(text);
  if (!bytes) throw Malformed(std::string("\"") + name + "\" is no base64");
  return *bytes;
}

Author author_of(const std::string& by) {
  if (by == "@clock") return Author::machine(Author::Kind::clock);
  if (by == "@file") return Author::machine(Author::Kind::file);
  if (by == "@system") return Author::machine(Author::Kind::system);
  if (by.empty() || by.front() == '@') throw Malformed("its author is unknown to this program");
  return Author::of(PersonId{by});
}

/// A text as its event refers to it, opened. Throws Malformed, or system_error(unsealable).
std::string opened_text(const Keyring& keyring, const std::map<std::string, TextKey>& keys,
                        const StreamId& stream, const nlohmann::json& reference) {
  if (reference.is_string()) {
    if (reference != "") throw Malformed("is a personal text that is not sealed");
    return {};
  }
  std::string id;
  read_member(reference, "k", id);
  const std::string nonce = base64_member(reference, "n");
  const std::string cipher = base64_member(reference, "c");
  const auto row = keys.find(id);
  if (row == keys.end()) return std::string(erased);
  const Key* person_key = keyring.impl().find(row->second.person);
  if (person_key == nullptr) return std::string(erased);
  const std::optional<Key> key = unseal_key(
      *person_key, bound_text_key(row->second.person, stream.value, id), row->second.sealed);
  if (!key) fail(AppErrc::unsealable, "text key " + id + " of " + stream.value);
  std::optional<std::string> text = unseal(*key, nonce, cipher, bound_text(stream.value, id));
  if (!text) fail(AppErrc::unsealable, "the text of key " + id + " in " + stream.value);
  return *text;
}

/// Visits the members of a fact and fills them.
template <class OpenText>
class Reader {
 public:
  Reader(const nlohmann::json& data, OpenText open_text)
      : data_(data), open_text_(std::move(open_text)) {}

  template <class T>
  void plain(const char* name, T& value) {
    read_member(data_, name, value);
  }
  void personal(const char* name, std::string& text) {
    const auto found = data_.find(name);
    if (found == data_.end()) throw Malformed(std::string("\"") + name + "\" is missing");
    try {
      text = open_text_(*found);
    } catch (const Malformed& error) {
      throw Malformed(std::string("\"") + name + "\" " + error.what());
    }
  }
  void personal_of(const PersonId&, const char* name, std::string& text) { personal(name, text); }

 private:
  const nlohmann::json& data_;
  OpenText open_text_;
};

/// The alternative of that index, as it is before it is filled.
template <class Variant, std::size_t index = 0>
Variant alternative(std::size_t wanted) {
  if constexpr (index + 1 < std::variant_size_v<Variant>) {
    if (wanted != index) return alternative<Variant, index + 1>(wanted);
  }
  return Variant(std::in_place_index<index>);
}

template <class Fact, class OpenText>
Told<Fact> decoded(const StoredEvent& stored, OpenText open_text) {
  const auto& types = types_of(static_cast<const Fact*>(nullptr));
  const auto found = std::find(types.begin(), types.end(), stored.event.type);
  if (found == types.end()) throw Malformed("its type is unknown to this program");
  if (stored.event.v < 1 || stored.event.v > shape_version) {
    throw Malformed("it was written by a newer program: its v is " +
                    std::to_string(stored.event.v));
  }
  Told<Fact> event{alternative<Fact>(static_cast<std::size_t>(found - types.begin())),
                   author_of(stored.event.by), stored.event.at};
  const nlohmann::json data = parsed(stored.event.data);
  Reader reader(data, std::move(open_text));
  std::visit([&](auto& fact) { members(reader, fact); }, event.fact);
  return event;
}

template <class Fact>
Told<Fact> event_of(const Keyring& keyring, const std::map<std::string, TextKey>& keys,
                    const StoredEvent& stored) {
  try {
    return decoded<Fact>(stored, [&](const nlohmann::json& reference) {
      return opened_text(keyring, keys, stored.stream, reference);
    });
  } catch (const Malformed& error) {
    fail(AppErrc::store_corrupt, "event " + std::to_string(stored.seq) + " (" + stored.event.type +
                                     " of " + stored.stream.value +
                                     ") cannot be read: " + error.what());
  }
}

}  // namespace

Opener::Opener(const Keyring& keyring, const std::vector<TextKey>& keys) : keyring_(keyring) {
  for (const TextKey& key : keys) keys_.emplace(key.id, key);
}

TaskEvent Opener::task_event(const StoredEvent& stored) const {
  return event_of<TaskFact>(keyring_, keys_, stored);
}

ClientEvent Opener::client_event(const StoredEvent& stored) const {
  return event_of<ClientFact>(keyring_, keys_, stored);
}

DirectoryEvent Opener::directory_event(const StoredEvent& stored) const {
  return event_of<DirectoryFact>(keyring_, keys_, stored);
}

std::string open_reply(const Keyring& keyring, const std::string& delivery,
                       const std::string& stored) {
  const std::string subject = "the reply to an earlier delivery";
  try {
    const nlohmann::json reference = parsed(stored);
    const std::string nonce = base64_member(reference, "n");
    const std::string cipher = base64_member(reference, "c");
    const Key* key = keyring.impl().find(std::string(agency_person));
    if (key == nullptr) fail(AppErrc::unsealable, subject + ": the agency's key is not there");
    std::optional<std::string> reply = unseal(*key, nonce, cipher, bound_reply(delivery));
    if (!reply) fail(AppErrc::unsealable, subject);
    return *reply;
  } catch (const Malformed& error) {
    fail(AppErrc::unsealable, subject + ": " + error.what());
  }
}

}  // namespace baton::journal
