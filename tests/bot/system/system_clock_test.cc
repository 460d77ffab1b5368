#include "bot/system/system_clock.h"

#include <cstdlib>
#include <set>
#include <stdexcept>
#include <thread>

#include <gtest/gtest.h>
#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>

namespace baton::test {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

TEST(SystemClockTest, TellsTheMachinesTime) {
  const SystemClock clock;
  const auto before = std::chrono::floor<milliseconds>(std::chrono::system_clock::now());
  const TimePoint now = clock.now();
  const auto after = std::chrono::ceil<milliseconds>(std::chrono::system_clock::now());
  EXPECT_LE(before, now);
  EXPECT_GE(after, now);
  EXPECT_EQ(clock.real(milliseconds(1500)), milliseconds(1500));
}

TEST(SystemClockTest, RunsAsManyTimesAsFastAsItIsTold) {
  const SystemClock clock(TimeRate{.rate = 1000});
  EXPECT_EQ(clock.real(milliseconds(60'000)), milliseconds(60));
  const auto real_start = steady_clock::now();
  const TimePoint start = clock.now();
  boost::asio::io_context io(1);
  boost::asio::co_spawn(io, clock.wait(milliseconds(20'000)),
                        [](std::exception_ptr failure) { EXPECT_FALSE(failure); });
  io.run();
  const auto passed = clock.now() - start;
  const auto real_passed = steady_clock::now() - real_start;
  EXPECT_GE(passed, milliseconds(20'000));
  EXPECT_GE(real_passed, milliseconds(20));
  EXPECT_LE(passed, real_passed * 1000 + milliseconds(1000));
}

TEST(SystemClockTest, AWaitCanBeCancelled) {
  const SystemClock clock;
  boost::asio::io_context io(1);
  boost::asio::cancellation_signal cancel;
  bool threw = false;
  auto ended = [&](std::exception_ptr failure) { threw = failure != nullptr; };
  boost::asio::co_spawn(io, clock.wait(std::chrono::hours(1)),
                        boost::asio::bind_cancellation_slot(cancel.slot(), ended));
  io.poll();
  cancel.emit(boost::asio::cancellation_type::terminal);
  io.run();
  EXPECT_TRUE(threw);
}

TEST(SystemClockTest, TakesItsRateFromTheEnvironment) {
  const struct {
    const char* text;
    double rate;  ///< 0: refused
  } cases[] = {{"", 1},    {"1", 1},   {"60", 60},   {"2.5", 2.5},  {"10000", 10000},
               {"0", 0},   {"0.5", 0}, {"10001", 0}, {"-1", 0},     {"fast", 0},
               {"60x", 0}, {"nan", 0}, {"inf", 0},   {"1e4", 10000}};
  for (const auto& each : cases) {
    SCOPED_TRACE(each.text);
    ::setenv("BATON_TEST_TIME_RATE", each.text, 1);
    if (each.rate == 0) {
      EXPECT_THROW(time_rate_of_environment(), std::invalid_argument);
    } else {
      EXPECT_EQ(time_rate_of_environment(), TimeRate{.rate = each.rate});
    }
  }
  ::unsetenv("BATON_TEST_TIME_RATE");
  EXPECT_EQ(time_rate_of_environment(), TimeRate{});
}

TEST(SystemClockTest, TakesFromTheEnvironmentSinceWhenItRunsFaster) {
  ::setenv("BATON_TEST_TIME_RATE", "60@1764230400000", 1);
  const TimeRate expected{.rate = 60, .from = TimePoint(milliseconds(1764230400000))};
  EXPECT_EQ(time_rate_of_environment(), expected);
  for (const char* const wrong : {"60@", "60@noon", "60@17x", "@17", "0@17"}) {
    SCOPED_TRACE(wrong);
    ::setenv("BATON_TEST_TIME_RATE", wrong, 1);
    EXPECT_THROW(time_rate_of_environment(), std::invalid_argument);
  }
  ::unsetenv("BATON_TEST_TIME_RATE");
}

TEST(SystemClockTest, TwoThatStartApartAgreeWhereTheyShareSinceWhen) {
  const TimeRate shared{.rate = 10, .from = SystemClock().now()};
  const SystemClock first(shared);
  std::this_thread::sleep_for(milliseconds(20));
  const SystemClock second(shared);
  const TimePoint before = first.now();
  const TimePoint between = second.now();
  const TimePoint after = first.now();
  // Each read the machine's two clocks in turn: they agree but for what passed between the
  // readings.
  constexpr auto apart = std::chrono::seconds(10);  // one real second
  EXPECT_GE(between, before - apart);
  EXPECT_LE(between, after + apart);
  EXPECT_GE(before, *shared.from + milliseconds(200));
}

TEST(SystemRandomTest, GivesAnotherIdEachTime) {
  SystemRandom random;
  std::set<std::string> seen;
  for (int i = 0; i < 1000; ++i) {
    const std::string id = random_id(random);
    EXPECT_EQ(id.size(), 32u);
    EXPECT_EQ(id.find_first_not_of("0123456789abcdef"), std::string::npos) << id;
    EXPECT_TRUE(seen.insert(id).second);
  }
}

}  // namespace
}  // namespace baton::test
