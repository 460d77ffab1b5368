#pragma once

#include <algorithm>
#include <chrono>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "core/machine/decide.h"
#include "core/machine/table.h"
#include "core/notice/notice.h"
#include "core/time/timers.h"
#include "tests/support/agency.h"
#include "tests/support/core_printers.h"

/// What the tests of the machine share: more people for the shared agency, a small workflow with a
/// bit of everything, and one task driven through it.
namespace baton::test {

inline const PersonId dora{"p6"};       ///< a designer: Dino's role mate
inline const PersonId cora{"p7"};       ///< coordinator, and nothing else
inline const PersonId dirk{"p8"};       ///< director, and nothing else
inline const PersonId lee{"p9"};        ///< a designer, coordinator and director who has left
inline const PersonId stranger{"p99"};  ///< not listed
inline const WorkflowId lab{"lab"};

/// draft -> build -> review -> live, with a short cut from build to live and rework from review.
inline Workflow make_lab() {
  Workflow made;
  made.id = lab;
  made.version = 1;
  made.title = "Lab";
  made.stages = {
      stage("draft", "Draft", "account-manager", ""), stage("build", "Build", "designer", ""),
      stage("review", "Review", "account-manager", ""), stage("live", "Live", "analytics", "")};
  made.stages.back().final_stage = true;
  made.stages.back().gate.requirements = {evidence("report", "Final report")};
  made.transitions = {
      transition("to-build", "draft", "build", anyone(), role("designer"),
                 {{field("goal", "Goal"), check_item("agreed", "Agreed with the client"),
                   evidence("brief", "Brief")}}),
      transition("to-review", "build", "review", anyone(), role("account-manager"), {}),
      transition("shortcut", "build", "live", anyone(), role("paid-media"), {}),
      transition("rework", "review", "build", anyone(), {Party::Kind::sender_of, {}, {"to-review"}},
                 {}),
      transition("to-live", "review", "live", anyone(), role("analytics"),
                 {{field("utm", "Tagged page", FieldType::url),
                   approval("qa", "Quality check", {"director"})}}),
  };
  return made;
}

inline Agency make_big_agency() {
  Agency made = make_agency();
  made.directory.people.push_back(make_person(dora, "Dora", "U0006", {{"designer"}}));
  made.directory.people.push_back(make_person(cora, "Cora", "U0007", {coordinator_role}));
  made.directory.people.push_back(make_person(dirk, "Dirk", "U0008", {director_role}));
  made.directory.people.push_back(
      make_person(lee, "Lee", "U0009", {{"designer"}, coordinator_role, director_role}));
  made.directory.people.back().left = true;
  made.directory.workflows.push_back({lab, 1, "{}"});
  made.settings.active_workflows.push_back(lab);
  made.workflows[{lab, 1}] = make_lab();
  return made;
}

using Values = std::vector<std::pair<ItemName, std::string>>;
using People = std::vector<PersonId>;

/// One task of an agency, driven by commands at a clock that goes on by a minute each.
class Scene {
 public:
  explicit Scene(Agency of = make_big_agency()) : agency(std::move(of)) { task.key = {"ACME-13"}; }

  /// Judges and, as the service does, appends the facts and plans their notices.
  Verdict act(const PersonId& by, Action action, Values values = {}) {
    now += std::chrono::minutes(1);
    Command command{by, task.key, std::move(action), std::move(values)};
    if (verb_of(command.action) == Verb::move) command.new_task = {"BOLT-4"};
    Verdict verdict = judge(task, command, agency, now);
    notices.clear();
    for (const TaskFact& fact : verdict.facts) tell({fact, author_of(fact, command), now});
    notices = collapsed(std::move(notices));
    EXPECT_EQ(task, verdict.after);
    return verdict;
  }

  /// What the clock does once it is `when`.
  TaskFacts at(TimePoint when) {
    now = when;
    const TaskFacts facts = happened_by(task, agency, now);
    notices.clear();
    for (const TaskFact& fact : facts) tell({fact, Author::machine(Author::Kind::clock), now});
    notices = collapsed(std::move(notices));
    EXPECT_EQ(happened_by(task, agency, now), TaskFacts{}) << "what happened is not due again";
    return facts;
  }
  TaskFacts after(std::chrono::minutes span) { return at(now + span); }

  /// The facts of a command that must be accepted.
  TaskFacts ok(const PersonId& by, Action action, Values values = {}) {
    Verdict verdict = act(by, std::move(action), std::move(values));
    EXPECT_EQ(verdict.rejection, std::nullopt);
    return verdict.facts;
  }

  /// The rejection of a command that must be refused and, unless values came with it, move nothing.
  Rejection no(const PersonId& by, Action action, Values values = {}) {
    const bool alone = values.empty();
    const Task before = task;
    Verdict verdict = act(by, std::move(action), std::move(values));
    EXPECT_TRUE(verdict.rejection.has_value());
    if (alone) {
      EXPECT_EQ(task, before);
      EXPECT_TRUE(verdict.facts.empty());
    }
    return verdict.rejection.value_or(Rejection{});
  }

  // The road through the lab.
  Scene& open() {
    ok(ana, StartNew{acme, lab, "Spring launch"});
    return *this;
  }
  Scene& fill() {
    ok(ana, Set{"goal", "Sell shoes"});
    ok(ana, Check{"agreed", true});
    ok(ana, Attach{"brief", "https://files.example.com/brief"});
    return *this;
  }
  Scene& offer_to_dino() {
    open().fill();
    ok(ana, Give{{}, dino, ""});
    return *this;
  }
  Scene& build_by_dino() {
    offer_to_dino();
    ok(dino, Accept{});
    return *this;
  }
  Scene& review_by_ana() {
    build_by_dino();
    ok(dino, Give{StageId{"review"}, {}, ""});
    ok(ana, Accept{});
    return *this;
  }
  Scene& live_by_petra() {
    build_by_dino();
    ok(dino, Give{StageId{"live"}, {}, ""});
    ok(petra, Accept{});
    return *this;
  }

  Workflow& workflow() { return agency.workflows.at({lab, 1}); }
  Gate& gate(const std::string& transition) {
    return std::ranges::find(workflow().transitions, TransitionId{transition}, &Transition::id)
        ->gate;
  }
  Transition& way(const std::string& id) {
    return *std::ranges::find(workflow().transitions, TransitionId{id}, &Transition::id);
  }

  /// The open offer. Throws where there is none, so that one test fails and the others run.
  [[nodiscard]] const Handoff& offer() const {
    if (task.offer() == nullptr) throw std::logic_error("nothing is offered");
    return *task.offer();
  }

  /// The person of that id, to change them.
  Person& person(const PersonId& id) {
    return *std::ranges::find(agency.directory.people, id, &Person::id);
  }

  Agency agency;
  Task task;
  std::vector<TaskEvent> journal;
  std::vector<Notice> notices;  ///< of the latest command
  TimePoint now = monday_nine;

 private:
  /// Appends one event, and plans its notices.
  void tell(const TaskEvent& event) {
    Task next = apply(task, event);
    const std::vector<Notice> planned = plan(task, event, next, agency);
    notices.insert(notices.end(), planned.begin(), planned.end());
    task = std::move(next);
    journal.push_back(event);
  }
};

/// What the facts are, by name.
inline std::vector<std::string_view> names_of(const TaskFacts& facts) {
  std::vector<std::string_view> names;
  for (const TaskFact& fact : facts) names.push_back(name_of(fact));
  return names;
}
using Names = std::vector<std::string_view>;

inline std::vector<std::string> ids_of(const std::vector<Missing>& missing) {
  std::vector<std::string> ids;
  for (const Missing& item : missing) ids.push_back(item.id.value);
  return ids;
}
using Ids = std::vector<std::string>;

/// The one fact of kind `Fact` among `facts`. Throws where there is none.
template <class Fact>
Fact the(const TaskFacts& facts) {
  for (const TaskFact& fact : facts) {
    if (const auto* found = std::get_if<Fact>(&fact)) return *found;
  }
  throw std::logic_error("there is no such fact");
}

}  // namespace baton::test
