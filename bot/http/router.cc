#include "bot/http/router.h"

#include <utility>

namespace baton {
namespace {

HttpResponse not_found() { return HttpResponse::text("There is nothing here.\n", 404); }

}  // namespace

void Router::add(std::string method, std::string path, HttpHandler handler) {
  exact_[std::move(path)][std::move(method)] = std::move(handler);
}

void Router::add_prefix(std::string method, std::string prefix, HttpHandler handler) {
  prefixes_[std::move(prefix)][std::move(method)] = std::move(handler);
}

const Router::Methods* Router::find(std::string_view path) const {
  if (const auto exact = exact_.find(path); exact != exact_.end()) return &exact->second;
  for (std::size_t size = path.size(); size > 0; --size) {
    const auto found = prefixes_.find(path.substr(0, size));
    if (found != prefixes_.end()) return &found->second;
  }
  return nullptr;
}

boost::asio::awaitable<HttpResponse> Router::handle(HttpRequest request) const {
  const Methods* const methods = find(request.path);
  if (methods == nullptr) co_return not_found();
  auto found = methods->find(request.method);
  if (found == methods->end() && request.method == "HEAD") found = methods->find("GET");
  if (found != methods->end()) {
    HttpResponse response = co_await found->second(std::move(request));
    co_return response;
  }
  std::string allowed;
  for (const auto& [method, handler] : *methods) {
    allowed += (allowed.empty() ? "" : ", ") + method;
  }
  if (methods->contains("GET") && !methods->contains("HEAD")) allowed += ", HEAD";
  HttpResponse response = HttpResponse::text("This address takes " + allowed + ".\n", 405);
  response.headers.push_back(Header{"Allow", allowed});
  co_return response;
}

}  // namespace baton
