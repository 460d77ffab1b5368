#include "bot/talk/say.h"

#include <array>

#include "bot/talk/text.h"
#include "bot/talk/verbs.h"

namespace baton {
namespace {

constexpr std::size_t title_shown_max = 120;
constexpr std::size_t link_shown_max = 60;

std::string two_digits(int number) { return (number < 10 ? "0" : "") + std::to_string(number); }

int handoff_shown(const Task& task) {
  return task.handoffs.empty() ? 0 : task.handoffs.back().number;
}

}  // namespace

Span moment(TimePoint at) {
  constexpr std::array months{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                              "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const auto day = std::chrono::floor<std::chrono::days>(at);
  const std::chrono::year_month_day date(day);
  const std::chrono::hh_mm_ss time(at - day);
  Span span;
  span.style = Span::Style::time;
  span.at = at;
  span.text = std::to_string(static_cast<unsigned>(date.day())) + " " +
              months[static_cast<unsigned>(date.month()) - 1] + " " +
              std::to_string(static_cast<int>(date.year())) + " " +
              two_digits(static_cast<int>(time.hours().count())) + ":" +
              two_digits(static_cast<int>(time.minutes().count())) + " UTC";
  return span;
}

Span command(std::string_view after_slash) {
  return code(std::string(slash_command) + (after_slash.empty() ? "" : " ") +
              std::string(after_slash));
}

Line with_commands(std::string_view sentence) {
  Line line;
  bool inside = false;
  while (true) {
    const std::size_t tick = sentence.find('`');
    const std::string part(sentence.substr(0, tick));
    if (!part.empty()) {
      line.push_back(!inside                           ? plain(part)
                     : part.starts_with(slash_command) ? code(part)
                                                       : command(part));
    }
    if (tick == sentence.npos) return line;
    sentence.remove_prefix(tick + 1);
    inside = !inside;
  }
}

Span evidence_span(const std::string& value) {
  if (!text::is_link(value)) return plain(value);
  const std::size_t scheme = value.find("://") + 3;
  return link(text::clip(std::string_view(value).substr(scheme), link_shown_max), value);
}

std::string Voice::name(const PersonId& id) const {
  return is_you(id) ? "you" : agency_.name_of(id);
}
std::string Voice::subject(const PersonId& id) const {
  return is_you(id) ? "You" : agency_.name_of(id);
}
std::string Voice::does(const PersonId& id, std::string_view third, std::string_view second) const {
  return subject(id) + " " + std::string(is_you(id) ? second : third);
}
std::string Voice::any_of(const std::vector<PersonId>& ids) const {
  std::vector<std::string> names;
  for (const PersonId& id : ids) names.push_back(name(id));
  return text::listed(names, "or");
}

const Workflow* workflow_of(const Task& task, const Agency& agency) {
  return agency.workflow(task.workflow, task.workflow_version);
}

std::string stage_title(const Task& task, const StageId& id, const Agency& agency) {
  const Workflow* workflow = workflow_of(task, agency);
  const Stage* stage = workflow == nullptr ? nullptr : workflow->stage(id);
  return stage == nullptr || stage->title.empty() ? id.value : stage->title;
}

std::string target_title(const Task& task, const TransitionId& id, const Agency& agency) {
  const Workflow* workflow = workflow_of(task, agency);
  const Transition* transition = workflow == nullptr ? nullptr : workflow->transition(id);
  return transition == nullptr ? id.value : stage_title(task, transition->to, agency);
}

std::string goal_title(const Task& task, const Handoff& handoff, const Agency& agency) {
  const Workflow* workflow = workflow_of(task, agency);
  const Transition* way = workflow == nullptr ? nullptr : workflow->transition(handoff.transition);
  if (way == nullptr || handoff.back_of == 0) return target_title(task, handoff.transition, agency);
  return stage_title(task, way->from, agency);
}

std::string label_of(const Task& task, const RequirementId& id, const Agency& agency) {
  const Workflow* workflow = workflow_of(task, agency);
  const Requirement* requirement = workflow == nullptr ? nullptr : workflow->requirement(id);
  return requirement == nullptr || requirement->label.empty() ? id.value : requirement->label;
}

Line task_line(const Task& task) {
  return say(bold(task.key.value), " ", text::clip(text::one_line(task.title), title_shown_max));
}

Button act(std::string label, Verb verb, const Task& task, Button::Look look) {
  return {std::move(label),
          {Press::Kind::act, verb, task.key, handoff_shown(task), task.version, {}},
          look};
}

Button opens(std::string label, Verb verb, const Task& task, Button::Look look) {
  return {std::move(label),
          {Press::Kind::open_form, verb, task.key, handoff_shown(task), task.version, {}},
          look};
}

Button runs(std::string label, std::string text) {
  Button button;
  button.label = std::move(label);
  button.press.kind = Press::Kind::run;
  button.press.text = std::move(text);
  return button;
}

Reply answer_with(Card::Tone tone, Line headline, std::vector<Line> lines,
                  std::vector<Button> buttons) {
  Card card;
  card.tone = tone;
  card.headline = std::move(headline);
  if (!lines.empty()) card.sections.push_back({{}, std::move(lines), {}});
  card.buttons = std::move(buttons);
  return Reply::message(std::move(card));
}

}  // namespace baton
