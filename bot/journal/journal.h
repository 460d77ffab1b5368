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

/// The keys of people, open in memory; sealed by the service's secret key everywhere else.
/// A text is sealed under a key of its own, and that key under the key of the person whose text
/// it is: deleting the text's key redacts it, deleting the person's key erases them.
class Keyring {
 public:
  /// `secret_key`: 32 bytes. `random` outlives the keyring.
  Keyring(const Secret& secret_key, Random& random);
  ~Keyring();
  Keyring(const Keyring&) = delete;
  Keyring& operator=(const Keyring&) = delete;

  /// Opens the keys of the store. Throws system_error(AppErrc::unsealable) where one was sealed
  /// with another secret key.
  void open(const std::vector<PersonKey>& keys);

  class Impl;
  Impl& impl() { return *impl_; }
  const Impl& impl() const { return *impl_; }

 private:
  std::unique_ptr<Impl> impl_;
};

/// Seals the texts of one change and collects the keys that must be stored with it. A person
/// without a key gets one; it joins the keyring at once (unused if the append fails).
class Sealer {
 public:
  explicit Sealer(Keyring& keyring);
  /// Adds the event, as the next of `stream`, to be appended.
  NewEvent encode(const StreamId& stream, const TaskEvent& event);
  NewEvent encode(const StreamId& stream, const ClientEvent& event);
  NewEvent encode(const StreamId& stream, const DirectoryEvent& event);
  /// Moves the collected keys into `change`.
  void add_keys_to(Change& change);

  std::vector<TextKey> text_keys;
  std::vector<PersonKey> person_keys;

 private:
  friend class EventWriter;
  Keyring& keyring_;
};

/// Opens what was loaded. A text whose key was shredded reads "[erased]".
/// Throws system_error(AppErrc::store_corrupt) for an event that cannot be read.
class Opener {
 public:
  Opener(const Keyring& keyring, const std::vector<TextKey>& keys);
  TaskEvent task_event(const StoredEvent& stored) const;
  ClientEvent client_event(const StoredEvent& stored) const;
  DirectoryEvent directory_event(const StoredEvent& stored) const;

  /// The text of a sealed reference (used by the codec).
  std::string open(const std::string& stream, const std::string& sealed_json) const;

 private:
  const Keyring& keyring_;
  std::map<std::string, TextKey> keys_;
};

}  // namespace baton::journal
