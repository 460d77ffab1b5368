#pragma once

#include <string>
#include <vector>

#include "bot/talk/say.h"
#include "core/gate/gate.h"
#include "core/model/task.h"

/// What gates ask for, and how to supply it.
namespace baton {

/// A value of the requirement that `by` has supplied, to be shown: a link as one, an instant as the
/// reader's clock shows it or, where the platform cannot, as the clocks of `by` and `to` do.
Span value_span(const Requirement& requirement, const std::string& value, const PersonId& by,
                const PersonId& to, const Agency& agency);
/// An instant that a datetime field holds, on the clocks of both: "Thu 5 Mar 15:00 Berlin (14:00
/// London)"; another value as it is.
std::string value_in_both(const Requirement& requirement, const std::string& value,
                          const PersonId& by, const PersonId& to, const Agency& agency);
/// Who works with what the task holds: the receiver of its open offer, else the holder.
const PersonId& works_with(const Task& task);

/// What to type to supply it, after "/handoff ": right to paste but for the value.
std::string supply_command(const Requirement& requirement, const TaskKey& task);

/// Each thing that is missing as a numbered line, with the command that supplies it.
std::vector<Line> missing_lines(const std::vector<Missing>& missing, const Task& task,
                                const Voice& voice);
/// The same as plain text, for the errors of a form: "Budget allocation: /handoff set ...".
std::string missing_sentence(const Missing& missing, const Task& task, const Voice& voice);

/// Each thing that is there for a handoff that `sender` sends, with its value and who supplied it.
std::vector<Line> passed_lines(const Gate& gate, const Task& task, const PersonId& sender,
                               const Voice& voice);

/// How much of a gate is there for the task's holder to send it on.
struct Progress {
  std::size_t ready = 0;
  std::size_t needed = 0;
};
Progress progress_of(const Gate& gate, const Task& task);

/// One thing that a holder can do next with the task: a way on, or the end.
struct NextStep {
  const Transition* way = nullptr;  ///< nullptr: the end, by `done`
  const Gate* gate = nullptr;
  std::string title;  ///< "Deployment Ready", "Done"
};
/// All ways on from the task's stage, and the end where it is a final one.
std::vector<NextStep> next_steps(const Task& task, const Agency& agency);
/// "2 of 5 ready for Deployment Ready".
std::string progress_words(const NextStep& step, const Task& task);

}  // namespace baton
