#pragma once

#include <compare>
#include <functional>
#include <ostream>
#include <string>

namespace baton {

/// A name of one thing, told apart from names of other things by `Tag`. Empty means "none".
template <class Tag>
struct Id {
  std::string value;

  [[nodiscard]] bool empty() const { return value.empty(); }
  auto operator<=>(const Id&) const = default;
};

template <class Tag>
std::ostream& operator<<(std::ostream& out, const Id<Tag>& id) {
  return out << id.value;
}

using PersonId = Id<struct PersonTag>;          ///< "p7": given once, never reused
using RoleId = Id<struct RoleTag>;              ///< "paid-media", as the agency writes it
using ClientKey = Id<struct ClientTag>;         ///< "ACME"
using TaskKey = Id<struct TaskTag>;             ///< "ACME-12": identity of a task, never reused
using WorkflowId = Id<struct WorkflowTag>;      ///< "paid-campaign-launch"
using StageId = Id<struct StageTag>;            ///< "deployment-ready"
using TransitionId = Id<struct TransitionTag>;  ///< "to-deployment"
using RequirementId =
    Id<struct RequirementTag>;  ///< "budget": one per workflow, shared by its gates
using WorkspaceId =
    Id<struct WorkspaceTag>;        ///< a connected chat: its `name:`, else "slack" or "mattermost"
using UserId = Id<struct UserTag>;  ///< a person's id in one workspace: "U0001"
using ChannelId = Id<struct ChannelTag>;  ///< a channel's id in one workspace: "C0001"

}  // namespace baton

template <class Tag>
struct std::hash<baton::Id<Tag>> {
  std::size_t operator()(const baton::Id<Tag>& id) const noexcept {
    return std::hash<std::string>()(id.value);
  }
};
