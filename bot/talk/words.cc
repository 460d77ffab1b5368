#include "bot/talk/words.h"

#include <algorithm>

#include "bot/talk/forms.h"
#include "bot/talk/supply.h"
#include "bot/talk/text.h"
#include "core/machine/item_lookup.h"

namespace baton {
namespace {

constexpr std::size_t form_error_max = 500;
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
std::string kept_words(const Handled& handled, const Agency& agency) {
  std::vector<std::string> once;
  for (const ItemName& name : handled.kept) {
    std::string label = label_of_named(name, handled.before, agency);
    if (std::ranges::find(once, label) == once.end()) once.push_back(std::move(label));
  }
  return once.empty() ? std::string() : "Kept: " + text::joined(once) + ".";
}

std::string sentence_of(const Card& card) {
  std::string out = plain_text(card);
  std::ranges::replace(out, '\n', ' ');
  return text::clip(out, form_error_max);
}

std::string first_line_of(const Card& card) {
  Card headline;
  headline.headline = card.headline;
  return sentence_of(headline);
}

/// Whether all that a refusal says stands in its problems and in what is missing.
bool is_about_inputs(Refusal refusal) {
  switch (refusal) {
    case Refusal::not_ready:
    case Refusal::bad_value:
    case Refusal::unknown_item:
    case Refusal::ambiguous_item:
    case Refusal::unknown_reason:
    case Refusal::details_needed: return true;
    default: return false;
  }
}

/// The input that a refusal without a better place belongs to: the first that every form of the
/// verb has.
std::string_view first_input(Verb verb) {
  switch (verb) {
    case Verb::start_new: return input::workflow;
    case Verb::give: return input::receiver;
    case Verb::give_back: return input::reason;
    case Verb::ask: return input::question;
    default: return input::text;
  }
}

/// Whether the form had an input for the requirement.
bool came_with(const Command& command, const ItemName& item) {
  return std::ranges::any_of(command.values,
                             [&](const auto& value) { return value.first == item; });
}

std::string_view input_for(Refusal refusal, Verb verb) {
  switch (refusal) {
    case Refusal::unknown_client: return input::client;
    case Refusal::unknown_workflow:
      return verb == Verb::start_new ? input::workflow : first_input(verb);
    case Refusal::words_needed:
      if (verb == Verb::start_new) return input::title;
      return verb == Verb::give_back ? input::words : first_input(verb);
    case Refusal::too_long:
      if (verb == Verb::start_new) return input::title;
      if (verb == Verb::give) return input::note;
      return verb == Verb::give_back ? input::words : first_input(verb);
    default: return first_input(verb);
  }
}

Reply form_errors(const Handled& handled, const Card& card, const Voice& voice) {
  const Rejection& rejection = *handled.rejection;
  const Command& command = handled.command;
  const Verb verb = verb_of(command.action);
  Reply reply;
  reply.kind = Reply::Kind::form_errors;
  std::string rest;
  const bool has_inputs = !rejection.missing.empty() || !rejection.problems.empty();
  if (!has_inputs) rest = sentence_of(card);
  if (has_inputs && !is_about_inputs(rejection.refusal)) rest = first_line_of(card);
  const auto also = [&](const std::string& sentence) {
    rest += (rest.empty() ? "" : " · ") + sentence;
  };
  for (const Problem& problem : rejection.problems) {
    const std::string sentence =
        problem.given.empty()
            ? problem.why
            : "“" + text::clip(problem.given, given_shown_max) + "” " + problem.why;
    if (came_with(command, problem.name)) {
      reply.errors[input::of_value(problem.name)] = text::clip(sentence, form_error_max);
    } else {
      also(problem.name + ": " + sentence);
    }
  }
  for (const Missing& item : rejection.missing) {
    const std::string sentence = missing_sentence(item, handled.after, voice);
    if (came_with(command, item.id.value)) {
      reply.errors.try_emplace(input::of_value(item.id.value),
                               text::clip("Still missing · " + sentence, form_error_max));
    } else {
      also("Still missing · " + sentence);
    }
  }
  if (const std::string kept = kept_words(handled, voice.agency()); !kept.empty()) also(kept);
  if (!rest.empty() || reply.errors.empty()) {
    const std::string where(input_for(rejection.refusal, verb));
    reply.errors[where] = text::clip(rest.empty() ? sentence_of(card) : rest, form_error_max);
  }
  return reply;
}

/// The command that a form leads to, with its texts filled in, to see whether it may be opened.
Command probe_of(const Press& press, const Person& actor) {
  const std::optional<int> handoff =
      press.handoff == 0 ? std::nullopt : std::optional(press.handoff);
  Command probe{actor.id, press.task, Give{}, {}};
  if (press.verb == Verb::ask) probe.action = Ask{handoff, "?"};
  if (press.verb == Verb::answer) {
    probe.action = AnswerQuestion{"!", handoff, input::question_of(press)};
  }
  if (press.verb == Verb::give_back) probe.action = GiveBack{handoff, "other", "?"};
  return probe;
}

/// Whether no input of a form could mend the refusal.
bool is_final(Refusal refusal) {
  switch (refusal) {
    case Refusal::unknown_task:
    case Refusal::nothing_offered:
    case Refusal::no_open_question:
    case Refusal::already_ended:
    case Refusal::not_permitted:
    case Refusal::outdated:
    case Refusal::question_open: return true;
    default: return false;
  }
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

std::optional<Card> form_refusal(const Press& press, const Task& task, const Person& actor,
                                 const Agency& agency) {
  if (press.verb == Verb::start_new) return std::nullopt;
  const Command probe = probe_of(press, actor);
  const Decision decision = decide(task, probe, agency, task.stage_since);
  const auto* rejection = std::get_if<Rejection>(&decision);
  if (rejection == nullptr) return std::nullopt;
  const bool no_way = rejection->refusal == Refusal::no_way_on && rejection->choices.empty();
  if (!is_final(rejection->refusal) && !no_way) return std::nullopt;
  return refusal_card(*rejection, probe, task, Voice(agency, actor.id));
}

Reply word_of(const Handled& handled, const Person& actor, const Agency& agency) {
  const Voice voice(agency, actor.id);
  if (!handled.rejection) return Reply::message(success_card(handled, voice));
  Card card = refusal_card(*handled.rejection, handled.command, handled.after, voice, handled.kept);
  if (handled.from_form) return form_errors(handled, card, voice);
  if (const std::string kept = kept_words(handled, agency); !kept.empty()) {
    card.sections.push_back({{}, {say(kept)}, {}});
  }
  return Reply::message(std::move(card));
}

}  // namespace baton
