#include "bot/codec/links.h"

#include <algorithm>
#include <array>

#include "bot/codec/shown_text.h"
#include "core/text/ascii.h"

namespace baton::codec {
namespace {

constexpr std::size_t url_length_max = 3000;

/// The host and port of an http(s) URL, in lower case; empty where it is none.
std::string host_of(std::string_view url) {
  const std::size_t scheme_end = url.find("://");
  if (scheme_end == std::string_view::npos) return {};
  const std::string scheme = ascii::lowered(url.substr(0, scheme_end));
  if (scheme != "http" && scheme != "https") return {};
  url.remove_prefix(scheme_end + 3);
  std::string_view authority = url.substr(0, url.find_first_of("/?#"));
  if (const std::size_t at = authority.rfind('@'); at != std::string_view::npos) {
    authority.remove_prefix(at + 1);  // a user name in front may read like another host
  }
  const auto in_host = [](char c) {
    return ascii::is_letter_or_digit(c) || static_cast<unsigned char>(c) >= 0x80 ||
           std::string_view(".-_:[]").find(c) != std::string_view::npos;
  };
  if (!std::ranges::all_of(authority, in_host)) return {};
  if (authority.empty() ||
      std::string_view(".-_:").find(authority.front()) != std::string_view::npos) {
    return {};
  }
  return ascii::lowered(authority);
}

bool is_plain_url(std::string_view url) {
  const auto refused = [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte <= 0x20 || byte == 0x7F ||
           std::string_view("<>\"\\^`{|}").find(c) != std::string_view::npos;
  };
  // What is hidden in it, or is no text, could make it read like another one.
  return url.size() <= url_length_max && std::ranges::none_of(url, refused) && one_line(url) == url;
}

/// The host that a word of a label reads like; empty where it reads like no address. File names
/// ("banner.zip") are none: the domain that stands beside the label tells enough.
std::string host_read_from(std::string_view word) {
  const auto edge = [](char c) { return !ascii::is_letter_or_digit(c) && c != '[' && c != '/'; };
  while (!word.empty() && edge(word.front())) word.remove_prefix(1);
  while (!word.empty() && edge(word.back())) word.remove_suffix(1);
  if (std::string host = host_of(word); !host.empty()) return host;
  const std::string host = ascii::lowered(word.substr(0, word.find_first_of("/?#")));
  const std::size_t dot = host.rfind('.');
  if (dot == std::string::npos || dot == 0) return {};
  constexpr std::array<std::string_view, 18> common{"com", "org", "net", "io", "co", "dev",
                                                    "app", "ai",  "eu",  "de", "uk", "us",
                                                    "ch",  "at",  "fr",  "nl", "es", "it"};
  const std::string_view last = std::string_view(host).substr(dot + 1);
  const bool has_path = host.size() < word.size();
  const bool known = std::ranges::find(common, last) != common.end();
  return has_path || known || host.starts_with("www.") ? host : std::string();
}

}  // namespace

std::optional<SafeLink> safe_link(std::string_view label, std::string_view url) {
  const std::string domain = host_of(url);
  if (domain.empty() || !is_plain_url(url)) return std::nullopt;
  SafeLink link{std::string(url), std::string(label), domain};
  if (label.empty() || label == url) return SafeLink{link.url, link.url, {}};
  const std::string line = one_line(label);
  for (std::string_view rest = line; !rest.empty();) {
    const std::string_view word = rest.substr(0, rest.find(' '));
    rest.remove_prefix(std::min(rest.size(), word.size() + 1));
    const std::string host = host_read_from(word);
    if (host.empty() && word.find("://") == std::string_view::npos) continue;
    if (host != domain) return SafeLink{link.url, link.url, {}};
    link.domain.clear();
  }
  return link;
}

}  // namespace baton::codec
