#include <algorithm>

#include "bot/talk/submission.h"
#include "bot/talk/text.h"

namespace baton {

Action Submission::start_new() {
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

Action Submission::give() {
  Give give;
  give.to = stage();
  give.receiver = receiver();
  give.note = get(input::note);
  return give;
}

Action Submission::give_back() {
  const std::string reason = need(input::reason, "Choose a reason.");
  const std::string words = get(input::words);
  const auto& reasons = speaker_.agency.settings.return_reasons;
  if (!reason.empty() && std::ranges::find(reasons, reason) == reasons.end()) {
    fail(input::reason, "This reason is no longer in use.");
  }
  if (reason == "other" && words.empty()) fail(input::words, "Say in words what is wrong.");
  return GiveBack{handoff(), reason, words};
}

Action Submission::supply_requirements(std::vector<std::pair<ItemName, std::string>>& values) {
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

Action Submission::action(std::vector<std::pair<ItemName, std::string>>& values) {
  switch (press_.verb) {
    case Verb::start_new: return start_new();
    case Verb::give: return give();
    case Verb::set: return supply_requirements(values);
    case Verb::give_back: return give_back();
    case Verb::ask: return Ask{handoff(), need(input::question, "Write your question.")};
    case Verb::answer:
      return AnswerQuestion{need(input::text, "Write your answer."), handoff(),
                            input::question_of(press_)};
    case Verb::accept: return accept();
    case Verb::pass: return pass();
    case Verb::urgent: return urgent();
    case Verb::name_gap: return name_gap();
    case Verb::supply: return supply_gap();
    case Verb::drop: {
      std::string gap = owed(input::gap, "Choose the gap.");
      return DropGap{std::move(gap), why()};
    }
    case Verb::forgive: {
      std::string debt = owed(input::debt, "Choose the debt.");
      return Forgive{std::move(debt), why()};
    }
    case Verb::repay: {
      std::string debt = owed(input::debt, "Choose the debt.");
      return Repay{std::move(debt), get(input::value)};
    }
    case Verb::refuse: return Refuse{get(input::why), input::request_of(press_)};
    case Verb::take: return Take{handoff(), get(input::why)};
    case Verb::snooze: return Snooze{moment(input::until)};
    case Verb::priority: return priority();
    case Verb::move: return move();
    case Verb::note: return AddNote{need(input::text, "Write the note.")};
    case Verb::check: return Check{need(input::item, "Choose what is done."), true};
    case Verb::approve: return approve();
    case Verb::block: return block();
    case Verb::wait: return wait();
    case Verb::due: return due();
    default: return Cancel{why()};
  }
}

Intent submitted(const Submitted& submission, const Speaker& speaker) {
  const Press& press = submission.press;
  if (!has_form(press.verb)) {
    return misunderstood({plain("This form is not one of this version. Nothing was recorded.")},
                         {{plain("Type the command instead.")}});
  }
  Submission form(submission, speaker);
  Command command{speaker.actor.id, press.verb == Verb::start_new ? TaskKey() : press.task,
                  AddNote{}, form.requirement_values()};
  command.action = form.action(command.values);
  if (!form.errors().empty()) {
    Misunderstood bad;
    bad.reply.kind = Reply::Kind::form_errors;
    bad.reply.errors = form.errors();
    return bad;
  }
  return command;
}

}  // namespace baton
