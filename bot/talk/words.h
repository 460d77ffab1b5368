#pragma once

#include <optional>

#include "bot/ports/talk.h"
#include "bot/talk/say.h"

/// The private answers to commands.
namespace baton {

/// The answer to a command that did what it was meant to.
Card success_card(const Handled& handled, const Voice& voice);

/// The answer to a refused command: what, why, who can, and the mend with what to type. `task` is
/// the task as it is now, `kept` what was kept of the values that came with the command.
Card refusal_card(const Rejection& rejection, const Command& command, const Task& task,
                  const Voice& voice, const std::vector<ItemName>& kept = {});

/// The refusal as errors at the inputs of the form that it came by: `card`'s words go to the input
/// that fits them best. REQUIRES: it came by a form that has inputs.
Reply form_errors(const Rejection& rejection, const Handled& handled, const Card& card,
                  const std::string& kept, const Voice& voice);

/// One sentence for each thing that was not understood.
std::vector<Line> problem_lines(const std::vector<Problem>& problems, const Task& task,
                                const Voice& voice);

/// Why the form of `press` makes no sense for `task` now, or nothing where it does.
std::optional<Card> form_refusal(const Press& press, const Task& task, const Person& actor,
                                 const Agency& agency, TimePoint now);

Reply word_of(const Handled& handled, const Person& actor, const Agency& agency, TimePoint now);

}  // namespace baton
