#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/system/system_error.hpp>

#include "bot/ports/errc.h"
#include "bot/ports/store.h"

namespace baton::test {

/// Another store, but every call takes a turn of the event loop, as calls to a disk do: commands
/// that run beside each other meet here. It can also claim that others were faster.
class SlowStore final : public Store {
 public:
  /// `store` outlives it.
  explicit SlowStore(Store& store) : store_(store) {}

  boost::asio::awaitable<Loaded> load(std::vector<Cursor> cursors, std::string delivery) override {
    ++loads;
    co_await turn();
    co_return co_await store_.load(std::move(cursors), std::move(delivery));
  }
  boost::asio::awaitable<AppendResult> append(Change change) override {
    ++appends;
    co_await turn();
    if (stale_next > 0 && !change.streams.empty()) {
      --stale_next;
      AppendResult stale;
      stale.outcome = Appended::stale;
      co_return stale;
    }
    co_return co_await store_.append(std::move(change));
  }
  boost::asio::awaitable<std::vector<TaskRow>> tasks(TaskQuery query) override {
    co_await turn();
    co_return co_await store_.tasks(std::move(query));
  }
  boost::asio::awaitable<std::vector<StreamId>> streams(std::string prefix) override {
    co_return co_await store_.streams(std::move(prefix));
  }
  boost::asio::awaitable<std::vector<PersonKey>> person_keys() override {
    co_return co_await store_.person_keys();
  }
  boost::asio::awaitable<std::vector<TimerRow>> timers_due(TimePoint now,
                                                           std::size_t max) override {
    ++timer_reads;
    if (timer_reads_to_fail > 0) {
      --timer_reads_to_fail;
      throw boost::system::system_error(make_error_code(AppErrc::store_failed));
    }
    co_await turn();
    co_return co_await store_.timers_due(now, max);
  }
  boost::asio::awaitable<std::optional<TimePoint>> next_timer_due(TimePoint after) override {
    co_await turn();
    co_return co_await store_.next_timer_due(after);
  }
  boost::asio::awaitable<Tally> tally(TimePoint now) override {
    co_return co_await store_.tally(now);
  }
  boost::asio::awaitable<void> forget_deliveries(TimePoint before) override {
    if (sweeps_to_fail > 0) {
      --sweeps_to_fail;
      throw boost::system::system_error(make_error_code(AppErrc::store_failed));
    }
    co_await store_.forget_deliveries(before);
  }

  int stale_next = 0;           ///< so many appends of events find that others were faster
  int timer_reads_to_fail = 0;  ///< so many of the next timers_due() throw
  int sweeps_to_fail = 0;       ///< so many of the next forget_deliveries() throw
  int loads = 0;
  int timer_reads = 0;
  int appends = 0;

 private:
  static boost::asio::awaitable<void> turn() {
    const auto executor = co_await boost::asio::this_coro::executor;
    co_await boost::asio::post(executor, boost::asio::use_awaitable);
  }

  Store& store_;
};

/// Another outbox, some of whose writes fail.
class FailingOutbox final : public Outbox {
 public:
  /// `outbox` outlives it.
  explicit FailingOutbox(Outbox& outbox) : outbox_(outbox) {}

  boost::asio::awaitable<std::vector<OutboxRow>> due(TimePoint now, std::size_t max) override {
    fail_one(fail_dues);
    co_return co_await outbox_.due(now, max);
  }
  boost::asio::awaitable<std::optional<TimePoint>> next_due() override {
    co_return co_await outbox_.next_due();
  }
  boost::asio::awaitable<bool> begin(std::vector<std::uint64_t> ids, Attempt attempt) override {
    fail_one(fail_begins);
    co_return co_await outbox_.begin(std::move(ids), std::move(attempt));
  }
  boost::asio::awaitable<void> settle(Settlement settlement) override {
    fail_one(fail_settles);
    co_await outbox_.settle(std::move(settlement));
  }
  boost::asio::awaitable<std::optional<SlotMessage>> message(std::string slot) override {
    co_return co_await outbox_.message(std::move(slot));
  }
  boost::asio::awaitable<std::optional<OutboxRow>> newest_of(std::string slot) override {
    co_return co_await outbox_.newest_of(std::move(slot));
  }
  boost::asio::awaitable<std::vector<OutboxRow>> of_lane(std::string lane, TimePoint now) override {
    co_return co_await outbox_.of_lane(std::move(lane), now);
  }
  boost::asio::awaitable<std::vector<OutboxRow>> of_task(TaskKey task) override {
    co_return co_await outbox_.of_task(std::move(task));
  }
  boost::asio::awaitable<std::optional<std::string>> slot_of(MessageRef message) override {
    co_return co_await outbox_.slot_of(std::move(message));
  }
  boost::asio::awaitable<int> recover() override { co_return co_await outbox_.recover(); }
  boost::asio::awaitable<Depth> depth(TimePoint now) override {
    co_return co_await outbox_.depth(now);
  }

  int fail_dues = 0;  ///< so many of the next calls throw
  int fail_begins = 0;
  int fail_settles = 0;

 private:
  static void fail_one(int& left) {
    if (left == 0) return;
    --left;
    throw boost::system::system_error(make_error_code(AppErrc::store_failed));
  }

  Outbox& outbox_;
};

}  // namespace baton::test
