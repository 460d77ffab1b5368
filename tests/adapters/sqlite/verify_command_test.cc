#include <algorithm>
#include <cstdlib>

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
Said said_by(std::vector<std::string> arguments) {
  CLI::App app;
  cli::Run run;
  cli::add_verify(app, run);
  std::ranges::reverse(arguments);  // CLI11: last first
  app.parse(arguments);
  testing::internal::CaptureStdout();
  testing::internal::CaptureStderr();
  const int exit_code = run();
  std::string out = testing::internal::GetCapturedStdout();
  return {exit_code, out + testing::internal::GetCapturedStderr()};
}

Said said_by_verify(const std::filesystem::path& store) {
  return said_by({"verify", "--store", store.string()});
}

TEST(VerifyCommandTest, AStoreThatIsNamedIsVerifiedWhateverTheEnvironmentNames) {
  const TempDir folder;
  {
    SqliteStore store(options_in(folder));
    run(store.append(one_event(acme_12, 0)));
  }
  std::ofstream(folder / "baton.yaml") << "not: a configuration\n";
  ::setenv("BATON_CONFIG", (folder / "baton.yaml").c_str(), 1);
  const Said of_store = said_by_verify(folder / "baton.db");
  const Said of_environment = said_by({"verify"});
  ::unsetenv("BATON_CONFIG");
  EXPECT_EQ(of_store.exit_code, cli::ok) << of_store.out;
  EXPECT_EQ(of_environment.exit_code, cli::bad_config) << of_environment.out;
}

TEST(VerifyCommandTest, SaysHowToNameWhatToVerify) {
  const Said said = said_by({"verify"});
  EXPECT_EQ(said.exit_code, cli::usage);
  EXPECT_EQ(said.out,
            "baton verify: what to verify is missing: add --config FILE or --store FILE\n");
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
