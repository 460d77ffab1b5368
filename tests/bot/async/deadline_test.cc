#include "bot/async/deadline.h"

#include <functional>
#include <stdexcept>
#include <utility>

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/post.hpp>

#include <gtest/gtest.h>

#include "tests/support/run.h"

namespace baton {
namespace {

using namespace std::chrono_literals;
namespace asio = boost::asio;

asio::awaitable<int> answer_after(std::chrono::milliseconds delay) {
  asio::steady_timer timer(co_await asio::this_coro::executor, delay);
  co_await timer.async_wait(asio::use_awaitable);
  co_return 42;
}

asio::awaitable<int> refuse() {
  throw std::runtime_error("refused");
  co_return 0;
}

asio::awaitable<void> wait_for(std::chrono::milliseconds delay, bool& is_running) {
  is_running = true;
  struct Ends {
    bool& is_running;
    ~Ends() { is_running = false; }
  } const ends{is_running};
  asio::steady_timer timer(co_await asio::this_coro::executor, delay);
  co_await timer.async_wait(asio::use_awaitable);
}

asio::awaitable<int> limited(std::chrono::milliseconds limit, asio::awaitable<void> operation) {
  co_await with_deadline(limit, std::move(operation));
  co_return 1;
}

void expect_timed_out(const std::function<void()>& act) {
  try {
    act();
    ADD_FAILURE() << "it did not time out";
  } catch (const boost::system::system_error& error) {
    EXPECT_EQ(error.code(), asio::error::timed_out);
  }
}

TEST(DeadlineTest, WhatIsInTimeYieldsItsResult) {
  EXPECT_EQ(test::run(with_deadline(10s, answer_after(1ms))), 42);
  bool is_running = false;
  EXPECT_EQ(test::run(limited(10s, wait_for(1ms, is_running))), 1);
}

TEST(DeadlineTest, WhatIsTooSlowTimesOutAndIsOverThen) {
  expect_timed_out([] { test::run(with_deadline(1ms, answer_after(1h))); });
  bool is_running = false;
  expect_timed_out([&] { test::run(limited(1ms, wait_for(1h, is_running))); });
  EXPECT_FALSE(is_running);
}

TEST(DeadlineTest, WhatIsTooSlowYieldsWhatWasGivenForThat) {
  EXPECT_EQ(test::run(with_deadline(1ms, answer_after(1h), 7)), 7);
  EXPECT_EQ(test::run(with_deadline(10s, answer_after(1ms), 7)), 42);
  EXPECT_EQ(test::run(with_deadline(10s, with_deadline(1ms, answer_after(1h)), 7)), 7);
  EXPECT_THROW(test::run(with_deadline(10s, refuse(), 7)), std::runtime_error);
}

TEST(DeadlineTest, AFailurePassesThroughAtOnce) {
  const auto began = std::chrono::steady_clock::now();
  EXPECT_THROW(test::run(with_deadline(1h, refuse())), std::runtime_error);
  EXPECT_LT(std::chrono::steady_clock::now() - began, 10s);
}

TEST(DeadlineTest, CancellingFromOutsideIsNoTimeout) {
  asio::io_context io(1);
  asio::cancellation_signal stop;
  boost::system::error_code code;
  const auto keep = [&](std::exception_ptr failure, int) {
    try {
      if (failure) std::rethrow_exception(failure);
    } catch (const boost::system::system_error& error) {
      code = error.code();
    }
  };
  asio::co_spawn(io, with_deadline(1h, answer_after(1h)),
                 asio::bind_cancellation_slot(stop.slot(), keep));
  asio::post(io, [&] { stop.emit(asio::cancellation_type::terminal); });
  io.run();
  EXPECT_EQ(code, asio::error::operation_aborted);
}

TEST(DeadlineTest, DeadlinesNest) {
  expect_timed_out([] { test::run(with_deadline(1ms, with_deadline(1h, answer_after(1h)))); });
  expect_timed_out([] { test::run(with_deadline(1h, with_deadline(1ms, answer_after(1h)))); });
  EXPECT_EQ(test::run(with_deadline(1h, with_deadline(1h, answer_after(1ms)))), 42);
}

}  // namespace
}  // namespace baton
