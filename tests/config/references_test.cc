#include <gtest/gtest.h>

#include <fstream>

#include "tests/config/support.h"

namespace baton {
namespace {

using Lines = std::vector<std::string>;

class ReferencesTest : public testing::Test {
 protected:
  ReferencesTest() {
    folder.write("workflows/launch.yaml", test::good_workflow);
    folder.write("baton.yaml", test::good_config);
  }
  void change(const std::string& from, const std::string& to) {
    folder.write("baton.yaml", test::replaced(test::good_config, from, to));
  }
  test::Folder folder;
};

// F46: a secret file is read without its line ends, and what is wrong with it names the path.
TEST_F(ReferencesTest, ASecretFileLosesItsLineEnds) {
  for (const char* ending : {"", "\n", "\r\n", "\n\n"}) {
    folder.write("secrets/token", std::string("xoxb-from-file") + ending);
    change("${SLACK_BOT_TOKEN}", "{ file: secrets/token }");
    const config::Loaded loaded = test::load_in(folder);
    EXPECT_EQ(test::lines(folder, loaded), Lines{});
    ASSERT_TRUE(loaded.config.has_value());
    EXPECT_EQ(loaded.config->slack[0].bot_token.reveal(), "xoxb-from-file");
  }
}

TEST_F(ReferencesTest, ASecretFileMayBeNamedByTheEnvironment) {
  folder.write("secrets/token", "xoxb-from-file\n");
  change("${SLACK_BOT_TOKEN}", "{ file: \"${DIR}/token\" }");
  const std::string secrets = (folder.path() / "secrets").string();
  const config::Loaded loaded =
      test::load_in(folder, {{"SLACK_SIGNING_SECRET", "abcdefgh"}, {"DIR", secrets}});
  EXPECT_EQ(test::lines(folder, loaded), Lines{});
}

TEST_F(ReferencesTest, TheSecretKeyIsNotReadAndMayBeAbsent) {
  change("agency: Northlight\n", "agency: Northlight\nsecret_key: { file: \"${NAME}.key\" }\n");
  const config::Loaded loaded = test::load_in(
      folder,
      {{"SLACK_SIGNING_SECRET", "abcdefgh"}, {"SLACK_BOT_TOKEN", "abcdefgh"}, {"NAME", "x"}});
  EXPECT_EQ(test::lines(folder, loaded), Lines{});
  ASSERT_TRUE(loaded.config.has_value());
  EXPECT_EQ(loaded.config->secret_key_file, folder.path() / "x.key");
}

TEST_F(ReferencesTest, ADollarMayBeWrittenPlainly) {
  change("agency: Northlight", "agency: $${SIX} for $5");
  const config::Loaded loaded = test::load_in(folder);
  ASSERT_TRUE(loaded.config.has_value());
  EXPECT_EQ(loaded.config->agency, "${SIX} for $5");
}

TEST_F(ReferencesTest, AnAnchorIsFollowed) {
  change("roles: [designer] }", "roles: &r [designer] }");
  const std::string config =
      test::replaced(test::good_config, "roles: [designer] }", "roles: &r [designer] }");
  folder.write("baton.yaml",
               test::replaced(config, "roles: [paid-media, coordinator] }", "roles: *r }"));
  const config::Loaded loaded = test::load_in(folder);
  ASSERT_TRUE(loaded.config.has_value());
  EXPECT_EQ(loaded.config->people[1].roles, std::vector<RoleId>{{"designer"}});
}

TEST_F(ReferencesTest, AliasesThatMultiplyAreRefused) {
  std::string bomb = "agency: x\na0: &a0 [x, x, x, x, x, x, x, x, x, x]\n";
  for (int i = 1; i < 9; ++i) {
    const std::string last = "*a" + std::to_string(i - 1);
    bomb += "a" + std::to_string(i) + ": &a" + std::to_string(i) + " [" + last;
    for (int j = 1; j < 10; ++j) bomb += ", " + last;
    bomb += "]\n";
  }
  folder.write("baton.yaml", bomb);
  const Lines lines = test::lines(folder, test::load_in(folder));
  ASSERT_EQ(lines.size(), 1u);
  EXPECT_EQ(lines[0],
            "baton.yaml:6:10: error: the file holds more than 20000 values (what aliases repeat "
            "counts too): is this the right file?");
}

TEST_F(ReferencesTest, AFileThatIsTooLargeOrTooDeepIsRefused) {
  folder.write("baton.yaml", "agency: " + std::string(1024 * 1024, 'x') + "\n");
  EXPECT_EQ(test::lines(folder, test::load_in(folder)),
            Lines{"baton.yaml: error: the file is too large: is this the right file?"});
  folder.write("baton.yaml", "agency: " + std::string(5000, '['));
  EXPECT_EQ(test::lines(folder, test::load_in(folder)),
            Lines{"baton.yaml:1:1: error: this is nested too deeply"});
}

}  // namespace
}  // namespace baton
