#pragma once

#include <vector>

#include "bot/talk/say.h"
#include "bot/talk/supply.h"

/// What several cards show of a handoff.
namespace baton {

/// "Ana holds this", the name bold.
Line holder_line(const Task& task, const Voice& voice);
/// Who holds the baton now, and how `handoff` stands. First in every card.
Line baton_line(const Task& task, const Handoff& handoff, const Voice& voice);
Card::Tone tone_of(const Task& task, const Handoff& handoff);

/// Client, task, from where to where, who gives it to whom, which attempt it is.
Card::Section subject_of(const Task& task, const Handoff& handoff, const Voice& voice);
/// The requirements that are passed; empty where the transition asks for nothing.
Card::Section passed_of(const Task& task, const Handoff& handoff, const Voice& voice);
/// Note, changes after the offer, questions and answers, reason of a return.
Card::Section said_of(const Task& task, const Handoff& handoff, const Voice& voice);

/// Accept, Ask and Return of the open offer.
std::vector<Button> decision_buttons(const Task& task);

/// Answer, bound to the question that is open now. REQUIRES: one is.
Button answer_button(const Task& task);

/// What the holder can do next: "2 of 5 ready for Deployment Ready" with what is missing.
std::vector<Card::Section> next_sections(const Task& task, const Voice& voice);
/// Hand over, Done: as far as the task's stage allows.
std::vector<Button> holder_buttons(const Task& task, const Agency& agency);

/// How an offer ended, and why: "withdrawn by Ana", "returned by Dino: wrong format".
Line ending_line(const Handoff& handoff, const Voice& voice);

/// A text of a person, shortened for a card.
std::string excerpt(std::string_view words);

}  // namespace baton
