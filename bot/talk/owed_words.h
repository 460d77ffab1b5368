#pragma once

#include <string>
#include <vector>

#include "bot/talk/say.h"

/// What is owed on a task, with the commands that settle it, and what holds the task up.
namespace baton {

/// What a person named as missing, or gave as a reason, within a line: "“the logo”".
std::string quoted_words(std::string_view words);
/// "1 gap", "3 gaps".
std::string counted(std::size_t count, std::string_view one);

/// "It waits for the client until 3 Dec 2026 15:00 UTC: Maria decides." Empty: nothing holds it up.
Line halt_line(const Task& task, const Voice& voice);

/// The numbers of the gaps and debts that are open.
std::vector<int> open_gaps(const Task& task);
std::vector<int> open_debts(const Task& task);

/// One line for each of those numbers: who owes it, by when, and what to type.
std::vector<Line> gap_lines_with_mends(const Task& task, const std::vector<int>& numbers,
                                       const Voice& voice);
std::vector<Line> debt_lines_with_mends(const Task& task, const std::vector<int>& numbers,
                                        const Voice& voice);
std::vector<Line> track_lines_with_mends(const Task& task, const std::vector<TaskKey>& keys);

}  // namespace baton
