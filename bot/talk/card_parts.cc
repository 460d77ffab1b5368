#include "bot/talk/card_parts.h"

#include <algorithm>

#include "bot/talk/text.h"

namespace baton {
namespace {

constexpr std::size_t questions_shown_max = 5;
constexpr std::size_t tracks_shown_max = 10;

Line question_line(const Question& question, const Voice& voice) {
  return say("Question from ", voice.name(question.by), ": ", excerpt(question.text));
}

Line way_line(const Task& task, const Handoff& handoff, const Transition& way,
              const Agency& agency) {
  if (handoff.back_of != 0) {
    return say(stage_title(task, way.to, agency), " → back to ",
               bold(stage_title(task, way.from, agency)));
  }
  Line line =
      say(stage_title(task, way.from, agency), " → ", bold(stage_title(task, way.to, agency)));
  if (handoff.outcome == Outcome::open && !way.offered_status.empty()) {
    line.push_back(plain(" · " + way.offered_status));
  }
  return line;
}

const Transition* way_of(const Task& task, const Handoff& handoff, const Agency& agency) {
  const Workflow* workflow = workflow_of(task, agency);
  return workflow == nullptr ? nullptr : workflow->transition(handoff.transition);
}

}  // namespace

void add(Card& card, Card::Section section) {
  if (section.lines.empty() && section.heading.empty() && section.buttons.empty()) return;
  card.sections.push_back(std::move(section));
}

Card::Section subject_of(const Task& task, const Handoff& handoff, const Voice& voice) {
  const Client* client = voice.agency().client(task.client);
  Card::Section section;
  section.lines.push_back(task_line(task));
  if (client != nullptr && !client->name.empty()) {
    section.lines.back().push_back(plain(" · " + client->name));
  }
  if (!task.parent.empty()) {
    section.lines.back().push_back(plain(" · part of " + task.parent.value));
  }
  if (const Transition* way = way_of(task, handoff, voice.agency())) {
    section.lines.push_back(way_line(task, handoff, *way, voice.agency()));
  }
  Line parties =
      say("From ", voice.name(handoff.sender), " to ", voice.name(handoff.receiver),
          handoff.stand_in ? " (stand-in)" : "", " · offered ", moment(handoff.offered_at));
  if (handoff.attempt > 1) {
    parties.push_back(plain(" · " + text::ordinal(handoff.attempt) + " offer"));
  }
  section.lines.push_back(std::move(parties));
  if (Line promise = promise_line(task, voice); !promise.empty()) {
    section.lines.push_back(std::move(promise));
  }
  return section;
}

Card::Section passed_of(const Task& task, const Handoff& handoff, const Voice& voice) {
  Card::Section section;
  const Transition* way = way_of(task, handoff, voice.agency());
  if (way == nullptr) return section;
  section.lines = passed_lines(way->gate, task, handoff.sender, voice);
  if (!section.lines.empty()) section.heading = "What comes with it";
  return section;
}

Card::Section said_of(const Task& task, const Handoff& handoff, const Voice& voice) {
  Card::Section section;
  std::vector<Line>& lines = section.lines;
  // The reason of an override is its note as well.
  if (handoff.urgent) {
    lines.push_back(say(bold("Urgent"), ", with the yes of ", voice.name(handoff.approver), ": ",
                        excerpt(handoff.urgent_because)));
  } else if (!handoff.note.empty()) {
    lines.push_back(say("Note from ", voice.name(handoff.sender), ": ", excerpt(handoff.note)));
  }
  if (handoff.back_of != 0) {
    Line reason = say("Returned by ", voice.name(handoff.sender),
                      " after the acceptance: ", bold(text::humanised(handoff.reason)));
    // Once it is refused as well, the words are those of the refusal.
    if (!handoff.words.empty() && handoff.outcome != Outcome::returned) {
      reason.push_back(plain(" · " + excerpt(handoff.words)));
    }
    if (handoff.outcome != Outcome::returned) lines.push_back(std::move(reason));
  }
  if (handoff.changed_after_offer) lines.push_back(say(bold("Changed after the offer.")));
  const std::size_t asked = handoff.questions.size();
  const std::size_t first = asked > questions_shown_max ? asked - questions_shown_max : 0;
  for (std::size_t index = first; index < asked; ++index) {
    const Question& question = handoff.questions[index];
    lines.push_back(question_line(question, voice));
    if (question.answered_by) {
      lines.push_back(
          say("Answer from ", voice.name(*question.answered_by), ": ", excerpt(question.answer)));
    } else if (handoff.outcome == Outcome::open) {
      lines.back().push_back(plain(" · "));
      lines.back().push_back(bold("not answered yet"));
    }
  }
  if (handoff.outcome == Outcome::returned) {
    Line reason = say("Returned: ", bold(text::humanised(handoff.reason)));
    if (!handoff.words.empty()) reason.push_back(plain(" · " + excerpt(handoff.words)));
    lines.push_back(std::move(reason));
  }
  if (task.phase == Phase::cancelled && !task.end_reason.empty()) {
    lines.push_back(say("Why: ", excerpt(task.end_reason)));
  }
  return section;
}

Card::Section tracks_of(const Task& task) {
  Card::Section section;
  if (task.tracks.empty()) return section;
  section.heading = "Tracks";
  for (const Track& track : task.tracks) {
    if (section.lines.size() == tracks_shown_max) {
      const std::size_t more = task.tracks.size() - tracks_shown_max;
      section.lines.push_back(say("And ", std::to_string(more), " more."));
      break;
    }
    const char* const state = track.state == Track::State::done      ? "✓ done"
                              : track.state == Track::State::dropped ? "dropped"
                                                                     : "open";
    section.lines.push_back(
        say(bold(track.key.value), " ", short_excerpt(track.title), " · ", state));
  }
  return section;
}

std::vector<Card::Section> next_sections(const Task& task, const Voice& voice) {
  std::vector<Card::Section> sections;
  if (!task.is_open() || task.offer() != nullptr) return sections;
  for (const NextStep& step : next_steps(task, voice.agency())) {
    sections.push_back({progress_words(step, task),
                        missing_lines(missing(*step.gate, task, task.holder), task, voice),
                        {}});
  }
  return sections;
}

}  // namespace baton
