#pragma once

#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "bot/ports/store.h"
#include "tests/contract/contract_test.h"

/// What every store promises of lists of tasks: one suite for all of them.
namespace baton::test {

inline TaskRow task_row(const char* key, Phase phase, const char* holder = "p1",
                        TimePoint updated_at = noon) {
  TaskRow row;
  row.key = TaskKey{key};
  row.client = ClientKey{row.key.value.substr(0, row.key.value.find('-'))};
  row.workflow = WorkflowId{"quick"};
  row.workflow_version = 1;
  row.stage = StageId{"doing"};
  row.phase = phase;
  row.holder = PersonId{holder};
  row.version = 3;
  row.updated_at = updated_at;
  return row;
}
inline TaskRow owed_by(TaskRow row, std::vector<PersonId> people) {
  row.owing = std::move(people);
  return row;
}

inline TaskRow asked_of(TaskRow row, std::vector<PersonId> people) {
  row.asked = std::move(people);
  return row;
}

template <class Fixture>
class ListContract : public ContractTest<Fixture> {
 protected:
  void put(std::vector<TaskRow> rows) {
    Change change;
    change.tasks = std::move(rows);
    this->append(std::move(change));
  }
  std::string keys(const TaskQuery& query) {
    std::string found;
    for (const TaskRow& task : run(this->fixture.store().tasks(query))) {
      found += task.key.value + " ";
    }
    return found;
  }
};
TYPED_TEST_SUITE_P(ListContract);

TYPED_TEST_P(ListContract, CountsWhatIsOpenWhatIsOverdueAndWhichTimersAreDue) {
  EXPECT_EQ(run(this->fixture.store().tally(noon)), Tally());
  const auto due = [](TaskRow row, TimePoint promised) {
    row.due = promised;
    return row;
  };
  this->put({due(task_row("ACME-1", Phase::idle), noon - minutes(1)),
             due(task_row("ACME-2", Phase::idle), noon), task_row("ACME-3", Phase::offered),
             due(task_row("ACME-4", Phase::blocked), noon - hours(1)),
             due(task_row("ACME-5", Phase::done), noon - hours(1)),
             due(task_row("ACME-6", Phase::cancelled), noon - hours(1))});
  Change change;
  change.timers = {{TaskKey{"ACME-1"}, 1, {{"remind", 0, noon}, {"remind", 1, noon + hours(1)}}},
                   {TaskKey{"ACME-2"}, 1, {{"escalate", 0, noon - hours(1)}}}};
  this->append(std::move(change));
  Tally expected;
  expected.open = {{Phase::idle, 2}, {Phase::offered, 1}, {Phase::blocked, 1}};
  expected.overdue = 2;
  expected.timers_due = 2;
  EXPECT_EQ(run(this->fixture.store().tally(noon)), expected);
  this->put({task_row("ACME-4", Phase::done)});
  expected.open.erase(Phase::blocked);
  expected.overdue = 2;  // ACME-2 is late by now
  EXPECT_EQ(run(this->fixture.store().tally(noon + minutes(1))), expected);
}

TYPED_TEST_P(ListContract, FindsTasksByWhoHoldsThemReceivesThemAndByClient) {
  const auto row = [](const char* key, Phase phase, const char* holder, const char* receiver,
                      minutes age) {
    TaskRow made = task_row(key, phase, holder, noon - age);
    made.receiver = PersonId{receiver};
    made.question_open = true;
    return made;
  };
  this->put({row("ACME-1", Phase::idle, "p1", "", minutes(3)),
             row("ACME-2", Phase::offered, "p1", "p2", minutes(2)),
             row("BOLT-1", Phase::offered, "p2", "p1", minutes(2)),
             row("BOLT-2", Phase::done, "p1", "", minutes(1)),
             row("BOLT-3", Phase::absent, "p2", "p2", minutes(9))});
  this->put({row("BOLT-3", Phase::cancelled, "p1", "", minutes(0))});
  TaskQuery query;
  EXPECT_EQ(this->keys(query), "ACME-2 BOLT-1 ACME-1 ");
  query.open_only = false;
  EXPECT_EQ(this->keys(query), "BOLT-3 BOLT-2 ACME-2 BOLT-1 ACME-1 ");
  query.limit = 2;
  EXPECT_EQ(this->keys(query), "BOLT-3 BOLT-2 ");
  query = {};
  query.holder = PersonId{"p1"};
  EXPECT_EQ(this->keys(query), "ACME-2 ACME-1 ");
  query.client = ClientKey{"BOLT"};
  EXPECT_EQ(this->keys(query), "");
  query.holder.reset();
  EXPECT_EQ(this->keys(query), "BOLT-1 ");
  query.receiver = PersonId{"p1"};
  EXPECT_EQ(text_of(run(this->fixture.store().tasks(query))),
            text_of(row("BOLT-1", Phase::offered, "p2", "p1", minutes(2))) + "\n");
}

TYPED_TEST_P(ListContract, WhatWaitsOrIsBlockedIsOpen) {
  this->put({task_row("A-1", Phase::absent), task_row("A-2", Phase::idle),
             task_row("A-3", Phase::offered), task_row("A-4", Phase::waiting),
             task_row("A-5", Phase::blocked), task_row("A-6", Phase::done),
             task_row("A-7", Phase::cancelled)});
  EXPECT_EQ(this->keys({}), "A-2 A-3 A-4 A-5 ");
  for (const TaskRow& task : run(this->fixture.store().tasks({}))) {
    EXPECT_TRUE(is_open(task.phase)) << task.key;
  }
}

TYPED_TEST_P(ListContract, ATaskIsHandedOutAsItWasStored) {
  TaskRow row = owed_by(task_row("A-1", Phase::blocked), {PersonId{"p2"}, PersonId{"p7"}});
  row.parent = TaskKey{"A-0"};
  row.due = noon + hours(50);
  row.priority = "high";
  this->put({row});
  const std::vector<TaskRow> rows = run(this->fixture.store().tasks({}));
  ASSERT_EQ(rows.size(), 1u);
  EXPECT_EQ(rows[0], row) << text_of(rows[0]);
}

TYPED_TEST_P(ListContract, FindsTasksByWhoOwesOnThem) {
  const PersonId ana{"p1"};
  const PersonId dino{"p2"};
  this->put({owed_by(task_row("A-1", Phase::idle, "p3", noon), {dino, ana, dino}),
             owed_by(task_row("A-2", Phase::idle, "p3", noon + minutes(1)), {ana}),
             owed_by(task_row("A-3", Phase::done, "p3", noon + minutes(2)), {ana}),
             task_row("A-4", Phase::idle, "p1")});
  TaskQuery query;
  query.owing = ana;
  EXPECT_EQ(this->keys(query), "A-2 A-1 ");
  query.open_only = false;
  EXPECT_EQ(this->keys(query), "A-3 A-2 A-1 ");
  query.limit = 1;
  EXPECT_EQ(this->keys(query), "A-3 ");
  query = {};
  query.owing = dino;
  ASSERT_EQ(this->keys(query), "A-1 ");
  EXPECT_EQ(run(this->fixture.store().tasks(query)).at(0).owing,
            (std::vector<PersonId>{ana, dino}));
  query.holder = ana;
  EXPECT_EQ(this->keys(query), "") << "all that is asked for must match";
  this->put({owed_by(task_row("A-1", Phase::idle, "p3"), {ana})});
  query.holder.reset();
  EXPECT_EQ(this->keys(query), "") << "it was repaid";
}

TYPED_TEST_P(ListContract, FindsTasksByWhoIsAskedOnThem) {
  const PersonId ana{"p1"};
  const PersonId dino{"p2"};
  this->put({asked_of(task_row("A-1", Phase::idle, "p3", noon - minutes(3)), {dino, ana, dino}),
             asked_of(task_row("A-2", Phase::waiting, "p3", noon - minutes(2)), {ana}),
             asked_of(task_row("A-3", Phase::done, "p3", noon - minutes(1)), {ana}),
             owed_by(task_row("A-4", Phase::idle, "p1"), {ana})});
  TaskQuery query;
  query.asked = ana;
  EXPECT_EQ(this->keys(query), "A-2 A-1 ");
  query.open_only = false;
  EXPECT_EQ(this->keys(query), "A-3 A-2 A-1 ");
  query.limit = 1;
  EXPECT_EQ(this->keys(query), "A-3 ");
  query = {};
  query.asked = dino;
  ASSERT_EQ(this->keys(query), "A-1 ");
  EXPECT_EQ(run(this->fixture.store().tasks(query)).at(0).asked,
            (std::vector<PersonId>{ana, dino}));
  query.owing = dino;
  EXPECT_EQ(this->keys(query), "") << "all that is asked for must match";
  this->put({owed_by(asked_of(task_row("A-1", Phase::idle, "p3"), {dino}), {dino})});
  EXPECT_EQ(this->keys(query), "A-1 ");
  this->put({task_row("A-1", Phase::idle, "p3")});
  query.owing.reset();
  EXPECT_EQ(this->keys(query), "") << "it was answered";
}

TYPED_TEST_P(ListContract, FindsTasksByWhenTheyArePromised) {
  TaskRow early = task_row("A-1", Phase::idle);
  early.due = noon - hours(1);
  TaskRow late = task_row("A-2", Phase::idle);
  late.due = noon;
  TaskRow ended = task_row("A-3", Phase::done);
  ended.due = noon - hours(2);
  this->put({early, late, ended, task_row("A-4", Phase::idle)});
  TaskQuery query;
  query.due_before = noon;
  EXPECT_EQ(this->keys(query), "A-1 ");
  query.due_before = noon + std::chrono::milliseconds(1);
  EXPECT_EQ(this->keys(query), "A-1 A-2 ");
  query.open_only = false;
  EXPECT_EQ(this->keys(query), "A-1 A-2 A-3 ");
}

TYPED_TEST_P(ListContract, FindsThePartsOfATask) {
  TaskRow part = task_row("A-2", Phase::idle);
  part.parent = TaskKey{"A-1"};
  TaskRow other = task_row("A-3", Phase::idle);
  other.parent = TaskKey{"A-12"};
  this->put({task_row("A-1", Phase::idle), part, other});
  TaskQuery query;
  query.parent = TaskKey{"A-1"};
  EXPECT_EQ(this->keys(query), "A-2 ");
  query.parent = TaskKey{"A-2"};
  EXPECT_EQ(this->keys(query), "");
  query.parent = TaskKey();
  EXPECT_EQ(this->keys(query), "A-1 ") << "of no other";
}

REGISTER_TYPED_TEST_SUITE_P(ListContract, CountsWhatIsOpenWhatIsOverdueAndWhichTimersAreDue,
                            FindsTasksByWhoHoldsThemReceivesThemAndByClient,
                            WhatWaitsOrIsBlockedIsOpen, ATaskIsHandedOutAsItWasStored,
                            FindsTasksByWhoOwesOnThem, FindsTasksByWhoIsAskedOnThem,
                            FindsTasksByWhenTheyArePromised, FindsThePartsOfATask);

}  // namespace baton::test
