#include "core/text/ascii.h"

#include <gtest/gtest.h>

namespace baton {
namespace {

TEST(AsciiTest, MakesItsOwnLettersSmallAndNoOthers) {
  EXPECT_EQ(ascii::lowered("Ana.P-2 \xC3\x84 [Z]"), "ana.p-2 \xC3\x84 [z]");
  EXPECT_TRUE(ascii::same("Content-TYPE", "content-type"));
  EXPECT_FALSE(ascii::same("content-type", "content-types"));
  EXPECT_TRUE(ascii::starts_with("HTTPS://a", "http"));
  EXPECT_TRUE(ascii::starts_with("a", ""));
  EXPECT_FALSE(ascii::starts_with("ht", "http"));
}

TEST(AsciiTest, TrimsWhatIsBlankAtEitherEnd) {
  EXPECT_EQ(ascii::trimmed(" \t\r\na b\n"), "a b");
  EXPECT_EQ(ascii::trimmed(" \n "), "");
  EXPECT_EQ(ascii::trimmed("\u00a0a"), "\u00a0a");
}

}  // namespace
}  // namespace baton
