#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "config/document.h"
#include "core/time/working_span.h"

/// Spans of time as they are typed.
namespace baton::config {

/// "2d", "4h", "1d 4h", "1h30m": days, hours and minutes in that order, each at most once, with at
/// most one space between them. More than nothing, at most 60 days, and of hours and minutes
/// together at most 400 h; nullopt: something else.
std::optional<WorkingSpan> working_span_of(std::string_view text);

/// A finding where `item` is there and no working span.
void expect_working_span(const Item& item, Findings& findings);

/// "5m": whole minutes from 1 to 60; nullopt: something else.
std::optional<std::chrono::minutes> minutes_of(std::string_view text);

/// `item` as minutes_of(); `otherwise`, with a finding, where it is there and says something else.
std::chrono::minutes read_minutes(const Item& item, std::chrono::minutes otherwise,
                                  Findings& findings);

}  // namespace baton::config
