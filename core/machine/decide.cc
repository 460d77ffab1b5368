#include "core/machine/decide.h"

#include <algorithm>
#include <array>

#include "core/machine/approved.h"
#include "core/machine/item_lookup.h"
#include "core/machine/receiver.h"
#include "core/machine/table.h"
#include "core/machine/words.h"
#include "core/model/overloaded.h"

namespace baton {
namespace {

Rejection refuse_value(Refusal refusal, std::string name, std::string given, std::string why) {
  Rejection rejection = refuse(refusal);
  rejection.problems.push_back({std::move(name), std::move(given), std::move(why)});
  return rejection;
}

/// Decides one action on one task: one member function a verb.
class Deciding {
 public:
  Deciding(const Task& task, const Command& command, const Agency& agency, TimePoint now)
      : task_(task),
        command_(command),
        agency_(agency),
        now_(now),
        workflow_(agency.workflow(task.workflow, task.workflow_version)) {}

  Decision operator()(const StartNew& start) {
    if (agency_.client(start.client) == nullptr) return refuse(Refusal::unknown_client);
    const bool active = std::ranges::find(agency_.settings.active_workflows, start.workflow) !=
                        agency_.settings.active_workflows.end();
    const Workflow* workflow = agency_.newest_workflow(start.workflow);
    if (!active || workflow == nullptr) return refuse(Refusal::unknown_workflow);
    const std::string title(trimmed(start.title));
    if (title.empty()) return refuse(Refusal::words_needed);
    if (code_points(title) > title_max) return refuse(Refusal::too_long);
    return TaskFacts{Opened{start.client, workflow->id, workflow->version, title,
                            workflow->stages.front().id, command_.by}};
  }

  Decision operator()(const Set& set) {
    const auto item = item_of_kind(set.field, RequirementKind::field);
    if (const auto* rejection = std::get_if<Rejection>(&item)) return *rejection;
    const Requirement& field = *std::get<const Requirement*>(item);
    const Parsed parsed = parse_value(field, set.value);
    if (!parsed.problem.empty()) {
      return refuse_value(Refusal::bad_value, field.id.value, set.value, parsed.problem);
    }
    if (code_points(parsed.value) > text_max) return refuse(Refusal::too_long);
    const std::vector<std::string> now_set =
        parsed.value.empty() ? std::vector<std::string>{} : std::vector{parsed.value};
    if (values_of(field.id) == now_set) return TaskFacts{};
    return with_consequences(ValueSet{field.id, parsed.value}, field.id);
  }

  Decision operator()(const Check& check) {
    const auto item = item_of_kind(check.item, RequirementKind::check);
    if (const auto* rejection = std::get_if<Rejection>(&item)) return *rejection;
    const Requirement& tick = *std::get<const Requirement*>(item);
    if (values_of(tick.id).empty() != check.on) return TaskFacts{};
    return with_consequences(ItemChecked{tick.id, check.on}, tick.id);
  }

  Decision operator()(const Attach& attach) {
    const auto item = attach.item.empty()
                          ? only_missing(RequirementKind::evidence, task_, *workflow_)
                          : item_of_kind(attach.item, RequirementKind::evidence);
    if (const auto* rejection = std::get_if<Rejection>(&item)) return *rejection;
    const Requirement& evidence = *std::get<const Requirement*>(item);
    const Parsed parsed = parse_evidence(evidence, attach.link);
    if (!parsed.problem.empty()) {
      return refuse_value(Refusal::bad_value, evidence.id.value, attach.link, parsed.problem);
    }
    if (code_points(parsed.value) > text_max) return refuse(Refusal::too_long);
    const std::vector<std::string> links = values_of(evidence.id);
    if (std::ranges::find(links, parsed.value) != links.end()) return TaskFacts{};
    if (links.size() >= links_max) {
      return refuse_value(Refusal::bad_value, evidence.id.value, attach.link,
                          "would be more than 20 links");
    }
    return with_consequences(EvidenceAttached{evidence.id, parsed.value}, evidence.id);
  }

  Decision operator()(const Approve& approve) {
    const auto item = approve.item.empty()
                          ? only_missing(RequirementKind::approval, task_, *workflow_)
                          : item_of_kind(approve.item, RequirementKind::approval);
    if (const auto* rejection = std::get_if<Rejection>(&item)) return *rejection;
    const Requirement& approval = *std::get<const Requirement*>(item);
    const std::vector<PersonId> may =
        people_of(Who::approver, Verb::approve, task_, agency_, &approval);
    if (std::ranges::find(may, command_.by) == may.end()) return not_permitted(may);
    return approved(task_, *workflow_, approval, approve, command_.by);
  }

  Decision operator()(const AddNote& note) {
    if (auto rejection = unfit(note.text)) return *rejection;
    return TaskFacts{NoteAdded{std::string(trimmed(note.text))}};
  }

  Decision operator()(const Give& give) {
    const auto way = way_of(give);
    if (const auto* rejection = std::get_if<Rejection>(&way)) return *rejection;
    const Transition& transition = *std::get<const Transition*>(way);
    if (code_points(give.note) > text_max) return refuse(Refusal::too_long);
    std::vector<Missing> lacking = missing(transition.gate, task_, task_.holder);
    if (!lacking.empty()) {
      Rejection rejection = refuse(Refusal::not_ready);
      rejection.missing = std::move(lacking);
      rejection.choices = {transition.to.value};
      return rejection;
    }
    const auto resolved = resolve_receiver(task_, transition, command_.by, give.receiver, agency_);
    if (const auto* rejection = std::get_if<Rejection>(&resolved)) return *rejection;
    return offer(transition, std::get<Receiver>(resolved), give.note);
  }

  Decision operator()(const Accept&) {
    const Handoff& offer = *task_.offer();
    const Transition* transition = workflow_->transition(offer.transition);
    return TaskFacts{Accepted{offer.number, transition->to, offer.receiver}};
  }

  Decision operator()(const GiveBack& back) {
    const std::vector<std::string>& reasons = agency_.settings.return_reasons;
    std::vector<std::string> fits;
    for (const std::string& reason : reasons) {
      if (reason == back.reason) fits.assign(1, reason);
      if (reason == back.reason) break;
      if (!back.reason.empty() && reason.starts_with(back.reason)) fits.push_back(reason);
    }
    if (fits.size() != 1) {
      Rejection rejection = refuse(Refusal::unknown_reason);
      rejection.problems.push_back({"reason", back.reason, "is not a reason"});
      rejection.choices = reasons;
      return rejection;
    }
    const std::string words(trimmed(back.words));
    if (words.empty() && fits.front() == "other") return refuse(Refusal::words_needed);
    if (code_points(words) > text_max) return refuse(Refusal::too_long);
    return TaskFacts{Returned{task_.offer()->number, fits.front(), words}};
  }

  Decision operator()(const Ask& ask) {
    if (auto rejection = unfit(ask.question)) return *rejection;
    const Handoff& offer = *task_.offer();
    if (offer.open_question() != nullptr) return refuse(Refusal::question_open);
    return TaskFacts{QuestionAsked{offer.number, static_cast<int>(offer.questions.size()) + 1,
                                   std::string(trimmed(ask.question))}};
  }

  Decision operator()(const AnswerQuestion& answer) {
    const Handoff& offer = *task_.offer();
    const Question* question = offer.open_question();
    if (question == nullptr) return refuse(Refusal::no_open_question);
    if (answer.question && *answer.question != question->number) return refuse(Refusal::outdated);
    if (auto rejection = unfit(answer.text)) return *rejection;
    return TaskFacts{
        QuestionAnswered{offer.number, question->number, std::string(trimmed(answer.text))}};
  }

  Decision operator()(const Withdraw&) {
    return TaskFacts{OfferWithdrawn{task_.offer()->number, WithdrawCause::by_sender}};
  }

  Decision operator()(const Finish&) {
    const Stage* stage = workflow_->stage(task_.stage);
    if (stage == nullptr || !stage->final_stage) return refuse(Refusal::not_final);
    if (std::vector<Missing> lacking = missing(stage->gate, task_, task_.holder);
        !lacking.empty()) {
      Rejection rejection = refuse(Refusal::not_ready);
      rejection.missing = std::move(lacking);
      return rejection;
    }
    return TaskFacts{TaskDone{}};
  }

  Decision operator()(const Cancel& cancel) {
    if (auto rejection = unfit(cancel.why)) return *rejection;
    TaskFacts facts;
    if (const Handoff* offer = task_.offer()) {
      facts.emplace_back(OfferWithdrawn{offer->number, WithdrawCause::cancelled});
    }
    facts.emplace_back(TaskCancelled{std::string(trimmed(cancel.why))});
    return facts;
  }

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
  static constexpr std::size_t links_max = 20;

  static std::optional<Rejection> unfit(std::string_view text) {
    if (trimmed(text).empty()) return refuse(Refusal::words_needed);
    if (code_points(text) > text_max) return refuse(Refusal::too_long);
    return std::nullopt;
  }

  std::variant<const Requirement*, Rejection> item_of_kind(const ItemName& name,
                                                           RequirementKind kind) const {
    const auto item = find_item(name, task_, *workflow_);
    const auto* found = std::get_if<const Requirement*>(&item);
    if (found == nullptr || (*found)->kind == kind) return item;
    constexpr std::array verbs{"set", "check", "attach", "approve"};
    return refuse_value(
        Refusal::unknown_item, (*found)->id.value, "",
        std::string("is supplied with `") + verbs[static_cast<std::size_t>((*found)->kind)] + "`");
  }

  std::vector<std::string> values_of(const RequirementId& id) const {
    const auto found = task_.answers.find(id);
    return found == task_.answers.end() ? std::vector<std::string>{} : found->second.values;
  }

  /// `fact` with what follows from the change of `id`: approvals of it lapse, and an offer whose
  /// gate no longer holds is withdrawn.
  TaskFacts with_consequences(TaskFact fact, const RequirementId& id) const {
    TaskFacts facts{std::move(fact)};
    for (const auto& [item, approval] : task_.approvals) {
      if (approval.of.contains(id)) facts.emplace_back(ApprovalLapsed{item, id});
    }
    const Handoff* offer = task_.offer();
    if (offer == nullptr) return facts;
    Task after = task_;
    for (const TaskFact& each : facts) {
      after = apply(std::move(after), {each, author_of(each, command_), now_});
    }
    const Transition* transition = workflow_->transition(offer->transition);
    if (transition != nullptr && !missing(transition->gate, after, offer->sender).empty()) {
      facts.emplace_back(OfferWithdrawn{offer->number, WithdrawCause::gate_broken});
    }
    return facts;
  }

  /// The transition meant: to the stage named, else the only way forward.
  std::variant<const Transition*, Rejection> way_of(const Give& give) const {
    const std::vector<const Transition*> ways = workflow_->from(task_.stage);
    Rejection rejection = refuse(ways.empty() ? Refusal::no_way_on : Refusal::choose_way);
    for (const Transition* way : ways) rejection.choices.push_back(way->to.value);
    if (give.to) {
      const auto named = std::ranges::find(ways, *give.to, &Transition::to);
      if (named != ways.end()) return *named;
      rejection.refusal = Refusal::no_way_on;
      return rejection;
    }
    std::vector<const Transition*> forward;
    for (const Transition* way : ways) {
      if (workflow_->is_forward(*way)) forward.push_back(way);
    }
    if (forward.size() == 1) return forward.front();
    if (ways.size() == 1) return ways.front();
    return rejection;
  }

  Decision offer(const Transition& transition, const Receiver& receiver,
                 const std::string& note) const {
    TaskFacts facts;
    if (const Handoff* open = task_.offer()) {
      if (open->transition == transition.id && open->receiver == receiver.person) {
        return refuse(Refusal::already_offered);
      }
      facts.emplace_back(OfferWithdrawn{open->number, WithdrawCause::offered_anew});
    }
    const Handoff* last = task_.handoffs.empty() ? nullptr : &task_.handoffs.back();
    const bool again =
        last != nullptr && last->transition == transition.id && last->outcome != Outcome::accepted;
    const int number = last == nullptr ? 1 : last->number + 1;
    const int card = last == nullptr ? 1 : again ? last->card : last->card + 1;
    facts.emplace_back(Offered{number, card, again ? last->attempt + 1 : 1, transition.id,
                               task_.holder, receiver.person, receiver.stand_in,
                               std::string(trimmed(note))});
    if (receiver.person == task_.holder) {
      facts.emplace_back(Accepted{number, transition.to, receiver.person});
    }
    return facts;
  }

  const Task& task_;
  const Command& command_;
  const Agency& agency_;
  TimePoint now_;
  const Workflow* workflow_;
};

/// The attempt that a pressed button belongs to; nullopt where the command was typed.
std::optional<int> handoff_meant(const Action& action) {
  return std::visit(Overloaded{
                        [](const Accept& accept) { return accept.handoff; },
                        [](const GiveBack& back) { return back.handoff; },
                        [](const Ask& ask) { return ask.handoff; },
                        [](const AnswerQuestion& answer) { return answer.handoff; },
                        [](const Withdraw& withdraw) { return withdraw.handoff; },
                        [](const auto&) { return std::optional<int>(); },
                    },
                    action);
}

}  // namespace

Author author_of(const TaskFact& fact, const Command& command) {
  const bool by_machine =
      std::holds_alternative<Accepted>(fact) && !std::holds_alternative<Accept>(command.action);
  return by_machine ? Author::machine(Author::Kind::system) : Author::of(command.by);
}

Decision decide(const Task& task, const Command& command, const Agency& agency, TimePoint now) {
  const Verb verb = verb_of(command.action);
  const Row* row = find_row(task.phase, verb);
  if (row == nullptr) return refuse(refusal_of(task.phase, verb));
  const std::optional<int> meant = handoff_meant(command.action);
  if (meant && task.offer() != nullptr && task.offer()->number != *meant) {
    return refuse(Refusal::outdated);
  }
  // An approver is known only with the requirement; until then any person of the agency.
  const Who who = row->who == Who::approver ? Who::anyone : row->who;
  std::vector<PersonId> may = people_of(who, verb, task, agency, nullptr);
  if (std::ranges::find(may, command.by) == may.end()) {
    return Deciding::not_permitted(std::move(may));
  }
  Deciding deciding(task, command, agency, now);
  if (deciding.lacks_workflow()) return refuse(Refusal::unknown_workflow);
  return std::visit(deciding, command.action);
}

}  // namespace baton
