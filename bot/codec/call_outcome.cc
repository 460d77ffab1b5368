#include "bot/codec/call_outcome.h"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <optional>
#include <string_view>

namespace baton::codec {
namespace {

constexpr std::chrono::seconds retry_after_min{1};
constexpr std::chrono::seconds retry_after_max{3600};
constexpr std::chrono::seconds retry_after_default{30};

}  // namespace

AttemptFailed failure(ErrorClass error, std::string reason) {
  AttemptFailed failed;
  failed.error = error;
  failed.reason = std::move(reason);
  return failed;
}

AttemptFailed failure_in(const Answered& answered) {
  if (const auto* failed = std::get_if<AttemptFailed>(&answered)) return *failed;
  return failure(ErrorClass::retry_later, std::get<AttemptUnknown>(answered).reason);
}

AttemptFailed incomplete(const char* what) {
  return failure(ErrorClass::retry_later, std::string("answer without ") + what);
}

Answered lost(Repeat repeat, std::string reason) {
  if (repeat == Repeat::harmless) return failure(ErrorClass::retry_later, std::move(reason));
  return AttemptUnknown{std::move(reason)};
}

Answered no_answer(const HttpFailure& missing, Repeat repeat) {
  if (missing.reach == HttpFailure::Reach::not_sent) {
    return failure(ErrorClass::retry_later, missing.reason);
  }
  return lost(repeat, missing.reason);
}

std::chrono::seconds retry_after(const HttpResponse& response) {
  const std::optional<std::string_view> value = find_header(response.headers, "Retry-After");
  if (!value || value->empty()) return retry_after_default;
  if (value->find_first_not_of("0123456789") != std::string_view::npos) return retry_after_default;
  std::int64_t seconds = 0;
  const auto parsed = std::from_chars(value->data(), value->data() + value->size(), seconds);
  if (parsed.ec != std::errc()) return retry_after_max;  // more than any number we keep
  return std::clamp(std::chrono::seconds(seconds), retry_after_min, retry_after_max);
}

std::string without_trailing_slash(std::string url) {
  while (url.ends_with('/')) url.pop_back();
  return url;
}

}  // namespace baton::codec
