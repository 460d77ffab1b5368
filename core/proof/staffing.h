#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "core/proof/proof.h"

namespace baton {

/// Who stands ready, by name.
struct Staffing {
  std::map<RoleId, std::vector<std::string>> holders;
  std::set<RoleId> named_by_clients;     ///< roles that some client has a person of its own for
  std::vector<std::string> last_resort;  ///< in their order; empty: not known
};

/// Warnings for every role that `workflow` needs and nobody holds. Each role at most twice: at the
/// first place that needs it, with who receives instead where it is a receiver; and at the first
/// approval that nobody can give.
std::vector<ProofFinding> prove_staffing(const Workflow& workflow, const Staffing& staffing);

}  // namespace baton
