#include <chrono>
#include <future>
#include <stdexcept>

#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/system/system_error.hpp>

#include <gtest/gtest.h>

#include "bot/ports/errc.h"
#include "tests/bot/http/peer.h"
#include "tests/bot/http/served.h"

namespace baton {
namespace {

using namespace std::chrono_literals;
using test::occurrences;
using test::Peer;
using test::Served;
using test::status_of;

const std::string get = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";

std::string post_of(const std::string& body, const std::string& headers = "") {
  return "POST / HTTP/1.1\r\nHost: a\r\n" + headers +
         "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
}

HttpHandler answering(HttpResponse response) {
  // Not a coroutine itself: it calls one with a copy.
  return [response](HttpRequest) {
    return
        [](HttpResponse copy) -> boost::asio::awaitable<HttpResponse> { co_return copy; }(response);
  };
}

TEST(SessionTest, EveryAnswerKeepsCachesAndOtherSitesOut) {  // T50
  for (const char* request : {"GET / HTTP/1.1\r\nHost: a\r\n\r\n", "nonsense\r\n\r\n"}) {
    SCOPED_TRACE(request);
    Served served;
    Peer peer(served.port);
    peer.send(request);
    const std::string answer = peer.read_response();
    EXPECT_EQ(occurrences(answer, "Cache-Control: no-store\r\n"), 1);
    EXPECT_EQ(occurrences(answer, "X-Content-Type-Options: nosniff\r\n"), 1);
    EXPECT_EQ(occurrences(answer, "Referrer-Policy: same-origin\r\n"), 1);
    EXPECT_EQ(occurrences(answer, "X-Frame-Options: DENY\r\n"), 1);
    EXPECT_EQ(occurrences(answer, "X-Request-Id: 0-1\r\n"), 1);
    EXPECT_EQ(occurrences(answer, "Date: "), 1);
  }
}

TEST(SessionTest, ARefusedRequestIsCountedByTheRuleThatItBreaks) {
  const struct {
    const char* request;
    const char* told;
  } cases[] = {
      {"nonsense\r\n\r\n", "rejected not_http"},
      {"GET / HTTP/1.1\r\n\r\n", "rejected host"},
      {"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 99999999\r\n\r\n", "rejected body_size"},
      {"POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n",
       "rejected transfer_encoding"},
  };
  for (const auto& each : cases) {
    SCOPED_TRACE(each.told);
    Served served;
    Peer peer(served.port);
    peer.send(each.request);
    peer.read_response();
    EXPECT_EQ(served.meter.told(), std::vector<std::string>{each.told});
  }
}

TEST(SessionTest, AHandlersOwnHeadersStandButForTheFrame) {
  HttpResponse response = HttpResponse::text("hi");
  response.headers.push_back(Header{"cache-control", "max-age=60"});
  response.headers.push_back(Header{"Set-Cookie", "a=1"});
  response.headers.push_back(Header{"Set-Cookie", "b=2"});
  response.headers.push_back(Header{"Content-Length", "999"});
  response.headers.push_back(Header{"Transfer-Encoding", "chunked"});
  response.headers.push_back(Header{"X-Request-Id", "mine"});
  Served served({}, answering(response));
  Peer peer(served.port);
  peer.send(get);
  const std::string answer = peer.read_response();
  EXPECT_EQ(occurrences(answer, "ache-"), 1);
  EXPECT_EQ(occurrences(answer, "max-age=60"), 1);
  EXPECT_EQ(occurrences(answer, "Set-Cookie: "), 2);
  EXPECT_EQ(occurrences(answer, "Content-Length: 2\r\n"), 1);
  EXPECT_EQ(occurrences(answer, "Transfer-Encoding"), 0);
  EXPECT_EQ(occurrences(answer, "mine"), 0);
  EXPECT_TRUE(answer.ends_with("\r\n\r\nhi"));
}

TEST(SessionTest, AHeaderThatWouldSplitTheAnswerIsNotSent) {
  HttpResponse response = HttpResponse::text("hi");
  response.headers.push_back(Header{"Location", "/a\r\nSet-Cookie: stolen=1"});
  Served served({}, answering(response));
  Peer peer(served.port);
  peer.send(get);
  const std::string answer = peer.read_response();
  EXPECT_EQ(status_of(answer), 500);
  EXPECT_EQ(occurrences(answer, "stolen"), 0);
}

TEST(SessionTest, AFailedWorldIs503AndABugIs500AndTheBodySaysNothing) {
  const struct {
    const char* name;
    std::function<void()> fail;
    int status;
  } cases[] = {
      {"system_error", [] { throw boost::system::system_error(AppErrc::store_failed, "inner-1"); },
       503},
      {"another exception", [] { throw std::runtime_error("inner-2"); }, 500},
      {"no exception", [] { throw 3; }, 500},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.name);
    Served served({}, [&c](HttpRequest) {
      c.fail();
      return boost::asio::awaitable<HttpResponse>();
    });
    Peer peer(served.port);
    peer.send(get);
    const std::string answer = peer.read_response();
    EXPECT_EQ(status_of(answer), c.status);
    EXPECT_EQ(occurrences(answer, "Retry-After: 1\r\n"), c.status == 503 ? 1 : 0);
    EXPECT_EQ(occurrences(answer, "inner"), 0);
    EXPECT_EQ(occurrences(answer, "X-Request-Id: 0-1\r\n"), 1);
    std::string logged;
    for (const std::string& line : served.lines()) logged += line + "\n";
    EXPECT_EQ(occurrences(logged, R"("event":"http.failed","request_id":"0-1")"), 1) << logged;
    peer.send(get);  // the connection is as good as before
    EXPECT_EQ(status_of(peer.read_response()), c.status);
  }
}

TEST(SessionTest, AConnectionServesManyRequestsAndPipelinedOnesInOrder) {
  const auto echo = [](HttpRequest request) {
    return [](std::string body) -> boost::asio::awaitable<HttpResponse> {
      co_return HttpResponse::text(std::move(body));
    }(std::move(request.body));
  };
  Served served({}, echo);
  Peer peer(served.port);
  peer.send(post_of("one"));
  EXPECT_TRUE(peer.read_response().ends_with("\r\n\r\none"));
  std::string many;
  for (int i = 0; i < 100; ++i) many += post_of("number " + std::to_string(i));
  peer.send(many);
  for (int i = 0; i < 100; ++i) {
    EXPECT_TRUE(peer.read_response().ends_with("\r\n\r\nnumber " + std::to_string(i)));
  }
  EXPECT_EQ(served.connections(), 1);
}

TEST(SessionTest, HeadGetsTheHeadersAlone) {
  Served served;
  Peer peer(served.port);
  peer.send("HEAD / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
  const std::string answer = peer.read_all();
  EXPECT_EQ(occurrences(answer, "Content-Length: 5\r\n"), 1);
  EXPECT_TRUE(answer.ends_with("\r\n\r\n"));
}

TEST(SessionTest, AnEmptyAnswerOf204HasNoLength) {
  Served served({}, answering(HttpResponse::empty(204)));
  Peer peer(served.port);
  peer.send("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
  const std::string answer = peer.read_all();
  EXPECT_EQ(status_of(answer), 204);
  EXPECT_EQ(occurrences(answer, "Content-Length"), 0);
}

TEST(SessionTest, ABodyIsAskedForBeforeItIsSent) {
  Served served;
  Peer peer(served.port);
  peer.send("POST / HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 5\r\n\r\n");
  EXPECT_EQ(status_of(peer.read_response()), 100);
  peer.send("hello");
  EXPECT_EQ(status_of(peer.read_response()), 200);
  EXPECT_EQ(served.requests().at(0).body, "hello");
}

TEST(SessionTest, ATooLargeBodyIsRefusedBeforeAByteOfItIsSent) {  // T27
  Served served;
  for (const char* expect : {"", "Expect: 100-continue\r\n"}) {
    Peer peer(served.port);
    peer.send(std::string("POST / HTTP/1.1\r\nHost: a\r\n") + expect +
              "Content-Length: 1048577\r\n\r\n");
    EXPECT_EQ(status_of(peer.read_response()), 413);
    peer.finish();
    EXPECT_EQ(peer.read_all(), "");
  }
  EXPECT_TRUE(served.requests().empty());
}

TEST(SessionTest, ABodyOfTheLimitItselfArrivesWhole) {
  Served served;
  Peer peer(served.port);
  const std::string body(1024 * 1024, 'x');
  peer.send(post_of(body));
  EXPECT_EQ(status_of(peer.read_response()), 200);
  EXPECT_EQ(served.requests().at(0).body, body);
}

}  // namespace
}  // namespace baton
