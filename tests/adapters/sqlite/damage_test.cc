#include "adapters/sqlite/verify.h"
#include "tests/adapters/sqlite/faulty_vfs.h"
#include "tests/adapters/sqlite/support.h"

/// A file that was cut, altered, emptied, taken away or sealed: the service refuses it, or what it
/// reads is whole. F09, F10.
namespace baton::test {
namespace {

constexpr std::uint64_t events = 60;

/// Events of some size, so that they take many pages. Closed, all of it is in the one file.
void fill(const TempDir& folder) {
  SqliteStore store(options_in(folder));
  for (std::uint64_t version = 0; version < events; ++version) {
    const std::string data = "{\"t\":\"" + std::string(700, 'x') + "\"}";
    run(store.append(change_of({to(acme_12, version, {event("note-added", data)})})));
  }
}

std::string journal_of(SqliteStore& store) { return text_of(run(store.load({{acme_12, 0}}, ""))); }

/// A filled store, whose bytes each test alters in copies of it.
class DamageTest : public testing::Test {
 protected:
  DamageTest() {
    fill(original);
    SqliteStore store(options_in(original));
    whole = journal_of(store);
  }
  /// What became of opening a copy whose bytes were altered: "refused", or "whole" where all its
  /// events are as they were; else "found" where verify names the event, and "unnoticed".
  std::string became_of(const std::string& bytes) {
    const TempDir copy(TempDir::On::memory);
    std::ofstream(copy / "baton.db", std::ios::binary) << bytes;
    std::string journal;
    const Refused refusal = refused([&] {
      SqliteStore store(options_in(copy));
      journal = journal_of(store);
    });
    if (refusal.code == make_error_code(AppErrc::store_corrupt)) return "refused";
    if (refusal.code == make_error_code(AppErrc::store_unusable)) return "refused";
    if (refusal.code) return refusal.words;
    const bool is_noticed = !sqlite::verify(copy / "baton.db", "Northlight").faults.empty();
    if (journal != whole) return is_noticed ? "found" : "unnoticed";
    return "whole";
  }

  TempDir original{TempDir::On::memory};
  std::string whole;
};

TEST_F(DamageTest, ATruncatedFileIsRefusedWhereverItWasCut) {
  const std::string bytes = bytes_of(original / "baton.db");
  EXPECT_EQ(became_of(bytes), "whole");
  for (std::size_t part = 1; part <= 20; ++part) {
    const std::size_t kept = bytes.size() * part / 21;
    EXPECT_EQ(became_of(bytes.substr(0, kept)), "refused") << kept << " of " << bytes.size();
    const std::size_t pages = kept / 4096 * 4096;
    if (pages == 0) continue;
    EXPECT_EQ(became_of(bytes.substr(0, pages)), "refused") << pages << " of " << bytes.size();
  }
}

TEST_F(DamageTest, NoAlteredByteChangesTheJournalUnnoticed) {  // I11
  const std::string bytes = bytes_of(original / "baton.db");
  std::map<std::string, int> outcomes;
  for (std::size_t page = 0; page < bytes.size(); page += 4096) {
    for (const std::size_t place : {17U, 1031U, 2049U, 4001U}) {
      std::string altered = bytes;
      altered[page + place] = static_cast<char>(altered[page + place] ^ 1);
      const std::string outcome = became_of(altered);
      ++outcomes[outcome];
      EXPECT_TRUE(outcome == "refused" || outcome == "found" || outcome == "whole")
          << "byte " << page + place << ": " << outcome;
    }
  }
  EXPECT_GT(outcomes["refused"] + outcomes["found"], 10) << testing::PrintToString(outcomes);
}

TEST_F(DamageTest, AnEventThatWasAlteredIsReadAsItStandsAndVerifyNamesIt) {  // I11
  Intruder(original / "baton.db")
      .run(
          "DROP TRIGGER journal_is_never_changed;"
          "UPDATE journal SET data = '{\"t\":\"other\"}' WHERE seq = 7");
  SqliteStore store(options_in(original));
  EXPECT_EQ(run(store.load({{acme_12, 6}}, "")).events.at(0).event.data, "{\"t\":\"other\"}");
  const sqlite::Verified verified = sqlite::verify(original / "baton.db", "Northlight");
  ASSERT_FALSE(verified.faults.empty());
  EXPECT_EQ(verified.faults[0].seq, 7u);
  // The history goes on behind it, and the fault stays where it is.
  EXPECT_EQ(text_of(run(store.append(one_event(acme_12, events)))), "yes ");
  EXPECT_EQ(sqlite::verify(original / "baton.db", "Northlight").faults.size(), 1u);
}

TEST_F(DamageTest, AStoreThatIsGoneOrEmptyIsNotTakenForANewOne) {
  const struct {
    const char* name;
    void (*harm)(const std::filesystem::path&);
  } cases[] = {
      {"gone", [](const std::filesystem::path& file) { std::filesystem::remove(file); }},
      {"empty", [](const std::filesystem::path& file) { std::filesystem::resize_file(file, 0); }},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.name);
    const TempDir folder;
    fill(folder);
    c.harm(folder / "baton.db");
    for (int start = 0; start < 2; ++start) {  // however often it is tried
      const Refused refusal = refused([&] { SqliteStore store(options_in(folder)); });
      EXPECT_EQ(refusal.code, make_error_code(AppErrc::store_corrupt));
      EXPECT_NE(refusal.words.find("baton.db.lock"), std::string::npos) << refusal.words;
    }
    std::filesystem::remove(folder / "baton.db.lock");
    SqliteStore anew(options_in(folder));
    EXPECT_EQ(journal_of(anew), text_of(Loaded()));
  }
}

TEST_F(DamageTest, ASealedFileIsRefusedAndLeftAlone) {
  Faults& faults = faulty_vfs();
  faults.sealed = true;
  SqliteOptions options = options_in(original);
  options.vfs = faulty_vfs_name;
  const std::string before = bytes_of(original / "baton.db");
  const Refused refusal = refused([&] { SqliteStore store(options); });
  EXPECT_EQ(refusal.code, make_error_code(AppErrc::store_failed));
  EXPECT_NE(refusal.words.find("baton.db is read-only"), std::string::npos) << refusal.words;
  EXPECT_EQ(bytes_of(original / "baton.db"), before);
  faults.mend();
  SqliteStore store(options);
  EXPECT_EQ(journal_of(store), whole);
}

}  // namespace
}  // namespace baton::test
