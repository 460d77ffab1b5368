#include "bot/wiring/scrape.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "bot/codec/digest.h"
#include "bot/codec/headers.h"

namespace baton {
namespace {

using std::chrono::steady_clock;

bool is_this_machine(std::string_view address) {
  return address == "::1" || address.starts_with("127.") || address.starts_with("::ffff:127.");
}

/// Whether a proxy says that it asks for somebody else.
bool is_forwarded(const HttpRequest& request) {
  constexpr std::array marks{"Forwarded",         "X-Forwarded-For", "X-Forwarded-Host",
                             "X-Forwarded-Proto", "X-Real-IP",       "Via"};
  return std::ranges::any_of(marks,
                             [&](const char* name) { return request.header(name).has_value(); });
}

}  // namespace

bool may_read_metrics(const HttpRequest& request, const Secret& token) {
  if (token.empty()) return is_this_machine(request.remote) && !is_forwarded(request);
  const std::string_view shown = codec::only_header(request, "Authorization").value_or("");
  return codec::equal_in_constant_time(shown, "Bearer " + token.reveal());
}

HttpResponse no_metrics() { return HttpResponse::text("There is nothing here.\n", 404); }

HttpResponse metrics_page(std::string text) {
  HttpResponse response;
  response.headers.push_back({"Content-Type", "text/plain; version=0.0.4; charset=utf-8"});
  response.body = std::move(text);
  return response;
}

void add_counts(Gauges& gauges, const Tally& tally, const Outbox::Depth& depth, TimePoint now) {
  for (const Delivery state : {Delivery::waiting, Delivery::inflight, Delivery::unknown}) {
    const auto found = depth.by_state.find(state);
    const std::size_t rows = found == depth.by_state.end() ? 0 : found->second;
    gauges.outbox_rows[std::string(name_of(state))] = rows;
  }
  gauges.outbox_rows[std::string(name_of(Delivery::dead))] = depth.dead;
  if (depth.oldest) {
    gauges.outbox_oldest = std::chrono::duration<double>(now - *depth.oldest).count();
  }
  for (const Phase phase : {Phase::idle, Phase::offered, Phase::waiting, Phase::blocked}) {
    const auto found = tally.open.find(phase);
    const std::size_t tasks = found == tally.open.end() ? 0 : found->second;
    gauges.open_tasks[std::string(word_of(phase))] = tasks;
  }
  gauges.overdue_tasks = tally.overdue;
  gauges.timers_due = tally.timers_due;
}

boost::asio::awaitable<void> LoopLag::run() {
  boost::asio::steady_timer timer(co_await boost::asio::this_coro::executor);
  for (;;) {
    timer.expires_after(every_);
    co_await timer.async_wait(boost::asio::use_awaitable);
    worst_ = std::max(worst_, steady_clock::now() - timer.expiry());
  }
}

std::chrono::duration<double> LoopLag::take_worst() {
  return std::exchange(worst_, steady_clock::duration(0));
}

}  // namespace baton
