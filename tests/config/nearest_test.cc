#include "config/nearest.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace baton::config {
namespace {

TEST(NearestTest, CountsWhatMustBeMended) {
  const struct {
    const char* a;
    const char* b;
    std::size_t distance;
  } cases[] = {
      {"", "", 0},
      {"", "abc", 3},
      {"channel", "channel", 0},
      {"chanel", "channel", 1},
      {"chnanel", "channel", 1},
      {"Channel", "channel", 0},
      {"kitten", "sitting", 3},
      {"ca", "abc", 3},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(std::string(c.a) + " / " + c.b);
    EXPECT_EQ(edit_distance(c.a, c.b), c.distance);
  }
}

RC_GTEST_PROP(NearestProperties, DistanceIsTheSameBothWays, (std::string a, std::string b)) {
  a.resize(std::min<std::size_t>(a.size(), 20));
  b.resize(std::min<std::size_t>(b.size(), 20));
  RC_ASSERT(edit_distance(a, b) == edit_distance(b, a));
  RC_ASSERT(edit_distance(a, b) <= std::max(a.size(), b.size()));
  RC_ASSERT(edit_distance(a, a) == 0u);
}

TEST(NearestTest, ProposesOnlyWhatIsNear) {
  const std::vector<std::string> words = {"agency", "listen", "store", "slack"};
  EXPECT_EQ(nearest("agncy", words), "agency");
  EXPECT_EQ(nearest("LISTEN", words), "listen");
  EXPECT_EQ(nearest("stroe", words), "store");
  EXPECT_EQ(nearest("people", words), std::nullopt);
  EXPECT_EQ(nearest("", words), std::nullopt);
  EXPECT_EQ(nearest("x", {"y"}), std::nullopt);  // one letter of one is no likeness
  EXPECT_EQ(nearest(std::string(100, 'a'), {std::string(100, 'a')}), std::nullopt);
  EXPECT_EQ(did_you_mean("slak", words), "; did you mean \"slack\"?");
  EXPECT_EQ(did_you_mean("people", words), "");
}

}  // namespace
}  // namespace baton::config
