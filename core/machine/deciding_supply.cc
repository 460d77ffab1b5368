#include <algorithm>

#include "core/machine/approved.h"
#include "core/machine/deciding.h"
#include "core/machine/item_lookup.h"
#include "core/machine/table.h"
#include "core/text/ascii.h"

namespace baton {
namespace {

constexpr std::size_t links_max = 20;

}  // namespace

Decision Deciding::operator()(const StartNew& start) {
  if (agency_.client(start.client) == nullptr) return refuse(Refusal::unknown_client);
  const bool active = std::ranges::find(agency_.settings.active_workflows, start.workflow) !=
                      agency_.settings.active_workflows.end();
  const Workflow* workflow = agency_.newest_workflow(start.workflow);
  if (!active || workflow == nullptr) return refuse(Refusal::unknown_workflow);
  const std::string title(ascii::trimmed(start.title));
  if (title.empty()) return refuse(Refusal::words_needed);
  if (code_points(title) > title_max) return refuse(Refusal::too_long);
  return TaskFacts{Opened{start.client, workflow->id, workflow->version, title,
                          workflow->stages.front().id, command_.by}};
}

Decision Deciding::operator()(const Set& set) {
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

Decision Deciding::operator()(const Check& check) {
  const auto item = item_of_kind(check.item, RequirementKind::check);
  if (const auto* rejection = std::get_if<Rejection>(&item)) return *rejection;
  const Requirement& tick = *std::get<const Requirement*>(item);
  if (values_of(tick.id).empty() != check.on) return TaskFacts{};
  return with_consequences(ItemChecked{tick.id, check.on}, tick.id);
}

Decision Deciding::operator()(const Attach& attach) {
  const auto item = attach.item.empty() ? only_missing(RequirementKind::evidence, task_, *workflow_)
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

Decision Deciding::operator()(const Approve& approve) {
  const auto item = approve.item.empty()
                        ? only_missing(RequirementKind::approval, task_, *workflow_)
                        : item_of_kind(approve.item, RequirementKind::approval);
  if (const auto* rejection = std::get_if<Rejection>(&item)) return *rejection;
  const Requirement& approval = *std::get<const Requirement*>(item);
  const std::vector<PersonId> may =
      people_of(Who::approver, Verb::approve, task_, agency_, &approval);
  if (std::ranges::find(may, command_.by) == may.end()) return not_permitted(may);
  Decision decision = approved(task_, *workflow_, approval, approve, command_.by);
  auto* facts = std::get_if<TaskFacts>(&decision);
  if (facts != nullptr && !facts->empty()) add_repaid(*facts, approval.id);
  return decision;
}

Decision Deciding::operator()(const AddNote& note) {
  if (auto rejection = unfit(note.text)) return *rejection;
  return TaskFacts{NoteAdded{std::string(ascii::trimmed(note.text))}};
}

std::optional<Rejection> Deciding::unfit(std::string_view text) {
  if (ascii::trimmed(text).empty()) return refuse(Refusal::words_needed);
  if (code_points(text) > text_max) return refuse(Refusal::too_long);
  return std::nullopt;
}

Rejection Deciding::refuse_value(Refusal refusal, std::string name, std::string given,
                                 std::string why) {
  Rejection rejection = refuse(refusal);
  rejection.problems.push_back({std::move(name), std::move(given), std::move(why)});
  return rejection;
}

std::variant<const Requirement*, Rejection> Deciding::item_of_kind(const ItemName& name,
                                                                   RequirementKind kind) const {
  auto item = find_item(name, task_, *workflow_);
  const auto* found = std::get_if<const Requirement*>(&item);
  if (found == nullptr || (*found)->kind == kind) return item;
  constexpr std::array verbs{"set", "check", "attach", "approve"};
  return refuse_value(
      Refusal::unknown_item, (*found)->id.value, "",
      std::string("is supplied with `") + verbs[static_cast<std::size_t>((*found)->kind)] + "`");
}

std::vector<std::string> Deciding::values_of(const RequirementId& id) const {
  const auto found = task_.answers.find(id);
  return found == task_.answers.end() ? std::vector<std::string>{} : found->second.values;
}

Task Deciding::after(const TaskFacts& facts) const {
  Task after = task_;
  for (const TaskFact& each : facts) {
    after = apply(std::move(after), {each, author_of(each, command_), now_});
  }
  return after;
}

TaskFacts Deciding::with_consequences(TaskFact fact, const RequirementId& id) const {
  const bool is_evidence = std::holds_alternative<EvidenceAttached>(fact);
  TaskFacts facts{std::move(fact)};
  for (const auto& [item, approval] : task_.approvals) {
    if (approval.of.contains(id)) facts.emplace_back(ApprovalLapsed{item, id});
  }
  const Task changed = after(facts);
  add_repaid(facts, id);
  if (is_evidence && task_.phase == Phase::waiting) facts.emplace_back(Resumed{});
  const Handoff* offer = task_.offer();
  if (offer == nullptr || offer->back_of != 0) return facts;
  // To pay what an override owes does not break it: who approved the rest before is told.
  const bool repays = std::ranges::any_of(
      facts, [](const TaskFact& each) { return std::holds_alternative<DebtRepaid>(each); });
  if (offer->urgent && repays) return facts;
  const Transition* transition = workflow_->transition(offer->transition);
  if (transition != nullptr && !lacking(transition->gate, changed, offer->sender).empty()) {
    facts.emplace_back(OfferWithdrawn{offer->number, WithdrawCause::gate_broken});
  }
  return facts;
}

void Deciding::add_repaid(TaskFacts& facts, const RequirementId& id) const {
  const Task changed = after(facts);
  for (const Debt& debt : task_.debts) {
    if (debt.is_open() && debt.requirement == id && is_repaid(debt, changed)) {
      facts.emplace_back(DebtRepaid{debt.number});
    }
  }
}

bool Deciding::is_repaid(const Debt& debt, const Task& task) const {
  if (!stands(debt.requirement, task, *workflow_)) return false;
  const Requirement& requirement = *workflow_->requirement(debt.requirement);
  const auto given = task.approvals.find(debt.requirement);
  return given == task.approvals.end() || counts_for(requirement, given->second, debt.debtor);
}

std::vector<Missing> lacking(const Gate& gate, const Task& task, const PersonId& sender) {
  std::vector<Missing> items = missing(gate, task, sender);
  std::erase_if(items, [&](const Missing& item) {
    return std::ranges::any_of(task.debts, [&](const Debt& debt) {
      return debt.requirement == item.id && debt.state != Debt::State::repaid;
    });
  });
  return items;
}

}  // namespace baton
