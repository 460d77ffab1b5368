#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>
#include <boost/system/system_error.hpp>

#include "tests/contract/store_calls.h"
#include "tests/contract/stores.h"
#include "tests/support/store_text.h"

// The two stores are told the same random things and must answer the same, all the way.
namespace baton::test {
namespace {

/// One call with small random arguments, so that calls meet each other.
struct Step {
  enum class Call { append, begin, settle, recover, forget, look };
  Call call = Call::append;
  int a = 0;
  int b = 0;
  int c = 0;
};

std::ostream& operator<<(std::ostream& out, const Step& step) {
  constexpr const char* names[] = {"append", "begin", "settle", "recover", "forget", "look"};
  return out << names[static_cast<int>(step.call)] << "(" << step.a << ", " << step.b << ", "
             << step.c << ")";
}

rc::Gen<Step> any_step() {
  const auto call = rc::gen::weightedElement<Step::Call>({{8, Step::Call::append},
                                                          {4, Step::Call::begin},
                                                          {6, Step::Call::settle},
                                                          {1, Step::Call::recover},
                                                          {1, Step::Call::forget},
                                                          {3, Step::Call::look}});
  const auto small = rc::gen::inRange(0, 12);
  return rc::gen::build<Step>(rc::gen::set(&Step::call, call), rc::gen::set(&Step::a, small),
                              rc::gen::set(&Step::b, small), rc::gen::set(&Step::c, small));
}

std::vector<PersonId> owing_for(const Step& step) {
  std::vector<PersonId> people;
  for (int count = 0; count < step.a % 4; ++count) {
    people.push_back(PersonId{"p" + std::to_string((step.b + 2 * count) % 3)});
  }
  return people;
}

std::vector<PersonId> asked_for(const Step& step) {
  std::vector<PersonId> people;
  for (int count = 0; count < step.c % 3; ++count) {
    people.push_back(PersonId{"p" + std::to_string((step.a + 2 * count) % 3)});
  }
  return people;
}

std::vector<TaskTimers> timers_for(const Step& step) {
  TaskTimers first{
      TaskKey{"T-" + std::to_string(step.a % 2)}, static_cast<std::uint64_t>(step.b), {}};
  for (int count = 0; count < step.c % 4; ++count) {
    first.timers.push_back({count == 2 ? "escalate" : "gap", (step.a + count) % 3,
                            noon + minutes((step.c + 5 * count) % 12)});
  }
  if (step.c % 5 != 0) return {first};
  return {first, {TaskKey{"T-1"}, 6, {{"remind", 0, noon + minutes(step.a)}}}};
}

Change change_for(const Step& step, int number) {
  constexpr Phase phases[] = {Phase::idle,    Phase::offered, Phase::waiting,
                              Phase::blocked, Phase::done,    Phase::cancelled};
  const StreamId stream{"task/T-" + std::to_string(step.a % 3)};
  Change change;
  change.streams = {
      to(stream, static_cast<std::uint64_t>(step.b % 4),
         {event("note-added"), event("value-set", "{\"n\":" + std::to_string(number) + "}")})};
  if (step.c % 3 == 0)
    change.streams.push_back(
        to(bolt_3, static_cast<std::uint64_t>(step.c / 3), {event("offered")}));
  const std::string name = std::to_string(number);
  for (int count = 0; count < step.c % 4; ++count) {
    OutboxRow row =
        notice_row(name + "." + std::to_string(count),
                   "lane " + std::to_string((step.b + count) % 3), noon + minutes(step.a - 6));
    row.notice.slot = "slot " + std::to_string(step.b % 2);
    row.notice.edit_only = count % 2 == 1;
    row.version = static_cast<std::uint64_t>(step.a);
    change.notices.push_back(row);
  }
  change.tasks = {TaskRow{TaskKey{"T-" + std::to_string(step.a % 3)},
                          ClientKey{step.b % 2 == 0 ? "A" : "B"},
                          WorkflowId{"quick"},
                          1,
                          StageId{"doing"},
                          phases[step.c % 6],
                          PersonId{"p" + std::to_string(step.b % 3)},
                          {},
                          step.c == 1,
                          static_cast<std::uint64_t>(step.b),
                          noon + minutes(step.b),
                          TaskKey{step.a % 4 == 0 ? "T-2" : ""},
                          step.c % 4 == 0 ? TimePoint() : noon + minutes(step.c),
                          step.b % 5 == 0 ? "high" : "normal",
                          owing_for(step),
                          asked_for(step)}};
  change.superseded = {"slot " + std::to_string(step.c % 4)};
  change.timers = timers_for(step);
  change.person_keys = {{"p" + std::to_string(step.a % 3), "key of " + std::to_string(step.a % 3)}};
  change.text_keys = {{"k" + name, "p" + std::to_string(step.a % 3), stream, "sealed " + name}};
  if (step.b == 11) change.shredded_texts = {"k" + std::to_string(step.c)};
  if (step.b == 10 && step.c == 0) change.shredded_people = {"p" + std::to_string(step.a % 3)};
  if (step.c % 2 == 0)
    change.delivery =
        DeliveryRow{"d" + std::to_string(step.a), "reply " + name, noon + minutes(step.b)};
  return change;
}

/// The id of a notice by a number of a step, which counts from 0; ids count from 1.
std::uint64_t notice_id(int number) { return static_cast<std::uint64_t>(number) + 1; }

Settlement settlement_for(const Step& step, int number) {
  constexpr Delivery states[] = {Delivery::waiting,   Delivery::unknown,    Delivery::delivered,
                                 Delivery::delivered, Delivery::superseded, Delivery::dead};
  Settlement settlement =
      settled(notice_id(step.a), states[step.b % 6], noon + minutes(step.c - 6));
  settlement.attempts.made = step.b;
  settlement.at = noon + minutes(number);
  settlement.reason = "reason " + std::to_string(step.c);
  if (step.c % 2 == 0) {
    settlement.message =
        SlotMessage{"slot " + std::to_string(step.c % 4 / 2),
                    {WorkspaceId{"slack"}, ChannelId{"C1"}, std::to_string(step.a % 4)},
                    static_cast<std::uint64_t>(step.b)};
  }
  if (step.c % 4 == 1) settlement.also = {static_cast<std::uint64_t>(step.c + 1)};
  if (step.b % 6 == 5)
    settlement.notices = {notice_row("told " + std::to_string(number), "lane 1")};
  return settlement;
}

/// All that can be read, as one text.
std::string looked_at(Store& store, Outbox& outbox, const Step& step) {
  std::vector<Cursor> cursors{{StreamId{"task/T-0"}, static_cast<std::uint64_t>(step.a)},
                              {StreamId{"task/T-1"}, 0},
                              {bolt_3, 1},
                              {bolt_3, 0}};
  std::string seen = text_of(run(store.load(std::move(cursors), "d" + std::to_string(step.a))));
  seen += "\n" + text_of(run(store.streams(step.b % 2 == 0 ? "task/T" : "")));
  seen += text_of(run(store.person_keys()));
  TaskQuery query;
  query.open_only = step.a % 2 == 0;
  query.limit = static_cast<std::size_t>(step.b);
  if (step.c % 3 == 0) query.holder = PersonId{"p1"};
  if (step.c % 4 == 0) query.client = ClientKey{"A"};
  if (step.c % 5 == 2) query.owing = PersonId{"p" + std::to_string(step.b % 3)};
  if (step.b % 5 == 3) query.asked = PersonId{"p" + std::to_string(step.a % 3)};
  if (step.b % 4 == 1) query.due_before = noon + minutes(step.a);
  if (step.a % 5 == 2) query.parent = TaskKey{step.b % 2 == 0 ? "T-2" : ""};
  seen += text_of(run(store.tasks(query)));
  seen += text_of(run(store.timers_due(noon + minutes(step.b), static_cast<std::size_t>(step.c))));
  seen += text_of(run(store.next_timer_due(noon + minutes(step.c)))) + "\n";
  seen += text_of(run(outbox.of_task(TaskKey{"ACME-12"})));
  seen += text_of(run(outbox.of_lane("lane 1", noon + minutes(step.b - 6))));
  seen += text_of(run(outbox.due(noon + minutes(step.a - 6), static_cast<std::size_t>(step.b))));
  seen += text_of(run(outbox.next_due())) + "\n" +
          text_of(run(outbox.depth(noon + minutes(step.c - 3)))) + "\n";
  seen += text_of(run(store.tally(noon + minutes(step.c))));
  seen += text_of(run(outbox.message("slot " + std::to_string(step.c % 2)))) + "\n";
  seen += text_of(
      run(outbox.slot_of({WorkspaceId{"slack"}, ChannelId{"C1"}, std::to_string(step.a % 4)})));
  return seen;
}

std::string told(Store& store, Outbox& outbox, const Step& step, int number) {
  try {
    switch (step.call) {
      case Step::Call::append: return text_of(run(store.append(change_for(step, number))));
      case Step::Call::begin: {
        const Attempts attempts{step.b, step.c, 0, false, noon};
        std::vector<std::uint64_t> ids{notice_id(step.a)};
        if (step.c % 3 == 0) ids.push_back(notice_id(step.b));
        AttemptPlace to;
        if (step.b % 3 == 1) to = {WorkspaceId{"slack"}, ChannelId{"C1"}};
        if (step.b % 3 == 2) to = {WorkspaceId{"mattermost"}, ChannelId()};
        const bool begun =
            run(outbox.begin(std::move(ids), {attempts, noon + minutes(step.c), std::move(to)}));
        return begun ? "begun" : "not to be sent";
      }
      case Step::Call::settle:
        run(finished(outbox.settle(settlement_for(step, number))));
        return "settled";
      case Step::Call::recover: return text_of(run(outbox.recover()));
      case Step::Call::forget:
        run(finished(store.forget_deliveries(noon + minutes(step.a))));
        return "forgotten";
      case Step::Call::look: return looked_at(store, outbox, step);
    }
  } catch (const boost::system::system_error& error) {
    return "refused: " + error.code().message();
  }
  return "no such call";
}

RC_GTEST_PROP(StoreModelTest, SqliteAnswersAsTheMemoryStoreDoes, ()) {
  const auto steps = *rc::gen::container<std::vector<Step>>(any_step());
  SqliteFixture sqlite;
  MemoryFixture memory;
  int number = 0;
  for (const Step& step : steps) {
    ++number;
    RC_ASSERT(told(sqlite.store(), sqlite.outbox(), step, number) ==
              told(memory.store(), memory.outbox(), step, number));
  }
  const Step all{Step::Call::look, 0, 11, 11};
  RC_ASSERT(told(sqlite.store(), sqlite.outbox(), all, 0) ==
            told(memory.store(), memory.outbox(), all, 0));
}

}  // namespace
}  // namespace baton::test
