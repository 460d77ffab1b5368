#include <functional>
#include <utility>

#include <gtest/gtest.h>
#include <boost/system/system_error.hpp>
#include <nlohmann/json.hpp>

#include "bot/journal/chain.h"
#include "bot/journal/journal.h"
#include "bot/ports/errc.h"
#include "tests/support/counting_random.h"

namespace baton::test {
namespace {

const PersonId ana{"p1"}, dino{"p2"};
const StreamId stream{"task/ACME-12"};
constexpr TimePoint noon{std::chrono::hours(24 * 20514 + 12)};

TaskEvent note_by(const PersonId& person, std::string text) {
  return {NoteAdded{std::move(text)}, Author::of(person), noon};
}
std::string text_in(const TaskEvent& event) { return std::get<NoteAdded>(event.fact).text; }
StoredEvent stored(NewEvent event, const StreamId& in = stream) {
  return {1, in, 1, std::move(event)};
}
Secret key_of(char byte) { return Secret(std::string(32, byte)); }

/// What went wrong, as its code; no error: an empty code.
template <class Action>
boost::system::error_code error_of(Action action) {
  try {
    action();
  } catch (const boost::system::system_error& error) {
    return error.code();
  }
  return {};
}
template <class Action>
std::string words_of(Action action) {
  try {
    action();
  } catch (const boost::system::system_error& error) {
    return error.what();
  }
  return {};
}

class JournalTest : public testing::Test {
 protected:
  /// Encodes and keeps the keys, as a store would.
  NewEvent kept(const TaskEvent& event) {
    journal::Sealer sealer(keyring);
    NewEvent encoded = sealer.encode(stream, event);
    sealer.add_keys_to(change);
    return encoded;
  }
  /// Reads with a keyring opened afresh from what was kept.
  TaskEvent reread(const NewEvent& event) {
    journal::Keyring later(key_of('s'), random, "Northlight");
    later.open(change.person_keys);
    return journal::Opener(later, change.text_keys).task_event(stored(event));
  }

  CountingRandom random;
  journal::Keyring keyring{key_of('s'), random, "Northlight"};
  Change change;
};

TEST_F(JournalTest, NoTextOfAPersonIsInTheEvent) {
  const NewEvent event = kept(note_by(ana, "canary"));
  EXPECT_EQ(event.data.find("canary"), std::string::npos);
  EXPECT_EQ(text_in(reread(event)), "canary");
}

TEST_F(JournalTest, AnEmptyTextIsKeptAsItIsAndNeedsNoKey) {
  EXPECT_EQ(kept(note_by(ana, "")).data, R"({"text":""})");
  EXPECT_TRUE(change.text_keys.empty());
  EXPECT_TRUE(change.person_keys.empty());
}

TEST_F(JournalTest, AShreddedTextReadsErasedAndItsNeighbourDoesNot) {  // T54
  const NewEvent first = kept(note_by(ana, "first"));
  const NewEvent second = kept(note_by(ana, "second"));
  change.text_keys.erase(change.text_keys.begin());
  EXPECT_EQ(text_in(reread(first)), "[erased]");
  EXPECT_EQ(text_in(reread(second)), "second");
}

TEST_F(JournalTest, AShreddedPersonsTextsAllReadErasedAndOthersDoNot) {  // T54
  const NewEvent of_ana = kept(note_by(ana, "of Ana"));
  const NewEvent of_dino = kept(note_by(dino, "of Dino"));
  keyring.forget("p1");
  const journal::Opener opener(keyring, change.text_keys);
  EXPECT_EQ(text_in(opener.task_event(stored(of_ana))), "[erased]");
  EXPECT_EQ(text_in(opener.task_event(stored(of_dino))), "of Dino");
}

TEST_F(JournalTest, TextsOfTheMachineAreTheAgencys) {
  for (const Author::Kind kind : {Author::Kind::clock, Author::Kind::file, Author::Kind::system}) {
    kept({NoteAdded{"text"}, Author::machine(kind), noon});
  }
  ASSERT_EQ(change.text_keys.size(), 3u);
  for (const TextKey& key : change.text_keys) EXPECT_EQ(key.person, "agency");
}

TEST_F(JournalTest, ANameIsItsOwnersWhoeverWroteItDown) {
  journal::Sealer sealer(keyring);
  sealer.encode(directory_stream,
                DirectoryEvent{PersonRenamed{ana, "Ana"}, Author::of(dino), noon});
  sealer.add_keys_to(change);
  ASSERT_EQ(change.text_keys.size(), 1u);
  EXPECT_EQ(change.text_keys[0].person, "p1");
}

TEST_F(JournalTest, AKeyTravelsWithEveryChangeUntilTheStoreIsKnownToHaveIt) {
  kept(note_by(ana, "in a change that was never stored"));
  change = {};
  const NewEvent event = kept(note_by(ana, "stored"));
  ASSERT_EQ(change.person_keys.size(), 1u);
  EXPECT_EQ(text_in(reread(event)), "stored");
  keyring.open(change.person_keys);
  change.person_keys.clear();
  kept(note_by(ana, "later"));
  EXPECT_TRUE(change.person_keys.empty());
}

TEST_F(JournalTest, AnotherSecretKeyOpensNothing) {  // T21
  kept(note_by(ana, "text"));
  journal::Keyring other(key_of('t'), random, "Northlight");
  EXPECT_EQ(error_of([&] { other.open(change.person_keys); }), AppErrc::unsealable);
}

TEST_F(JournalTest, AnotherAgencysKeysAreNotTakenUnderTheSameSecretKey) {  // T21
  kept(note_by(ana, "text"));
  journal::Keyring other(key_of('s'), random, "Southlight");
  EXPECT_EQ(error_of([&] { other.open(change.person_keys); }), AppErrc::unsealable);
}

TEST_F(JournalTest, ASecretKeyIsThirtyTwoBytes) {
  EXPECT_THROW(journal::Keyring(Secret("short"), random, "Northlight"), std::invalid_argument);
}

TEST_F(JournalTest, EveryBitOfWhatIsSealedCounts) {  // T21
  const NewEvent event = kept(note_by(ana, "text"));
  for (std::size_t at = 0; at < change.person_keys[0].sealed.size(); ++at) {
    SCOPED_TRACE(at);
    PersonKey altered = change.person_keys[0];
    altered.sealed[at] = static_cast<char>(altered.sealed[at] ^ 1);
    EXPECT_EQ(error_of([&] { keyring.open({altered}); }), AppErrc::unsealable);
  }
  for (std::size_t at = 0; at < change.text_keys[0].sealed.size(); ++at) {
    SCOPED_TRACE(at);
    TextKey altered = change.text_keys[0];
    altered.sealed[at] = static_cast<char>(altered.sealed[at] ^ 1);
    const journal::Opener opener(keyring, {altered});
    EXPECT_EQ(error_of([&] { opener.task_event(stored(event)); }), AppErrc::unsealable);
  }
}

TEST_F(JournalTest, ASealedTextIsBoundToItsStreamAndKey) {
  const NewEvent first = kept(note_by(ana, "first"));
  kept(note_by(ana, "second"));
  const journal::Opener opener(keyring, change.text_keys);
  const StreamId elsewhere{"task/BOLT-3"};
  EXPECT_EQ(error_of([&] { opener.task_event(stored(first, elsewhere)); }), AppErrc::unsealable);
  std::vector<TextKey> swapped = change.text_keys;
  std::swap(swapped[0].id, swapped[1].id);
  const journal::Opener mixed(keyring, swapped);
  EXPECT_EQ(error_of([&] { mixed.task_event(stored(first)); }), AppErrc::unsealable);
  std::vector<TextKey> given_away = change.text_keys;
  given_away[0].person = "p2";
  kept(note_by(dino, "so that he has a key"));
  const journal::Opener robbed(keyring, given_away);
  EXPECT_EQ(error_of([&] { robbed.task_event(stored(first)); }), AppErrc::unsealable);
}

TEST_F(JournalTest, AReplyIsBoundToItsDelivery) {
  journal::Sealer sealer(keyring);
  const std::string sealed = sealer.encode_reply("d1", R"({"kind":"nothing"})");
  EXPECT_EQ(sealed.find("nothing"), std::string::npos);
  EXPECT_EQ(journal::open_reply(keyring, "d1", sealed), R"({"kind":"nothing"})");
  EXPECT_EQ(error_of([&] { journal::open_reply(keyring, "d2", sealed); }), AppErrc::unsealable);
  EXPECT_EQ(error_of([&] { journal::open_reply(keyring, "d1", "{}"); }), AppErrc::unsealable);
  keyring.forget("agency");
  EXPECT_EQ(error_of([&] { journal::open_reply(keyring, "d1", sealed); }), AppErrc::unsealable);
}

TEST_F(JournalTest, AMemberItDoesNotKnowIsIgnored) {
  NewEvent event = kept({Accepted{1, StageId{"doing"}, ana}, Author::of(ana), noon});
  event.data = R"({"handoff":1,"holder":"p1","mood":["glad"],"stage":"doing"})";
  EXPECT_EQ(std::get<Accepted>(reread(event).fact), (Accepted{1, StageId{"doing"}, ana}));
}

TEST_F(JournalTest, WhatItCannotReadIsNamed) {
  const struct {
    const char* name;
    const char* type;
    int v;
    const char* by;
    const char* data;
    const char* said;
  } cases[] = {
      {"a type of a newer program", "teleported", 1, "p1", "{}", "its type is unknown"},
      {"a type of another kind of stream", "client-added", 1, "p1", "{}", "its type is unknown"},
      {"a newer shape", "done", 2, "p1", "{}", "its v is 2"},
      {"no shape", "done", 0, "p1", "{}", "its v is 0"},
      {"an unknown hand", "done", 1, "@robot", "{}", "its author"},
      {"nobody", "done", 1, "", "{}", "its author"},
      {"no JSON", "done", 1, "p1", "{", "no JSON"},
      {"no object", "done", 1, "p1", "[]", "no object"},
      {"a member missing", "accepted", 1, "p1", R"({"handoff":1,"stage":"s"})",
       "\"holder\" is missing"},
      {"a member of another type", "accepted", 1, "p1",
       R"({"handoff":"1","holder":"p","stage":"s"})", "\"handoff\" is no number"},
      {"a number beyond its range", "accepted", 1, "p1",
       R"({"handoff":18446744073709551615,"holder":"p","stage":"s"})", "\"handoff\" is no number"},
      {"a number that is no integer", "accepted", 1, "p1",
       R"({"handoff":1.5,"holder":"p","stage":"s"})", "\"handoff\" is no number"},
      {"an unknown cause", "offer-withdrawn", 1, "p1", R"({"handoff":1,"cause":"whim"})",
       "none of the known names"},
      {"a text in clear", "note-added", 1, "p1", R"({"text":"clear"})", "not sealed"},
      {"a reference without its parts", "note-added", 1, "p1", R"({"text":{"k":"1"}})",
       "\"n\" is missing"},
      {"a reference that is no base64", "note-added", 1, "p1",
       R"({"text":{"k":"1","n":"?","c":""}})", "no base64"},
  };
  const journal::Opener opener(keyring, {});
  for (const auto& c : cases) {
    SCOPED_TRACE(c.name);
    const StoredEvent event = stored({c.type, c.v, c.by, noon, c.data});
    EXPECT_EQ(error_of([&] { opener.task_event(event); }), AppErrc::store_corrupt);
    const std::string said = words_of([&] { opener.task_event(event); });
    EXPECT_NE(said.find("event 1 ("), std::string::npos) << said;
    EXPECT_NE(said.find(c.said), std::string::npos) << said;
  }
}

TEST_F(JournalTest, WhatCouldNotBeReadAgainIsNotWritten) {
  journal::Sealer sealer(keyring);
  const auto encode = [&](const ClientFact& fact, const Author& by) {
    sealer.encode(client_stream(ClientKey{"ACME"}), ClientEvent{fact, by, noon});
  };
  const Author by_ana = Author::of(ana);
  EXPECT_NO_THROW(encode(ClientAdded{"Acme"}, by_ana));
  EXPECT_THROW(encode(ClientAdded{"\xFF"}, by_ana), std::invalid_argument);
  EXPECT_THROW(encode(ClientAdded{std::string("a\0b", 3)}, by_ana), std::invalid_argument);
  EXPECT_THROW(encode(ClientAdded{"Acme"}, Author::of(PersonId{})), std::invalid_argument);
  EXPECT_THROW(encode(ClientAdded{"Acme"}, Author::of(PersonId{"@clock"})), std::invalid_argument);
}

TEST_F(JournalTest, ASealedTextMayHoldAnyBytes) {
  const std::string bytes("\0\xFF\n\"", 4);
  EXPECT_EQ(text_in(reread(kept(note_by(ana, bytes)))), bytes);
}

LinkedEvent linked(std::uint64_t seq, std::uint64_t version, const std::string& previous) {
  LinkedEvent event;
  event.stored = {seq, stream, version, {"done", 1, "p1", noon, "{}"}};
  event.hash = journal::link(previous, event.stored);
  return event;
}

TEST(ChainTest, EveryPartOfAnEventIsInItsHash) {  // T53
  const std::string previous = journal::genesis("Northlight");
  const LinkedEvent original = linked(1, 1, previous);
  const std::function<void(StoredEvent&)> changes[] = {
      [](StoredEvent& event) { event.seq = 2; },
      [](StoredEvent& event) { event.version = 2; },
      [](StoredEvent& event) { event.stream = StreamId{"task/ACME-13"}; },
      [](StoredEvent& event) { event.event.type = "cancelled"; },
      [](StoredEvent& event) { event.event.v = 2; },
      [](StoredEvent& event) { event.event.by = "p2"; },
      [](StoredEvent& event) { event.event.at += std::chrono::milliseconds(1); },
      [](StoredEvent& event) { event.event.data = "{ }"; },
  };
  for (const auto& change : changes) {
    StoredEvent altered = original.stored;
    change(altered);
    EXPECT_NE(journal::link(previous, altered), original.hash);
  }
  EXPECT_NE(journal::link(journal::genesis("Southlight"), original.stored), original.hash);
}

TEST(ChainTest, AVersionThatDoesNotFollowIsAFault) {
  journal::ChainCheck check("Northlight");
  const LinkedEvent first = linked(1, 1, journal::genesis("Northlight"));
  const LinkedEvent second = linked(2, 3, first.hash);
  EXPECT_FALSE(check.next(first).has_value());
  const auto fault = check.next(second);
  ASSERT_TRUE(fault.has_value());
  EXPECT_EQ(fault->seq, 2u);
  EXPECT_EQ(fault->what, "it is version 3 of its stream, not 2");
}

}  // namespace
}  // namespace baton::test
