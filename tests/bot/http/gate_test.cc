#include "bot/http/gate.h"

#include <cctype>
#include <random>
#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace baton::http {
namespace {

const std::string request =
    "POST /slack/commands?x=1 HTTP/1.1\r\nHost: baton.example.com\r\n"
    "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 11\r\n\r\n";

TEST(GateTest, ReadsWhatTheSessionNeeds) {
  const GateVerdict verdict = check_head(request + "hello world", {});
  ASSERT_TRUE(std::holds_alternative<Head>(verdict));
  const Head& head = std::get<Head>(verdict);
  EXPECT_EQ(head.bytes, request.size());
  EXPECT_EQ(head.body_bytes, 11u);
  EXPECT_TRUE(head.keeps_alive);
  EXPECT_FALSE(head.expects_continue);
}

TEST(GateTest, EveryBeginningOfAGoodHeadIsIncomplete) {
  for (std::size_t size = 0; size < request.size(); ++size) {
    EXPECT_TRUE(std::holds_alternative<Incomplete>(check_head(request.substr(0, size), {})))
        << size;
  }
}

TEST(GateTest, OnlyHttp11KeepsAliveAndOnlyUnlessAskedToClose) {
  const struct {
    const char* head;
    bool keeps_alive;
  } cases[] = {
      {"GET / HTTP/1.1\r\nHost: a\r\n\r\n", true},
      {"GET / HTTP/1.0\r\nHost: a\r\n\r\n", false},
      {"GET / HTTP/1.0\r\nHost: a\r\nConnection: keep-alive\r\n\r\n", false},
      {"GET / HTTP/1.1\r\nHost: a\r\nConnection: Close\r\n\r\n", false},
      {"GET / HTTP/1.1\r\nHost: a\r\nConnection: TE , close\r\n\r\n", false},
      {"GET / HTTP/1.1\r\nHost: a\r\nConnection: upgrade,\r\n\r\n", true},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.head);
    const GateVerdict verdict = check_head(c.head, {});
    ASSERT_TRUE(std::holds_alternative<Head>(verdict));
    EXPECT_EQ(std::get<Head>(verdict).keeps_alive, c.keeps_alive);
  }
}

TEST(GateTest, ALengthIsAcceptedUpToTheLimitItself) {
  GateLimits limits;
  limits.body_bytes_max = 100;
  const auto with = [](const std::string& length) {
    return "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: " + length + "\r\n\r\n";
  };
  EXPECT_TRUE(std::holds_alternative<Head>(check_head(with("100"), limits)));
  EXPECT_TRUE(std::holds_alternative<Head>(check_head(with("0000100"), limits)));
  const GateVerdict over = check_head(with("101"), limits);
  ASSERT_TRUE(std::holds_alternative<Refusal>(over));
  EXPECT_EQ(std::get<Refusal>(over).status, 413);
}

TEST(GateTest, AHeadIsAcceptedUpToTheLimitItself) {
  const std::string frame = "GET / HTTP/1.1\r\nHost: a\r\nX: ";
  const std::size_t room = GateLimits{}.head_bytes_max - frame.size() - 4;
  const auto with = [&](std::size_t size) { return frame + std::string(size, 'x') + "\r\n\r\n"; };
  EXPECT_TRUE(std::holds_alternative<Head>(check_head(with(room), {})));
  const GateVerdict over = check_head(with(room + 1), {});
  ASSERT_TRUE(std::holds_alternative<Refusal>(over));
  EXPECT_EQ(std::get<Refusal>(over).status, 431);
}

TEST(GateTest, HeadersThatWouldSplitAResponseAreNone) {
  EXPECT_TRUE(is_header("Set-Cookie", "a=b; Path=/"));
  EXPECT_FALSE(is_header("Set-Cookie", "a=b\r\nX: y"));
  EXPECT_FALSE(is_header("Set-Cookie", "a\nb"));
  EXPECT_FALSE(is_header("X Y", "a"));
  EXPECT_FALSE(is_header("", "a"));
}

/// What T24 demands of every head that passes, restated without the gate's own parser.
void expect_unambiguous(const std::string& bytes, const Head& head) {
  ASSERT_TRUE(head.bytes <= bytes.size());
  const std::string text = bytes.substr(0, head.bytes);
  ASSERT_TRUE(text.ends_with("\r\n\r\n"));
  ASSERT_TRUE(text.find("\r\n\r\n") == text.size() - 4);
  ASSERT_TRUE(text.find('\0') == std::string::npos);
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\n') {
      ASSERT_TRUE(text[i - 1] == '\r');
    }
    if (text[i] == '\r') {
      ASSERT_TRUE(text[i + 1] == '\n');
    }
    if (text[i] == '\n' && i + 1 < text.size()) {
      ASSERT_TRUE(text[i + 1] != ' ');
    }
  }
  std::string lower = text;
  for (char& c : lower) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  ASSERT_TRUE(lower.find("\r\ntransfer-encoding:") == std::string::npos);
  const std::size_t host = lower.find("\r\nhost:");
  ASSERT_TRUE(host != std::string::npos);
  ASSERT_TRUE(lower.find("\r\nhost:", host + 1) == std::string::npos);
  const std::size_t length = lower.find("\r\ncontent-length:");
  if (length != std::string::npos) {
    ASSERT_TRUE(lower.find("\r\ncontent-length:", length + 1) == std::string::npos);
  }
}

TEST(GateTest, NoMutationOfARequestPassesInADoubtfulFrame) {
  const std::vector<std::string> pieces = {"\r\n",
                                           "\n",
                                           "\r",
                                           " ",
                                           "\t",
                                           ":",
                                           std::string(1, '\0'),
                                           "Host: b\r\n",
                                           "Content-Length: 3\r\n",
                                           "Transfer-Encoding: chunked\r\n",
                                           "GET ",
                                           "/",
                                           "\x80",
                                           "HTTP/1.0",
                                           ","};
  std::size_t passed = 0;
  for (unsigned seed = 0; seed < 20'000; ++seed) {
    std::minstd_rand random(seed + 1);
    std::string bytes = request;
    const std::size_t changes = random() % 3;
    for (std::size_t i = 0; i <= changes; ++i) {
      const std::size_t at = random() % bytes.size();
      const std::string& piece = pieces[random() % pieces.size()];
      switch (random() % 3) {
        case 0: bytes.insert(at, piece); break;
        case 1: bytes.erase(at, 1 + random() % 8); break;
        default: bytes.replace(at, piece.size(), piece); break;
      }
    }
    const GateVerdict verdict = check_head(bytes, {});
    if (const Head* head = std::get_if<Head>(&verdict)) {
      ++passed;
      SCOPED_TRACE(bytes);
      expect_unambiguous(bytes, *head);
      if (HasFatalFailure()) return;
    }
  }
  EXPECT_GT(passed, 500u);  // or the property would say nothing
}

}  // namespace
}  // namespace baton::http
