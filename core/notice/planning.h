#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/notice/notice.h"

namespace baton {

/// Plans the notices of one event: one member function a fact. Used once.
class Planning {
 public:
  Planning(const Task& before, const TaskEvent& event, const Task& after, const Agency& agency)
      : before_(before), after_(after), agency_(agency), actor_(event.by.person) {}

  /// What changes besides, whatever the fact: the working card of who held the baton before, and
  /// the messages of gaps and requests that no longer stand as they did.
  void turn_the_rest();
  std::vector<Notice> take() { return std::move(notices_); }

  // plan_offer.cc: an offer, from its making to its end.
  void operator()(const Offered& offered);
  void operator()(const OfferedBack& offered);
  void operator()(const Overridden& overridden);
  void operator()(const Accepted& accepted);
  void operator()(const Taken& taken);
  void operator()(const BatonTaken& taken);
  void operator()(const Returned& returned);
  void operator()(const Passed& passed);
  void operator()(const QuestionAsked& asked);
  void operator()(const QuestionAnswered& answered);
  void operator()(const OfferWithdrawn& withdrawn);

  // plan_life.cc: everything else of a task's life.
  void operator()(const Opened&) {}
  void operator()(const MovedFrom&) {}
  void operator()(const TrackOf&) {}
  void operator()(const NoteAdded&);
  void operator()(const ValueSet&) { content_changed(); }
  void operator()(const ItemChecked&) { content_changed(); }
  void operator()(const EvidenceAttached&) { content_changed(); }
  void operator()(const ApprovalGiven&) { content_changed(); }
  void operator()(const ApprovalLapsed& lapsed);
  void operator()(const WorkStarted&);
  void operator()(const Blocked&);
  void operator()(const Unblocked&);
  void operator()(const WaitBegun&);
  void operator()(const Resumed&);
  void operator()(const Snoozed&) {}
  void operator()(const DueSet&);
  void operator()(const PrioritySet&);
  void operator()(const TaskDone&);
  void operator()(const TaskCancelled&);
  void operator()(const TaskReopened&);
  void operator()(const TaskMoved&);
  void operator()(const Undone& undone);
  void operator()(const UndoClosed&);
  void operator()(const Reminded& reminded);
  void operator()(const TrackOpened&) { content_changed(); }
  void operator()(const TrackEnded&) { content_changed(); }
  void operator()(const TrackReopened&) { content_changed(); }

  // plan_owed.cc: gaps, debts and consents.
  void operator()(const GapNamed& named);
  void operator()(const GapSupplied& supplied);
  void operator()(const GapConfirmed&) { state_changed(); }
  void operator()(const GapDropped& dropped);
  void operator()(const DebtIncurred&) { content_changed(); }
  void operator()(const DebtRepaid&) { content_changed(); }
  void operator()(const DebtForgiven&) { content_changed(); }
  void operator()(const ConsentAsked& asked);
  void operator()(const ConsentMoved& moved);
  void operator()(const ConsentAllowed&) {}
  void operator()(const ConsentRefused&) {}

 private:
  // plan_parts.cc
  [[nodiscard]] int current_handoff() const;
  [[nodiscard]] Notice push(NoticeKind kind, const PersonId& person, int handoff,
                            std::string_view slot, int number) const;
  /// A push of this very event: no other one has its slot.
  [[nodiscard]] Notice news(NoticeKind kind, const PersonId& person, std::string_view slot) const;
  /// Adds a push, unless it would tell the actor what they just did.
  void add(Notice notice);
  /// Adds a push in place of the edit that was planned for its message.
  void replace(Notice notice);
  /// Adds what changes a message that is there, and never makes one; nothing where the message is
  /// written anyway.
  void edit(Notice notice);
  [[nodiscard]] bool is_planned(const std::string& slot) const;
  /// One card in each workspace that has a place for it, of those where its people are at home.
  void card_of(const Handoff& handoff, bool exists);
  void add_card(NoticeKind kind, const Handoff& handoff, const WorkspaceId& workspace, bool exists);
  [[nodiscard]] std::vector<WorkspaceId> card_workspaces(const Handoff& handoff) const;
  /// A line in the thread of the newest card; `who` it is about, if not the actor.
  void thread(std::string_view what, int detail = 0, const PersonId& who = {});
  /// The sender's own message of an offer. It is the quiet answer to a command of theirs, and news
  /// where somebody else gave it for them: then it must arrive.
  void copy_to_sender(const Handoff& handoff);
  /// Every message that shows `handoff` changes in place.
  void settled(const Handoff& handoff);
  /// What told of the baton's earlier places says now that it has moved on.
  void moved_on(int handoff);
  /// The same of the message by which somebody held the task without an offer.
  void former_baton();
  [[nodiscard]] Notice question_to_sender(const Handoff& handoff, int number) const;
  [[nodiscard]] Notice answer_to(const PersonId& receiver, const Handoff& handoff,
                                 int number) const;
  /// The messages that carried a question and its answer say how the handoff stands, too.
  void edit_conversation(const Handoff& handoff, const Question& question);
  void content_changed();
  /// The message by which the holder received the task shows what is left to do.
  void working_card();
  void state_changed();
  void ended();
  /// Who hears of a return where it is the third along the transition: its owners; else nobody.
  [[nodiscard]] std::vector<PersonId> told_of_third_return(const Task& task,
                                                           const Handoff& handoff) const;
  /// The messages that told of gap `number`.
  void edit_gap(int number);
  void edit_consent(int number);
  /// Tells who asked what became of it.
  void tell_decision(const Consent& consent);
  /// Tells who was told by `slot` that `what` was taken back.
  void undo_told(Undoing what, const PersonId& person, const std::string& slot);

  // plan_digest.cc
  /// An entry of what happened in the digest of each of `people` who is not told anyway.
  void inform(std::string_view what, const std::vector<PersonId>& people);
  /// The same that `what`, which came by `version` of the task, was taken back.
  void inform_undone(Undoing what, std::uint64_t version);
  /// Who is kept informed of the newest handoff.
  [[nodiscard]] std::vector<PersonId> informed() const;
  [[nodiscard]] std::vector<PersonId> people_of(const std::vector<RoleId>& roles) const;
  /// The transition of the newest handoff, or nullptr.
  [[nodiscard]] const Transition* newest_transition() const;
  [[nodiscard]] bool is_told_anyway(const PersonId& person) const;

  const Task& before_;
  const Task& after_;
  const Agency& agency_;
  PersonId actor_;
  std::vector<Notice> notices_;
};

/// "offer/ACME-12/3"
std::string slot_of(std::string_view what, const TaskKey& task, int number);
std::string gaps_slot(const Task& task, int number);
std::string consent_slot(const Task& task, const Consent& consent);
std::string baton_slot(const Task& task);

}  // namespace baton
