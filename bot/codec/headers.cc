#include "bot/codec/headers.h"

#include "core/text/ascii.h"

namespace baton::codec {

std::optional<std::string_view> only_header(const HttpRequest& request, std::string_view name) {
  std::optional<std::string_view> only;
  for (const Header& header : request.headers) {
    if (!is_named(header, name)) continue;
    if (only) return std::nullopt;
    only = header.value;
  }
  return only;
}

bool is_of_type(const HttpRequest& request, std::string_view type) {
  std::string_view said = only_header(request, "Content-Type").value_or("");
  said = said.substr(0, said.find(';'));
  while (said.ends_with(' ') || said.ends_with('\t')) said.remove_suffix(1);
  return ascii::same(said, type);
}

}  // namespace baton::codec
