#pragma once

#include <chrono>
#include <deque>
#include <functional>
#include <optional>
#include <string>

#include <boost/asio/awaitable.hpp>
#include <nlohmann/json.hpp>

#include "bot/ports/clock.h"
#include "bot/ports/http.h"

namespace baton {
class Log;
}

/// What goes wrong with either simulated chat because a test asks for it.
namespace baton::sandbox {

/// What happens to the next calls of a method instead of, or after, its ordinary effect.
struct Fault {
  enum class Then {
    answer,  ///< `status`, `body`, and Retry-After where `seconds` is given
    stall,   ///< the right answer, but only after `seconds`
    drop,    ///< no answer: the connection ends
  };
  std::string method = "*";  ///< "chat.postMessage", "posts.create"; "*": any
  int times = 1;
  bool effect = false;  ///< the call is carried out all the same
  Then then = Then::answer;
  int status = 200;
  std::string body = {};
  std::string content_type = "application/json; charset=utf-8";
  std::optional<int> seconds = {};
};

/// How a platform words what a fault answers.
struct FaultWords {
  std::string rate_limited;       ///< the body of its 429
  std::string rate_limited_type;  ///< and its Content-Type
  int error_status = 200;         ///< of an error by name, where the command gives none
  std::string (*error)(const std::string& name, int status) = nullptr;  ///< and its body
};

/// Reads one fault from the control surface. `what` says: "ratelimited", "http", "error", "stall",
/// "drop", "answer". Throws nlohmann::json::exception or std::invalid_argument where it is wrong.
Fault read_fault(const nlohmann::json& command, const FaultWords& words);

struct Weather {
  static constexpr std::size_t faults_max = 100;
  bool outage = false;        ///< every call of the API answers 503
  bool rate_limited = false;  ///< every call of the API answers 429
  bool rate_limits = false;   ///< the platform's own limits hold
  bool token_revoked = false;
  std::chrono::milliseconds slow{0};  ///< every call of the API takes this much longer
  std::deque<Fault> script = {};

  /// The fault that the next call of `method` meets; it is used up once.
  std::optional<Fault> next_fault(const std::string& method);
};

/// Carries out {"do": what, ...} where it is about the weather alone; false: it is about something
/// else. Throws as read_fault; nothing changed then.
bool control_weather(Weather& weather, const std::string& what, const nlohmann::json& command,
                     const FaultWords& words);
/// The present weather, as the doors tell it.
nlohmann::json weather_json(const Weather& weather);

/// Answers a call of the API with what `effect` yields, or with what the weather makes of it;
/// `method` is its name in the fault script. `effect` is called at most once.
boost::asio::awaitable<HttpResponse> under_weather(
    Weather& weather, const Clock& clock, Log& log, std::string method, HttpResponse too_many,
    std::function<boost::asio::awaitable<HttpResponse>()> effect);

}  // namespace baton::sandbox
