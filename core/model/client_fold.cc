#include <algorithm>

#include "core/model/events.h"
#include "core/model/overloaded.h"

namespace baton {

Client apply(Client client, const ClientEvent& event) {
  ++client.version;
  std::visit(Overloaded{
                 [&](const ClientAdded& added) { client.name = added.name; },
                 [&](const ClientRenamed& renamed) { client.name = renamed.name; },
                 [&](const ClientChannelSet& set) {
                   if (set.channel.empty()) {
                     client.channels.erase(set.workspace);
                   } else {
                     client.channels[set.workspace] = set.channel;
                   }
                 },
                 [&](const ClientRoleSet& set) {
                   if (set.person.empty()) {
                     client.roles.erase(set.role);
                   } else {
                     client.roles[set.role] = set.person;
                   }
                 },
                 [&](const TaskNumbered& numbered) {
                   client.last_number = std::max(client.last_number, numbered.number);
                 },
             },
             event.fact);
  return client;
}

}  // namespace baton
