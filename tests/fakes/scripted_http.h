#pragma once

#include <chrono>
#include <deque>
#include <string>
#include <utility>
#include <vector>

#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "bot/ports/clock.h"
#include "bot/ports/http.h"

namespace baton::test {

/// A clock that stands where it is put; nobody waits by it.
class StillClock final : public Clock {
 public:
  [[nodiscard]] TimePoint now() const override { return at; }
  boost::asio::awaitable<void> wait(std::chrono::milliseconds) const override { co_return; }
  TimePoint at{std::chrono::seconds(1'763'690'400)};
};

/// Answers calls by a script, in order, and keeps them. With nothing left to answer it keeps
/// silent until it is cancelled.
class ScriptedHttp final : public HttpClient {
 public:
  boost::asio::awaitable<HttpResult> send(OutboundRequest request) override {
    requests.push_back(std::move(request));
    if (script.empty()) {
      const auto executor = co_await boost::asio::this_coro::executor;
      boost::asio::steady_timer silence(executor, std::chrono::hours(1));
      co_await silence.async_wait(boost::asio::use_awaitable);
    }
    HttpResult result = std::move(script.front());
    script.pop_front();
    co_return result;
  }

  ScriptedHttp& answer(std::string json, int status = 200) {
    script.emplace_back(HttpResponse::json(std::move(json), status));
    return *this;
  }
  ScriptedHttp& answer(HttpResponse response) {
    script.emplace_back(std::move(response));
    return *this;
  }
  ScriptedHttp& fail(HttpFailure::Reach reach, std::string reason) {
    HttpFailure failure;
    failure.reach = reach;
    failure.reason = std::move(reason);
    script.emplace_back(std::move(failure));
    return *this;
  }
  /// "chat.postMessage" of ".../api/chat.postMessage".
  [[nodiscard]] std::string method(std::size_t call) const {
    const std::string& url = requests.at(call).url;
    return url.substr(url.rfind('/') + 1);
  }

  std::deque<HttpResult> script;
  std::vector<OutboundRequest> requests;
};

}  // namespace baton::test
