#include "core/machine/decide.h"
#include "core/machine/item_lookup.h"
#include "core/machine/move.h"
#include "core/machine/supplied_as.h"
#include "core/machine/tracks.h"
#include "core/machine/words.h"

namespace baton {
namespace {

/// Judges the parts of one command in their order, each on what the ones before left.
class Judging {
 public:
  Judging(const Task& task, const Command& command, const Agency& agency, TimePoint now)
      : before_(task), command_(command), agency_(agency), now_(now) {
    verdict_.after = task;
  }

  Verdict judge() {
    const bool opens = std::holds_alternative<StartNew>(command_.action);
    if (!opens) keep_values();
    act();
    if (opens && !verdict_.rejection) keep_values();
    if (opens && !verdict_.rejection && command_.then) follow();
    if (std::holds_alternative<Move>(command_.action) && !verdict_.rejection) {
      verdict_.opens.push_back(opened_by_move(before_, command_, agency_, now_));
    }
    open_tracks();
    return std::move(verdict_);
  }

 private:
  void keep_values() {
    for (const auto& [name, value] : command_.values) {
      const auto action = supply(name, value);
      if (const auto* rejection = std::get_if<Rejection>(&action)) {
        note_problem(name, value, *rejection);
        continue;
      }
      Command part = command_;
      part.action = std::get<Action>(action);
      Decision decision = decide(verdict_.after, part, agency_, now_);
      if (const auto* rejection = std::get_if<Rejection>(&decision)) {
        note_problem(name, value, *rejection);
      } else {
        take(std::get<TaskFacts>(std::move(decision)), part);
        verdict_.kept.push_back(name);
      }
    }
  }

  /// The tracks of a stage that was entered.
  void open_tracks() {
    const bool entered = verdict_.after.stage != before_.stage && !verdict_.rejection;
    if (!entered) return;
    for (OpenedTask& track : tracks_of_stage(verdict_.after, command_.by, agency_, now_)) {
      take({TrackOpened{track.after.key, track.after.title}}, command_);
      verdict_.opens.push_back(std::move(track));
    }
  }

  /// What comes in the same step as a `new`: where it is refused, nothing was begun.
  void follow() {
    Command next = command_;
    next.action = *command_.then;
    Decision decision = decide(verdict_.after, next, agency_, now_);
    if (auto* facts = std::get_if<TaskFacts>(&decision); facts && verdict_.problems.empty()) {
      return take(std::move(*facts), next);
    }
    Rejection rejection = refuse(Refusal::bad_value);
    if (auto* refused = std::get_if<Rejection>(&decision)) rejection = std::move(*refused);
    rejection.problems.insert(rejection.problems.end(), verdict_.problems.begin(),
                              verdict_.problems.end());
    verdict_ = Verdict{};
    verdict_.rejection = std::move(rejection);
    verdict_.after = before_;
  }

  void act() {
    Decision decision = decide(verdict_.after, command_, agency_, now_);
    if (auto* facts = std::get_if<TaskFacts>(&decision)) {
      const bool in_doubt =
          !verdict_.problems.empty() && std::holds_alternative<Give>(command_.action);
      if (!in_doubt) return take(std::move(*facts), command_);
      // Nothing is offered while something that came with it was not understood.
      verdict_.rejection = Rejection{};
      verdict_.rejection->refusal = Refusal::bad_value;
    } else {
      verdict_.rejection = std::get<Rejection>(std::move(decision));
    }
    auto& problems = verdict_.rejection->problems;
    problems.insert(problems.end(), verdict_.problems.begin(), verdict_.problems.end());
  }

  /// The action that a `name=value` stands for.
  std::variant<Action, Rejection> supply(const ItemName& name, const std::string& value) const {
    const Workflow* workflow =
        agency_.workflow(verdict_.after.workflow, verdict_.after.workflow_version);
    if (workflow == nullptr) return refuse(Refusal::unknown_task);
    const auto item = find_item(name, verdict_.after, *workflow);
    if (const auto* rejection = std::get_if<Rejection>(&item)) return *rejection;
    return supplied_as(*std::get<const Requirement*>(item), value);
  }

  void note_problem(const ItemName& name, const std::string& value, const Rejection& rejection) {
    if (rejection.problems.empty()) {
      const char* const why =
          rejection.refusal == Refusal::too_long ? "is too long" : "cannot be supplied now";
      verdict_.problems.push_back({name, value, why});
    }
    for (Problem each : rejection.problems) {
      each.given = value;
      verdict_.problems.push_back(std::move(each));
    }
  }

  void take(TaskFacts facts, const Command& command) {
    for (TaskFact& fact : facts) {
      verdict_.after = apply(std::move(verdict_.after), {fact, author_of(fact, command), now_});
      verdict_.facts.push_back(std::move(fact));
    }
  }

  const Task& before_;
  const Command& command_;
  const Agency& agency_;
  TimePoint now_;
  Verdict verdict_;
};

}  // namespace

Verdict judge(const Task& task, const Command& command, const Agency& agency, TimePoint now) {
  return Judging(task, command, agency, now).judge();
}

}  // namespace baton
