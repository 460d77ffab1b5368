#pragma once

#include <chrono>

#include <boost/asio/awaitable.hpp>

#include "bot/log/log.h"
#include "bot/ports/clock.h"
#include "bot/ports/store.h"

namespace baton {

/// How long a delivery is known again when it is repeated, and how often the older ones go.
inline constexpr std::chrono::hours deliveries_kept{24 * 7};  // RELIABILITY 2.2 asks for 72 h
inline constexpr std::chrono::hours sweep_every{6};

/// Forgets old deliveries until it is cancelled. Where the store fails it is tried again next time.
/// The arguments outlive it.
boost::asio::awaitable<void> sweep_deliveries(Store& store, const Clock& clock, Log& log);

}  // namespace baton
