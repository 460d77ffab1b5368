#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "bot/ports/meter.h"
#include "bot/ports/store.h"

namespace baton {

struct SqliteOptions {
  std::filesystem::path path;  ///< made (0600) if absent; its folder is not
  std::string agency;  ///< whose store it is; written into a new one, compared in an old one
  TimePoint now;       ///< written into a new one
  std::string vfs;     ///< empty: the system's. Tests inject faults through one
  std::size_t queue_max = 8192;  ///< calls that wait for the writer; one more is refused
  Meter* meter = &no_meter();    ///< hears of commits, on the writer's thread; outlives the store
};

/// Store and outbox in one SQLite file. One thread with one connection writes, in groups: all that
/// waits is one transaction, and nobody is answered before it is on the disk. Reads run on a small
/// pool of read-only connections.
///
/// As Store and Outbox say, and: a call resumes on the executor it was awaited on, which is one
/// thread's or a strand. Cancelling a read ends it. Cancelling a write that has not begun withdraws
/// it; one that has begun may still be stored, so repeat it with the same delivery key. An event
/// loop may be destroyed while calls wait; the store is closed afterwards or before.
class SqliteStore final : public Store, public Outbox {
 public:
  /// Opens the file, and takes it for this process alone. Throws system_error:
  /// AppErrc::store_in_use (the text names the pid), AppErrc::store_unusable (another agency's, of
  /// a newer program, or no store), AppErrc::store_corrupt, AppErrc::store_failed.
  explicit SqliteStore(const SqliteOptions& options);
  ~SqliteStore() override;

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

  /// Why nothing can be stored any more until the program is started again: the disk failed, and
  /// what it holds is only known after reading it afresh. Empty while all is well. Any thread.
  [[nodiscard]] std::string health() const;

  /// How much was written since it was opened. Any thread.
  struct Counts {
    std::uint64_t commits = 0;  ///< transactions that reached the disk
    std::uint64_t writes = 0;   ///< calls that they carried
  };
  [[nodiscard]] Counts counts() const;

  /// How large it is on the disk, in bytes.
  struct Sizes {
    std::uint64_t file = 0;
    std::uint64_t log = 0;  ///< what is not moved into the file yet
  };
  [[nodiscard]] Sizes sizes() const;

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace baton
