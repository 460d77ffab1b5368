// T55: who the other end is, is checked, and nothing is sent before it is known.

#include <atomic>
#include <string>
#include <variant>

#include <boost/system/system_error.hpp>

#include <gtest/gtest.h>

#include "bot/http/client.h"
#include "tests/bot/http/evil_server.h"
#include "tests/bot/http/tls_files.h"
#include "tests/support/run.h"

namespace baton {
namespace {

using test::Authority;
using test::EvilServer;
using test::Visit;

const std::string ok = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi";

class ClientTlsTest : public testing::Test {
 protected:
  /// What comes of a request to `host` where a server has `files`; `reached` counts the requests
  /// that it could read.
  HttpResult ask(const std::string& host, const Authority::Files& files, int tls_max = 0) {
    EvilServer server(
        [this](Visit& visit) {
          if (!visit.read_request().empty()) ++reached;
          visit.send(ok);
        },
        files.certificate, files.key, tls_max);
    ClientOptions options;
    options.ca_file = authority.file();
    WebClient client(options);
    OutboundRequest request;
    request.url = "https://" + host + ":" + std::to_string(server.port) + "/";
    request.body = "secret";
    return test::run(client.send(request));
  }

  Authority authority;
  std::atomic<int> reached = 0;
};

TEST_F(ClientTlsTest, TheRightNameOfATrustedAuthorityIsSpokenTo) {
  const Authority::Files files = authority.issue("DNS:localhost,IP:127.0.0.1");
  for (const char* host : {"localhost", "127.0.0.1"}) {
    SCOPED_TRACE(host);
    for (const int version : {TLS1_2_VERSION, TLS1_3_VERSION}) {
      const HttpResult result = ask(host, files, version);
      ASSERT_TRUE(std::holds_alternative<HttpResponse>(result))
          << std::get<HttpFailure>(result).reason;
      EXPECT_EQ(std::get<HttpResponse>(result).body, "hi");
    }
  }
  EXPECT_EQ(reached, 4);
}

TEST_F(ClientTlsTest, WhoeverElseAnswersGetsNothing) {
  Authority stranger;
  const struct {
    const char* name;
    const char* host;
    Authority::Files files;
    int tls_max;
    const char* reason;
  } cases[] = {
      {"self-signed", "localhost", authority.self_signed("DNS:localhost"), 0, "self-signed"},
      {"an authority of the same name", "localhost", stranger.issue("DNS:localhost"), 0,
       "signature failure"},
      {"another host", "localhost", authority.issue("DNS:slack.com"), 0, "hostname mismatch"},
      {"another address", "127.0.0.1", authority.issue("DNS:localhost,IP:127.0.0.2"), 0,
       "IP address mismatch"},
      {"a name for an address", "127.0.0.1", authority.issue("DNS:127.0.0.1"), 0,
       "IP address mismatch"},
      {"part of a wildcard", "localhost", authority.issue("DNS:local*"), 0, "hostname mismatch"},
      {"expired", "localhost", authority.issue("DNS:localhost", -9, -2), 0, "expired"},
      {"not valid yet", "localhost", authority.issue("DNS:localhost", 2, 9), 0, "not yet valid"},
      {"TLS 1.1", "localhost", authority.issue("DNS:localhost"), TLS1_1_VERSION, ""},
      {"TLS 1.0", "localhost", authority.issue("DNS:localhost"), TLS1_VERSION, ""},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.name);
    const HttpResult result = ask(c.host, c.files, c.tls_max);
    ASSERT_TRUE(std::holds_alternative<HttpFailure>(result));
    const HttpFailure& failure = std::get<HttpFailure>(result);
    EXPECT_EQ(failure.reach, HttpFailure::Reach::not_sent);
    EXPECT_TRUE(failure.reason.starts_with("tls: ")) << failure.reason;
    EXPECT_NE(failure.reason.find(c.reason), std::string::npos) << failure.reason;
  }
  EXPECT_EQ(reached, 0);
}

TEST_F(ClientTlsTest, AServerThatSpeaksNoTlsGetsNothing) {
  EvilServer server([](Visit& visit) { visit.send(ok); });
  WebClient client;
  OutboundRequest request;
  request.url = "https://localhost:" + std::to_string(server.port) + "/";
  const HttpResult result = test::run(client.send(request));
  ASSERT_TRUE(std::holds_alternative<HttpFailure>(result));
  EXPECT_EQ(std::get<HttpFailure>(result).reach, HttpFailure::Reach::not_sent);
}

TEST_F(ClientTlsTest, AGreetingThatNeverEndsIsCut) {
  EvilServer server([](Visit& visit) { visit.wait_for_end(); });
  ClientOptions options;
  options.tls_limit = std::chrono::milliseconds(60);
  WebClient client(options);
  OutboundRequest request;
  request.url = "https://localhost:" + std::to_string(server.port) + "/";
  const HttpResult result = test::run(client.send(request));
  ASSERT_TRUE(std::holds_alternative<HttpFailure>(result));
  EXPECT_EQ(std::get<HttpFailure>(result).reach, HttpFailure::Reach::not_sent);
  EXPECT_EQ(std::get<HttpFailure>(result).reason, "tls: took too long");
}

TEST_F(ClientTlsTest, ABodyThatEndsWithTheConnectionMustBeEndedByTls) {
  const Authority::Files files = authority.issue("DNS:localhost");
  EvilServer server(
      [](Visit& visit) {
        visit.read_request();
        visit.send("HTTP/1.0 200 OK\r\n\r\nhalf of i");  // then TCP ends, as an attacker can do
      },
      files.certificate, files.key);
  ClientOptions options;
  options.ca_file = authority.file();
  WebClient client(options);
  OutboundRequest request;
  request.url = "https://localhost:" + std::to_string(server.port) + "/";
  const HttpResult result = test::run(client.send(request));
  ASSERT_TRUE(std::holds_alternative<HttpFailure>(result));
  EXPECT_EQ(std::get<HttpFailure>(result).reach, HttpFailure::Reach::maybe_sent);
}

TEST_F(ClientTlsTest, AFileOfAuthoritiesThatCannotBeReadIsNamed) {
  ClientOptions options;
  options.ca_file = "/nowhere/ca.pem";
  try {
    WebClient client(options);
    FAIL();
  } catch (const boost::system::system_error& error) {
    EXPECT_NE(std::string(error.what()).find("/nowhere/ca.pem"), std::string::npos);
  }
}

}  // namespace
}  // namespace baton
