#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "adapters/sqlite/schema.h"
#include "tests/adapters/sqlite/support.h"

namespace baton::test {
namespace {

mode_t mode_of(const std::filesystem::path& path) {
  struct stat status {};
  EXPECT_EQ(::stat(path.c_str(), &status), 0) << path;
  return status.st_mode & 0777;
}

TEST(SqliteOpenTest, TheFilesAreForTheirOwnerOnly) {
  const TempDir folder;
  SqliteStore store(options_in(folder));
  run(store.append(one_event(acme_12, 0)));
  for (const char* name : {"baton.db", "baton.db-wal", "baton.db-shm", "baton.db.lock"}) {
    SCOPED_TRACE(name);
    EXPECT_EQ(mode_of(folder / name), 0600u);
  }
}

TEST(SqliteOpenTest, WhatWasStoredIsThereAfterReopening) {
  const TempDir folder;
  std::string before;
  const auto everything = [](SqliteStore& store) {
    return text_of(run(store.load({{acme_12, 0}}, "d1"))) + text_of(run(store.due(noon, 10))) +
           text_of(run(store.person_keys())) + text_of(run(store.timers_due(noon, 10))) +
           text_of(run(store.tasks({})));
  };
  {
    SqliteStore store(options_in(folder));
    Change change = delivered(one_event(acme_12, 0), "d1", "reply");
    change.notices = {notice_row("n1", "person/p1")};
    change.person_keys = {{"p1", std::string("sealed\0key", 10)}};
    change.text_keys = {{"k1", "p1", acme_12, std::string("\0\xFF", 2)}};
    change.timers = {{TaskKey{"ACME-12"}, 1, {{"remind", 0, noon}}}};
    change.tasks = {TaskRow{}};
    change.tasks[0].phase = Phase::idle;
    change.tasks[0].owing = {PersonId{"p1"}};
    change.tasks[0].asked = {PersonId{"p2"}};
    run(store.append(std::move(change)));
    before = everything(store);
  }
  SqliteStore store(options_in(folder));
  EXPECT_EQ(everything(store), before);
  EXPECT_EQ(text_of(run(store.append(one_event(acme_12, 1)))), "yes ");
}

TEST(SqliteOpenTest, NumbersOfTheOutboxAreNeverUsedTwice) {
  const TempDir folder;
  std::uint64_t first = 0;
  {
    SqliteStore store(options_in(folder));
    run(store.append(notices({notice_row("n1", "person/p1")})));
    first = run(store.due(noon, 1)).at(0).id;
  }
  Intruder(folder / "baton.db").run("DELETE FROM outbox");
  SqliteStore store(options_in(folder));
  run(store.append(notices({notice_row("n2", "person/p1")})));
  EXPECT_EQ(run(store.due(noon, 1)).at(0).id, first + 1);
}

TEST(SqliteOpenTest, ASecondInstanceIsRefusedByThePidOfTheFirst) {  // F11
  const TempDir folder;
  int ready[2];
  ASSERT_EQ(::pipe(ready), 0);
  const pid_t child = ::fork();
  if (child == 0) {
    SqliteStore store(options_in(folder));
    if (::write(ready[1], "x", 1) != 1) ::_exit(1);
    for (;;) ::pause();
  }
  char byte = 0;
  ASSERT_EQ(::read(ready[0], &byte, 1), 1);
  const Refused second = refused([&] { SqliteStore store(options_in(folder)); });
  EXPECT_EQ(second.code, make_error_code(AppErrc::store_in_use));
  EXPECT_NE(second.words.find("in use by process " + std::to_string(child)), std::string::npos)
      << second.words;
  ::kill(child, SIGKILL);
  ::waitpid(child, nullptr, 0);
  ::close(ready[0]);
  ::close(ready[1]);
  SqliteStore store(options_in(folder));  // however the first one ended, it holds nothing now
  EXPECT_EQ(store.health(), "");
}

TEST(SqliteOpenTest, ASecondStoreOfOneProcessIsRefusedToo) {
  const TempDir folder;
  SqliteStore store(options_in(folder));
  EXPECT_EQ(refused([&] { SqliteStore second(options_in(folder)); }).code,
            make_error_code(AppErrc::store_in_use));
}

TEST(SqliteOpenTest, ANewerSchemaIsRefusedAndLeftAlone) {
  const TempDir folder;
  { SqliteStore store(options_in(folder)); }
  Intruder(folder / "baton.db").run("PRAGMA user_version = 1000");
  const Refused newer = refused([&] { SqliteStore store(options_in(folder)); });
  EXPECT_EQ(newer.code, make_error_code(AppErrc::store_unusable));
  const std::string known = std::to_string(sqlite::migrations().back().version);
  EXPECT_NE(newer.words.find("newer Baton: its schema is 1000, this program knows " + known),
            std::string::npos)
      << newer.words;
}

TEST(SqliteOpenTest, AnotherAgencysStoreIsRefused) {  // I9
  const TempDir folder;
  { SqliteStore store(options_in(folder)); }
  SqliteOptions other = options_in(folder);
  other.agency = "Southlight";
  const Refused refusal = refused([&] { SqliteStore store(other); });
  EXPECT_EQ(refusal.code, make_error_code(AppErrc::store_unusable));
  EXPECT_NE(refusal.words.find("\"Northlight\""), std::string::npos) << refusal.words;
}

TEST(SqliteOpenTest, AnotherProgramsDatabaseIsRefusedAndLeftAlone) {
  const TempDir folder;
  Intruder(folder / "baton.db").run("CREATE TABLE theirs (x); INSERT INTO theirs VALUES (1);");
  const std::string before = bytes_of(folder / "baton.db");
  EXPECT_EQ(refused([&] { SqliteStore store(options_in(folder)); }).code,
            make_error_code(AppErrc::store_unusable));
  EXPECT_EQ(bytes_of(folder / "baton.db"), before);
}

TEST(SqliteOpenTest, DamageIsFoundBeforeTheServiceStarts) {  // F09
  const struct {
    const char* name;
    const char* tampering;
  } cases[] = {
      {"the head names another hash", "UPDATE head SET hash = zeroblob(32)"},
      {"the head names another event", "UPDATE head SET seq = 7"},
      {"the head is gone", "DELETE FROM head"},
      {"the last event is gone",
       "DROP TRIGGER journal_is_never_shortened; DELETE FROM journal WHERE seq = 2"},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.name);
    const TempDir folder;
    {
      SqliteStore store(options_in(folder));
      run(store.append(one_event(acme_12, 0)));
      run(store.append(one_event(acme_12, 1)));
    }
    Intruder(folder / "baton.db").run(c.tampering);
    EXPECT_EQ(refused([&] { SqliteStore store(options_in(folder)); }).code,
              make_error_code(AppErrc::store_corrupt));
  }
}

TEST(SqliteOpenTest, AFileThatIsNoDatabaseIsRefused) {
  const TempDir folder;
  std::ofstream(folder / "baton.db") << std::string(8192, 'x');
  EXPECT_EQ(refused([&] { SqliteStore store(options_in(folder)); }).code,
            make_error_code(AppErrc::store_corrupt));
}

TEST(SqliteOpenTest, AFolderThatIsNotThereIsNamed) {
  const TempDir folder;
  SqliteOptions options = options_in(folder);
  options.path = folder / "nowhere/baton.db";
  const Refused refusal = refused([&] { SqliteStore store(options); });
  EXPECT_EQ(refusal.code, make_error_code(AppErrc::store_failed));
  EXPECT_NE(refusal.words.find("nowhere/baton.db"), std::string::npos) << refusal.words;
}

TEST(SqliteOpenTest, TheJournalRefusesToBeChanged) {
  const TempDir folder;
  {
    SqliteStore store(options_in(folder));
    run(store.append(one_event(acme_12, 0)));
  }
  sqlite3* connection = nullptr;
  ASSERT_EQ(sqlite3_open((folder / "baton.db").c_str(), &connection), SQLITE_OK);
  for (const char* statement : {"UPDATE journal SET data = '{}'", "DELETE FROM journal"}) {
    SCOPED_TRACE(statement);
    EXPECT_EQ(sqlite3_exec(connection, statement, nullptr, nullptr, nullptr), SQLITE_CONSTRAINT);
  }
  sqlite3_close(connection);
}

}  // namespace
}  // namespace baton::test
