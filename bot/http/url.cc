#include "bot/http/url.h"

#include <algorithm>
#include <charconv>

#include <boost/asio/ip/address.hpp>

#include "core/text/ascii.h"

namespace baton::http {
namespace {

bool is_name_char(char c) {
  return ascii::is_letter_or_digit(c) || c == '-' || c == '.' || c == '_';
}

bool is_port(std::string_view text) {
  int port = 0;
  const char* const end = text.data() + text.size();
  const auto [stopped, error] = std::from_chars(text.data(), end, port);
  return error == std::errc() && stopped == end && port >= 1 && port <= 65535;
}

/// Splits "host", "host:port", "[v6]" and "[v6]:port".
bool read_authority(std::string_view text, Url& url) {
  url.host_header = text;
  if (text.starts_with('[')) {
    const std::size_t end = text.find(']');
    if (end == std::string_view::npos) return false;
    url.host = text.substr(1, end - 1);
    if (!url.address() || !url.address()->is_v6()) return false;
    text.remove_prefix(end + 1);
  } else {
    url.host = text.substr(0, text.find(':'));
    if (url.host.empty() || !std::ranges::all_of(url.host, is_name_char)) return false;
    text.remove_prefix(url.host.size());
  }
  if (text.empty()) return true;
  url.port = text.substr(1);
  return text.front() == ':' && is_port(url.port);
}

}  // namespace

std::optional<boost::asio::ip::address> Url::address() const {
  boost::system::error_code error;
  boost::asio::ip::address address = boost::asio::ip::make_address(host, error);
  if (error) return std::nullopt;
  return address;
}

std::optional<Url> parse_url(std::string_view text) {
  Url url;
  if (text.starts_with("https://")) {
    url.port = "443";
    text.remove_prefix(8);
  } else if (text.starts_with("http://")) {
    url.tls = false;
    url.port = "80";
    text.remove_prefix(7);
  } else {
    return std::nullopt;
  }
  text = text.substr(0, text.find('#'));
  const std::size_t authority = std::min(text.find_first_of("/?"), text.size());
  if (!read_authority(text.substr(0, authority), url)) return std::nullopt;
  url.target = text.substr(authority);
  if (!url.target.starts_with('/')) url.target.insert(0, "/");
  const auto printable = [](char c) { return c > ' ' && c < 0x7F; };
  if (!std::ranges::all_of(url.target, printable)) return std::nullopt;
  return url;
}

}  // namespace baton::http
