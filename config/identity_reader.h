#pragma once

#include <map>
#include <string>
#include <utility>

#include "config/chat_reader.h"
#include "config/document.h"

namespace baton::config {

/// Reads who the people are in the chats, and where each is told things. Remembers who was read:
/// no two people may have the same identity.
class IdentityReader {
 public:
  /// References outlive the reader.
  IdentityReader(const Chats& chats, Findings& findings) : chats_(chats), findings_(findings) {}

  /// Of `item`, a person, the keys slack, mattermost, ids and home.
  /// REQUIRES: person.name has been read.
  void read(const Item& item, PersonEntry& person);

 private:
  void read_own_key(const Item& item, ChatKind kind, PersonEntry& person);
  void read_ids(const Item& ids, PersonEntry& person);
  void read_home(const Item& home, PersonEntry& person);
  void add(const Item& id, ChatKind kind, const std::string& workspace, PersonEntry& person);
  void refuse(Place place, std::string message);
  [[nodiscard]] std::string how_to_name_in(ChatKind kind) const;
  [[nodiscard]] std::string how_to_name() const;

  const Chats& chats_;
  Findings& findings_;
  bool refused_ = false;  ///< an identity of the person who is being read
  /// Workspace and user -> the person who has it.
  std::map<std::pair<std::string, std::string>, std::string> taken_;
};

}  // namespace baton::config
