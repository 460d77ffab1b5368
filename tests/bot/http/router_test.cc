#include "bot/http/router.h"

#include <gtest/gtest.h>

#include "tests/support/run.h"

namespace baton {
namespace {

HttpHandler naming(std::string name) {
  return [name](HttpRequest) {
    return [](std::string text) -> boost::asio::awaitable<HttpResponse> {
      co_return HttpResponse::text(std::move(text));
    }(name);
  };
}

Router router() {
  Router routes;
  routes.add("GET", "/board", naming("board"));
  routes.add("POST", "/board", naming("posted"));
  routes.add("POST", "/slack/commands", naming("commands"));
  routes.add("GET", "/static/exact", naming("exact"));
  return routes;
}

HttpResponse asked(const Router& routes, const char* method, const char* path) {
  HttpRequest request;
  request.method = method;
  request.path = path;
  return test::run(routes.handle(std::move(request)));
}

TEST(RouterTest, FindsByPathThenByMethod) {
  const Router routes = router();
  const struct {
    const char* method;
    const char* path;
    int status;
    const char* body_or_allow;
  } cases[] = {
      {"GET", "/board", 200, "board"},
      {"POST", "/board", 200, "posted"},
      {"HEAD", "/board", 200, "board"},
      {"DELETE", "/board", 405, "GET, POST, HEAD"},
      {"GET", "/slack/commands", 405, "POST"},
      {"HEAD", "/slack/commands", 405, "POST"},
      {"GET", "/static/exact", 200, "exact"},
      {"POST", "/static/exact", 405, "GET, HEAD"},
      {"GET", "/static/exactly", 404, ""},
      {"GET", "/static/", 404, ""},
      {"GET", "/static", 404, ""},
      {"GET", "/board/", 404, ""},
      {"GET", "/Board", 404, ""},
      {"GET", "/%62oard", 404, ""},
      {"GET", "", 404, ""},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(std::string(c.method) + " " + c.path);
    const HttpResponse response = asked(routes, c.method, c.path);
    EXPECT_EQ(response.status, c.status);
    if (c.status == 404) continue;
    const auto allow = find_header(response.headers, "Allow");
    EXPECT_EQ(allow.has_value(), c.status == 405);
    EXPECT_EQ(allow.value_or(response.body), c.body_or_allow);
  }
}

}  // namespace
}  // namespace baton
