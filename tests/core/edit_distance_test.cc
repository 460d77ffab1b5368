#include "core/text/edit_distance.h"

#include <algorithm>
#include <string>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace baton {
namespace {

TEST(EditDistanceTest, CountsWhatMustBeMended) {
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
      {"retrun", "return", 1},
      {"ca", "abc", 3},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(std::string(c.a) + " / " + c.b);
    EXPECT_EQ(edit_distance(c.a, c.b), c.distance);
  }
}

RC_GTEST_PROP(EditDistanceProperties, IsTheSameBothWays, (std::string a, std::string b)) {
  a.resize(std::min<std::size_t>(a.size(), 20));
  b.resize(std::min<std::size_t>(b.size(), 20));
  RC_ASSERT(edit_distance(a, b) == edit_distance(b, a));
  RC_ASSERT(edit_distance(a, b) <= std::max(a.size(), b.size()));
  RC_ASSERT(edit_distance(a, a) == 0u);
}

}  // namespace
}  // namespace baton
