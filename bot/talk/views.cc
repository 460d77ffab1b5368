#include "bot/talk/views.h"

#include <algorithm>

#include "bot/talk/card_parts.h"
#include "bot/talk/supply.h"
#include "bot/talk/text.h"

namespace baton {
namespace {

constexpr std::size_t menu_tasks_max = 6;  // of each kind: a message has at most 50 blocks
constexpr std::size_t list_tasks_max = 30;
constexpr std::size_t handoffs_shown_max = 5;
constexpr std::size_t notes_shown_max = 3;

/// "Ana holds it", "Ana holds it · offered to Dino".
Line where_it_is(const Task& task, const Voice& voice) {
  Line line = say(stage_title(task, task.stage, voice.agency()), " · ", voice.name(task.holder),
                  voice.is_you(task.holder) ? " hold it" : " holds it");
  const Handoff* offer = task.offer();
  if (offer == nullptr) return line;
  line.push_back(plain(" · offered to " + voice.name(offer->receiver) + " "));
  line.push_back(moment(offer->offered_at));
  if (offer->open_question() != nullptr) line.push_back(plain(" · a question is open"));
  return line;
}

/// The tasks of one kind, each as a section of its own under one heading.
class MenuPart {
 public:
  MenuPart(Card& card, std::string heading, std::string more_command)
      : card_(card), heading_(std::move(heading)), more_command_(std::move(more_command)) {}

  void add(std::vector<Line> lines, std::vector<Button> buttons) {
    if (++count_ > menu_tasks_max) return;
    card_.sections.push_back({count_ == 1 ? heading_ : "", std::move(lines), std::move(buttons)});
  }
  void close() {
    if (count_ <= menu_tasks_max) return;
    card_.sections.push_back(
        {{},
         {say("And ", std::to_string(count_ - menu_tasks_max), " more: ", command(more_command_))},
         {}});
  }
  [[nodiscard]] std::size_t count() const { return count_; }

 private:
  Card& card_;
  std::string heading_;
  std::string more_command_;
  std::size_t count_ = 0;
};

void add_waiting(MenuPart& part, const Task& task, const Voice& voice) {
  const Handoff& offer = *task.offer();
  Line from = say(voice.subject(offer.sender), " offers it on the way to ",
                  bold(target_title(task, offer.transition, voice.agency())), " · ",
                  moment(offer.offered_at));
  if (offer.open_question() != nullptr) from.push_back(plain(" · your question is open"));
  part.add({task_line(task), std::move(from)}, decision_buttons(task));
}

void add_held(MenuPart& part, const Task& task, const Voice& voice) {
  std::vector<Line> lines{task_line(task)};
  lines.push_back(say("At ", bold(stage_title(task, task.stage, voice.agency()))));
  for (const NextStep& step : next_steps(task, voice.agency())) {
    const Progress progress = progress_of(*step.gate, task);
    if (progress.needed > 0) lines.back().push_back(plain(" · " + progress_words(step, task)));
  }
  std::vector<Button> buttons = holder_buttons(task, voice.agency());
  buttons.push_back(runs("Show", "show " + task.key.value));
  part.add(std::move(lines), std::move(buttons));
}

void add_offered(MenuPart& part, const Task& task, const Voice& voice) {
  const Handoff& offer = *task.offer();
  std::vector<Line> lines{task_line(task), say("Offered to ", bold(voice.name(offer.receiver)), " ",
                                               moment(offer.offered_at), " · not accepted yet")};
  std::vector<Button> buttons;
  if (const Question* question = offer.open_question()) {
    lines.push_back(say(bold(voice.subject(question->by)), " asks: ", excerpt(question->text)));
    buttons.push_back(answer_button(task));
  }
  buttons.push_back(act("Withdraw", Verb::withdraw, task, Button::Look::normal));
  part.add(std::move(lines), std::move(buttons));
}

Button new_button() {
  Button button;
  button.label = "New task";
  button.press.kind = Press::Kind::open_form;
  button.press.verb = Verb::start_new;
  return button;
}

std::string list_title(const ViewRequest& request, const Voice& voice) {
  switch (request.filter) {
    case ViewRequest::Filter::all: return "Open tasks";
    case ViewRequest::Filter::waiting: return "Waiting on you";
    case ViewRequest::Filter::holding: return "You hold";
    case ViewRequest::Filter::owed: return "You owe";
    case ViewRequest::Filter::overdue: return "Overdue";
    case ViewRequest::Filter::client: {
      const Client* client = voice.agency().client(request.client);
      const std::string name = client == nullptr ? "" : " " + client->name;
      return "Open tasks of " + request.client.value + name;
    }
    case ViewRequest::Filter::person: return voice.does(request.person, "holds", "hold");
  }
  return {};
}

void add_gates(Card& card, const Task& task, const Voice& voice) {
  const Handoff* offer = task.offer();
  for (const NextStep& step : next_steps(task, voice.agency())) {
    const bool elsewhere =
        offer != nullptr && (step.way == nullptr || step.way->id != offer->transition);
    if (elsewhere) continue;
    Card::Section section{
        progress_words(step, task), passed_lines(*step.gate, task, task.holder, voice), {}};
    for (Line& line : missing_lines(missing(*step.gate, task, task.holder), task, voice)) {
      section.lines.push_back(std::move(line));
    }
    card.sections.push_back(std::move(section));
  }
}

void add_handoffs(Card& card, const Task& task, const Voice& voice) {
  Card::Section section{"Handoffs", {}, {}};
  const std::size_t count = task.handoffs.size();
  const std::size_t first = count > handoffs_shown_max ? count - handoffs_shown_max : 0;
  for (std::size_t index = first; index < count; ++index) {
    const Handoff& handoff = task.handoffs[index];
    if (handoff.sender == handoff.receiver && handoff.outcome == Outcome::accepted) {
      section.lines.push_back(say(
          std::to_string(handoff.number), ". ", voice.name(handoff.receiver), " went on to ",
          target_title(task, handoff.transition, voice.agency()), " ", moment(handoff.settled_at)));
      continue;
    }
    section.lines.push_back(say(std::to_string(handoff.number), ". ", voice.name(handoff.sender),
                                " → ", voice.name(handoff.receiver), " · ",
                                target_title(task, handoff.transition, voice.agency()), " · ",
                                ending_line(handoff, voice)));
  }
  if (!section.lines.empty()) card.sections.push_back(std::move(section));
}

void add_notes(Card& card, const Task& task, const Voice& voice) {
  Card::Section section{"Notes", {}, {}};
  const std::size_t count = task.notes.size();
  const std::size_t first = count > notes_shown_max ? count - notes_shown_max : 0;
  for (std::size_t index = first; index < count; ++index) {
    const Note& note = task.notes[index];
    section.lines.push_back(
        say(voice.subject(note.by), " ", moment(note.at), ": ", excerpt(note.text)));
  }
  if (!section.lines.empty()) card.sections.push_back(std::move(section));
}

std::vector<Button> buttons_for(const Task& task, const Person& actor, const Agency& agency) {
  std::vector<Button> buttons;
  const Handoff* offer = task.offer();
  if (offer != nullptr && offer->receiver == actor.id && offer->sender != actor.id) {
    buttons = decision_buttons(task);
  }
  if (offer != nullptr && task.holder == actor.id) {
    if (offer->open_question() != nullptr) {
      buttons.push_back(answer_button(task));
    }
    buttons.push_back(act("Withdraw", Verb::withdraw, task, Button::Look::normal));
  }
  if (offer == nullptr && task.holder == actor.id) buttons = holder_buttons(task, agency);
  buttons.push_back(runs("History", "history " + task.key.value));
  return buttons;
}

}  // namespace

Card menu_card(const std::vector<Task>& tasks, const Person& actor, const Agency& agency,
               TimePoint now) {
  const Voice voice(agency, actor.id, now);
  Card card;
  MenuPart waiting(card, "Waiting on you", "list waiting");
  for (const Task& task : tasks) {
    const Handoff* offer = task.offer();
    if (offer != nullptr && offer->receiver == actor.id) add_waiting(waiting, task, voice);
  }
  waiting.close();
  MenuPart held(card, "You hold", "list holding");
  for (const Task& task : tasks) {
    if (task.phase == Phase::idle && task.holder == actor.id) add_held(held, task, voice);
  }
  held.close();
  MenuPart offered(card, "You offered, and still hold", "list holding");
  for (const Task& task : tasks) {
    const Handoff* offer = task.offer();
    const bool yours = offer != nullptr && offer->receiver != actor.id &&
                       (offer->sender == actor.id || task.holder == actor.id);
    if (yours) add_offered(offered, task, voice);
  }
  offered.close();
  const std::size_t all = waiting.count() + held.count() + offered.count();
  if (all == 0) {
    card.headline = say("Nothing waits on you, ", actor.name, ".");
    card.sections.push_back({{},
                             {say("Start a task with ", command("new"),
                                  ", or see what others hold with ", command("list"), ".")},
                             {}});
  } else if (waiting.count() > 0) {
    card.tone = Card::Tone::waiting;
    card.headline = say(bold(std::to_string(waiting.count())),
                        waiting.count() == 1 ? " task waits on you, " : " tasks wait on you, ",
                        actor.name, ".");
  } else {
    card.headline = say("Nothing waits on you, ", actor.name, ". You hold ",
                        bold(std::to_string(held.count() + offered.count())),
                        held.count() + offered.count() == 1 ? " task." : " tasks.");
  }
  card.buttons = {new_button(), runs("All tasks", "list"), runs("Help", "help")};
  return card;
}

Card list_card(const ViewRequest& request, const std::vector<Task>& tasks, const Person& actor,
               const Agency& agency, TimePoint now) {
  const Voice voice(agency, actor.id, now);
  Card card;
  card.headline = say(bold(list_title(request, voice)), ": ", std::to_string(tasks.size()));
  Card::Section section;
  for (const Task& task : tasks) {
    if (section.lines.size() == list_tasks_max) {
      section.lines.push_back(say("And ", std::to_string(tasks.size() - list_tasks_max),
                                  " more. Narrow it down: ", command("list client <client>"),
                                  " or ", command("list @person")));
      break;
    }
    section.lines.push_back(say(task_line(task), " · ", where_it_is(task, voice)));
  }
  if (section.lines.empty()) {
    section.lines.push_back(say("None. ", command("new"), " starts one."));
  } else {
    card.footer = say(command("show <task>"), " shows one of them.");
  }
  card.sections.push_back(std::move(section));
  return card;
}

Card show_card(const Task& task, const Person& actor, const Agency& agency, TimePoint now) {
  const Voice voice(agency, actor.id, now);
  Card card;
  const Handoff* offer = task.offer();
  if (offer != nullptr || !task.is_open()) {
    const Handoff none;
    const Handoff& shown = offer != nullptr ? *offer : none;
    card.headline = baton_line(task, shown, voice);
    card.tone = tone_of(task, shown);
  } else {
    card.headline = holder_line(task, voice);
  }
  const Client* client = agency.client(task.client);
  const Workflow* workflow = workflow_of(task, agency);
  Card::Section subject{{}, {task_line(task)}, {}};
  if (client != nullptr) subject.lines.back().push_back(plain(" · " + client->name));
  subject.lines.push_back(say(workflow == nullptr ? task.workflow.value : workflow->title, " · ",
                              bold(stage_title(task, task.stage, agency)), " since ",
                              moment(task.stage_since)));
  const Stage* stage = workflow == nullptr ? nullptr : workflow->stage(task.stage);
  if (stage != nullptr && !stage->done_means.empty() && task.is_open()) {
    subject.lines.push_back(say("Done means: ", stage->done_means));
  }
  card.sections.push_back(std::move(subject));
  if (offer != nullptr || !task.is_open()) {
    const Handoff none;
    Card::Section said = said_of(task, offer != nullptr ? *offer : none, voice);
    if (!said.lines.empty()) card.sections.push_back(std::move(said));
  }
  if (task.is_open()) add_gates(card, task, voice);
  add_handoffs(card, task, voice);
  add_notes(card, task, voice);
  card.buttons = buttons_for(task, actor, agency);
  return card;
}

}  // namespace baton
