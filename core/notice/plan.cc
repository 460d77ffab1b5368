#include <algorithm>

#include "core/model/overloaded.h"
#include "core/notice/notice.h"

namespace baton {
namespace {

std::string slot_of(std::string_view what, const TaskKey& task, int number) {
  return std::string(what) + "/" + task.value + "/" + std::to_string(number);
}

/// Plans the notices of one event: one member function a fact.
class Planning {
 public:
  Planning(const Task& before, const TaskEvent& event, const Task& after, const Agency& agency)
      : before_(before), after_(after), agency_(agency), actor_(event.by.person) {}

  void operator()(const Opened&) {}
  void operator()(const NoteAdded&) {}
  void operator()(const ValueSet&) { content_changed(); }
  void operator()(const ItemChecked&) { content_changed(); }
  void operator()(const EvidenceAttached&) { content_changed(); }
  void operator()(const ApprovalGiven&) { content_changed(); }

  void operator()(const ApprovalLapsed& lapsed) {
    content_changed();
    std::vector<PersonId> told;
    const auto approval = before_.approvals.find(lapsed.item);
    if (approval != before_.approvals.end()) told.push_back(approval->second.recorded_by);
    if (std::ranges::find(told, after_.holder) == told.end()) told.push_back(after_.holder);
    for (const PersonId& person : told) {
      Notice notice = push(NoticeKind::approval_lapsed, person, current_handoff(),
                           "approval-lapsed-" + person.value, static_cast<int>(after_.version));
      notice.text = lapsed.item.value;
      add(std::move(notice));
    }
  }

  void operator()(const Offered& offered) {
    const Handoff& handoff = *after_.handoff(offered.handoff);
    card_of(handoff, handoff.attempt > 1);
    working_card();
    if (handoff.sender == handoff.receiver) return;  // a handoff to oneself is no news
    Notice offer =
        push(NoticeKind::offer, handoff.receiver, handoff.number, "offer", handoff.number);
    notices_.push_back(std::move(offer));  // also where the receiver gave it to themselves
    Notice copy =
        push(NoticeKind::sender_copy, handoff.sender, handoff.number, "sent", handoff.number);
    notices_.push_back(std::move(copy));
  }

  void operator()(const Accepted& accepted) {
    settled(*after_.handoff(accepted.handoff));
    // What told of the baton's earlier place says now that it has moved on.
    for (auto each = after_.handoffs.rbegin(); each != after_.handoffs.rend(); ++each) {
      if (each->number >= accepted.handoff) continue;
      settled(*each);
      if (each->outcome == Outcome::accepted) break;
    }
  }

  void operator()(const Returned& returned) {
    const Handoff& handoff = *after_.handoff(returned.handoff);
    settled(handoff);
    working_card();
    add(push(NoticeKind::returned, handoff.sender, handoff.number, "returned", handoff.number));
    const auto same = [&](const Handoff& other) {
      return other.transition == handoff.transition && other.outcome == Outcome::returned;
    };
    if (std::ranges::count_if(after_.handoffs, same) == third) tell_owner(handoff);
  }

  void operator()(const QuestionAsked& asked) {
    const Handoff& handoff = *after_.handoff(asked.handoff);
    settled(handoff);
    replace(question_to_sender(handoff, asked.question));
  }

  void operator()(const QuestionAnswered& answered) {
    const Handoff& handoff = *after_.handoff(answered.handoff);
    settled(handoff);
    replace(answer_to_receiver(handoff, answered.question));
  }

  void operator()(const OfferWithdrawn& withdrawn) {
    const Handoff& handoff = *after_.handoff(withdrawn.handoff);
    settled(handoff);
    working_card();
    add(push(NoticeKind::offer_gone, handoff.receiver, handoff.number, "gone", handoff.number));
    if (withdrawn.cause == WithdrawCause::cancelled) return;  // the holder hears that it ended
    add(push(NoticeKind::offer_gone, handoff.sender, handoff.number, "gone-sender",
             handoff.number));
  }

  void operator()(const TaskDone&) { ended(); }
  void operator()(const TaskCancelled&) { ended(); }

  std::vector<Notice> take() { return std::move(notices_); }

 private:
  static constexpr int third = 3;

  int current_handoff() const {
    return after_.handoffs.empty() ? 0 : after_.handoffs.back().number;
  }

  Notice push(NoticeKind kind, const PersonId& person, int handoff, std::string_view slot,
              int number) const {
    Notice notice;
    notice.kind = kind;
    notice.task = after_.key;
    notice.person = person;
    notice.handoff = handoff;
    notice.slot = slot_of(slot, after_.key, number);
    return notice;
  }

  /// Adds a push, unless it would tell the actor what they just did.
  void add(Notice notice) {
    if (notice.person != actor_ && !notice.person.empty()) notices_.push_back(std::move(notice));
  }

  /// Adds a push in place of the edit that was planned for its message.
  void replace(Notice notice) {
    std::erase_if(notices_, [&](const Notice& other) { return other.slot == notice.slot; });
    add(std::move(notice));
  }

  /// One card in each workspace that has a place for it, of those where its people are at home.
  void card_of(const Handoff& handoff, bool exists) {
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

  void add_card(NoticeKind kind, const Handoff& handoff, const WorkspaceId& workspace,
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
  std::vector<WorkspaceId> card_workspaces(const Handoff& handoff) const {
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

  /// Every message that shows `handoff` changes in place.
  void settled(const Handoff& handoff) {
    card_of(handoff, true);
    if (handoff.sender == handoff.receiver) return;
    Notice offer =
        push(NoticeKind::offer, handoff.receiver, handoff.number, "offer", handoff.number);
    offer.edit_only = true;
    notices_.push_back(std::move(offer));
    Notice copy =
        push(NoticeKind::sender_copy, handoff.sender, handoff.number, "sent", handoff.number);
    copy.edit_only = true;
    notices_.push_back(std::move(copy));
    for (const Question& question : handoff.questions) edit_conversation(handoff, question);
  }

  Notice question_to_sender(const Handoff& handoff, int number) const {
    Notice notice = push(NoticeKind::question, handoff.sender, handoff.number,
                         "question-" + std::to_string(handoff.number), number);
    notice.detail = number;
    return notice;
  }
  Notice answer_to_receiver(const Handoff& handoff, int number) const {
    Notice notice = push(NoticeKind::answer, handoff.receiver, handoff.number,
                         "answer-" + std::to_string(handoff.number), number);
    notice.detail = number;
    return notice;
  }

  /// The messages that carried a question and its answer say how the handoff stands, too.
  void edit_conversation(const Handoff& handoff, const Question& question) {
    Notice asked = question_to_sender(handoff, question.number);
    asked.edit_only = true;
    notices_.push_back(std::move(asked));
    if (!question.answered_by) return;
    Notice answered = answer_to_receiver(handoff, question.number);
    answered.edit_only = true;
    notices_.push_back(std::move(answered));
  }

  void content_changed() {
    if (const Handoff* offer = after_.offer()) settled(*offer);
    working_card();
  }

  /// The handoff that brought the baton where it is, or nullptr while its creator holds it.
  const Handoff* latest_acceptance() const {
    const auto found = std::ranges::find(after_.handoffs.rbegin(), after_.handoffs.rend(),
                                         Outcome::accepted, &Handoff::outcome);
    return found == after_.handoffs.rend() ? nullptr : &*found;
  }

  /// The message by which the holder received the task shows what is left to do.
  void working_card() {
    const Handoff* handoff = latest_acceptance();
    if (handoff == nullptr || handoff->sender == handoff->receiver) return;
    Notice card =
        push(NoticeKind::offer, handoff->receiver, handoff->number, "offer", handoff->number);
    card.edit_only = true;
    notices_.push_back(std::move(card));
  }

  void ended() {
    if (const Handoff* handoff = latest_acceptance()) settled(*handoff);
    if (!after_.handoffs.empty()) card_of(after_.handoffs.back(), true);
    add(push(NoticeKind::ended, after_.holder, current_handoff(), "ended",
             static_cast<int>(after_.version)));
  }

  void tell_owner(const Handoff& handoff) {
    const Workflow* workflow = agency_.workflow(after_.workflow, after_.workflow_version);
    const Transition* transition =
        workflow == nullptr ? nullptr : workflow->transition(handoff.transition);
    if (transition == nullptr) return;
    for (const Person* owner : agency_.holders_of(transition->owner)) {
      add(push(NoticeKind::third_return, owner->id, handoff.number,
               "third-return-" + owner->id.value, handoff.number));
    }
  }

  const Task& before_;
  const Task& after_;
  const Agency& agency_;
  PersonId actor_;
  std::vector<Notice> notices_;
};

}  // namespace

std::vector<Notice> plan(const Task& before, const TaskEvent& event, const Task& after,
                         const Agency& agency) {
  Planning planning(before, event, after, agency);
  std::visit(planning, event.fact);
  return planning.take();
}

std::vector<Notice> collapsed(std::vector<Notice> notices) {
  std::vector<std::pair<TaskKey, PersonId>> offered;
  for (const Notice& notice : notices) {
    if (notice.kind != NoticeKind::offer || notice.edit_only) continue;
    offered.emplace_back(notice.task, notice.person);
  }
  std::erase_if(notices, [&](const Notice& notice) {
    return notice.kind == NoticeKind::offer_gone &&
           std::ranges::find(offered, std::pair(notice.task, notice.person)) != offered.end();
  });
  std::vector<Notice> kept;
  for (Notice& notice : notices) {
    const auto same = std::ranges::find(kept, notice.slot, &Notice::slot);
    if (same == kept.end()) {
      kept.push_back(std::move(notice));
    } else {
      // The message is rendered once, from the state after them all.
      notice.edit_only = same->edit_only && notice.edit_only;
      *same = std::move(notice);
    }
  }
  return kept;
}

}  // namespace baton
