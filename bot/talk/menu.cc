#include <algorithm>

#include "bot/talk/card_parts.h"
#include "bot/talk/owed_words.h"
#include "bot/talk/views.h"

namespace baton {
namespace {

// Of each kind: a message has at most 50 blocks, and a task takes two.
constexpr std::size_t waiting_max = 5;
constexpr std::size_t consents_max = 3;
constexpr std::size_t held_max = 5;
constexpr std::size_t owed_max = 3;
constexpr std::size_t late_max = 6;
constexpr std::size_t offered_max = 4;

/// The things of one kind, each as a section of its own under one heading.
class MenuPart {
 public:
  MenuPart(Card& card, std::string heading, std::string more_command, std::size_t max)
      : card_(card), heading_(std::move(heading)), more_(std::move(more_command)), max_(max) {}

  void add(std::vector<Line> lines, std::vector<Button> buttons) {
    if (++count_ > max_) return;
    card_.sections.push_back({count_ == 1 ? heading_ : "", std::move(lines), std::move(buttons)});
  }
  void close() {
    if (count_ <= max_) return;
    card_.sections.push_back(
        {{}, {say("And ", std::to_string(count_ - max_), " more: ", command(more_))}, {}});
  }
  [[nodiscard]] std::size_t count() const { return count_; }

 private:
  Card& card_;
  std::string heading_;
  std::string more_;
  std::size_t max_;
  std::size_t count_ = 0;
};

Button new_button() {
  Button button;
  button.label = "New task";
  button.press.kind = Press::Kind::open_form;
  button.press.verb = Verb::start_new;
  return button;
}

/// What one person can do now, part by part.
class Menu {
 public:
  Menu(const std::vector<Task>& tasks, const Person& actor, const Agency& agency, TimePoint now)
      : tasks_(tasks), actor_(actor), voice_(agency, actor.id, now) {}

  Card card() {
    const std::size_t waiting = add_waiting() + add_consents();
    const std::size_t held = add_held();
    const std::size_t owed = add_owed();
    const std::size_t late = add_late();
    const std::size_t offered = add_offered();
    add_headline(waiting, held + offered, owed, late);
    card_.buttons = {new_button(), runs("All tasks", "list"), runs("Help", "help")};
    return std::move(card_);
  }

 private:
  std::size_t add_waiting() {
    MenuPart part(card_, "Waiting on you", "list waiting", waiting_max);
    for (const Task& task : tasks_) {
      const Handoff* offer = task.offer();
      if (offer == nullptr || offer->receiver != actor_.id) continue;
      Line from = say(voice_.subject(offer->sender),
                      offer->back_of == 0 ? " offers it on the way to " : " gives it back to ",
                      bold(goal_title(task, *offer, voice_.agency())), " · ");
      from = offer->open_question() != nullptr ? say(from, "your question is open")
                                               : say(from, acceptance_words(task, voice_));
      if (offer->urgent) from = say(from, " · ", bold("urgent"));
      std::vector<Button> buttons = decision_buttons(task);
      buttons.push_back(more_button(task));
      part.add({named(task), std::move(from)}, std::move(buttons));
    }
    part.close();
    return part.count();
  }

  std::size_t add_consents() {
    MenuPart part(card_, "Asked of you", "list waiting", consents_max);
    for (const Task& task : tasks_) {
      if (!task.is_open()) continue;
      for (const Consent& consent : task.consents) {
        if (consent.state != Consent::State::asked || consent.asked != actor_.id) continue;
        Line line = say(bold(voice_.subject(consent.by)),
                        consent.kind == Consent::Kind::take
                            ? " asks to take it over"
                            : " asks to offer it although not everything is there");
        if (!consent.words.empty()) line = say(line, ": ", short_excerpt(consent.words));
        part.add({named(task), std::move(line)}, consent_buttons(task, consent));
      }
    }
    part.close();
    return part.count();
  }

  std::size_t add_held() {
    std::vector<const Task*> held;
    for (const Task& task : tasks_) {
      const bool is_held = task.is_open() && task.offer() == nullptr && task.holder == actor_.id;
      if (is_held) held.push_back(&task);
    }
    std::stable_partition(held.begin(), held.end(), [&](const Task* task) {
      return !late_lines(*task, actor_.id, voice_).empty();
    });
    MenuPart part(card_, "You hold", "list holding", held_max);
    for (const Task* task : held) {
      std::vector<Line> lines{named(*task)};
      lines.push_back(say("At ", bold(stage_title(*task, task->stage, voice_.agency()))));
      if (const Line pause = paused_words(*task, voice_); !pause.empty()) {
        lines.back() = say(lines.back(), " · ", pause);
      }
      for (const NextStep& step : next_steps(*task, voice_.agency())) {
        const Progress progress = progress_of(*step.gate, *task);
        if (progress.needed == 0) continue;
        lines.back().push_back(plain(" · " + progress_words(step, *task)));
      }
      for (const Gap& gap : task->gaps) {
        if (gap.is_open()) lines.push_back(gap_line(gap, voice_));
      }
      part.add(std::move(lines), working_buttons(*task, voice_.agency()));
    }
    part.close();
    return part.count();
  }

  std::size_t add_owed() {
    MenuPart part(card_, "You owe", "list owed", owed_max);
    for (const Task& task : tasks_) {
      if (!task.is_open()) continue;
      for (const Gap& gap : task.gaps) {
        if (gap.state != Gap::State::open || gap.owner != actor_.id) continue;
        part.add({named(task), gap_line(gap, voice_)}, {supply_button(task, gap)});
      }
      for (const Debt& debt : task.debts) {
        if (!debt.is_open() || debt.debtor != actor_.id) continue;
        part.add({named(task), debt_line(task, debt, voice_)},
                 {repay_button(task, debt), more_button(task)});
      }
    }
    part.close();
    return part.count();
  }

  std::size_t add_late() {
    Card::Section section;
    std::size_t count = 0;
    for (const Task& task : tasks_) {
      for (const Line& late : late_lines(task, actor_.id, voice_)) {
        if (++count > late_max) continue;
        section.lines.push_back(say(bold(task.key.value), " ", late));
      }
    }
    if (count == 0) return count;
    section.heading = "Overdue";
    if (count > late_max) {
      section.lines.push_back(
          say("And ", std::to_string(count - late_max), " more: ", command("list overdue")));
    }
    card_.sections.push_back(std::move(section));
    return count;
  }

  std::size_t add_offered() {
    MenuPart part(card_, "You offered, and still hold", "list holding", offered_max);
    for (const Task& task : tasks_) {
      const Handoff* offer = task.offer();
      const bool yours = offer != nullptr && offer->receiver != actor_.id &&
                         (offer->sender == actor_.id || task.holder == actor_.id);
      if (!yours) continue;
      std::vector<Line> lines{named(task), say("Offered to ", bold(voice_.name(offer->receiver)),
                                               " ", moment(offer->offered_at), " · ")};
      const Question* question = offer->open_question();
      lines.back() = question == nullptr
                         ? say(lines.back(), "not accepted yet · ", acceptance_words(task, voice_))
                         : say(lines.back(), "not accepted yet");
      if (const Line pause = paused_words(task, voice_); !pause.empty()) {
        lines.back() = say(lines.back(), " · ", pause);
      }
      if (question != nullptr) {
        lines.push_back(
            say(bold(voice_.subject(question->by)), " asks: ", excerpt(question->text)));
      }
      std::vector<Button> buttons = sender_buttons(task);
      buttons.push_back(more_button(task));
      part.add(std::move(lines), std::move(buttons));
    }
    part.close();
    return part.count();
  }

  /// The task, with what sets it apart.
  Line named(const Task& task) const {
    Line line = task_line(task);
    if (Line promise = promise_words(task, voice_); !promise.empty()) {
      line = say(line, " · ", promise);
    }
    return line;
  }

  void add_headline(std::size_t waiting, std::size_t held, std::size_t owed, std::size_t late) {
    if (waiting + held + owed == 0) {
      card_.headline = say("Nothing waits on you, ", actor_.name, ".");
      card_.sections.push_back({{},
                                {say("Start a task with ", command("new"),
                                     ", or see what others hold with ", command("list"), ".")},
                                {}});
      return;
    }
    if (waiting > 0) {
      card_.tone = Card::Tone::waiting;
      card_.headline =
          say(bold(std::to_string(waiting)),
              waiting == 1 ? " task waits on you, " : " tasks wait on you, ", actor_.name, ".");
    } else {
      card_.headline = say("Nothing waits on you, ", actor_.name, ".");
      if (held > 0)
        card_.headline = say(card_.headline, " You hold ", bold(counted(held, "task")), ".");
    }
    if (owed > 0)
      card_.headline = say(card_.headline, " You owe ", bold(counted(owed, "thing")), ".");
    if (late == 0) return;
    card_.tone = Card::Tone::bad;
    card_.headline = say(card_.headline, " ", bold(std::to_string(late) + " overdue"), ".");
  }

  const std::vector<Task>& tasks_;
  const Person& actor_;
  Voice voice_;
  Card card_;
};

}  // namespace

Card menu_card(const std::vector<Task>& tasks, const Person& actor, const Agency& agency,
               TimePoint now) {
  return Menu(tasks, actor, agency, now).card();
}

}  // namespace baton
