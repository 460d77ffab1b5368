#include "tests/e2e/wire.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <stdexcept>

#include "bot/http/client.h"
#include "tests/support/run.h"

namespace baton::test {
namespace {

Answer exchange(OutboundRequest request) {
  thread_local WebClient client;  // to make one takes longer than what it is asked
  const HttpResult result = run(client.send(std::move(request)));
  Answer answer;
  if (const auto* response = std::get_if<HttpResponse>(&result)) {
    answer.status = response->status;
    answer.body = response->body;
  }
  return answer;
}

}  // namespace

int free_port() {
  const int fd = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t length = sizeof address;
  auto* const place = reinterpret_cast<sockaddr*>(&address);
  const bool found = ::bind(fd, place, length) == 0 && ::getsockname(fd, place, &length) == 0;
  ::close(fd);
  if (!found) throw std::runtime_error("no free port");
  return ntohs(address.sin_port);
}

std::string local(int port) { return "http://127.0.0.1:" + std::to_string(port); }

Answer get(const std::string& url) {
  OutboundRequest request;
  request.method = "GET";
  request.url = url;
  return exchange(std::move(request));
}

Answer post(const std::string& url, const Json& body) {
  OutboundRequest request;
  request.url = url;
  request.headers.push_back({"Content-Type", "application/json"});
  request.body = body.dump();
  return exchange(std::move(request));
}

Answer send_again(const Json& request) {
  OutboundRequest outbound;
  outbound.method = request["method"];
  outbound.url = request["url"];
  for (const auto& [name, value] : request["headers"].items()) {
    if (name == "Content-Length" || name == "Host") continue;
    outbound.headers.push_back({name, value.get<std::string>()});
  }
  outbound.body = request["body"];
  return exchange(std::move(outbound));
}

}  // namespace baton::test
