// What a person can do with a task besides what its messages offer at once.
#include <algorithm>

#include "bot/talk/card_parts.h"
#include "bot/talk/forms.h"
#include "core/machine/decide.h"

namespace baton {
namespace {

/// Collects the rows. Whether a button makes sense is asked of the machine itself.
class Further {
 public:
  Further(const Task& task, const Person& person, const std::vector<Button>& shown,
          const Voice& voice)
      : task_(task), person_(person), shown_(shown), voice_(voice) {}

  std::vector<Card::Section> sections() {
    add_work();
    close("The work");
    add_needed();
    close("What is needed");
    add_task();
    close("The task");
    return std::move(sections_);
  }

 private:
  [[nodiscard]] bool holds() const { return task_.holder == person_.id; }
  [[nodiscard]] bool receives() const {
    return task_.offer() != nullptr && task_.offer()->receiver == person_.id;
  }

  /// Of who holds it, or is to; for others to take it over.
  void add_work() {
    if (holds()) {
      if (!task_.started) add_act("Start", Verb::start, Start{});
      add(task_.waiting ? "Wait longer" : "Wait for client", Verb::wait);
      add("Name a gap", Verb::name_gap);
      if (const Handoff* accepted = task_.latest_acceptance();
          task_.offer() == nullptr && accepted) {
        Button back = opens("Return", Verb::give_back, task_, Button::Look::normal);
        back.press.handoff = accepted->number;
        add(std::move(back));
      }
    }
    if (receives()) add("Pass on", Verb::pass);
    if (holds() || receives()) {
      add(task_.blocking ? "Still blocked" : "Blocked", Verb::block);
    } else if (task_.offer() != nullptr) {
      add_act("Take", Verb::take, Take{task_.offer()->number, {}});
    } else {
      add("Take it over", Verb::take);
    }
  }

  void add_needed() {
    if (!task_.is_open()) return;
    add("Add", Verb::set);
    add("Tick", Verb::check);
    add("Approve", Verb::approve);
    if (task_.offer() == nullptr && lacks()) add("Offer anyway", Verb::urgent);
    const Question* question = task_.offer() == nullptr ? nullptr : task_.offer()->open_question();
    if (question != nullptr && question->by != person_.id) add(answer_button(task_));
    add("Supply a gap", Verb::supply);
    add("Repay", Verb::repay);
    add("Forgive", Verb::forgive);
  }

  void add_task() {
    add("Note", Verb::note);
    if (task_.is_open()) {
      add("Due date", Verb::due);
      add("Priority", Verb::priority);
      add("Snooze", Verb::snooze);
      add("Cancel", Verb::cancel);
      add("Move", Verb::move);
    } else {
      add_act("Reopen", Verb::reopen, Reopen{});
    }
  }

  /// Whether a way on lacks something, so that there is something to skip.
  [[nodiscard]] bool lacks() const {
    return std::ranges::any_of(next_steps(task_, voice_.agency()), [&](const NextStep& step) {
      return step.way != nullptr && !missing(*step.gate, task_, task_.holder).empty();
    });
  }

  void add(const char* label, Verb verb) { add(opens(label, verb, task_, Button::Look::normal)); }
  void add(Button button) {
    const Verb verb = button.press.verb;
    const auto same = [&](const Button& other) {
      return other.press.kind == Press::Kind::open_form && other.press.verb == verb;
    };
    if (std::ranges::any_of(shown_, same)) return;
    if (!opens_form(button.press, task_, person_, voice_.agency(), voice_.now())) return;
    row_.push_back(std::move(button));
  }
  /// One that acts at once. What the refusal itself has a way out of is offered all the same.
  void add_act(const char* label, Verb verb, Action action) {
    const Command command{person_.id, task_.key, std::move(action), {}};
    const Decision decision = decide(task_, command, voice_.agency(), voice_.now());
    const auto* rejection = std::get_if<Rejection>(&decision);
    if (rejection != nullptr && rejection->refusal != Refusal::gaps_open) return;
    row_.push_back(act(label, verb, task_, Button::Look::normal));
  }

  void close(const char* heading) {
    if (!row_.empty()) sections_.push_back({heading, {}, std::move(row_)});
    row_.clear();
  }

  const Task& task_;
  const Person& person_;
  const std::vector<Button>& shown_;
  const Voice& voice_;
  std::vector<Button> row_;
  std::vector<Card::Section> sections_;
};

}  // namespace

std::vector<Card::Section> more_sections(const Task& task, const Person& person,
                                         const std::vector<Button>& shown, const Voice& voice) {
  return Further(task, person, shown, voice).sections();
}

}  // namespace baton
