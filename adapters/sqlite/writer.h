#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "adapters/sqlite/errand.h"
#include "adapters/sqlite/statement.h"
#include "bot/ports/meter.h"

namespace baton::sqlite {

/// The one thread that writes. Whatever waits when it looks is one group: one transaction, one
/// sync, and only then the waiters hear of it. An errand that throws undoes only itself: for that
/// the group is begun afresh, so an errand may be done twice, of which the latter counts.
class Writer {
 public:
  /// `meter` hears of every commit, on the writer's thread.
  Writer(Connection& connection, std::size_t queue_max, Meter& meter);
  /// Ends after the group in hand; what waits fails.
  ~Writer();
  Writer(const Writer&) = delete;
  Writer& operator=(const Writer&) = delete;

  ErrandQueue& queue() { return queue_; }
  /// Called by an errand: what the group deletes must be gone from the log as well before anybody
  /// hears of it; where somebody reads just then, after the next group that finds nobody reading.
  void scrub_after_commit() { scrub_asked_ = true; }

  [[nodiscard]] std::string health() const;
  [[nodiscard]] std::uint64_t commits() const { return commits_; }
  [[nodiscard]] std::uint64_t writes() const { return writes_; }

 private:
  using Group = std::vector<std::shared_ptr<Errand>>;

  void serve();
  void write(const Group& group);
  /// As nearly always: nothing fails. False: an errand did, and nothing was written.
  bool commit_together(const Group& group);
  /// Each errand in a savepoint of its own, which copies every page that it changes.
  void commit_apart(const Group& group);
  /// Where the failure of one is the end of all.
  void rethrow_if_grave(const Errand& errand) const;
  void begin();
  void commit(std::size_t errands);
  void tidy();
  void break_down(const std::string& why);

  Connection& connection_;
  ErrandQueue queue_;
  Meter& meter_;
  // The thread's own.
  std::chrono::steady_clock::time_point began_;
  bool scrub_asked_ = false;  // by the group in hand
  bool scrub_owed_ = false;   // by groups that were committed
  std::atomic<std::uint64_t> commits_ = 0;
  std::atomic<std::uint64_t> writes_ = 0;
  mutable std::mutex mutex_;
  std::string broken_;  // guarded by mutex_
  std::thread thread_;  // last: it uses all of the above
};

/// Threads with a read-only connection each. Every errand reads one moment of the store.
class Readers {
 public:
  Readers(std::vector<std::unique_ptr<Connection>> connections, std::size_t queue_max);
  ~Readers();
  Readers(const Readers&) = delete;
  Readers& operator=(const Readers&) = delete;

  ErrandQueue& queue() { return queue_; }

 private:
  void serve(Connection& connection);

  std::vector<std::unique_ptr<Connection>> connections_;
  ErrandQueue queue_;
  std::vector<std::thread> threads_;  // last: they use all of the above
};

}  // namespace baton::sqlite
