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
  int detail = 0;          ///< question, answer: the question's number
  std::string slot;        ///< the message it writes: one slot is one chat message, edited in place
  bool edit_only = false;  ///< changes an existing message, and never makes a new one
  std::string text;        ///< undeliverable, stranger: what to say, not personal;
                           ///< approval_lapsed: the requirement's id
  bool operator==(const Notice&) const = default;
};

/// Who must be told what because `event` took `before` to `after`. In the order to be sent.
std::vector<Notice> plan(const Task& before, const TaskEvent& event, const Task& after,
                         const Agency& agency);

/// The notices of several events of one change, each slot once. Whoever gets a new offer is not
/// told besides that the old one is gone: one push per change and person.
std::vector<Notice> collapsed(std::vector<Notice> notices);

}  // namespace baton
