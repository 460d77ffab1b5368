#pragma once

#include <string>
#include <vector>

#include "config/chat_reader.h"
#include "config/document.h"

namespace baton::config {

/// A name that something else may refer to, as it was declared.
struct Declared {
  std::vector<std::string> names;
  bool complete = true;  ///< false: what declares them could not be read, so any name may be right

  [[nodiscard]] bool contains(const std::string& name) const;
  /// `kind` "role": a finding where `item` names none of them.
  bool expect(const Item& item, const std::string& kind, const std::string& mend,
              Findings& findings) const;
};

/// The roles, with findings for names that cannot be one.
std::vector<RoleId> read_roles(const Item& roles, Findings& findings);

std::vector<PersonEntry> read_people(const Item& people, const Chats& chats, const Declared& roles,
                                     const IsZone& is_zone, Findings& findings);
std::vector<ClientEntry> read_clients(const Item& clients, const Chats& chats,
                                      const Declared& roles, const std::vector<PersonEntry>& people,
                                      const Declared& names, Findings& findings);

}  // namespace baton::config
