// Who is slow, silent or gone is dealt with in time, and told where there is somebody to tell.
// RELIABILITY T26, T27.

#include <chrono>
#include <future>
#include <random>

#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <gtest/gtest.h>

#include "tests/bot/http/peer.h"
#include "tests/bot/http/served.h"

namespace baton {
namespace {

using namespace std::chrono_literals;
using std::chrono::steady_clock;
using test::occurrences;
using test::Peer;
using test::Served;
using test::status_of;

const std::string get = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";

std::string head_of(std::size_t body_bytes) {
  return "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: " + std::to_string(body_bytes) + "\r\n\r\n";
}

/// How a server bore a peer that sends a byte whenever it has been silent for a moment.
struct Borne {
  std::chrono::milliseconds took{0};
  std::string answer;
};
Borne dribble(Peer& peer, std::string_view bytes) {
  const auto began = steady_clock::now();
  for (const char byte : bytes) {
    if (!peer.send(std::string_view(&byte, 1)) || peer.hears(5ms)) break;
  }
  Borne borne;
  borne.answer = peer.read_response();
  borne.took = std::chrono::floor<std::chrono::milliseconds>(steady_clock::now() - began);
  peer.finish();
  EXPECT_EQ(peer.read_all(), "");
  return borne;
}
void expect_told(const Borne& borne) {
  EXPECT_EQ(status_of(borne.answer), 408) << borne.answer;
  EXPECT_EQ(occurrences(borne.answer, "Connection: close\r\n"), 1) << borne.answer;
  EXPECT_GE(borne.took, 50ms);
  EXPECT_LT(borne.took, 5s);
}

TEST(DeadlinesTest, ASlowHeadIsToldSoHoweverItDribbles) {
  ListenerOptions options;
  options.head_limit = 60ms;
  Served served(options);
  Peer peer(served.port);
  expect_told(dribble(peer, "GET / HTTP/1.1\r\nX: " + std::string(10'000, 'x')));
  EXPECT_EQ(served.meter.told(), std::vector<std::string>{"rejected slow_head"});
  EXPECT_TRUE(served.requests().empty());
}

TEST(DeadlinesTest, ASlowBodyIsToldSoHoweverItDribbles) {
  ListenerOptions options;
  options.body_limit = 60ms;
  Served served(options);
  Peer peer(served.port);
  peer.send(head_of(100'000));
  expect_told(dribble(peer, std::string(10'000, 'x')));
  EXPECT_EQ(served.meter.told(), std::vector<std::string>{"rejected slow_body"});
  EXPECT_TRUE(served.requests().empty());
}

TEST(DeadlinesTest, ABodyThatStopsHalfWayIsToldSo) {
  ListenerOptions options;
  options.body_limit = 60ms;
  Served served(options);
  Peer peer(served.port);
  peer.send(head_of(10) + "hello");
  expect_told(dribble(peer, ""));
}

TEST(DeadlinesTest, WhoNeverSaidAWordIsLetGoWithoutOne) {
  ListenerOptions options;
  options.head_limit = 60ms;
  Served served(options);
  Peer peer(served.port);
  const Borne borne = dribble(peer, "");
  EXPECT_EQ(borne.answer, "");
  EXPECT_GE(borne.took, 50ms);
  EXPECT_LT(borne.took, 5s);
  EXPECT_TRUE(served.meter.told().empty());
}

TEST(DeadlinesTest, AnIdleConnectionIsClosedAndASlowSecondHeadToldSo) {
  ListenerOptions options;
  options.idle_limit = 40ms;
  Served served(options);
  Peer peer(served.port);
  peer.send(get);
  EXPECT_EQ(status_of(peer.read_response()), 200);
  EXPECT_EQ(peer.read_all(), "");

  options.idle_limit = 10s;
  options.head_limit = 40ms;
  Served strict(options);
  Peer second(strict.port);
  second.send(get);
  EXPECT_EQ(status_of(second.read_response()), 200);
  second.send("GET / HT");
  EXPECT_EQ(status_of(second.read_all()), 408);
}

TEST(DeadlinesTest, AfterASlowButWholeRequestTheNextHasItsFullTime) {
  ListenerOptions options;
  options.head_limit = options.body_limit = 2s;
  Served served(options);
  Peer peer(served.port);
  for (int turn = 0; turn < 3; ++turn) {
    peer.send(head_of(5).substr(0, 20));
    EXPECT_FALSE(peer.hears(30ms));
    peer.send(head_of(5).substr(20) + "he");
    EXPECT_FALSE(peer.hears(30ms));
    peer.send("llo");
    EXPECT_EQ(status_of(peer.read_response()), 200);
  }
  EXPECT_EQ(served.connections(), 1);
}

TEST(DeadlinesTest, APeerThatDoesNotReadIsCut) {
  ListenerOptions options;
  options.write_limit = 60ms;
  Served served(options, [](HttpRequest) {
    return []() -> boost::asio::awaitable<HttpResponse> {
      co_return HttpResponse::text(std::string(32 * 1024 * 1024, 'x'));
    }();
  });
  Peer peer(served.port);
  peer.send(get);
  ASSERT_TRUE(peer.hears(5s));
  const auto until = steady_clock::now() + 5s;
  while (served.connections() > 0 && steady_clock::now() < until) continue;
  EXPECT_EQ(served.connections(), 0);
  EXPECT_LT(peer.read_all().size(), 32u * 1024 * 1024);
}

TEST(DeadlinesTest, WhoAsksOnAndOnAndReadsNothingIsCutAndServedNoFurther) {
  ListenerOptions options;
  options.write_limit = 60ms;
  Served served(options, [](HttpRequest) {
    return []() -> boost::asio::awaitable<HttpResponse> {
      co_return HttpResponse::text(std::string(64 * 1024, 'x'));
    }();
  });
  Peer peer(served.port);
  std::string many;
  for (int i = 0; i < 2000; ++i) many += get;
  peer.send(many);
  ASSERT_TRUE(peer.hears(5s));
  const auto until = steady_clock::now() + 5s;
  while (served.connections() > 0 && steady_clock::now() < until) continue;
  EXPECT_EQ(served.connections(), 0);
  EXPECT_LT(served.requests().size(), 500u) << "what the sockets hold, and no more";
}

TEST(DeadlinesTest, AHandlerThatWaitsIsNotCutByTheDeadlinesOfTheWire) {
  ListenerOptions options;
  options.head_limit = options.body_limit = options.write_limit = options.idle_limit = 30ms;
  const auto slow = [](HttpRequest) {
    return []() -> boost::asio::awaitable<HttpResponse> {
      boost::asio::steady_timer timer(co_await boost::asio::this_coro::executor, 120ms);
      co_await timer.async_wait(boost::asio::use_awaitable);
      co_return HttpResponse::text("late");
    }();
  };
  Served served(options, slow);
  Peer peer(served.port);
  peer.send(get);
  EXPECT_TRUE(peer.read_response().ends_with("late"));
}

TEST(DeadlinesTest, WhoSendsNoMoreAfterAWholeRequestIsAnswered) {
  Served served;
  Peer peer(served.port);
  peer.send(head_of(5) + "hello");
  peer.finish();
  EXPECT_EQ(status_of(peer.read_all()), 200);
}

TEST(DeadlinesTest, WhoSendsNoMoreWithinARequestIsLetGoAtOnce) {
  const std::string unfinished[] = {"", "G", get.substr(0, get.size() - 1), head_of(5),
                                    head_of(5) + "hell"};
  for (const std::string& bytes : unfinished) {
    SCOPED_TRACE(bytes);
    Served served;
    Peer peer(served.port);
    peer.send(bytes);
    peer.finish();
    const auto began = steady_clock::now();
    EXPECT_EQ(peer.read_all(), "");
    EXPECT_LT(steady_clock::now() - began, 4s) << "long before the limits of 5 and 10 s";
    EXPECT_TRUE(served.requests().empty());
  }
}

TEST(DeadlinesTest, ABodyLongerThanItsLengthIsNoPartOfTheRequest) {
  Served served;
  Peer peer(served.port);
  peer.send(head_of(5) + "hello, and a lie");
  const std::string answers = peer.read_all();
  EXPECT_EQ(status_of(answers), 200);
  EXPECT_EQ(occurrences(answers, "HTTP/1.1 400"), 1) << answers;
  ASSERT_EQ(served.requests().size(), 1u);
  EXPECT_EQ(served.requests()[0].body, "hello");
}

TEST(DeadlinesTest, NoGarbageReachesTheHandlerOrHoldsAConnection) {
  ListenerOptions options;
  options.head_limit = 100ms;
  Served served(options);
  for (unsigned seed = 1; seed <= 300; ++seed) {
    std::minstd_rand random(seed);
    std::string bytes(1 + random() % 3000, '\0');
    for (char& byte : bytes) byte = static_cast<char>(random() >> 8);
    if (seed % 3 == 0) bytes.insert(0, "GET / HTTP/1.1\r\n");
    Peer peer(served.port);
    peer.send(bytes);
    peer.finish();
    const int status = status_of(peer.read_all());
    EXPECT_TRUE(status == 0 || status == 400 || status == 431 || status == 505)
        << "seed " << seed << ": " << status;
  }
  EXPECT_TRUE(served.requests().empty());
  const auto until = steady_clock::now() + 5s;
  while (served.connections() > 0 && steady_clock::now() < until) continue;
  EXPECT_EQ(served.connections(), 0);
}

TEST(DeadlinesTest, LargeBodiesShareWhatRoomThereIsAndSmallOnesAlwaysHaveIt) {
  ListenerOptions options;
  options.small_body_bytes = 1000;
  options.large_bodies_bytes_max = 100'000;
  Served served(options);
  const std::string large(60'000, 'x');
  Peer first(served.port);
  first.send(head_of(large.size()) + large.substr(1));  // a byte is missing yet
  Peer second(served.port);
  while (served.connections() < 2) continue;
  second.send(head_of(large.size()) + large);
  const std::string refused = second.read_response();
  EXPECT_EQ(status_of(refused), 503) << refused;
  EXPECT_EQ(occurrences(refused, "Retry-After: 1\r\n"), 1);
  EXPECT_EQ(served.meter.count("shed bodies"), 1);
  Peer small(served.port);
  small.send(head_of(1000) + std::string(1000, 'x'));
  EXPECT_EQ(status_of(small.read_response()), 200);
  first.send("x");
  EXPECT_EQ(status_of(first.read_response()), 200);
  Peer third(served.port);
  third.send(head_of(large.size()) + large);
  EXPECT_EQ(status_of(third.read_response()), 200) << "the first has made room";
}

}  // namespace
}  // namespace baton
