#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "bot/ports/clock.h"
#include "bot/ports/store.h"
#include "core/model/events.h"
#include "core/model/secret.h"

/// Events <-> what the journal keeps: canonical JSON with its personal text sealed.
/// The format is docs/journal.md's.
namespace baton::journal {

/// What a shredded text reads.
inline constexpr std::string_view erased = "[erased]";
/// Whose the texts of the clock, the files and the machine itself are.
inline constexpr std::string_view agency_person = "agency";

/// The keys of people, open in memory; sealed by the service's secret key everywhere else.
/// A text is sealed under a key of its own, and that key under the key of the person whose text
/// it is: deleting the text's key redacts it, deleting the person's key erases them.
class Keyring {
 public:
  /// `secret_key`: 32 bytes. `random` outlives the keyring. `agency` is bound into every seal, so
  /// that keys of two agencies under one secret key cannot be swapped.
  /// Throws std::invalid_argument for a secret key of another length.
  Keyring(const Secret& secret_key, Random& random, const std::string& agency);
  ~Keyring();
  Keyring(const Keyring&) = delete;
  Keyring& operator=(const Keyring&) = delete;

  /// Opens the keys of the store. Throws system_error(AppErrc::unsealable) where one was sealed
  /// with another secret key.
  void open(const std::vector<PersonKey>& keys);
  /// Forgets a person's key, once the store has shredded it: their text reads "[erased]".
  void forget(const std::string& person);

  class Impl;
  Impl& impl() { return *impl_; }
  const Impl& impl() const { return *impl_; }

 private:
  std::unique_ptr<Impl> impl_;
};

/// Seals the texts of one change and collects the keys that must be stored with it. A person
/// without a key gets one, which travels with every change that uses it until the keyring has been
/// opened from the store: whichever of them is stored first, the key is stored with it.
class Sealer {
 public:
  explicit Sealer(Keyring& keyring);
  ~Sealer();
  Sealer(Sealer&&) noexcept;

  /// The event as the journal keeps it, to be appended to `stream`.
  /// Throws std::invalid_argument for what no event may hold: an author without a name, a text
  /// outside personal members that is no UTF-8.
  NewEvent encode(const StreamId& stream, const TaskEvent& event);
  NewEvent encode(const StreamId& stream, const ClientEvent& event);
  NewEvent encode(const StreamId& stream, const DirectoryEvent& event);
  /// The reply to `delivery` as its row keeps it: it quotes people, so it is sealed too, under
  /// "agency". open_reply() gives it back.
  std::string encode_reply(const std::string& delivery, const std::string& reply);
  /// Moves the collected keys into `change`.
  void add_keys_to(Change& change);

 private:
  struct Collected;
  Keyring& keyring_;
  std::unique_ptr<Collected> collected_;
};

/// Opens what was loaded. A text whose key was shredded reads "[erased]".
/// Throws system_error(AppErrc::store_corrupt) for an event that cannot be read: of an unknown
/// type, of a newer `v` than this program knows, or malformed; and
/// system_error(AppErrc::unsealable) for a text that was altered or moved.
class Opener {
 public:
  Opener(const Keyring& keyring, const std::vector<TextKey>& keys);
  TaskEvent task_event(const StoredEvent& stored) const;
  ClientEvent client_event(const StoredEvent& stored) const;
  DirectoryEvent directory_event(const StoredEvent& stored) const;

 private:
  const Keyring& keyring_;
  std::map<std::string, TextKey> keys_;
};

/// What Sealer::encode_reply made, opened. Throws system_error(AppErrc::unsealable).
std::string open_reply(const Keyring& keyring, const std::string& delivery,
                       const std::string& stored);

}  // namespace baton::journal
