#include "config/nearest.h"

#include <gtest/gtest.h>

namespace baton::config {
namespace {

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
