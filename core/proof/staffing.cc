#include "core/proof/staffing.h"

#include <algorithm>
#include <utility>

namespace baton {
namespace {

std::string quote(const std::string& text) { return "\"" + text + "\""; }

/// "a, b and c".
std::string joined(const std::vector<std::string>& words, const std::string& last) {
  std::string text;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (i > 0) text += i + 1 == words.size() ? " " + last + " " : ", ";
    text += words[i];
  }
  return text;
}

class StaffingProof {
 public:
  StaffingProof(const Workflow& workflow, const Staffing& staffing)
      : workflow_(workflow), staffing_(staffing) {}

  std::vector<ProofFinding> run() {
    for (const Transition& way : workflow_.transitions) check_receiver(way);
    for (const Transition& way : workflow_.transitions) {
      check_sole_approvers(way);
      need(way.sender.role, {{}, way.id}, ": nobody can send along " + quote(way.id.value));
      need(way.owner, {{}, way.id}, ": nobody answers for " + quote(way.id.value));
      check_gate(way.gate, {{}, way.id});
    }
    for (const Stage& stage : workflow_.stages) {
      need(stage.owner, {stage.id, {}}, ": nobody owns the stage " + quote(stage.id.value));
      check_gate(stage.gate, {stage.id, {}});
    }
    return std::move(findings_);
  }

 private:
  /// A stage or a transition.
  struct Where {
    StageId stage;
    TransitionId transition;
  };

  [[nodiscard]] std::vector<std::string> holders_of(const RoleId& role) const {
    const auto found = staffing_.holders.find(role);
    return found == staffing_.holders.end() ? std::vector<std::string>{} : found->second;
  }

  [[nodiscard]] bool has_nobody(const RoleId& role) const {
    return !role.empty() && role != client_approver && holders_of(role).empty();
  }

  void warn(const Where& where, const RequirementId& requirement, std::string message) {
    findings_.push_back({ProofFinding::Severity::warning, where.stage, where.transition,
                         requirement, std::move(message)});
  }

  void need(const RoleId& role, const Where& where, const std::string& consequence,
            const RequirementId& requirement = {}) {
    if (!has_nobody(role) || !told_.insert(role).second) return;
    warn(where, requirement, "the role " + quote(role.value) + " has nobody" + consequence);
  }

  void check_receiver(const Transition& way) {
    const RoleId& role = way.receiver.role;
    const std::string receivers = instead_of(role);
    need(role, {{}, way.id},
         receivers.empty() ? ": nobody can receive along " + quote(way.id.value)
                           : ": handoffs to " + stages_received_by(role) + " go to " + receivers);
  }

  /// Who receives what nobody of `role` can, as the machine falls back; empty: not known.
  [[nodiscard]] std::string instead_of(const RoleId& role) const {
    const std::vector<std::string> coordinators = holders_of(coordinator_role);
    std::string receivers;
    if (!coordinators.empty()) {
      receivers = joined(coordinators, "or") + " (coordinator)";
    } else if (!staffing_.last_resort.empty()) {
      receivers = staffing_.last_resort.front() + " (last resort)";
    }
    return receivers.empty() ? "" : receivers + limit_of(role);
  }

  [[nodiscard]] std::string limit_of(const RoleId& role) const {
    return staffing_.named_by_clients.contains(role) ? " where the client names nobody" : "";
  }

  [[nodiscard]] std::string stages_received_by(const RoleId& role) const {
    std::vector<std::string> titles;
    for (const Transition& way : workflow_.transitions) {
      if (way.receiver.role != role) continue;
      const Stage* stage = workflow_.stage(way.to);
      const bool titled = stage != nullptr && !stage->title.empty();
      const std::string title = quote(titled ? stage->title : way.to.value);
      if (std::ranges::find(titles, title) == titles.end()) titles.push_back(title);
    }
    return joined(titles, "and");
  }

  void check_sole_approvers(const Transition& way) {
    for (const Requirement& requirement : way.gate.requirements) {
      const bool only_the_sender = requirement.kind == RequirementKind::approval &&
                                   !requirement.sender_may && !requirement.by.empty() &&
                                   requirement.by == way.sender.role &&
                                   holders_of(requirement.by).size() == 1;
      if (!only_the_sender) continue;
      warn({{}, way.id}, requirement.id,
           "only one person has the role " + quote(requirement.by.value) +
               " and, as the sender, may not approve: add \"sender_may: true\", or let another "
               "role approve");
    }
  }

  void check_gate(const Gate& gate, const Where& where) {
    for (const Requirement& requirement : gate.requirements) {
      need(requirement.role, where, ": nobody can tick " + quote(requirement.label),
           requirement.id);
      const bool by_client = requirement.by == client_approver;
      const RoleId& approver = by_client ? account_manager_role : requirement.by;
      // Nobody else can: it is told even where the role was told of for another reason.
      if (!has_nobody(approver) || !told_of_approvals_.insert(approver).second) continue;
      warn(where, requirement.id,
           "the role " + quote(approver.value) + " has nobody: nobody can " +
               (by_client ? "record " : "give ") + quote(requirement.label) + limit_of(approver));
      told_.insert(approver);
    }
  }

  const Workflow& workflow_;
  const Staffing& staffing_;
  std::set<RoleId> told_;
  std::set<RoleId> told_of_approvals_;
  std::vector<ProofFinding> findings_;
};

}  // namespace

std::vector<ProofFinding> prove_staffing(const Workflow& workflow, const Staffing& staffing) {
  return StaffingProof(workflow, staffing).run();
}

}  // namespace baton
