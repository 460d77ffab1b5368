#pragma once

#include <algorithm>
#include <chrono>
#include <set>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>

#include "adapters/memory/memory_store.h"
#include "bot/app/timekeeper.h"
#include "tests/fakes/counting_meter.h"
#include "tests/fakes/fake_clock.h"
#include "tests/fakes/fake_store.h"
#include "tests/support/agency.h"

/// A timekeeper with nothing but a store and a clock.
namespace baton::test {

using Strings = std::vector<std::string>;

inline std::string name_of(const TimerRow& timer) {
  return timer.task.value + " " + timer.kind + " " + std::to_string(timer.number);
}

/// What lives on when the service is started again.
struct Kept {
  FakeClock clock{monday_nine};
  MemoryStore store{"Northlight"};
  SlowStore slow{store};
};

/// A timekeeper over it, from its start. It lets go of a timer that it fires, unless told not to.
class Bench {
 public:
  explicit Bench(Kept& kept) : kept_(kept) { start(); }
  ~Bench() {
    keeper.stop();
    settle();
  }

  /// Stores the timers of a task, all due from now on by so much, as another part of the service.
  void put(const std::string& task, std::uint64_t epoch, std::vector<Timer> timers) {
    append(kept_.store, task, epoch, std::move(timers));
  }
  /// Runs all that can run without time passing.
  void settle() {
    io_.restart();
    io_.poll();
  }
  /// Lets time pass, waking whoever waits exactly when they asked to be woken.
  void pass(std::chrono::milliseconds span) {
    const TimePoint end = kept_.clock.now() + span;
    settle();
    while (kept_.clock.now() < end) {
      TimePoint next = end;
      if (const auto waiter = kept_.clock.next()) next = std::min(next, *waiter);
      const auto asked = kept_.clock.asked();
      const bool wakes = asked && *asked > kept_.clock.now() && *asked <= next;
      if (wakes) next = *asked;
      kept_.clock.set(next);
      if (wakes) keeper.wake();
      settle();
    }
  }
  [[nodiscard]] std::size_t count(const std::string& text) const {
    std::size_t found = 0;
    for (const std::string& line : lines_) found += line.find(text) != std::string::npos ? 1 : 0;
    return found;
  }

  Strings fired;                       ///< in their order
  std::vector<TimePoint> at;           ///< when
  std::set<std::string> failing;       ///< these throw
  std::set<std::string> left;          ///< these are left in the store as they are
  std::chrono::milliseconds takes{0};  ///< how long one takes
  bool ended = false;

 private:
  static void append(MemoryStore& store, const std::string& task, std::uint64_t epoch,
                     std::vector<Timer> timers) {
    Change change;
    change.timers = {{TaskKey{task}, epoch, std::move(timers)}};
    boost::asio::io_context io;
    boost::asio::co_spawn(io, store.append(std::move(change)),
                          [](std::exception_ptr error, const AppendResult&) {
                            if (error) std::rethrow_exception(error);
                          });
    io.run();
  }
  void start() {
    boost::asio::co_spawn(io_, keeper.run(), [this](std::exception_ptr error) {
      EXPECT_FALSE(error);
      ended = true;
    });
    settle();
  }
  boost::asio::awaitable<void> fire(TimerRow timer) {
    EXPECT_LE(timer.due, kept_.clock.now()) << name_of(timer) << " is early";
    EXPECT_FALSE(firing_) << "one at a time";
    firing_ = true;
    fired.push_back(name_of(timer));
    at.push_back(kept_.clock.now());
    if (takes.count() > 0) co_await kept_.clock.wait(takes);
    firing_ = false;
    if (failing.contains(name_of(timer))) throw std::runtime_error("it cannot be done");
    if (!left.contains(name_of(timer))) co_await let_go(std::move(timer));
  }
  /// The next epoch of its task, without it.
  boost::asio::awaitable<void> let_go(TimerRow timer) {
    TaskTimers rest{timer.task, timer.epoch + 1, {}};
    const std::vector<TimerRow> all = co_await kept_.store.timers_due(TimePoint::max(), 1000);
    for (const TimerRow& other : all) {
      if (other.task != timer.task || name_of(other) == name_of(timer)) continue;
      rest.timers.push_back({other.kind, other.number, other.due});
    }
    Change change;
    change.timers = {std::move(rest)};
    co_await kept_.store.append(std::move(change));
  }

  Kept& kept_;
  boost::asio::io_context io_{1};
  Strings lines_;
  Log log_{LogLevel::debug, lines_};
  bool firing_ = false;

 public:
  CountingMeter meter;
  Timekeeper keeper{
      io_.get_executor(), kept_.slow, kept_.clock, log_, meter, [this](TimerRow timer) {
        return fire(std::move(timer));
      }};
};

}  // namespace baton::test
