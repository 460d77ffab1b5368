#include "bot/codec/links.h"

#include <gtest/gtest.h>

namespace baton::codec {
namespace {

TEST(LinksTest, ALinkSaysWhereItGoes) {  // T17
  const struct {
    const char* name;
    std::string label;
    std::string url;
    std::string shown;   ///< the label; empty: it is no link
    std::string domain;  ///< beside it
  } cases[] = {
      {"a plain label", "Copy deck", "https://docs.example.com/d/1", "Copy deck",
       "docs.example.com"},
      {"a file name", "banner.zip", "https://files.example.com/1", "banner.zip",
       "files.example.com"},
      {"no label", "", "https://x.example/a?b=c#d", "https://x.example/a?b=c#d", ""},
      {"the URL itself", "https://x.example/", "https://x.example/", "https://x.example/", ""},
      {"its own domain", "see x.example/brief", "https://x.example/brief", "see x.example/brief",
       ""},
      {"another URL", "https://bank.com/login", "https://evil.example/", "https://evil.example/",
       ""},
      {"another domain", "bank.com", "https://evil.example/", "https://evil.example/", ""},
      {"another domain in words", "go to (Bank.COM)!", "https://evil.example/",
       "https://evil.example/", ""},
      {"another host with a path", "intranet.corp/brief", "https://evil.example/",
       "https://evil.example/", ""},
      {"its domain and another", "x.example/a bank.com", "https://x.example/", "https://x.example/",
       ""},
      {"another URL in brackets", "see <https://bank.com|here>", "https://evil.example/",
       "https://evil.example/", ""},
      {"user name like a host", "Login", "https://bank.com@evil.example/", "Login", "evil.example"},
      {"port", "Local", "http://localhost:8080/a", "Local", "localhost:8080"},
      {"capitals", "Brief", "HTTPS://Docs.Example.COM/", "Brief", "docs.example.com"},
      {"script", "x", "javascript:alert(1)", "", ""},
      {"data", "x", "data:text/html,hi", "", ""},
      {"file", "x", "file:///etc/passwd", "", ""},
      {"no host", "x", "https://", "", ""},
      {"only a port", "x", "https://:80/", "", ""},
      {"a space", "x", "https://a.example/b c", "", ""},
      {"a line break", "x", "https://a.example/\n", "", ""},
      {"a bar", "x", "https://a.example/|b", "", ""},
      {"a mark that turns the direction", "x", "https://a.example/\u202Egpj.exe", "", ""},
      {"what is no text", "x", "https://a.example/\xFF", "", ""},
      {"letters of another script", "x", "https://a.example/\u4E2D", "x", "a.example"},
      {"angle brackets", "x", "https://a.example/<b>", "", ""},
      {"a backslash", "x", "https://good.example\\@evil.example/", "", ""},
      {"quoted host", "x", "https://a\"b/", "", ""},
      {"no scheme", "x", "a.example/b", "", ""},
      {"too long", "x", "https://a.example/" + std::string(3000, 'x'), "", ""},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.name);
    const auto link = safe_link(c.label, c.url);
    ASSERT_EQ(link.has_value(), !c.shown.empty());
    if (!link) continue;
    EXPECT_EQ(link->url, c.url);
    EXPECT_EQ(link->label, c.shown);
    EXPECT_EQ(link->domain, c.domain);
  }
}

}  // namespace
}  // namespace baton::codec
