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

/// The bytes of which `holds` is true, in their order.
std::string bytes_of(bool (*holds)(char)) {
  std::string bytes;
  for (int byte = 0; byte < 256; ++byte) {
    if (holds(static_cast<char>(byte))) bytes += static_cast<char>(byte);
  }
  return bytes;
}

TEST(AsciiTest, KnowsItsOwnLettersAndDigitsAndNoOthers) {
  const std::string digits = "0123456789";
  const std::string capitals = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
  const std::string small = "abcdefghijklmnopqrstuvwxyz";
  EXPECT_EQ(bytes_of(ascii::is_digit), digits);
  EXPECT_EQ(bytes_of(ascii::is_upper), capitals);
  EXPECT_EQ(bytes_of(ascii::is_lower), small);
  EXPECT_EQ(bytes_of(ascii::is_letter), capitals + small);
  EXPECT_EQ(bytes_of(ascii::is_letter_or_digit), digits + capitals + small);
}

TEST(AsciiTest, CountsHexadecimalDigitsInSmallAndCapitalLetters) {
  const auto counts = [](char c) { return ascii::hex_value(c) >= 0; };
  EXPECT_EQ(bytes_of(counts), "0123456789ABCDEFabcdef");
  for (int value = 0; value < 16; ++value) {
    const auto at = static_cast<std::size_t>(value);
    EXPECT_EQ(ascii::hex_value("0123456789abcdef"[at]), value);
    EXPECT_EQ(ascii::hex_value("0123456789ABCDEF"[at]), value);
  }
}

TEST(AsciiTest, TrimsWhatIsBlankAtEitherEnd) {
  EXPECT_EQ(ascii::trimmed(" \t\r\na b\n"), "a b");
  EXPECT_EQ(ascii::trimmed(" \n "), "");
  EXPECT_EQ(ascii::trimmed("\u00a0a"), "\u00a0a");
}

}  // namespace
}  // namespace baton
