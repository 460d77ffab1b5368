#pragma once

#include <map>
#include <string>

#include "bot/journal/journal.h"
#include "bot/journal/seal.h"

namespace baton::journal {

/// The inside of a keyring: the open keys.
class Keyring::Impl {
 public:
  Impl(const Secret& secret_key, Random& random, const std::string& agency);

  struct Entry {
    Key key;
    std::string sealed;  ///< under the secret key
    bool stored;         ///< it came from the store: it need not be stored again
  };
  /// The key of `person`; made where there is none.
  const Entry& of(const std::string& person);
  /// nullptr: there is none, or it was shredded.
  [[nodiscard]] const Key* find(const std::string& person) const;
  void open(const PersonKey& key);
  void forget(const std::string& person) { entries_.erase(person); }

  [[nodiscard]] Random& random() const { return random_; }

 private:
  Random& random_;
  Key master_;  ///< seals the people's keys; derived from the secret key for this use alone
  std::map<std::string, Entry> entries_;
};

/// What each seal is bound to. Text that nothing but the journal's format decides.
std::string bound_text(const std::string& stream, const std::string& key_id);
std::string bound_text_key(const std::string& person, const std::string& stream,
                           const std::string& key_id);
std::string bound_reply(const std::string& delivery);

}  // namespace baton::journal
