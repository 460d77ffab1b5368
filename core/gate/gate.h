#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/model/task.h"
#include "core/model/workflow.h"

namespace baton {

/// One requirement that a gate still lacks.
struct Missing {
  RequirementId id;
  RequirementKind kind = RequirementKind::field;
  std::string label;
  std::string help;
  std::size_t number = 0;  ///< 1.. in the gate's list as shown
  int have = 0;            ///< evidence: how many of `need` there are
  int need = 1;
  RoleId who;  ///< check, approval: whose it is; may be empty
  FieldType type = FieldType::text;
  std::vector<std::string> choices;
  bool own_approval = false;  ///< approval: there is one, but by who would send it on
  bool operator==(const Missing&) const = default;
};

/// One requirement with how it stands, for cards and lists.
struct Standing {
  const Requirement* requirement = nullptr;
  std::size_t number = 0;  ///< 1.. in the gate's list as shown
  bool applies = true;     ///< false: its `when` does not hold
  bool met = false;
};

/// How every requirement of `gate` stands for `task`, in the gate's order.
std::vector<Standing> standings(const Gate& gate, const Task& task);

/// All that `gate` still lacks, in its order; empty: the gate is passed.
std::vector<Missing> missing(const Gate& gate, const Task& task);
/// The same for who passes the gate: what `sender` approved does not count, unless the requirement
/// lets the sender approve.
std::vector<Missing> missing(const Gate& gate, const Task& task, const PersonId& sender);

/// Whether the requirement of that id is met for `task`; false where `workflow` asks for none.
bool stands(const RequirementId& id, const Task& task, const Workflow& workflow);

/// Whether `given` stands for a handoff that `sender` sends.
bool counts_for(const Requirement& approval, const Approval& given, const PersonId& sender);

/// The requirement that `name` means in `gate`: an id, its number, or a unique prefix of an id.
/// Several candidates: it is ambiguous; none: unknown.
std::vector<const Requirement*> named_in(const Gate& gate, std::string_view name);

/// `typed` as the field keeps it, or why not (a sentence fragment: "is not an amount such as
/// 5000 EUR"). Source of the shapes: docs/workflows.md.
struct Parsed {
  std::string value;
  std::string problem;  ///< empty: fine
};
Parsed parse_value(const Requirement& field, std::string_view typed);
/// A link must be http(s) with a host; of kind file also a file name will do.
Parsed parse_evidence(const Requirement& evidence, std::string_view typed);

}  // namespace baton
