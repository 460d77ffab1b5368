#pragma once

#include <string>

#include <nlohmann/json.hpp>

namespace baton::test {

using Json = nlohmann::json;

/// What came back over the wire.
struct Answer {
  int status = 0;  ///< 0: none came
  std::string body;
};

/// A port that nobody has just now. Throws std::runtime_error when there is none.
int free_port();
/// The address of what listens there on this machine.
std::string local(int port);

Answer get(const std::string& url);
Answer post(const std::string& url, const Json& body);
/// Sends a delivery again as {"method", "url", "headers", "body"} say, whole or altered.
Answer send_again(const Json& request);

}  // namespace baton::test
