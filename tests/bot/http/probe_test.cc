// RELIABILITY.md T24, section 10: what the parser behind the gate would frame wrongly. On a real
// socket: the status, that the connection closes, and that no second request is ever seen.

#include <gtest/gtest.h>

#include "tests/bot/http/peer.h"
#include "tests/bot/http/served.h"

namespace baton {
namespace {

using test::Peer;
using test::Served;

const std::string host = "Host: baton.example.com\r\n";
const std::string post = "POST /slack/commands HTTP/1.1\r\n";
const std::string smuggled = "GET /smuggled HTTP/1.1\r\nHost: baton.example.com\r\n\r\n";

std::string trailers(int count, std::size_t bytes) {
  std::string text;
  for (int i = 0; i < count; ++i) {
    text += "X-" + std::to_string(i) + ": " + std::string(bytes, 'x') + "\r\n";
  }
  return text;
}

TEST(ProbeTest, EveryDoubtfulFrameIsRefusedAndTheConnectionClosed) {
  const std::string chunked = host + "Transfer-Encoding: chunked\r\n";
  const struct {
    const char* name;
    std::string bytes;
    int status;
  } cases[] = {
      {"TE gzip, then CL",
       post + host + "Transfer-Encoding: gzip\r\nContent-Length: 5\r\n\r\nhello", 501},
      {"CL, then TE gzip",
       post + host + "Content-Length: 5\r\nTransfer-Encoding: gzip\r\n\r\nhello", 501},
      {"TE gzip alone", post + host + "Transfer-Encoding: gzip\r\n\r\nhello", 501},
      {"TE chunked, then CL", post + chunked + "Content-Length: 5\r\n\r\n5\r\nhello\r\n0\r\n\r\n",
       501},
      {"TE chunked in HTTP/1.0", "POST / HTTP/1.0\r\n" + chunked + "\r\n5\r\nhello\r\n0\r\n\r\n",
       501},
      {"TE chunked alone", post + chunked + "\r\n5\r\nhello\r\n0\r\n\r\n", 501},
      {"TE in odd case", post + host + "tRANSFER-eNCODING: chunked\r\n\r\n0\r\n\r\n", 501},
      {"TE empty", post + host + "Transfer-Encoding:\r\n\r\n", 501},
      {"TE identity", post + host + "Transfer-Encoding: identity\r\n\r\n", 501},
      {"two equal CL", post + host + "Content-Length: 5\r\nContent-Length: 5\r\n\r\nhello", 400},
      {"two different CL", post + host + "Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello",
       400},
      {"CL as a list", post + host + "Content-Length: 5, 5\r\n\r\nhello", 400},
      {"CL with a sign", post + host + "Content-Length: +5\r\n\r\nhello", 400},
      {"CL negative", post + host + "Content-Length: -5\r\n\r\nhello", 400},
      {"CL in hex", post + host + "Content-Length: 0x5\r\n\r\nhello", 400},
      {"CL of 2^64", post + host + "Content-Length: 18446744073709551616\r\n\r\n", 400},
      {"CL empty", post + host + "Content-Length:\r\n\r\n", 400},
      {"no Host", "GET / HTTP/1.1\r\n\r\n", 400},
      {"two Host", "GET / HTTP/1.1\r\n" + host + host + "\r\n", 400},
      {"empty Host", "GET / HTTP/1.1\r\nHost:\r\n\r\n", 400},
      {"Host with a path", "GET / HTTP/1.1\r\nHost: a/b\r\n\r\n", 400},
      {"folded header", "GET / HTTP/1.1\r\n" + host + "X-A: 1\r\n 2\r\n\r\n", 400},
      {"fold before the first header", "GET / HTTP/1.1\r\n " + host + "\r\n", 400},
      {"bare LF", "GET / HTTP/1.1\nHost: baton.example.com\n\n", 400},
      {"bare LF in a header", "GET / HTTP/1.1\r\n" + host + "X-A: 1\nX-B: 2\r\n\r\n", 400},
      {"bare CR in a header", "GET / HTTP/1.1\r\n" + host + "X-A: 1\rX-B: 2\r\n\r\n", 400},
      {"space before the colon", "GET / HTTP/1.1\r\nHost : baton.example.com\r\n\r\n", 400},
      {"NUL in a value", "GET / HTTP/1.1\r\n" + host + std::string("X-A: 1\0002\r\n\r\n", 12), 400},
      {"header without a colon", "GET / HTTP/1.1\r\n" + host + "X-A\r\n\r\n", 400},
      {"header without a name", "GET / HTTP/1.1\r\n" + host + ": 1\r\n\r\n", 400},
      {"empty line first", "\r\nGET / HTTP/1.1\r\n" + host + "\r\n", 400},
      {"two spaces in the request line", "GET  / HTTP/1.1\r\n" + host + "\r\n", 400},
      {"absolute target", "GET http://a/ HTTP/1.1\r\n" + host + "\r\n", 400},
      {"CONNECT", "CONNECT a:443 HTTP/1.1\r\n" + host + "\r\n", 400},
      {"method in small letters", "get / HTTP/1.1\r\n" + host + "\r\n", 400},
      {"a TLS greeting", std::string("\x16\x03\x01\x02\x00\x01\x00", 7), 400},
      {"another version", "GET / HTTP/2.0\r\n" + host + "\r\n", 505},
      {"HTTP/1.0 with a body of no length", "POST / HTTP/1.0\r\n" + host + "\r\nhello", 411},
      {"1 MB of trailers in 20,000 fields",
       post + chunked + "\r\n5\r\nhello\r\n0\r\n" + trailers(20'000, 42) + "\r\n", 501},
      {"a chunk extension of 100 KB",
       post + chunked + "\r\n5;x=" + std::string(100 * 1024, 'x') + "\r\nhello\r\n0\r\n\r\n", 501},
      {"trailers that pose as headers",
       post + chunked +
           "\r\n5\r\nhello\r\n0\r\nX-Slack-Signature: v0=1\r\n"
           "X-Forwarded-For: 10.0.0.1\r\n\r\n",
       501},
      {"an unknown expectation", post + host + "Expect: a-pony\r\nContent-Length: 5\r\n\r\nhello",
       417},
      {"a compressed body",
       post + host + "Content-Encoding: gzip\r\nContent-Length: 5\r\n\r\nhello", 415},
      {"a head over 16 KiB",
       "GET / HTTP/1.1\r\n" + host + "X-A: " + std::string(16 * 1024, 'x') + "\r\n\r\n", 431},
      {"a head without end", "GET / HTTP/1.1\r\n" + host + "X-A: " + std::string(40'000, 'x'), 431},
      {"65 headers", "GET / HTTP/1.1\r\n" + host + trailers(64, 1) + "\r\n", 431},
      {"a body over the limit", post + host + "Content-Length: 2147483648\r\n\r\n", 413},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.name);
    Served served;
    Peer peer(served.port);
    peer.send(c.bytes + smuggled);
    const std::string answer = peer.read_all();
    EXPECT_EQ(test::status_of(answer), c.status) << answer;
    EXPECT_EQ(test::occurrences(answer, "HTTP/1.1 "), 1) << answer;
    EXPECT_EQ(test::occurrences(answer, "Connection: close\r\n"), 1) << answer;
    EXPECT_TRUE(served.requests().empty());
  }
}

TEST(ProbeTest, OrdinaryRequestsPass) {
  const std::string ok_hosts[] = {"baton.example.com", "127.0.0.1:8080", "[::1]:8080", "a_b"};
  for (const std::string& name : ok_hosts) {
    SCOPED_TRACE(name);
    Served served;
    Peer peer(served.port);
    peer.send("POST /a?b=c HTTP/1.1\r\nHost: " + name +
              "\r\nX-Long:\t two words \r\nContent-Length: 5\r\n\r\nhello" + smuggled);
    EXPECT_EQ(test::status_of(peer.read_response()), 200);
    EXPECT_EQ(test::status_of(peer.read_response()), 200);
    const std::vector<HttpRequest> requests = served.requests();
    ASSERT_EQ(requests.size(), 2u);
    EXPECT_EQ(requests[0].method, "POST");
    EXPECT_EQ(requests[0].path, "/a");
    EXPECT_EQ(requests[0].query, "b=c");
    EXPECT_EQ(requests[0].header("x-long"), "two words");
    EXPECT_EQ(requests[0].body, "hello");
    EXPECT_EQ(requests[0].remote, "127.0.0.1");
    EXPECT_EQ(requests[1].path, "/smuggled");  // here it is an honest second request
    EXPECT_EQ(requests[1].body, "");
  }
}

}  // namespace
}  // namespace baton
