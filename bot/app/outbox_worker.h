#pragma once

#include <map>
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
  /// Begins nothing more; run() returns when what is under way has ended.
  void stop();
  /// Rows being sent right now.
  [[nodiscard]] std::size_t under_way() const { return busy_.size(); }

 private:
  boost::asio::awaitable<void> deliver(OutboxRow row);
  boost::asio::awaitable<void> leave_unknown(OutboxRow row);
  boost::asio::awaitable<void> begin_due();
  [[nodiscard]] boost::asio::awaitable<std::chrono::milliseconds> until_next();
  Pace& pace_of(const std::string& lane);
  void note(const Delivered& delivered);

  static constexpr std::size_t under_way_max = 8;
  static constexpr std::size_t paces_max = 1000;
  static constexpr int settle_attempts_max = 60;
  static constexpr std::chrono::milliseconds look_again{30'000};
  static constexpr std::chrono::milliseconds after_trouble{1'000};

  boost::asio::any_io_executor executor_;
  Outbox& outbox_;
  OutboxDelivery& delivery_;
  const Clock& clock_;
  Log& log_;
  Signal signal_;
  std::set<std::string> busy_;         ///< lanes with a row under way
  std::map<std::string, Pace> paces_;  ///< by lane
  Pace everywhere_;                    ///< all calls together, and the platform's "wait"
  bool stopping_ = false;
};

}  // namespace baton
