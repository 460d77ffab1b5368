#pragma once

#include <string>
#include <vector>

#include "core/model/ids.h"
#include "core/model/workflow.h"

namespace baton {

/// What a proof found. The ids tell where: those that do not apply are empty.
struct ProofFinding {
  enum class Severity { error, warning };
  Severity severity = Severity::error;
  StageId stage;
  TransitionId transition;
  RequirementId requirement;
  std::string message;  ///< what is wrong, and the mend
  bool operator==(const ProofFinding&) const = default;
};

/// What can be proved of `workflow` alone: its stages can be reached and left, it can end, and
/// every gate can be passed by the values its requirements may take. Empty: it holds. Total: any
/// value of Workflow will do, also one whose references lead nowhere (they are findings).
std::vector<ProofFinding> prove_structure(const Workflow& workflow);

}  // namespace baton
