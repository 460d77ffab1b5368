#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "bot/talk/lookup.h"
#include "bot/talk/when.h"

/// Dates as the person who speaks means them.
namespace baton {

/// "Such as Thu 15:00, ...": how a time may be typed, as a sentence.
inline constexpr std::string_view when_forms =
    "Such as Thu 15:00, tomorrow EOD, 3 Dec 9:00, 2026-12-03 or in 2 hours.";

std::optional<When> when_meant(std::string_view typed, const Speaker& speaker);

/// "I do not know when “Thrsday” is", with the forms that work and `line` to be corrected.
Misunderstood unclear_when(std::string_view typed, const std::string& line, std::string_view usage);

/// Whether every requirement that `item` may name is a field for a date, or for a date and a time.
bool is_date_field(const ItemName& item, const Agency& agency);
/// `value` as such a field keeps it, where it is a time; else as it is.
std::string value_meant(const ItemName& item, std::string value, const Speaker& speaker);

}  // namespace baton
