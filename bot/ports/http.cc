#include "bot/ports/http.h"

#include <algorithm>

#include "core/text/ascii.h"

namespace baton {
namespace {

HttpResponse with_type(std::string type, std::string body, int status) {
  HttpResponse response;
  response.status = status;
  response.headers.push_back(Header{"Content-Type", std::move(type)});
  response.body = std::move(body);
  return response;
}

}  // namespace

bool is_named(const Header& header, std::string_view name) {
  return ascii::same(header.name, name);
}

std::optional<std::string_view> find_header(const std::vector<Header>& headers,
                                            std::string_view name) {
  const auto found = std::ranges::find_if(
      headers, [name](const Header& header) { return is_named(header, name); });
  if (found == headers.end()) return std::nullopt;
  return found->value;
}

HttpResponse HttpResponse::json(std::string body, int status) {
  return with_type("application/json", std::move(body), status);
}
HttpResponse HttpResponse::text(std::string body, int status) {
  return with_type("text/plain; charset=utf-8", std::move(body), status);
}
HttpResponse HttpResponse::empty(int status) {
  HttpResponse response;
  response.status = status;
  return response;
}

}  // namespace baton
