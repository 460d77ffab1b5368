#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "bot/ports/store.h"

namespace baton {

/// Store and outbox in memory, for fast tests and simulations: it answers as SqliteStore does and
/// passes the same contract suite. Of one thread. No call suspends.
class MemoryStore final : public Store, public Outbox {
 public:
  explicit MemoryStore(const std::string& agency = "Northlight");

  boost::asio::awaitable<Loaded> load(std::vector<Cursor> cursors, std::string delivery) override;
  boost::asio::awaitable<AppendResult> append(Change change) override;
  boost::asio::awaitable<std::vector<TaskRow>> tasks(TaskQuery query) override;
  boost::asio::awaitable<std::vector<StreamId>> streams(std::string prefix) override;
  boost::asio::awaitable<std::vector<PersonKey>> person_keys() override;
  boost::asio::awaitable<std::vector<TimerRow>> timers_due(TimePoint now, std::size_t max) override;
  boost::asio::awaitable<std::optional<TimePoint>> next_timer_due(TimePoint after) override;
  boost::asio::awaitable<Tally> tally(TimePoint now) override;
  boost::asio::awaitable<void> forget_deliveries(TimePoint before) override;

  boost::asio::awaitable<std::vector<OutboxRow>> due(TimePoint now, std::size_t max) override;
  boost::asio::awaitable<std::optional<TimePoint>> next_due() override;
  boost::asio::awaitable<bool> begin(std::vector<std::uint64_t> ids, Attempt attempt) override;
  boost::asio::awaitable<void> settle(Settlement settlement) override;
  boost::asio::awaitable<std::optional<SlotMessage>> message(std::string slot) override;
  boost::asio::awaitable<std::optional<OutboxRow>> newest_of(std::string slot) override;
  boost::asio::awaitable<std::vector<OutboxRow>> of_lane(std::string lane, TimePoint now) override;
  boost::asio::awaitable<std::vector<OutboxRow>> of_task(TaskKey task) override;
  boost::asio::awaitable<std::optional<std::string>> slot_of(MessageRef message) override;
  boost::asio::awaitable<int> recover() override;
  boost::asio::awaitable<Depth> depth(TimePoint now) override;

  /// The next `count` appends throw AppErrc::store_failed and change nothing.
  void fail_next_appends(int count) { appends_to_fail_ = count; }
  /// The whole journal with its chain, in the order of seq.
  [[nodiscard]] const std::vector<LinkedEvent>& journal() const { return state_.journal; }
  /// Every row of the outbox, settled ones too, in the order of ids.
  [[nodiscard]] const std::map<std::uint64_t, OutboxRow>& outbox() const { return state_.outbox; }

 private:
  struct State {
    std::vector<LinkedEvent> journal;
    std::string head;
    std::map<StreamId, std::uint64_t> versions;
    std::map<TaskKey, TaskRow> tasks;
    std::map<std::uint64_t, OutboxRow> outbox;
    std::set<std::string> outbox_keys;
    std::uint64_t last_outbox_id = 0;
    std::map<std::string, SlotMessage> slots;
    using TimerKey = std::tuple<TaskKey, std::string, int>;
    std::map<TimerKey, TimerRow> timers;
    std::map<TaskKey, std::uint64_t> timer_epochs;
    std::map<std::string, DeliveryRow> deliveries;
    std::map<std::pair<std::string, StreamId>, TextKey> text_keys;  ///< by id and stream
    std::map<std::string, PersonKey> person_keys;                   ///< sealed empty: shredded
  };
  /// The events of `appends` with their places, or nullopt where one is stale.
  std::optional<std::vector<LinkedEvent>> linked(const std::vector<StreamAppend>& appends) const;
  void require_storable(const Change& change) const;
  void require_new_keys(const std::vector<OutboxRow>& notices) const;
  /// Yields how many notices were superseded.
  std::size_t apply(std::vector<LinkedEvent>& events, const Change& change);
  void put_task(TaskRow task);
  void put_timers(const TaskTimers& timers);
  std::size_t supersede(const std::vector<std::string>& slots);
  void add_notices(const std::vector<OutboxRow>& notices);
  std::vector<const OutboxRow*> lane_heads() const;
  /// The row of that id, while it is not settled; or nullptr.
  OutboxRow* unsettled(std::uint64_t id);

  State state_;
  int appends_to_fail_ = 0;
};

}  // namespace baton
