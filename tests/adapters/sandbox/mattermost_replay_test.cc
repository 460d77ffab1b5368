#include <fstream>
#include <set>

#include <gtest/gtest.h>

#include "tests/adapters/sandbox/mattermost_replay_table.h"
#include "tests/support/places.h"

namespace baton::test {
namespace {

bool covers(const ReplayRow& row, const std::string& name) {
  const std::string pattern = row.name;
  if (!pattern.ends_with('*')) return pattern == name;
  return name.starts_with(pattern.substr(0, pattern.size() - 1));
}

/// The case that a file belongs to: without ".inbound" and what follows, and without ".json".
std::string case_of(const std::string& file) { return file.substr(0, file.find('.')); }

TEST(MattermostReplayTest, EveryRecordedFileHasOneRow) {
  std::ifstream file(source_path("tests/fixtures/mattermost/INDEX.json"));
  const Json index = Json::parse(file);
  ASSERT_EQ(index.size(), 412u);
  std::set<std::string> used;
  for (const Json& entry : index) {
    const std::string name = case_of(entry["file"]);
    int rows = 0;
    for (const ReplayRow& row : replay_table()) {
      if (!covers(row, name)) continue;
      ++rows;
      used.insert(row.name);
    }
    EXPECT_EQ(rows, 1) << name;
  }
  EXPECT_EQ(used.size(), replay_table().size()) << "no row is for nothing";
}

// A2.5: what a real server was recorded to answer, to ask and to show, this one does too.
class MattermostReplay : public testing::TestWithParam<ReplayRow> {};

TEST_P(MattermostReplay, DoesAsTheRealServer) {
  const ReplayRow& row = GetParam();
  Replay replay(load_recording(row.name));
  if (row.setup != nullptr) row.setup(replay);
  replay.play();
}

std::vector<ReplayRow> replayed() {
  std::vector<ReplayRow> rows;
  for (const ReplayRow& row : replay_table()) {
    if (row.why_not == nullptr) rows.push_back(row);
  }
  return rows;
}

std::string test_name(const testing::TestParamInfo<ReplayRow>& row) {
  std::string name = row.param.name;
  for (char& c : name) {
    if (c == '-') c = '_';
  }
  return name;
}

INSTANTIATE_TEST_SUITE_P(Recorded, MattermostReplay, testing::ValuesIn(replayed()), test_name);

}  // namespace
}  // namespace baton::test
