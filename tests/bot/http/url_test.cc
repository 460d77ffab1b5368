#include "bot/http/url.h"

#include <gtest/gtest.h>

namespace baton::http {
namespace {

TEST(UrlTest, ReadsItsParts) {
  const struct {
    const char* text;
    Url expected;
  } cases[] = {
      {"https://slack.com/api/chat.postMessage",
       {true, "slack.com", "443", "slack.com", "/api/chat.postMessage"}},
      {"http://127.0.0.1:8080", {false, "127.0.0.1", "8080", "127.0.0.1:8080", "/"}},
      {"https://[::1]:1/a?b=c#d", {true, "::1", "1", "[::1]:1", "/a?b=c"}},
      {"https://example.com?x", {true, "example.com", "443", "example.com", "/?x"}},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.text);
    const std::optional<Url> url = parse_url(c.text);
    ASSERT_TRUE(url);
    EXPECT_EQ(url->tls, c.expected.tls);
    EXPECT_EQ(url->host, c.expected.host);
    EXPECT_EQ(url->port, c.expected.port);
    EXPECT_EQ(url->host_header, c.expected.host_header);
    EXPECT_EQ(url->target, c.expected.target);
  }
}

TEST(UrlTest, RefusesWhatCouldGoElsewhere) {
  for (const char* text :
       {"", "slack.com", "ftp://a/", "https://", "https:///a", "https://user:secret@a/",
        "https://a:0/", "https://a:65536/", "https://a:x/", "https://a:/", "https://[::1/",
        "https://[a]/", "https://a b/", "https://a/b c", "https://a/\r\nX: y", "https://a\\b/",
        "https://\xC3\xA4/"}) {
    EXPECT_FALSE(parse_url(text)) << text;
  }
}

}  // namespace
}  // namespace baton::http
