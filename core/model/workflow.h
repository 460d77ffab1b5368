#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/model/ids.h"
#include "core/time/working_span.h"

namespace baton {

enum class RequirementKind { field, check, evidence, approval };
enum class FieldType { text, number, money, date, datetime, url, choice, yes_no };
enum class EvidenceKind { link, file };  ///< file: a link to it or its name

/// Holds a requirement back until another field of the same or an earlier gate says `is`.
struct Condition {
  RequirementId field;
  std::string is;
  bool operator==(const Condition&) const = default;
};

/// One thing a gate asks for. The members after `when` belong to one kind each.
struct Requirement {
  RequirementId id;
  RequirementKind kind = RequirementKind::field;
  std::string label;
  std::string help;         ///< one sentence shown where it is missing; may be empty
  bool never_skip = false;  ///< stays even under an urgent override
  std::optional<Condition> when;

  FieldType type = FieldType::text;            ///< field
  std::vector<std::string> choices;            ///< field of type choice
  RoleId role;                                 ///< check: whose tick it is; empty: anybody's
  EvidenceKind evidence = EvidenceKind::link;  ///< evidence
  int at_least = 1;                            ///< evidence: how many
  RoleId by;                                   ///< approval: the role that approves, or "client"
  bool sender_may = false;                     ///< approval: the handoff's sender may give it
  std::vector<RequirementId> of;               ///< approval: what it covers; empty: all fields and
                                               ///< evidence of its own gate
  bool operator==(const Requirement&) const = default;
};

/// The client's sign-off is recorded by the account manager, not given by a role.
inline const RoleId client_approver{"client"};
inline const RoleId account_manager_role{"account-manager"};
inline const RoleId coordinator_role{"coordinator"};
inline const RoleId director_role{"director"};

/// What must hold before a transition is offered or a final stage is done. In the order shown:
/// fields, checklist, evidence, approvals, each as in the file.
struct Gate {
  std::vector<Requirement> requirements;

  [[nodiscard]] const Requirement* find(const RequirementId& id) const;
  bool operator==(const Gate&) const = default;
};

/// A part of a task that travels alone from some stage on.
struct Fork {
  std::string title;
  StageId stage;  ///< where the track starts
  bool operator==(const Fork&) const = default;
};

struct Stage {
  StageId id;
  std::string title;
  RoleId owner;
  std::string done_means;
  bool final_stage = false;
  Gate gate;                    ///< only of a final stage: what `done` needs
  WorkingSpan duration{2, {}};  ///< how long the work there should take
  std::vector<Fork> forks;      ///< the tracks that open when a task enters it
  bool operator==(const Stage&) const = default;
};

/// Which people may stand at one end of a transition.
struct Party {
  enum class Kind {
    any,          ///< whoever is named
    role,         ///< `role`
    sender_of,    ///< who sent the task along `transition` last
    receiver_of,  ///< who accepted it along `transition` last
  };
  Kind kind = Kind::any;
  RoleId role;
  TransitionId transition;
  bool operator==(const Party&) const = default;
};

enum class Risk { low, normal, high };

/// A permitted move between stages.
struct Transition {
  TransitionId id;
  std::string title;  ///< may be empty
  StageId from;
  StageId to;
  Party sender;
  Party receiver;
  std::string offered_status;  ///< shown while offered, "Ready for Deployment"; may be empty
  RoleId owner = coordinator_role;
  std::vector<RoleId> informed;
  std::vector<RoleId> consulted;
  Risk risk = Risk::normal;
  bool distinct = false;  ///< sender and receiver must be two people
  WorkingSpan acknowledge_within{0, std::chrono::hours(4)};  ///< of the receiver's working time
  WorkingSpan gap_within{1, {}};   ///< by when a gap is due, of the sender's working time
  WorkingSpan debt_within{3, {}};  ///< by when a debt is due, of the debtor's working time
  Gate gate;
  bool operator==(const Transition&) const = default;
};

/// One version of a workflow. The first stage is where a new task starts.
struct Workflow {
  WorkflowId id;
  int version = 0;  ///< 1 for the first ever published under this id
  std::string title;
  std::vector<Stage> stages;
  std::vector<Transition> transitions;
  std::vector<std::string> not_yet_in_effect;  ///< keys of its file that this program only keeps

  [[nodiscard]] const Stage* stage(const StageId& id) const;
  [[nodiscard]] const Transition* transition(const TransitionId& id) const;
  /// The ways forward, rework and sideways out of `from`, in the order of the file.
  [[nodiscard]] std::vector<const Transition*> from(const StageId& from) const;
  /// Whether `way` leads to a stage that the file lists later.
  [[nodiscard]] bool is_forward(const Transition& way) const;
  /// The requirement of that id in any gate, or nullptr.
  [[nodiscard]] const Requirement* requirement(const RequirementId& id) const;
  bool operator==(const Workflow&) const = default;
};

}  // namespace baton
