#include "bot/async/run_on.h"

#include <stdexcept>
#include <thread>
#include <utility>

#include <gtest/gtest.h>

#include "tests/support/run.h"

namespace baton {
namespace {

namespace asio = boost::asio;

asio::awaitable<std::pair<std::thread::id, std::thread::id>> where(asio::thread_pool& pool) {
  const auto work = [] { return std::this_thread::get_id(); };
  const std::thread::id there = co_await run_on(pool, work);
  co_return std::pair(there, std::this_thread::get_id());
}

TEST(RunOnTest, WorksElsewhereAndComesBack) {
  asio::thread_pool pool(1);
  const auto here = std::this_thread::get_id();
  const auto [there, back] = test::run(where(pool));
  EXPECT_NE(there, here);
  EXPECT_EQ(back, here);
}

TEST(RunOnTest, ThrowsWhatTheWorkThrows) {
  asio::thread_pool pool(1);
  const auto work = []() -> int { throw std::runtime_error("locked"); };
  EXPECT_THROW(test::run(run_on(pool, work)), std::runtime_error);
}

asio::awaitable<int> many(asio::thread_pool& pool) {
  int sum = 0;
  for (int i = 0; i < 1000; ++i) {
    const auto work = [i] { return i; };
    const int value = co_await run_on(pool, work);
    sum += value;
  }
  co_return sum;
}

TEST(RunOnTest, ResultsComeBackOneByOne) {
  asio::thread_pool pool(2);
  EXPECT_EQ(test::run(many(pool)), 499'500);
}

}  // namespace
}  // namespace baton
