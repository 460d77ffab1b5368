#pragma once

#include <optional>
#include <string>
#include <string_view>

#include <boost/asio/ip/address.hpp>

namespace baton::http {

/// The parts of an address that a request goes to.
struct Url {
  bool tls = true;
  std::string host;         ///< a name, or an address without brackets
  std::string port;         ///< "443"
  std::string host_header;  ///< as written: "[::1]:8080"
  std::string target;       ///< path and query, never empty

  /// The host, where it is written as an address.
  [[nodiscard]] std::optional<boost::asio::ip::address> address() const;
};

/// nullopt for anything but http:// or https:// with a host, a port from 1 to 65535 if any, and a
/// path and query of printable ASCII. Names and passwords in it are refused; a fragment is cut off.
std::optional<Url> parse_url(std::string_view text);

}  // namespace baton::http
