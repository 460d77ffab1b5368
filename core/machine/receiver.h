#pragma once

#include <optional>
#include <variant>
#include <vector>

#include "core/machine/decide.h"
#include "core/model/agency.h"
#include "core/model/task.h"
#include "core/model/workflow.h"

namespace baton {

/// Who is offered the baton along a transition.
struct Receiver {
  PersonId person;
  bool stand_in = false;  ///< outside the transition's role
};

/// The person named, else the client's person for the role, else the role's only holder, else
/// refused with the candidates as a choice. Where nobody has the role: a coordinator stands in,
/// else the last resort. Never a role without a person (OA-08).
std::variant<Receiver, Rejection> resolve_receiver(const Task& task, const Transition& transition,
                                                   const PersonId& giver,
                                                   const std::optional<PersonId>& named,
                                                   const Agency& agency);

/// The people who may stand at `party` for `task`; the client's own person comes first.
std::vector<PersonId> candidates_for(const Party& party, const Task& task, const Agency& agency);

/// Who answers for `role` where the task's client is concerned: the client's own person for it,
/// else all who have it. For what goes to a role and not to one who must act.
std::vector<PersonId> people_for(const RoleId& role, const Task& task, const Agency& agency);

/// How often one offer may be passed on.
inline constexpr int passes_max = 2;

/// Who has the role of the receiver of the open offer; without an offer, that of the holder. Not
/// the receiver or the holder themselves.
std::vector<PersonId> role_mates(const Task& task, const Agency& agency);

}  // namespace baton
