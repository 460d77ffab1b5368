#include "bot/http/listener.h"

#include <chrono>
#include <future>
#include <memory>
#include <string>
#include <vector>

#include <sys/resource.h>
#include <unistd.h>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/system/system_error.hpp>

#include <gtest/gtest.h>

#include "tests/bot/http/peer.h"
#include "tests/bot/http/served.h"

namespace baton {
namespace {

using namespace std::chrono_literals;
namespace asio = boost::asio;
using test::occurrences;
using test::Peer;
using test::Served;
using test::status_of;

const std::string get = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";

/// Answers when it is told to, and says when it has been asked.
class Held {
 public:
  HttpHandler handler() {
    return [this](HttpRequest) { return wait(); };
  }
  std::future<void> asked() { return asked_.get_future(); }
  /// On the listener's thread.
  void release() { release_->cancel(); }

 private:
  asio::awaitable<HttpResponse> wait() {
    asio::steady_timer timer(co_await asio::this_coro::executor, 1h);
    release_ = &timer;
    asked_.set_value();
    constexpr auto as_tuple = asio::as_tuple(asio::use_awaitable);
    const auto [cancelled] = co_await timer.async_wait(as_tuple);
    co_return HttpResponse::text(cancelled ? "released" : "an hour is over");
  }
  std::promise<void> asked_;
  asio::steady_timer* release_ = nullptr;  // in the frame of wait()
};

TEST(ListenerTest, AnAddressInUseIsNamed) {
  Served served;
  asio::io_context io;
  std::vector<std::string> lines;
  Log log(LogLevel::debug, lines);
  ListenerOptions options;
  options.port = served.port;
  Listener second(io, options, {}, log);
  try {
    second.start();
    FAIL() << "two listeners on one port";
  } catch (const boost::system::system_error& error) {
    const std::string what = error.what();
    EXPECT_NE(what.find("127.0.0.1:" + std::to_string(served.port)), std::string::npos) << what;
    EXPECT_EQ(error.code(), asio::error::address_in_use);
  }
}

TEST(ListenerTest, AnAddressThatIsNoneIsNamed) {
  asio::io_context io;
  std::vector<std::string> lines;
  Log log(LogLevel::debug, lines);
  ListenerOptions options;
  options.address = "not an address";
  Listener listener(io, options, {}, log);
  EXPECT_THROW(listener.start(), boost::system::system_error);
}

TEST(ListenerTest, StoppingLetsARunningRequestAnswerAndTakesNoOther) {  // F02
  Held held;
  Served served({}, held.handler());
  Peer running(served.port);
  running.send(get);
  held.asked().wait();
  const std::future<void> stopped = served.stop(10s);
  served.ask([] { return 0; });  // the port is closed now
  Peer late;
  EXPECT_FALSE(late.connect(served.port));
  EXPECT_EQ(stopped.wait_for(0s), std::future_status::timeout);
  served.ask([&held] { held.release(); });
  const std::string answer = running.read_all();
  EXPECT_EQ(status_of(answer), 200);
  EXPECT_TRUE(answer.ends_with("released"));
  EXPECT_EQ(occurrences(answer, "Connection: close\r\n"), 1);
  running.finish();
  EXPECT_EQ(stopped.wait_for(5s), std::future_status::ready);
}

TEST(ListenerTest, StoppingEndsIdleConnectionsAtOnce) {
  Served served;
  Peer used(served.port);
  used.send(get);
  EXPECT_EQ(status_of(used.read_response()), 200);
  Peer fresh(served.port);
  fresh.send("G");
  while (served.connections() < 2) continue;
  const auto began = std::chrono::steady_clock::now();
  const std::future<void> stopped = served.stop(10s);
  EXPECT_EQ(used.read_all(), "");
  fresh.send(get.substr(1));  // its request had begun: it is answered
  EXPECT_EQ(status_of(fresh.read_all()), 200);
  fresh.finish();
  EXPECT_EQ(stopped.wait_for(5s), std::future_status::ready);
  EXPECT_LT(std::chrono::steady_clock::now() - began, 4s);
}

TEST(ListenerTest, WhatOutlastsTheGraceIsCutWithItsHandler) {
  Held held;
  Served served({}, held.handler());
  Peer stuck(served.port);
  stuck.send(get);
  held.asked().wait();
  const std::future<void> stopped = served.stop(50ms);
  EXPECT_EQ(stuck.read_all(), "");
  EXPECT_EQ(stopped.wait_for(5s), std::future_status::ready);
  EXPECT_EQ(served.connections(), 0);
}

TEST(ListenerTest, WhoIsTurnedAwayReadsWhyAlsoWhereTheyHadAskedAlready) {
  ListenerOptions options;
  options.connections_per_source_max = 1;
  Served served(options);
  Peer first(served.port);
  for (int round = 0; round < 40; ++round) {  // 32 are seen off at a time, and each asks at once
    Peer late(served.port);
    late.send(get);
    EXPECT_EQ(status_of(late.read_all()), 503);
  }
}

TEST(ListenerTest, ASourceHasItsOwnLimit) {
  ListenerOptions options;
  options.connections_per_source_max = 2;
  Served served(options);
  Peer first(served.port, "127.0.0.2");
  auto second = std::make_unique<Peer>(served.port, "127.0.0.2");
  Peer third(served.port, "127.0.0.2");
  EXPECT_EQ(status_of(third.read_all()), 503);
  Peer other(served.port, "127.0.0.3");
  other.send(get);
  EXPECT_EQ(status_of(other.read_response()), 200);
  second.reset();  // makes room again
  while (served.connections() > 2) continue;
  Peer fourth(served.port, "127.0.0.2");
  fourth.send(get);
  EXPECT_EQ(status_of(fourth.read_response()), 200);
  EXPECT_EQ(occurrences(served.lines().at(0), "http.full"), 1);
}

TEST(ListenerTest, WhoOnlyHoldsConnectionsMakesRoomForTheNext) {
  ListenerOptions options;
  options.connections_max = 3;
  Served served(options);
  std::vector<std::unique_ptr<Peer>> holders;
  for (int i = 0; i < 3; ++i) {
    holders.push_back(std::make_unique<Peer>(served.port, "127.0.0." + std::to_string(2 + i)));
    while (served.connections() < i + 1) continue;
  }
  Peer honest(served.port);
  honest.send(get);
  EXPECT_EQ(status_of(honest.read_response()), 200);
  EXPECT_EQ(holders[0]->read_all(), "") << "who has held out longest";
  for (const int stays : {1, 2}) {
    holders[static_cast<std::size_t>(stays)]->send(get);
    EXPECT_EQ(status_of(holders[static_cast<std::size_t>(stays)]->read_response()), 200);
  }
  EXPECT_EQ(served.meter.count("shed connections"), 1);
  EXPECT_EQ(served.connections(), 3);
}

TEST(ListenerTest, WhereAllAreBeingAnsweredTheNextIsTurnedAway) {
  ListenerOptions options;
  options.connections_max = 1;
  Held held;
  Served served(options, held.handler());
  Peer running(served.port);
  running.send(get);
  held.asked().wait();
  for (int i = 0; i < 3; ++i) {
    Peer more(served.port);
    more.send(get);
    EXPECT_EQ(status_of(more.read_all()), 503);
  }
  EXPECT_EQ(served.meter.count("shed connections"), 3);
  served.ask([&held] { held.release(); });
  EXPECT_EQ(status_of(running.read_response()), 200);
}

/// For its life this process may open no descriptor more than it has.
class NoMoreDescriptors {
 public:
  NoMoreDescriptors() {
    getrlimit(RLIMIT_NOFILE, &before_);
    rlimit low = before_;
    const int next = ::dup(2);
    ::close(next);
    low.rlim_cur = static_cast<rlim_t>(next);
    setrlimit(RLIMIT_NOFILE, &low);
  }
  ~NoMoreDescriptors() { setrlimit(RLIMIT_NOFILE, &before_); }

 private:
  rlimit before_{};
};

TEST(ListenerTest, WithoutFreeDescriptorsItWaitsAndDoesNotSpin) {  // F41
#ifdef __SANITIZE_ADDRESS__
  GTEST_SKIP() << "UndefinedBehaviorSanitizer opens a pipe to look at an object's type";
#endif
  ListenerOptions options;
  options.accept_pause = 20ms;
  Served served(options);
  Peer waiting;
  {
    const NoMoreDescriptors scarce;
    ASSERT_TRUE(waiting.connect(served.port));
    waiting.send(get);
    const int before = served.steps;
    EXPECT_FALSE(waiting.hears(200ms));
    EXPECT_LT(served.steps - before, 100);
  }
  EXPECT_EQ(status_of(waiting.read_response()), 200);
  EXPECT_EQ(occurrences(served.lines().at(0), "http.accept_failed"), 1);
}

TEST(ListenerTest, ManyConnectionsAtOnceAreServed) {
  Served served;
  std::vector<std::unique_ptr<Peer>> peers;
  for (int i = 0; i < 150; ++i) peers.push_back(std::make_unique<Peer>(served.port));
  for (const auto& peer : peers) peer->send(get);
  for (const auto& peer : peers) EXPECT_EQ(status_of(peer->read_response()), 200);
  EXPECT_EQ(served.requests().size(), 150u);
}

TEST(ListenerTest, MayGoBeforeItsLoopDoes) {
  asio::io_context io;
  std::vector<std::string> lines;
  Log log(LogLevel::debug, lines);
  Peer peer;
  {
    Listener listener(io, {}, {}, log);
    listener.start();
    ASSERT_TRUE(peer.connect(listener.port()));
    peer.send("GET / HT");
    while (listener.connections() == 0) io.run_one();
  }
  io.run();
  EXPECT_EQ(peer.read_all(), "");
}

}  // namespace
}  // namespace baton
