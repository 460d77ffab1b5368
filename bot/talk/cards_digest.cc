#include <algorithm>

#include "bot/talk/card_parts.h"
#include "bot/talk/cards.h"
#include "bot/talk/text.h"
#include "core/notice/digest.h"

namespace baton {
namespace {

constexpr std::size_t steps_shown_max = 4;  ///< of one task

/// A number of things: "a gap", "2 gaps".
std::string counted(std::ptrdiff_t count, const std::string& word) {
  return count == 1 ? "a " + word : std::to_string(count) + " " + word + "s";
}

/// Words what happened to one task, from what it is now.
class Happened {
 public:
  Happened(const DigestEntry& entry, const Task& task, const Voice& voice)
      : notice_(entry.notice),
        at_(entry.at),
        task_(task),
        voice_(voice),
        handoff_(task.handoff(entry.notice.handoff)) {}

  /// "2 Mar 2026 09:04 UTC · Dino accepted it from Ana: Creative Production".
  Line line() const { return say(moment(at_), " · ", what()); }

 private:
  Line what() const {
    const std::string& what = notice_.text;
    if (what == entry::done) return by(" finished it");
    if (what == entry::cancelled) return cancelled();
    if (what == entry::reopened) return by(" opened it again");
    if (what.starts_with(entry::undone)) {
      return by(" took back ", taken_back(what.substr(std::string_view(entry::undone).size())));
    }
    if (handoff_ == nullptr) return by(" moved it on");
    if (what == entry::offered) return offered();
    if (what == entry::urgent) return urgent();
    return accepted();
  }

  template <class... Words>
  Line by(Words&&... words) const {
    const PersonId& actor = notice_.actor;
    return say(actor.empty() ? std::string("Baton") : voice_.subject(actor),
               std::forward<Words>(words)...);
  }
  std::string goal() const { return goal_title(task_, *handoff_, voice_.agency()); }

  Line offered() const {
    return say(by(" offered it to ", voice_.name(handoff_->receiver), ": ", bold(goal())), since());
  }

  /// What became of an offer that was not accepted.
  Line since() const {
    if (handoff_->outcome == Outcome::withdrawn) return say(" · withdrawn since");
    if (handoff_->outcome != Outcome::returned) return {};
    return say(" · returned since: ", text::humanised(handoff_->reason));
  }

  Line urgent() const {
    Line line =
        say(voice_.subject(handoff_->approver), " let it go to ", voice_.name(handoff_->receiver),
            " as ", bold("urgent"), ": ", short_excerpt(handoff_->urgent_because));
    const auto debts = std::ranges::count(task_.debts, handoff_->number, &Debt::handoff);
    return say(line, debts == 0 ? std::string() : " · with " + counted(debts, "debt"), since());
  }

  Line accepted() const {
    const std::string receiver = voice_.subject(handoff_->receiver);
    if (handoff_->sender == handoff_->receiver) {
      return say(receiver, " went on to ", bold(goal()));
    }
    const char* const verb = handoff_->back_of == 0 ? " accepted it from " : " has it back from ";
    Line line = say(receiver, verb, voice_.name(handoff_->sender), ": ", bold(goal()));
    const auto gaps = std::ranges::count_if(task_.gaps, [&](const Gap& gap) {
      return gap.handoff == handoff_->number && gap.at == handoff_->settled_at;
    });
    return gaps == 0 ? line : say(line, " · with ", counted(gaps, "gap"));
  }

  Line cancelled() const {
    const bool is_so = task_.phase == Phase::cancelled && !task_.end_reason.empty();
    return is_so ? by(" cancelled it: ", short_excerpt(task_.end_reason)) : by(" cancelled it");
  }

  const Notice& notice_;
  TimePoint at_;
  const Task& task_;
  const Voice& voice_;
  const Handoff* handoff_;
};

/// "Now at Creative Production · Dino holds this".
Line now_line(const Task& task, const Voice& voice) {
  if (!task.is_open()) return say("Now: ", standing_line(task, voice));
  return say("Now at ", bold(stage_title(task, task.stage, voice.agency())), " · ",
             standing_line(task, voice));
}

Card::Section section_of(const Task& task, const std::vector<DigestEntry>& entries,
                         const Voice& voice) {
  Card::Section section;
  const Client* client = voice.agency().client(task.client);
  Line name = task_line(task);
  section.lines.push_back(client == nullptr ? name : say(name, " · ", client->name));
  section.lines.push_back(now_line(task, voice));
  const std::size_t from = entries.size() - std::min(entries.size(), steps_shown_max);
  if (from > 0)
    section.lines.push_back(
        say(counted(static_cast<std::ptrdiff_t>(from), "step"), " before, then:"));
  for (std::size_t at = from; at < entries.size(); ++at) {
    section.lines.push_back(Happened(entries[at], task, voice).line());
  }
  return section;
}

}  // namespace

Card digest_card(const std::vector<DigestEntry>& entries, const std::vector<Task>& tasks,
                 const Agency& agency, TimePoint now) {
  const PersonId& reader = entries.front().notice.person;
  const Voice voice(agency, reader, now);
  std::vector<std::vector<DigestEntry>> of_tasks;  // in the order in which they were first heard of
  for (const DigestEntry& entry : entries) {
    const auto is_of_it = [&](const auto& of_task) {
      return of_task.front().notice.task == entry.notice.task;
    };
    const auto known = std::ranges::find_if(of_tasks, is_of_it);
    if (known != of_tasks.end()) {
      known->push_back(entry);
    } else {
      of_tasks.push_back({entry});
    }
  }
  Card card;
  const TaskKey& first = of_tasks.front().front().notice.task;
  for (const auto& of_task : of_tasks) {
    const auto task = std::ranges::find(tasks, of_task.front().notice.task, &Task::key);
    if (task == tasks.end() || card.sections.size() == digest_tasks_max) continue;
    add(card, section_of(*task, of_task, voice));
  }
  const std::size_t left = of_tasks.size() - card.sections.size();
  if (left > 0) {
    add(card, {{}, {say("And ", std::to_string(left), " more: ", command("list"))}, {}});
  }
  card.headline =
      say(bold("Your digest"), ": news of ",
          of_tasks.size() == 1 ? first.value : std::to_string(of_tasks.size()) + " tasks");
  card.footer = say("For your information. See it all: ", command("show " + first.value));
  return card;
}

}  // namespace baton
