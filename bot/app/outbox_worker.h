#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>

#include "bot/app/outbox_delivery.h"
#include "bot/async/signal.h"
#include "core/delivery/pacing.h"

namespace baton {

/// Sends what is in the outbox: the lanes beside each other, each lane in its order, paced as the
/// platforms ask. What fails is settled by the delivery; the worker itself never gives up.
class OutboxWorker {
 public:
  /// References outlive the worker.
  OutboxWorker(boost::asio::any_io_executor executor, Outbox& outbox, OutboxDelivery& delivery,
               const Clock& clock, Log& log);

  /// Runs until stop(). Once.
  boost::asio::awaitable<void> run();
  /// There may be something new to send.
  void wake() { signal_.notify(); }
  /// Sends nothing in `workspace`, nor elsewhere what belongs there, until it is released: its
  /// channels and people are not known yet.
  void hold(const WorkspaceId& workspace) { held_.insert(workspace); }
  void release(const WorkspaceId& workspace);
  /// Begins nothing more; run() returns when what is under way has ended.
  void stop();
  /// Rows being sent right now.
  [[nodiscard]] std::size_t under_way() const { return busy_.size(); }

 private:
  boost::asio::awaitable<void> deliver(OutboxRow row);
  boost::asio::awaitable<void> leave(OutboxRow row, std::string reason);
  /// Begins what may be sent now. Yields how long nothing more can be begun, unless it is woken.
  [[nodiscard]] boost::asio::awaitable<std::chrono::milliseconds> begin_due();
  [[nodiscard]] bool is_held(const OutboxRow& row) const;
  /// Begins the row, unless its lane or its workspace is being paced: then when it may.
  std::optional<TimePoint> begin(const OutboxRow& row, TimePoint now);
  Pace& lane_pace_of(const std::string& lane);
  Pace& workspace_pace_of(const WorkspaceId& workspace);

  static constexpr std::size_t under_way_max = 8;
  static constexpr std::size_t paces_max = 1000;
  static constexpr std::size_t lanes_max = 512;  ///< that are looked at together
  static constexpr std::chrono::milliseconds look_again{30'000};
  static constexpr std::chrono::milliseconds look_soon{250};  ///< while something due waits
  static constexpr std::chrono::milliseconds after_trouble{1'000};
  static constexpr std::chrono::milliseconds set_back_min{5'000};  ///< less is waited out

  boost::asio::any_io_executor executor_;
  Outbox& outbox_;
  OutboxDelivery& delivery_;
  const Clock& clock_;
  Log& log_;
  Signal signal_;
  std::set<std::string> busy_;  ///< lanes with a row under way
  std::set<WorkspaceId> held_;
  std::map<std::string, Pace> lanes_;
  std::map<WorkspaceId, Pace> workspaces_;  ///< all calls together, and the platform's "wait"
  TimePoint looked_at_;                     ///< by the clock, when the outbox was last looked at
  bool stopping_ = false;
};

}  // namespace baton
