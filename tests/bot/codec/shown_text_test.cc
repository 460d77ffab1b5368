#include "bot/codec/shown_text.h"

#include <gtest/gtest.h>

namespace baton::codec {
namespace {

TEST(ShownTextTest, LinesAreFoldedOrKept) {
  const struct {
    const char* name;
    std::string text;
    std::string one_line;
    std::string many_lines;
  } cases[] = {
      {"words", "Logo & <b>", "Logo & <b>", "Logo & <b>"},
      {"line feeds", "a\n\nb", "a b", "a\n\nb"},
      {"other breaks", "a\r\n\tb\u2028c\u0085d", "a b c d", "a \n b c d"},
      {"control",
       std::string("a\x01"
                   "b\x7F") +
           '\0',
       "ab", "ab"},
      {"direction", "a\u202Eb\u2066c\uFEFF", "abc", "abc"},
      {"joiners of emoji stay", "👩‍🎨", "👩‍🎨", "👩‍🎨"},
      {"not UTF-8", "a\xFF", "a\uFFFD", "a\uFFFD"},
      {"nothing", "", "", ""},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.name);
    EXPECT_EQ(one_line(c.text), c.one_line);
    EXPECT_EQ(many_lines(c.text), c.many_lines);
  }
}

}  // namespace
}  // namespace baton::codec
