#pragma once

#include <functional>
#include <string>

#include <boost/asio/awaitable.hpp>

#include "adapters/sandbox/conditions.h"
#include "adapters/sandbox/methods.h"
#include "bot/ports/clock.h"
#include "bot/ports/http.h"
#include "core/model/secret.h"

namespace baton {
class Log;
}

namespace baton::sandbox {

/// The address /api/<method>: who may call, under what conditions, and what is answered.
/// Source: docs.slack.dev "Using the Slack Web API".
class WebApi {
 public:
  WebApi(Team team, Conditions& conditions, Secret token, Clock& clock, Log& log);

  boost::asio::awaitable<HttpResponse> handle(HttpRequest request);

  /// Answers with what `effect` yields, or with what the present conditions make of it; `method`
  /// is its name in the fault script. `effect` is a plain function, called at most once.
  boost::asio::awaitable<HttpResponse> under_conditions(std::string method,
                                                        std::function<HttpResponse()> effect);

 private:
  HttpResponse call(const std::string& method, const HttpRequest& request);
  Json answer(const std::string& method, const HttpRequest& request, std::optional<int>& wait);

  Team team_;
  Conditions& conditions_;
  RateLimits limits_;
  Secret token_;
  Clock& clock_;
  Log& log_;
};

}  // namespace baton::sandbox
