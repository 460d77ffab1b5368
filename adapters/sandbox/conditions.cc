#include "adapters/sandbox/conditions.h"

#include <algorithm>

namespace baton::sandbox {

using std::chrono::duration_cast;
using std::chrono::seconds;

std::optional<int> RateLimits::refuse(const std::string& method, const std::string& channel,
                                      int per_minute, TimePoint now) {
  const bool by_channel = method == "chat.postMessage";
  const std::string key = by_channel ? method + " " + channel : method;
  const seconds length = by_channel ? seconds(1) : seconds(60);
  const int calls_max = by_channel ? 1 : per_minute;
  if (windows_.size() > windows_max) windows_.clear();
  Window& window = windows_[key];
  if (window.calls == 0 || now - window.began >= length || now < window.began) {
    window = Window{now, 0};
  }
  if (window.calls < calls_max) {
    ++window.calls;
    return std::nullopt;
  }
  const auto left = window.began + length - now;
  return std::max(
      1, static_cast<int>(
             duration_cast<seconds>(left + seconds(1) - std::chrono::milliseconds(1)).count()));
}

}  // namespace baton::sandbox
