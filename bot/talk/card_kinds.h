#pragma once

#include "bot/talk/card_parts.h"
#include "core/notice/notice.h"

/// What the messages of notices show, kind by kind. Used by card_of alone.
namespace baton {

/// A notice, with the task as it is when its message is rendered.
struct Telling {
  const Notice& notice;
  const Task& task;
  const Voice& voice;
};

// cards_offer.cc: a handoff, and what its ends are told.

/// Who holds the baton, then client, task, way, requirements and words of one handoff.
Card about(const Task& task, const Handoff& handoff, const Voice& voice);
Card channel_card(const Telling& told, const Handoff& handoff);
/// The receiver's message: the offer, and after acceptance the working card.
Card offer_message(const Telling& told, const Handoff& handoff);
Card sender_message(const Telling& told, const Handoff& handoff);
Card question_message(const Telling& told, const Handoff& handoff);
Card answer_message(const Telling& told, const Handoff& handoff);
Card returned_message(const Telling& told, const Handoff& handoff);
Card offer_gone_message(const Telling& told, const Handoff& handoff);
Card third_return_message(const Telling& told, const Handoff& handoff);
Card passed_message(const Telling& told, const Handoff& handoff);
/// Adds what the holder can do now: what is left, what they wait for, and the buttons.
void add_work(Card& card, const Task& task, const Handoff* handoff, const Voice& voice);

// cards_life.cc: the task, whichever handoff brought it where it is.

/// The working card of who holds the task without an offer.
Card baton_message(const Telling& told);
Card taken_message(const Telling& told);
Card blocked_message(const Telling& told);
Card undone_message(const Telling& told);
Card moved_message(const Telling& told);
Card ended_message(const Telling& told);
Card approval_lapsed_message(const Telling& told);
/// A line to a person that is about no handoff.
Card plain_message(const Telling& told);
/// Nothing else is known: the task alone.
Card task_only(const Telling& told);

// cards_owed.cc: gaps and requests.

Card gaps_message(const Telling& told);
Card gap_supplied_message(const Telling& told);
Card gap_dropped_message(const Telling& told);
Card consent_message(const Telling& told);
Card consent_settled_message(const Telling& told);

// cards_late.cc, cards_thread.cc

/// What is late, and what to do about it.
Card reminder_message(const Telling& told);
/// One line below the card.
Card thread_message(const Telling& told);

/// The task under how it stands now: how most messages begin.
Card begun(const Telling& told, Card::Tone tone);
/// "See it all: /handoff show ACME-12".
Line see_it_all(const Telling& told, std::string_view view = "show");

}  // namespace baton
