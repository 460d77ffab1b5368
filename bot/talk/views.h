#pragma once

#include <string>
#include <vector>

#include "bot/ports/talk.h"

/// The private answers to views. `tasks` are those a view is about, in the order to be shown.
namespace baton {

/// What `actor` can do now: what waits on them, what is asked of them, what they hold, owe, are
/// late with, and have offered.
Card menu_card(const std::vector<Task>& tasks, const Person& actor, const Agency& agency,
               TimePoint now);
Card list_card(const ViewRequest& request, const std::vector<Task>& tasks, const Person& actor,
               const Agency& agency, TimePoint now);
/// `request.told` is the newest last.
Card show_card(const ViewRequest& request, const Task& task, const Person& actor,
               const Agency& agency, TimePoint now);
/// What the task remembers, oldest first: of each value and approval only the latest.
Card history_card(const Task& task, const Person& actor, const Agency& agency, TimePoint now);
/// All commands, or the one that `topic` names.
Card help_card(const std::string& topic);

}  // namespace baton
