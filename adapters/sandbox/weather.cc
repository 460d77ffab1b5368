#include "adapters/sandbox/weather.h"

#include <algorithm>
#include <stdexcept>
#include <utility>

#include "bot/log/log.h"

namespace baton::sandbox {
namespace {

using Json = nlohmann::json;

constexpr int times_max = 10'000;
constexpr int seconds_max = 600;
constexpr int slow_ms_max = 60'000;

int bounded(const Json& command, const char* key, int fallback, int max) {
  const int value = command.value(key, fallback);
  if (value < 0 || value > max) throw std::invalid_argument(std::string(key) + " is out of range");
  return value;
}

HttpResponse page_of_an_outage() {
  HttpResponse response = HttpResponse::text("<html><body>Server Error</body></html>", 503);
  response.headers[0].value = "text/html; charset=utf-8";
  return response;
}

HttpResponse answer_of(const Fault& fault) {
  HttpResponse response;
  response.status = fault.status;
  response.headers.push_back(Header{"Content-Type", fault.content_type});
  if (fault.seconds) {
    response.headers.push_back(Header{"Retry-After", std::to_string(*fault.seconds)});
  }
  response.body = fault.body;
  return response;
}

void add_fault(Weather& weather, const Json& command, const FaultWords& words) {
  if (weather.script.size() >= Weather::faults_max) {
    throw std::invalid_argument("the fault script is full");
  }
  weather.script.push_back(read_fault(command, words));
}

}  // namespace

Fault read_fault(const Json& command, const FaultWords& words) {
  Fault fault;
  fault.method = command.value("method", "*");
  fault.times = bounded(command, "times", 1, times_max);
  fault.effect = command.value("effect", false);
  const std::string what = command.at("what");
  if (what == "ratelimited") {
    fault.status = 429;
    fault.body = words.rate_limited;
    fault.content_type = words.rate_limited_type;
    fault.seconds = bounded(command, "seconds", 1, seconds_max);
  } else if (what == "http") {
    fault.status = bounded(command, "status", 500, 599);
    fault.content_type = "text/html; charset=utf-8";
    fault.body = command.value("body", "<html><body>Something went wrong</body></html>");
  } else if (what == "error") {
    fault.status = bounded(command, "status", words.error_status, 599);
    fault.body = words.error(command.at("error"), fault.status);
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

std::optional<Fault> Weather::next_fault(const std::string& method) {
  const auto found = std::ranges::find_if(
      script, [&](const Fault& fault) { return fault.method == "*" || fault.method == method; });
  if (found == script.end()) return std::nullopt;
  Fault fault = *found;
  if (--found->times <= 0) script.erase(found);
  return fault;
}

bool control_weather(Weather& weather, const std::string& what, const Json& command,
                     const FaultWords& words) {
  const auto on = [&] { return command.at("on").get<bool>(); };
  if (what == "fault") {
    add_fault(weather, command, words);
  } else if (what == "clear_faults") {
    weather.script.clear();
  } else if (what == "slow") {
    if (!command.contains("ms")) throw std::invalid_argument("ms is missing");
    weather.slow = std::chrono::milliseconds(bounded(command, "ms", 0, slow_ms_max));
  } else if (what == "outage") {
    weather.outage = on();
  } else if (what == "rate_limited") {
    weather.rate_limited = on();
  } else if (what == "rate_limits") {
    weather.rate_limits = on();
  } else if (what == "token_revoked") {
    weather.token_revoked = on();
  } else {
    return false;
  }
  return true;
}

Json weather_json(const Weather& weather) {
  return {{"outage", weather.outage},           {"rate_limited", weather.rate_limited},
          {"rate_limits", weather.rate_limits}, {"token_revoked", weather.token_revoked},
          {"slow_ms", weather.slow.count()},    {"faults", weather.script.size()}};
}

boost::asio::awaitable<HttpResponse> under_weather(
    Weather& weather, const Clock& clock, Log& log, std::string method, HttpResponse too_many,
    std::function<boost::asio::awaitable<HttpResponse>()> effect) {
  if (weather.slow.count() > 0) co_await clock.wait(weather.slow);
  if (weather.outage) co_return page_of_an_outage();
  if (weather.rate_limited) co_return too_many;
  const std::optional<Fault> fault = weather.next_fault(method);
  if (!fault) {
    HttpResponse ordinary = co_await effect();
    co_return ordinary;
  }
  log.info("sandbox.fault_met", {{"method", method}, {"effect", fault->effect}});
  HttpResponse response = page_of_an_outage();
  if (fault->effect) response = co_await effect();
  switch (fault->then) {
    case Fault::Then::answer: co_return answer_of(*fault);
    case Fault::Then::stall: {
      const std::chrono::seconds span(fault->seconds.value_or(0));
      co_await clock.wait(span);
      co_return response;
    }
    case Fault::Then::drop: break;
  }
  response = HttpResponse::empty(HttpResponse::no_answer);
  co_return response;
}

}  // namespace baton::sandbox
