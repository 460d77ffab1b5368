#include <algorithm>

#include "bot/talk/card_parts.h"
#include "bot/talk/text.h"
#include "bot/talk/views.h"

namespace baton {
namespace {

constexpr std::size_t list_tasks_max = 30;

/// "Creative Review · Ana holds it", "... · offered to Dino 2 Mar · blocked".
Line where_it_is(const Task& task, const Voice& voice) {
  Line line = say(stage_title(task, task.stage, voice.agency()), " · ", voice.name(task.holder),
                  voice.is_you(task.holder) ? " hold it" : " holds it");
  if (const Handoff* offer = task.offer()) {
    line = say(line, " · offered to ", voice.name(offer->receiver), " ", moment(offer->offered_at));
    if (offer->urgent) line = say(line, " · ", bold("urgent"));
    if (offer->open_question() != nullptr) line = say(line, " · a question is open");
  }
  if (task.waiting) line = say(line, " · waits for the client until ", moment(task.waiting->until));
  if (task.blocking)
    line = say(line, " · ", bold("blocked"), " since ", moment(task.blocking->since));
  for (const Consent& consent : task.consents) {
    const bool asks_you = consent.state == Consent::State::asked && voice.is_you(consent.asked);
    if (asks_you) line = say(line, " · ", bold(voice.name(consent.by)), " asks you for a yes");
  }
  if (Line promise = promise_words(task, voice); !promise.empty()) line = say(line, " · ", promise);
  return line;
}

/// What `person` owes on the task.
std::vector<Line> owed_lines(const Task& task, const PersonId& person, const Voice& voice) {
  std::vector<Line> lines;
  if (!task.is_open()) return lines;
  for (const Gap& gap : task.gaps) {
    if (gap.state == Gap::State::open && gap.owner == person) lines.push_back(gap_line(gap, voice));
  }
  for (const Debt& debt : task.debts) {
    if (debt.is_open() && debt.debtor == person) lines.push_back(debt_line(task, debt, voice));
  }
  return lines;
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

/// One line a task; where something is owed or overdue, one line for each of it.
std::vector<Line> lines_of(const ViewRequest& request, const Task& task, const Person& actor,
                           const Voice& voice) {
  std::vector<Line> lines;
  switch (request.filter) {
    case ViewRequest::Filter::owed: lines = owed_lines(task, actor.id, voice); break;
    case ViewRequest::Filter::overdue: lines = late_lines(task, voice); break;
    case ViewRequest::Filter::all:
    case ViewRequest::Filter::waiting:
    case ViewRequest::Filter::holding:
    case ViewRequest::Filter::client:
    case ViewRequest::Filter::person:
      return {say(task_line(task), " · ", where_it_is(task, voice))};
  }
  const bool says_holder = request.filter == ViewRequest::Filter::overdue;
  for (Line& line : lines) {
    line = says_holder ? say(task_line(task), " · ", voice.name(task.holder),
                             voice.is_you(task.holder) ? " hold it" : " holds it", " · ", line)
                       : say(task_line(task), " · ", line);
  }
  return lines;
}

Line none_of(const ViewRequest& request) {
  switch (request.filter) {
    case ViewRequest::Filter::owed:
      return say("Nothing. ", command("menu"), " shows what you can do now.");
    case ViewRequest::Filter::overdue: return say("Nothing is late.");
    case ViewRequest::Filter::all:
    case ViewRequest::Filter::waiting:
    case ViewRequest::Filter::holding:
    case ViewRequest::Filter::client:
    case ViewRequest::Filter::person: break;
  }
  return say("None. ", command("new"), " starts one.");
}

}  // namespace

Card list_card(const ViewRequest& request, const std::vector<Task>& tasks, const Person& actor,
               const Agency& agency, TimePoint now) {
  const Voice voice(agency, actor.id, now);
  Card card;
  Card::Section section;
  std::size_t count = 0;
  for (const Task& task : tasks) {
    for (Line& line : lines_of(request, task, actor, voice)) {
      if (++count <= list_tasks_max) section.lines.push_back(std::move(line));
    }
  }
  card.headline = say(bold(list_title(request, voice)), ": ", std::to_string(count));
  if (count > list_tasks_max) {
    section.lines.push_back(say("And ", std::to_string(count - list_tasks_max),
                                " more. Narrow it down: ", command("list client <client>"), " or ",
                                command("list @person")));
  }
  if (count == 0) {
    section.lines.push_back(none_of(request));
  } else {
    card.footer = say(command("show <task>"), " shows one of them.");
  }
  card.sections.push_back(std::move(section));
  return card;
}

}  // namespace baton
