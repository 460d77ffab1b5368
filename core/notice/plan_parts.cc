#include <algorithm>

#include "core/model/numbered.h"
#include "core/notice/planning.h"

namespace baton {

std::string slot_of(std::string_view what, const TaskKey& task, int number) {
  return std::string(what) + "/" + task.value + "/" + std::to_string(number);
}

namespace {

/// The message by which the receiver at `index` was offered it. Who is offered it once more gets a
/// new message: an edit makes nobody look.
std::string offer_slot_at(const Task& task, const Handoff& handoff, std::size_t index) {
  const auto end = handoff.receivers.begin() + static_cast<std::ptrdiff_t>(index);
  const PersonId& person = handoff.receivers.at(index);
  const auto before = std::ranges::count(handoff.receivers.begin(), end, person);
  std::string what = index == 0 ? "offer" : "offer-" + person.value;
  if (before > 0) what += "-" + std::to_string(before + 1);
  return slot_of(what, task.key, handoff.number);
}

}  // namespace

std::string offer_slot(const Task& task, const Handoff& handoff, const PersonId& person) {
  for (std::size_t index = handoff.receivers.size(); index > 0; --index) {
    if (handoff.receivers[index - 1] == person) return offer_slot_at(task, handoff, index - 1);
  }
  return slot_of("offer-" + person.value, task.key, handoff.number);
}

std::vector<const Gap*> gaps_named_with(const Task& task, int number) {
  std::vector<const Gap*> together;
  const Gap* named = task.gap(number);
  if (named == nullptr) return together;
  for (const Gap& gap : task.gaps) {
    if (gap.at == named->at && gap.handoff == named->handoff) together.push_back(&gap);
  }
  return together;
}

std::vector<const Gap*> gaps_due_with(const Task& task, int number) {
  std::vector<const Gap*> together;
  const Gap* due = task.gap(number);
  if (due == nullptr) return together;
  for (const Gap& gap : task.gaps) {
    const bool is_owed = gap.state == Gap::State::open;
    if (is_owed && gap.owner == due->owner && gap.due == due->due) together.push_back(&gap);
  }
  return together;
}

std::vector<const Debt*> debts_due_with(const Task& task, int number) {
  std::vector<const Debt*> together;
  const Debt* due = task.debt(number);
  if (due == nullptr) return together;
  for (const Debt& debt : task.debts) {
    const bool is_owed = debt.is_open() && debt.debtor == due->debtor;
    if (is_owed && debt.due == due->due) together.push_back(&debt);
  }
  return together;
}

std::string gaps_slot(const Task& task, int number) {
  const std::vector<const Gap*> together = gaps_named_with(task, number);
  return slot_of("gaps", task.key, together.empty() ? number : together.front()->number);
}

std::string consent_slot(const Task& task, const Consent& consent) {
  return slot_of("consent-" + consent.asked.value, task.key, consent.number);
}

std::string baton_slot(const Task& task) {
  return slot_of("baton", task.key, static_cast<int>(task.held_since));
}

int Planning::current_handoff() const {
  return after_.handoffs.empty() ? 0 : after_.handoffs.back().number;
}

Notice Planning::push(NoticeKind kind, const PersonId& person, int handoff, std::string_view slot,
                      int number) const {
  Notice notice;
  notice.kind = kind;
  notice.task = after_.key;
  notice.person = person;
  notice.handoff = handoff;
  notice.slot = slot_of(slot, after_.key, number);
  return notice;
}

Notice Planning::news(NoticeKind kind, const PersonId& person, std::string_view slot) const {
  return push(kind, person, current_handoff(), slot, static_cast<int>(after_.version));
}

void Planning::add(Notice notice) {
  if (notice.person != actor_ && !notice.person.empty()) notices_.push_back(std::move(notice));
}

void Planning::replace(Notice notice) {
  std::erase_if(notices_, [&](const Notice& other) { return other.slot == notice.slot; });
  // Who took something works with the message that it comes by.
  const bool is_work = notice.kind == NoticeKind::offer;
  if (is_work || notice.person != actor_) notices_.push_back(std::move(notice));
}

bool Planning::is_planned(const std::string& slot) const {
  return std::ranges::find(notices_, slot, &Notice::slot) != notices_.end();
}

void Planning::edit(Notice notice) {
  if (is_planned(notice.slot)) return;
  notice.edit_only = true;
  notices_.push_back(std::move(notice));
}

void Planning::card_of(const Handoff& handoff, bool exists) {
  const std::vector<WorkspaceId> workspaces = card_workspaces(handoff);
  for (const WorkspaceId& workspace : workspaces) {
    add_card(NoticeKind::card, handoff, workspace, exists);
  }
  if (!exists) return;
  // People move and channels go: a card that was posted elsewhere turns as well.
  for (const Workspace& linked : agency_.directory.workspaces) {
    if (std::ranges::find(workspaces, linked.id) != workspaces.end()) continue;
    add_card(NoticeKind::former_card, handoff, linked.id, true);
  }
}

void Planning::add_card(NoticeKind kind, const Handoff& handoff, const WorkspaceId& workspace,
                        bool exists) {
  Notice notice;
  notice.kind = kind;
  notice.task = after_.key;
  notice.workspace = workspace;
  notice.handoff = handoff.number;
  const std::string what = workspace.empty() ? "card" : "card/" + workspace.value;
  notice.slot = slot_of(what, after_.key, handoff.card);
  notice.edit_only = exists;
  notices_.push_back(std::move(notice));
}

/// Never none: where neither has a place, the card goes wherever there is one.
std::vector<WorkspaceId> Planning::card_workspaces(const Handoff& handoff) const {
  const Client* client = agency_.client(after_.client);
  const auto& channels = agency_.settings.default_channels;
  std::vector<WorkspaceId> workspaces;
  for (const PersonId& id : {handoff.sender, handoff.receiver}) {
    const Person* person = agency_.directory.person(id);
    if (person == nullptr) continue;
    const WorkspaceId& home = person->home;
    const bool has_place =
        channels.contains(home) || (client != nullptr && client->channels.contains(home));
    const bool known = std::ranges::find(workspaces, home) != workspaces.end();
    if (has_place && !known) workspaces.push_back(home);
  }
  if (workspaces.empty()) workspaces.emplace_back();
  return workspaces;
}

void Planning::thread(std::string_view what, int detail, const PersonId& who) {
  if (after_.handoffs.empty()) return;
  const Handoff& handoff = after_.handoffs.back();
  for (const WorkspaceId& workspace : card_workspaces(handoff)) {
    Notice line;
    line.kind = NoticeKind::thread;
    line.task = after_.key;
    line.workspace = workspace;
    line.handoff = handoff.number;
    line.detail = detail;
    line.text = what;
    line.actor = who.empty() ? actor_ : who;
    const std::string card = workspace.empty() ? "card" : "card/" + workspace.value;
    line.thread_of = slot_of(card, after_.key, handoff.card);
    line.slot = slot_of("thread/" + workspace.value, after_.key, static_cast<int>(after_.version));
    notices_.push_back(std::move(line));
  }
}

void Planning::copy_to_sender(const Handoff& handoff) {
  Notice copy =
      push(NoticeKind::sender_copy, handoff.sender, handoff.number, "sent", handoff.number);
  if (actor_ != handoff.sender) copy.actor = actor_;
  notices_.push_back(std::move(copy));
}

void Planning::settled(const Handoff& handoff) {
  card_of(handoff, true);
  if (handoff.sender == handoff.receiver) return;
  for (std::size_t index = 0; index < handoff.receivers.size(); ++index) {
    Notice offer = push(NoticeKind::offer, handoff.receivers[index], handoff.number, {}, 0);
    offer.slot = offer_slot_at(after_, handoff, index);
    edit(std::move(offer));
  }
  edit(push(NoticeKind::sender_copy, handoff.sender, handoff.number, "sent", handoff.number));
  for (const Question& question : handoff.questions) edit_conversation(handoff, question);
}

void Planning::moved_on(int handoff) {
  for (auto each = after_.handoffs.rbegin(); each != after_.handoffs.rend(); ++each) {
    if (each->number >= handoff) continue;
    settled(*each);
    if (each->outcome == Outcome::accepted) break;
  }
}

void Planning::former_baton() {
  if (before_.held_since == 0 || before_.held_since == after_.held_since) return;
  Notice card = push(NoticeKind::baton, before_.holder, current_handoff(), {}, 0);
  card.slot = baton_slot(before_);
  edit(std::move(card));
}

Notice Planning::question_to_sender(const Handoff& handoff, int number) const {
  Notice notice = push(NoticeKind::question, handoff.sender, handoff.number,
                       "question-" + std::to_string(handoff.number), number);
  notice.detail = number;
  return notice;
}
Notice Planning::answer_to(const PersonId& receiver, const Handoff& handoff, int number) const {
  const bool is_first = handoff.receivers.empty() || handoff.receivers.front() == receiver;
  std::string what = "answer-" + std::to_string(handoff.number);
  if (!is_first) what += "-" + receiver.value;
  Notice notice = push(NoticeKind::answer, receiver, handoff.number, what, number);
  notice.detail = number;
  return notice;
}

void Planning::edit_conversation(const Handoff& handoff, const Question& question) {
  edit(question_to_sender(handoff, question.number));
  if (!question.answered_by) return;
  for (const PersonId& receiver : handoff.receivers) {
    edit(answer_to(receiver, handoff, question.number));
  }
}

void Planning::content_changed() {
  if (const Handoff* offer = after_.offer()) settled(*offer);
  working_card();
}

void Planning::working_card() {
  if (after_.held_since != 0) {
    Notice card = push(NoticeKind::baton, after_.holder, current_handoff(), {}, 0);
    card.slot = baton_slot(after_);
    edit(std::move(card));
  }
  const Handoff* handoff = after_.latest_acceptance();
  if (handoff == nullptr || handoff->sender == handoff->receiver) return;
  Notice card = push(NoticeKind::offer, handoff->receiver, handoff->number, {}, 0);
  card.slot = offer_slot(after_, *handoff, handoff->receiver);
  edit(std::move(card));
}

void Planning::state_changed() {
  if (!after_.handoffs.empty()) settled(after_.handoffs.back());
  working_card();
}

void Planning::turn_the_rest() {
  former_baton();
  for (const Gap& was : before_.gaps) {
    const Gap* now = after_.gap(was.number);
    if (now != nullptr && now->state != was.state) edit_gap(was.number);
  }
  for (const Consent& was : before_.consents) {
    const Consent* now = numbered(after_.consents, was.number);
    if (now == nullptr || now->state == was.state) continue;
    edit_consent(was.number);
    const bool decided = was.state == Consent::State::asked;
    if (decided) tell_decision(*now);
  }
}

std::vector<PersonId> Planning::told_of_third_return(const Task& task,
                                                     const Handoff& handoff) const {
  constexpr int third = 3;
  const auto same = [&](const Handoff& other) {
    return other.transition == handoff.transition && other.outcome == Outcome::returned &&
           other.back_of == 0;
  };
  std::vector<PersonId> owners;
  if (std::ranges::count_if(task.handoffs, same) != third) return owners;
  const Workflow* workflow = agency_.workflow(task.workflow, task.workflow_version);
  const Transition* transition =
      workflow == nullptr ? nullptr : workflow->transition(handoff.transition);
  if (transition == nullptr) return owners;
  for (const Person* owner : agency_.holders_of(transition->owner)) owners.push_back(owner->id);
  return owners;
}

}  // namespace baton
