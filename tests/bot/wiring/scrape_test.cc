#include "bot/wiring/scrape.h"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>

#include <gtest/gtest.h>

#include "bot/http/router.h"
#include "tests/support/agency.h"
#include "tests/support/run.h"

namespace baton::test {
namespace {

using std::chrono::minutes;

const Secret token("metrics-4f9c2ab17d");

TEST(ScrapeTest, WhoMayReadTheNumbers) {  // T47
  const struct {
    const char* name;
    std::string remote;
    std::vector<Header> headers;
    bool without_token;
    bool with_token;
  } cases[] = {
      {"this machine", "127.0.0.1", {}, true, false},
      {"this machine by another of its addresses", "127.8.0.1", {}, true, false},
      {"this machine, IPv6", "::1", {}, true, false},
      {"this machine, IPv4 in IPv6", "::ffff:127.0.0.1", {}, true, false},
      {"another machine", "192.0.2.7", {}, false, false},
      {"another machine whose address only looks like it", "::ffff:192.127.0.1", {}, false, false},
      {"nobody knows who", "", {}, false, false},
      {"a proxy: X-Forwarded-For", "127.0.0.1", {{"X-Forwarded-For", "127.0.0.1"}}, false, false},
      {"a proxy, in lower case", "127.0.0.1", {{"x-forwarded-for", ""}}, false, false},
      {"a proxy: Forwarded", "127.0.0.1", {{"Forwarded", "for=192.0.2.7"}}, false, false},
      {"a proxy: X-Real-IP", "127.0.0.1", {{"X-Real-IP", "192.0.2.7"}}, false, false},
      {"a proxy: X-Forwarded-Host", "127.0.0.1", {{"X-Forwarded-Host", "b.example"}}, false, false},
      {"a proxy: X-Forwarded-Proto", "::1", {{"X-Forwarded-Proto", "https"}}, false, false},
      {"a proxy: Via", "127.0.0.1", {{"Via", "1.1 proxy"}}, false, false},
      {"the token", "127.0.0.1", {{"Authorization", "Bearer " + token.reveal()}}, true, true},
      {"the token from afar, by a proxy",
       "192.0.2.7",
       {{"authorization", "Bearer " + token.reveal()}, {"X-Forwarded-For", "198.51.100.1"}},
       false,
       true},
      {"another token",
       "192.0.2.7",
       {{"Authorization", "Bearer metrics-4f9c2ab17e"}},
       false,
       false},
      {"its beginning", "192.0.2.7", {{"Authorization", "Bearer metrics-4f9c"}}, false, false},
      {"more than it",
       "192.0.2.7",
       {{"Authorization", "Bearer " + token.reveal() + "0"}},
       false,
       false},
      {"the token alone", "192.0.2.7", {{"Authorization", token.reveal()}}, false, false},
      {"an empty one", "192.0.2.7", {{"Authorization", "Bearer "}}, false, false},
  };
  for (const auto& each : cases) {
    SCOPED_TRACE(each.name);
    HttpRequest request;
    request.remote = each.remote;
    request.headers = each.headers;
    EXPECT_EQ(may_read_metrics(request, Secret()), each.without_token);
    EXPECT_EQ(may_read_metrics(request, token), each.with_token);
  }
}

TEST(ScrapeTest, EverybodyElseSeesNoMoreThanWhereThereIsNothing) {
  HttpRequest elsewhere;
  elsewhere.method = "GET";
  elsewhere.path = "/nothing";
  Router router;
  const HttpResponse nothing = run(router.handle(std::move(elsewhere)));
  const HttpResponse refused = no_metrics();
  EXPECT_EQ(refused.status, nothing.status);
  EXPECT_EQ(refused.body, nothing.body);
  EXPECT_EQ(refused.headers, nothing.headers);
}

TEST(ScrapeTest, NamesEveryStateAlsoWhereThereIsNone) {
  Tally tally;
  tally.open[Phase::blocked] = 2;
  tally.overdue = 1;
  tally.timers_due = 4;
  Outbox::Depth depth;
  depth.by_state[Delivery::unknown] = 3;
  depth.dead = 5;
  depth.oldest = monday_nine - minutes(2);
  Gauges gauges;
  add_counts(gauges, tally, depth, monday_nine);
  using Counts = std::map<std::string, std::size_t>;
  EXPECT_EQ(gauges.outbox_rows,
            (Counts{{"waiting", 0}, {"inflight", 0}, {"unknown", 3}, {"dead", 5}}));
  EXPECT_EQ(gauges.open_tasks,
            (Counts{{"idle", 0}, {"offered", 0}, {"waiting", 0}, {"blocked", 2}}));
  EXPECT_EQ(gauges.outbox_oldest, 120);
  EXPECT_EQ(gauges.overdue_tasks, 1u);
  EXPECT_EQ(gauges.timers_due, 4u);
}

TEST(LoopLagTest, TheWorstDelayIsKeptUntilSomebodyLooks) {
  using std::chrono::milliseconds;
  using std::chrono::steady_clock;
  boost::asio::io_context io;
  LoopLag lag(milliseconds(1));
  boost::asio::co_spawn(io, lag.run(), boost::asio::detached);
  io.poll();  // it waits for its first turn
  lag.take_worst();
  const auto hold_up = [&io](milliseconds span) {
    const auto until = steady_clock::now() + span;
    while (steady_clock::now() < until) continue;  // the loop does something else
    io.poll();
  };
  hold_up(milliseconds(60));
  hold_up(milliseconds(20));
  const auto worst = lag.take_worst();
  EXPECT_GE(worst, milliseconds(55));
  EXPECT_LT(worst, std::chrono::seconds(10));
  hold_up(milliseconds(15));
  EXPECT_GE(lag.take_worst(), milliseconds(10)) << "counted anew since the last look";
}

}  // namespace
}  // namespace baton::test
