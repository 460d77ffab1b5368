#pragma once

#include <map>
#include <string>

#include <boost/asio/awaitable.hpp>

#include "bot/ports/http.h"

namespace baton {

/// Finds the handler of a request by path and method. Filled before it serves.
class Router {
 public:
  /// Requests to exactly `path`. A GET handler also answers HEAD, whose body is left out.
  void add(std::string method, std::string path, HttpHandler handler);

  /// The handler's response; 404 where no path fits, 405 with Allow where no method does.
  /// `*this` outlives the call; calls may overlap. Throws what the handler throws.
  boost::asio::awaitable<HttpResponse> handle(HttpRequest request) const;

 private:
  using Methods = std::map<std::string, HttpHandler, std::less<>>;

  std::map<std::string, Methods, std::less<>> paths_;
};

}  // namespace baton
