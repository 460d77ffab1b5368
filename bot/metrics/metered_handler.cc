#include "bot/metrics/metered_handler.h"

#include <chrono>
#include <utility>

#include <boost/system/system_error.hpp>

namespace baton {
namespace {

using std::chrono::steady_clock;

boost::asio::awaitable<HttpResponse> answer(Meter& meter, const std::string& surface,
                                            const HttpHandler& handler, HttpRequest request) {
  const auto began = steady_clock::now();
  const auto count = [&](int status) {
    meter.answered(surface, status, steady_clock::now() - began);
  };
  HttpResponse response;
  try {
    response = co_await handler(std::move(request));
  } catch (const boost::system::system_error&) {  // as the listener will answer it
    count(503);
    throw;
  } catch (...) {
    count(500);
    throw;
  }
  count(response.status);
  co_return response;
}

}  // namespace

HttpHandler metered(Meter& meter, std::string surface, HttpHandler handler) {
  return [&meter, surface = std::move(surface), handler = std::move(handler)](HttpRequest request) {
    return answer(meter, surface, handler, std::move(request));
  };
}

}  // namespace baton
