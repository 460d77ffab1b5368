#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace baton::codec {

/// A link that may be shown: http(s) only, and what it says is where it goes.
struct SafeLink {
  std::string url;
  std::string label;   ///< as given; the URL itself where the label is empty or reads like another
  std::string domain;  ///< to stand beside the label; empty where the label says it already
};
/// nullopt: `url` is no plain http(s) URL, so that it is shown as text.
std::optional<SafeLink> safe_link(std::string_view label, std::string_view url);

}  // namespace baton::codec
