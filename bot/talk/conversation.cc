#include "bot/talk/conversation.h"

#include <algorithm>
#include <array>

#include "bot/talk/cards.h"
#include "bot/talk/forms.h"
#include "bot/talk/grammar.h"
#include "bot/talk/text.h"
#include "bot/talk/verbs.h"
#include "bot/talk/views.h"
#include "bot/talk/which_task.h"
#include "bot/talk/words.h"
#include "core/model/overloaded.h"

namespace baton {
namespace {

std::optional<int> attempt_of(const Press& press) {
  return press.handoff == 0 ? std::nullopt : std::optional(press.handoff);
}

/// What a press on an outdated message gets: nothing is done, the present is shown.
Intent present_instead(const TaskKey& task) {
  ViewRequest show;
  show.kind = ViewRequest::Kind::show;
  show.task = task;
  show.stray = true;
  return show;
}

std::optional<Undoing> undoing_called(std::string_view word) {
  constexpr std::array all{Undoing::accept, Undoing::give_back, Undoing::withdraw,
                           Undoing::take,   Undoing::pass,      Undoing::wait,
                           Undoing::block,  Undoing::done,      Undoing::cancel};
  const auto found = std::ranges::find_if(all, [&](Undoing what) { return word_of(what) == word; });
  return found == all.end() ? std::nullopt : std::optional(*found);
}

/// What a button that acts at once asks for; nullopt: such a button is none of ours.
std::optional<Action> acted(const Press& press) {
  switch (press.verb) {
    case Verb::accept: return Accept{attempt_of(press)};
    case Verb::withdraw: return Withdraw{attempt_of(press)};
    case Verb::done: return Finish{};
    case Verb::take: return Take{attempt_of(press), {}};
    case Verb::start: return Start{};
    case Verb::unblock: return Unblock{};
    case Verb::resume: return Resume{};
    case Verb::reopen: return Reopen{};
    case Verb::undo: {
      const std::optional<Undoing> what = undoing_called(press.text);
      if (!what && !press.text.empty()) return std::nullopt;
      return Undo{what};
    }
    default: return std::nullopt;
  }
}

Intent pressed(const Pressed& pressed, const Speaker& speaker) {
  const Press& press = pressed.press;
  if (pressed.stray && !press.task.empty()) return present_instead(press.task);
  if (press.kind == Press::Kind::run) return parse(press.text, speaker);
  if (press.kind == Press::Kind::act) {
    if (std::optional<Action> action = acted(press)) {
      return Command{speaker.actor.id, press.task, std::move(*action), {}};
    }
  }
  if (has_form(press.verb)) {
    FormRequest request{press};
    request.press.kind = Press::Kind::open_form;
    return request;
  }
  return misunderstood(say("This button is not one of this version. Nothing was recorded."),
                       {say(baton::command("menu"), " shows what you can do now.")});
}

/// A form that was opened too long ago: it has no effect, and opens again with what it brought.
Misunderstood expired(const Submitted& form) {
  Button again;
  again.label = "Open the form again";
  again.look = Button::Look::primary;
  again.press = form.press;
  again.press.kind = Press::Kind::open_form;
  for (const auto& [name, value] : form.values) again.press.filled[name] = value;
  return misunderstood(
      say("This form was opened more than 30 minutes ago. Nothing was recorded."),
      {say("Open it again with what you entered, or type ", command(typed_instead(form.press)))},
      {}, {std::move(again)});
}

/// `card` of the present, in place of what a press on an outdated message asked for.
Card shown_instead(Card card) {
  Card::Section now;
  now.lines.push_back(std::move(card.headline));
  card.sections.insert(card.sections.begin(), std::move(now));
  card.buttons.clear();  // the message that was pressed has those of now
  std::erase_if(card.sections, [](const Card::Section& section) { return section.lines.empty(); });
  card.headline = say("Nothing was recorded: that button stands on an outdated message. Now:");
  return card;
}

Card unknown_task_card(const TaskKey& task, const Person& actor, const Agency& agency) {
  const Voice voice(agency, actor.id);
  const Command probe{actor.id, task, AddNote{}, {}};
  return refusal_card(Rejection{}, probe, Task{}, voice);
}

}  // namespace

Intent Conversation::understand(const Envelope& envelope, const Person& actor,
                                const Agency& agency) const {
  const Speaker speaker{actor, agency, envelope.workspace, clock_.now()};
  Intent intent = std::visit(Overloaded{
                                 [&](const Typed& typed) { return parse(typed.text, speaker); },
                                 [&](const Pressed& press) { return pressed(press, speaker); },
                                 [&](const Submitted& form) {
                                   return form.expired && has_form(form.press.verb)
                                              ? Intent(expired(form))
                                              : submitted(form, speaker);
                                 },
                             },
                             envelope.what);
  if (auto* form = std::get_if<FormRequest>(&intent)) form->inputs_max = envelope.form_inputs_max;
  return intent;
}

Reply Conversation::word(const Handled& handled, const Person& actor, const Agency& agency) const {
  return word_of(handled, actor, agency, clock_.now());
}

Reply Conversation::view(const ViewRequest& request, const std::vector<Task>& tasks,
                         const Person& actor, const Agency& agency) const {
  const bool of_task =
      request.kind == ViewRequest::Kind::show || request.kind == ViewRequest::Kind::history;
  const bool known = !tasks.empty() && tasks.front().phase != Phase::absent;
  if (of_task && !known) return Reply::message(unknown_task_card(request.task, actor, agency));
  switch (request.kind) {
    case ViewRequest::Kind::menu:
      return Reply::message(menu_card(tasks, actor, agency, clock_.now()));
    case ViewRequest::Kind::help: return Reply::message(help_card(request.topic));
    case ViewRequest::Kind::list:
      return Reply::message(list_card(request, tasks, actor, agency, clock_.now()));
    case ViewRequest::Kind::show: {
      Card card = show_card(request, tasks.front(), actor, agency, clock_.now());
      return Reply::message(request.stray ? shown_instead(std::move(card)) : std::move(card));
    }
    case ViewRequest::Kind::history:
      return Reply::message(history_card(tasks.front(), actor, agency, clock_.now()));
  }
  return {};
}

Reply Conversation::form(const FormRequest& request, const Task& task, const Person& actor,
                         const Agency& agency) const {
  FormRequest meant = request;
  meant.press = bound(request.press, task);
  if (std::optional<Card> refusal = form_refusal(meant.press, task, actor, agency, clock_.now())) {
    return Reply::message(std::move(*refusal));
  }
  if (std::optional<Card> instead = instead_of_form(meant, task, actor, agency)) {
    return Reply::message(std::move(*instead));
  }
  Reply reply;
  reply.kind = Reply::Kind::open_form;
  reply.form = form_of(meant, task, actor, agency);
  Button again;
  again.label = "Open the form";
  again.press = meant.press;
  again.look = Button::Look::primary;
  Reply fallback = answer_with(Card::Tone::neutral, say("The form could not be opened here."),
                               {say("Try again, or type ", command(typed_instead(meant.press)))},
                               {std::move(again)});
  reply.card = std::move(fallback.card);
  return reply;
}

Reply Conversation::which_task(const Envelope& envelope, const std::vector<Task>& candidates,
                               const Person& actor, const Agency& agency) const {
  std::string line;
  if (const auto* typed = std::get_if<Typed>(&envelope.what)) line = typed->text;
  if (const auto* press = std::get_if<Pressed>(&envelope.what)) {
    if (press->press.kind == Press::Kind::run) line = press->press.text;
  }
  return which_task_of(line, candidates, Voice(agency, actor.id, clock_.now()));
}

Reply Conversation::stranger(const Envelope&, const Agency& agency) const {
  std::vector<std::string> names;
  const auto add = [&](const Person* person) {
    if (person == nullptr || person->left) return;
    if (std::ranges::find(names, person->name) == names.end()) names.push_back(person->name);
  };
  for (const Person* person : agency.holders_of(coordinator_role)) add(person);
  for (const PersonId& id : agency.settings.last_resort) {
    if (names.empty()) add(agency.directory.person(id));
  }
  const std::string who = names.empty() ? "the people who run Baton" : text::listed(names, "or");
  return answer_with(
      Card::Tone::bad,
      say("You are not in ", agency.settings.agency,
          "'s list of people yet, so nothing was recorded. Ask ", who, " to add you."),
      {});
}

Reply Conversation::sent_before() const {
  return answer_with(
      Card::Tone::bad,
      say("This form was sent before, and what it said then counted. Nothing more was recorded."),
      {say(baton::command("menu"), " shows what you can do now.")});
}

Reply Conversation::not_recorded(const Envelope& envelope) const {
  constexpr std::size_t repeated_max = 2500;
  const auto* typed = std::get_if<Typed>(&envelope.what);
  std::vector<Line> lines;
  if (typed != nullptr && !text::trimmed(typed->text).empty()) {
    lines.push_back(say("Please send it again in a moment: ",
                        command(text::clip(text::trimmed(typed->text), repeated_max))));
  } else if (typed != nullptr || std::holds_alternative<Submitted>(envelope.what)) {
    lines.push_back(say("Please send it again in a moment."));
  } else {
    lines.push_back(say("Please press it again in a moment."));
  }
  return answer_with(Card::Tone::bad, say("Busy — ", bold("not recorded"), "."), std::move(lines));
}

Card Conversation::card(const Notice& notice, const Task& task, const Agency& agency,
                        bool repeat) const {
  Card card = card_of(notice, task, agency, clock_.now());
  if (repeat) mark_repeat(card);
  return card;
}

Card Conversation::digest(const std::vector<DigestEntry>& entries, const std::vector<Task>& tasks,
                          const Agency& agency, bool repeat) const {
  Card card = digest_card(entries, tasks, agency, clock_.now());
  if (repeat) mark_repeat(card);
  return card;
}

}  // namespace baton
