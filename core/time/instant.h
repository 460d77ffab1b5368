#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/time/zone.h"

/// Instants as values keep them: ISO 8601 with the offset from UTC, so that they mean the same to
/// every reader.
namespace baton {

/// "2027-03-31T15:00+02:00": `at` as the clocks of `zone` show it, to the minute.
std::string instant_text(TimePoint at, const Zone& zone);
/// The date alone: "2027-03-31".
std::string date_text(TimePoint at, const Zone& zone);

/// The instant that instant_text() wrote, or that ends in "Z"; nullopt: it is none.
std::optional<TimePoint> instant_read(std::string_view text);

}  // namespace baton
