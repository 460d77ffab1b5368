#include <algorithm>

#include "bot/talk/forms.h"
#include "bot/talk/text.h"

namespace baton {
namespace {

/// What a form brought, with the errors found in it.
class Submission {
 public:
  Submission(const FormValues& values, const Speaker& speaker)
      : values_(values), speaker_(speaker) {}

  [[nodiscard]] std::string get(std::string_view name) const {
    const auto found = values_.find(std::string(name));
    return found == values_.end() ? std::string() : std::string(text::trimmed(found->second));
  }
  /// An input that must hold something.
  std::string need(std::string_view name, std::string problem) {
    std::string value = get(name);
    if (value.empty()) fail(name, std::move(problem));
    return value;
  }
  void fail(std::string_view name, std::string problem) {
    errors_[std::string(name)] = std::move(problem);
  }

  Action start_new() {
    const std::string client = need(input::client, "Choose a client.");
    const std::string workflow = need(input::workflow, "Choose a workflow.");
    std::string title = need(input::title, "Give the task a title.");
    const Agency& agency = speaker_.agency;
    if (!client.empty() && agency.client({client}) == nullptr) {
      fail(input::client, "There is no such client any more.");
    }
    const auto& active = agency.settings.active_workflows;
    if (!workflow.empty() && std::ranges::find(active, WorkflowId{workflow}) == active.end()) {
      fail(input::workflow, "This workflow is no longer in use.");
    }
    if (text::length(title) > title_max) fail(input::title, "At most 300 characters, please.");
    return StartNew{{client}, {workflow}, std::move(title)};
  }

  Action give(const Press& press) {
    Give give;
    std::string to = get(input::to);
    if (to.empty()) to = press.text;  // the button that opened the form named the stage
    if (!to.empty()) give.to = StageId{std::move(to)};
    if (std::string receiver = get(input::receiver); !receiver.empty()) {
      if (speaker_.agency.directory.person({receiver}) == nullptr) {
        fail(input::receiver, "This person is no longer listed.");
      }
      give.receiver = PersonId{std::move(receiver)};
    }
    give.note = get(input::note);
    return give;
  }

  Action give_back(std::optional<int> handoff) {
    const std::string reason = need(input::reason, "Choose a reason.");
    const std::string words = get(input::words);
    const auto& reasons = speaker_.agency.settings.return_reasons;
    if (!reason.empty() && std::ranges::find(reasons, reason) == reasons.end()) {
      fail(input::reason, "This reason is no longer in use.");
    }
    if (reason == "other" && words.empty()) fail(input::words, "Say in words what is wrong.");
    return GiveBack{handoff, reason, words};
  }

  /// The values of requirements: of several links on several lines each is one.
  [[nodiscard]] std::vector<std::pair<ItemName, std::string>> requirement_values() const {
    std::vector<std::pair<ItemName, std::string>> out;
    for (const auto& [name, value] : values_) {
      if (!name.starts_with(input::value_prefix)) continue;
      const ItemName item = name.substr(input::value_prefix.size());
      for (const std::string_view part : parts_of(item, value)) {
        if (!text::trimmed(part).empty()) out.emplace_back(item, text::trimmed(part));
      }
    }
    return out;
  }

  /// Takes the last of `values` for its action, by `set` or by `attach`.
  Action supply(std::vector<std::pair<ItemName, std::string>>& values) {
    if (values.empty()) {
      for (const auto& [name, value] : values_) {
        if (name.starts_with(input::value_prefix)) {
          fail(name, "Fill in at least one of these.");
          break;
        }
      }
      return Set{};
    }
    auto [item, value] = std::move(values.back());
    values.pop_back();
    if (is_evidence(item)) return Attach{std::move(item), std::move(value)};
    return Set{std::move(item), std::move(value)};
  }

  [[nodiscard]] std::map<std::string, std::string> errors() const { return errors_; }

 private:
  [[nodiscard]] bool is_evidence(const ItemName& item) const {
    for (const auto& [id, workflow] : speaker_.agency.workflows) {
      const Requirement* requirement = workflow.requirement({item});
      if (requirement != nullptr && requirement->kind == RequirementKind::evidence) return true;
    }
    return false;
  }
  [[nodiscard]] std::vector<std::string_view> parts_of(const ItemName& item,
                                                       std::string_view value) const {
    if (!is_evidence(item)) return {value};
    std::vector<std::string_view> lines;
    while (!value.empty()) {
      const std::size_t end = std::min(value.find('\n'), value.size());
      lines.push_back(value.substr(0, end));
      value.remove_prefix(std::min(end + 1, value.size()));
    }
    return lines;
  }

  const FormValues& values_;
  const Speaker& speaker_;
  std::map<std::string, std::string> errors_;
};

}  // namespace

Intent submitted(const Submitted& submission, const Speaker& speaker) {
  const Press& press = submission.press;
  Submission form(submission.values, speaker);
  const std::optional<int> handoff =
      press.handoff == 0 ? std::nullopt : std::optional(press.handoff);
  Command command{speaker.actor.id, press.task, Accept{}, form.requirement_values()};
  switch (press.verb) {
    case Verb::start_new:
      command.task = {};
      command.action = form.start_new();
      break;
    case Verb::give: command.action = form.give(press); break;
    case Verb::set: command.action = form.supply(command.values); break;
    case Verb::give_back: command.action = form.give_back(handoff); break;
    case Verb::ask:
      command.action = Ask{handoff, form.need(input::question, "Write your question.")};
      break;
    case Verb::answer:
      command.action = AnswerQuestion{form.need(input::text, "Write your answer."), handoff,
                                      input::question_of(press)};
      break;
    default:
      return misunderstood({plain("This form is not one of this version. Nothing was recorded.")},
                           {{plain("Type the command instead.")}});
  }
  if (std::map<std::string, std::string> errors = form.errors(); !errors.empty()) {
    Misunderstood bad;
    bad.reply.kind = Reply::Kind::form_errors;
    bad.reply.errors = std::move(errors);
    return bad;
  }
  return command;
}

}  // namespace baton
