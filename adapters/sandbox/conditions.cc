#include "adapters/sandbox/conditions.h"

#include <algorithm>
#include <stdexcept>

namespace baton::sandbox {
namespace {

using Json = nlohmann::json;
using std::chrono::duration_cast;
using std::chrono::seconds;

constexpr int times_max = 10'000;
constexpr int seconds_max = 600;

int bounded(const Json& command, const char* key, int fallback, int max) {
  const int value = command.value(key, fallback);
  if (value < 0 || value > max) throw std::invalid_argument(std::string(key) + " is out of range");
  return value;
}

std::string refusal(const std::string& error) {
  return Json{{"ok", false}, {"error", error}}.dump();
}

}  // namespace

Fault read_fault(const Json& command) {
  Fault fault;
  fault.method = command.value("method", "*");
  fault.times = bounded(command, "times", 1, times_max);
  fault.effect = command.value("effect", false);
  const std::string what = command.at("what");
  if (what == "ratelimited") {
    fault.status = 429;
    fault.body = refusal("ratelimited");
    fault.seconds = bounded(command, "seconds", 1, seconds_max);
  } else if (what == "http") {
    fault.status = bounded(command, "status", 500, 599);
    fault.content_type = "text/html; charset=utf-8";
    fault.body = command.value("body", "<html><body>Something went wrong</body></html>");
  } else if (what == "error") {
    fault.body = refusal(command.at("error"));
  } else if (what == "answer") {
    fault.status = bounded(command, "status", 200, 599);
    fault.body = command.at("body");
  } else if (what == "stall") {
    fault.then = Fault::Then::stall;
    fault.seconds = bounded(command, "seconds", 20, seconds_max);
  } else if (what == "drop") {
    fault.then = Fault::Then::drop;
  } else {
    throw std::invalid_argument(
        "what must be ratelimited, http, error, answer, stall or drop, not " + what);
  }
  if (fault.status < 200) throw std::invalid_argument("status is out of range");
  return fault;
}

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

std::optional<Fault> Conditions::next_fault(const std::string& method) {
  const auto found = std::ranges::find_if(
      script, [&](const Fault& fault) { return fault.method == "*" || fault.method == method; });
  if (found == script.end()) return std::nullopt;
  Fault fault = *found;
  if (--found->times <= 0) script.erase(found);
  return fault;
}

}  // namespace baton::sandbox
