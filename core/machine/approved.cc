#include "core/machine/approved.h"

#include <map>

#include "core/gate/gate.h"
#include "core/machine/words.h"
#include "core/text/ascii.h"

namespace baton {
namespace {

/// The requirements of every gate that asks for `approval`.
std::vector<const Requirement*> gate_mates(const Requirement& approval, const Workflow& workflow) {
  std::vector<const Requirement*> mates;
  const auto add = [&](const Gate& gate) {
    if (gate.find(approval.id) == nullptr) return;
    for (const Requirement& requirement : gate.requirements) mates.push_back(&requirement);
  };
  for (const Transition& transition : workflow.transitions) add(transition.gate);
  for (const Stage& stage : workflow.stages) add(stage.gate);
  return mates;
}

/// The revisions that an approval given now is for; 0 for what it covers and nobody supplied yet,
/// so that supplying it later asks for the approval again.
std::map<RequirementId, int> covered_by(const Requirement& approval, const Task& task,
                                        const Workflow& workflow) {
  std::vector<RequirementId> covered = approval.of;
  if (covered.empty()) {
    for (const Requirement* requirement : gate_mates(approval, workflow)) {
      if (requirement->kind == RequirementKind::field ||
          requirement->kind == RequirementKind::evidence) {
        covered.push_back(requirement->id);
      }
    }
  }
  std::map<RequirementId, int> of;
  for (const RequirementId& id : covered) {
    const auto answer = task.answers.find(id);
    of[id] = answer == task.answers.end() ? 0 : answer->second.revision;
  }
  return of;
}

/// What is wrong with the words of an approval.
std::optional<Rejection> unfit_details(const Approve& approve, bool by_client) {
  for (const std::string* text : {&approve.who, &approve.when, &approve.how}) {
    if (code_points(*text) > title_max) return refuse(Refusal::too_long);
  }
  if (code_points(approve.link) > text_max) return refuse(Refusal::too_long);
  Rejection rejection = refuse(by_client ? Refusal::details_needed : Refusal::bad_value);
  const auto need = [&](const char* name, const std::string& given, const char* why) {
    if (by_client && ascii::trimmed(given).empty()) rejection.problems.push_back({name, "", why});
  };
  need("by", approve.who, "who at the client said yes");
  need("on", approve.when, "when they said it");
  need("how", approve.how, "how they said it, such as by e-mail");
  need("link", approve.link, "a link or the file name of the proof");
  if (!ascii::trimmed(approve.link).empty()) {
    Requirement proof;
    proof.kind = RequirementKind::evidence;
    proof.evidence = EvidenceKind::file;
    const Parsed parsed = parse_evidence(proof, approve.link);
    if (!parsed.problem.empty()) {
      rejection.problems.push_back({"link", approve.link, parsed.problem});
    }
  }
  if (rejection.problems.empty()) return std::nullopt;
  return rejection;
}

/// Whether approving once more would say nothing new.
bool stands_already(const Requirement& approval, const ApprovalGiven& given, const Task& task) {
  const auto stands = task.approvals.find(approval.id);
  if (stands == task.approvals.end()) return false;
  const Approval& old = stands->second;
  const bool same_words = old.who == given.who && old.when == given.when && old.how == given.how &&
                          old.link == given.link;
  return old.of == given.of && counts_for(approval, old, task.holder) &&
         (same_words || approval.by != client_approver);
}

}  // namespace

Decision approved(const Task& task, const Workflow& workflow, const Requirement& approval,
                  const Approve& approve, const PersonId& by) {
  const bool by_client = approval.by == client_approver;
  if (auto rejection = unfit_details(approve, by_client)) return *rejection;
  ApprovalGiven given;
  given.item = approval.id;
  given.of = covered_by(approval, task, workflow);
  given.who = ascii::trimmed(approve.who);
  given.when = ascii::trimmed(approve.when);
  given.how = ascii::trimmed(approve.how);
  given.link = ascii::trimmed(approve.link);
  given.self_approved = !by_client && by == task.holder;
  if (stands_already(approval, given, task)) return TaskFacts{};
  return TaskFacts{std::move(given)};
}

}  // namespace baton
