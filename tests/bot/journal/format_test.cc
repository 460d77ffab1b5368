#include <numeric>
#include <set>
#include <sstream>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "bot/codec/digest.h"
#include "bot/codec/json_guard.h"
#include "bot/journal/chain.h"
#include "bot/journal/journal.h"
#include "bot/journal/member_json.h"
#include "bot/journal/shapes.h"
#include "tests/bot/journal/facts.h"
#include "tests/support/counting_random.h"
#include "tests/support/golden.h"

// The golden files were made by another implementation of docs/journal.md, in another language:
// tests/golden/journal/make.py. They are what stores out there hold: they may be added to and never
// change.
namespace baton::test {
namespace {

using nlohmann::json;

Secret secret_key() {
  std::string bytes(32, '\0');
  std::iota(bytes.begin(), bytes.end(), '\x64');
  return Secret(bytes);
}

json golden(const std::string& name) {
  return json::parse(read_source("tests/golden/journal/" + name + ".json"));
}

std::string unbase64(const json& text) {
  return codec::from_base64(text.get<std::string>()).value();
}

StoredEvent stored(const json& event) {
  return {event["seq"].get<std::uint64_t>(),
          StreamId{event["stream"].get<std::string>()},
          event["version"].get<std::uint64_t>(),
          {event["type"].get<std::string>(), event["v"].get<int>(), event["by"].get<std::string>(),
           TimePoint(std::chrono::milliseconds(event["at"].get<std::int64_t>())),
           codec::canonical(event["data"])}};
}
std::vector<TextKey> text_keys(const json& document) {
  std::vector<TextKey> keys;
  for (const json& key : document["text_keys"]) {
    keys.push_back({key["id"], key["person"], StreamId{key["stream"].get<std::string>()},
                    unbase64(key["sealed"])});
  }
  return keys;
}
std::vector<PersonKey> person_keys(const json& document) {
  std::vector<PersonKey> keys;
  for (const json& key : document["person_keys"]) {
    keys.push_back({key["person"], unbase64(key["sealed"])});
  }
  return keys;
}

/// What was encoded, in the shape of the golden files.
json shown(const Sample& sample, const json& place, const NewEvent& event, const Change& keys) {
  json document;
  document["event"] = {{"at", event.at.time_since_epoch().count()},
                       {"by", event.by},
                       {"data", json::parse(event.data)},
                       {"seq", place["seq"]},
                       {"stream", sample.stream},
                       {"type", event.type},
                       {"v", event.v},
                       {"version", place["version"]}};
  document["person_keys"] = json::array();
  for (const PersonKey& key : keys.person_keys) {
    document["person_keys"].push_back(
        {{"person", key.person}, {"sealed", codec::to_base64(key.sealed)}});
  }
  document["text_keys"] = json::array();
  for (const TextKey& key : keys.text_keys) {
    document["text_keys"].push_back({{"id", key.id},
                                     {"person", key.person},
                                     {"stream", key.stream.value},
                                     {"sealed", codec::to_base64(key.sealed)}});
  }
  return document;
}

AnyEvent opened(const journal::Opener& opener, const Sample& sample, const StoredEvent& event) {
  if (std::holds_alternative<TaskEvent>(sample.event)) return opener.task_event(event);
  if (std::holds_alternative<ClientEvent>(sample.event)) return opener.client_event(event);
  return opener.directory_event(event);
}

TEST(JournalFormatTest, EveryTypeIsWrittenAsItsGoldenFileSays) {
  for (const Sample& sample : samples()) {
    SCOPED_TRACE(sample.file);
    const json expected = golden(sample.file);
    CountingRandom random;
    journal::Keyring keyring(secret_key(), random, "Northlight");
    journal::Sealer sealer(keyring);
    const StreamId stream{sample.stream};
    const NewEvent event = std::visit(
        [&](const auto& alternative) { return sealer.encode(stream, alternative); }, sample.event);
    Change keys;
    sealer.add_keys_to(keys);
    EXPECT_EQ(shown(sample, expected["event"], event, keys).dump(2), expected.dump(2));
    EXPECT_EQ(event.data, codec::canonical(expected["event"]["data"]));
  }
}

TEST(JournalFormatTest, EveryGoldenFileReadsAsTheEventItWasMadeOf) {
  for (const Sample& sample : samples()) {
    SCOPED_TRACE(sample.file);
    const json document = golden(sample.file);
    CountingRandom random;
    journal::Keyring keyring(secret_key(), random, "Northlight");
    keyring.open(person_keys(document));
    const journal::Opener opener(keyring, text_keys(document));
    EXPECT_TRUE(opened(opener, sample, stored(document["event"])) == sample.event);
  }
}

TEST(JournalFormatTest, ThereIsAGoldenFileOfEveryTypeAndOfEveryNameInAnEvent) {
  std::set<std::string> types;
  std::set<WithdrawCause> causes;
  std::set<Undoing> undoings;
  std::set<Priority> priorities;
  std::set<Consent::Kind> consents;
  for (const Sample& sample : samples()) {
    types.insert(golden(sample.file)["event"]["type"]);
    const auto* task = std::get_if<TaskEvent>(&sample.event);
    if (task == nullptr) continue;
    if (const auto* fact = std::get_if<OfferWithdrawn>(&task->fact)) causes.insert(fact->cause);
    if (const auto* fact = std::get_if<Undone>(&task->fact)) undoings.insert(fact->what);
    if (const auto* fact = std::get_if<PrioritySet>(&task->fact)) priorities.insert(fact->priority);
    if (const auto* fact = std::get_if<ConsentAsked>(&task->fact)) consents.insert(fact->kind);
  }
  std::set<std::string> all(journal::task_types.begin(), journal::task_types.end());
  all.insert(journal::client_types.begin(), journal::client_types.end());
  all.insert(journal::directory_types.begin(), journal::directory_types.end());
  EXPECT_EQ(types, all);
  EXPECT_EQ(causes.size(), journal::cause_names.size());
  EXPECT_EQ(undoings.size(), journal::undoing_names.size());
  EXPECT_EQ(priorities.size(), journal::priority_names.size());
  EXPECT_EQ(consents.size(), journal::consent_names.size());
}

TEST(JournalFormatTest, TheChainIsTheGoldenOne) {  // I11
  std::string expected = "genesis " + codec::to_hex(journal::genesis("Northlight")) + "\n";
  std::string previous = journal::genesis("Northlight");
  for (const Sample& sample : samples()) {
    const StoredEvent event = stored(golden(sample.file)["event"]);
    previous = journal::link(previous, event);
    expected +=
        std::to_string(event.seq) + " " + sample.file + " " + codec::to_hex(previous) + "\n";
  }
  EXPECT_EQ(read_source("tests/golden/journal/chain.txt"), expected);
}

TEST(JournalFormatTest, WhatIsHashedIsCanonicalJsonOfAllThatIsStored) {
  for (const Sample& sample : samples()) {
    SCOPED_TRACE(sample.file);
    const json event = golden(sample.file)["event"];
    EXPECT_EQ(journal::chain_bytes(stored(event)), codec::canonical(event));
  }
}

TEST(JournalFormatTest, AReplyIsSealedAsItsGoldenFileSays) {
  const json document = golden("reply");
  CountingRandom random;
  journal::Keyring keyring(secret_key(), random, "Northlight");
  journal::Sealer sealer(keyring);
  EXPECT_EQ(sealer.encode_reply("T1/trigger", R"({"kind":"message"})"), document["reply"]);
  Change keys;
  sealer.add_keys_to(keys);
  ASSERT_EQ(keys.person_keys.size(), 1u);
  EXPECT_EQ(keys.person_keys[0].sealed, person_keys(document)[0].sealed);
  journal::Keyring later(secret_key(), random, "Northlight");
  later.open(person_keys(document));
  EXPECT_EQ(journal::open_reply(later, "T1/trigger", document["reply"]), R"({"kind":"message"})");
}

}  // namespace
}  // namespace baton::test
