#include "bot/app/sweeping.h"

#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>

#include "adapters/memory/memory_store.h"
#include "tests/fakes/fake_clock.h"
#include "tests/fakes/fake_store.h"
#include "tests/support/agency.h"
#include "tests/support/run.h"

namespace baton::test {
namespace {

/// A store with one delivery, and the sweeping over it from its start.
struct Sweeping {
  Sweeping() {
    Change change;
    change.delivery = DeliveryRow{"d1", "{}", clock.now()};
    run(store.append(std::move(change)));
  }
  void start() {
    boost::asio::co_spawn(io, sweep_deliveries(slow, clock, log),
                          [this](const std::exception_ptr&) { has_ended = true; });
    io.poll();
  }
  void pass(std::chrono::milliseconds span) {
    clock.advance(span);
    io.restart();
    io.poll();
  }
  bool knows_delivery() { return run(store.load({}, "d1")).reply.has_value(); }

  FakeClock clock{monday_nine};
  MemoryStore store{"Northlight"};
  SlowStore slow{store};
  std::vector<std::string> lines;
  Log log{LogLevel::debug, lines};
  bool has_ended = false;
  boost::asio::io_context io{1};
};

TEST(SweepingTest, KeepsADeliveryForAWeek) {
  Sweeping sweeping;
  sweeping.start();
  for (auto kept = sweep_every; kept <= deliveries_kept; kept += sweep_every) {
    sweeping.pass(sweep_every);
    ASSERT_TRUE(sweeping.knows_delivery()) << kept.count() << " h";
  }
  sweeping.pass(sweep_every);
  EXPECT_FALSE(sweeping.knows_delivery());
  EXPECT_TRUE(sweeping.lines.empty());
}

TEST(SweepingTest, GoesOnWhereTheStoreFailsOnce) {
  Sweeping sweeping;
  sweeping.clock.advance(deliveries_kept + sweep_every);
  sweeping.slow.sweeps_to_fail = 2;
  sweeping.start();
  sweeping.pass(sweep_every);
  EXPECT_TRUE(sweeping.knows_delivery());
  EXPECT_EQ(sweeping.lines.size(), 2u) << "each failure is logged";
  sweeping.pass(sweep_every);
  EXPECT_FALSE(sweeping.has_ended);
  EXPECT_FALSE(sweeping.knows_delivery());
}

}  // namespace
}  // namespace baton::test
