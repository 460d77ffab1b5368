#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "adapters/slack/web_api.h"
#include "tests/fakes/scripted_http.h"

namespace baton::slack {
namespace {

/// Addresses that look like Slack's to somebody: T08.
std::vector<std::string> hostile_urls() {
  std::vector<std::string> urls{
      "",
      "/",
      "https://",
      "https://hooks.slack.com",
      "http://hooks.slack.com/actions/x",
      "HTTPS://hooks.slack.com/actions/x",
      "https:/hooks.slack.com/actions/x",
      "https:hooks.slack.com/actions/x",
      "//hooks.slack.com/actions/x",
      "hooks.slack.com/actions/x",
      " https://hooks.slack.com/actions/x",
      "https://hooks.slack.com /actions/x",
      "https://hooks.slack.com/actions/x y",
      "https://hooks.slack.com/actions/x\r\nHost: evil.example",
      "https://hooks.slack.com/actions/x\n",
      std::string("https://hooks.slack.com/\0x", 26),
      "https://hooks.slack.com/\x7F",
      "https://hooks.slack.com/#x",
      "https://hooks.slack.com\\@evil.example/",
      "https://hooks.slack.com/\\evil.example/",
      "https://Hooks.Slack.com/actions/x",
      "https://hooks.slack.com/\u00e9",
      "file:///etc/passwd",
      "ftp://hooks.slack.com/x",
      "gopher://hooks.slack.com/x",
      "data:text/plain,hooks.slack.com/",
      "http://169.254.169.254/latest/meta-data",
      "http://[::1]/",
      "http://[fe80::1%25eth0]/",
      "http://0x7f.1/",
      "http://0177.0.0.1/",
      "http://2130706433/",
      "http://127.0.0.1/",
      "http://127.0.0.1:9/api/x",
      "http://127.0.0.1:80801/x",
      "http://localhost:8080/x",
      "http://127.0.0.1:8080@evil.example/",
      "http://127.0.0.1:8080.evil.example/",
      "http://127.0.0.1:8080",
      "https://127.0.0.1:8080/x",
      "http://0.0.0.0:8080/x",
  };
  const std::string hosts[] = {"hooks.slack.com.",
                               "hooks.slack.com:443",
                               "hooks.slack.com:8443",
                               "hooks.slack.com:",
                               "hooks.slack.com.evil.net",
                               "xhooks.slack.com",
                               "hooks-slack.com",
                               "hooks.slack.co",
                               "hooks.slack.comm",
                               "slack.com",
                               "evil.slack.com",
                               "hooks.slack.com@evil.net",
                               "user@hooks.slack.com",
                               "user:pw@hooks.slack.com",
                               "hooks.slack.com%2eevil.net",
                               "hooks.slack.com%00.evil",
                               "hooks.slack.com?.evil.net",
                               "hooks.slack.com#.evil.net",
                               "hooks.slack.com;evil.net",
                               "xn--hooks-slack.com",
                               "hooks\u3002slack\u3002com",
                               "ho\u043eks.slack.com",
                               "hooks.slack.com,evil.net",
                               "[hooks.slack.com]",
                               "hooks..slack.com",
                               "hooks.slack.com\t",
                               "evil.net",
                               "%68ooks.slack.com",
                               "hooks.slack.com\\",
                               "hooks.slack.com&evil.net",
                               "127.0.0.1:8080",
                               "192.168.0.1",
                               "[::ffff:169.254.169.254]"};
  for (const std::string& host : hosts) {
    for (const char* const path : {"", "/", "/actions/T1/2/x", "//hooks.slack.com/actions/x",
                                   "/?u=https://hooks.slack.com/"}) {
      urls.push_back("https://" + host + path);
    }
  }
  return urls;
}

TEST(SlackResponseUrlTest, OnlySlacksHooksAndTheApisOwnOriginAreAnswered) {  // T08
  test::ScriptedHttp http;
  const WebApi api(http, "http://127.0.0.1:8080/api", Secret("t"));
  for (const char* const url :
       {"https://hooks.slack.com/actions/T1/2/x", "https://hooks.slack.com/commands/1234/5678",
        "https://hooks.slack.com/app/T1/2/a-b_c~d%20e", "http://127.0.0.1:8080/response/x",
        "http://127.0.0.1:8080/"}) {
    EXPECT_TRUE(api.allows_response_url(url)) << url;
  }
  const std::vector<std::string> urls = hostile_urls();
  EXPECT_GE(urls.size(), 200u);
  for (const std::string& url : urls) EXPECT_FALSE(api.allows_response_url(url)) << url;
}

TEST(SlackResponseUrlTest, AnApiBehindAProxyAddsItsOriginAndNoMore) {
  test::ScriptedHttp http;
  const WebApi api(http, "https://proxy.example/slack/api/", Secret("t"));
  EXPECT_TRUE(api.allows_response_url("https://proxy.example/x"));
  EXPECT_TRUE(api.allows_response_url("https://hooks.slack.com/x"));
  EXPECT_FALSE(api.allows_response_url("https://proxy.example.evil.net/x"));
  EXPECT_FALSE(api.allows_response_url("http://proxy.example/x"));
}

}  // namespace
}  // namespace baton::slack
