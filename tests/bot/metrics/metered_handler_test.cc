#include "bot/metrics/metered_handler.h"

#include <stdexcept>

#include <gtest/gtest.h>
#include <boost/system/system_error.hpp>

#include "bot/ports/errc.h"
#include "tests/fakes/counting_meter.h"
#include "tests/support/run.h"

namespace baton::test {
namespace {

boost::asio::awaitable<HttpResponse> echo(HttpRequest request) {
  co_return HttpResponse::text(request.body, 401);
}
boost::asio::awaitable<HttpResponse> fail(HttpRequest request) {
  if (request.body == "store") {
    throw boost::system::system_error(make_error_code(AppErrc::store_failed));
  }
  throw std::runtime_error("a mistake");
  co_return HttpResponse();
}
HttpRequest request_of(std::string body) {
  HttpRequest request;
  request.body = std::move(body);
  return request;
}

TEST(MeteredHandlerTest, AnswersAsTheHandlerDoesAndCountsTheStatus) {
  CountingMeter meter;
  const HttpHandler handler = metered(meter, "/slack/commands", echo);
  const HttpResponse response = run(handler(request_of("hello")));
  EXPECT_EQ(response.status, 401);
  EXPECT_EQ(response.body, "hello");
  EXPECT_EQ(meter.told(), std::vector<std::string>{"answered /slack/commands 401"});
}

TEST(MeteredHandlerTest, WhatIsThrownIsCountedAsItWillBeAnswered) {
  CountingMeter meter;
  const HttpHandler handler = metered(meter, "/mattermost/action", fail);
  EXPECT_THROW(run(handler(request_of("store"))), boost::system::system_error);
  EXPECT_THROW(run(handler(request_of("else"))), std::runtime_error);
  EXPECT_EQ(meter.told(), (std::vector<std::string>{"answered /mattermost/action 503",
                                                    "answered /mattermost/action 500"}));
}

}  // namespace
}  // namespace baton::test
