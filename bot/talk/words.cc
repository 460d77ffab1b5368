#include "bot/talk/words.h"

#include <algorithm>

#include "bot/talk/forms.h"
#include "bot/talk/supply.h"
#include "bot/talk/text.h"
#include "core/machine/item_lookup.h"

namespace baton {
namespace {

constexpr std::size_t given_shown_max = 80;

/// The label of what a person named by its id, its number or a prefix.
std::string label_of_named(const ItemName& name, const Task& task, const Agency& agency) {
  const Workflow* workflow = workflow_of(task, agency);
  if (workflow == nullptr) return name;
  const auto item = find_item(name, task, *workflow);
  const auto* found = std::get_if<const Requirement*>(&item);
  return found == nullptr ? name : label_of(task, (*found)->id, agency);
}

/// "Kept: Budget allocation, Copy document."
std::string kept_words(const std::vector<ItemName>& kept, const Handled& handled,
                       const Agency& agency) {
  std::vector<std::string> once;
  for (const ItemName& name : kept) {
    std::string label = label_of_named(name, handled.before, agency);
    if (std::ranges::find(once, label) == once.end()) once.push_back(std::move(label));
  }
  return once.empty() ? std::string() : "Kept: " + text::joined(once) + ".";
}

/// Whether who did it belongs to `handoff`, so that a message of their own shows how it stands.
bool has_own_message(const Handoff& handoff, const PersonId& actor) {
  return handoff.sender != handoff.receiver &&
         (handoff.sender == actor || handoff.receiver == actor);
}

/// Whether a channel that `actor` can be in has the task's cards.
bool sees_cards(const Task& task, const Person& actor, const Agency& agency) {
  const Client* client = agency.client(task.client);
  const auto is_actors = [&](const auto& place) { return actor.in(place.first) != nullptr; };
  return (client != nullptr && std::ranges::any_of(client->channels, is_actors)) ||
         std::ranges::any_of(agency.settings.default_channels, is_actors);
}

/// Whether all that a success says shows in a message of the task, too.
bool shows_elsewhere(const Handled& handled, const Person& actor, const Agency& agency) {
  const Task& task = handled.after;
  if (!handled.problems.empty() || task.handoffs.empty()) return false;
  const auto has_lapsed = [&](const auto& approval) {
    return !task.approvals.contains(approval.first);
  };
  if (std::ranges::any_of(handled.before.approvals, has_lapsed)) return false;
  const Handoff* shown = &task.handoffs.back();
  switch (verb_of(handled.command.action)) {
    case Verb::give:
    case Verb::accept:
    case Verb::give_back:
    case Verb::ask:
    case Verb::answer:
    case Verb::withdraw: break;
    case Verb::done:
    case Verb::cancel: {  // these change the messages by which the holder got it
      const auto accepted = std::ranges::find(task.handoffs.rbegin(), task.handoffs.rend(),
                                              Outcome::accepted, &Handoff::outcome);
      shown = accepted == task.handoffs.rend() ? nullptr : &*accepted;
      break;
    }
    default: return false;
  }
  return (shown != nullptr && has_own_message(*shown, actor.id)) || sees_cards(task, actor, agency);
}

/// A form that supplies brought something that was not understood beside what was: it stays open.
Reply partly_supplied(const Handled& handled, const Voice& voice) {
  Rejection rejection;
  rejection.refusal = Refusal::bad_value;
  rejection.problems = handled.problems;
  std::vector<ItemName> kept = handled.kept;
  if (const auto* set = std::get_if<Set>(&handled.command.action)) kept.push_back(set->field);
  if (const auto* attach = std::get_if<Attach>(&handled.command.action)) {
    kept.push_back(attach->item);
  }
  return form_errors(rejection, handled, success_card(handled, voice),
                     kept_words(kept, handled, voice.agency()), voice);
}

}  // namespace

std::vector<Line> problem_lines(const std::vector<Problem>& problems, const Task& task,
                                const Voice& voice) {
  std::vector<Line> lines;
  const Workflow* workflow = workflow_of(task, voice.agency());
  for (const Problem& problem : problems) {
    const Requirement* requirement =
        workflow == nullptr ? nullptr : workflow->requirement({problem.name});
    Line line = say("• ", bold(problem.name));
    if (!problem.given.empty()) {
      line.push_back(
          plain(" “" + text::clip(text::one_line(problem.given), given_shown_max) + "”"));
    }
    // The reasons name verbs between back quotes: shown as commands, but for bare words.
    for (Span& span : with_commands(" " + problem.why + ".")) line.push_back(std::move(span));
    if (requirement != nullptr && task.is_open()) {
      line.push_back(plain(" Type "));
      line.push_back(command(supply_command(*requirement, task.key)));
    }
    lines.push_back(std::move(line));
  }
  return lines;
}

Reply word_of(const Handled& handled, const Person& actor, const Agency& agency, TimePoint now) {
  const Voice voice(agency, actor.id, now);
  if (!handled.rejection) {
    const bool supplied = handled.form && handled.form->press.verb == Verb::set;
    if (supplied && !handled.problems.empty()) return partly_supplied(handled, voice);
    Reply reply = Reply::message(success_card(handled, voice));
    reply.shown_elsewhere = shows_elsewhere(handled, actor, agency);
    return reply;
  }
  const std::string kept = kept_words(handled.kept, handled, agency);
  Card card = refusal_card(*handled.rejection, handled.command, handled.after, voice, handled.kept);
  if (handled.form && !handled.form->values.empty()) {
    return form_errors(*handled.rejection, handled, card, kept, voice);
  }
  if (!kept.empty()) card.sections.push_back({{}, {say(kept)}, {}});
  return Reply::message(std::move(card));
}

}  // namespace baton
