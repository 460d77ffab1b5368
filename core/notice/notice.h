#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/model/agency.h"
#include "core/model/events.h"
#include "core/model/task.h"

namespace baton {

/// Why somebody or some place must be told. Stored by name (see name_of): add at the end.
enum class NoticeKind {
  card,             ///< the channel's card of a handoff: posted once, then edited
  offer,            ///< push to the receiver, with buttons; edited when it is settled
  sender_copy,      ///< the sender's own message of an offer, with Withdraw; edited when settled
  question,         ///< push to the sender
  answer,           ///< push to the receiver
  returned,         ///< push to the sender
  offer_gone,       ///< push to the receiver: withdrawn, broken, cancelled or offered anew
  approval_lapsed,  ///< push to the holder and to who approved
  third_return,     ///< push to the transition's owner
  ended,            ///< push to the holder when somebody else ended it
  undeliverable,    ///< push to the sender: a notice could not be delivered
  stranger,         ///< line to a coordinator: somebody who is not listed used Baton
  former_card,      ///< a card in a chat where its people no longer live: edited where it stands
  thread,           ///< a line in the thread of a card; `text` is what it tells of
  baton,            ///< push to who holds the task without an offer: the working card
  taken,            ///< push to those from whom an offer or a baton was taken
  passed,           ///< push to the sender: the receiver passed the offer on
  undone,           ///< push to those who were told of what was taken back
  gaps,             ///< push to the sender: what he owes, named at once
  gap_supplied,     ///< push to the holder, with Confirm
  gap_dropped,      ///< push to who owed it
  blocked,          ///< push to the other end of the handoff and to the coordinators
  consent,          ///< push to who is asked, with Allow and Refuse
  consent_settled,  ///< push to who asked
  reminder,         ///< push to who must act: `text` is the timer's name
  moved,            ///< push to the holder: the task goes on under another key
  digest,           ///< an entry in the digest of who is kept informed; see core/notice/digest.h
};
std::string_view name_of(NoticeKind kind);
/// The kind of that name. Throws std::invalid_argument for an unknown one.
NoticeKind notice_kind(std::string_view name);

/// Something that one place or person must be told because of an event. What it says is rendered
/// when it is sent, from the task as it is then.
struct Notice {
  NoticeKind kind = NoticeKind::card;
  TaskKey task;
  PersonId person;        ///< to whom; empty: to the channel of the task's client
  WorkspaceId workspace;  ///< card: in which chat; empty: in whichever has a place for it
  int handoff = 0;
  int detail = 0;          ///< number of the question, gap or consent; thread: of the note;
                           ///< passed: how often it was passed; digest: the task's version by
                           ///< the event
  std::string slot;        ///< the message it writes: one slot is one chat message, edited in place
  bool edit_only = false;  ///< changes an existing message, and never makes a new one
  std::string
      text;  ///< undeliverable, stranger: what to say, not personal;
             ///< approval_lapsed: the requirement's id; undone: the word of what
             ///< was taken back; thread: what it tells of, of an undo "undone-"
             ///< and that word, of a reminder "reminded-" and its timer; digest: what happened
  PersonId actor;  ///< thread, undone, digest: who did what it tells of, or was
                   ///< reminded; may be empty;
                   ///< sender_copy: who gave it in the sender's place, if not they
  /// Told only to who was told of something before: the slot by which; empty: in any case.
  std::string only_after;
  std::string thread_of;  ///< thread: the slot of the card
  bool operator==(const Notice&) const = default;
};

/// Who must be told what because `event` took `before` to `after`. In the order to be sent.
std::vector<Notice> plan(const Task& before, const TaskEvent& event, const Task& after,
                         const Agency& agency);

/// Whether a message that was never sent is still worth sending, the task being as it is now: what
/// was taken back meanwhile is never told.
bool is_still_news(const Notice& notice, const Task& task);

/// The slots of those among `notices` that tell of something taken back: what they would have told
/// and was not sent yet is never sent.
std::vector<std::string> slots_taken_back(const std::vector<Notice>& notices);

/// The slot of the message by which `person` was offered `handoff` the last time.
std::string offer_slot(const Task& task, const Handoff& handoff, const PersonId& person);
/// The gaps that were named together with gap `number`, that one among them.
std::vector<const Gap*> gaps_named_with(const Task& task, int number);
/// What is still owed of the gaps that fall due together with gap `number`, and of whose owner one
/// is reminded at once.
std::vector<const Gap*> gaps_due_with(const Task& task, int number);
/// The same of debts.
std::vector<const Debt*> debts_due_with(const Task& task, int number);

/// The notices of several events of one change, each slot once. Whoever gets a new offer is not
/// told besides that the old one is gone, nor who gets what they asked for that it was allowed: one
/// push per change and person. Who is told at once has it in no digest besides, and in theirs a
/// change is one entry: its last.
std::vector<Notice> collapsed(std::vector<Notice> notices);

}  // namespace baton
