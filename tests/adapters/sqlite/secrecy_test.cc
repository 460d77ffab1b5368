#include <boost/asio/io_context.hpp>

#include "adapters/sqlite/verify.h"
#include "bot/codec/digest.h"
#include "bot/journal/journal.h"
#include "tests/adapters/sqlite/support.h"
#include "tests/support/counting_random.h"

namespace baton::test {
namespace {

const std::string canary = "Xcanary-7c1d9e";

/// Every event there is, with the canary in each of its personal texts, and a reply that quotes it.
struct Written {
  Change change;
  std::vector<std::string> sealed_text_keys;
};
Written with_canaries(journal::Keyring& keyring) {
  Written written;
  journal::Sealer sealer(keyring);
  const StreamId stream{"task/ACME-12"};
  const Author ana = Author::of(PersonId{"p1"});
  std::vector<NewEvent> events;
  for (const TaskFact& fact : std::vector<TaskFact>{
           Opened{ClientKey{"ACME"}, WorkflowId{"quick"}, 1, canary, StageId{"doing"},
                  PersonId{"p1"}},
           ValueSet{RequirementId{"budget"}, canary},
           EvidenceAttached{RequirementId{"file"}, canary},
           ApprovalGiven{RequirementId{"sign-off"}, {}, canary, canary, canary, canary, false},
           NoteAdded{canary},
           Offered{1, 1, 1, TransitionId{"ask"}, PersonId{"p1"}, PersonId{"p2"}, false, canary},
           Returned{1, "other", canary}, QuestionAsked{1, 1, canary},
           QuestionAnswered{1, 1, canary}, TaskCancelled{canary}}) {
    events.push_back(sealer.encode(stream, TaskEvent{fact, ana, noon}));
  }
  const DirectoryEvent added{PersonAdded{PersonId{"p1"}, canary},
                             Author::machine(Author::Kind::file), noon};
  const DirectoryEvent renamed{PersonRenamed{PersonId{"p1"}, canary}, ana, noon};
  written.change = change_of(
      {to(stream, 0, events),
       to(directory_stream, 0,
          {sealer.encode(directory_stream, added), sealer.encode(directory_stream, renamed)})});
  written.change.delivery =
      DeliveryRow{"d1", sealer.encode_reply("d1", "{\"text\":\"" + canary + "\"}"), noon};
  sealer.add_keys_to(written.change);
  for (const TextKey& key : written.change.text_keys)
    written.sealed_text_keys.push_back(key.sealed);
  return written;
}

void expect_absent(const TempDir& folder, const std::string& text) {
  EXPECT_EQ(bytes_of_store(folder.path()).find(text), std::string::npos);
}

class SecrecyTest : public testing::Test {
 protected:
  TempDir folder;
  CountingRandom random;
  const std::string secret = std::string(16, 's') + std::string(16, 't');
  journal::Keyring keyring{Secret(secret), random, "Northlight"};
};

TEST_F(SecrecyTest, NoPersonalTextIsInAnyFileOfTheStore) {
  const Written written = with_canaries(keyring);
  SqliteStore store(options_in(folder));
  EXPECT_EQ(text_of(run(store.append(written.change))), "yes ");
  ASSERT_NE(bytes_of_store(folder.path()).find("ACME-12"), std::string::npos);  // it looks right
  for (const std::string& form :
       {canary, codec::to_base64(canary).substr(0, 16), codec::to_hex(canary), secret}) {
    expect_absent(folder, form);
  }
  const Loaded loaded = run(store.load({{StreamId{"task/ACME-12"}, 0}}, "d1"));
  const journal::Opener opener(keyring, loaded.text_keys);
  const TaskEvent opened = opener.task_event(loaded.events.at(0));
  EXPECT_EQ(std::get<Opened>(opened.fact).title, canary);
  EXPECT_EQ(journal::open_reply(keyring, "d1", loaded.reply.value()),
            "{\"text\":\"" + canary + "\"}");
}

TEST_F(SecrecyTest, ErasingSomebodyLeavesNoKeyOfTheirsInAnyFileAndTheChainWhole) {  // T54
  const Written written = with_canaries(keyring);
  SqliteStore store(options_in(folder));
  run(store.append(written.change));
  ASSERT_FALSE(written.sealed_text_keys.empty());
  for (const std::string& sealed : written.sealed_text_keys) {
    ASSERT_NE(bytes_of_store(folder.path()).find(sealed), std::string::npos);
  }
  Change erasure;
  erasure.shredded_people = {"p1"};
  run(store.append(std::move(erasure)));
  keyring.forget("p1");
  for (const std::string& sealed : written.sealed_text_keys) expect_absent(folder, sealed);
  for (const PersonKey& key : written.change.person_keys) {
    if (key.person == "p1") expect_absent(folder, key.sealed);
  }
  EXPECT_TRUE(sqlite::verify(folder / "baton.db", "Northlight").faults.empty());
  const Loaded loaded = run(store.load({{StreamId{"task/ACME-12"}, 0}}, ""));
  const journal::Opener opener(keyring, loaded.text_keys);
  const TaskEvent opened = opener.task_event(loaded.events.at(0));
  EXPECT_EQ(std::get<Opened>(opened.fact).title, "[erased]");
}

TEST_F(SecrecyTest, AnotherSecretKeyOpensNothingOfTheStore) {  // T21
  {
    SqliteStore store(options_in(folder));
    run(store.append(with_canaries(keyring).change));
  }
  SqliteStore store(options_in(folder));
  journal::Keyring other(Secret(std::string(32, 'u')), random, "Northlight");
  const std::vector<PersonKey> keys = run(store.person_keys());
  EXPECT_EQ(refused([&] { other.open(keys); }).code, make_error_code(AppErrc::unsealable));
}

}  // namespace
}  // namespace baton::test
