#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "core/machine/consent.h"
#include "core/machine/decide.h"
#include "core/machine/receiver.h"
#include "core/machine/words.h"
#include "core/model/agency.h"

namespace baton {

/// Decides one action on one task: one member function a verb. Who may, and in which phase, was
/// looked up in the table before.
class Deciding {
 public:
  Deciding(const Task& task, const Command& command, const Agency& agency, TimePoint now)
      : task_(task),
        command_(command),
        agency_(agency),
        now_(now),
        workflow_(agency.workflow(task.workflow, task.workflow_version)) {}

  // deciding_supply.cc: what gates need, and what is known of a task.
  Decision operator()(const StartNew& start);
  Decision operator()(const Set& set);
  Decision operator()(const Check& check);
  Decision operator()(const Attach& attach);
  Decision operator()(const Approve& approve);
  Decision operator()(const AddNote& note);

  // deciding_offer.cc: an offer, from its making to its end.
  Decision operator()(const Give& give);
  Decision operator()(const Accept& accept);
  Decision operator()(const GiveBack& back);
  Decision operator()(const Ask& ask);
  Decision operator()(const AnswerQuestion& answer);
  Decision operator()(const Withdraw& withdraw);
  Decision operator()(const Pass& pass);
  Decision operator()(const Take& take);

  // deciding_override.cc: urgent, what it owes, and the consent it may need.
  Decision operator()(const Urgent& urgent);
  Decision operator()(const Repay& repay);
  Decision operator()(const Forgive& forgive);
  Decision operator()(const Allow& allow);
  Decision operator()(const Refuse& refuse);

  // deciding_gap.cc: what the receiver found missing.
  Decision operator()(const NameGap& name);
  Decision operator()(const SupplyGap& supply);
  Decision operator()(const ConfirmGap& confirm);
  Decision operator()(const DropGap& drop);

  // deciding_life.cc: the task's life.
  Decision operator()(const Finish& finish);
  Decision operator()(const Cancel& cancel);
  Decision operator()(const Undo& undo);
  Decision operator()(const Start& start);
  Decision operator()(const Block& block);
  Decision operator()(const Unblock& unblock);
  Decision operator()(const Wait& wait);
  Decision operator()(const Resume& resume);
  Decision operator()(const Snooze& snooze);
  Decision operator()(const SetDue& due);
  Decision operator()(const SetPriority& priority);
  Decision operator()(const Reopen& reopen);
  Decision operator()(const Move& move);

  /// The task names a workflow version that was never published: its journal is not ours.
  [[nodiscard]] bool lacks_workflow() const {
    return task_.phase != Phase::absent && workflow_ == nullptr;
  }

  static Rejection not_permitted(std::vector<PersonId> who_can) {
    Rejection rejection = refuse(Refusal::not_permitted);
    rejection.who_can = std::move(who_can);
    return rejection;
  }

 private:
  /// What stands at a text that must not be empty.
  static std::optional<Rejection> unfit(std::string_view text);
  static Rejection refuse_value(Refusal refusal, std::string name, std::string given,
                                std::string why);
  [[nodiscard]] std::variant<const Requirement*, Rejection> item_of_kind(
      const ItemName& name, RequirementKind kind) const;
  [[nodiscard]] std::vector<std::string> values_of(const RequirementId& id) const;
  /// `fact` with what follows from the change of `id`: approvals of it lapse, debts of it are
  /// repaid, waiting ends with new evidence, and an offer whose gate no longer holds is withdrawn.
  [[nodiscard]] TaskFacts with_consequences(TaskFact fact, const RequirementId& id) const;
  /// Adds that the debts of `id` are repaid, where `facts` supply it.
  void add_repaid(TaskFacts& facts, const RequirementId& id) const;
  /// Whether what is owed is there. The debtor's own approval is none.
  [[nodiscard]] bool is_repaid(const Debt& debt, const Task& task) const;
  /// `facts` as they would leave the task.
  [[nodiscard]] Task after(const TaskFacts& facts) const;

  /// The transition meant: to the stage named, else the only way forward.
  [[nodiscard]] std::variant<const Transition*, Rejection> way_of(
      const std::optional<StageId>& to) const;
  [[nodiscard]] std::optional<std::string> reason_code(const std::string& typed) const;
  [[nodiscard]] Rejection unknown_reason(const std::string& typed) const;
  /// Offers along `transition`, and accepts at once what somebody gives to themselves.
  [[nodiscard]] Decision offer(const Transition& transition, const Receiver& receiver,
                               const std::string& note) const;
  [[nodiscard]] Decision return_later(const GiveBack& back) const;
  [[nodiscard]] Decision take_baton(const Take& take) const;
  [[nodiscard]] int next_handoff() const;
  [[nodiscard]] int next_card() const;
  /// The stage that acceptance of `offer` leads to.
  [[nodiscard]] StageId target_of(const Handoff& offer) const;

  [[nodiscard]] Decision override(const Urgent& urgent, const PersonId& giver,
                                  const PersonId& approver) const;
  [[nodiscard]] bool may_hurry(const PersonId& person) const;

  [[nodiscard]] std::variant<const Gap*, Rejection> gap_meant(const OwedName& name) const;
  /// Another gap's people may not settle this one.
  [[nodiscard]] std::optional<Rejection> not_judge_of(const Gap& gap) const;
  /// Who owes one thing does not settle what another owes.
  [[nodiscard]] std::optional<Rejection> not_owed_by(const PersonId& owner) const;
  /// What was asked and not answered when the baton moves is something missing.
  void add_unanswered(TaskFacts& facts, const Handoff& offer, int number) const;
  [[nodiscard]] std::variant<const Debt*, Rejection> debt_meant(const OwedName& name) const;
  [[nodiscard]] GapNamed named(const GapWish& wish, const Handoff& handoff, int number) const;

  const Task& task_;
  const Command& command_;
  const Agency& agency_;
  TimePoint now_;
  const Workflow* workflow_;
};

/// What `gate` lacks for `task` to pass it, sent by `sender`; what an override owes is not missing,
/// nor what it was forgiven.
std::vector<Missing> lacking(const Gate& gate, const Task& task, const PersonId& sender);

}  // namespace baton
