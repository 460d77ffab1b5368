#pragma once

#include <algorithm>
#include <chrono>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "bot/ports/store.h"
#include "tests/contract/contract_test.h"

/// What every outbox promises: one suite for all of them.
namespace baton::test {

template <class Fixture>
class OutboxContract : public ContractTest<Fixture> {};
TYPED_TEST_SUITE_P(OutboxContract);

TYPED_TEST_P(OutboxContract, ALaneHandsOutItsFirstRowOnlyAndWaitsForIt) {  // I6
  this->append(notices(
      {notice_row("a1", "person/p1"), notice_row("b1", "person/p2"), notice_row("a2", "person/p1"),
       notice_row("c1", "channel/ACME", noon + hours(1)), notice_row("c2", "channel/ACME")}));
  EXPECT_EQ(this->due_keys(noon), Strings({"a1", "b1"}));
  EXPECT_EQ(this->due_keys(noon, 1), Strings({"a1"}));
  EXPECT_EQ(this->due_keys(noon - minutes(1)), Strings());
  this->settle(settled(this->id_of("a1"), Delivery::delivered));
  EXPECT_EQ(this->due_keys(noon), Strings({"b1", "a2"}));
  // c1 is not due yet, so c2 waits although it is.
  EXPECT_EQ(this->due_keys(noon + hours(1)), Strings({"b1", "a2", "c1"}));
}

TYPED_TEST_P(OutboxContract, NextDueIsTheEarliestOfTheFirstRows) {
  this->append(
      notices({notice_row("a1", "person/p1", noon + hours(2)), notice_row("a2", "person/p1", noon),
               notice_row("b1", "person/p2", noon + hours(1))}));
  EXPECT_EQ(run(this->fixture.outbox().next_due()), noon + hours(1));
  this->begin(this->id_of("b1"), {}, noon);
  EXPECT_EQ(run(this->fixture.outbox().next_due()), noon + hours(2));
}

TYPED_TEST_P(OutboxContract, ARowIsHandedOutAsItWasStored) {
  OutboxRow row = notice_row("n1", "person/p1", noon + minutes(1));
  row.notice = {NoticeKind::question,
                TaskKey{"ACME-12"},
                PersonId{"p7"},
                WorkspaceId{"slack"},
                3,
                4,
                "slot",
                true,
                "text",
                PersonId{"p9"},
                "slot before",
                "slot of a card"};
  row.version = 17;
  row.attempts = {1, 2, 3, true, noon};
  row.repeat = true;
  row.attempt_at = noon + minutes(2);
  row.attempt_to = {WorkspaceId{"slack"}, ChannelId{"C1"}};
  row.reason = "reason";
  row.settled_at = noon + minutes(3);
  row.made_at = noon - minutes(4);
  this->append(notices({row}));
  row.id = this->id_of("n1");
  EXPECT_EQ(text_of(run(this->fixture.outbox().due(noon + hours(1), 10))), text_of(row) + "\n");
}

TYPED_TEST_P(OutboxContract, WhereAnAttemptWentIsKnownForAsLongAsItsOutcomeIsNot) {  // I4
  this->append(notices({notice_row("a1", "person/p1")}));
  const std::uint64_t id = this->id_of("a1");
  const auto place = [&] { return run(this->fixture.outbox().due(noon, 1)).at(0).attempt_to; };
  EXPECT_EQ(place(), AttemptPlace());
  const AttemptPlace places[] = {{WorkspaceId{"slack"}, ChannelId{"C1"}},
                                 {WorkspaceId{"mattermost"}, {}}};
  for (const AttemptPlace& each : places) {
    EXPECT_TRUE(this->begin(id, {1, 0, 0, false, noon}, noon, each));
    EXPECT_EQ(run(this->fixture.outbox().recover()), 1);
    EXPECT_EQ(place(), each);
    this->settle(settled(id, Delivery::unknown, noon));
    EXPECT_EQ(place(), each);
    this->settle(settled(id, Delivery::waiting, noon));
    EXPECT_EQ(place(), AttemptPlace()) << "it failed for sure, or is sent again";
  }
}

TYPED_TEST_P(OutboxContract, ARowInFlightIsNotHandedOutAndHoldsItsLane) {
  this->append(notices({notice_row("a1", "person/p1"), notice_row("a2", "person/p1")}));
  this->begin(this->id_of("a1"), {1, 0, 0, false, noon}, noon + minutes(3));
  EXPECT_TRUE(this->due_keys(noon + hours(1)).empty());
  EXPECT_FALSE(run(this->fixture.outbox().next_due()).has_value());
  EXPECT_EQ(run(this->fixture.outbox().depth(noon)).unsettled, 2u);
}

TYPED_TEST_P(OutboxContract, RowsInFlightAtAStopBecomeUnknownAndComeUpAgain) {  // I4
  this->append(notices({notice_row("a1", "person/p1"), notice_row("b1", "person/p2")}));
  this->begin(this->id_of("a1"), {1, 0, 0, false, noon}, noon + minutes(3));
  EXPECT_EQ(run(this->fixture.outbox().recover()), 1);
  EXPECT_EQ(run(this->fixture.outbox().recover()), 0);
  const std::vector<OutboxRow> rows = run(this->fixture.outbox().due(noon, 10));
  ASSERT_EQ(rows.size(), 2u);
  EXPECT_EQ(rows[0].state, Delivery::unknown);
  EXPECT_EQ(rows[0].attempts.made, 1);
  EXPECT_EQ(rows[0].attempt_at, noon + minutes(3));
  EXPECT_EQ(rows[1].state, Delivery::waiting);
}

TYPED_TEST_P(OutboxContract, ARowThatIsNotDoneWithComesUpAgainWhenItIsDue) {
  this->append(notices({notice_row("a1", "person/p1")}));
  const std::uint64_t id = this->id_of("a1");
  for (const Delivery state : {Delivery::waiting, Delivery::unknown}) {
    SCOPED_TRACE(name_of(state));
    EXPECT_TRUE(this->begin(id, {1, 0, 0, false, noon}, noon));
    Settlement later = settled(id, state, noon + minutes(5));
    later.attempts = {2, 1, 1, true, noon};
    later.repeat = true;
    later.reason = "ratelimited";
    later.at = noon + minutes(1);
    this->settle(later);
    EXPECT_TRUE(this->due_keys(noon + minutes(4)).empty());
    const std::vector<OutboxRow> rows = run(this->fixture.outbox().due(noon + minutes(5), 10));
    ASSERT_EQ(rows.size(), 1u);
    EXPECT_EQ(rows[0].state, state);
    EXPECT_EQ(rows[0].attempts.made, 2);
    EXPECT_EQ(rows[0].attempts.hops, 1);
    EXPECT_TRUE(rows[0].attempts.plain);
    EXPECT_TRUE(rows[0].repeat);
    EXPECT_EQ(rows[0].reason, "ratelimited");
    EXPECT_EQ(rows[0].settled_at, TimePoint()) << "it is not settled";
  }
}

TYPED_TEST_P(OutboxContract, APostedMessageSupersedesTheEditsThatItAlreadyShows) {  // I6
  OutboxRow card = notice_row("card", "channel/ACME");
  card.notice.slot = "card 1";
  const auto edit = [&](const char* key, std::uint64_t version, const char* slot) {
    OutboxRow row = notice_row(key, "channel/ACME");
    row.notice.slot = slot;
    row.notice.edit_only = true;
    row.version = version;
    return row;
  };
  OutboxRow push = edit("push", 3, "card 1");
  push.notice.edit_only = false;
  this->append(notices({card, edit("shown", 4, "card 1"), edit("other slot", 4, "card 2"), push,
                        edit("newer", 6, "card 1")}));
  Settlement posted = settled(this->id_of("card"), Delivery::delivered);
  posted.message = SlotMessage{"card 1", {WorkspaceId{"slack"}, ChannelId{"C1"}, "1700.1"}, 5};
  this->settle(posted);
  for (const char* key : {"other slot", "push", "newer"}) {
    EXPECT_EQ(this->due_keys(noon), Strings({key}));
    this->settle(settled(this->id_of(key), Delivery::delivered));
  }
  EXPECT_TRUE(this->due_keys(noon).empty());
}

TYPED_TEST_P(OutboxContract, KnowsTheMessageOfASlotAndTheSlotOfAMessage) {
  this->append(notices({notice_row("a1", "person/p1"), notice_row("a2", "person/p1")}));
  const MessageRef first{WorkspaceId{"slack"}, ChannelId{"C1"}, "1700.1"};
  const MessageRef second{WorkspaceId{"slack"}, ChannelId{"C1"}, "1700.2"};
  Settlement posted = settled(this->id_of("a1"), Delivery::delivered);
  posted.message = SlotMessage{"card 1", first, 5};
  this->settle(posted);
  EXPECT_EQ(text_of(run(this->fixture.outbox().message("card 1"))),
            "card 1 is slack/C1/1700.1 showing v5");
  EXPECT_EQ(run(this->fixture.outbox().slot_of(first)), "card 1");
  posted.id = this->id_of("a2");
  posted.message = SlotMessage{"card 1", second, 6};
  this->settle(posted);
  EXPECT_EQ(text_of(run(this->fixture.outbox().message("card 1"))),
            "card 1 is slack/C1/1700.2 showing v6");
  EXPECT_EQ(run(this->fixture.outbox().slot_of(second)), "card 1");
  EXPECT_FALSE(run(this->fixture.outbox().slot_of(first)).has_value());
  EXPECT_FALSE(run(this->fixture.outbox().message("card 2")).has_value());
}

TYPED_TEST_P(OutboxContract, KnowsTheNewestRowOfASlotWhateverBecameOfIt) {
  OutboxRow card = notice_row("card", "channel/slack/ACME");
  card.notice.kind = NoticeKind::card;
  card.notice.workspace = WorkspaceId{"slack"};
  card.notice.slot = "card 1";
  OutboxRow edit = card;
  edit.key = "edit";
  edit.version = 4;
  this->append(notices({card, edit, notice_row("other", "person/p1")}));
  const std::optional<OutboxRow> newest = run(this->fixture.outbox().newest_of("card 1"));
  ASSERT_TRUE(newest.has_value());
  EXPECT_EQ(newest->key, "edit");
  EXPECT_EQ(newest->notice, edit.notice);
  this->settle(settled(newest->id, Delivery::superseded));
  EXPECT_EQ(run(this->fixture.outbox().newest_of("card 1")).value().state, Delivery::superseded);
  EXPECT_FALSE(run(this->fixture.outbox().newest_of("card 2")).has_value());
}

TYPED_TEST_P(OutboxContract, ARowOnceSettledStaysAsItIs) {  // I4
  this->append(notices({notice_row("a1", "person/p1")}));
  const std::uint64_t id = this->id_of("a1");
  Settlement dead = settled(id, Delivery::dead);
  dead.notices = {notice_row("told", "person/p2")};
  this->settle(dead);
  EXPECT_EQ(text_of(run(this->fixture.outbox().depth(noon))),
            "1 unsettled, 1 dead, oldest " + text_of(noon));
  EXPECT_FALSE(this->begin(id, {}, noon));
  EXPECT_FALSE(this->begin(id + 1000, {}, noon)) << "there is no such row";
  Settlement again = settled(id, Delivery::delivered);
  again.notices = {notice_row("told twice", "person/p3")};
  this->settle(again);
  EXPECT_EQ(text_of(run(this->fixture.outbox().depth(noon))),
            "1 unsettled, 1 dead, oldest " + text_of(noon));
  EXPECT_EQ(this->due_keys(noon), Strings({"told"}));
}

TYPED_TEST_P(OutboxContract, UnsentNoticesOfWhatWasUndoneAreNeverSent) {
  const auto in_slot = [](const char* key, const char* slot) {
    OutboxRow row = notice_row(key, std::string("lane of ") + key);
    row.notice.slot = slot;
    return row;
  };
  OutboxRow edit = in_slot("edit", "card 1");
  edit.notice.edit_only = true;
  OutboxRow counted = in_slot("counted", "card 1");
  counted.attempts.made = 1;
  this->append(
      notices({in_slot("unsent", "card 1"), in_slot("begun", "card 1"), in_slot("failed", "card 1"),
               in_slot("unknown", "card 1"), in_slot("sent", "card 1"), in_slot("other", "card 2"),
               edit, counted, in_slot("not due", "push 1")}));
  const Attempts first{1, 0, 0, false, noon};
  EXPECT_TRUE(this->begin(this->id_of("begun"), first, noon));
  for (const auto& [key, state] :
       {std::pair("failed", Delivery::waiting), std::pair("unknown", Delivery::unknown),
        std::pair("sent", Delivery::delivered)}) {
    const std::uint64_t id = this->id_of(key);
    EXPECT_TRUE(this->begin(id, first, noon));
    this->settle(settled(id, state));  // which counts no attempt, but one was begun
  }
  const std::uint64_t unsent = this->id_of("unsent");
  Change undo = notices({in_slot("new", "card 1")});
  undo.superseded = {"card 1", "push 1", "card 1", "no such slot"};
  EXPECT_EQ(this->append(undo), "yes superseded 2");
  std::string states;
  for (const OutboxRow& row : run(this->fixture.outbox().of_task(TaskKey{"ACME-12"}))) {
    states += row.key + ": " + std::string(name_of(row.state)) + "\n";
  }
  EXPECT_EQ(states,
            "unsent: superseded\nbegun: inflight\nfailed: waiting\nunknown: unknown\n"
            "sent: delivered\nother: waiting\nedit: waiting\ncounted: waiting\n"
            "not due: superseded\nnew: waiting\n");
  EXPECT_FALSE(this->begin(unsent, first, noon)) << "who read it must not send it";
  EXPECT_EQ(run(this->fixture.outbox().of_task(TaskKey{"ACME-12"})).at(0).attempts.made, 0);
}

TYPED_TEST_P(OutboxContract, AStaleChangeSupersedesNothing) {  // I3
  this->append(notices({notice_row("a1", "person/p1")}));
  Change undo = one_event(acme_12, 7);
  undo.superseded = {"slot of a1"};
  EXPECT_EQ(this->append(undo), "stale ");
  EXPECT_EQ(this->due_keys(noon), Strings({"a1"}));
}

TYPED_TEST_P(OutboxContract, WritesDownWhenARowWasSettled) {
  OutboxRow card = notice_row("card", "channel/ACME");
  OutboxRow edit = notice_row("edit", "channel/ACME");
  edit.notice.slot = card.notice.slot;
  edit.notice.edit_only = true;
  this->append(notices({card, edit, notice_row("other", "person/p1")}));
  Settlement posted = settled(this->id_of("card"), Delivery::delivered);
  posted.at = noon + minutes(7);
  posted.message = SlotMessage{card.notice.slot, {WorkspaceId{"slack"}, ChannelId{"C1"}, "1.1"}, 5};
  this->settle(posted);
  posted.at = noon + minutes(8);
  this->settle(posted);  // it was settled before
  const std::vector<OutboxRow> rows = run(this->fixture.outbox().of_task(TaskKey{"ACME-12"}));
  ASSERT_EQ(rows.size(), 3u);
  EXPECT_EQ(rows[0].settled_at, noon + minutes(7));
  EXPECT_EQ(rows[1].settled_at, noon + minutes(7)) << "what its message shows, it supersedes";
  EXPECT_EQ(rows[2].settled_at, TimePoint());
}

/// An entry of a digest that falls due at `due`.
inline OutboxRow entry_row(const char* key, TimePoint due) {
  OutboxRow row = notice_row(key, "digest/p1", due);
  row.notice.kind = NoticeKind::digest;
  row.attempts.first_at = due;
  return row;
}

TYPED_TEST_P(OutboxContract, HandsOutWhatIsDueOfALaneAlsoWhatWasBegun) {
  this->append(notices({notice_row("push", "person/p1"), entry_row("e1", noon),
                        entry_row("e2", noon + minutes(1)), entry_row("e3", noon + hours(24)),
                        entry_row("e4", noon)}));
  const auto keys_at = [&](TimePoint now) {
    Strings keys;
    for (const OutboxRow& row : run(this->fixture.outbox().of_lane("digest/p1", now))) {
      keys.push_back(row.key);
    }
    return keys;
  };
  EXPECT_EQ(keys_at(noon), Strings({"e1", "e4"}));
  EXPECT_EQ(keys_at(noon + minutes(1)), Strings({"e1", "e2", "e4"}));
  EXPECT_TRUE(keys_at(noon - minutes(1)).empty());
  EXPECT_TRUE(run(this->fixture.outbox().of_lane("digest/p2", noon)).empty());
  const std::uint64_t first = this->id_of("e1");
  EXPECT_TRUE(this->begin(first, {1, 0, 0, false, noon}, noon));
  EXPECT_EQ(keys_at(noon), Strings({"e1", "e4"}));
  this->settle(settled(first, Delivery::delivered));
  EXPECT_EQ(keys_at(noon), Strings({"e4"}));
}

TYPED_TEST_P(OutboxContract, RowsOfOneMessageAreBegunTogetherOrNotAtAll) {  // I4
  this->append(notices({entry_row("e1", noon), entry_row("e2", noon + minutes(1)),
                        entry_row("later", noon + hours(24))}));
  const std::vector<OutboxRow> rows =
      run(this->fixture.outbox().of_lane("digest/p1", noon + hours(1)));
  ASSERT_EQ(rows.size(), 2u);
  const std::vector<std::uint64_t> ids{rows[0].id, rows[1].id};
  EXPECT_TRUE(this->begin(ids, {1, 2, 3, true, {}}, noon + hours(1)));
  EXPECT_TRUE(this->due_keys(noon + hours(1)).empty()) << "the lane is under way";
  Change undo;
  undo.superseded = {"slot of e2"};
  EXPECT_EQ(this->append(undo), "yes ") << "it may be told already";
  EXPECT_EQ(run(this->fixture.outbox().recover()), 2);
  std::string found;
  for (const OutboxRow& row : run(this->fixture.outbox().of_lane("digest/p1", noon + hours(1)))) {
    found += row.key + " " + std::string(name_of(row.state)) + " " +
             std::to_string(row.attempts.made) + " since " + text_of(row.attempt_at) + " due " +
             text_of(row.attempts.first_at) + "\n";
  }
  const std::string at = text_of(noon + hours(1));
  EXPECT_EQ(found, "e1 unknown 1 since " + at + " due " + text_of(noon) + "\ne2 unknown 1 since " +
                       at + " due " + text_of(noon + minutes(1)) + "\n");
  this->settle(settled(ids[1], Delivery::superseded));
  EXPECT_FALSE(this->begin(ids, {2, 0, 0, false, {}}, noon + hours(2))) << "one is settled";
  EXPECT_EQ(this->due_keys(noon + hours(1)), Strings({"e1"})) << "so none was begun";
}

TYPED_TEST_P(OutboxContract, WhatBecomesOfAMessageBecomesOfAllItsRows) {
  this->append(notices({entry_row("e1", noon), entry_row("e2", noon + minutes(1)),
                        entry_row("e3", noon + minutes(2))}));
  const std::vector<OutboxRow> rows =
      run(this->fixture.outbox().of_lane("digest/p1", noon + hours(1)));
  ASSERT_EQ(rows.size(), 3u);
  Settlement later = settled(rows[0].id, Delivery::waiting, noon + hours(2));
  later.attempts = {1, 2, 3, true, {}};
  later.reason = "ratelimited";
  later.repeat = true;
  later.also = {rows[1].id};
  this->settle(later);
  EXPECT_EQ(run(this->fixture.outbox().of_lane("digest/p1", noon + hours(1))).size(), 1u);
  const std::vector<OutboxRow> again =
      run(this->fixture.outbox().of_lane("digest/p1", noon + hours(2)));
  ASSERT_EQ(again.size(), 3u);
  EXPECT_EQ(again[1].attempts, (Attempts{1, 2, 3, true, noon + minutes(1)}));
  EXPECT_EQ(again[1].reason, "ratelimited");
  EXPECT_TRUE(again[1].repeat);
  EXPECT_FALSE(again[2].repeat);
  Settlement sent = settled(rows[0].id, Delivery::delivered);
  sent.at = noon + hours(3);
  sent.also = {rows[1].id, rows[2].id, rows[2].id + 1000};
  sent.message = SlotMessage{"slot of e1", {WorkspaceId{"slack"}, ChannelId{"D1"}, "1.1"}, 5};
  this->settle(sent);
  for (const OutboxRow& row : run(this->fixture.outbox().of_task(TaskKey{"ACME-12"}))) {
    EXPECT_EQ(row.state, Delivery::delivered) << row.key;
    EXPECT_EQ(row.settled_at, noon + hours(3)) << row.key;
  }
  sent.state = Delivery::dead;
  this->settle(sent);
  EXPECT_EQ(run(this->fixture.outbox().depth(noon + hours(9))).dead, 0u) << "settled once for all";
}

TYPED_TEST_P(OutboxContract, CountsTheUnsettledRowsByTheirState) {
  this->append(notices({notice_row("n1", "person/p1"), notice_row("n2", "person/p2"),
                        notice_row("n3", "person/p3"), notice_row("n4", "person/p4"),
                        notice_row("n5", "person/p5")}));
  this->begin(this->id_of("n1"), {}, noon);
  this->settle(settled(this->id_of("n2"), Delivery::unknown));
  this->settle(settled(this->id_of("n3"), Delivery::delivered));
  const Outbox::Depth depth = run(this->fixture.outbox().depth(noon));
  EXPECT_EQ(depth.by_state,
            (std::map<Delivery, std::size_t>{
                {Delivery::waiting, 2}, {Delivery::inflight, 1}, {Delivery::unknown, 1}}));
  EXPECT_EQ(depth.unsettled, 4u);
}

TYPED_TEST_P(OutboxContract, WhatIsDueLaterIsNoBacklogUntilItFallsDue) {
  this->append(notices({entry_row("e1", noon + hours(60)), entry_row("e2", noon + hours(61)),
                        notice_row("push", "person/p1")}));
  EXPECT_EQ(text_of(run(this->fixture.outbox().depth(noon))),
            "1 unsettled, 0 dead, oldest " + text_of(noon));
  this->settle(settled(this->id_of("push"), Delivery::delivered));
  EXPECT_EQ(text_of(run(this->fixture.outbox().depth(noon))), "0 unsettled, 0 dead, oldest none");
  EXPECT_EQ(text_of(run(this->fixture.outbox().depth(noon + hours(60)))),
            "1 unsettled, 0 dead, oldest " + text_of(noon + hours(60)));
  // Once it was due it counts, however long its next attempt is put off.
  this->settle(settled(this->id_of("e1"), Delivery::waiting, noon + hours(90)));
  EXPECT_EQ(run(this->fixture.outbox().depth(noon + hours(61))).unsettled, 2u);
}

TYPED_TEST_P(OutboxContract, TellsTheNewestRowsOfATaskOldestFirst) {
  std::vector<OutboxRow> rows;
  for (int number = 0; number < 205; ++number) {
    rows.push_back(notice_row("n" + std::to_string(number), "person/p1"));
  }
  OutboxRow other = notice_row("other", "person/p1");
  other.notice.task = TaskKey{"ACME-1"};
  rows.insert(rows.begin() + 100, other);
  this->append(notices(rows));
  const std::vector<OutboxRow> found = run(this->fixture.outbox().of_task(TaskKey{"ACME-12"}));
  ASSERT_EQ(found.size(), notices_of_task_max);
  EXPECT_EQ(found.front().key, "n5");
  EXPECT_EQ(found.back().key, "n204");
  EXPECT_TRUE(std::is_sorted(found.begin(), found.end(),
                             [](const auto& a, const auto& b) { return a.id < b.id; }));
  EXPECT_EQ(run(this->fixture.outbox().of_task(TaskKey{"ACME-1"})).size(), 1u);
  EXPECT_TRUE(run(this->fixture.outbox().of_task(TaskKey{"ACME-2"})).empty());
}

REGISTER_TYPED_TEST_SUITE_P(
    OutboxContract, ALaneHandsOutItsFirstRowOnlyAndWaitsForIt, NextDueIsTheEarliestOfTheFirstRows,
    ARowIsHandedOutAsItWasStored, ARowInFlightIsNotHandedOutAndHoldsItsLane,
    WhereAnAttemptWentIsKnownForAsLongAsItsOutcomeIsNot,
    RowsInFlightAtAStopBecomeUnknownAndComeUpAgain, ARowThatIsNotDoneWithComesUpAgainWhenItIsDue,
    APostedMessageSupersedesTheEditsThatItAlreadyShows, KnowsTheMessageOfASlotAndTheSlotOfAMessage,
    KnowsTheNewestRowOfASlotWhateverBecameOfIt, ARowOnceSettledStaysAsItIs,
    UnsentNoticesOfWhatWasUndoneAreNeverSent, AStaleChangeSupersedesNothing,
    CountsTheUnsettledRowsByTheirState, WritesDownWhenARowWasSettled,
    HandsOutWhatIsDueOfALaneAlsoWhatWasBegun, RowsOfOneMessageAreBegunTogetherOrNotAtAll,
    WhatBecomesOfAMessageBecomesOfAllItsRows, WhatIsDueLaterIsNoBacklogUntilItFallsDue,
    TellsTheNewestRowsOfATaskOldestFirst);

}  // namespace baton::test
