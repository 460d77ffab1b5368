#include <cstdlib>

#include <rapidcheck.h>
#include <rapidcheck/gtest.h>
#include <sys/wait.h>

#include "adapters/sqlite/verify.h"
#include "bot/codec/digest.h"
#include "bot/journal/chain.h"
#include "tests/adapters/sqlite/support.h"
#include "tests/support/golden.h"

namespace baton::test {
namespace {

constexpr std::uint64_t events_in_store = 12;
constexpr const char* unguarded =
    "DROP TRIGGER journal_is_never_changed; DROP TRIGGER journal_is_never_shortened;";

/// Twelve events in three streams.
void fill(const TempDir& folder) {
  SqliteStore store(options_in(folder));
  for (std::uint64_t version = 0; version < events_in_store / 3; ++version) {
    run(store.append(change_of({to(acme_12, version, {event("note-added")}),
                                to(bolt_3, version, {event("value-set", "{\"a\":1}")}),
                                to(directory_stream, version, {event("person-set")})})));
  }
}

sqlite::Verified verified(const TempDir& folder) {
  return sqlite::verify(folder / "baton.db", "Northlight");
}

std::string shown(const std::vector<JournalFault>& faults) {
  std::string out;
  for (const JournalFault& fault : faults)
    out += std::to_string(fault.seq) + ": " + fault.what + "\n";
  return out;
}

TEST(VerifyTest, AWholeJournalHasNoFault) {
  const TempDir folder;
  fill(folder);
  const sqlite::Verified found = verified(folder);
  EXPECT_EQ(shown(found.faults), "");
  EXPECT_EQ(found.events, events_in_store);
  EXPECT_EQ(found.head.size(), 32u);
  EXPECT_EQ(sqlite::agencies(folder / "baton.db"), std::vector<std::string>{"Northlight"});
}

TEST(VerifyTest, AnEmptyJournalEndsAtItsGenesis) {
  const TempDir folder;
  { SqliteStore store(options_in(folder)); }
  const sqlite::Verified found = verified(folder);
  EXPECT_EQ(shown(found.faults), "");
  EXPECT_EQ(found.events, 0u);
  EXPECT_EQ(found.head, journal::genesis("Northlight"));
}

TEST(VerifyTest, ReadsAStoreThatIsInUse) {
  const TempDir folder;
  fill(folder);
  SqliteStore store(options_in(folder));
  run(store.append(one_event(acme_12, 4)));
  EXPECT_EQ(verified(folder).events, events_in_store + 1);
  EXPECT_EQ(text_of(run(store.append(one_event(acme_12, 5)))), "yes ");
}

TEST(VerifyTest, NamesTheFirstBadEvent) {  // I11, T53
  const struct {
    const char* name;
    const char* tampering;
    std::uint64_t seq;
    const char* said;
  } cases[] = {
      {"data", "UPDATE journal SET data = '{\"a\":2}' WHERE seq = 5", 5, "was altered"},
      {"white space in data", "UPDATE journal SET data = '{\"a\": 1}' WHERE seq = 5", 5,
       "was altered"},
      {"author", "UPDATE journal SET by = 'p8' WHERE seq = 1", 1, "was altered"},
      {"time", "UPDATE journal SET at = at + 1 WHERE seq = 12", 12, "was altered"},
      {"type", "UPDATE journal SET type = 'done' WHERE seq = 3", 3, "was altered"},
      {"shape", "UPDATE journal SET v = 2 WHERE seq = 3", 3, "was altered"},
      {"hash", "UPDATE journal SET hash = zeroblob(32) WHERE seq = 4", 4, "was altered"},
      {"version", "UPDATE journal SET version = 99 WHERE seq = 7", 7, "was altered"},
      {"stream", "UPDATE journal SET stream = 'task/X' WHERE seq = 7", 7, "was altered"},
      {"order",
       "UPDATE journal SET seq = 100 WHERE seq = 3; UPDATE journal SET seq = 3 WHERE seq = 6;"
       "UPDATE journal SET seq = 6 WHERE seq = 100",
       3, "was altered"},
      {"the first is gone", "DELETE FROM journal WHERE seq = 1", 1, "event 1 is missing"},
      {"one is gone", "DELETE FROM journal WHERE seq = 8", 8, "event 8 is missing"},
      {"the last is gone", "DELETE FROM journal WHERE seq = 12", 12, "event 12 is missing"},
      {"all are gone", "DELETE FROM journal", 1, "event 1 is missing"},
      {"one too many",
       "INSERT INTO journal SELECT agency, 13, stream, 5, type, v, by, at, data, hash FROM journal "
       "WHERE seq = 10",
       13, "was altered"},
      {"one was cut out and the rest moved up",
       "DELETE FROM journal WHERE seq = 8; UPDATE journal SET seq = seq - 1 WHERE seq > 8", 8,
       "was altered"},
      {"the head's hash", "UPDATE head SET hash = zeroblob(32)", 12, "head's hash"},
      {"the head's place", "UPDATE head SET seq = 11", 12, "beyond the head"},
      {"the head", "DELETE FROM head", 1, "beyond the head"},
      {"a stream's version", "UPDATE stream SET version = 3 WHERE stream = 'directory'", 0,
       "kept as version 3"},
      {"a stream that never was", "INSERT INTO stream VALUES ('Northlight', 'task/X', 1)", 0,
       "has no events"},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.name);
    const TempDir folder(TempDir::On::memory);
    fill(folder);
    Intruder(folder / "baton.db").run(std::string(unguarded) + c.tampering);
    const sqlite::Verified found = verified(folder);
    ASSERT_FALSE(found.faults.empty());
    EXPECT_EQ(found.faults[0].seq, c.seq) << shown(found.faults);
    EXPECT_NE(found.faults[0].what.find(c.said), std::string::npos) << shown(found.faults);
  }
}

RC_GTEST_PROP(VerifyProperties, AnyOneAlteredRowIsTheFirstFault, ()) {  // T53
  static const TempDir& original = []() -> const TempDir& {
    static const TempDir folder(TempDir::On::memory);
    fill(folder);
    return folder;
  }();
  const auto seq = *rc::gen::inRange<std::uint64_t>(1, events_in_store + 1);
  const auto column =
      *rc::gen::element<std::string>("type", "by", "data", "stream", "at", "v", "version", "hash");
  const auto number = *rc::gen::inRange(100, 1000);  // far from any version there is
  std::string change = column + " = " + column;
  if (column == "hash") {
    change = "hash = zeroblob(32)";
  } else if (column == "at" || column == "v" || column == "version") {
    change += " + " + std::to_string(number);
  } else {
    change += " || '" + std::to_string(number) + "'";
  }
  const TempDir folder(TempDir::On::memory);
  std::filesystem::copy_file(original / "baton.db", folder / "baton.db");
  const std::string where = " WHERE seq = " + std::to_string(seq);
  Intruder(folder / "baton.db").run(unguarded + ("UPDATE journal SET " + change + where));
  const sqlite::Verified found = verified(folder);
  RC_ASSERT(!found.faults.empty());
  RC_ASSERT(found.faults[0].seq == seq);
}

TEST(VerifyTest, DamageOfTheFileIsAFault) {
  const TempDir folder;
  fill(folder);
  {
    std::fstream file(folder / "baton.db", std::ios::in | std::ios::out | std::ios::binary);
    const auto size = static_cast<std::streamoff>(std::filesystem::file_size(folder / "baton.db"));
    for (std::streamoff page = 4096; page < size; page += 4096) {
      file.seekp(page);
      file.write("\x55\x55\x55\x55\x55\x55\x55\x55", 8);
    }
  }
  const Refused or_faults = refused([&] { EXPECT_FALSE(verified(folder).faults.empty()); });
  EXPECT_TRUE(!or_faults.code || or_faults.code == make_error_code(AppErrc::store_corrupt))
      << or_faults.words;
}

TEST(VerifyTest, LeavesTheFileAndItsLogAsTheyAre) {
  const TempDir folder;
  const TempDir copy;
  SqliteStore store(options_in(folder));
  run(store.append(one_event(acme_12, 0)));
  for (const char* name : {"baton.db", "baton.db-wal"}) {  // as a crash would leave them
    std::filesystem::copy_file(folder / name, copy / name);
  }
  const std::string file = bytes_of(copy / "baton.db");
  const std::string log = bytes_of(copy / "baton.db-wal");
  EXPECT_EQ(verified(copy).events, 1u);
  EXPECT_EQ(bytes_of(copy / "baton.db"), file);
  EXPECT_EQ(bytes_of(copy / "baton.db-wal"), log);
}

/// The shell script of docs/journal.md, run in `folder`: its output and exit status.
std::string checked_by_hand(const TempDir& folder) {
  const std::string page = read_source("docs/journal.md");
  const std::size_t begin = page.find("```sh\n") + 6;
  std::ofstream(folder / "check.sh") << page.substr(begin, page.find("```", begin) - begin);
  const std::string command = "cd '" + folder.path().string() + "' && sh check.sh > said 2>&1";
  const int status = std::system(command.c_str());
  return bytes_of(folder / "said") + "exit " + std::to_string(WEXITSTATUS(status));
}

TEST(VerifyTest, TheScriptOfTheDocumentationFindsTheSame) {
  if (std::system("command -v sqlite3 xxd sha256sum > /dev/null 2>&1") != 0) {
    GTEST_SKIP() << "sqlite3, xxd or sha256sum is not installed";
  }
  const TempDir folder;
  fill(folder);
  const std::string head = codec::to_hex(verified(folder).head).substr(0, 12);
  EXPECT_EQ(checked_by_hand(folder), "12 events, chain whole, head " + head + "\nexit 0");
  const std::string change = "UPDATE journal SET data = '{\"a\":2}' WHERE seq = 5";
  Intruder(folder / "baton.db").run(unguarded + change);
  EXPECT_EQ(checked_by_hand(folder), "event 5 was altered\nexit 1");
}

TEST(VerifyTest, AMissingFileIsNotMade) {
  const TempDir folder;
  EXPECT_EQ(refused([&] { verified(folder); }).code, make_error_code(AppErrc::store_failed));
  EXPECT_FALSE(std::filesystem::exists(folder / "baton.db"));
}

}  // namespace
}  // namespace baton::test
