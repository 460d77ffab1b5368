#include "tests/e2e/siege.h"

#include <sstream>

#include <sys/resource.h>

namespace baton::test {
namespace {

using namespace std::chrono_literals;

const std::string host = "Host: baton.example.com\r\n";
const std::string post_head = "POST /slack/commands HTTP/1.1\r\n" + host;
const std::string whole = "GET /healthz HTTP/1.1\r\n" + host + "\r\n";

std::string post_of(std::size_t declared, const std::string& body, const std::string& more = "") {
  return post_head + more + "Content-Length: " + std::to_string(declared) + "\r\n\r\n" + body;
}
std::string headers(int count) {
  std::string text;
  for (int i = 0; i < count; ++i) text += "X-" + std::to_string(i) + ": 1\r\n";
  return text;
}
std::string chunks(int count) {
  std::string text;
  for (int i = 0; i < count; ++i) text += "10000\r\n" + std::string(65536, 'x') + "\r\n";
  return text;
}

}  // namespace

std::vector<Attack> attacks() {
  const std::string drip(100'000, 'x');
  const std::string tls("\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", 11);
  return {
      {"says nothing", "", "", false, cut},
      {"a head by drips", "GET / HTTP/1.1\r\nX: ", drip, false, 408},
      {"a head that stops", "GET / HTTP/1.1\r\nHo", "", false, 408},
      {"a request line by drips", "G", "ET /" + drip, false, 408},
      {"a body by drips", post_of(drip.size() + 1, ""), drip, false, 408},
      {"a body that never comes", post_of(100, ""), "", false, 408},
      {"a body that is asked for and never comes", post_of(100, "", "Expect: 100-continue\r\n"), "",
       false, 100},
      {"a huge line", "GET /" + std::string(60'000, 'a') + " HTTP/1.1\r\n" + host + "\r\n", "",
       false, 431},
      {"a line without end", "GET /" + std::string(17'000, 'a'), drip, false, 431},
      {"thousands of headers", "GET / HTTP/1.1\r\n" + host + headers(3000) + "\r\n", "", false,
       431},
      {"a hundred short headers", "GET / HTTP/1.1\r\n" + host + headers(100) + "\r\n", "", false,
       431},
      {"a declared body of 2 GiB", post_of(std::size_t{2} << 30, drip), drip, false, 413},
      {"a body a byte too large", post_of(1024 * 1024 + 1, ""), "", false, 413},
      {"a chunked bomb", post_head + "Transfer-Encoding: chunked\r\n\r\n" + chunks(40), "", false,
       501},
      {"a compressed body", post_of(20, std::string(20, '\x1f'), "Content-Encoding: gzip\r\n"), "",
       false, 415},
      {"a body longer than it says",
       post_of(5, "hello and more", "Content-Type: application/x-www-form-urlencoded\r\n"), "",
       false, 401},
      {"a body shorter than it says", post_of(50, "hello"), "", true, cut},
      {"two lengths", post_head + "Content-Length: 4\r\nContent-Length: 5\r\n\r\nhello", "", false,
       400},
      {"half a head, then no more", "GET /heal", "", true, cut},
      {"a whole request, then no more", whole, "", true, 200},
      {"garbage", "\x01\x02\xfe\xff\x80 nothing of this is HTTP\r\n\r\n", "", false, 400},
      {"zeros", std::string(5000, '\0'), "", false, 400},
      {"a TLS greeting", tls + std::string(500, '\x05'), "", false, 400},
      {"HTTP/2", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", "", false, 400},
      {"an SSH greeting", "SSH-2.0-OpenSSH_9.2\r\n", "", false, 408},
      {"bare line feeds", "GET /healthz HTTP/1.1\nHost: a\n\n", "", false, 400},
      {"a proxy's request", "GET http://192.0.2.7/ HTTP/1.1\r\n" + host + "\r\n", "", false, 400},
  };
}

Attacker::Attacker(int port, Attack attack) : attack_(std::move(attack)), peer_(port) {
  peer_.send(attack_.opening);
  if (attack_.finishes) peer_.finish();
}

bool Attacker::go_on() {
  if (is_over_) return false;
  is_over_ = peer_.hears(0ms);
  if (!is_over_ && dripped_ < attack_.drip.size()) {
    peer_.send(std::string_view(attack_.drip).substr(dripped_++, 1));
  }
  if (!is_over_) return true;
  answer_ = peer_.read_response();
  took_ = std::chrono::floor<std::chrono::milliseconds>(std::chrono::steady_clock::now() - began_);
  return false;
}

int port_of(const std::string& url) { return std::stoi(url.substr(url.rfind(':') + 1)); }

double metric(const World& world, const std::string& series) {
  std::istringstream lines(get(world.baton_url() + "/metrics").body);
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with(series + " ")) return std::stod(line.substr(series.size() + 1));
  }
  return -1;
}

Descriptors::Descriptors() {
  rlimit limit{};
  ::getrlimit(RLIMIT_NOFILE, &limit);
  most_ = limit.rlim_max;
  limit.rlim_cur = std::min<rlim_t>(limit.rlim_max, 1024);
  ::setrlimit(RLIMIT_NOFILE, &limit);
}

void Descriptors::raise() {
  rlimit limit{};
  ::getrlimit(RLIMIT_NOFILE, &limit);
  limit.rlim_cur = limit.rlim_max;
  ::setrlimit(RLIMIT_NOFILE, &limit);
}

}  // namespace baton::test
