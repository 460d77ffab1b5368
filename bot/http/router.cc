#include "bot/http/router.h"

#include <utility>

namespace baton {
namespace {

HttpResponse not_found() { return HttpResponse::text("There is nothing here.\n", 404); }

}  // namespace

void Router::add(std::string method, std::string path, HttpHandler handler) {
  paths_[std::move(path)][std::move(method)] = std::move(handler);
}

boost::asio::awaitable<HttpResponse> Router::handle(HttpRequest request) const {
  const auto at = paths_.find(request.path);
  if (at == paths_.end()) co_return not_found();
  const Methods& methods = at->second;
  auto found = methods.find(request.method);
  if (found == methods.end() && request.method == "HEAD") found = methods.find("GET");
  if (found != methods.end()) {
    HttpResponse response = co_await found->second(std::move(request));
    co_return response;
  }
  std::string allowed;
  for (const auto& [method, handler] : methods) {
    allowed += (allowed.empty() ? "" : ", ") + method;
  }
  if (methods.contains("GET") && !methods.contains("HEAD")) allowed += ", HEAD";
  HttpResponse response = HttpResponse::text("This address takes " + allowed + ".\n", 405);
  response.headers.push_back(Header{"Allow", allowed});
  co_return response;
}

}  // namespace baton
