#pragma once

#include <map>
#include <string>
#include <string_view>

#include <boost/asio/awaitable.hpp>

#include "bot/ports/http.h"

namespace baton {

/// Finds the handler of a request by path and method. Filled before it serves.
class Router {
 public:
  /// Requests to exactly `path`. A GET handler also answers HEAD, whose body is left out.
  void add(std::string method, std::string path, HttpHandler handler);
  /// Requests to every path that begins with `prefix`, such as "/static/". An exact path goes
  /// first, then the longest prefix. The handler sees the whole path.
  void add_prefix(std::string method, std::string prefix, HttpHandler handler);

  /// The handler's response; 404 where no path fits, 405 with Allow where no method does.
  /// `*this` outlives the call; calls may overlap. Throws what the handler throws.
  boost::asio::awaitable<HttpResponse> handle(HttpRequest request) const;

 private:
  using Methods = std::map<std::string, HttpHandler, std::less<>>;
  [[nodiscard]] const Methods* find(std::string_view path) const;

  std::map<std::string, Methods, std::less<>> exact_;
  std::map<std::string, Methods, std::less<>> prefixes_;
};

}  // namespace baton
