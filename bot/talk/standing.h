#pragma once

#include <optional>
#include <vector>

#include "bot/talk/say.h"

/// How a task stands, in the words that come first everywhere.
namespace baton {

/// "Ana holds this", the name bold.
Line holder_line(const Task& task, const Voice& voice);
/// Who holds the baton now, and how `handoff` stands. First in every card.
Line baton_line(const Task& task, const Handoff& handoff, const Voice& voice);
/// The same of the task alone: its open offer, its end, or who holds it.
Line standing_line(const Task& task, const Voice& voice);
/// "waits for the client until 9 Mar", "blocked since 2 Mar: why"; empty: neither.
Line paused_words(const Task& task, const Voice& voice);
/// By when the open offer should be accepted, or that a question is open. REQUIRES: there is one.
Line acceptance_words(const Task& task, const Voice& voice);
Card::Tone tone_of(const Task& task, const Handoff& handoff);
/// The same of the task alone.
Card::Tone standing_tone(const Task& task);

/// How an offer ended, and why: "withdrawn by Ana", "returned by Dino: wrong format".
Line ending_line(const Handoff& handoff, const Voice& voice);

/// Whether the baton has been accepted somewhere else since this handoff.
bool has_moved_on(const Task& task, const Handoff& handoff);
/// The handoff by which the holder works on the task; nullptr: they hold it without one, or have
/// offered it on.
const Handoff* worked_on(const Task& task);

/// Whether the moment has come; the epoch is none.
bool is_past(TimePoint moment, const Voice& voice);
/// The promised date and whether it is over, and the priority where it is not the normal one:
/// within a sentence, and as one.
Line promise_words(const Task& task, const Voice& voice);
Line promise_line(const Task& task, const Voice& voice);
/// What is late for `person`: the promised date of what they hold, an offer of theirs that is not
/// accepted, what waits on them, gaps and debts.
std::vector<Line> late_lines(const Task& task, const PersonId& person, const Voice& voice);
/// The same whoever it is: what an overview lists.
std::vector<Line> late_lines(const Task& task, const Voice& voice);

/// A text of a person, shortened for a card.
std::string excerpt(std::string_view words);
/// The same for the line of a list, or a headline.
std::string short_excerpt(std::string_view words);

}  // namespace baton
