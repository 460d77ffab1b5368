#include <CLI/CLI.hpp>

#include "adapters/sqlite/verify.h"
#include "bot/cli/cli.h"
#include "bot/codec/digest.h"
#include "tests/adapters/sqlite/support.h"

namespace baton::test {
namespace {

struct Said {
  int exit_code;
  std::string out;
};
Said said_by_verify(const std::filesystem::path& store) {
  CLI::App app;
  cli::Run run;
  cli::add_verify(app, run);
  std::vector<std::string> arguments{store.string(), "--store", "verify"};  // CLI11: last first
  app.parse(arguments);
  testing::internal::CaptureStdout();
  testing::internal::CaptureStderr();
  const int exit_code = run();
  std::string out = testing::internal::GetCapturedStdout();
  return {exit_code, out + testing::internal::GetCapturedStderr()};
}

TEST(VerifyCommandTest, SaysThatTheChainIsWholeAndWhereItEnds) {
  const TempDir folder;
  {
    SqliteStore store(options_in(folder));
    run(store.append(one_event(acme_12, 0)));
  }
  const std::string head = sqlite::verify(folder / "baton.db", "Northlight").head;
  const Said said = said_by_verify(folder / "baton.db");
  EXPECT_EQ(said.exit_code, cli::ok);
  EXPECT_EQ(said.out, "1 event, chain whole, head " + codec::to_hex(head).substr(0, 12) + "\n");
}

TEST(VerifyCommandTest, NamesTheFirstBadEventAndExits65) {
  const TempDir folder;
  {
    SqliteStore store(options_in(folder));
    run(store.append(one_event(acme_12, 0)));
    run(store.append(one_event(acme_12, 1)));
  }
  Intruder(folder / "baton.db")
      .run("DROP TRIGGER journal_is_never_changed; UPDATE journal SET by = 'p8' WHERE seq = 2");
  const Said said = said_by_verify(folder / "baton.db");
  EXPECT_EQ(said.exit_code, cli::bad_data);
  EXPECT_EQ(said.out,
            "event 2 of task/ACME-12: its hash does not fit: it, or its place, was altered\n");
}

TEST(VerifyCommandTest, AFileThatIsNoStoreIsBadData) {
  const TempDir folder;
  std::ofstream(folder / "notes.txt") << std::string(4096, 'x');
  const Said said = said_by_verify(folder / "notes.txt");
  EXPECT_EQ(said.exit_code, cli::bad_data);
  EXPECT_EQ(said.out.substr(0, 14), "baton verify: ");
}

}  // namespace
}  // namespace baton::test
