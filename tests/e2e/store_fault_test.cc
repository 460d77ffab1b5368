// The disk is full, fails, or holds another file than it did; a second service is started: F05,
// F06, F09, F11, and the exit codes.

#include <cerrno>
#include <fstream>

#include "tests/e2e/campaign.h"
#include "tests/e2e/store_file.h"

namespace baton::test {
namespace {

using std::chrono::seconds;

constexpr int bad_data = 65;
constexpr int storage_failed = 70;
constexpr int store_in_use = 73;

class StoreFaultTest : public testing::TestWithParam<Platform> {
 protected:
  StoreFaultTest() { world.start(); }
  std::string file() { return world.folder() / "baton.db"; }
  std::string lock_line() {
    std::ifstream lock(file() + ".lock");
    std::string line;
    std::getline(lock, line);
    return line;
  }
  std::vector<std::string> serve() { return {"serve", "--config", world.folder() / "baton.yaml"}; }
  std::string tasks() { return rows_of(file(), "SELECT count(*) FROM task").at(0).at(0); }
  int started_again() {
    world.begin();
    return world.ended(seconds(10)).value_or(-1000);
  }
  static bool says_not_recorded(const Done& done) { return has(done.saw, "not recorded"); }

  World world{everybody_in(GetParam()), 1, World::With::faults};
};
BATON_PLAY_ON_EACH_PLATFORM(StoreFaultTest);

TEST_P(StoreFaultTest, ASecondServiceIsRefusedWith73AndTheFirstGoesOn) {  // F11
  EXPECT_EQ(world.run(serve()), store_in_use);
  EXPECT_TRUE(has(world.log(), "baton.db is in use by process " + lock_line())) << world.log();
  EXPECT_EQ(start_campaign(world, "Still here"), "ACME-1");
}

TEST_P(StoreFaultTest, AFullDiskRecordsNothingSaysSoAndIsOverWhenThereIsRoom) {  // F06
  start_campaign(world, "Before");
  world.faults()->write_error = ENOSPC;
  const Done refused = world.say("Ana", "/handoff new paid-campaign-launch ACME \"Full\"");
  EXPECT_TRUE(says_not_recorded(refused)) << testing::PrintToString(refused);
  EXPECT_TRUE(has(world.say("Ana", "/handoff show ACME-1").saw, "Before")) << "reading goes on";
  EXPECT_FALSE(world.ended(seconds(2))) << "and so does the service";
  world.faults()->write_error = 0;
  EXPECT_EQ(tasks(), "1");
  // The same delivery, as a proxy may repeat it, is taken now, and once.
  for (int time = 0; time < 3; ++time) {
    const Answer answer = send_again(refused.request);
    EXPECT_TRUE(has(answer.body, "ACME-2")) << answer.body;
  }
  EXPECT_EQ(tasks(), "2");
}

TEST_P(StoreFaultTest, ADiskThatFailsEndsTheServiceWith70AndNothingIsDoneTwice) {  // F05
  start_campaign(world, "Before");
  world.faults()->sync_error = EIO;
  const Done refused = world.say("Ana", "/handoff new paid-campaign-launch ACME \"Failing\"");
  EXPECT_TRUE(says_not_recorded(refused)) << testing::PrintToString(refused);
  EXPECT_EQ(world.ended(seconds(20)), storage_failed);
  EXPECT_TRUE(has(world.log(), "service.ending"));
  world.faults()->sync_error = 0;
  world.start();
  const Answer answer = send_again(refused.request);
  EXPECT_TRUE(has(answer.body, "ACME-2")) << answer.body;
  EXPECT_EQ(tasks(), "2");
  EXPECT_EQ(world.run({"verify", "--store", file()}), 0);
}

TEST_P(StoreFaultTest, ATruncatedOrEmptiedStoreIsNotServed) {  // F09
  start_campaign(world, "Before");
  world.settled();
  EXPECT_EQ(world.terminate(), 0);
  for (const std::uintmax_t part : {2, 0}) {
    SCOPED_TRACE(part);
    const std::uintmax_t size = std::filesystem::file_size(file());
    std::filesystem::resize_file(file(), part == 0 ? 0 : size / part);
    EXPECT_EQ(started_again(), bad_data);
    EXPECT_TRUE(has(world.log(), "restore a backup")) << world.log();
  }
}

TEST_P(StoreFaultTest, AnAlteredEventIsNamedByVerifyAndSpoilsNothingElse) {  // I11
  start_campaign(world, "Altered");
  start_campaign(world, "Sound");
  world.settled();
  EXPECT_EQ(world.terminate(), 0);
  rows_of(file(),
          "DROP TRIGGER journal_is_never_changed;"
          "UPDATE journal SET data = '{}' WHERE stream = 'task/ACME-1' AND version = 1");
  EXPECT_EQ(world.run({"verify", "--store", file()}), bad_data);
  world.start();
  EXPECT_FALSE(has(world.say("Ana", "/handoff show ACME-1").saw, "Altered"));
  EXPECT_TRUE(has(world.say("Ana", "/handoff show ACME-2").saw, "Sound"));
  EXPECT_EQ(start_campaign(world, "New"), "ACME-3");
}

TEST_P(StoreFaultTest, AnAgencyThatCannotBeReadIsNotServed) {
  world.settled();
  EXPECT_EQ(world.terminate(), 0);
  rows_of(file(),
          "DROP TRIGGER journal_is_never_changed;"
          "UPDATE journal SET data = '{}' WHERE stream = 'directory' AND version = 3");
  EXPECT_EQ(started_again(), bad_data);
  EXPECT_TRUE(has(world.log(), "of directory) cannot be read")) << world.log();
}

}  // namespace
}  // namespace baton::test
