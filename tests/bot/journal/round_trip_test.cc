// Every fact of a task's life comes back as it was written, and no free text of it stands open.

#include <gtest/gtest.h>

#include <set>

#include "bot/journal/journal.h"
#include "tests/support/core_printers.h"
#include "tests/support/counting_random.h"

namespace baton::test {
namespace {

constexpr TimePoint monday_nine{std::chrono::milliseconds(1772442000000)};

std::vector<TaskFact> facts_of_a_life() {
  return {
      OfferedBack{2,
                  3,
                  4,
                  {"transition-4"},
                  {"sender-5"},
                  {"receiver-6"},
                  "missing-asset",
                  "words of words"},
      Overridden{2, {"approver-2"}, "words of reason"},
      DebtIncurred{2, 3, {"requirement-3"}, {"debtor-4"}, {"approver-5"}, monday_nine},
      DebtRepaid{2},
      DebtForgiven{2, "words of why"},
      Passed{2, {"to-2"}},
      Taken{2, {"stage-2"}, {"holder-3"}},
      BatonTaken{{"from-1"}, {"holder-2"}},
      GapNamed{2, 3, "words of what", false, {"owner-5"}, monday_nine},
      GapSupplied{2, "words of value"},
      GapConfirmed{2},
      GapDropped{2, "words of why"},
      ConsentAsked{
          2, Consent::Kind::urgent, {"asked-3"}, {"to-4"}, {"receiver-5"}, "words of words"},
      ConsentMoved{2, {"asked-2"}},
      ConsentAllowed{2},
      ConsentRefused{2, "words of why"},
      WorkStarted{},
      Blocked{"words of why", monday_nine},
      Unblocked{},
      WaitBegun{monday_nine, "words of why"},
      Resumed{},
      Snoozed{{"person-1"}, monday_nine},
      DueSet{monday_nine, "words of why"},
      PrioritySet{Priority::high},
      TaskReopened{{"holder-1"}},
      Undone{Undoing::give_back},
      UndoClosed{},
      Reminded{"acknowledge", 3, {"person-3"}},
      TaskMoved{{"to-1"}},
      MovedFrom{{"from-1"}},
      TrackOf{{"parent-1"}},
      TrackOpened{{"track-1"}, "words of title"},
      TrackEnded{{"track-1"}, false},
      TrackReopened{{"track-1"}},
  };
}

TEST(JournalRoundTripTest, EveryFactOfALifeComesBackAsItWasWritten) {
  const StreamId stream{"task/ACME-12"};
  for (const TaskFact& fact : facts_of_a_life()) {
    SCOPED_TRACE(name_of(fact));
    CountingRandom random;
    journal::Keyring keyring(Secret(std::string(32, 'k')), random, "Northlight");
    journal::Sealer sealer(keyring);
    const TaskEvent event{fact, Author::of({"p1"}), monday_nine};
    StoredEvent stored;
    stored.seq = 7;
    stored.stream = stream;
    stored.version = 3;
    stored.event = sealer.encode(stream, event);
    EXPECT_EQ(stored.event.data.find("words of"), std::string::npos) << stored.event.data;
    Change keys;
    sealer.add_keys_to(keys);
    const journal::Opener opener(keyring, keys.text_keys);
    EXPECT_EQ(opener.task_event(stored), event);
  }
}

TEST(JournalRoundTripTest, ItKnowsEveryFactThatIsNoOffer) {
  EXPECT_EQ(facts_of_a_life().size(), std::variant_size_v<TaskFact> - 15);
  std::set<std::size_t> kinds;
  for (const TaskFact& fact : facts_of_a_life()) kinds.insert(fact.index());
  EXPECT_EQ(kinds.size(), facts_of_a_life().size());
}

}  // namespace
}  // namespace baton::test
