#pragma once

#include <optional>
#include <vector>

#include "bot/talk/say.h"
#include "bot/talk/standing.h"
#include "bot/talk/supply.h"

/// What several cards show of a handoff.
namespace baton {

/// Adds the section unless it is empty.
void add(Card& card, Card::Section section);

/// Client, task, from where to where, who gives it to whom, which attempt it is; promised date and
/// priority.
Card::Section subject_of(const Task& task, const Handoff& handoff, const Voice& voice);
/// The requirements that are passed; empty where the transition asks for nothing.
Card::Section passed_of(const Task& task, const Handoff& handoff, const Voice& voice);
/// Note, changes after the offer, questions and answers, reasons of an override and of a return.
Card::Section said_of(const Task& task, const Handoff& handoff, const Voice& voice);
/// Its parts that travel alone, each with how it stands.
Card::Section tracks_of(const Task& task);

/// What a gap is and how it stands: "Gap 1: logo files · Ana by 3 Mar · before the start".
Line gap_line(const Gap& gap, const Voice& voice);
/// "Debt 1: Copy document · Ana by 5 Mar", "✓ Debt 1: Copy document · repaid 4 Mar".
Line debt_line(const Task& task, const Debt& debt, const Voice& voice);
/// What is owed because of `handoff`, and what is open besides while the baton is where it left it.
Card::Section owed_of(const Task& task, const Handoff& handoff, const Voice& voice);
/// The same to who works on it: every open gap with Confirm and Drop.
std::vector<Card::Section> judged_sections(const Task& task, const Handoff* handoff,
                                           const Voice& voice);

/// What the holder can do next: "2 of 5 ready for Deployment Ready" with what is missing.
std::vector<Card::Section> next_sections(const Task& task, const Voice& voice);

// card_buttons.cc

/// The most that stand in one row.
inline constexpr std::size_t buttons_max = 5;

/// Accept, Accept with gaps, Ask and Return of the open offer.
std::vector<Button> decision_buttons(const Task& task);
/// The same with Take, where the receiver has role mates.
std::vector<Button> channel_buttons(const Task& task, const Agency& agency);
/// Answer, bound to the question that is open now. REQUIRES: one is.
Button answer_button(const Task& task);
/// Answer where a question is open, Withdraw. REQUIRES: there is an offer.
std::vector<Button> sender_buttons(const Task& task);
/// Hand over, Done, Add, Blocked, Resume, Unblock: as far as the task's standing allows.
std::vector<Button> holder_buttons(const Task& task, const Agency& agency);
/// The same with More, which shows all that can be done; none where there are none.
std::vector<Button> working_buttons(const Task& task, const Agency& agency);
Button more_button(const Task& task);
/// Takes back the newest change of state; nullopt: nothing can be taken back now.
std::optional<Button> undo_button(const Task& task, const Voice& voice);
/// The same with who can until when; nothing where nothing can be taken back.
Card::Section undo_section(const Task& task, const Voice& voice);
/// Adds it to a message of `person`, where it was their press.
void add_undo(Card& card, const Task& task, const PersonId& person, const Voice& voice);
/// What is taken back, after "Dino took back ": "the acceptance" of "accept".
std::string taken_back(std::string_view what);
Button unblock_button(const Task& task);
Button resume_button(const Task& task);
Button supply_button(const Task& task, const Gap& gap);
Button repay_button(const Task& task, const Debt& debt);
/// Confirm and Drop.
std::vector<Button> judge_buttons(const Task& task, const Gap& gap);
/// Allow and Refuse.
std::vector<Button> consent_buttons(const Task& task, const Consent& consent);

// card_more.cc

/// What `person` can do with the task besides: their work, what is needed, the task itself, each a
/// row of its own. Nothing that is among `shown`, nothing that would be refused.
std::vector<Card::Section> more_sections(const Task& task, const Person& person,
                                         const std::vector<Button>& shown, const Voice& voice);

}  // namespace baton
