#include "bot/app/turns.h"

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>

namespace baton::test {
namespace {

struct Line {
  boost::asio::io_context io{1};
  Turns turns;
  std::vector<std::string> served;
  std::map<std::string, Turns::Turn> held;

  boost::asio::awaitable<void> come(std::string who, std::string key) {
    Turns::Turn mine = co_await turns.take(std::move(key));
    served.push_back(who);
    held.emplace(who, std::move(mine));
  }
  void comes(std::string who, std::string key) {
    boost::asio::co_spawn(io, come(std::move(who), std::move(key)),
                          [](std::exception_ptr failure) { EXPECT_FALSE(failure); });
    turn();
  }
  void goes(const std::string& who) {
    held.erase(who);
    turn();
  }
  void turn() {
    io.restart();
    io.poll();
  }
};

using Names = std::vector<std::string>;

TEST(TurnsTest, ServesOneAfterTheOtherInTheOrderTheyCame) {
  Line line;
  for (const char* who : {"Ana", "Dino", "Petra"}) line.comes(who, "ACME-1");
  EXPECT_EQ(line.served, Names{"Ana"});
  line.goes("Ana");
  EXPECT_EQ(line.served, (Names{"Ana", "Dino"}));
  line.comes("Alex", "ACME-1");
  line.goes("Dino");
  line.goes("Petra");
  line.goes("Alex");
  EXPECT_EQ(line.served, (Names{"Ana", "Dino", "Petra", "Alex"}));
  line.comes("Olga", "ACME-1");
  EXPECT_EQ(line.served.back(), "Olga");
}

TEST(TurnsTest, LetsOtherKeysPass) {
  Line line;
  line.comes("Ana", "ACME-1");
  line.comes("Dino", "ACME-2");
  EXPECT_EQ(line.served, (Names{"Ana", "Dino"}));
}

TEST(TurnsTest, PassesOverWhoWasCancelled) {
  Line line;
  line.comes("Ana", "ACME-1");
  boost::asio::cancellation_signal cancel;
  bool threw = false;
  auto ended = [&](std::exception_ptr failure) { threw = failure != nullptr; };
  boost::asio::co_spawn(line.io, line.come("Dino", "ACME-1"),
                        boost::asio::bind_cancellation_slot(cancel.slot(), ended));
  line.turn();
  line.comes("Petra", "ACME-1");
  cancel.emit(boost::asio::cancellation_type::terminal);
  line.turn();
  EXPECT_TRUE(threw);
  line.goes("Ana");
  EXPECT_EQ(line.served, (Names{"Ana", "Petra"}));
}

TEST(TurnsTest, TurnsOutliveTheQueueInFramesThatTheEventLoopDestroys) {
  auto io = std::make_unique<boost::asio::io_context>(1);
  auto turns = std::make_unique<Turns>();
  std::optional<Turns::Turn> first;
  const auto take = [](Turns& from, std::optional<Turns::Turn>& into) {
    return [](Turns& turns_, std::optional<Turns::Turn>& into_) -> boost::asio::awaitable<void> {
      into_.emplace(co_await turns_.take("ACME-1"));
    }(from, into);
  };
  std::optional<Turns::Turn> second;
  boost::asio::co_spawn(*io, take(*turns, first), [](std::exception_ptr) {});
  boost::asio::co_spawn(*io, take(*turns, second), [](std::exception_ptr) {});
  io->poll();
  ASSERT_TRUE(first);
  turns.reset();
  first.reset();  // calls the second, whose frame never runs again
  io.reset();
  EXPECT_FALSE(second);
}

/// Takes a turn and keeps it in its frame until `end` of the clock that never comes.
boost::asio::awaitable<void> stay(Turns& turns, int& served) {
  const Turns::Turn mine = co_await turns.take("ACME-1");
  ++served;
  boost::asio::steady_timer never(co_await boost::asio::this_coro::executor,
                                  boost::asio::steady_timer::time_point::max());
  co_await never.async_wait(boost::asio::use_awaitable);
}

TEST(TurnsTest, AnEventLoopThatEndsDestroysHolderAndWaitersInAnyOrder) {
  for (const bool queue_ends_first : {false, true}) {
    SCOPED_TRACE(queue_ends_first);
    auto turns = std::make_unique<Turns>();
    int served = 0;
    {
      boost::asio::io_context io{1};
      for (int i = 0; i < 3; ++i) {
        boost::asio::co_spawn(io, stay(*turns, served), [](std::exception_ptr) {});
      }
      io.poll();
      if (queue_ends_first) turns.reset();
    }
    EXPECT_EQ(served, 1) << "nobody is served by an end";
    if (!turns) continue;
    boost::asio::io_context next{1};
    boost::asio::co_spawn(next, stay(*turns, served), [](std::exception_ptr) {});
    next.poll();
    EXPECT_EQ(served, 2) << "and nobody is left in the line";
  }
}

}  // namespace
}  // namespace baton::test
