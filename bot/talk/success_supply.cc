// What was done with the things that gates ask for.
#include "bot/talk/forms.h"
#include "bot/talk/succeeding.h"
#include "bot/talk/supply.h"
#include "bot/talk/text.h"

namespace baton {
namespace {

constexpr std::size_t value_shown_max = 200;

}  // namespace

void Succeeding::operator()(const Set&) { supplied(); }
void Succeeding::operator()(const Check&) { supplied(); }
void Succeeding::operator()(const Attach&) { supplied(); }

void Succeeding::operator()(const Approve&) {
  for (const auto& [id, approval] : after_.approvals) {
    const auto old = before_.approvals.find(id);
    if (old != before_.approvals.end() && old->second == approval) continue;
    const std::string label = label_of(after_, id, agency());
    if (approval.who.empty()) {
      headline(bold(label), " of ", key(), " is approved.");
    } else {
      headline(bold(label), " of ", key(),
               " is recorded: ", text::clip(approval.who, value_shown_max), ".");
    }
    if (approval.self_approved) add("It is marked as self-approved.");
  }
  if (card_.headline.empty()) unchanged();
  add_progress();
}

/// What became of the requirements that have changed.
void Succeeding::supplied() {
  tell_changes();
  if (std::optional<Press> next = next_part(handled_, agency())) return go_on(std::move(*next));
  add_progress();
}

void Succeeding::go_on(Press next) {
  for (const NextStep& step : next_steps(after_, agency())) {
    const bool meant =
        next.text.empty() || (step.way != nullptr && step.way->to.value == next.text);
    if (!meant) continue;
    card_.sections.push_back(
        {progress_words(step, after_),
         missing_lines(missing(*step.gate, after_, after_.holder), after_, voice_),
         {}});
  }
  const std::string typed =
      next.text.empty() ? typed_instead(next) : "give " + key() + " to " + next.text;
  card_.footer = say("Go on with the next part, or type ", command(typed));
  card_.buttons = {{"Go on", std::move(next), Button::Look::primary}};
}

void Succeeding::tell_changes() {
  std::vector<Line> changes;
  for (const auto& [id, answer] : after_.answers) {
    const auto old = before_.answers.find(id);
    if (old == before_.answers.end() || old->second.revision != answer.revision) {
      changes.push_back(change_of(id, answer));
    }
  }
  if (changes.empty()) unchanged();
  if (!changes.empty()) card_.headline = std::move(changes.front());
  for (std::size_t index = 1; index < changes.size(); ++index) {
    lines_.push_back(std::move(changes[index]));
  }
}

Line Succeeding::change_of(const RequirementId& id, const Answer& answer) const {
  const Workflow* workflow = workflow_of(after_, agency());
  const Requirement* requirement = workflow == nullptr ? nullptr : workflow->requirement(id);
  const bool is_check = requirement != nullptr && requirement->kind == RequirementKind::check;
  Line line = say(bold(label_of(after_, id, agency())), " of ", key());
  if (answer.values.empty()) {
    line.push_back(plain(is_check ? " is open again." : " is cleared."));
  } else if (is_check) {
    line.push_back(plain(" is ticked."));
  } else if (requirement != nullptr && requirement->kind == RequirementKind::evidence) {
    line.push_back(plain(": "));
    line.push_back(evidence_span(answer.values.back()));
    line.push_back(plain(" is attached."));
  } else {
    const std::string& value = answer.values.front();
    line.push_back(plain(" is now "));
    line.push_back(requirement == nullptr
                       ? plain(text::clip(value, value_shown_max))
                       : value_span(*requirement, value, answer.by, works_with(after_), agency()));
    line.push_back(plain("."));
  }
  return line;
}

void Succeeding::add_progress() {
  if (after_.phase != Phase::idle) return;
  for (const NextStep& step : next_steps(after_, agency())) {
    const Progress progress = progress_of(*step.gate, after_);
    if (progress.needed > 0) add(progress_words(step, after_), ".");
  }
}

}  // namespace baton
