#pragma once

#include <chrono>

#include <boost/asio/awaitable.hpp>

#include "bot/metrics/metrics.h"
#include "bot/ports/http.h"
#include "bot/ports/store.h"
#include "core/model/secret.h"

/// What GET /metrics needs beside the meter.
namespace baton {

/// Whether the numbers are for who asks: who shows `token` (Authorization: Bearer), or, where there
/// is none, who asks from this machine, and not through a proxy.
[[nodiscard]] bool may_read_metrics(const HttpRequest& request, const Secret& token);
/// The answer to everybody else: the same as where there is nothing.
HttpResponse no_metrics();
HttpResponse metrics_page(std::string text);

/// Adds what the store counts at `now` to `gauges`.
void add_counts(Gauges& gauges, const Tally& tally, const Outbox::Depth& depth, TimePoint now);

/// Finds out how late the event loop comes to its turns.
class LoopLag {
 public:
  explicit LoopLag(std::chrono::milliseconds every = std::chrono::seconds(1)) : every_(every) {}
  /// Looks every so often, for ever.
  boost::asio::awaitable<void> run();
  /// The worst since this was called last.
  std::chrono::duration<double> take_worst();

 private:
  std::chrono::milliseconds every_;
  std::chrono::steady_clock::duration worst_{0};
};

}  // namespace baton
