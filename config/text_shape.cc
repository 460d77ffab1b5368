#include "config/text_shape.h"

#include <arpa/inet.h>

#include <algorithm>
#include <charconv>

#include "config/findings.h"
#include "core/text/ascii.h"

namespace baton::config {
namespace {

using ascii::hex_value;
using ascii::is_digit;
using ascii::is_letter;
using ascii::is_letter_or_digit;
using ascii::is_lower;
using ascii::is_upper;

constexpr std::size_t key_bytes_max = 40;
constexpr std::size_t mattermost_id_size = 26;
constexpr std::size_t mattermost_name_bytes_max = 64;

bool is_continuation(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

/// Bytes of the well-formed sequence at the front of `text`; 0: there is none (Unicode, table 3-7).
std::size_t sequence_length(std::string_view text) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned char lead = byte(0);
  if (lead < 0x80) return 1;
  std::size_t length = 0;
  unsigned char low = 0x80, high = 0xBF;
  if (lead >= 0xC2 && lead <= 0xDF) length = 2;
  if (lead >= 0xE0 && lead <= 0xEF) length = 3;
  if (lead >= 0xF0 && lead <= 0xF4) length = 4;
  if (lead == 0xE0) low = 0xA0;
  if (lead == 0xED) high = 0x9F;
  if (lead == 0xF0) low = 0x90;
  if (lead == 0xF4) high = 0x8F;
  if (length == 0 || text.size() < length || byte(1) < low || byte(1) > high) return 0;
  for (std::size_t i = 2; i < length; ++i) {
    if (!is_continuation(text[i])) return 0;
  }
  return length;
}

/// One of the letters of `kinds`, then capital letters and digits.
bool is_slack_id(std::string_view text, std::string_view kinds) {
  if (text.size() < 2 || kinds.find(text.front()) == std::string_view::npos) return false;
  return std::all_of(text.begin(), text.end(), [](char c) { return is_upper(c) || is_digit(c); });
}

bool is_loopback(std::string_view host) {
  return host == "localhost" || host == "[::1]" ||
         (host.starts_with("127.") && is_ip_address(std::string(host)));
}

bool is_host_character(char c) {
  return is_letter_or_digit(c) || c == '.' || c == '-' || c == '_' || c == '[' || c == ']' ||
         c == ':';
}

}  // namespace

std::optional<std::size_t> first_invalid_utf8(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t length = sequence_length(text.substr(at));
    if (length == 0) return at;
    at += length;
  }
  return std::nullopt;
}

std::size_t characters_of(std::string_view utf8) {
  return static_cast<std::size_t>(
      std::count_if(utf8.begin(), utf8.end(), [](char c) { return !is_continuation(c); }));
}

std::optional<std::int64_t> whole_number_of(std::string_view text) {
  if (text.starts_with('+')) text.remove_prefix(1);
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return number;
}

bool is_decimal(std::string_view text) {
  if (text.starts_with('+') || text.starts_with('-')) text.remove_prefix(1);
  if (text.empty() || is_letter(text.front())) return false;  // from_chars would take inf and nan
  double number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc() && end == text.data() + text.size();
}

bool is_kebab_case(std::string_view text) {
  if (text.empty() || !is_lower(text.front()) || text.back() == '-') return false;
  if (text.find("--") != std::string_view::npos) return false;
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return is_lower(c) || is_digit(c) || c == '-'; });
}

std::string kebab_case_of(std::string_view text) {
  std::string kebab;
  for (const char c : text) {
    if (is_upper(c)) {
      kebab += ascii::lower(c);
    } else if (is_lower(c) || (is_digit(c) && !kebab.empty())) {
      kebab += c;
    } else if (!kebab.empty() && kebab.back() != '-') {
      kebab += '-';
    }
  }
  if (!kebab.empty() && kebab.back() == '-') kebab.pop_back();
  return kebab;
}

bool is_client_key(std::string_view text) {
  if (text.size() < 2 || text.size() > 10 || !is_upper(text.front())) return false;
  return std::all_of(text.begin(), text.end(), [](char c) { return is_upper(c) || is_digit(c); });
}

bool is_variable_name(std::string_view text) {
  if (text.empty() || is_digit(text.front())) return false;
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return is_letter_or_digit(c) || c == '_'; });
}

bool is_slack_user(std::string_view text) { return is_slack_id(text, "UW"); }

bool is_slack_channel_id(std::string_view text) { return is_slack_id(text, "CGD"); }

bool is_mattermost_id(std::string_view text) {
  return text.size() == mattermost_id_size &&
         std::all_of(text.begin(), text.end(), [](char c) { return is_lower(c) || is_digit(c); });
}

bool is_mattermost_name(std::string_view text) {
  return !text.empty() && text.size() <= mattermost_name_bytes_max &&
         std::all_of(text.begin(), text.end(), [](char c) {
           return is_lower(c) || is_digit(c) || c == '.' || c == '-' || c == '_';
         });
}

bool is_timezone_shape(std::string_view text) {
  if (text.empty() || !is_letter(text.front()) || text.back() == '/') return false;
  if (text.find("//") != std::string_view::npos) return false;
  const bool clean = std::all_of(text.begin(), text.end(), [](char c) {
    return is_letter_or_digit(c) || c == '/' || c == '_' || c == '-' || c == '+';
  });
  return clean && (text == "UTC" || text.find('/') != std::string_view::npos);
}

bool is_secret_key(std::string_view text) {
  return text.size() == 64 &&
         std::all_of(text.begin(), text.end(), [](char c) { return hex_value(c) >= 0; });
}

bool is_ip_address(const std::string& text) {
  unsigned char bytes[sizeof(in6_addr)];
  return inet_pton(AF_INET, text.c_str(), bytes) == 1 ||
         inet_pton(AF_INET6, text.c_str(), bytes) == 1;
}

std::string problem_of_url(std::string_view text) {
  const bool secure = text.starts_with("https://");
  if (!secure && !text.starts_with("http://")) return "must begin with https://";
  std::string_view rest = text.substr(secure ? 8 : 7);
  if (rest.find_first_of("?#") != std::string_view::npos) return "must not carry a ? or #";
  const std::string_view authority = rest.substr(0, rest.find('/'));
  if (authority.find('@') != std::string_view::npos) return "must not carry a user or password";
  const bool bracketed = authority.starts_with('[');
  const std::size_t colon = bracketed ? authority.find("]:") : authority.find(':');
  const std::string_view host = colon == std::string_view::npos
                                    ? authority
                                    : authority.substr(0, colon + (bracketed ? 1 : 0));
  if (host.empty()) return "names no host";
  if (!std::all_of(host.begin(), host.end(), is_host_character)) return "has no valid host name";
  if (colon != std::string_view::npos) {
    const auto port = whole_number_of(authority.substr(colon + (bracketed ? 2 : 1)));
    if (!port || *port < 1 || *port > 65535) return "has no valid port";
  }
  if (text.find_first_of(" \t\r\n\"<>\\") != std::string_view::npos) return "must not hold spaces";
  if (!secure && !is_loopback(host)) {
    return "must begin with https:// (plain http:// is for 127.0.0.1 and localhost only)";
  }
  return "";
}

std::string name_of_key(const std::string& key) {
  const std::string head = key.substr(0, key.find_first_of(":= \t\n"));
  if (head.size() == key.size()) {
    return key.size() <= key_bytes_max ? in_quotes(key) : "this long text";
  }
  return in_quotes(head.substr(0, key_bytes_max)) + " with something behind it";
}

}  // namespace baton::config
