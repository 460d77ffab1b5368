#include <algorithm>

#include "bot/talk/card_parts.h"
#include "bot/talk/text.h"
#include "bot/talk/views.h"
#include "core/time/timers.h"

namespace baton {
namespace {

constexpr std::size_t handoffs_shown_max = 5;
constexpr std::size_t notes_shown_max = 3;
constexpr std::size_t consents_shown_max = 3;
constexpr std::size_t owed_shown_max = 10;
constexpr std::size_t tellings_shown_max = 12;

/// The position of the first of the last `max`.
std::size_t last_from(std::size_t count, std::size_t max) { return count > max ? count - max : 0; }

/// What a message of that kind is called among those that were sent.
std::string_view called(NoticeKind kind) {
  switch (kind) {
    case NoticeKind::card:
    case NoticeKind::former_card: return "card";
    case NoticeKind::offer: return "offer";
    case NoticeKind::sender_copy: return "copy of the offer";
    case NoticeKind::question: return "question";
    case NoticeKind::answer: return "answer";
    case NoticeKind::returned: return "return";
    case NoticeKind::offer_gone: return "end of the offer";
    case NoticeKind::approval_lapsed: return "lapsed approval";
    case NoticeKind::third_return: return "third return";
    case NoticeKind::ended: return "end of the task";
    case NoticeKind::undeliverable: return "word of a message that was lost";
    case NoticeKind::stranger: return "word of a stranger";
    case NoticeKind::thread: return "line below the card";
    case NoticeKind::baton: return "the task to hold";
    case NoticeKind::taken: return "taking over";
    case NoticeKind::passed: return "passing on";
    case NoticeKind::undone: return "undo";
    case NoticeKind::gaps: return "gaps";
    case NoticeKind::gap_supplied: return "supplied gap";
    case NoticeKind::gap_dropped: return "dropped gap";
    case NoticeKind::blocked: return "blocked";
    case NoticeKind::consent: return "request";
    case NoticeKind::consent_settled: return "answer to the request";
    case NoticeKind::reminder: return "reminder";
    case NoticeKind::moved: return "move";
    case NoticeKind::digest: return "digest";
  }
  return {};
}

/// All that is known of one task, section by section.
class Showing {
 public:
  Showing(const ViewRequest& request, const Task& task, const Person& actor, const Agency& agency,
          TimePoint now)
      : request_(request), task_(task), actor_(actor), voice_(agency, actor.id, now) {}

  Card card() {
    const Handoff* offer = task_.offer();
    card_.headline = standing_line(task_, voice_);
    card_.tone = standing_tone(task_);
    add_subject();
    add(card_, said_of(task_, offer != nullptr ? *offer : Handoff(), voice_));
    add_pause();
    if (task_.is_open()) add_gates();
    add_owed();
    add_consents();
    add(card_, tracks_of(task_));
    add_handoffs();
    add_notes();
    add_told();
    card_.buttons = buttons();
    for (Card::Section& row : more_sections(task_, actor_, card_.buttons, voice_)) {
      add(card_, std::move(row));
    }
    return std::move(card_);
  }

 private:
  void add_subject() {
    const Client* client = voice_.agency().client(task_.client);
    const Workflow* workflow = workflow_of(task_, voice_.agency());
    Line name = task_line(task_);
    if (client != nullptr) name.push_back(plain(" · " + client->name));
    if (!task_.parent.empty()) name = say(name, " · part of ", bold(task_.parent.value));
    if (!task_.moved_from.empty())
      name = say(name, " · goes on for ", bold(task_.moved_from.value));
    Card::Section subject{{}, {std::move(name)}, {}};
    Line stage_line = say(workflow == nullptr ? task_.workflow.value : workflow->title, " · ",
                          bold(stage_title(task_, task_.stage, voice_.agency())), " since ",
                          moment(task_.stage_since));
    if (task_.is_open() && task_.started) stage_line = say(stage_line, " · started");
    if (const auto due = stage_due(task_, voice_.agency())) {
      stage_line = say(stage_line, " · to be done by ", moment(*due));
    }
    subject.lines.push_back(std::move(stage_line));
    const Stage* stage = workflow == nullptr ? nullptr : workflow->stage(task_.stage);
    if (stage != nullptr && !stage->done_means.empty() && task_.is_open()) {
      subject.lines.push_back(say("Done means: ", stage->done_means));
    }
    if (Line promise = promise_line(task_, voice_); !promise.empty()) {
      subject.lines.push_back(std::move(promise));
    }
    add(card_, std::move(subject));
  }

  void add_pause() {
    Card::Section section;
    if (task_.waiting) {
      const Waiting& waiting = *task_.waiting;
      section.heading = "Waiting for the client";
      section.lines = {say("Since ", moment(waiting.since), ", until ", moment(waiting.until)),
                       say(voice_.subject(waiting.by), ": ", excerpt(waiting.why))};
    }
    if (task_.blocking) {
      const Blocking& blocking = *task_.blocking;
      section.heading = "Blocked";
      section.lines = {say(voice_.subject(blocking.by), " ", moment(blocking.since), ": ",
                           excerpt(blocking.why)),
                       say("To be looked at again ", moment(blocking.look_again))};
    }
    add(card_, std::move(section));
  }

  void add_gates() {
    const Handoff* offer = task_.offer();
    // What takes the task back asks for nothing.
    if (offer != nullptr && offer->back_of != 0) return;
    for (const NextStep& step : next_steps(task_, voice_.agency())) {
      const bool elsewhere =
          offer != nullptr && (step.way == nullptr || step.way->id != offer->transition);
      if (elsewhere) continue;
      Card::Section section{
          progress_words(step, task_), passed_lines(*step.gate, task_, task_.holder, voice_), {}};
      for (Line& line : missing_lines(missing(*step.gate, task_, task_.holder), task_, voice_)) {
        section.lines.push_back(std::move(line));
      }
      add(card_, std::move(section));
    }
  }

  /// What is open first.
  void add_owed() {
    std::vector<Line> lines;
    for (const bool open : {true, false}) {
      for (const Gap& gap : task_.gaps) {
        if (gap.is_open() == open) lines.push_back(gap_line(gap, voice_));
      }
      for (const Debt& debt : task_.debts) {
        if (debt.is_open() == open) lines.push_back(debt_line(task_, debt, voice_));
      }
    }
    if (lines.empty()) return;
    if (lines.size() > owed_shown_max) lines.resize(owed_shown_max);
    add(card_, {"Gaps and debts", std::move(lines), {}});
  }

  void add_consents() {
    Card::Section section{"Requests", {}, {}};
    const std::size_t count = task_.consents.size();
    for (std::size_t index = last_from(count, consents_shown_max); index < count; ++index) {
      const Consent& consent = task_.consents[index];
      Line line = say(
          voice_.subject(consent.by),
          consent.kind == Consent::Kind::take ? " asked to take it over " : " asked for urgent ",
          moment(consent.at), " · ");
      switch (consent.state) {
        case Consent::State::asked:
          line = say(line, bold(voice_.name(consent.asked)),
                     voice_.is_you(consent.asked) ? " have not answered" : " has not answered");
          break;
        case Consent::State::allowed:
          line = say(line, "yes of ", voice_.name(consent.settled_by));
          break;
        case Consent::State::refused:
          line = say(line, "no of ", voice_.name(consent.settled_by));
          break;
        case Consent::State::lapsed: line = say(line, "nobody answered"); break;
      }
      section.lines.push_back(std::move(line));
      const bool decides =
          consent.state == Consent::State::asked && consent.asked == actor_.id && task_.is_open();
      if (decides) section.buttons = consent_buttons(task_, consent);
    }
    if (!section.lines.empty()) add(card_, std::move(section));
  }

  void add_handoffs() {
    Card::Section section{"Handoffs", {}, {}};
    const std::size_t count = task_.handoffs.size();
    for (std::size_t index = last_from(count, handoffs_shown_max); index < count; ++index) {
      const Handoff& handoff = task_.handoffs[index];
      const std::string number = std::to_string(handoff.number) + ". ";
      const std::string goal = goal_title(task_, handoff, voice_.agency());
      if (handoff.sender == handoff.receiver && handoff.outcome == Outcome::accepted) {
        section.lines.push_back(say(number, voice_.name(handoff.receiver), " went on to ", goal,
                                    " ", moment(handoff.settled_at)));
        continue;
      }
      section.lines.push_back(
          say(number, voice_.name(handoff.sender), " → ", voice_.name(handoff.receiver), " · ",
              handoff.back_of == 0 ? "" : "back to ", goal,
              handoff.urgent ? " · urgent, yes of " + voice_.name(handoff.approver) : "", " · ",
              ending_line(handoff, voice_)));
    }
    if (!section.lines.empty()) add(card_, std::move(section));
  }

  void add_notes() {
    Card::Section section{"Notes", {}, {}};
    const std::size_t count = task_.notes.size();
    for (std::size_t index = last_from(count, notes_shown_max); index < count; ++index) {
      const Note& note = task_.notes[index];
      section.lines.push_back(
          say(voice_.subject(note.by), " ", moment(note.at), ": ", excerpt(note.text)));
    }
    if (!section.lines.empty()) add(card_, std::move(section));
  }

  /// What is told by one message is one row.
  std::vector<TellingRow> tellings() const {
    std::vector<TellingRow> rows;
    for (const TellingRow& row : request_.told) {
      const bool is_known =
          row.kind == NoticeKind::digest && std::ranges::find(rows, row) != rows.end();
      if (!is_known) rows.push_back(row);
    }
    return rows;
  }

  void add_told() {
    Card::Section section{"Told", {}, {}};
    const std::vector<TellingRow> rows = tellings();
    const std::size_t count = rows.size();
    for (std::size_t index = last_from(count, tellings_shown_max); index < count; ++index) {
      const TellingRow& row = rows[index];
      Line line =
          say(row.person.empty() ? row.place : voice_.subject(row.person), ": ", called(row.kind));
      switch (row.state) {
        case TellingRow::State::sent: line = say(line, ", sent ", moment(row.at)); break;
        case TellingRow::State::waiting:
          line = row.at > voice_.now() ? say(line, ", to be sent ", moment(row.at))
                                       : say(line, ", not sent yet");
          break;
        case TellingRow::State::lost:
          line = say(line, ", ", bold("could not be delivered"), " ", moment(row.at));
          break;
      }
      section.lines.push_back(std::move(line));
    }
    if (!section.lines.empty()) add(card_, std::move(section));
  }

  std::vector<Button> buttons() const {
    std::vector<Button> buttons;
    const Handoff* offer = task_.offer();
    if (offer != nullptr && offer->receiver == actor_.id && offer->sender != actor_.id) {
      buttons = decision_buttons(task_);
    } else if (offer != nullptr && task_.holder == actor_.id) {
      buttons = sender_buttons(task_);
    } else if (offer == nullptr && task_.holder == actor_.id) {
      buttons = holder_buttons(task_, voice_.agency());
    }
    Card undo;
    add_undo(undo, task_, actor_.id, voice_);
    for (Button& button : undo.buttons) buttons.push_back(std::move(button));
    buttons.push_back(runs("History", "history " + task_.key.value));
    if (!task_.moved_to.empty()) {
      buttons.push_back(runs("Show " + task_.moved_to.value, "show " + task_.moved_to.value));
    }
    return buttons;
  }

  const ViewRequest& request_;
  const Task& task_;
  const Person& actor_;
  Voice voice_;
  Card card_;
};

}  // namespace

Card show_card(const ViewRequest& request, const Task& task, const Person& actor,
               const Agency& agency, TimePoint now) {
  return Showing(request, task, actor, agency, now).card();
}

}  // namespace baton
