#pragma once

#include <algorithm>
#include <chrono>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>
#include <boost/system/system_error.hpp>
#include <nlohmann/json.hpp>

#include "bot/ports/errc.h"
#include "bot/ports/store.h"
#include "tests/contract/contract_test.h"
#include "tests/support/run.h"
#include "tests/support/store_text.h"

/// What every store promises: one suite for all of them.
namespace baton::test {

template <class Fixture>
class StoreContract : public ContractTest<Fixture> {};
TYPED_TEST_SUITE_P(StoreContract);

TYPED_TEST_P(StoreContract, HasNothingAtFirst) {
  EXPECT_EQ(text_of(this->load({{acme_12, 0}}, "d1")), "keys:\nreply: none");
  EXPECT_TRUE(run(this->fixture.store().streams("")).empty());
  EXPECT_TRUE(run(this->fixture.store().person_keys()).empty());
  EXPECT_FALSE(run(this->fixture.outbox().next_due()).has_value());
  EXPECT_EQ(text_of(run(this->fixture.outbox().depth(noon))), "0 unsettled, 0 dead, oldest none");
}

TYPED_TEST_P(StoreContract, LoadsTheEventsOfSeveralStreamsInTheOrderOfTheJournal) {
  this->append(change_of({to(acme_12, 0, {event("opened", "{\"a\":1}"), event("offered")}),
                          to(bolt_3, 0, {event("opened")})}));
  this->append(one_event(acme_12, 2));
  EXPECT_EQ(text_of(this->load({{bolt_3, 0}, {acme_12, 1}})),
            "2 task/ACME-12 v2 offered/1 by p7 at " + std::to_string(ms(noon)) + " {}\n" +
                "3 task/BOLT-3 v1 opened/1 by p7 at " + std::to_string(ms(noon)) + " {}\n" +
                "4 task/ACME-12 v3 note-added/1 by p7 at " + std::to_string(ms(noon)) +
                " {}\nkeys:\nreply: none");
}

TYPED_TEST_P(StoreContract, StaleInOneStreamChangesNothingInAny) {  // I3
  this->append(one_event(acme_12, 0));
  Change change = change_of({to(bolt_3, 0, {event("opened")}), to(acme_12, 0, {event("done")})});
  change.notices = {notice_row("n1", "person/p1")};
  EXPECT_EQ(this->append(delivered(change, "d1", "reply")), "stale ");
  const Loaded loaded = this->load({{acme_12, 0}, {bolt_3, 0}}, "d1");
  EXPECT_EQ(loaded.events.size(), 1u);
  EXPECT_FALSE(loaded.reply.has_value());
  EXPECT_TRUE(this->due_keys(noon).empty());
}

TYPED_TEST_P(StoreContract, AnAppendWithoutEventsAsksForTheVersionOnly) {
  EXPECT_EQ(this->append(change_of({to(acme_12, 1, {})})), "stale ");
  EXPECT_EQ(this->append(change_of({to(acme_12, 0, {}), to(bolt_3, 0, {event("opened")})})),
            "yes ");
  EXPECT_EQ(text_of(run(this->fixture.store().streams(""))), "task/BOLT-3\n");
}

TYPED_TEST_P(StoreContract, AStreamMayBeAppendedToTwiceInOneChange) {
  EXPECT_EQ(this->append(
                change_of({to(acme_12, 0, {event("opened")}), to(acme_12, 1, {event("offered")})})),
            "yes ");
  EXPECT_EQ(this->append(
                change_of({to(acme_12, 2, {event("accepted")}), to(acme_12, 2, {event("done")})})),
            "stale ");
  EXPECT_EQ(this->load({{acme_12, 0}}).events.size(), 2u);
}

TYPED_TEST_P(StoreContract, ADuplicateIsAnsweredWithTheFirstReplyEvenWhereItIsStale) {  // I1
  EXPECT_EQ(this->append(delivered(one_event(acme_12, 0), "d1", "first")), "yes ");
  EXPECT_EQ(this->append(delivered(one_event(acme_12, 0), "d1", "second")), "duplicate first");
  EXPECT_EQ(this->append(delivered(one_event(acme_12, 1), "d1", "third")), "duplicate first");
  EXPECT_EQ(this->load({{acme_12, 0}}, "d1").reply, "first");
  EXPECT_EQ(this->load({{acme_12, 0}}).events.size(), 1u);
}

TYPED_TEST_P(StoreContract, FiftyOverlappingAppendsGetEachVersionOnce) {
  std::vector<boost::asio::awaitable<std::uint64_t>> appends;
  for (int count = 0; count < 50; ++count) {
    appends.push_back(append_after_loading(this->fixture.store(), acme_12));
  }
  const std::vector<std::uint64_t> versions = run_all(std::move(appends));
  EXPECT_EQ(std::set<std::uint64_t>(versions.begin(), versions.end()).size(), 50u);
  EXPECT_EQ(*std::max_element(versions.begin(), versions.end()), 50u);
  EXPECT_EQ(this->load({{acme_12, 0}}).events.size(), 50u);
}

TYPED_TEST_P(StoreContract, OverlappingCopiesOfOneDeliveryHaveOneEffectAndOneReply) {  // G23
  std::vector<boost::asio::awaitable<AppendResult>> appends;
  for (int count = 0; count < 20; ++count) {
    const StreamId stream{"task/ACME-" + std::to_string(count)};
    appends.push_back(this->fixture.store().append(
        delivered(one_event(stream, 0), "d1", "reply " + std::to_string(count))));
  }
  const std::vector<AppendResult> results = run_all(std::move(appends));
  EXPECT_EQ(results[0].outcome, Appended::yes);
  for (std::size_t at = 1; at < results.size(); ++at) {
    EXPECT_EQ(text_of(results[at]), "duplicate reply 0");
  }
  EXPECT_EQ(run(this->fixture.store().streams("")).size(), 1u);
}

TYPED_TEST_P(StoreContract, ForgetsOnlyDeliveriesThatAreOlder) {
  this->append(delivered(one_event(acme_12, 0), "d1", "reply"));
  run(finished(this->fixture.store().forget_deliveries(noon)));
  EXPECT_EQ(this->load({}, "d1").reply, "reply");
  run(finished(this->fixture.store().forget_deliveries(noon + std::chrono::milliseconds(1))));
  EXPECT_FALSE(this->load({}, "d1").reply.has_value());
}

TYPED_TEST_P(StoreContract, AChangeThatCannotBeStoredChangesNothing) {
  this->append(notices({notice_row("n1", "person/p1")}));
  Change change = delivered(one_event(acme_12, 0), "d1", "reply");
  change.notices = {notice_row("n2", "person/p1"), notice_row("n1", "person/p1")};
  try {
    this->append(change);
    FAIL() << "two notices of one key were stored";
  } catch (const boost::system::system_error& error) {
    EXPECT_EQ(error.code(), make_error_code(AppErrc::store_failed));
  }
  EXPECT_EQ(text_of(this->load({{acme_12, 0}}, "d1")), "keys:\nreply: none");
  EXPECT_EQ(run(this->fixture.outbox().depth(noon)).unsettled, 1u);
}

TYPED_TEST_P(StoreContract, AShreddedKeyIsGoneForGood) {  // T54
  Change change =
      change_of({to(acme_12, 0, {event("note-added")}), to(bolt_3, 0, {event("opened")})});
  change.person_keys = {{"p1", "sealed p1"}, {"p2", "sealed p2"}};
  change.text_keys = {{"k1", "p1", acme_12, "a"},
                      {"k2", "p1", acme_12, "b"},
                      {"k3", "p2", acme_12, "c"},
                      {"k4", "p1", bolt_3, "d"}};
  this->append(change);
  const auto keys = [&](const StreamId& stream) {
    return text_of(this->load({{stream, 0}}).text_keys);
  };
  EXPECT_EQ(keys(bolt_3), "k4 of p1 in task/BOLT-3 d\n");
  Change redaction;
  redaction.shredded_texts = {"k1", "unknown"};
  this->append(redaction);
  EXPECT_EQ(keys(acme_12), "k2 of p1 in task/ACME-12 b\nk3 of p2 in task/ACME-12 c\n");
  Change erasure;
  erasure.shredded_people = {"p1"};
  this->append(erasure);
  EXPECT_EQ(keys(acme_12), "k3 of p2 in task/ACME-12 c\n");
  EXPECT_EQ(keys(bolt_3), "");
  EXPECT_EQ(text_of(run(this->fixture.store().person_keys())), "p2 sealed p2\n");
  // A change that was under way when they were erased does not bring the key back.
  Change late;
  late.person_keys = {{"p1", "sealed p1"}};
  EXPECT_EQ(this->append(late), "yes ");
  EXPECT_EQ(text_of(run(this->fixture.store().person_keys())), "p2 sealed p2\n");
}

TYPED_TEST_P(StoreContract, OfAStreamOnlyOneTextKeyHasAnId) {
  Change change = change_of({to(acme_12, 0, {event("opened")}), to(bolt_3, 0, {event("opened")})});
  change.text_keys = {{"k1", "p1", acme_12, "a"}, {"k1", "p1", bolt_3, "b"}};
  EXPECT_EQ(this->append(change), "yes ");
  Change again = one_event(acme_12, 1);
  again.text_keys = {{"k1", "p1", acme_12, "c"}};
  EXPECT_THROW(this->append(again), boost::system::system_error);
  EXPECT_EQ(text_of(this->load({{acme_12, 0}}).text_keys), "k1 of p1 in task/ACME-12 a\n");
  EXPECT_EQ(text_of(this->load({{bolt_3, 0}}).text_keys), "k1 of p1 in task/BOLT-3 b\n");
}

TYPED_TEST_P(StoreContract, APersonsKeyIsNeverReplaced) {
  Change change;
  change.person_keys = {{"p1", "one"}};
  EXPECT_EQ(this->append(change), "yes ");
  EXPECT_EQ(this->append(change), "yes ");
  change.person_keys = {{"p1", "another"}};
  change.streams = {to(acme_12, 0, {event("opened")})};
  EXPECT_THROW(this->append(change), boost::system::system_error);
  EXPECT_EQ(text_of(run(this->fixture.store().person_keys())), "p1 one\n");
  EXPECT_TRUE(this->load({{acme_12, 0}}).events.empty());
}

TYPED_TEST_P(StoreContract, KeysComeWithEventsOnly) {
  Change change = one_event(acme_12, 0);
  change.text_keys = {{"k1", "p1", acme_12, "a"}};
  this->append(change);
  EXPECT_EQ(this->load({{acme_12, 0}}).text_keys.size(), 1u);
  EXPECT_TRUE(this->load({{acme_12, 1}}).text_keys.empty());
}

TYPED_TEST_P(StoreContract, FindsStreamsByTheirBeginning) {
  for (const char* stream : {"task/B-1", "task/A-1", "directory", "task_x", "task%x", "client/A"}) {
    this->append(one_event(StreamId{stream}, 0));
  }
  EXPECT_EQ(text_of(run(this->fixture.store().streams("task/"))), "task/A-1\ntask/B-1\n");
  EXPECT_EQ(text_of(run(this->fixture.store().streams("task%"))), "task%x\n");
  EXPECT_EQ(run(this->fixture.store().streams("")).size(), 6u);
}

TYPED_TEST_P(StoreContract, HostileTextIsStoredAsItIs) {  // T34
  const std::vector<std::string> hostile{"'; DROP TABLE journal; --",
                                         "\" OR \"\"=\"",
                                         "?1",
                                         ":agency",
                                         "%s%n",
                                         "x' UNION SELECT sealed FROM person_key --",
                                         "\\'); ATTACH 'x' AS y;",
                                         "\xF0\x9F\x92\xA5 \xE2\x80\xAE",
                                         std::string("tab\tnew\nline\x01"),
                                         ""};
  std::uint64_t count = 0;
  for (const std::string& text : hostile) {
    SCOPED_TRACE(text);
    ++count;
    const StreamId stream{"task/" + text + "!"};
    Change change = change_of(
        {to(stream, 0,
            {NewEvent{text, 1, text, noon, "{\"t\":" + nlohmann::json(text).dump() + "}"}})});
    OutboxRow row = notice_row(text, text);
    row.notice.text = row.notice.slot = row.reason = text;
    change.notices = {row};
    change.superseded = {text};
    change.timers = {{TaskKey{text}, 1, {{text, 0, noon}}}};
    change.tasks = {TaskRow{TaskKey{text},
                            ClientKey{text},
                            WorkflowId{text},
                            1,
                            StageId{text},
                            Phase::idle,
                            PersonId{text},
                            PersonId{text},
                            false,
                            1,
                            noon,
                            TaskKey{text},
                            noon,
                            text,
                            {PersonId{text}},
                            {PersonId{text}}}};
    change.text_keys = {{text, text, stream, text}};
    const std::string delivery = text + "!";
    EXPECT_EQ(this->append(delivered(change, delivery, text)), "yes ");
    const Loaded loaded = this->load({{stream, 0}}, delivery);
    ASSERT_EQ(loaded.events.size(), 1u);
    EXPECT_EQ(loaded.events[0].event, change.streams[0].events[0]);
    EXPECT_EQ(loaded.events[0].stream, stream);
    EXPECT_EQ(loaded.reply, text);
    EXPECT_EQ(text_of(loaded.text_keys), text_of(change.text_keys));
    TaskQuery query;
    query.holder = query.owing = query.asked = PersonId{text};
    query.parent = TaskKey{text};
    EXPECT_EQ(text_of(run(this->fixture.store().tasks(query))), text_of(change.tasks));
    EXPECT_EQ(run(this->fixture.store().timers_due(noon, 100)).size(), count);
    EXPECT_EQ(run(this->fixture.outbox().due(noon, 100)).size(), count);
  }
}

REGISTER_TYPED_TEST_SUITE_P(
    StoreContract, HasNothingAtFirst, LoadsTheEventsOfSeveralStreamsInTheOrderOfTheJournal,
    StaleInOneStreamChangesNothingInAny, AnAppendWithoutEventsAsksForTheVersionOnly,
    AStreamMayBeAppendedToTwiceInOneChange, ADuplicateIsAnsweredWithTheFirstReplyEvenWhereItIsStale,
    FiftyOverlappingAppendsGetEachVersionOnce,
    OverlappingCopiesOfOneDeliveryHaveOneEffectAndOneReply, ForgetsOnlyDeliveriesThatAreOlder,
    AChangeThatCannotBeStoredChangesNothing, AShreddedKeyIsGoneForGood,
    OfAStreamOnlyOneTextKeyHasAnId, APersonsKeyIsNeverReplaced, KeysComeWithEventsOnly,
    FindsStreamsByTheirBeginning, HostileTextIsStoredAsItIs);

}  // namespace baton::test
